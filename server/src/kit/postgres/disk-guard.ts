// Keeps the last of the disk for PostgreSQL itself: when little is left, every connection may only read until there is
// room again. Writers are then refused with 25006 in time, instead of the database ending with a PANIC for want of room
// for its journal, which would take the readers along. The setting is the database's own, so it holds for every process.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freeBytes } from './disk-space.ts';
import { errorText } from './system-error.ts';

export interface DiskGuardOptions {
  readonly clusterDirectory: string;
  readonly adminUrl: string;
  readonly log: (line: string) => void;
}

/** Below this only reading goes on; the journal grows by files of 16 MB, several of which may be written between two looks. */
export const READ_ONLY_BELOW_BYTES = 128 * 1024 * 1024;
/** Writing begins again from here, so that it does not begin and end by turns. */
export const WRITABLE_FROM_BYTES = 192 * 1024 * 1024;
const LOOK_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
const RELOAD_MS = 300;
const SETTING = 'default_transaction_read_only';

/** Watches until it is stopped. A database that is away is asked again with the next look. */
export function guardDisk(options: DiskGuardOptions): () => Promise<void> {
  const stopping = new AbortController();
  let isReadOnly = false;

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: stopping.signal, ref: false });
      const free = freeBytes(options.clusterDirectory);
      if (free === undefined) continue;
      const wanted = free < (isReadOnly ? WRITABLE_FROM_BYTES : READ_ONLY_BELOW_BYTES);
      if (wanted === isReadOnly) continue;
      try {
        await setReadOnly(options.adminUrl, wanted);
        isReadOnly = wanted;
        options.log(
          wanted ? fullSentence(options.clusterDirectory, free) : 'The disk has room again; writing goes on.',
        );
      } catch (error) {
        options.log(`The disk's room could not be told to PostgreSQL: ${errorText(error)}`);
      }
    }
  }

  const running = watch().catch(() => undefined);
  return async () => {
    stopping.abort();
    await running;
  };
}

function fullSentence(directory: string, free: number): string {
  return (
    `The disk of ${directory} is nearly full (${Math.floor(free / 1_048_576)} MB left): ` +
    'until there is room the database can be read only.'
  );
}

/** Undoes what an earlier run that ended on a full disk has left behind. */
export async function clearReadOnly(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const left = await client.query(`select from pg_file_settings where name = '${SETTING}'`);
    if (left.rowCount === 0) return;
    await client.query(`alter system reset ${SETTING}`);
    // Whoever connects before the server has read its settings anew would still be refused.
    await client.query('select pg_reload_conf()');
    await sleep(RELOAD_MS);
  });
}

function setReadOnly(adminUrl: string, readOnly: boolean): Promise<void> {
  return asAdmin(adminUrl, async (client) => {
    await client.query(readOnly ? `alter system set ${SETTING} = on` : `alter system reset ${SETTING}`);
    await client.query('select pg_reload_conf()');
  });
}

async function asAdmin(adminUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: 'kopilka disk guard',
    options: `-c ${SETTING}=off`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
