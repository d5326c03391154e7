/**
 * Purchases per second over HTTP beside pgbench committing the same rows, one purchase per seven-statement transaction, on the
 * same server in the same run. Rounds take turns, so that a noisy machine is noisy for all; the ratio of the medians counts.
 *
 *   npm run bench -- purchases [--seconds 8] [--rounds 3] [--members 10000] [--connections 64,…] [--warm 8] [--workers 2]
 *
 * Of several numbers of connections the first is compared with pgbench at as many, and the others are shown after it.
 */
import { parseArgs } from 'node:util';
import { prepareBaseline, runBaseline } from './kit/baseline.ts';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, median, perSecond, spent, startBench } from './kit/server.ts';

const BATCH_RECEIPTS = 100;
const BATCH_CONNECTIONS = 16;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    members: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '64' },
    warm: { type: 'string', default: '8' },
    workers: { type: 'string' },
  },
});
const seconds = Number(options.seconds);
const [connections = 64, ...others] = options.connections.split(',').map(Number);
const memberCount = Number(options.members);

const server = await startBench(options.workers === undefined ? [] : ['--workers', options.workers]);
try {
  const { organizationId, databaseUrl } = server;
  const members = await fillMembers(databaseUrl, organizationId, { from: 0, to: memberCount });
  const buy = { ask: 'purchase', members, seconds } as const;
  process.stdout.write(`${MACHINE}; ${memberCount} members\n`);
  await server.load({ ...buy, seconds: Number(options.warm), connections, run: 'warm' });
  const script = await prepareBaseline(databaseUrl, memberCount, server.directory);
  await runBaseline(databaseUrl, script, connections, Number(options.warm));
  const rates: Record<'baseline' | 'single' | 'batch', number[]> = { baseline: [], single: [], batch: [] };
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const baseline = await runBaseline(databaseUrl, script, connections, seconds);
    const before = server.processorTimes();
    const single = await server.load({ ...buy, connections, run: `single${round}` });
    const middle = server.processorTimes();
    const batch = await server.load({
      ...buy,
      receipts: BATCH_RECEIPTS,
      connections: BATCH_CONNECTIONS,
      run: `batch${round}`,
    });
    const after = server.processorTimes();
    rates.baseline.push(baseline);
    rates.single.push(single.receipts / single.seconds);
    rates.batch.push(batch.receipts / batch.seconds);
    const failed = single.bad + batch.bad === 0 ? '' : ` (${single.bad + batch.bad} BAD ANSWERS)`;
    process.stdout.write(
      `round ${round}: pgbench ${perSecond(baseline)} · one receipt per request ${perSecond(single.receipts / single.seconds)} (p50 ${single.latency.p50} ms, p99 ${single.latency.p99} ms) · ${BATCH_RECEIPTS} per request ${perSecond(batch.receipts / batch.seconds)}${failed}\n` +
        `round ${round}: processor µs a purchase: ${spent(before, middle, single.receipts)}, load ${single.processorMicroseconds} · in batches ${spent(middle, after, batch.receipts)}, load ${batch.processorMicroseconds}\n`,
    );
  }
  const base = median(rates.baseline);
  process.stdout.write(
    `ratio to seven statements per purchase: one per request ${(median(rates.single) / base).toFixed(2)} (bar 1.5) · batch ${(median(rates.batch) / base).toFixed(2)} (bar 3)\n`,
  );
  for (const count of others) {
    const baseline = await runBaseline(databaseUrl, script, count, seconds);
    const { receipts, seconds: took, latency } = await server.load({ ...buy, connections: count, run: `of${count}` });
    process.stdout.write(
      `${count} connections: pgbench ${perSecond(baseline)} · one receipt per request ${perSecond(receipts / took)} (${(receipts / took / baseline).toFixed(2)} ×; p50 ${latency.p50} ms, p99 ${latency.p99} ms)\n`,
    );
  }
} finally {
  await server.stop();
}
