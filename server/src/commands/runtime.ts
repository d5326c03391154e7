/**
 * The house without its HTTP door: database, programs and ledger, for the commands. `serve` owns the embedded PostgreSQL of
 * its data directory; other commands use the one that a running server has, or start it for as long as they need.
 */
import { type Changes, createChanges } from '../features/live/changes.ts';
import { createProgramRegistry, type ProgramRegistry } from '../features/programs/registry.ts';
import { type DatabaseClock, startDatabaseClock } from '../kit/database-clock.ts';
import { createDatabase, type Database } from '../kit/db.ts';
import { createMetrics, type Metrics } from '../kit/metrics.ts';
import { migrate } from '../kit/migrate.ts';
import { connectOrStartEmbedded } from '../kit/postgres/connect-or-start.ts';
import { resolveDataDirectory } from '../kit/postgres/data-directory.ts';
import { startEmbeddedPostgres } from '../kit/postgres/start-embedded.ts';
import { requireBoundRole } from '../kit/require-bound-role.ts';
import { watchSilence } from '../kit/silence-watch.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { CLUSTER_LAYOUT } from '../table-places.ts';
import { type CommandContext, PROJECT_DIRECTORY } from './command.ts';

const POOL_MAX = 10;
/** A command has nobody waiting for an answer: each statement before it may take as long as one may. */
const COMMAND_WAIT_MS = 65_000;

export interface Runtime {
  readonly databaseUrl: string;
  /** null when DATABASE_URL names the server. */
  readonly dataDirectory: string | null;
  readonly db: Database;
  readonly ledger: Ledger;
  readonly registry: ProgramRegistry;
  /** The database's time, whatever the machine's clock says. */
  readonly clock: DatabaseClock;
  readonly metrics: Metrics;
  readonly changes: Changes;
  /** Called if the embedded database ends and cannot be brought back. */
  onDatabaseExit(callback: (reason: string) => void): void;
  /** From now on a database that does not answer is waited for no longer than some seconds. */
  prepareToClose(): void;
  /** Finishes what was accepted, then stops everything that was started here. */
  close(): Promise<void>;
}

export interface Postgres {
  readonly url: string;
  readonly dataDirectory: string | null;
  stop(): Promise<void>;
  onExit(callback: (reason: string) => void): void;
}

export interface RuntimeOptions {
  /** Whether the embedded database is this process's own to start, and ends with it. */
  readonly owner: boolean;
  /** Whether requests are answered here. */
  readonly isServer?: boolean;
  /** Whether no other process is known to serve the same database. */
  readonly isAlone?: boolean;
}

export async function openRuntime(
  context: CommandContext,
  { owner, isServer = false, isAlone = false }: RuntimeOptions,
): Promise<Runtime> {
  const postgres = await openPostgres(context, owner);
  const { databaseTenantUrl: tenantUrl } = context.config;
  try {
    await requireBoundRole({ url: postgres.url, tenantUrl });
    await migrate(postgres.url, { log: context.say, layout: CLUSTER_LAYOUT });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const metrics = createMetrics();
  let closing = false;
  let stopWatching = (): void => undefined;
  const db = createDatabase(postgres.url, {
    tenantUrl,
    poolMax: POOL_MAX,
    ...(isServer ? {} : { poolWaitMs: COMMAND_WAIT_MS }),
    applicationName: 'kopilka',
    onConnectionLost: (error) => {
      if (!closing) context.log.warn({ reason: error.message }, 'a database connection was lost');
    },
  });
  const clock = await startDatabaseClock({ on: db.system, log: context.log });
  const changes = createChanges({ on: db.system, url: postgres.url });
  const registry = createProgramRegistry(db, clock, { isAlone });
  const observe = {
    batch: metrics.batch,
    conflict: metrics.conflict,
    batchRefused: (error: unknown) =>
      context.log.warn({ err: error }, 'a batch was refused, its accounts are tried one by one'),
    posted: metrics.operation,
    ruleFailures: metrics.ruleFailures,
    written: changes.account,
  };
  observeDatabase(metrics, db, clock);
  const ledger = createLedger({ system: db.system, programs: registry, observe, clock });
  metrics.gauge({
    name: 'kopilka_ledger_queue_operations',
    help: 'Operations accepted that wait for a batch.',
    together: 'sum',
    read: ledger.waiting,
  });
  return {
    databaseUrl: postgres.url,
    dataDirectory: postgres.dataDirectory,
    db,
    ledger,
    registry,
    clock,
    metrics,
    changes,
    onDatabaseExit: postgres.onExit,
    prepareToClose: () => {
      stopWatching = watchSilence(postgres.url, () => {
        context.log.warn({}, 'the database does not answer: it is given up, and what waited for it is left');
        db.abandon();
      });
    },
    close: async () => {
      closing = true;
      clock.close();
      await ledger.close();
      await changes.close();
      await db.close();
      stopWatching();
      await postgres.stop();
    },
  };
}

function observeDatabase(metrics: Metrics, db: Database, clock: DatabaseClock): void {
  metrics.gauge({
    name: 'kopilka_database_connections',
    help: 'Connections to the database: open, idle of these, and callers that wait for one.',
    together: 'sum',
    label: 'state',
    read: () => ({ ...db.load() }),
  });
  metrics.gauge({
    name: 'kopilka_clock_correction_seconds',
    help: "What the machine's clock is corrected by, to agree with the database; positive when it is behind.",
    together: 'average',
    read: clock.correctionSeconds,
  });
}

/** The database of the settings: a server, or the embedded one, started when nobody else has. */
export async function openPostgres({ config, say }: CommandContext, owner: boolean): Promise<Postgres> {
  if (config.databaseUrl !== undefined) {
    return { url: config.databaseUrl, dataDirectory: null, stop: () => Promise.resolve(), onExit: () => undefined };
  }
  const dataDirectory = resolveDataDirectory({ chosen: config.dataDirectory, projectDirectory: PROJECT_DIRECTORY });
  const start = owner ? startEmbeddedPostgres : connectOrStartEmbedded;
  const embedded = await start({ dataDirectory, log: say });
  return { url: embedded.url, dataDirectory, stop: embedded.stop, onExit: embedded.onExit };
}
