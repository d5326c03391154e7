// Every other kind of bad input: returns, corrections, members, events, keys, addresses and program documents.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buy, COFFEE, purchaseBody } from './coffee.ts';
import { type BadInputHouse, createBadInputHouse } from './refusals.ts';
import { type Sent } from './test-api.ts';

let house: BadInputHouse;
beforeAll(async () => {
  house = await createBadInputHouse();
});
afterAll(() => house.api.close());

describe('returns and corrections', () => {
  const at = (path: string, json: () => object, status: number, code: string) => [path, json, status, code] as const;
  test.each([
    at(
      'more than was bought',
      () => ({ purchaseId: house.bought.at('id'), lines: [{ line: 0, quantity: 2 }] }),
      409,
      'return_exceeds_purchase',
    ),
    at(
      'a line that is not',
      () => ({ purchaseId: house.bought.at('id'), lines: [{ line: 7, quantity: 1 }] }),
      422,
      'line_unknown',
    ),
    at(
      'the same line twice',
      () => ({ purchaseId: house.bought.at('id'), lines: [0, 0].map((index) => ({ line: index, quantity: '0.5' })) }),
      400,
      'request_invalid',
    ),
    at(
      'nothing of a line',
      () => ({ purchaseId: house.bought.at('id'), lines: [{ line: 0, quantity: 0 }] }),
      400,
      'request_invalid',
    ),
    at('an unknown purchase', () => ({ purchaseId: house.anna.accountId }), 404, 'purchase_unknown'),
    at('an unknown receipt', () => ({ receipt: { id: 'never' } }), 404, 'purchase_unknown'),
    at('nothing named', () => ({}), 400, 'request_invalid'),
    at(
      'goods that were never bought',
      () => ({ member: { id: house.anna.id }, lines: [{ sku: 'TEA', quantity: 1 }] }),
      409,
      'return_unmatched',
    ),
  ])('%s', async (_name, json, status, code) => {
    await house.refuses(() => house.shop.call('POST', '/v1/returns', { json: json() }), status, code);
  });

  test('returning twice', async () => {
    const once = await buy(house.shop.call, { phone: house.boris.phone });
    expect((await house.shop.call('POST', '/v1/returns', { json: { purchaseId: once.at('id') } })).status).toBe(201);
    const twice = () => house.shop.call('POST', '/v1/returns', { json: { purchaseId: once.at('id') } });
    await house.refuses(twice, 409, 'return_exceeds_purchase');
  });

  test('a receipt of nobody cannot be returned', async () => {
    await buy(house.shop.call, undefined, { id: 'guest-1' });
    await house.refuses(
      () => house.shop.call('POST', '/v1/returns', { json: { receipt: { id: 'guest-1' } } }),
      422,
      'purchase_of_nobody',
    );
  });

  test.each([
    at(
      'below zero',
      () => ({ member: { id: house.anna.id }, wallet: 'bonus', units: -1_000, reason: 'x' }),
      409,
      'correction_below_zero',
    ),
    at(
      'by zero',
      () => ({ member: { id: house.anna.id }, wallet: 'bonus', units: 0, reason: 'x' }),
      400,
      'request_invalid',
    ),
    at(
      'past 2^53',
      () => ({ member: { id: house.anna.id }, wallet: 'bonus', units: 2 ** 53, reason: 'x' }),
      400,
      'request_invalid',
    ),
    at(
      'of an unknown wallet',
      () => ({ member: { id: house.anna.id }, wallet: 'gold', units: 5, reason: 'x' }),
      422,
      'wallet_unknown',
    ),
    at(
      'of an unknown account',
      () => ({ accountId: house.shop.organizationId, wallet: 'bonus', units: 5, reason: 'x' }),
      404,
      'account_unknown',
    ),
    at(
      'without a reason',
      () => ({ member: { id: house.anna.id }, wallet: 'bonus', units: 5 }),
      400,
      'request_invalid',
    ),
    at('of nobody', () => ({ wallet: 'bonus', units: 5, reason: 'x' }), 400, 'request_invalid'),
  ])('correcting %s', async (_name, json, status, code) => {
    await house.refuses(() => house.shop.call('POST', '/v1/corrections', { json: json() }), status, code);
  });
});

describe('members and events', () => {
  const at = (name: string, json: () => object, status: number, code: string) => [name, json, status, code] as const;
  test.each([
    at('no identity', () => ({ identities: {} }), 400, 'request_invalid'),
    at('an identity of another kind', () => ({ identities: { passport: '1' } }), 400, 'request_invalid'),
    at(
      'a taken phone, spelled otherwise',
      () => ({ identities: { phone: `8 (${house.anna.phone.slice(2, 5)}) ${house.anna.phone.slice(5)}` } }),
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
    await house.refuses(() => house.shop.call('POST', '/v1/members', { json: json() }), status, code);
  });

  test.each([
    at('of another realm', () => ({ member: { id: house.anna.id }, name: 'enrolled' }), 400, 'request_invalid'),
    at(
      'with nested data',
      () => ({ member: { id: house.anna.id }, name: 'house.shop.x', data: { a: { b: 1 } } }),
      400,
      'request_invalid',
    ),
    at(
      'with 5 KB of data',
      () => ({
        member: { id: house.anna.id },
        name: 'house.shop.x',
        data: { a: 'x'.repeat(900), b: 'x'.repeat(900), c: 'x'.repeat(900), d: 'x'.repeat(900), e: 'x'.repeat(900) },
      }),
      400,
      'request_invalid',
    ),
  ])('an event %s', async (_name, json, status, code) => {
    await house.refuses(() => house.shop.call('POST', '/v1/events', { json: json() }), status, code);
  });
});

describe('keys and addresses', () => {
  const body = (): Sent => ({ json: purchaseBody({ phone: house.anna.phone }) });
  test('no key', () => house.refuses(() => house.api.as(null)('POST', '/v1/purchases', body()), 401, 'key_missing'));
  test('a wrong key', () =>
    house.refuses(() => house.api.as(`kp_${'A'.repeat(43)}`)('POST', '/v1/purchases', body()), 401, 'key_unknown'));
  test('what is no key', () =>
    house.refuses(() => house.api.as('secret')('POST', '/v1/purchases', body()), 401, 'key_unknown'));
  test('a key is asked for before the body is read', () =>
    house.refuses(() => house.api.as(null)('POST', '/v1/purchases', { text: '{' }), 401, 'key_missing'));
  test('the key of another organization', () =>
    house.refuses(() => house.other.call('POST', '/v1/purchases', body()), 404, 'program_unknown'));
  test('a scope too small', async () => {
    await house.refuses(
      () => house.till('POST', '/v1/corrections', { json: { wallet: 'bonus' } }),
      403,
      'scope_insufficient',
    );
    await house.refuses(() => house.till('GET', '/v1/keys'), 403, 'scope_insufficient');
    await house.refuses(
      () => house.till('PUT', '/v1/programs/corner-coffee', { text: '{}' }),
      403,
      'scope_insufficient',
    );
  });
  test('a revoked key', async () => {
    const made = await house.shop.call('POST', '/v1/keys', { json: { name: 'Gone', scopes: ['till'] } });
    const gone = house.api.as(made.textAt('key'));
    expect((await gone('GET', '/v1/organization')).status).toBe(200);
    expect((await house.shop.call('DELETE', `/v1/keys/${made.textAt('id')}`)).status).toBe(204);
    await house.refuses(() => gone('GET', '/v1/organization'), 401, 'key_unknown');
    await house.refuses(() => house.shop.call('DELETE', `/v1/keys/${made.textAt('id')}`), 404, 'api_key_unknown');
  });
  test('the last admin key stays', async () => {
    const listed = await house.shop.call('GET', '/v1/keys');
    await house.refuses(
      () => house.shop.call('DELETE', `/v1/keys/${listed.textAt('keys.0.id')}`),
      409,
      'last_admin_key',
    );
  });
  test('an unknown address, a wrong method, a query that is not asked for', async () => {
    await house.refuses(() => house.shop.call('GET', '/v1/purchase'), 404, 'route_unknown');
    const wrong = await house.refuses(() => house.shop.call('GET', '/v1/purchases'), 405, 'method_not_allowed');
    expect(wrong.headers['allow']).toBe('POST');
    await house.refuses(() => house.shop.call('GET', '/v1/keys?limit=5'), 400, 'request_invalid');
    await house.refuses(() => house.shop.call('GET', '/v1/members/%zz'), 400, 'url_malformed');
    await house.refuses(() => house.shop.call('GET', '/v1/members/42'), 400, 'request_invalid');
    await house.refuses(
      () => house.shop.call('GET', `/v1/accounts/${house.anna.accountId}/journal?cursor=xxx`),
      400,
      'cursor_invalid',
    );
  });
});

describe('a program', () => {
  const put = (text: string, url = '/v1/programs/corner-coffee', type = 'application/yaml') =>
    house.shop.call('PUT', url, { text, headers: { 'content-type': type } });

  test('with mistakes gets all of them at once, each with its place and how to mend it', async () => {
    const broken = COFFEE.replace('wallet: bonus, rate', 'wallet: gold, rate')
      .replace('Europe/Moscow', 'Europe/Moskow')
      .replace('P180D', '180D');
    const answer = await house.refuses(() => put(broken), 422, 'program_invalid');
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
    const checked = await house.refuses(
      () => put(broken, '/v1/programs/corner-coffee?check=true'),
      422,
      'program_invalid',
    );
    expect(checked.at('problems')).toEqual(answer.at('problems'));
  });
  test('that is not YAML or JSON at all', async () => {
    await house.refuses(() => put('a: [1, 2'), 422, 'program_invalid');
    await house.refuses(() => put('{"a": ', '/v1/programs/corner-coffee', 'application/json'), 422, 'program_invalid');
    await house.refuses(() => put(''), 422, 'program_invalid');
    await house.refuses(() => put('\u0000'), 400, 'request_invalid');
  });
  test('under another id, in another type, from the past', async () => {
    await house.refuses(() => put(COFFEE, '/v1/programs/tea-house'), 422, 'program_id_mismatch');
    await house.refuses(() => put(COFFEE, '/v1/programs/corner-coffee', 'text/html'), 415, 'content_type_unsupported');
    const past = '/v1/programs/corner-coffee?effectiveFrom=2020-01-01T00:00:00Z';
    await house.refuses(() => put(`${COFFEE}# changed\n`, past), 422, 'effective_in_past');
    await house.refuses(() => house.shop.call('GET', '/v1/programs/tea-house'), 404, 'program_unknown');
  });
});
