// The database refuses, or falls silent without hanging up: everybody hears of it in a known time, and when it is back
// everything is served again by the same process.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { type MoodyProxy, startMoodyProxy } from '../harness/moody-proxy.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { openShop, type Reply, type Shop } from './shop.ts';

/** What is promised, and what a busy machine takes to notice it. */
const ANSWERED_WITHIN_MS = 10_000 + 2_000;
const BACK_WITHIN_MS = 20_000;

let database: TestDatabase;
let proxy: MoodyProxy;
let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase();
  const { adminKey } = await createOrganization(
    { db: database.db, clock: systemClock },
    { name: 'Shop', sandbox: false },
  );
  proxy = await startMoodyProxy(database.url);
  server = await startServer({ DATABASE_URL: proxy.url, DATABASE_TENANT_URL: proxy.through(database.tenantUrl) }, [
    '--workers',
    '1',
  ]);
  shop = await openShop(server, adminKey);
});

afterAll(async () => {
  await proxy.become('open');
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await proxy.close();
  await database.drop();
});

describe.each(['refuse', 'silent'] as const)('a database that is away (%s)', (mood) => {
  test('is told as unavailable to purchases, quotes and reads alike, within ten seconds', async () => {
    expect((await shop.purchase(`${mood} before`)).status).toBe(201);
    await proxy.become(mood);
    const asked = [
      ...Array.from({ length: 40 }, (_, index) => shop.purchase(`${mood} ${index}`)),
      ...Array.from({ length: 20 }, () => shop.quote()),
      ...Array.from({ length: 20 }, () => shop.readMember()),
    ];
    const replies = await Promise.all(asked);
    expect(replies.filter(({ status }) => status !== 503)).toEqual([]);
    expect(new Set(replies.map(({ code }) => code))).toEqual(new Set(['unavailable']));
    expect(replies.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    expect(Math.max(...replies.map(({ ms }) => ms))).toBeLessThan(ANSWERED_WITHIN_MS);
    const ready = await shop.call('GET', '/readyz');
    expect([ready.status, ready.ms < 5_000]).toEqual([503, true]);
    expect((await shop.call('GET', '/healthz')).status).toBe(200);
  });

  test('serves everything again when it is back, without a restart', async () => {
    await proxy.become('open');
    await expect.poll(() => statusOf(shop.purchase(`${mood} after`)), { timeout: BACK_WITHIN_MS }).toBeLessThan(202);
    // Repeats of what was not answered: each is one operation, whether or not it had been done.
    const repeats = await Promise.all(Array.from({ length: 40 }, (_, index) => shop.purchase(`${mood} ${index}`)));
    expect(repeats.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
    expect(await statusOf(shop.quote())).toBe(200);
    expect(await statusOf(shop.readMember())).toBe(200);
    // Its answer may be a second old.
    await expect.poll(() => statusOf(shop.call('GET', '/readyz')), { timeout: 3_000 }).toBe(200);
  });
});

test('what was acknowledged is there, once', async () => {
  const { rows } = await database.db.system.query(
    `select count(*)::int as count, count(distinct operation_id)::int as ids from operations where type = 'purchase'`,
  );
  expect(rows).toEqual([{ count: 84, ids: 84 }]);
  expect(shop.acknowledged.size).toBe(84);
});

async function statusOf(reply: Promise<Reply>): Promise<number> {
  return (await reply).status;
}
