// Every statement in the source is put to the database of the tests, with something in the place of each value, and undone: a mistake in
// a statement of some rare way, or one that a cluster refuses, is found before somebody goes that way.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import type { Tx } from '../../src/kit/db.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { statementsIn } from '../house/cluster-sql.ts';
import { listProjectFiles, PROJECT } from '../house/project-files.ts';

const PATIENCE_MS = 300_000;
const isCluster = inject('testServer').nodes.length > 0;
const ID = randomUUID();

/** One row with what lists of rows are made of. */
const ROWS = JSON.stringify([
  {
    shard: 7,
    bucket: 7,
    account_id: ID,
    member_id: ID,
    organization_id: ID,
    program_id: 'x',
    store: 'x',
    day: '2026-01-01',
    seq: 1,
    currency: 'RUB',
    receipts: 1,
    sold: 1,
    returns: 0,
    returned: 0,
  },
]);

const SOMETHING: Readonly<Record<string, string>> = {
  smallint: '7',
  integer: '7',
  bigint: '7',
  'double precision': '7',
  boolean: 'true',
  text: 'x',
  uuid: ID,
  bytea: String.raw`\x0102`,
  json: ROWS,
  jsonb: '{}',
  date: '2026-01-01',
  'timestamp with time zone': '2026-01-01',
  'timestamp without time zone': '2026-01-01',
};

/** Said of the values, which mean nothing: data that is no such thing, rows that must not be, rows of somebody else. */
const OF_VALUES = /^(?:22|23)...$|^42501$/u;

/** Of one kind of database: a cluster's own tables, and functions that are called on a server alone (docs/decisions/0006-cluster.md). */
const ELSEWHERE = isCluster ? /\bmembers_(?:found|quoted)\(/u : /\bpg_dist_/u;

/** Only the system asks these: it may join by anything, and its rows may be copied. */
const OF_THE_SYSTEM = /^server\/src\/(?:ledger\/audit\/|features\/reports\/count-store\.ts)/u;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const statements = listProjectFiles()
  // The tag itself shows an example.
  .filter((path) => /^server\/src\/.*(?<!\.test)\.ts$/u.test(path) && path !== 'server/src/kit/sql.ts')
  .flatMap((path) => statementsIn(readFileSync(join(PROJECT, path), 'utf8')).map((one) => ({ path, ...one })))
  // What is set stands at a transaction's beginning; a cursor has to be open.
  .filter(({ text }) => !/^\s*(?:set|close)\b/u.test(text) && !ELSEWHERE.test(text));

const typesRow = z.object({ types: z.array(z.string()) });
const codeSchema = z.object({ code: z.string() });

class Undo extends Error {}

async function put(tx: Tx, written: string): Promise<void> {
  let count = 0;
  const text = written.replaceAll('$', () => {
    count += 1;
    return `$${count}`;
  });
  if (count === 0) await tx.query({ text, values: [] });
  else {
    await tx.query({ text: `prepare asked as ${text}`, values: [] });
    const [asked] = await query(
      tx,
      sql`select parameter_types::text[] as types from pg_prepared_statements where name = 'asked'`,
      typesRow,
    );
    await tx.query({ text: 'deallocate asked', values: [] });
    await tx.query({ text, values: (asked?.types ?? []).map(valueOf) });
  }
  throw new Undo();
}

function valueOf(type: string): string {
  const one = SOMETHING[type.replace('[]', '')];
  if (one === undefined) throw new Error(`the test has no value of the type ${type}`);
  return type.endsWith('[]') ? `{${JSON.stringify(one)}}` : one;
}

/** What the database says against a statement; null when it takes it. */
async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Undo) return null;
  const { data } = codeSchema.safeParse(error);
  return data !== undefined && OF_VALUES.test(data.code) ? null : String(error);
}

test.each([
  ['the system', () => true, (work: (tx: Tx) => Promise<void>) => database.db.transaction(work)],
  [
    'an organization',
    (path: string) => !OF_THE_SYSTEM.test(path),
    (work: (tx: Tx) => Promise<void>) => database.db.tenant(ID, work),
  ],
])(
  'the database takes every statement of %s',
  async (_, isTheirs, transaction) => {
    const refused: string[] = [];
    for (const { path, line, text } of statements.filter((one) => isTheirs(one.path))) {
      const refusal = await refusalOf(transaction((tx) => put(tx, text)));
      if (refusal !== null) refused.push(`${path}:${line} ${refusal}`);
    }
    expect(statements.length).toBeGreaterThan(300);
    expect(refused).toEqual([]);
  },
  PATIENCE_MS,
);

test('the alarm works', async () => {
  const said = await refusalOf(
    database.db.transaction((tx) => put(tx, 'select nothing from stores where store_id = $')),
  );
  expect(said).toContain('nothing');
});
