/**
 * Quotes: the peak rate, then how long they take at half of it, when they are asked at their own pace; alone, and beside
 * purchases at half of their peak. Latency counts from the moment when a quote should have been asked.
 *
 *   npm run bench -- quotes [--seconds 10] [--members 10000] [--connections 64] [--workers 2]
 */
import { parseArgs } from 'node:util';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, perSecond, startBench } from './kit/server.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    members: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '64' },
    workers: { type: 'string' },
  },
});
const seconds = Number(options.seconds);
const connections = Number(options.connections);
const cards = Number(options.members);

const server = await startBench(options.workers === undefined ? [] : ['--workers', options.workers]);
try {
  await fillMembers(server.databaseUrl, server.organizationId, { from: 0, to: cards });
  const plan = { members: { cards }, connections, seconds } as const;
  const rateOf = (result: { receipts: number; seconds: number }): number => result.receipts / result.seconds;
  process.stdout.write(`${MACHINE}; ${cards} members named by their cards, ${connections} connections\n`);
  for (const ask of ['purchase', 'quote'] as const) await server.load({ ...plan, ask, run: `warm-${ask}` });
  const buyPeak = rateOf(await server.load({ ...plan, ask: 'purchase', run: 'buy' }));
  const peak = rateOf(await server.load({ ...plan, ask: 'quote', run: 'peak' }));
  const half = await server.load({ ...plan, ask: 'quote', rate: peak / 2, run: 'half' });
  const [beside] = await Promise.all([
    server.load({ ...plan, ask: 'quote', rate: peak / 4, run: 'beside' }),
    server.load({ ...plan, ask: 'purchase', rate: buyPeak / 2, run: 'buying' }),
  ]);
  const tell = ({ latency: { p50, p99 } }: typeof half): string =>
    `median ${p50} ms, p99 ${p99} ms, ratio ${(p99 / p50).toFixed(1)} (bar 4)`;
  process.stdout.write(
    `quotes: peak ${perSecond(peak)} · at half of it ${perSecond(rateOf(half))}: ${tell(half)}\n` +
      `at a quarter of it, beside purchases at half of theirs (${perSecond(buyPeak / 2)}): ${tell(beside)}\n`,
  );
} finally {
  await server.stop();
}
