/**
 * The design to beat: pgbench committing the same rows, one purchase per transaction of seven statements, on the same server.
 * Its own accounts stand in the same tables; the stored texts are those of a real purchase, taken from the database.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const ORGANIZATION = '00000000-0000-7000-8000-00000000beef';
const OPTIONS = '-c kopilka.scope=system';

/** Debian keeps pgbench out of the path of some installations. */
export function findPgbench(): string {
  const debian = '/usr/lib/postgresql';
  const places = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...(existsSync(debian)
      ? readdirSync(debian)
          .toSorted()
          .toReversed()
          .map((version) => join(debian, version, 'bin'))
      : []),
  ];
  const found = places.map((place) => join(place, 'pgbench')).find((path) => existsSync(path));
  if (found === undefined) throw new Error('pgbench is needed for the baseline: apt-get install postgresql-contrib');
  return found;
}

/** Makes the baseline's accounts and its script; answers the script's path. */
export async function prepareBaseline(databaseUrl: string, accounts: number, directory: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, options: OPTIONS });
  await client.connect();
  await client.query(
    `insert into accounts (shard, account_id, organization_id, program_id, version, tier, grants, sums, debts, opened_at)
     select n & 255, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '${ORGANIZATION}', 'bench', 0, '', '[]', '{}', '{}', now()
     from generate_series(1, ${accounts}) n on conflict do nothing`,
  );
  const { rows } = await client.query<{ event: string; decision: string; sums: string; grants: string }>(
    `select o.event, o.decision, a.sums::text as sums, a.grants::text as grants
     from operations o join accounts a using (shard, account_id) where o.type = 'purchase' order by o.accepted_at desc limit 1`,
  );
  await client.end();
  const [row] = rows;
  if (row === undefined) throw new Error('the baseline needs a purchase to copy');
  const path = join(directory, 'baseline.sql');
  writeFileSync(path, script(accounts, row));
  return path;
}

/** Runs pgbench with as many clients as the load has connections; answers transactions per second. */
export async function runBaseline(
  databaseUrl: string,
  file: string,
  connections: number,
  seconds: number,
): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const { stdout } = await promisify(execFile)(
    findPgbench(),
    [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(connections),
      '-j',
      '2',
      '-T',
      String(seconds),
      '-f',
      file,
      '-h',
      hostname,
      '-p',
      port,
      '-U',
      username,
      pathname.slice(1),
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password), PGOPTIONS: OPTIONS } },
  );
  const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench answered:\n${stdout}`);
  return Number(rate);
}

function script(
  accounts: number,
  row: { readonly event: string; readonly decision: string; readonly sums: string; readonly grants: string },
): string {
  // A space after each colon, or pgbench takes what follows for a variable.
  const text = (value: string): string => `'${value.replaceAll("'", "''").replaceAll('":', '": ')}'`;
  const account = `('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid`;
  return `\\set n random(1, ${accounts})
\\set k random(1, 9000000000000000000)
begin;
insert into claims (bucket, organization_id, kind, key, account_id, operation_id, body_hash, claimed_at) values ((:k::bigint % 256), '${ORGANIZATION}', 'receipt', 'api/' || :k::bigint, ${account}, gen_random_uuid(), '\\x${'ab'.repeat(32)}', now());
select version + 1 as seq from accounts where shard = (:n::int & 255) and account_id = ${account} for update \\gset
insert into operations (shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision) values ((:n::int & 255), ${account}, :seq::bigint, gen_random_uuid(), '${ORGANIZATION}', 'purchase', now(), now(), 1, ${text(row.event)}, ${text(row.decision)});
insert into journal (shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at) values ((:n::int & 255), ${account}, :seq::bigint, 0, '${ORGANIZATION}', 'bonus', 'earn', 40, 'epoch', '2027-06-01', 'base', now());
insert into lots (shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining, open) values ((:n::int & 255), ${account}, 'bonus', 'epoch', '2027-06-01', '${ORGANIZATION}', 40, 40, true) on conflict (shard, account_id, wallet, lot_from, lot_to) do update set issued = lots.issued + 40, remaining = lots.remaining + 40;
insert into meters (shard, account_id, day, meter, organization_id, value) values ((:n::int & 255), ${account}, current_date, 'spend', '${ORGANIZATION}', 80550) on conflict (shard, account_id, day, meter) do update set value = meters.value + 80550;
update accounts set version = :seq::bigint, as_of = now(), tier = 'regular', grants = ${text(row.grants)}, sums = ${text(row.sums)}, debts = '{}', due_at = '2027-06-01' where shard = (:n::int & 255) and account_id = ${account};
commit;
`;
}
