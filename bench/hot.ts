/**
 * Hot accounts: one member in a hundred gets nine purchases of ten, beside the same load spread evenly.
 *
 *   npm run bench -- hot [--seconds 8] [--rounds 3] [--members 10000] [--connections 64] [--workers 2]
 */
import { parseArgs } from 'node:util';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, median, perSecond, startBench } from './kit/server.ts';

const HOT = 0.01;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    members: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '64' },
    workers: { type: 'string' },
  },
});
const server = await startBench(options.workers === undefined ? [] : ['--workers', options.workers]);
try {
  const { databaseUrl, organizationId } = server;
  const members = await fillMembers(databaseUrl, organizationId, { from: 0, to: Number(options.members) });
  const plan = {
    ask: 'purchase',
    members,
    connections: Number(options.connections),
    seconds: Number(options.seconds),
  } as const;
  process.stdout.write(`${MACHINE}; ${options.members} members\n`);
  await server.load({ ...plan, run: 'warm' });
  const rates: Record<'even' | 'hot', number[]> = { even: [], hot: [] };
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const even = await server.load({ ...plan, run: `even${round}` });
    const hot = await server.load({ ...plan, hot: HOT, run: `hot${round}` });
    rates.even.push(even.receipts / even.seconds);
    rates.hot.push(hot.receipts / hot.seconds);
    process.stdout.write(
      `round ${round}: even ${perSecond(even.receipts / even.seconds)} (p99 ${even.latency.p99} ms) · hot ${perSecond(hot.receipts / hot.seconds)} (p99 ${hot.latency.p99} ms)${even.bad + hot.bad === 0 ? '' : ' (BAD ANSWERS)'}\n`,
    );
  }
  process.stdout.write(`hot accounts: ${(median(rates.hot) / median(rates.even)).toFixed(2)} × the even load\n`);
} finally {
  await server.stop();
}
