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
import { newAccountId, shardOf } from '../server/src/ledger/ids.ts';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, perSecond, startBench } from './kit/server.ts';

const PAGE = 20_000;
const MEMBERS = 10_000;
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

  const alone = await expire(await makeDue(accounts / 2));
  const first = await makeDue(accounts / 2);
  let over = false;
  const live = liveUntil(() => over);
  const beside = await expire(first);
  over = true;
  const during = await live;
  process.stdout.write(
    `expiry: alone ${perSecond(accounts / 2 / alone)} · beside purchases ${perSecond(accounts / 2 / beside)} (bar 10,000/s)\n` +
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

/** So many accounts with one lot each that has expired; alarms are held until expire() lets them ring. Answers the first one. */
async function makeDue(count: number): Promise<string> {
  let first = '';
  await client.query(`update organizations set alarms_held_until = 'infinity'`);
  for (let start = 0; start < count; start += PAGE) {
    const ids = Array.from({ length: Math.min(PAGE, count - start) }, () => newAccountId(Date.now()));
    first ||= ids[0] ?? '';
    await client.query(
      `with due as (
        select account_id, shard from unnest($2::uuid[], $3::int2[]) as x (account_id, shard)
      ), lots as (
        insert into lots (shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining, open)
        select shard, account_id, 'bonus', '2026-01-01', '2026-06-30', $1, 40, 40, true from due
      )
      insert into accounts (shard, account_id, organization_id, program_id, version, as_of, tier, grants, sums, debts, due_at, opened_at)
      select shard, account_id, $1, 'bench', 1, '2026-01-01', 'regular', '[]', '{}', '{}', '2026-06-30', '2026-01-01' from due`,
      [server.organizationId, ids, ids.map(shardOf)],
    );
  }
  await client.query('vacuum analyze accounts, lots');
  await client.query('checkpoint').catch(() => undefined);
  return first;
}

/** Seconds from the moment when the first has lived until nothing is due any more. */
async function expire(first: string): Promise<number> {
  await client.query('update organizations set alarms_held_until = null');
  while (!(await holds('select version > 1 as yes from accounts where shard = $2 and account_id = $1', first)))
    await sleep(20);
  const startedAt = performance.now();
  const anyDue = 'select exists (select 1 from accounts where organization_id = $1 and due_at <= now()) as yes';
  while (await holds(anyDue, server.organizationId)) await sleep(200);
  return (performance.now() - startedAt) / 1000;
}

async function holds(question: string, id: string): Promise<boolean> {
  const values = question.includes('$2') ? [id, shardOf(id)] : [id];
  const { rows } = await client.query<{ yes: boolean }>(question, values);
  return rows[0]?.yes === true;
}
