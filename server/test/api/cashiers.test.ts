// Cashiers at tills: a PIN unlocks, for a while; it ends with the till, the work, the PIN; and whoever guesses one is stopped.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { REMEMBERED_MS } from '../../src/features/tills/authenticate.ts';
import { execute, sql } from '../../src/kit/sql.ts';
import { buy, newMember, publishCoffee } from './coffee.ts';
import { expectStatus, newColleague, newOwner } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';
import { enterPin, newCashier, newTill, type TestTill, unlocked, withCashier } from './till-house.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
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

describe('a cashier', () => {
  test('unlocks a till with a PIN; until then it only says who may', async () => {
    const own = await newShop();
    const { phone } = await newMember(own.till.call);
    const maria = await newCashier(own.shop, 'Мария', '4071');
    const locked = await buy(own.till.call, { phone });
    expect([locked.status, locked.code]).toEqual([403, 'cashier_required']);
    const before = await own.till.call('GET', '/v1/till');
    expect([before.at('isLocked'), before.at('cashiers'), before.at('cashier')]).toEqual([
      true,
      [{ id: maria, name: 'Мария' }],
      null,
    ]);
    expect((await enterPin(own.till, maria, '4072')).code).toBe('pin_wrong');
    const call = await unlocked(own.till, maria, '4071');
    expect((await call('GET', '/v1/till')).at('cashier.name')).toBe('Мария');
    expect((await buy(call, { phone })).status).toBe(201);
    expectStatus(await call('DELETE', '/v1/till/cashier'), 204);
    expect((await buy(call, { phone })).code).toBe('cashier_required');
  });

  test('has a token that is worth nothing at another till, without the till’s, or after another has unlocked it', async () => {
    const own = await newShop();
    const maria = await newCashier(own.shop, 'Мария', '4071');
    const boris = await newCashier(own.shop, 'Борис', '9955');
    const entered = await enterPin(own.till, maria, '4071');
    const token = entered.textAt('token');
    const another = await newTill(api, own.shop, { name: 'Till 2' });
    expect((await withCashier(another.call, token)('GET', '/v1/organization')).code).toBe('cashier_required');
    expect((await withCashier(api.as(null), token)('GET', '/v1/organization')).code).toBe('key_missing');
    expect((await api.as(token)('GET', '/v1/organization')).code).toBe('key_unknown');
    expect((await withCashier(own.till.call, token)('GET', '/v1/organization')).status).toBe(200);
    await unlocked(own.till, boris, '9955');
    expect((await withCashier(own.till.call, token)('GET', '/v1/organization')).code).toBe('cashier_required');
  });

  test('is out at once with a changed PIN, a PIN that is taken away, a till that is revoked, and after twelve hours', async () => {
    const own = await newShop();
    const maria = await newCashier(own.shop, 'Мария', '4071');
    await newCashier(own.shop, 'Борис', '9955');
    const isIn = async (call: TestTill['call']) => (await call('GET', '/v1/organization')).status === 200;
    let call = await unlocked(own.till, maria, '4071');
    expectStatus(await own.shop.call('PUT', `/v1/cashiers/${maria}`, { json: { name: 'Мария К.' } }), 204);
    expect(await isIn(call)).toBe(true);
    expectStatus(await own.shop.call('PUT', `/v1/cashiers/${maria}`, { json: { pin: '112233' } }), 204);
    expect(await isIn(call)).toBe(false);
    expect((await enterPin(own.till, maria, '4071')).code).toBe('pin_wrong');
    call = await unlocked(own.till, maria, '112233');
    await execute(api.database.db.system, sql`update cashier_sessions set expires_at = now()`);
    const another = (await api.another()).as(own.till.token);
    expect((await another('GET', '/v1/organization')).code).toBe('cashier_required');
    call = await unlocked(own.till, maria, '112233');
    expectStatus(await own.shop.call('DELETE', `/v1/cashiers/${maria}`), 204);
    expect(await isIn(call)).toBe(false);
    expect((await enterPin(own.till, maria, '112233')).code).toBe('cashier_unknown');
    expect((await own.shop.call('DELETE', `/v1/cashiers/${maria}`)).code).toBe('cashier_unknown');
  });

  test('of the staff has a PIN besides the sign-in, and loses it with the work', async () => {
    const own = await newShop();
    const owner = await newOwner(api, own.shop);
    const cashier = await newColleague(api, own.shop, 'cashier');
    const analyst = await newColleague(api, own.shop, 'analyst');
    const people = z
      .array(z.object({ id: z.string(), name: z.string(), isStaff: z.boolean(), hasPin: z.boolean() }))
      .parse((await owner.browser.call('GET', '/v1/cashiers')).at('cashiers'));
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set([owner.personId, cashier.personId]));
    const put = (id: string, json: object) => owner.browser.call('PUT', `/v1/cashiers/${id}`, json);
    expect((await put(cashier.personId, { name: 'Another name', pin: '4071' })).code).toBe('cashier_incomplete');
    expect((await put(analyst.personId, { pin: '4071' })).code).toBe('cashier_incomplete');
    expect((await put(crypto.randomUUID(), { name: 'Nobody' })).code).toBe('cashier_incomplete');
    expectStatus(await put(cashier.personId, { pin: '4071' }), 204);
    const call = await unlocked(own.till, cashier.personId, '4071');
    const { phone } = await newMember(call);
    const sold = await buy(call, { phone });
    expectStatus(await owner.browser.call('DELETE', `/v1/staff/${cashier.personId}`), 204);
    await expect
      .poll(async () => (await call('GET', '/v1/till')).at('cashier'), { timeout: REMEMBERED_MS + 2_000 })
      .toBeNull();
    // Nobody else has a PIN, so the till is not shut for ever.
    expect((await call('GET', '/v1/till')).at('isLocked')).toBe(false);
    expect((await own.shop.call('GET', `/v1/operations/${sold.textAt('id')}`)).at('seller.cashier.name')).toBe(
      'A cashier',
    );
  });

  test('who guesses a PIN is stopped, also with many tries at once, and others at the till are not', async () => {
    const own = await newShop();
    const maria = await newCashier(own.shop, 'Мария', '4071');
    const boris = await newCashier(own.shop, 'Борис', '9955');
    const tries = await Promise.all(Array.from({ length: 30 }, (_, n) => enterPin(own.till, maria, String(1000 + n))));
    expect(tries.filter(({ code }) => code === 'pin_wrong').length).toBeLessThanOrEqual(10);
    const right = await enterPin(own.till, maria, '4071');
    expect([right.status, right.code]).toEqual([429, 'too_many_tries']);
    expect((await enterPin(own.till, boris, '9955')).status).toBe(201);
  });

  test.each(['123', '123456789', '12a4', '١٢٣٤', ''])('has a PIN of four to eight digits, not %j', async (pin) => {
    const answer = await shop.call('PUT', `/v1/cashiers/${crypto.randomUUID()}`, { json: { name: 'X', pin } });
    expect(answer.code).toBe('request_invalid');
  });
});
