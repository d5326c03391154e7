// Every kind of bad input gets 4xx with its code and changes nothing: the "Bad input" section of the issue, row by row.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { type Bought, buy, COFFEE, newMember, publishCoffee, purchaseBody, type TestMember } from './coffee.ts';
import { type Answer, type Call, createTestApi, type Sent, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;
let till: Call;
let anna: TestMember;
let boris: TestMember;
let bought: Answer;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  other = await api.organization();
  await publishCoffee(shop.call);
  const key = await shop.call('POST', '/v1/keys', { json: { name: 'Till', scopes: ['till'] } });
  till = api.as(key.textAt('key'));
  anna = await newMember(shop.call);
  boris = await newMember(shop.call);
  bought = await buy(
    shop.call,
    { phone: anna.phone },
    { id: 'known', amount: 10_000 },
    { headers: { 'idempotency-key': 'used' } },
  );
  expect(bought.status).toBe(201);
});
afterAll(() => api.close());

/** Everything that a refused request must leave as it was. */
async function traces(): Promise<unknown> {
  const counted = sql`
    select
      (select count(*) from operations) as operations,
      (select count(*) from journal) as journal,
      (select count(*) from guest_receipts) as guests,
      (select count(*) from members) as members,
      (select count(*) from identities) as identities,
      (select count(*) from program_versions) as versions,
      (select count(*) from api_keys) as keys,
      (select sum(version) from accounts) as changes`;
  return query(api.database.db.system, counted, z.looseObject({}));
}

async function refuses(request: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
  const before = await traces();
  const answer = await request();
  expect([answer.status, answer.code], answer.text).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/u);
  expect(answer.textAt('detail')).not.toMatch(/\{\w+\}|node_modules|\.ts:/u);
  expect(await traces()).toEqual(before);
  expect(api.failures).toEqual([]);
  return answer;
}

const line = { sku: 'LATTE', quantity: 1, price: 10_000, amount: 10_000 };
const receipt = (changes: object): object => ({ json: purchaseBody({ phone: anna.phone }, { receipt: changes }) });
const firstLine = (changes: object): object => receipt({ lines: [{ ...line, ...changes }] });
const whole = (changes: Bought): object => ({ json: purchaseBody({ phone: anna.phone }, changes) });

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
      () => ({ text: JSON.stringify(purchaseBody(anna)).replace('10000', '1e999') }),
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
      () => ({ json: purchaseBody({ phone: anna.phone, id: anna.id }) }),
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
      () => ({ json: purchaseBody({ phone: boris.phone }, { id: 'known', amount: 10_000 }) }),
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
    await refuses(() => shop.call('POST', '/v1/purchases', sent()), status, code);
  });

  test('history needs its scope', async () => {
    const body = purchaseBody({ phone: anna.phone }, { history: true, receipt: { at: '2020-01-01T00:00:00Z' } });
    const refused = await refuses(() => till('POST', '/v1/purchases', { json: body }), 403, 'scope_insufficient');
    expect(refused.at('scope')).toBe('import');
  });

  test('every mistake of a request is named at once', async () => {
    const lines = [
      { ...line, quantity: 0, price: -1 },
      { ...line, sku: 5 },
    ];
    const answer = await refuses(
      () => shop.call('POST', '/v1/purchases', receipt({ total: 'x', lines })),
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

describe('returns and corrections', () => {
  const at = (path: string, json: () => object, status: number, code: string) => [path, json, status, code] as const;
  test.each([
    at(
      'more than was bought',
      () => ({ purchaseId: bought.at('id'), lines: [{ line: 0, quantity: 2 }] }),
      409,
      'return_exceeds_purchase',
    ),
    at(
      'a line that is not',
      () => ({ purchaseId: bought.at('id'), lines: [{ line: 7, quantity: 1 }] }),
      422,
      'line_unknown',
    ),
    at(
      'the same line twice',
      () => ({ purchaseId: bought.at('id'), lines: [0, 0].map((index) => ({ line: index, quantity: '0.5' })) }),
      400,
      'request_invalid',
    ),
    at(
      'nothing of a line',
      () => ({ purchaseId: bought.at('id'), lines: [{ line: 0, quantity: 0 }] }),
      400,
      'request_invalid',
    ),
    at('an unknown purchase', () => ({ purchaseId: anna.accountId }), 404, 'purchase_unknown'),
    at('an unknown receipt', () => ({ receipt: { id: 'never' } }), 404, 'purchase_unknown'),
    at('nothing named', () => ({}), 400, 'request_invalid'),
    at(
      'goods that were never bought',
      () => ({ member: { id: anna.id }, lines: [{ sku: 'TEA', quantity: 1 }] }),
      409,
      'return_unmatched',
    ),
  ])('%s', async (_name, json, status, code) => {
    await refuses(() => shop.call('POST', '/v1/returns', { json: json() }), status, code);
  });

  test('returning twice', async () => {
    const once = await buy(shop.call, { phone: boris.phone });
    expect((await shop.call('POST', '/v1/returns', { json: { purchaseId: once.at('id') } })).status).toBe(201);
    const twice = () => shop.call('POST', '/v1/returns', { json: { purchaseId: once.at('id') } });
    await refuses(twice, 409, 'return_exceeds_purchase');
  });

  test('a receipt of nobody cannot be returned', async () => {
    await buy(shop.call, undefined, { id: 'guest-1' });
    await refuses(
      () => shop.call('POST', '/v1/returns', { json: { receipt: { id: 'guest-1' } } }),
      422,
      'purchase_of_nobody',
    );
  });

  test.each([
    at(
      'below zero',
      () => ({ member: { id: anna.id }, wallet: 'bonus', units: -1_000, reason: 'x' }),
      409,
      'correction_below_zero',
    ),
    at('by zero', () => ({ member: { id: anna.id }, wallet: 'bonus', units: 0, reason: 'x' }), 400, 'request_invalid'),
    at(
      'past 2^53',
      () => ({ member: { id: anna.id }, wallet: 'bonus', units: 2 ** 53, reason: 'x' }),
      400,
      'request_invalid',
    ),
    at(
      'of an unknown wallet',
      () => ({ member: { id: anna.id }, wallet: 'gold', units: 5, reason: 'x' }),
      422,
      'wallet_unknown',
    ),
    at(
      'of an unknown account',
      () => ({ accountId: shop.organizationId, wallet: 'bonus', units: 5, reason: 'x' }),
      404,
      'account_unknown',
    ),
    at('without a reason', () => ({ member: { id: anna.id }, wallet: 'bonus', units: 5 }), 400, 'request_invalid'),
    at('of nobody', () => ({ wallet: 'bonus', units: 5, reason: 'x' }), 400, 'request_invalid'),
  ])('correcting %s', async (_name, json, status, code) => {
    await refuses(() => shop.call('POST', '/v1/corrections', { json: json() }), status, code);
  });
});

describe('members and events', () => {
  const at = (name: string, json: () => object, status: number, code: string) => [name, json, status, code] as const;
  test.each([
    at('no identity', () => ({ identities: {} }), 400, 'request_invalid'),
    at('an identity of another kind', () => ({ identities: { passport: '1' } }), 400, 'request_invalid'),
    at(
      'a taken phone, spelled otherwise',
      () => ({ identities: { phone: `8 (${anna.phone.slice(2, 5)}) ${anna.phone.slice(5)}` } }),
      409,
      'identity_taken',
    ),
    at('an e-mail that is none', () => ({ identities: { email: 'anna@' } }), 400, 'request_invalid'),
    at('an unknown program', () => ({ identities: { card: '1' }, programId: 'tea-house' }), 404, 'program_unknown'),
    at(
      'a birthday that is none',
      () => ({ identities: { card: '1' }, profile: { birthday: '1990-02-31' } }),
      400,
      'request_invalid',
    ),
  ])('a member with %s', async (_name, json, status, code) => {
    await refuses(() => shop.call('POST', '/v1/members', { json: json() }), status, code);
  });

  test.each([
    at('of another realm', () => ({ member: { id: anna.id }, name: 'enrolled' }), 400, 'request_invalid'),
    at(
      'with nested data',
      () => ({ member: { id: anna.id }, name: 'shop.x', data: { a: { b: 1 } } }),
      400,
      'request_invalid',
    ),
    at(
      'with 5 KB of data',
      () => ({
        member: { id: anna.id },
        name: 'shop.x',
        data: { a: 'x'.repeat(900), b: 'x'.repeat(900), c: 'x'.repeat(900), d: 'x'.repeat(900), e: 'x'.repeat(900) },
      }),
      400,
      'request_invalid',
    ),
  ])('an event %s', async (_name, json, status, code) => {
    await refuses(() => shop.call('POST', '/v1/events', { json: json() }), status, code);
  });
});

describe('keys and addresses', () => {
  const body = (): Sent => ({ json: purchaseBody({ phone: anna.phone }) });
  test('no key', () => refuses(() => api.as(null)('POST', '/v1/purchases', body()), 401, 'key_missing'));
  test('a wrong key', () =>
    refuses(() => api.as(`kp_${'A'.repeat(43)}`)('POST', '/v1/purchases', body()), 401, 'key_unknown'));
  test('what is no key', () => refuses(() => api.as('secret')('POST', '/v1/purchases', body()), 401, 'key_unknown'));
  test('a key is asked for before the body is read', () =>
    refuses(() => api.as(null)('POST', '/v1/purchases', { text: '{' }), 401, 'key_missing'));
  test('the key of another organization', () =>
    refuses(() => other.call('POST', '/v1/purchases', body()), 404, 'program_unknown'));
  test('a scope too small', async () => {
    await refuses(() => till('POST', '/v1/corrections', { json: { wallet: 'bonus' } }), 403, 'scope_insufficient');
    await refuses(() => till('GET', '/v1/keys'), 403, 'scope_insufficient');
    await refuses(() => till('PUT', '/v1/programs/corner-coffee', { text: '{}' }), 403, 'scope_insufficient');
  });
  test('a revoked key', async () => {
    const made = await shop.call('POST', '/v1/keys', { json: { name: 'Gone', scopes: ['till'] } });
    const gone = api.as(made.textAt('key'));
    expect((await gone('GET', '/v1/organization')).status).toBe(200);
    expect((await shop.call('DELETE', `/v1/keys/${made.textAt('id')}`)).status).toBe(204);
    await refuses(() => gone('GET', '/v1/organization'), 401, 'key_unknown');
    await refuses(() => shop.call('DELETE', `/v1/keys/${made.textAt('id')}`), 404, 'api_key_unknown');
  });
  test('the last admin key stays', async () => {
    const listed = await shop.call('GET', '/v1/keys');
    await refuses(() => shop.call('DELETE', `/v1/keys/${listed.textAt('keys.0.id')}`), 409, 'last_admin_key');
  });
  test('an unknown address, a wrong method, a query that is not asked for', async () => {
    await refuses(() => shop.call('GET', '/v1/purchase'), 404, 'route_unknown');
    const wrong = await refuses(() => shop.call('GET', '/v1/purchases'), 405, 'method_not_allowed');
    expect(wrong.headers['allow']).toBe('POST');
    await refuses(() => shop.call('GET', '/v1/keys?limit=5'), 400, 'request_invalid');
    await refuses(() => shop.call('GET', '/v1/members/%zz'), 400, 'url_malformed');
    await refuses(() => shop.call('GET', '/v1/members/42'), 400, 'request_invalid');
    await refuses(() => shop.call('GET', `/v1/accounts/${anna.accountId}/journal?cursor=xxx`), 400, 'cursor_invalid');
  });
});

describe('a program', () => {
  const put = (text: string, url = '/v1/programs/corner-coffee', type = 'application/yaml') =>
    shop.call('PUT', url, { text, headers: { 'content-type': type } });

  test('with mistakes gets all of them at once, each with its place and how to mend it', async () => {
    const broken = COFFEE.replace('wallet: bonus, rate', 'wallet: gold, rate')
      .replace('Europe/Moscow', 'Europe/Moskow')
      .replace('P180D', '180D');
    const answer = await refuses(() => put(broken), 422, 'program_invalid');
    const place = z.looseObject({
      path: z.string(),
      line: z.int(),
      column: z.int(),
      code: z.string(),
      message: z.string(),
      hint: z.string(),
    });
    expect(
      z
        .array(place)
        .parse(answer.at('problems'))
        .map((problem) => problem.line),
    ).toEqual([5, 12, 25]);
    const checked = await refuses(() => put(broken, '/v1/programs/corner-coffee?check=true'), 422, 'program_invalid');
    expect(checked.at('problems')).toEqual(answer.at('problems'));
  });
  test('that is not YAML or JSON at all', async () => {
    await refuses(() => put('a: [1, 2'), 422, 'program_invalid');
    await refuses(() => put('{"a": ', '/v1/programs/corner-coffee', 'application/json'), 422, 'program_invalid');
    await refuses(() => put(''), 422, 'program_invalid');
    await refuses(() => put('\u0000'), 400, 'request_invalid');
  });
  test('under another id, in another type, from the past', async () => {
    await refuses(() => put(COFFEE, '/v1/programs/tea-house'), 422, 'program_id_mismatch');
    await refuses(() => put(COFFEE, '/v1/programs/corner-coffee', 'text/html'), 415, 'content_type_unsupported');
    const past = '/v1/programs/corner-coffee?effectiveFrom=2020-01-01T00:00:00Z';
    await refuses(() => put(`${COFFEE}# changed\n`, past), 422, 'effective_in_past');
    await refuses(() => shop.call('GET', '/v1/programs/tea-house'), 404, 'program_unknown');
  });
});
