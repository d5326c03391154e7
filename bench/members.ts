/**
 * Whether many members cost more than few: a quote and a purchase of somebody named by a card, among 10 000 and among
 * 1 000 000, on the same server in the same run.
 *
 *   npm run bench -- members [--few 10000] [--many 1000000] [--seconds 8] [--rounds 3] [--workers 2]
 */
import { parseArgs } from 'node:util';
import { fillMembers } from './kit/fill.ts';
import { MACHINE, median, perSecond, startBench } from './kit/server.ts';

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

/** Milliseconds of one connection for a quote and a purchase. */
async function costAmong(cards: number): Promise<number> {
  const plan = { members: { cards }, connections: CONNECTIONS, seconds: Number(options.seconds) } as const;
  await server.load({ ...plan, ask: 'purchase', run: `warm${cards}` });
  const costs: number[] = [];
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const quote = await server.load({ ...plan, ask: 'quote', run: `quote${cards}-${round}` });
    const purchase = await server.load({ ...plan, ask: 'purchase', run: `buy${cards}-${round}` });
    if (quote.bad + purchase.bad > 0) throw new Error('bad answers');
    costs.push(quote.seconds / quote.receipts + purchase.seconds / purchase.receipts);
    process.stdout.write(
      `among ${cards.toLocaleString('en')}: quotes ${perSecond(quote.receipts / quote.seconds)} · purchases ${perSecond(purchase.receipts / purchase.seconds)}\n`,
    );
  }
  return median(costs);
}

try {
  process.stdout.write(`${MACHINE}\n`);
  const { databaseUrl, organizationId } = server;
  await fillMembers(databaseUrl, organizationId, { from: 0, to: few });
  const costOfFew = await costAmong(few);
  await fillMembers(databaseUrl, organizationId, { from: few, to: many });
  const costOfMany = await costAmong(many);
  process.stdout.write(
    `identify, quote and commit among ${many.toLocaleString('en')} members: ${(costOfMany / costOfFew).toFixed(2)} × the cost among ${few.toLocaleString('en')} (bar 1.3)\n`,
  );
} finally {
  await server.stop();
}
