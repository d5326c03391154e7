// A migration runs while processes of the version before still work on the database (docs/guide/operations.md): it may add
// to what they know, and take away only what the version before had stopped using.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listProjectFiles, PROJECT } from './project-files.ts';

/** Written before anything was released. */
const BEFORE_THE_RULE = 8;

/** Stands above a statement that takes away what no running version uses any more, and says since when. */
const CONTRACT = /--\s*contract: unused since \d{4}\b/u;

const DANGERS: readonly (readonly [why: string, pattern: RegExp])[] = [
  ['takes a table away', /\bdrop\s+table\b/iu],
  ['takes a column away', /\bdrop\s+column\b/iu],
  ['takes a function away', /\bdrop\s+function\b/iu],
  ['renames', /\brename\s+(?:to|column|constraint)\b/iu],
  ['changes a type', /\balter\s+(?:column\s+)?\w+\s+(?:set\s+data\s+)?type\b/iu],
  ['demands what older processes do not write', /\bset\s+not\s+null\b/iu],
  ['takes a default away', /\bdrop\s+default\b/iu],
];
const ADDED_COLUMN = /\badd\s+column\s+(?:if\s+not\s+exists\s+)?[^,;]*/giu;

/** What a migration does that older processes cannot live with. */
function dangersIn(text: string): readonly string[] {
  const statements = text.split(';').filter((statement) => !CONTRACT.test(statement));
  return statements.flatMap((statement) => {
    const bare = statement.replaceAll(/--[^\n]*/gu, '');
    const found = DANGERS.filter(([, pattern]) => pattern.test(bare)).map(([why]) => why);
    const demanding = (bare.match(ADDED_COLUMN) ?? []).some(
      (column) => /\bnot\s+null\b/iu.test(column) && !/\bdefault\b|\bgenerated\b/iu.test(column),
    );
    return demanding ? [...found, 'adds a column that older processes do not fill'] : found;
  });
}

test('migrations since the rule only add, or take away what is unused', () => {
  const migrations = listProjectFiles().filter((path) => /^server\/migrations\/\d{4}-.*\.sql$/u.test(path));
  const ruled = migrations.filter((path) => Number(/\/(\d{4})-/u.exec(path)?.[1]) > BEFORE_THE_RULE);
  const dangers = ruled.flatMap((path) =>
    dangersIn(readFileSync(join(PROJECT, path), 'utf8')).map((why) => `${path} ${why}`),
  );
  expect(migrations.length).toBeGreaterThanOrEqual(BEFORE_THE_RULE);
  expect(dangers).toEqual([]);
});

test.each([
  ['drop table meters', ['takes a table away']],
  ['alter table lots drop column open', ['takes a column away']],
  ['drop function ledger_load(smallint[])', ['takes a function away']],
  ['alter table lots rename column open to is_open', ['renames']],
  ['alter table lots\n  alter column issued type integer', ['changes a type']],
  ['alter table lots alter column rule set not null', ['demands what older processes do not write']],
  ['alter table lots add column note text not null', ['adds a column that older processes do not fill']],
  ['create index a on lots (rule); alter table lots drop column rule', ['takes a column away']],
])('the alarm works: %s', (text, why) => {
  expect(dangersIn(text)).toEqual(why);
});

test.each([
  ["alter table lots add column note text not null default ''"],
  ['alter table lots add column note text'],
  ['create table notes (organization_id uuid not null, note text not null)'],
  ['-- a comment may speak of drop table and rename to\nselect 1'],
  ['-- contract: unused since 0012\nalter table lots drop column note'],
  ['create or replace function ledger_load() returns void language sql as $$ select 1 $$'],
])('the alarm is quiet: %s', (text) => {
  expect(dangersIn(text)).toEqual([]);
});
