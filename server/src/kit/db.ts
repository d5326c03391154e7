// The two ways into the database. `system` sees every organization: the ledger, jobs, migrations. `tenant` sees one:
// its transaction carries the organization's id, and row-level security hides the rest even from a wrong query.
// The two are separate pools, so that a connection's rights never depend on who used it before.
import pg from 'pg';
import { databaseTypes } from './db-types.ts';
import { withPatience } from './patience.ts';
import { guardSilence, hangUp, limitSilence } from './silence.ts';
import type { Queryable, Statement } from './sql.ts';

export interface Tx extends Queryable {}

export interface Database {
  /** Sees all organizations; each statement is its own transaction. A connection of it takes several statements at once. */
  readonly system: pg.Pool;
  /** The same for libraries that write their own SQL: values come as the driver has them, moments as dates. */
  readonly plain: pg.Pool;
  /** A transaction that sees and writes one organization's rows. */
  tenant<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction that reads one organization's rows, all as of one moment (on a cluster: of one moment on each node), without a time limit. */
  snapshot<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction that sees all organizations. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for what reads or writes everything and may take hours: its statements have no time limit. */
  unhurried<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * A transaction that sees all organizations and asks about long lists of keys. Its statements are planned for a list of any length, so
   * that each key is looked up: planned for the list itself, they read whole tables (measured among 130 000 rows: 20 times slower).
   */
  lookUps<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Connections open, and how many wait for one. */
  load(): { readonly open: number; readonly idle: number; readonly waiting: number };
  /** Gives a database up that does not answer: whoever waits for it, and whoever asks from now on, fails at once. Then only `close` is left. */
  abandon(): void;
  /** Waits for what is under way, for some seconds. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections of each of the two pools. */
  readonly poolMax: number;
  readonly applicationName: string;
  /** How long a connection is waited for while all are in use; by default a little less than whoever asks over HTTP is kept waiting. */
  readonly poolWaitMs?: number;
  /** For transactions of one organization, when the role of the other address may pass row-level security. */
  readonly tenantUrl?: string | undefined;
  /** Hears of connections that broke while idle; they are replaced by themselves. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Libraries are for what is seldom: signing in. They open connections when they need them. */
const PLAIN_POOL_MAX = 4;
/** A server that does not answer a new connection for so long is not there. */
const CONNECT_TIMEOUT_MS = 4_000;
/** That all connections are in use says nothing of the kind. */
const POOL_WAIT_MS = 8_000;
const IDLE_TIMEOUT_MS = 30_000;
/** A probe after so much silence, so that a peer that is gone is noticed while nobody asks it anything. */
const KEEP_ALIVE_MS = 10_000;
/** PostgreSQL gives a statement up after this. What has a reason to take longer says so in its transaction (`unhurried`). */
const STATEMENT_MS_MAX = 60_000;
const LOCK_MS_MAX = 20_000;
/** A transaction whose owner is gone does not keep its locks. */
const IDLE_IN_TRANSACTION_MS_MAX = 120_000;
/** We give up a little later: a database that does not answer at all would keep its connections for ever. */
const SILENCE_MS_MAX = STATEMENT_MS_MAX + 5_000;
/** What nobody waits for any more, or a database that does not hear that we leave. */
const CLOSE_MS_MAX = 3_000;
/** Of a statement that may take as long as it takes. */
const UNHURRIED_MS_MAX = 24 * 3_600_000;

const SETTINGS = [
  'timezone=UTC',
  `statement_timeout=${STATEMENT_MS_MAX}`,
  `lock_timeout=${LOCK_MS_MAX}`,
  `idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS_MAX}`,
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

const BEGIN: Statement = { text: 'begin', values: [] };
const BEGIN_SNAPSHOT: Statement = { text: 'begin isolation level repeatable read, read only', values: [] };
/** Not set_config(): after a query the transaction could not be made repeatable any more. */
const NO_STATEMENT_LIMIT: Statement = { text: 'set local statement_timeout = 0', values: [] };
const UNHURRIED: readonly Statement[] = [
  NO_STATEMENT_LIMIT,
  { text: 'set local lock_timeout = 0', values: [] },
  { text: 'set local idle_in_transaction_session_timeout = 0', values: [] },
];

/** Not on a cluster, where the values say on which node the rows are. */
const FOR_ANY_LIST: Statement = {
  text: `select set_config('plan_cache_mode', 'force_generic_plan', true) where to_regclass('pg_dist_partition') is null`,
  values: [],
};

export function createDatabase(url: string, options: DatabaseOptions): Database {
  const everything = `${SETTINGS} -c kopilka.scope=system -c citus.enable_repartition_joins=on`;
  const system = openPool(url, { ...options, settings: everything });
  const plain = openPool(url, { ...options, settings: everything, poolMax: PLAIN_POOL_MAX, types: pg.types });
  // What is set in a transaction is sent along to the nodes of a cluster; a server alone does not know this setting and ignores it.
  const tenants = openPool(options.tenantUrl ?? url, {
    ...options,
    settings: `${SETTINGS} -c citus.propagate_set_commands=local`,
  });
  return {
    system,
    plain,
    tenant: (organizationId, work) => inTransaction(tenants, work, [BEGIN, organizationSetting(organizationId)]),
    snapshot: (organizationId, work) =>
      inTransaction(tenants, work, [BEGIN_SNAPSHOT, ...UNHURRIED, organizationSetting(organizationId)]),
    transaction: (work) => inTransaction(system, work, [BEGIN]),
    unhurried: (work) => inTransaction(system, work, [BEGIN, ...UNHURRIED]),
    lookUps: (work) => inTransaction(system, work, [BEGIN, FOR_ANY_LIST]),
    load: () => ({
      open: system.totalCount + tenants.totalCount + plain.totalCount,
      idle: system.idleCount + tenants.idleCount + plain.idleCount,
      waiting: system.waitingCount + tenants.waitingCount + plain.waitingCount,
    }),
    ...endingOf([system, tenants, plain]),
  };
}

function endingOf(pools: readonly pg.Pool[]): Pick<Database, 'abandon' | 'close'> {
  const clients = new Set<pg.PoolClient>();
  for (const pool of pools) {
    pool.on('connect', (client) => clients.add(client));
    pool.on('remove', (client) => clients.delete(client));
  }
  let ended: Promise<unknown> | undefined;
  const end = (): Promise<unknown> => (ended ??= Promise.all(pools.map((pool) => pool.end())));
  const hangUpAll = (): void => {
    for (const client of clients) hangUp(client);
  };
  return {
    abandon: () => {
      void end();
      hangUpAll();
    },
    close: async () => {
      await withPatience(end(), CLOSE_MS_MAX).catch(hangUpAll);
    },
  };
}

/** A plain `set`, which takes no parameters: set_config does not reach the nodes of a cluster. */
function organizationSetting(organizationId: string): Statement {
  return { text: `set local kopilka.organization_id = ${pg.escapeLiteral(organizationId)}`, values: [] };
}

type PoolOptions = DatabaseOptions & { readonly settings: string; readonly types?: pg.CustomTypesConfig };

/** The driver has one limit for both: a connection that somebody gives back, and a new one. */
class Connection extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super({ ...options, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

function openPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withSettings(url, options.settings),
    application_name: options.applicationName,
    max: options.poolMax,
    connectionTimeoutMillis: options.poolWaitMs ?? POOL_WAIT_MS,
    Client: Connection,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: options.types ?? databaseTypes,
    // Statements given together travel together; PostgreSQL works on the next without waiting for us to read the last.
    pipeline: true,
  });
  guardSilence(pool, SILENCE_MS_MAX);
  // Without a listener, an idle connection that breaks (the database was restarted) would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  // The same for one that breaks while somebody works with it: whoever does hears of it by the statement that fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

// pg lets what stands in the address win over other options, so the settings have to be in the address.
function withSettings(url: string, settings: string): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', given === null ? settings : `${given} ${settings}`);
  return address.href;
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  opening: readonly Statement[],
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  if (opening.includes(NO_STATEMENT_LIMIT)) limitSilence(client, UNHURRIED_MS_MAX);
  try {
    // Sent together: one journey to the database instead of two.
    await Promise.all(opening.map((statement) => client.query(statement)));
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away, which makes the server roll back.
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
