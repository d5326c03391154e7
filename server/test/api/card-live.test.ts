/** An open card hears of its own at once, of nobody else's, as long as its session lasts, and takes a bounded part of the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from './catalogue-shop.ts';
import { CARD_SHOP, cardOf, openCard, type TestCard } from './card-house.ts';
import { newPhone } from './coffee.ts';
import { openEar, type TestEar, until } from './live-ear.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';
import { newCashier, newTill, unlocked } from './till-house.ts';

const BEAT_MS = 300;
const OF_A_SESSION = 3;
const OF_A_MEMBER = 8;

let api: TestApi;
let shop: TestOrganization;
let address: string;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['127.0.0.1'], liveBeatMs: BEAT_MS });
  shop = await newShop();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => api.close());

async function newShop(): Promise<TestOrganization> {
  const made = await api.organization();
  await publish(made.call, CARD_SHOP);
  return made;
}

/** The card as it lies open: it has been read, and listens. */
async function watch({ browser, call }: TestCard, of = shop): Promise<TestEar> {
  expect((await call('GET', '/me')).status).toBe(200);
  return openEar(`${address}${cardOf(of, '/me/live')}`, { cookie: browser.cookies() });
}

/** They listen, and what their joining wrote has been told. */
async function settled(ears: readonly TestEar[]): Promise<void> {
  await until(() => ears.every(({ state }) => state.hellos === 1));
  await sleep(1_000);
  for (const { heard } of ears) heard.length = 0;
}

async function sell(phone: string, by = shop.call) {
  const receipt = {
    id: crypto.randomUUID(),
    total: 10_000,
    lines: [{ sku: 'A', quantity: '1', price: 10_000, amount: 10_000 }],
  };
  const sold = await by('POST', '/v1/purchases', { json: { member: { phone }, receipt } });
  expect(sold.status, sold.text).toBe(201);
  return sold;
}

test('a sale is told to the customer’s own open card within a second, whichever process made it, and to no other', async () => {
  const own = await openCard(api, shop);
  const other = await openCard(api, shop);
  const foreignShop = await newShop();
  const foreign = await openCard(api, foreignShop, { phone: own.phone });
  const ear = await watch(own);
  const others = [await watch(other), await watch(foreign, foreignShop)];
  await settled([ear, ...others]);
  const there = await api.another();
  for (const by of [shop.call, there.as(shop.key)]) {
    ear.heard.length = 0;
    const sold = await sell(own.phone, by);
    const began = Date.now();
    await expect.poll(() => ear.heard.length, { interval: 20, timeout: 1_000 }).toBeGreaterThan(0);
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(ear.heard).toEqual([{ accounts: [sold.textAt('accountId')], topics: [] }]);
  }
  expect(others.flatMap(({ heard }) => heard)).toEqual([]);
  for (const each of [ear, ...others]) await each.stop();
});

test('a code that a till asks for is told to the member it is asked of, and no change of the office is', async () => {
  const till = await newTill(api, shop);
  const cashier = await unlocked(till, await newCashier(shop, 'Olga', '4071'), '4071');
  const own = await openCard(api, shop);
  const other = await openCard(api, shop);
  const ear = await watch(own);
  const otherEar = await watch(other);
  await settled([ear, otherEar]);
  const json = { member: { phone: own.phone }, amount: 75_000 };
  expect((await cashier('POST', '/v1/till/confirmations', { json })).status).toBe(201);
  await until(() => ear.heard.length > 0);
  expect(ear.heard).toEqual([{ accounts: [], topics: ['Card'] }]);
  expect((await shop.call('POST', '/v1/keys', { json: { name: 'A', scopes: ['read'] } })).status).toBe(201);
  await sleep(1_000);
  expect(ear.heard).toHaveLength(1);
  expect(otherEar.heard).toEqual([]);
  await ear.stop();
  await otherEar.stop();
});

test('an account that the member gets later is listened to as well', async () => {
  const own = await openCard(api, shop);
  const ear = await watch(own);
  const second = CARD_SHOP.replace(/^id: .*$/mu, 'id: second');
  const headers = { 'content-type': 'application/yaml' };
  expect((await shop.call('PUT', '/v1/programs/second', { text: second, headers })).status).toBe(200);
  const me = await own.call('GET', '/me');
  expect(me.at('programs.1.programId')).toBe('second');
  await sleep(2 * BEAT_MS);
  const json = { member: { phone: own.phone }, programId: 'second', wallet: 'bonus', units: 5, reason: 'x' };
  const corrected = await shop.call('POST', '/v1/corrections', { json });
  expect(corrected.status, corrected.text).toBe(201);
  await until(() => ear.heard.some(({ accounts }) => accounts?.includes(corrected.textAt('accountId')) === true));
  await ear.stop();
});

test('whoever has no session hears nothing, and whose session ends hears no more', async () => {
  expect((await api.as(null)('GET', cardOf(shop, '/me/live'))).code).toBe('card_session_missing');
  expect((await api.as(shop.key)('GET', cardOf(shop, '/me/live'))).code).toBe('card_session_missing');
  expect((await api.as(null)('GET', '/v1/card/nobody/me/live')).code).toBe('request_invalid');
  const own = await openCard(api, shop);
  const foreignShop = await newShop();
  const cookie = own.browser.cookies();
  const elsewhere = { headers: { cookie } };
  expect((await api.as(null)('GET', cardOf(foreignShop, '/me/live'), elsewhere)).code).toBe('card_session_unknown');
  const ear = await watch(own);
  await until(() => ear.state.hellos === 1);
  expect((await own.call('POST', '/sign-out')).status).toBe(204);
  await until(() => ear.state.ended);
  expect((await openEar(`${address}${cardOf(shop, '/me/live')}`, { cookie })).status).toBe(401);
});

test('a session and a member have so many streams, and what is given back can be taken again', async () => {
  const phone = newPhone();
  const ears: TestEar[] = [];
  const card = await openCard(api, shop, { phone });
  for (let n = 0; n < OF_A_SESSION; n += 1) ears.push(await watch(card));
  expect(ears.map(({ status }) => status)).toEqual(Array.from({ length: OF_A_SESSION }, () => 200));
  expect((await watch(card)).status).toBe(503);
  await ears.pop()?.stop();
  await expect.poll(async () => (await again(card, ears)).status).toBe(200);
  while (ears.length < OF_A_MEMBER) {
    await api.database.db.system.query({ text: 'delete from card_rates', values: [] });
    const device = await openCard(api, shop, { phone });
    for (let n = 0; n < OF_A_SESSION && ears.length < OF_A_MEMBER; n += 1) ears.push(await watch(device));
  }
  expect(ears.every(({ status }) => status === 200)).toBe(true);
  await api.database.db.system.query({ text: 'delete from card_rates', values: [] });
  expect((await watch(await openCard(api, shop, { phone }))).status).toBe(503);
  const stranger = await watch(await openCard(api, shop));
  expect(stranger.status).toBe(200);
  for (const each of [stranger, ...ears]) await each.stop();
});

async function again(card: TestCard, ears: TestEar[]): Promise<TestEar> {
  const ear = await watch(card);
  if (ear.status === 200) ears.push(ear);
  return ear;
}

test('when the connection that listens was lost, every card is told to ask once more', async () => {
  const ear = await watch(await openCard(api, shop));
  await until(() => ear.state.hellos === 1);
  const lost = `select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'kopilka news' and datname = current_database()`;
  expect((await api.database.db.system.query({ text: lost, values: [] })).rowCount).toBeGreaterThan(0);
  await expect.poll(() => ear.state.hellos, { timeout: 15_000 }).toBe(2);
  await ear.stop();
});
