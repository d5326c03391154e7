/**
 * The office's first screen: how long its figures take over ten million receipts, how fast operations are counted, and how
 * long a purchase needs until it is in them.
 *
 *   npm run bench -- dashboard [--receipts 10000000] [--members 1000000] [--stores 10] [--days 730] [--seconds 10] [--workers 2]
 *
 * What the figures read are the sums of days, so those are filled straight into their tables, as many as so many receipts make at
 * worst: every store sells every day, and on every day somebody comes who was last there on any day before.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, median, perSecond, startBench } from './kit/server.ts';

const BUYERS = 10_000;
const CONNECTIONS = 32;
const ROUNDS = 15;
const PERIODS = [1, 7, 30, 90, 365] as const;
const BAR_MS = 300;
const FRESH_BAR_SECONDS = 60;

const { values: options } = parseArgs({
  options: {
    receipts: { type: 'string', default: '10000000' },
    members: { type: 'string', default: '1000000' },
    stores: { type: 'string', default: '10' },
    days: { type: 'string', default: '730' },
    seconds: { type: 'string', default: '10' },
    workers: { type: 'string' },
  },
});
const [receipts, members, stores, days] = [options.receipts, options.members, options.stores, options.days].map(Number);

const reportSchema = z.looseObject({ figures: z.looseObject({ purchases: z.int() }), isWhole: z.boolean() });

const server = await startBench(options.workers === undefined ? [] : ['--workers', options.workers]);
const client = new pg.Client({ connectionString: server.databaseUrl, options: '-c kopilka.scope=system' });
await client.connect();
try {
  process.stdout.write(`${MACHINE}\n`);
  await countPurchases();
  await fillSums();
  await askAll();
} finally {
  await client.end();
  await server.stop();
}

async function report(asked: string): Promise<z.infer<typeof reportSchema>> {
  return reportSchema.parse(await server.send(`/v1/reports/today?${asked}`, { method: 'GET' }));
}

/** Real purchases through the one door: when they are over, how long until the last of them is in the figures. */
async function countPurchases(): Promise<void> {
  const named = await fillMembers(server.databaseUrl, server.organizationId, { from: 0, to: BUYERS });
  const plan = { ask: 'purchase', members: named, connections: CONNECTIONS, seconds: Number(options.seconds) } as const;
  const before = (await report('days=2')).figures.purchases;
  const bought = await server.load({ ...plan, run: 'count' });
  const endedAt = performance.now();
  while ((await report('days=2')).figures.purchases - before < bought.receipts) await sleep(200);
  const seconds = (performance.now() - endedAt) / 1000;
  process.stdout.write(
    `purchases ${perSecond(bought.receipts / bought.seconds)} (p99 ${bought.latency.p99} ms); all ${bought.receipts.toLocaleString('en')} are in the figures ${seconds.toFixed(1)} s after the last (bar ${FRESH_BAR_SECONDS} s)\n`,
  );
}

async function fillSums(): Promise<void> {
  const organization = server.organizationId;
  const ids = await fillMembers(server.databaseUrl, organization, { from: BUYERS, to: members ?? 0 });
  await client.query(
    `update memberships set joined_at = now() - random() * make_interval(days => $2) where organization_id = $1`,
    [organization, days],
  );
  await client.query('delete from report_joined where organization_id = $1', [organization]);
  await client.query(
    `insert into report_joined
      select $1, 'bench', 'Europe/Moscow', (joined_at at time zone 'Europe/Moscow')::date, count(*)
      from memberships where organization_id = $1 group by 4`,
    [organization],
  );
  const each = Math.max(1, Math.floor((receipts ?? 0) / ((days ?? 1) * (stores ?? 1))));
  const place = `select d::date as day, 'store ' || s as store
    from generate_series(current_date - $2::integer, current_date - 1, '1 day') d, generate_series(1, $3::integer) s`;
  await client.query(
    `insert into report_days
      select $1, 'bench', day, store, $4::bigint, $4::bigint * 50000, 0, $4::bigint * 1500, 1, 5000, 0, 0 from (${place}) p`,
    [organization, days, stores, each],
  );
  await client.query(
    `insert into report_guests
      select $1, 'Europe/Moscow', day, store, 'RUB', $4::bigint, $4::bigint * 40000, 0, 0 from (${place}) p`,
    [organization, days, stores, each],
  );
  await client.query(
    `insert into report_units
      select $1, 'bench', day, store, 'bonus', kind, $4::bigint * sign, 0
      from (${place}) p, (values ('earn', 25), ('pay', -15), ('expire', -2), ('reverse', -1), ('restore', 1), ('correct', 1)) k (kind, sign)`,
    [organization, days, stores, each],
  );
  await client.query(
    `insert into report_gaps
      select $1, 'bench', store, day, previous::date, 3
      from (select day, store from (${place}) p union all
        select distinct day, '' from (${place}) q) each
      cross join lateral generate_series(day - 365, day - 1, '1 day') previous`,
    [organization, days, stores],
  );
  await client.query(
    `insert into report_accounts
      select shard, account_id, organization_id, program_id, 1, 'regular', now() + random() * interval '180 days'
      from accounts where organization_id = $1 and version = 0`,
    [organization],
  );
  await client.query(
    'vacuum analyze memberships, report_days, report_guests, report_units, report_gaps, report_accounts',
  );
  const { rows } = await client.query<{ gaps: string }>('select count(*) as gaps from report_gaps');
  process.stdout.write(
    `${(each * (days ?? 0) * (stores ?? 0) * 2).toLocaleString('en')} receipts with and without a card, ${ids.length.toLocaleString('en')} members, ${stores} stores, ${days} days; ${Number(rows[0]?.gaps).toLocaleString('en')} pairs of days\n`,
  );
}

async function askAll(): Promise<void> {
  let worst = 0;
  for (const period of PERIODS) {
    for (const store of ['', '&store=store%201']) {
      const times: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const askedAt = performance.now();
        await report(`days=${period}${store}`);
        // The first one warms up.
        if (round > 0) times.push(performance.now() - askedAt);
      }
      worst = Math.max(worst, median(times));
      process.stdout.write(
        `${String(period).padStart(3)} days, ${store === '' ? 'all stores' : 'one store '}: all figures ${median(times).toFixed(0)} ms, at most ${Math.max(...times).toFixed(0)} ms\n`,
      );
    }
  }
  process.stdout.write(`dashboard: the slowest period ${worst.toFixed(0)} ms (bar ${BAR_MS} ms)\n`);
}
