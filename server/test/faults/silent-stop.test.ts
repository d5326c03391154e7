// A database that does not answer keeps nobody from stopping, and nobody from hearing news when it is back.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createNews } from '../../src/kit/news.ts';
import { runKopilka } from '../harness/kopilka-process.ts';
import { startMoodyProxy } from '../harness/moody-proxy.ts';
import { startServer } from '../harness/server-process.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { openShop } from './shop.ts';

const STOPPED_WITHIN_MS = 15_000;
/** Longer than a connection that listens goes without asking whether anybody is there. */
const SILENCE_MS = 16_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

test('a server that cannot begin, because the database does not answer, stops at once', async () => {
  const proxy = await startMoodyProxy(database.url);
  await proxy.become('silent');
  const environment = { DATABASE_URL: proxy.url, DATABASE_TENANT_URL: proxy.through(database.tenantUrl) };
  let calledAt = Number.NaN;
  const called = async (): Promise<void> => {
    await expect.poll(() => proxy.waiting(), { timeout: 50_000 }).toBeGreaterThan(0);
    calledAt = performance.now();
  };
  const ended = runKopilka(['serve', '--no-demo'], environment, { signal: 'SIGTERM', when: called() });
  expect((await ended).code).toBe(0);
  expect(performance.now() - calledAt).toBeLessThan(STOPPED_WITHIN_MS);
  await proxy.close();
});

test.each(['1', '2'])('a server stops in 15 seconds, with requests under way (%s workers)', async (workers) => {
  const { adminKey } = await createOrganization(
    { db: database.db, clock: systemClock },
    { name: 'Shop', sandbox: false },
  );
  const proxy = await startMoodyProxy(database.url);
  const server = await startServer(
    { DATABASE_URL: proxy.url, DATABASE_TENANT_URL: proxy.through(database.tenantUrl) },
    ['--workers', workers],
  );
  const shop = await openShop(server, adminKey);
  await proxy.become('silent');
  const asked = Array.from({ length: 20 }, (_, index) => shop.purchase(`${index}`));
  await sleep(300);
  const startedAt = performance.now();
  server.kill('SIGTERM');
  // Each is answered before the door closes.
  const replies = await Promise.all(asked);
  expect(new Set(replies.map(({ status, code }) => `${status} ${String(code)}`))).toEqual(new Set(['503 unavailable']));
  expect(await server.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(STOPPED_WITHIN_MS);
  await proxy.close();
});

test('whoever listens hears again after a silence, and stops listening at once during one', async () => {
  const proxy = await startMoodyProxy(database.url);
  const teller = createNews({ on: database.db.system, url: database.url, gather: () => ['hello'] });
  const listener = createNews({ on: database.db.system, url: proxy.url, gather: () => [] });
  let heard = 0;
  let missed = 0;
  listener.listen({ hear: () => void (heard += 1), missed: () => void (missed += 1) });
  const isHeard = async (): Promise<boolean> => {
    const before = heard;
    teller.tell();
    await sleep(1_000);
    return heard > before;
  };
  await expect.poll(isHeard, { timeout: 10_000 }).toBe(true);
  await proxy.become('silent');
  expect(await isHeard()).toBe(false);
  await sleep(SILENCE_MS);
  // The connection that was there when the silence began is not asked again: a network that was cut brings none back.
  await proxy.become('refuse');
  await proxy.become('open');
  await expect.poll(isHeard, { timeout: 15_000 }).toBe(true);
  // Whoever listens is told that something may have been said meanwhile.
  expect(missed).toBeGreaterThan(0);
  await proxy.become('silent');
  const startedAt = performance.now();
  await listener.close();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  await teller.close();
  await proxy.close();
});
