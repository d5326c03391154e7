// What Citus refuses is found in the text of our statements, before somebody with a cluster finds it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLUSTER_LAYOUT } from '../../src/table-places.ts';
import { countsOffered, refusedOnClusters, statementsIn } from './cluster-sql.ts';
import { listProjectFiles, PROJECT } from './project-files.ts';

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
const files = listProjectFiles();

/** Files whose statements may do what a rule forbids, and why a cluster takes it there. */
const EXCEPTIONS: Readonly<Record<string, readonly [why: string, because: string]>> = {
  'server/src/ledger/audit/keys.ts': [
    'joins tables',
    'the system joins by operation, which spreads the rows anew (kit/db.ts)',
  ],
  'server/src/features/reports/count-store.ts': ['inserts a list', 'the system writes, and a second count has to fail'],
};

test('no statement is one that a cluster refuses', () => {
  const sources = files.filter((path) => /^server\/src\/.*\.ts$/u.test(path) && !path.endsWith('.test.ts'));
  const statements = sources.flatMap((path) => statementsIn(read(path)).map((statement) => ({ path, ...statement })));
  const refused = statements.flatMap(({ path, line, text }) =>
    refusedOnClusters(text)
      .filter((why) => !why.startsWith(EXCEPTIONS[path]?.[0] ?? '-'))
      .map((why) => `${path}:${line} ${why}`),
  );
  expect(statements.length).toBeGreaterThan(300);
  expect(refused).toEqual([]);
});

test('nobody counts by what a cluster tells of rows it was offered', () => {
  const sources = files.filter((path) => /^server\/src\/.*\.ts$/u.test(path));
  expect(sources.flatMap((path) => countsOffered(read(path)).map((line) => `${path}:${line} countAdded`))).toEqual([]);
  const counting =
    'a;\nreturn execute(tx, sql`insert into t (a) select a from unnest($) as x (a) on conflict do nothing`)';
  expect(countsOffered(counting)).toEqual([2]);
  expect(countsOffered(counting.replace('return', 'await'))).toEqual([]);
});

test('policies with questions are undone on a cluster, and changed by migrations that leave its parts alone', () => {
  const migrations = files.filter((path) => /^server\/migrations\/\d{4}-.*\.sql$/u.test(path));
  const asking = migrations.filter((path) => /\balter\s+policy\b[^;]*\(\s*select\b/iu.test(read(path)));
  const numbers = asking.map((path) => Number(/\/(\d{4})-/u.exec(path)?.[1]));
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.filter((number) => !CLUSTER_LAYOUT.aloneOnly.includes(number))).toEqual([]);
});

test.each([
  ['with recursive up as (select 1) select * from up', 'asks recursively'],
  ['select pg_advisory_xact_lock(7)', 'holds a lock'],
  ['update members set updated_at = coalesce(updated_at, now()) where shard = $', 'asks for the time within case'],
  [
    "update members set searched_at = case when status = 'active' then now() end where shard = $",
    'asks for the time within',
  ],
  ['update report_progress set holder = $ returning now() as now, holder', 'tells the time'],
  ["update deeds set at = at - interval '31 days'", 'adds time to a column'],
  ['update letters set next_try_at = now() + make_interval(secs => 15 * 2 ^ tries)', 'makes an interval of a column'],
  [
    'insert into till_uses values ($, $, $) on conflict (till_id) do update set last_used_at = now()',
    'asks for the time after',
  ],
  ['delete from card_codes where expires_at < clock_timestamp()', 'changes rows by a function'],
  ['insert into stores (name) values ((select name from organizations))', 'has a question among'],
  ['insert into consents (shard, at) select shard, at from unnest($::int2[]) as new (shard, at)', 'inserts a list'],
  [
    'with added as (insert into stores (name) select name from unnest($) as x (name) returning 1) select 1',
    'inserts a list',
  ],
  [
    'select x.id, c.seq from unnest($::int2[], $::uuid[]) as x (shard, id) left join report_accounts c on c.shard = x.shard',
    'keeps all of a list',
  ],
  [
    'select 1 from organizations o left join accounts a on a.organization_id = o.organization_id',
    'keeps all of a list',
  ],
  [
    'select 1 from report_accounts a join report_levels l using (organization_id, level)',
    'asks tables that are spread and',
  ],
  [
    `select r.hash from unnest($::bytea[]) as h (hash)
     cross join lateral (select hash from referral_hints where bucket = get_byte(h.hash, 0) limit 3) r`,
    'gathers rows',
  ],
  ['select member_id from memberships where account_id = $ for update', 'locks rows of many shards'],
  ['select 1 from members m join identities i on i.member_id = m.member_id', 'joins tables'],
  [
    'select exists (select 1 from memberships s where s.account_id = a.account_id) from past_memberships a where a.shard = $',
    'asks about rows of other shards',
  ],
])('the alarm works: %s', (text, why) => {
  expect(refusedOnClusters(text)).toEqual([expect.stringContaining(why)]);
});

test.each([
  ['update letters set sent_at = now() where created_at < now() - make_interval(days => $::int)'],
  [
    'update card_rates set times = case when excluded.since - r.since >= make_interval(secs => $::int) then 1 else 2 end',
  ],
  ['select coalesce(o.sandbox_now, now()) as now from organizations o'],
  [
    'insert into consents (shard, at) select shard, at from unnest($::int2[]) as new (shard, at) on conflict do nothing',
  ],
  ['select member_id from members where shard = $ and member_id = $ for update'],
  ['select c.code from coupon_codes c join coupon_batches b using (batch_id) where c.bucket = $ for update of c'],
  ['select 1 from journal j join operations o on o.shard = j.shard and o.account_id = j.account_id'],
  ['select a.account_id from organizations o join accounts a on a.organization_id = o.organization_id'],
  [
    `select o.at from unnest($::int2[], $::uuid[]) as x (shard, id) join accounts a on a.shard = x.shard
     cross join lateral (select at from operations o where o.shard = a.shard order by seq limit 1) o`,
  ],
  ['select 1 from members m left join memberships s on s.shard = m.shard and s.member_id = m.member_id'],
  ['update families set name = $ where family_id in (select family_id from family_members where shard = $)'],
])('the alarm is quiet: %s', (text) => {
  expect(refusedOnClusters(text)).toEqual([]);
});

test('statements are found with their lines, whatever their values hold', () => {
  const source =
    'const a = sql`select ${names.map((one) => `${one}!`)}::text[],\n  ${{ v: 1 }}`;\n\nquery(sql`select 1`);';
  expect(statementsIn(source)).toEqual([
    { line: 1, text: 'select $::text[],\n  $' },
    { line: 4, text: 'select 1' },
  ]);
});
