import { expect, test } from 'vitest';
import { MIGRATIONS_DIRECTORY, readMigrations } from './migrate.ts';
import { statementsOf } from './sql-statements.ts';

test.each([
  [
    'statements',
    'create table a (n int);\ncreate index on a (n);\n',
    ['create table a (n int)', 'create index on a (n)'],
  ],
  ['the last without a mark', 'select 1; select 2', ['select 1', 'select 2']],
  ['marks in texts, names and comments', `-- a; b\nselect ';''', ";" /* ; */`, [`-- a; b\nselect ';''', ";" /* ; */`]],
  ['bodies', 'do $$ begin; $a$ ; $a$ end $$; select 1 - 2 / 3', ['do $$ begin; $a$ ; $a$ end $$', 'select 1 - 2 / 3']],
  ['bodies within bodies', 'do $x$ execute $y$;$y$; $$ ; $$ $x$;', ['do $x$ execute $y$;$y$; $$ ; $$ $x$']],
  [
    'a column and its check',
    "-- why\nalter table a add column b text not null default 'x' check (b in ('x', 'y'))",
    [
      "-- why\nalter table a add column b text not null default 'x'",
      "alter table a add constraint a_b_check check (b in ('x', 'y'))",
    ],
  ],
  [
    'changes of a table',
    'alter table a\n  drop constraint b, -- why\n  add constraint b check (c in (1, 2)),\n  add d int',
    [
      'alter table a drop constraint b',
      'alter table a -- why\n  add constraint b check (c in (1, 2))',
      'alter table a add d int',
    ],
  ],
  ['nothing but comments', '-- nothing;\n\n/* ; */ ;', []],
])('%s are told apart', (_, text, statements) => {
  expect(statementsOf(text)).toEqual(statements);
});

test('nothing of a migration is lost, and each of its statements begins as one', () => {
  const words = (text: string): readonly string[] =>
    text
      .replaceAll(/--[^\n]*/gu, '')
      .match(/\w+/gu)
      ?.toSorted() ?? [];
  for (const { name, text } of readMigrations(MIGRATIONS_DIRECTORY)) {
    const statements = statementsOf(text);
    const others = statements.filter(
      (one) => !/^(?:--[^\n]*\n|\s)*(?:create|alter|drop|insert|update|delete|do)\b/u.test(one),
    );
    expect([name, others]).toEqual([name, []]);
    const said = new Set(words(statements.join('\n')));
    expect([name, words(text).filter((word) => !said.has(word))]).toEqual([name, []]);
  }
});
