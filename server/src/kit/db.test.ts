import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startMoodyProxy } from '../../test/harness/moody-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../../test/harness/test-database.ts';
import { isConnectionLost, isPoolBusy } from './connection-lost.ts';
import { createDatabase } from './db.ts';
import { execute, prepared, query, queryOne, sql } from './sql.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const oneValue = (value: z.ZodType) => z.object({ value });

async function read(text: string): Promise<unknown> {
  const row = await queryOne(database.db.system, { text, values: [] }, oneValue(z.unknown()));
  return row?.value;
}

test('a bigint is an exact number, alone and in arrays', async () => {
  expect(await read('select 9007199254740991::int8 as value')).toBe(9_007_199_254_740_991);
  expect(await read(`select array[1, null, -5]::int8[] as value`)).toEqual([1, null, -5]);
});

test('a bigint past 2^53 is an error, never a rounded number', async () => {
  await expect(read('select 9007199254740993::int8 as value')).rejects.toThrow('9007199254740993');
});

test('a moment is epoch milliseconds whatever the zone it was written in', async () => {
  expect(await read(`select '2026-11-22 03:04:05.678901+05:30'::timestamptz as value`)).toBe(
    Date.parse('2026-11-22T03:04:05.678+05:30'),
  );
  expect(await read(`select '0099-01-01 00:00:00+00'::timestamptz as value`)).toBe(Date.parse('0099-01-01T00:00:00Z'));
  expect(await read(`select array['1970-01-01 00:00:01+00', 'infinity']::timestamptz[] as value`)).toEqual([
    1000,
    null,
  ]);
});

test('infinity is null', async () => {
  expect(await read(`select 'infinity'::timestamptz as value`)).toBeNull();
});

test('a date stays the text of a day', async () => {
  expect(await read(`select date '2024-02-29' as value`)).toBe('2024-02-29');
});

test('jsonb comes parsed', async () => {
  expect(await read(`select '{"a": [1, null]}'::jsonb as value`)).toEqual({ a: [1, null] });
});

test('the sql tag sends values apart from the text', async () => {
  const hostile = `'; drop table stores; --`;
  const rows = await query(
    database.db.system,
    sql`select ${hostile}::text as value where ${1}::int = 1`,
    oneValue(z.string()),
  );
  expect(rows).toEqual([{ value: hostile }]);
  expect(sql`select ${1} + ${2}`.text).toBe('select $1 + $2');
});

test('a named statement is prepared once per connection', async () => {
  const names = await database.db.transaction(async (tx) => {
    await query(tx, prepared('twice', sql`select ${1}::int as value`), oneValue(z.number()));
    await query(tx, prepared('twice', sql`select ${2}::int as value`), oneValue(z.number()));
    return query(tx, sql`select name as value from pg_prepared_statements`, oneValue(z.string()));
  });
  expect(names).toEqual([{ value: 'twice' }]);
});

test('a tenant transaction carries its organization and leaves nothing behind on the connection', async () => {
  const scope = sql`select coalesce(current_setting('kopilka.organization_id', true), '') as value`;
  const inside = await database.db.tenant('org-1', (tx) => queryOne(tx, scope, oneValue(z.string())));
  expect(inside?.value).toBe('org-1');
  const roles = sql`select coalesce(current_setting('kopilka.scope', true), '') as value`;
  expect(await database.db.tenant('org-2', (tx) => queryOne(tx, roles, oneValue(z.string())))).toEqual({ value: '' });
  expect(await queryOne(database.db.system, roles, oneValue(z.string()))).toEqual({ value: 'system' });
  expect(await queryOne(database.db.system, scope, oneValue(z.string()))).toEqual({ value: '' });
});

test('a failed transaction leaves no trace and its connection is good for the next', async () => {
  await execute(database.db.system, sql`create table traces (id integer primary key)`);
  const failing = database.db.transaction(async (tx) => {
    await execute(tx, sql`insert into traces (id) values (1)`);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await read('select count(*) as value from traces')).toBe(0);
  expect(await execute(database.db.system, sql`insert into traces (id) values (1), (2)`)).toBe(2);
});

test('whoever works for one organization is no superuser, so row-level security binds them', async () => {
  const rights = {
    text: 'select rolsuper or rolbypassrls as value from pg_roles where rolname = current_user',
    values: [],
  };
  const found = await database.db.tenant('org-1', (tx) => queryOne(tx, rights, oneValue(z.boolean())));
  expect(found?.value).toBe(false);
});

test('a busy pool is waited for longer than a database that does not answer, and is not taken for one', async () => {
  const proxy = await startMoodyProxy(database.url);
  await proxy.become('silent');
  const open = (url: string, poolWaitMs: number) =>
    createDatabase(url, { poolMax: 1, poolWaitMs, applicationName: 'kopilka test' });
  const [patient, hurried, lost] = [open(database.url, 60_000), open(database.url, 100), open(proxy.url, 60_000)];
  const busy = [patient, hurried].map(({ system }) => system.query(sql`select pg_sleep(4.5)`));
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );
  const ends = await Promise.all([patient, hurried, lost].map(({ system }) => failureOf(system.query(sql`select 1`))));
  expect(ends[0]).toBeNull();
  expect([isPoolBusy(ends[1]), isConnectionLost(ends[1])]).toEqual([true, true]);
  expect([isPoolBusy(ends[2]), isConnectionLost(ends[2])]).toEqual([false, true]);
  await Promise.all(busy);
  await Promise.all([patient, hurried, lost].map((db) => db.close()));
  await proxy.close();
});
