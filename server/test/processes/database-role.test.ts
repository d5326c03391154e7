// Row-level security keeps organizations apart, so a role that it does not bind is refused at the start, in words.
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runKopilka } from '../harness/kopilka-process.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

const WRONG_SETTINGS = 2;
const isCluster = inject('testServer').nodes.length > 0;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test.each(['serve', 'audit'])('%s refuses a role for organizations that passes row-level security', async (command) => {
  const alone = await runKopilka([command], { DATABASE_URL: database.adminUrl });
  expect([alone.code, alone.said]).toEqual([
    WRONG_SETTINGS,
    expect.stringContaining(isCluster ? 'DATABASE_TENANT_URL must be set' : 'is a superuser or has bypassrls'),
  ]);
  const beside = await runKopilka([command], { ...database.environment, DATABASE_TENANT_URL: database.adminUrl });
  expect([beside.code, beside.said]).toEqual([
    WRONG_SETTINGS,
    expect.stringMatching(/^DATABASE_TENANT_URL: the role \w+ is a superuser or has bypassrls/u),
  ]);
  expect(`${alone.said}${beside.said}`).not.toContain('password');
});

test('ordinary roles are taken', async () => {
  expect((await runKopilka(['migrate'], database.environment)).code).toBe(0);
});

test.runIf(isCluster)('on a cluster the system’s own role has to pass it', async () => {
  const { code, said } = await runKopilka(['migrate'], {
    DATABASE_URL: database.tenantUrl,
    DATABASE_TENANT_URL: database.tenantUrl,
  });
  expect([code, said]).toEqual([WRONG_SETTINGS, expect.stringContaining('needs bypassrls')]);
});
