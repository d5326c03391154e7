// Rules about SQL that no linter knows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listProjectFiles, PROJECT } from './project-files.ts';
import { TABLE_PLACES } from '../../src/table-places.ts';
import { createdTables, ledgerTablesNamed } from './sql-in-text.ts';

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
const files = listProjectFiles();

/** Tables without a shop's data. Everything else says whose it is. */
const WITHOUT_ORGANIZATION = new Set([
  'organizations',
  'schema_migrations',
  'audit_runs',
  // A person may work for several organizations; row-level security shows these to the system only.
  'people',
  'people_accounts',
  'people_sessions',
  'people_verifications',
  'people_second_factors',
  'sign_in_failures',
  'server_secrets',
  // How far the counting of the whole database is.
  'report_progress',
]);

describe('only the ledger names ledger tables', () => {
  test('in the code', () => {
    const sources = files.filter((path) => /^(?:engine|server\/src|client|web)\/.*\.tsx?$/u.test(path));
    const outside = sources.filter((path) => !path.startsWith('server/src/ledger/') && !path.endsWith('.test.ts'));
    expect(outside.flatMap((path) => ledgerTablesNamed(read(path)).map((table) => `${path}: ${table}`))).toEqual([]);
  });

  test.each([
    ['a read', 'sql`select units from lots where account_id = ${id}`', ['lots']],
    ['a join over lines', 'sql`\nselect 1\nfrom members m\njoin\n  accounts a on true`', ['accounts']],
    ['a write', '"insert into journal (units) values (1)"', ['journal']],
    ['an update with only', "'update only outbox set sent = true'", ['outbox']],
  ])('the alarm works: %s', (_, source, tables) => {
    expect(ledgerTablesNamed(source)).toEqual(tables);
  });

  test.each([
    ['another table with such a beginning', 'sql`select 1 from accounts_view join lots_of_things on true`'],
    ['a sentence', "'Take the units from accounts'"],
    ['a comment', '// select it from lots, then\nconst a = 1;'],
  ])('the alarm is quiet: %s', (_, source) => {
    expect(ledgerTablesNamed(source)).toEqual([]);
  });
});

describe("every table with a shop's data says whose it is", () => {
  const migrations = files.filter((path) => /^server\/migrations\/.*\.sql$/u.test(path));

  test('in the migrations', () => {
    const tables = migrations.flatMap((path) => createdTables(read(path)));
    const nobodys = tables.filter(
      ({ name, body }) => !WITHOUT_ORGANIZATION.has(name) && !/\borganization_id\s+\w+/u.test(body),
    );
    expect(nobodys.map(({ name }) => name)).toEqual([]);
  });

  test('the alarm works', () => {
    const [withIt, without] = createdTables(`
      create table stores (organization_id uuid not null, name text check (length(name) > 0));
      create table if not exists tills (id uuid primary key -- organization_id uuid
      );`);
    expect(withIt?.body).toContain('organization_id uuid');
    expect(without).toEqual({ name: 'tills', body: expect.not.stringContaining('organization_id') });
  });
});

describe('every table has its place on a cluster', () => {
  const migrations = files.filter((path) => /^server\/migrations\/.*\.sql$/u.test(path));
  const tables = migrations.flatMap((path) => createdTables(read(path)));

  test('and nothing else has', () => {
    expect(Object.keys(TABLE_PLACES).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  });

  test('what is spread by a column has it', () => {
    const spread = tables.filter(({ name }) => /^(?:shard|bucket)$/u.test(TABLE_PLACES[name] ?? ''));
    const without = spread.filter(
      ({ name, body }) => !new RegExp(`\\b${TABLE_PLACES[name]} smallint not null`, 'u').test(body),
    );
    expect(spread.length).toBeGreaterThan(20);
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  test('what others refer to is everywhere, and comes first', () => {
    const order = Object.keys(TABLE_PLACES);
    for (const { name, body } of tables) {
      for (const [, parent = ''] of body.matchAll(/references (\w+)/gu)) {
        expect(TABLE_PLACES[parent]).toBe('everywhere');
        expect(order.indexOf(parent)).toBeLessThan(order.indexOf(name));
      }
    }
  });
});
