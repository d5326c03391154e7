// Stores and tills: a code pairs one device, for a while; a till is revoked at once; whoever guesses is stopped; and what a till sells
// says where it was sold and by whom.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTillAuthenticator, REMEMBERED_MS } from '../../src/features/tills/authenticate.ts';
import { execute, query, sql } from '../../src/kit/sql.ts';
import { buy, newMember, publishCoffee, purchaseBody } from './coffee.ts';
import { expectStatus, newColleague } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';
import { enterPin, newCashier, newTill, pair, pairAnew, pairingCode, type TestTill, unlocked } from './till-house.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['127.0.0.1'] });
  shop = await api.organization();
  await publishCoffee(shop.call);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

/** Another organization with the program and one till. */
async function newShop(): Promise<{ readonly shop: TestOrganization; readonly till: TestTill }> {
  const own = await api.organization();
  await publishCoffee(own.call);
  return { shop: own, till: await newTill(api, own) };
}

const forgetTries = () => execute(api.database.db.system, sql`delete from sign_in_failures`);
const listed = z.array(
  z.looseObject({
    id: z.string(),
    status: z.string(),
    codeUntil: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
  }),
);
const tillsOf = async ({ call }: TestOrganization) => listed.parse((await call('GET', '/v1/tills')).at('tills'));
const tillOf = async (of: TestOrganization, id: string) => (await tillsOf(of)).find((till) => till.id === id);

describe('pairing', () => {
  test('a code works once, however it is spelt, and the device is the till then', async () => {
    const { tillId } = await newTill(api, shop);
    const code = await pairingCode(shop, tillId);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/u);
    expect((await tillOf(shop, tillId))?.codeUntil).not.toBeNull();
    const paired = await pair(
      api,
      ` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
    );
    expectStatus(paired, 201);
    expect(paired.at('till.id')).toBe(tillId);
    const own = await api.as(paired.textAt('token'))('GET', '/v1/till');
    expect([own.at('id'), own.at('store.id'), own.at('organization.name'), own.at('isLocked')]).toEqual([
      tillId,
      'pokrovka',
      'Shop',
      false,
    ]);
    expect((await pair(api, code)).code).toBe('pairing_unknown');
    expect((await tillOf(shop, tillId))?.codeUntil).toBeNull();
    await forgetTries();
  });

  test('of many devices with one code one is the till', async () => {
    const { tillId } = await newTill(api, shop);
    const code = await pairingCode(shop, tillId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => pair(api, code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    await forgetTries();
  });

  test('a code is dead when it is replaced, over, or its till is revoked', async () => {
    const { tillId } = await newTill(api, shop);
    const first = await pairingCode(shop, tillId);
    const second = await pairingCode(shop, tillId);
    expect((await pair(api, first)).code).toBe('pairing_unknown');
    await execute(api.database.db.system, sql`update tills set pairing_expires_at = now() where till_id = ${tillId}`);
    expect((await pair(api, second)).code).toBe('pairing_unknown');
    const third = await pairingCode(shop, tillId);
    expectStatus(await shop.call('DELETE', `/v1/tills/${tillId}`), 204);
    expect((await pair(api, third)).code).toBe('pairing_unknown');
    expect((await shop.call('POST', `/v1/tills/${tillId}/pairing`)).code).toBe('till_unknown');
    await forgetTries();
  });

  test('another device takes the till over, and the one before is nobody’s at once', async () => {
    const till = await newTill(api, shop);
    expect((await till.call('GET', '/v1/organization')).status).toBe(200);
    const token = await pairAnew(api, shop, till.tillId);
    expect((await till.call('GET', '/v1/organization')).code).toBe('till_unpaired');
    expect((await api.as(token)('GET', '/v1/organization')).status).toBe(200);
  });

  test('wrong codes stop an address, and no other', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, n) => pair(api, `GUESS-${n}`.slice(0, 9), from('203.0.113.7'))),
    );
    expect(guesses.filter(({ code }) => code === 'pairing_unknown').length).toBeLessThanOrEqual(40);
    expect((await pair(api, 'ZZZZ-ZZZZ', from('203.0.113.7'))).code).toBe('too_many_tries');
    const { tillId } = await newTill(api, shop);
    const code = await pairingCode(shop, tillId);
    expect((await pair(api, code, from('203.0.113.7'))).code).toBe('too_many_tries');
    expect((await pair(api, code, from('198.51.100.9'))).status).toBe(201);
    await forgetTries();
  });

  test('however many addresses guess, together they stop', async () => {
    await pair(api, 'ZZZZ-ZZZZ');
    await execute(api.database.db.system, sql`update sign_in_failures set failures = 2000 where kind = 'account'`);
    expect((await pair(api, 'ZZZZ-ZZZZ', { 'x-forwarded-for': '192.0.2.44' })).code).toBe('too_many_tries');
    await forgetTries();
  });

  test('neither codes nor tokens nor PINs are in the database as they are', async () => {
    const till = await newTill(api, shop);
    const code = await pairingCode(shop, till.tillId);
    const cashier = await newCashier(shop, 'Nina', '407195');
    const entered = await enterPin(till, cashier, '407195');
    const rows = await query(
      api.database.db.system,
      sql`
        select string_agg(t::text, ' ') as text from tills t
        union all select string_agg(c::text, ' ') from cashiers c
        union all select string_agg(s::text, ' ') from cashier_sessions s`,
      z.object({ text: z.string().nullable() }),
    );
    const text = JSON.stringify(rows);
    for (const secret of [code, code.replace('-', ''), till.token, entered.textAt('token'), '407195'])
      expect(text).not.toContain(secret);
    expectStatus(await shop.call('DELETE', `/v1/cashiers/${cashier}`), 204);
  });
});

describe('a till', () => {
  test('that is revoked is out at once, and within five seconds in another process', async () => {
    let nowMs = Date.now();
    const other = createTillAuthenticator({
      db: api.database.db,
      clock: { now: () => nowMs },
      failed: (error) => expect(error).toBeUndefined(),
    });
    const till = await newTill(api, shop);
    const visitor = {
      headers: { authorization: `Bearer ${till.token}` },
      method: 'GET',
      host: 'localhost',
      ip: '127.0.0.1',
      protocol: 'http',
    } as const;
    expect((await other.authenticate(visitor)).keyId).toBe(till.tillId);
    expect((await till.call('GET', '/v1/organization')).status).toBe(200);
    expectStatus(await shop.call('DELETE', `/v1/tills/${till.tillId}`), 204);
    const refused = await till.call('POST', '/v1/purchases', { json: purchaseBody(undefined) });
    expect([refused.status, refused.code]).toEqual([401, 'till_unpaired']);
    nowMs += REMEMBERED_MS - 1;
    expect(other.authenticate(visitor)).not.toBeInstanceOf(Promise);
    nowMs += 1;
    await expect(Promise.resolve(other.authenticate(visitor))).rejects.toMatchObject({ code: 'till_unpaired' });
    expect((await tillOf(shop, till.tillId))?.status).toBe('revoked');
    // It stays what it was, and nothing makes it a till again.
    expect(
      (await shop.call('PUT', `/v1/tills/${till.tillId}`, { json: { name: 'X', storeId: 'pokrovka' } })).code,
    ).toBe('till_unknown');
  });

  test('is seen at most once a minute, beside its requests', async () => {
    const till = await newTill(api, shop);
    expect((await tillOf(shop, till.tillId))?.lastUsedAt).toBeNull();
    await till.call('GET', '/v1/organization');
    const seen = async () => (await tillOf(shop, till.tillId))?.lastUsedAt;
    await expect.poll(seen).not.toBeNull();
    const first = await seen();
    await (await api.another()).as(till.token)('GET', '/v1/organization');
    await till.call('GET', '/v1/organization');
    expect(await seen()).toBe(first);
  });

  test('sells and looks, and does nothing that an owner or a manager does', async () => {
    const till = await newTill(api, shop);
    for (const [method, url] of [
      ['GET', '/v1/tills'],
      ['GET', '/v1/keys'],
      ['GET', '/v1/staff'],
      ['POST', '/v1/corrections'],
      ['PUT', '/v1/till-settings'],
      ['GET', '/v1/cashiers'],
    ] as const)
      expect((await till.call(method, url, method === 'GET' ? {} : { json: {} })).code, url).toBe('scope_insufficient');
    const { phone } = await newMember(till.call);
    expect((await buy(till.call, { phone })).status).toBe(201);
  });

  test('sells for its own store and for no other', async () => {
    const till = await newTill(api, shop, { storeId: 'Невский 1' });
    const { phone } = await newMember(shop.call);
    for (const receipt of [{ store: 'pokrovka' }, { till: 'till-2' }]) {
      const sold = await buy(till.call, { phone }, { receipt });
      expect([sold.status, sold.code]).toEqual([422, 'store_foreign']);
      const batch = await till.call('POST', '/v1/purchases/batch', {
        json: { purchases: [purchaseBody({ phone }, { receipt })] },
      });
      expect(batch.at('results.0.problem.code')).toBe('store_foreign');
      expect((await till.call('POST', '/v1/quotes', { json: purchaseBody({ phone }, { receipt }) })).code).toBe(
        'store_foreign',
      );
    }
    const sold = await buy(till.call, { phone }, { receipt: { store: 'Невский 1' } });
    const operation = await shop.call('GET', `/v1/operations/${sold.textAt('id')}`);
    expect([operation.at('receipt.store'), operation.at('receipt.till')]).toEqual(['Невский 1', till.tillId]);
    // A key may name any.
    expect((await buy(shop.call, { phone }, { receipt: { store: 'elsewhere' } })).status).toBe(201);
  });

  test('is managed by owners and managers, and by nobody else', async () => {
    const { tillId } = await newTill(api, shop);
    for (const [role, status] of [
      ['manager', 201],
      ['cashier', 403],
      ['analyst', 403],
    ] as const) {
      const { browser } = await newColleague(api, shop, role);
      expect((await browser.call('POST', `/v1/tills/${tillId}/pairing`)).status, role).toBe(status);
    }
    const manager = await newColleague(api, shop, 'manager');
    expect((await manager.browser.call('PUT', '/v1/till-settings', { confirmAbove: 1 })).code).toBe(
      'scope_insufficient',
    );
    expect((await manager.browser.call('GET', '/v1/till-settings')).status).toBe(200);
  });

  test('stands in the journal of deeds by its name, and what it sells does not', async () => {
    const own = await newShop();
    const { phone } = await newMember(own.till.call);
    await buy(own.till.call, { phone });
    const deeds = z
      .array(z.object({ operation: z.string(), actor: z.object({ kind: z.string(), name: z.string().nullable() }) }))
      .parse((await own.shop.call('GET', `/v1/deeds?actor=${own.till.tillId}`)).at('deeds'));
    expect(deeds).toEqual([{ operation: 'pairTill', actor: { kind: 'till', name: 'Till 1' } }]);
  });
});

test('every operation says at which till it was asked for and by whom; of a key it says nothing', async () => {
  const own = await newShop();
  const maria = await newCashier(own.shop, 'Мария', '4071');
  const call = await unlocked(own.till, maria, '4071');
  const member = await newMember(call);
  const seller = {
    till: { id: own.till.tillId, name: 'Till 1' },
    store: { id: 'pokrovka', name: 'Store pokrovka' },
    cashier: { id: maria, name: 'Мария' },
  };
  const sellerOf = async (id: string) => (await own.shop.call('GET', `/v1/operations/${id}`)).at('seller');
  const bought = await buy(call, { id: member.id }, { amount: 20_000 });
  expect(await sellerOf(bought.textAt('id'))).toEqual(seller);
  const returned = await call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
  expect(await sellerOf(returned.textAt('id'))).toEqual(seller);
  const lines = [{ sku: 'LATTE', quantity: 1, price: 10_000, amount: 10_000 }];
  const basket = { member: { id: member.id }, receipt: { total: 10_000, lines } };
  const begun = await call('POST', '/v1/checkouts', { json: basket });
  expect(await sellerOf(begun.textAt('id'))).toEqual(seller);
  const committed = await call('POST', `/v1/checkouts/${begun.textAt('id')}/commit`);
  expect(await sellerOf(committed.textAt('id'))).toEqual(seller);
  const welcome = await own.shop.call('GET', `/v1/accounts/${member.accountId}/operations?limit=200`);
  const first = z
    .array(z.object({ id: z.string() }))
    .parse(welcome.at('operations'))
    .at(-1);
  expect(await sellerOf(first?.id ?? '')).toEqual(seller);
  const byKey = await buy(own.shop.call, { id: member.id });
  expect(await sellerOf(byKey.textAt('id'))).toBeUndefined();
  // A repeat by somebody else is the first one’s sale.
  const body = purchaseBody({ id: member.id });
  const once = await call('POST', '/v1/purchases', { json: body });
  const boris = await newCashier(own.shop, 'Борис', '9955');
  const again = await (await unlocked(own.till, boris, '9955'))('POST', '/v1/purchases', { json: body });
  expect([again.status, again.at('id')]).toEqual([200, once.at('id')]);
  expect(await sellerOf(once.textAt('id'))).toEqual(seller);
});

test('no organization sees another’s stores, tills and cashiers', async () => {
  const { shop: theirs, till } = await newShop();
  const cashier = await newCashier(theirs, 'Their Maria', '4071');
  for (const url of ['/v1/stores', '/v1/tills', '/v1/cashiers']) {
    const { text } = await shop.call('GET', url);
    for (const secret of [till.tillId, cashier, 'Their Maria']) expect(text).not.toContain(secret);
  }
  // The same id is another till, and a device of theirs is none of ours.
  expectStatus(
    await shop.call('PUT', `/v1/tills/${till.tillId}`, { json: { name: 'Ours', storeId: 'pokrovka' } }),
    200,
  );
  expectStatus(await shop.call('DELETE', `/v1/tills/${till.tillId}`), 204);
  expect((await till.call('GET', '/v1/till')).at('name')).toBe('Till 1');
  expect((await shop.call('PUT', `/v1/cashiers/${cashier}`, { json: { pin: '0000' } })).code).toBe(
    'cashier_incomplete',
  );
});

test.each([
  ['500 characters', 'x'.repeat(500), 400],
  ['100 characters of three bytes', '店'.repeat(100), 200],
  ['markup', '<img src=x onerror=alert(1)>', 200],
  ['right to left', 'مقهى الزاوية', 200],
  ['emoji', '☕️🧑‍🍳', 200],
  ['NUL', 'a\0b', 400],
])('a name of %s is kept as it is or refused', async (_, name, status) => {
  const answer = await shop.call('PUT', '/v1/stores/named', { json: { name } });
  expect(answer.status).toBe(status);
  if (status === 200) expect(answer.at('name')).toBe(name);
});

test('the longest id of a store fits into an address', async () => {
  const id = 'Щ'.repeat(60);
  expect((await shop.call('PUT', `/v1/stores/${encodeURIComponent(id)}`, { json: { name: 'Long' } })).at('id')).toBe(
    id,
  );
});
