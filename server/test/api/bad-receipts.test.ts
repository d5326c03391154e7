// Every kind of bad receipt gets 4xx with its code and changes nothing: the "Bad input" section of the issue, row by row.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Bought, purchaseBody } from './coffee.ts';
import { type BadInputHouse, createBadInputHouse } from './refusals.ts';
import { type Sent } from './test-api.ts';

let house: BadInputHouse;
beforeAll(async () => {
  house = await createBadInputHouse();
});
afterAll(() => house.api.close());

const line = { sku: 'LATTE', quantity: 1, price: 10_000, amount: 10_000 };
const receipt = (changes: object): object => ({
  json: purchaseBody({ phone: house.anna.phone }, { receipt: changes }),
});
const firstLine = (changes: object): object => receipt({ lines: [{ ...line, ...changes }] });
const whole = (changes: Bought): object => ({ json: purchaseBody({ phone: house.anna.phone }, changes) });

describe('a purchase', () => {
  const cases: readonly (readonly [name: string, sent: () => Sent, status: number, code: string])[] = [
    ['malformed JSON', () => ({ text: '{"member": ' }), 400, 'json_malformed'],
    ['a JSON value that is no object', () => ({ text: '[1, 2]' }), 400, 'request_invalid'],
    ['poisoned JSON', () => ({ text: '{"__proto__": {"admin": true}}' }), 400, 'json_malformed'],
    ['no body', () => ({}), 400, 'request_invalid'],
    ['an empty body that calls itself JSON', () => ({ text: '' }), 400, 'request_invalid'],
    [
      'another content type',
      () => ({ text: 'a=1', headers: { 'content-type': 'text/plain' } }),
      415,
      'content_type_unsupported',
    ],
    ['10 MB', () => ({ text: `{"member": "${'x'.repeat(10_000_000)}"}` }), 413, 'body_too_large'],
    ['an unknown field', () => whole({ colour: 'red' }), 400, 'request_invalid'],
    ['an unknown field of the receipt', () => receipt({ discount: 5 }), 400, 'request_invalid'],
    ['an unknown field of a line', () => firstLine({ tax: 20 }), 400, 'request_invalid'],
    ['text for a number', () => receipt({ total: '10000' }), 400, 'request_invalid'],
    ['a number for text', () => firstLine({ sku: 17 }), 400, 'request_invalid'],
    ['null for a total', () => receipt({ total: null }), 400, 'request_invalid'],
    ['a fraction of a kopeck', () => receipt({ total: 10_000.5 }), 400, 'request_invalid'],
    ['a fraction of a kopeck on a line', () => firstLine({ amount: 9_999.99 }), 400, 'request_invalid'],
    ['a fraction as a JSON number of pieces', () => firstLine({ quantity: 0.5 }), 400, 'request_invalid'],
    ['a quantity with seven places', () => firstLine({ quantity: '1.0000001' }), 400, 'request_invalid'],
    ['a quantity in words', () => firstLine({ quantity: 'one' }), 400, 'request_invalid'],
    ['a quantity of zero', () => firstLine({ quantity: '0.000' }), 400, 'request_invalid'],
    ['a negative quantity', () => firstLine({ quantity: -1 }), 400, 'request_invalid'],
    ['a negative amount', () => firstLine({ amount: -10_000 }), 400, 'request_invalid'],
    ['an amount of zero', () => firstLine({ amount: 0, price: 0 }), 400, 'request_invalid'],
    ['a negative price', () => firstLine({ price: -1 }), 400, 'request_invalid'],
    ['a line that does not add up', () => firstLine({ price: 9_998 }), 422, 'line_amount_mismatch'],
    ['a line whose discount does not add up', () => firstLine({ discount: 100 }), 422, 'line_amount_mismatch'],
    ['a total that does not add up', () => receipt({ total: 10_001 }), 422, 'total_mismatch'],
    ['an amount past 2^53', () => firstLine({ amount: 2 ** 53, price: 2 ** 53 }), 400, 'request_invalid'],
    [
      'a sum past 2^53',
      () => receipt({ lines: [1, 2].map(() => ({ ...line, price: 2 ** 53 - 1, amount: 2 ** 53 - 1 })) }),
      422,
      'amount_too_large',
    ],
    [
      'a number that JSON cannot hold',
      () => ({ text: JSON.stringify(purchaseBody(house.anna)).replace('10000', '1e999') }),
      400,
      'request_invalid',
    ],
    ['an empty receipt', () => receipt({ lines: [] }), 400, 'request_invalid'],
    [
      '501 lines',
      () => receipt({ total: 5_010_000, lines: Array.from({ length: 501 }, () => line) }),
      400,
      'request_invalid',
    ],
    ['a receipt without a number', () => receipt({ id: undefined }), 400, 'request_invalid'],
    ['a number of spaces', () => receipt({ id: '   ' }), 400, 'request_invalid'],
    ['a number of 101 characters', () => receipt({ id: 'x'.repeat(101) }), 400, 'request_invalid'],
    ['NUL in a name', () => firstLine({ name: 'a\u0000b' }), 400, 'request_invalid'],
    ['half of a surrogate pair', () => firstLine({ name: 'a\ud800b' }), 400, 'request_invalid'],
    ['an unknown currency', () => receipt({ currency: 'EUR' }), 422, 'currency_mismatch'],
    ['a currency in lower case', () => receipt({ currency: 'rub' }), 400, 'request_invalid'],
    [
      'from the future',
      () => receipt({ at: new Date(Date.now() + 3_600_000).toISOString() }),
      422,
      'receipt_in_future',
    ],
    ['from long ago', () => receipt({ at: '2020-01-01T00:00:00Z' }), 422, 'receipt_too_old'],
    ['a moment without an offset', () => receipt({ at: '2026-11-22T10:00:00' }), 400, 'request_invalid'],
    ['the thirtieth of February', () => receipt({ at: '2026-02-30T10:00:00Z' }), 400, 'request_invalid'],
    ['an unknown member', () => ({ json: purchaseBody({ phone: '+79990000000' }) }), 404, 'member_unknown'],
    ['a member of no kind', () => ({ json: purchaseBody({}) }), 400, 'request_invalid'],
    [
      'a member of two kinds',
      () => ({ json: purchaseBody({ phone: house.anna.phone, id: house.anna.id }) }),
      400,
      'request_invalid',
    ],
    ['a phone that is none', () => ({ json: purchaseBody({ phone: '12' }) }), 400, 'request_invalid'],
    ['an unknown program', () => whole({ programId: 'tea-house' }), 404, 'program_unknown'],
    ['an unknown wallet', () => whole({ pay: { wallet: 'gold', units: 1 } }), 422, 'wallet_unknown'],
    ['paying nothing', () => whole({ pay: { units: 0 } }), 400, 'request_invalid'],
    ['paying a negative number', () => whole({ pay: { units: -5 } }), 400, 'request_invalid'],
    ['paying a fraction', () => whole({ pay: { units: 1.5 } }), 400, 'request_invalid'],
    ['paying more than there is', () => whole({ amount: 1_000_000, pay: { units: 4_000 } }), 409, 'units_insufficient'],
    ['paying more than is allowed', () => whole({ amount: 10_000, pay: { units: 51 } }), 422, 'pay_over_limit'],
    [
      'nobody paying with units',
      () => ({ json: purchaseBody(undefined, { pay: { units: 1 } }) }),
      422,
      'member_required',
    ],
    [
      'the same key with another body',
      () => ({ ...whole({ amount: 5_000 }), headers: { 'idempotency-key': 'used' } }),
      409,
      'key_reused',
    ],
    ['a key that is empty', () => ({ ...whole({}), headers: { 'idempotency-key': '' } }), 400, 'request_invalid'],
    [
      'the same receipt of another member',
      () => ({ json: purchaseBody({ phone: house.boris.phone }, { id: 'known', amount: 10_000 }) }),
      409,
      'receipt_taken',
    ],
    [
      'the same receipt of nobody',
      () => ({ json: purchaseBody(undefined, { id: 'known', amount: 10_000 }) }),
      409,
      'receipt_taken',
    ],
    ['the same receipt with other contents', () => whole({ id: 'known', amount: 20_000 }), 409, 'receipt_taken'],
  ];
  test.each(cases)('%s', async (_name, sent, status, code) => {
    await house.refuses(() => house.shop.call('POST', '/v1/purchases', sent()), status, code);
  });

  test('history needs its scope', async () => {
    const body = purchaseBody({ phone: house.anna.phone }, { history: true, receipt: { at: '2020-01-01T00:00:00Z' } });
    const refused = await house.refuses(
      () => house.till('POST', '/v1/purchases', { json: body }),
      403,
      'scope_insufficient',
    );
    expect(refused.at('scope')).toBe('import');
  });

  test('every mistake of a request is named at once', async () => {
    const lines = [
      { ...line, quantity: 0, price: -1 },
      { ...line, sku: 5 },
    ];
    const answer = await house.refuses(
      () => house.shop.call('POST', '/v1/purchases', receipt({ total: 'x', lines })),
      400,
      'request_invalid',
    );
    const paths = z
      .array(z.looseObject({ path: z.string() }))
      .parse(answer.at('problems'))
      .map((problem) => problem.path);
    expect(paths).toEqual([
      'receipt.total',
      'receipt.lines.0.quantity',
      'receipt.lines.0.price',
      'receipt.lines.1.sku',
    ]);
  });
});
