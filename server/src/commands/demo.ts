/** `kopilka demo`: makes the demo shop, or finishes one whose making was cut off, and prints the keys to it. */
import type { Command } from 'commander';
import { describeDemo, type DemoWishes, ensureDemo } from '../features/demo/ensure-demo.ts';
import { startProgress } from '../kit/progress.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

interface Options {
  readonly seed?: string;
  readonly members?: string;
  readonly another?: boolean;
}

const EXIT_INTERRUPTED = 130;
const MEMBERS_MAX = 900_000;

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('make the demo shop: a coffee house with a year of receipts')
    .option('--seed <text>', 'another seed makes another year')
    .option('--members <count>', 'how many members it has')
    .option('--another', 'even if the database has organizations already')
    .action((options: Options) => runCommand((context) => run(context, options)));
}

async function run(context: CommandContext, options: Options): Promise<void> {
  const wishes = wishesOf(options);
  const { config, say } = context;
  const baseUrl = `http://${config.host}:${config.port}`;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const runtime = await openRuntime(context, { owner: false });
  try {
    const { db, ledger, registry, clock, dataDirectory } = runtime;
    const place = { db, ledger, programs: registry, clock, dataDirectory, baseUrl };
    const demo = await ensureDemo({ ...place, log: say, startProgress, signal: stop.signal }, wishes);
    if (demo === null) {
      throw new CommandError('This database has organizations already; --another makes the demo beside them.');
    }
    for (const line of describeDemo(demo)) say(line);
    if (!demo.complete) process.exitCode = EXIT_INTERRUPTED;
  } finally {
    await runtime.close();
  }
}

function wishesOf({ seed, members, another }: Options): DemoWishes {
  const count = members === undefined ? undefined : Number(members);
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= MEMBERS_MAX)) {
    throw new CommandError(`--members must be a whole number from 1 to ${MEMBERS_MAX}.`);
  }
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(count === undefined ? {} : { members: count }),
    another: another === true,
  };
}
