/**
 * Whether many members cost more than few: a quote and a purchase of somebody named by a card, among 10 000 and among
 * 1 000 000, on the same server in the same run; by the clock, and by the processor's time of server and database, which says
 * the same on a machine that others use, too.
 *
 *   npm run bench -- members [--few 10000] [--many 1000000] [--seconds 8] [--rounds 3] [--workers 2]
 */
import { parseArgs } from 'node:util';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, median, perSecond, processorBetween, startBench } from './kit/server.ts';

const CONNECTIONS = 64;

const { values: options } = parseArgs({
  options: {
    few: { type: 'string', default: '10000' },
    many: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    workers: { type: 'string' },
  },
});
const few = Number(options.few);
const many = Number(options.many);

const server = await startBench(options.workers === undefined ? [] : ['--workers', options.workers]);

interface Cost {
  /** Of one connection, for a quote and a purchase. */
  readonly milliseconds: number;
  readonly processorMicroseconds: number;
}

async function costAmong(cards: number): Promise<Cost> {
  const plan = { members: { cards }, connections: CONNECTIONS, seconds: Number(options.seconds) } as const;
  await server.load({ ...plan, ask: 'purchase', run: `warm${cards}` });
  const costs: Cost[] = [];
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const quotes = await asked({ ...plan, ask: 'quote', run: `quote${cards}-${round}` });
    const purchases = await asked({ ...plan, ask: 'purchase', run: `buy${cards}-${round}` });
    costs.push({
      milliseconds: quotes.milliseconds + purchases.milliseconds,
      processorMicroseconds: quotes.processorMicroseconds + purchases.processorMicroseconds,
    });
    process.stdout.write(
      `among ${cards.toLocaleString('en')}: quotes ${told(quotes)} · purchases ${told(purchases)}\n`,
    );
  }
  return {
    milliseconds: median(costs.map((cost) => cost.milliseconds)),
    processorMicroseconds: median(costs.map((cost) => cost.processorMicroseconds)),
  };
}

async function asked(plan: Parameters<typeof server.load>[0]): Promise<Cost> {
  const before = server.processorTimes();
  const { bad, receipts, seconds } = await server.load(plan);
  const spent = processorBetween(before, server.processorTimes());
  if (bad > 0) throw new Error('bad answers');
  return {
    milliseconds: (seconds / receipts) * 1000,
    processorMicroseconds: (spent.server + spent.database) / receipts,
  };
}

function told({ milliseconds, processorMicroseconds }: Cost): string {
  return `${perSecond(1000 / milliseconds)}, ${Math.round(processorMicroseconds)} µs of processor each`;
}

try {
  process.stdout.write(`${MACHINE}\n`);
  const { databaseUrl, organizationId } = server;
  await fillMembers(databaseUrl, organizationId, { from: 0, to: few });
  const costOfFew = await costAmong(few);
  await fillMembers(databaseUrl, organizationId, { from: few, to: many });
  const costOfMany = await costAmong(many);
  const times = (of: (cost: Cost) => number): string => (of(costOfMany) / of(costOfFew)).toFixed(2);
  process.stdout.write(
    `identify, quote and commit among ${many.toLocaleString('en')} members: ${times((cost) => cost.milliseconds)} × the time among ${few.toLocaleString('en')}, ${times((cost) => cost.processorMicroseconds)} × the processor (bar 1.3)\n`,
  );
} finally {
  await server.stop();
}
