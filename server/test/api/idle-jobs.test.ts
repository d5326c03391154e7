// What a server does while nothing happens: less and less, and it hears at once of what another process wrote.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJobs } from '../../src/commands/serve/jobs.ts';
import { createChanges } from '../../src/features/live/changes.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import { sql } from '../../src/kit/sql.ts';
import { overheard } from '../harness/overheard.ts';
import { createTestApi, type TestApi } from './test-api.ts';

const PROGRAM = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00 } }
rules:
  - { id: hello, on: shop.hello, message: { en: 'Hello!', ru: 'Привет!' } }
`;
const IDLE_MS = 4_000;

let api: TestApi;
const asked: string[] = [];

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

test('jobs that find nothing look less and less, and at once when another process has written', async () => {
  const shop = await api.organization();
  const headers = { 'content-type': 'application/yaml' };
  expect((await shop.call('PUT', '/v1/programs/shop', { text: PROGRAM, headers })).status).toBe(200);
  const made = await shop.call('POST', '/v1/members', { json: { identities: { card: '1' } } });
  const db = overheard(api.database.db, ({ text }) => void asked.push(text));
  const changes = createChanges({ on: db.system, url: api.database.url });
  const warnings: unknown[] = [];
  const log = { info: () => undefined, warn: (said: object) => warnings.push(said), error: () => undefined };
  const parts = {
    db,
    ledger: api.ledger,
    registry: api.registry,
    metrics: createMetrics(),
    changes,
    clock: systemClock,
  };
  const stop = startJobs(parts, log, { mail: undefined, sms: undefined, journalDays: 30 });
  await changes.heard();
  await sleep(IDLE_MS);
  // At the pace of a busy server it would be eight times.
  expect(asked.filter((text) => text.includes('from outbox\n      where next_try_at')).length).toBeLessThanOrEqual(4);

  const there = (await api.another()).as(shop.key);
  const json = { member: { id: made.textAt('id') }, name: 'shop.hello' };
  const posted = await there('POST', '/v1/events', { json });
  expect(posted.status, posted.text).toBe(201);
  const delivered = async (): Promise<unknown> =>
    (await api.database.db.system.query(sql`select count(*)::int as count from messages`)).rows;
  await expect.poll(delivered, { timeout: 2_000, interval: 50 }).toEqual([{ count: 1 }]);
  await stop();
  await changes.close();
  expect(warnings).toEqual([]);
});
