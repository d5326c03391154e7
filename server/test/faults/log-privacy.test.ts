// What is logged names no customer, however a request fails.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { openShop, type Shop } from './shop.ts';

const SECRETS = ['9991234567', 'Pushkina', 'alex@example', '4711 0000', 'a comment of hers', 'ORD-77'];

let database: TestDatabase;
let server: ServerProcess;
let shop: Shop;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ adminKey: key } = await createOrganization(
    { db: database.db, clock: systemClock },
    { name: 'Shop', sandbox: false },
  ));
  server = await startServer({ ...database.environment, LOG_LEVEL: 'trace' }, ['--workers', '1']);
  shop = await openShop(server, key);
});

afterAll(async () => {
  server.kill('SIGKILL');
  await server.ended;
  await database.drop();
});

test('a request that fails inside, with a statement that holds what a customer said, logs none of it', async () => {
  const person = {
    identities: { phone: '+79991234567', email: 'alex@example.org', card: '4711 0000' },
    profile: { name: 'Alexandra Pushkina', comment: 'a comment of hers' },
  };
  const receipt = {
    id: 'ORD-77',
    store: 'main',
    total: 100,
    lines: [{ sku: 'tea', quantity: '1', price: 100, amount: 100 }],
  };
  // The tables refuse everything from now on: PostgreSQL tells the whole row that failed in the detail of its error.
  for (const table of ['members', 'identities', 'claims', 'guest_receipts'])
    await database.db.system.query(
      `alter table ${table} add constraint broken check (organization_id is null) not valid`,
    );
  const failed = [
    await shop.call('POST', '/v1/members', person),
    await shop.call('POST', '/v1/purchases', { member: { phone: '+79991234567' }, receipt }),
    await shop.call('POST', '/v1/purchases', { receipt }),
    await shop.call('GET', '/v1/members?phone=%2B79991234567'),
    await shop.call('POST', '/v1/members', { ...person, surprise: 'Pushkina' }),
  ];
  expect(failed.filter(({ status }) => status === 500).length).toBeGreaterThanOrEqual(2);
  await expect.poll(() => server.said()).toMatch(/request failed/u);
  expect(server.said()).toContain('"code":"23514"');
  for (const secret of [...SECRETS, key]) expect(server.said()).not.toContain(secret);
});

test('metrics and readiness name no customer either', async () => {
  for (const path of ['/metrics', '/readyz', '/healthz']) {
    const text = await (await fetch(`${server.address}${path}`)).text();
    for (const secret of [...SECRETS, key]) expect(text).not.toContain(secret);
  }
});

test('a gauge without a value at present is absent, and several processes agree on one', async () => {
  const metrics = createMetrics();
  let value: number | undefined;
  metrics.gauge({ name: 'test_gauge', help: 'A test.', together: 'max', read: () => value });
  expect(await metrics.text()).not.toMatch(/^test_gauge/mu);
  value = 7;
  expect(await metrics.text()).toMatch(/^test_gauge 7$/mu);
  value = undefined;
  expect(await metrics.text()).not.toMatch(/^test_gauge/mu);
});
