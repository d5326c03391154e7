/**
 * `kopilka serve`: the server, until SIGTERM or SIGINT; then it finishes what was accepted and stops. With several workers
 * this process has the database, the jobs and the listening socket, and its workers answer the requests.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { describeDemo, ensureDemo } from '../../features/demo/ensure-demo.ts';
import { openSetup } from '../../features/founding/found.ts';
import { startProgress } from '../../kit/progress.ts';
import { type CommandContext, CommandError, runCommand } from '../command.ts';
import { openRuntime, type Runtime } from '../runtime.ts';
import { VERSION } from '../version.ts';
import { endUnopened } from './end-unopened.ts';
import { type HttpDoor, openHttp } from './http-door.ts';
import { startJobs } from './jobs.ts';
import { serveAsWorker } from './worker.ts';
import { openWorkers } from './workers.ts';

const ROLES = ['all', 'api', 'jobs'] as const;
const WORKERS_MAX = 64;

interface ServeOptions {
  readonly demo: boolean;
  readonly workers?: number;
  readonly role: (typeof ROLES)[number];
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server')
    .option('--demo', 'on an empty database, make the demo shop')
    .option('--no-demo', 'start empty')
    .addOption(
      new Option(
        '--workers <count>',
        'processes that answer requests (default: one for each core, or for three cores of five when they share them with the embedded database)',
      ).argParser(workerCount),
    )
    .addOption(
      new Option('--role <role>', 'what this server does: answer requests (api), what is due by itself (jobs), or all')
        .choices(ROLES)
        .default('all'),
    )
    .action(({ demo, ...options }: Omit<ServeOptions, 'demo'> & { demo?: boolean }) =>
      runCommand((context) =>
        cluster.isWorker ? serveAsWorker(context) : serve(context, { ...options, demo: demo === true }),
      ),
    );
}

/** The database takes about two fifths of a purchase's work (docs/performance.md), and needs its cores for them. */
const SHARE_BESIDE_DATABASE = 0.6;

function usualWorkers(hasDatabaseHere: boolean): number {
  const cores = availableParallelism();
  return hasDatabaseHere ? Math.max(1, Math.floor(cores * SHARE_BESIDE_DATABASE)) : cores;
}

async function serve(context: CommandContext, options: ServeOptions): Promise<void> {
  const { demo, role, workers = usualWorkers(context.config.databaseUrl === undefined) } = options;
  const stop = stopSignal();
  // The embedded database is this process's to stop in order, and answers.
  const opened = context.config.databaseUrl === undefined ? () => undefined : endUnopened(stop);
  const severalProcesses = workers > 1 && role !== 'jobs';
  const runtime = await openRuntime(context, { owner: true, isServer: true, isAlone: !severalProcesses });
  try {
    const stopJobs = role === 'api' ? async () => undefined : startJobs(runtime, context.log, context.config);
    try {
      const door = severalProcesses
        ? await openWorkers(context, runtime, workers)
        : await openHttp(context, runtime, { hasApi: role !== 'jobs' });
      opened();
      try {
        if (demo) await prepareDemo(runtime, context, { baseUrl: door.address, stop });
        sayAddresses(context, door.address);
        if (role !== 'jobs') await sayHowToBegin(runtime, context, door.address);
        await Promise.race([stop, door.failed, databaseEnd(runtime)]);
        context.say('Stopping …');
        runtime.prepareToClose();
      } finally {
        await door.close();
      }
    } finally {
      await stopJobs();
    }
  } finally {
    await runtime.close();
  }
}

function workerCount(text: string): number {
  const count = Number(text);
  if (/^\d{1,2}$/u.test(text) && count >= 1 && count <= WORKERS_MAX) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${WORKERS_MAX}.`);
}

/** An empty database gets the demo shop; one that has an organization is left alone. */
async function prepareDemo(
  runtime: Runtime,
  { say }: CommandContext,
  { baseUrl, stop }: { readonly baseUrl: HttpDoor['address']; readonly stop: Promise<void> },
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
  say(`  Office         ${address}/office`);
  say(`  Till           ${address}/till`);
  say(`  API reference  ${address}/docs`);
  say(`  OpenAPI        ${address}/openapi.json`);
}

/** Whoever reads what the server prints may make its first owner: nobody else can. */
async function sayHowToBegin({ db }: Runtime, { say, config }: CommandContext, address: string): Promise<void> {
  const token = await openSetup(db);
  if (token === null) return;
  say('There is no shop here yet. Begin with this link, which works once:');
  say(`  ${config.publicUrl ?? address}/office/setup#${token}`);
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
