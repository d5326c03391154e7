/** What an audit found is remembered, for the metrics to tell. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBacklogWatch } from '../../src/commands/serve/backlog-watch.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import { runKopilka } from '../harness/kopilka-process.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('metrics tell the result and the age of the last audit, and nothing before there was one', async () => {
  const metrics = createMetrics();
  const watch = createBacklogWatch(database.db, metrics);
  await watch();
  expect(await metrics.text()).not.toMatch(/^kopilka_audit_/mu);
  expect((await runKopilka(['audit'], database.environment)).code).toBe(0);
  await watch();
  const text = await metrics.text();
  expect(text).toMatch(/^kopilka_audit_offences 0$/mu);
  expect(Number(/^kopilka_audit_age_seconds (\S+)$/mu.exec(text)?.[1])).toBeLessThan(60);
});

test('an organization sees nothing of it', async () => {
  const seen = await database.db.tenant(crypto.randomUUID(), (tx) =>
    tx.query({ text: 'select from audit_runs', values: [] }),
  );
  expect(seen.rowCount).toBe(0);
});
