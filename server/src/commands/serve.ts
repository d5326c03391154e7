/** `kopilka serve`: the whole server in one process, until SIGTERM or SIGINT; then it finishes what was accepted and stops. */
import type { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../app.ts';
import { makeWaitingCodes } from '../features/coupons/make-codes.ts';
import { tidyCodes } from '../features/coupons/tidy-codes.ts';
import { describeDemo, ensureDemo } from '../features/demo/ensure-demo.ts';
import { makeWaitingCards } from '../features/gift-cards/make-cards.ts';
import { rearmPublished } from '../features/programs/rearm.ts';
import type { Log } from '../kit/log.ts';
import { startProgress } from '../kit/progress.ts';
import { everySoOften, ringAlarms } from '../ledger/alarms.ts';
import { drainOutbox } from '../ledger/outbox.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { openRuntime, type Runtime } from './runtime.ts';
import { VERSION } from './version.ts';

const ALARM_PAUSE_MS = 5_000;
const OUTBOX_PAUSE_MS = 500;
const CODES_PAUSE_MS = 1_000;
const CODES_TIDY_PAUSE_MS = 60_000;

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server')
    .option('--demo', 'on an empty database, make the demo shop')
    .option('--no-demo', 'start empty')
    .action((options: { demo?: boolean }) => runCommand((context) => serve(context, { demo: options.demo === true })));
}

async function serve(context: CommandContext, options: { readonly demo: boolean }): Promise<void> {
  const stop = stopSignal();
  const runtime = await openRuntime(context, { owner: true });
  try {
    const app = createApp({ ...runtime, log: context.log, version: VERSION });
    const stopJobs = startJobs(runtime, context.log);
    try {
      const address = await listen(app, context);
      if (options.demo) await prepareDemo(runtime, context, { baseUrl: address, stop });
      sayAddresses(context, address);
      await Promise.race([stop, databaseEnd(runtime)]);
      context.say('Stopping …');
    } finally {
      await app.close();
      await stopJobs();
    }
  } finally {
    await runtime.close();
  }
}

/** An empty database gets the demo shop; one that has an organization is left alone. */
async function prepareDemo(
  runtime: Runtime,
  { say }: CommandContext,
  { baseUrl, stop }: { readonly baseUrl: string; readonly stop: Promise<void> },
): Promise<void> {
  const { db, ledger, registry: programs, clock, dataDirectory } = runtime;
  // Asked to stop while it is made, it stops where it is; the next start goes on from there.
  const interrupted = new AbortController();
  void stop.then(() => interrupted.abort());
  const { signal } = interrupted;
  const demo = await ensureDemo({
    db,
    ledger,
    programs,
    clock,
    dataDirectory,
    baseUrl,
    log: say,
    startProgress,
    signal,
  });
  if (demo === null) return;
  for (const line of describeDemo(demo)) say(line);
}

function sayAddresses({ say }: CommandContext, address: string): void {
  say(`Kopilka ${VERSION} serves ${address}`);
  say(`  API reference  ${address}/docs`);
  say(`  OpenAPI        ${address}/openapi.json`);
}

async function listen(app: FastifyInstance, { config }: CommandContext): Promise<string> {
  try {
    return await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new CommandError(`Port ${config.port} is taken by another program. Choose another: PORT=3001 npm start`);
  }
}

function startJobs({ db, ledger }: Runtime, log: Log): () => Promise<void> {
  const stopping = new AbortController();
  const stops = [
    everySoOften(
      CODES_PAUSE_MS,
      async () => {
        await makeWaitingCodes(db, stopping.signal);
        await makeWaitingCards(db, stopping.signal);
      },
      (error) => log.warn({ err: error }, 'codes were not made, trying again'),
    ),
    everySoOften(
      CODES_TIDY_PAUSE_MS,
      () => tidyCodes(db, ledger),
      (error) => log.warn({ err: error }, 'codes were not tidied, trying again'),
    ),
    everySoOften(
      ALARM_PAUSE_MS,
      async () => {
        await rearmPublished(db, ledger);
        await ringAlarms(db.system, ledger);
      },
      (error) => log.warn({ err: error }, 'alarms failed, trying again'),
    ),
    everySoOften(
      OUTBOX_PAUSE_MS,
      () => drainOutbox(db.system, ledger),
      (error) => log.warn({ err: error }, 'outbox failed, trying again'),
    ),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** A second signal ends at once, for whoever does not want to wait. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

function databaseEnd(runtime: Runtime): Promise<never> {
  return new Promise((_resolve, reject) => {
    runtime.onDatabaseExit((reason) =>
      reject(new CommandError(`The database ended and cannot be brought back: ${reason}`)),
    );
  });
}
