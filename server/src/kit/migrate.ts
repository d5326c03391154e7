// Brings the database's schema up to this code: numbered files in server/migrations, forward only, each in a
// transaction of its own and remembered with its checksum. An advisory lock lets one process at a time do it. A database
// that is newer than the code, or a migration changed after it was applied, is refused before anything is touched.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { distribute, keepHere, type ClusterLayout } from './distribute.ts';
import { isTooSlow } from './connection-lost.ts';
import { statementsOf } from './sql-statements.ts';

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

export interface MigrateOptions {
  readonly directory?: string;
  readonly log?: (line: string) => void;
  /** Only the first so many; all if absent. */
  readonly upTo?: number;
  /** A database that is being restored is refused to everybody but the restore itself. */
  readonly duringRestore?: boolean;
  /** Where tables live on a cluster. */
  readonly layout?: ClusterLayout;
}

export const MIGRATIONS_DIRECTORY = join(import.meta.dirname, '../../migrations');

/** Any number will do, as long as nothing else in the database uses it. */
const ADVISORY_LOCK = 4_867_305_120;
const POSTGRES_VERSION_MIN = 150_000;
const LOCK_MS_MAX = 2_000;
const LOCK_PAUSE_MS = 1_000;
/** For several minutes: a backup may hold a table for so long. */
const LOCK_TRIES_MAX = 200;
const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/u;

const appliedSchema = z.object({ number: z.number(), name: z.string(), checksum: z.string() });
const versionSchema = z.object({ server_version_num: z.coerce.number() });

/** Answers how many migrations were applied now. Throws MigrationError with one sentence when it must not. */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<number> {
  const migrations = readMigrations(options.directory ?? MIGRATIONS_DIRECTORY);
  const client = new pg.Client({ connectionString: url, application_name: 'kopilka migrate' });
  await client.connect();
  try {
    await requireVersion(client);
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    if (options.duringRestore !== true) await refuseHalfRestored(client);
    const pending = choosePending(migrations, await readApplied(client)).filter(
      ({ number }) => number <= (options.upTo ?? migrations.length),
    );
    for (const migration of pending) {
      options.log?.(`Migration ${fileName(migration)}`);
      await apply(client, migration, options.layout?.aloneOnly.includes(migration.number) ?? false);
    }
    if (options.layout !== undefined) {
      const placed = await distribute(client, options.layout);
      if (placed > 0) options.log?.(`${placed} tables put into their places on the cluster`);
    }
    return pending.length;
  } finally {
    await client.end();
  }
}

export function readMigrations(directory: string): readonly Migration[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file, index) => {
      const match = FILE_NAME.exec(file);
      if (match === null) throw new MigrationError(`${file} is not named like 0001-what-it-does.sql.`);
      const number = Number(match[1]);
      if (number !== index + 1) throw new MigrationError(`${file} breaks the row: number ${index + 1} was expected.`);
      const text = readFileSync(join(directory, file), 'utf8');
      return { number, name: match[2] ?? '', text, checksum: checksumOf(text) };
    });
}

// A checkout on Windows may turn line ends; that is no change of the migration.
function checksumOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query('show server_version_num');
  const version = versionSchema.parse(rows[0]).server_version_num;
  if (version >= POSTGRES_VERSION_MIN) return;
  throw new MigrationError(
    `This PostgreSQL server is version ${Math.floor(version / 10_000)}; Kopilka needs 15 or newer.`,
  );
}

async function refuseHalfRestored(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_class where oid = to_regclass('restore_progress')`);
  if (rowCount === 0) return;
  throw new MigrationError(
    'This database is half restored from a backup. Run `kopilka restore` with that backup again to finish it.',
  );
}

async function readApplied(client: pg.Client) {
  await client.query(`
    create table if not exists schema_migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  const { rows } = await client.query('select number, name, checksum from schema_migrations order by number');
  return z.array(appliedSchema).parse(rows);
}

function choosePending(migrations: readonly Migration[], applied: readonly z.infer<typeof appliedSchema>[]) {
  for (const done of applied) {
    const known = migrations[done.number - 1];
    if (known === undefined) {
      throw new MigrationError(
        `The database is newer than this Kopilka: it has migration ${fileName(done)}, and this code knows ` +
          `${migrations.length}. Start the newer version.`,
      );
    }
    if (known.checksum !== done.checksum) {
      throw new MigrationError(
        `Migration ${fileName(known)} differs from the one applied to this database. ` +
          'Applied migrations are never edited: put the file back and write the change as a new one.',
      );
    }
  }
  return migrations.slice(applied.length);
}

/**
 * A change of a table waits for whoever works with it, and everybody else waits behind the change. So it gives up soon, lets
 * them pass and tries again.
 */
async function apply(client: pg.Client, migration: Migration, isHere: boolean): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await applyOnce(client, migration, isHere);
    } catch (error) {
      const isLocked = error instanceof MigrationError && isTooSlow(error.cause);
      if (!isLocked || tries === LOCK_TRIES_MAX) throw error;
      await sleep(LOCK_PAUSE_MS);
    }
  }
}

async function applyOnce(client: pg.Client, migration: Migration, isHere: boolean): Promise<void> {
  try {
    await client.query('begin');
    await client.query(`set local lock_timeout = ${LOCK_MS_MAX}`);
    if (isHere) await keepHere(client);
    for (const statement of statementsOf(migration.text)) await client.query(statement);
    await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${fileName(migration)} failed and was undone: ${reason}`, { cause: error });
  }
}

function fileName(migration: { readonly number: number; readonly name: string }): string {
  return `${String(migration.number).padStart(4, '0')}-${migration.name}`;
}
