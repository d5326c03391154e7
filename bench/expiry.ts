/**
 * Expiry of a million lots that are due at the same moment, alone and beside live purchases, and what it costs those.
 *
 *   npm run bench -- expiry [--accounts 1000000] [--live 0.5] [--workers 2]
 *
 * `live` is the part of the peak that tills ask for meanwhile; 1 asks for as much as there is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { newAccountId, newOperationId, shardOf } from '../server/src/ledger/ids.ts';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, perSecond, spent, startBench } from './kit/server.ts';

const PAGE = 20_000;
const MEMBERS = 10_000;
const LOT_TO = '2026-06-29T21:00Z';
const CONNECTIONS = 64;
const LIVE_SECONDS = 10;

const { values: options } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000000' },
    live: { type: 'string', default: '0.5' },
    workers: { type: 'string' },
  },
});
const accounts = Number(options.accounts);
const share = Number(options.live);
const half = Math.ceil(accounts / 2);

const server = await startBench(options.workers === undefined ? [] : ['--workers', options.workers]);
const client = new pg.Client({ connectionString: server.databaseUrl, options: '-c kopilka.scope=system' });
await client.connect();
try {
  process.stdout.write(`${MACHINE}\n`);
  const members = await fillMembers(server.databaseUrl, server.organizationId, { from: 0, to: MEMBERS });
  const buy = { ask: 'purchase', members, connections: CONNECTIONS, seconds: LIVE_SECONDS } as const;
  await server.load({ ...buy, run: 'warm' });
  const peak = rateOf(await server.load({ ...buy, run: 'peak' }));
  const rate = share >= 1 ? null : peak * share;
  const before = await server.load({ ...buy, rate, run: 'before' });

  await makeDue(half);
  const alone = await expire();
  process.stdout.write(
    `expiry alone: ${perSecond(half / alone.seconds)} (bar 10,000/s); processor microseconds an account: ${alone.processor}\n`,
  );
  await makeDue(half);
  let over = false;
  const live = liveUntil(() => over);
  const beside = await expire();
  over = true;
  const during = await live;
  process.stdout.write(
    `expiry beside purchases: ${perSecond(half / beside.seconds)} (bar 10,000/s)\n` +
      `purchases at ${share} of the peak of ${perSecond(peak)}: before ${perSecond(rateOf(before))} (p50 ${before.latency.p50} ms, p99 ${before.latency.p99} ms) · during ${perSecond(during.rate)} (p50 ${during.p50} ms, p99 ${during.p99} ms): ${((1 - during.rate / rateOf(before)) * 100).toFixed(0)} % slower (bar 30 %)\n`,
  );

  /** Purchases for as long as it takes, in pieces. */
  async function liveUntil(isOver: () => boolean): Promise<{ rate: number; p50: number; p99: number }> {
    const parts: { rate: number; p50: number; p99: number }[] = [];
    while (!isOver()) {
      const part = await server.load({ ...buy, rate, seconds: LIVE_SECONDS / 2, run: `during${parts.length}` });
      if (!isOver() || parts.length === 0) parts.push({ rate: rateOf(part), ...part.latency });
    }
    const mean = (of: (part: (typeof parts)[number]) => number): number =>
      Number((parts.reduce((sum, part) => sum + of(part), 0) / parts.length).toFixed(2));
    return { rate: mean((part) => part.rate), p50: mean((part) => part.p50), p99: mean((part) => part.p99) };
  }
} finally {
  await client.end();
  await server.stop();
}

function rateOf({ receipts, seconds }: { readonly receipts: number; readonly seconds: number }): number {
  return receipts / seconds;
}

/**
 * So many accounts that bought once and slept since, whose units have expired; alarms are held until expire() lets them ring. Each has
 * its purchase in the ledger (the stored texts are those of a real one) and in the reports: what follows the
 * ledger finds nothing amiss, and counts the expiries as it would in life.
 */
async function makeDue(count: number): Promise<void> {
  await client.query(`update organizations set alarms_held_until = 'infinity'`);
  for (let start = 0; start < count; start += PAGE) {
    const ids = Array.from({ length: Math.min(PAGE, count - start) }, () => newAccountId(Date.now()));
    const operations = ids.map((id) => newOperationId(Date.now(), shardOf(id)));
    await client.query(
      `with due as (
        select account_id, shard, operation_id from unnest($2::uuid[], $3::int2[], $4::uuid[]) as x (account_id, shard, operation_id)
      ), bought as (
        select event, decision from operations where type = 'purchase' limit 1
      ), purchases as (
        insert into operations (
          shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision
        )
        select shard, account_id, 1, operation_id, $1, 'purchase', '2026-01-01', '2026-01-01', 1, event, decision from due, bought
      ), movements as (
        insert into journal (shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at)
        select shard, account_id, 1, 0, $1, 'bonus', 'earn', 40, '2026-01-01T21:00Z', $5, 'base', '2026-01-01' from due
      ), lots as (
        insert into lots (shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining, open)
        select shard, account_id, 'bonus', '2026-01-01T21:00Z', $5, $1, 40, 40, true from due
      ), days as (
        insert into meters (shard, account_id, day, meter, organization_id, value)
        select shard, account_id, '2026-01-01', 'spend', $1, 80550 from due
      ), counted as (
        insert into report_accounts (shard, account_id, organization_id, program_id, seq, level, expires_at)
        select shard, account_id, $1, 'bench', 1, 'regular', $5 from due
      )
      insert into accounts (
        shard, account_id, organization_id, program_id, version, as_of, tier, grants, sums, window_from, debts, due_at, opened_at
      )
      select shard, account_id, $1, 'bench', 1, '2026-01-01', 'regular', '[]', '{"spend": 80550}', '2025-01-02', '{}', $5, '2026-01-01'
      from due`,
      [server.organizationId, ids, ids.map(shardOf), operations, LOT_TO],
    );
  }
  await client.query('vacuum analyze accounts, lots, operations, journal, meters, report_accounts');
  await client.query('checkpoint').catch(() => undefined);
}

/** Lets the alarms ring until nothing is due any more; the seconds from the first batch to the last. */
async function expire(): Promise<{ readonly seconds: number; readonly processor: string }> {
  const from = server.processorTimes();
  const startedAt = new Date();
  await client.query('update organizations set alarms_held_until = null');
  for (;;) {
    const { rowCount } = await client.query(
      'select 1 from accounts where organization_id = $1 and due_at <= now() limit 1',
      [server.organizationId],
    );
    if (rowCount === 0) break;
    await sleep(500);
  }
  const processor = spent(from, server.processorTimes(), half);
  const { rows } = await client.query<{ seconds: number }>(
    `select extract(epoch from max(accepted_at) - min(accepted_at))::float8 as seconds
     from operations where type = 'clock' and accepted_at > $1`,
    [startedAt],
  );
  return { seconds: rows[0]?.seconds ?? Number.NaN, processor };
}
