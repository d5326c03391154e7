/** Screens that watch: changes reach them from any process, of their own organization only, and end with the right to hear them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChanges } from '../../src/features/live/changes.ts';
import { type Heard, openEar, until } from './live-ear.ts';
import { createTestApi, type TestApi } from './test-api.ts';

const PROGRAM = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { name: bonus, worth: 1.00 }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
`;
const YAML = { 'content-type': 'application/yaml' };
let api: TestApi;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => api.close());

const listen = (key: string, at = address) => openEar(`${at}/v1/live`, { authorization: `Bearer ${key}` });

/** Makes the change again until it is heard: news told while nobody was connected are lost. */
async function untilHeard(
  ear: { readonly heard: readonly Heard[] },
  topic: string,
  change: () => Promise<unknown>,
): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    await change();
    await sleep(500);
    if (ear.heard.some(({ topics }) => topics.includes(topic))) return;
  }
  expect.fail(`no change of ${topic} was heard`);
}

test('a change is heard by who watches that organization, whichever process made it', async () => {
  const shop = await api.organization();
  const foreign = await api.organization();
  const ear = await listen(shop.key);
  const foreignEar = await listen(foreign.key);
  expect(ear.status).toBe(200);
  await until(() => ear.state.hellos === 1 && foreignEar.state.hellos === 1);
  const there = (await api.another()).as(shop.key);
  // The connection that listens is opened with the first listener.
  await untilHeard(ear, 'Keys', () => there('POST', '/v1/keys', { json: { name: 'A', scopes: ['read'] } }));
  expect((await there('PUT', '/v1/programs/shop', { text: PROGRAM, headers: YAML })).status).toBe(200);
  await until(() => ear.heard.some(({ topics }) => topics.includes('Programs')));
  const member = await there('POST', '/v1/members', { json: { identities: { phone: '+79990000001' } } });
  expect(member.status).toBe(201);
  await until(() => ear.heard.some(({ topics }) => topics.includes('Members')));
  const receipt = { id: '1', total: 10_000, lines: [{ sku: 'A', quantity: '1', price: 10_000, amount: 10_000 }] };
  ear.heard.length = 0;
  const sold = await there('POST', '/v1/purchases', { json: { member: { id: member.textAt('id') }, receipt } });
  expect(sold.status).toBe(201);
  await until(() => ear.heard.some(({ accounts }) => accounts?.join() === sold.textAt('accountId')));
  expect(foreignEar.heard).toEqual([]);
  await ear.stop();
  await foreignEar.stop();
});

test('more accounts than are worth naming are many', async () => {
  const { system } = api.database.db;
  const changes = createChanges({ on: system, url: api.database.url });
  const shop = await api.organization();
  const ear = await listen(shop.key);
  for (let n = 0; n < 1_500; n += 1) changes.account(shop.organizationId, `account-${n}`);
  await until(() => ear.heard.some(({ accounts }) => accounts === null));
  await ear.stop();
  await changes.close();
});

test('whoever may read or sell hears, and nobody else', async () => {
  const shop = await api.organization();
  for (const [scope, status] of [
    ['read', 200],
    ['till', 200],
    ['import', 403],
    ['privacy', 403],
  ] as const) {
    const made = await shop.call('POST', '/v1/keys', { json: { name: scope, scopes: [scope] } });
    const ear = await listen(made.textAt('key'));
    expect([scope, ear.status]).toEqual([scope, status]);
    await ear.stop();
  }

  expect((await api.as(null)('GET', '/v1/live')).code).toBe('key_missing');
  expect((await api.as(`kp_${'a'.repeat(43)}`)('GET', '/v1/live')).code).toBe('key_unknown');
});

test('neither a lost connection nor garbage ends the listening', async () => {
  const shop = await api.organization();
  const ear = await listen(shop.key);
  const { system } = api.database.db;
  await system.query({ text: `select pg_notify('kopilka_news', 'no json')`, values: [] });
  const lost = `select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'kopilka news' and datname = current_database()`;
  expect((await system.query({ text: lost, values: [] })).rowCount).toBeGreaterThan(0);
  await untilHeard(ear, 'Keys', () => shop.call('POST', '/v1/keys', { json: { name: 'A', scopes: ['read'] } }));
  await ear.stop();
});

test('the server stops while somebody watches', async () => {
  const own = await createTestApi();
  const at = await own.app.listen({ port: 0, host: '127.0.0.1' });
  const ear = await listen((await own.organization()).key, at);
  await own.close();
  await until(() => ear.state.ended);
});
