import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createEmptyDatabase, type TestDatabase } from '../../test/harness/test-database.ts';
import { migrate, MigrationError } from './migrate.ts';
import { query, sql } from './sql.ts';

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  directory = mkdtempSync(join(tmpdir(), 'kopilka-migrations-'));
  write('0001-shops.sql', 'create table shops (id integer primary key);');
  write('0002-names.sql', 'alter table shops add column name text; insert into shops values (1, $$Corner$$);');
});

afterEach(async () => {
  rmSync(directory, { recursive: true });
  await database.drop();
});

test('applies what is missing, in order, once', async () => {
  expect(await migrate(database.url, { directory })).toBe(2);
  expect(await migrate(database.url, { directory })).toBe(0);
  write('0003-more.sql', 'alter table shops add column city text;');
  expect(await migrate(database.url, { directory })).toBe(1);
  expect(await applied()).toEqual([
    { number: 1, name: 'shops' },
    { number: 2, name: 'names' },
    { number: 3, name: 'more' },
  ]);
});

test('processes that start at once do not race', async () => {
  const counts = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, { directory })));
  expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 2]);
});

test('a table that somebody works with is waited for without holding up others behind the change', async () => {
  await migrate(database.url, { directory });
  write('0003-more.sql', 'alter table shops add column city text;');
  const count = sql`select count(*)::int as count from shops`;
  let migrating: Promise<number> | undefined;
  await database.db.unhurried(async (reader) => {
    await reader.query(count);
    migrating = migrate(database.url, { directory });
    // Longer than the change waits before it lets others pass.
    const until = performance.now() + 3_000;
    let slowestMs = 0;
    while (performance.now() < until) {
      const startedAt = performance.now();
      await database.db.system.query(count);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    }
    expect(slowestMs).toBeLessThan(2_900);
  });
  expect(await migrating).toBe(1);
});

test('a migration that fails leaves nothing of itself and names its file', async () => {
  write('0003-half.sql', 'create table half (id integer); select 1 / 0;');
  await expect(migrate(database.url, { directory })).rejects.toThrow(
    'Migration 0003-half failed and was undone: division by zero',
  );
  expect(await applied()).toHaveLength(2);
  const half = sql`select to_regclass('half')::text as found`;
  expect(await query(database.db.system, half, z.object({ found: z.null() }))).toHaveLength(1);
});

test('a database newer than the code is refused', async () => {
  await migrate(database.url, { directory });
  rmSync(join(directory, '0002-names.sql'));
  await expect(migrate(database.url, { directory })).rejects.toThrow(
    'The database is newer than this Kopilka: it has migration 0002-names, and this code knows 1.',
  );
});

test('a migration edited after it was applied is refused, before anything is done', async () => {
  await migrate(database.url, { directory });
  write('0001-shops.sql', 'create table shops (id bigint primary key);');
  write('0003-more.sql', 'alter table shops add column city text;');
  await expect(migrate(database.url, { directory })).rejects.toThrow(
    'Migration 0001-shops differs from the one applied',
  );
  expect(await applied()).toHaveLength(2);
});

test('line ends turned by a checkout are no edit', async () => {
  write('0001-shops.sql', 'create table shops (\n  id integer primary key\n);');
  await migrate(database.url, { directory });
  write('0001-shops.sql', 'create table shops (\r\n  id integer primary key\r\n);');
  expect(await migrate(database.url, { directory })).toBe(0);
});

test.each([
  ['0004-gap.sql', 'number 3 was expected'],
  ['3-short.sql', 'is not named like 0001-what-it-does.sql'],
])('a file out of the row is refused: %s', async (name, sentence) => {
  write(name, 'select 1;');
  await expect(migrate(database.url, { directory })).rejects.toThrow(MigrationError);
  await expect(migrate(database.url, { directory })).rejects.toThrow(sentence);
});

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

async function applied(): Promise<readonly unknown[]> {
  const row = z.object({ number: z.number(), name: z.string() });
  return query(database.db.system, sql`select number, name from schema_migrations order by number`, row);
}
