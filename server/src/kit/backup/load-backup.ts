/**
 * Fills an empty database from a backup. The schema is first brought to where the backup's was, the rows go in, and the later
 * migrations run over them as they would have run over the database that was backed up. How far it has come stands in the
 * database itself, so that one that was cut off is gone on with; until everything is in and found right, nobody else may open
 * the database (kit/migrate.ts asks).
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import type { ClusterLayout } from '../distribute.ts';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '../migrate.ts';
import { BackupError, type BackupHeader, readHeader, readRows } from './backup-file.ts';
import { listTables, quoted, type Table } from './tables.ts';

export interface LoadBackupOptions {
  readonly url: string;
  readonly file: string;
  /** Where tables live on a cluster; rows go there at once. */
  readonly layout: ClusterLayout;
  /** Rows read so far of all that the file has. */
  onRows(rows: number, all: number): void;
  log(line: string): void;
}

/** Any number will do, as long as nothing else in the database uses it. */
const ADVISORY_LOCK = 4_867_305_121;
const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 4_000_000;

const progressSchema = z.object({ backup_id: z.string(), rows_done: z.coerce.number(), loaded: z.boolean() });
type Progress = z.infer<typeof progressSchema>;

/**
 * Answers how many rows there are; they are all in, but `finishRestore` has to be called before anybody may work with them.
 * Throws BackupError when the file is damaged or newer than this code, or the database is not empty.
 */
export async function loadBackup(options: LoadBackupOptions): Promise<number> {
  const { url, file, layout, log } = options;
  const header = await readHeader(file);
  requireKnown(file, header);
  // Everything is read once before anything is written: half a backup is not begun with.
  let all = 0;
  for await (const _ of readRows(file)) all += 1;
  const begun = await connected(url, (client) => lookAt(client, header));
  await migrate(url, { upTo: header.migrations.length, duringRestore: true, layout, log });
  await connected(url, async (client) => {
    await requireAlone(client);
    const progress = begun ?? (await begin(client, header));
    if (!progress.loaded) await loadRows(client, { options, header, all, from: progress.rows_done });
  });
  await migrate(url, { duringRestore: true, layout, log });
  return all;
}

/** From now on the database may be worked with. */
export async function finishRestore(url: string): Promise<void> {
  await connected(url, async (client) => {
    // Waits until everything before it is on the disk, too.
    await client.query('set synchronous_commit = on');
    await client.query('drop table restore_progress');
  });
}

function requireKnown(file: string, { migrations, version }: BackupHeader): void {
  const known = readMigrations(MIGRATIONS_DIRECTORY);
  for (const { number, name, checksum } of migrations) {
    if (known[number - 1]?.checksum === checksum) continue;
    throw new BackupError(
      `${file} was made by Kopilka ${version} with the migration ${number} (${name}), which this one does not have. ` +
        'Restore it with that version or a newer one.',
    );
  }
}

/** How far an earlier try has come; null in an empty database. Throws BackupError in any other. */
async function lookAt(client: pg.Client, header: BackupHeader): Promise<Progress | null> {
  if (await exists(client, 'restore_progress')) {
    const { rows } = await client.query('select backup_id::text, rows_done, loaded from restore_progress');
    const [progress] = z.array(progressSchema).parse(rows);
    if (progress !== undefined && progress.backup_id !== header.id) {
      throw new BackupError(
        'This database is half restored from another backup: finish that one, or use an empty database.',
      );
    }
    return progress ?? null;
  }
  if (!(await exists(client, 'schema_migrations'))) return null;
  const applied = await client.query('select from schema_migrations');
  for (const { name } of await listTables(client)) {
    const { rowCount } = await client.query(`select from ${quoted(name)} limit 1`);
    if (rowCount !== 0)
      throw new BackupError(`This database is not empty (there are ${name}): a backup is restored into an empty one.`);
  }
  if ((applied.rowCount ?? 0) > header.migrations.length) {
    throw new BackupError(
      'This database has a newer schema than the backup, whose rows would miss what the newer migrations do: ' +
        'restore into one that nothing was done with yet.',
    );
  }
  return null;
}

async function exists(client: pg.Client, table: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_class where oid = to_regclass($1)', [table]);
  return rowCount !== 0;
}

async function begin(client: pg.Client, { id }: BackupHeader): Promise<Progress> {
  await client.query(
    `create table if not exists restore_progress (backup_id uuid primary key, rows_done bigint not null, loaded boolean not null)`,
  );
  await client.query('insert into restore_progress values ($1, 0, false) on conflict do nothing', [id]);
  return { backup_id: id, rows_done: 0, loaded: false };
}

async function requireAlone(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [ADVISORY_LOCK]);
  const [row] = z.array(z.object({ alone: z.boolean() })).parse(rows);
  if (row?.alone !== true) throw new BackupError('Another restore into this database is under way.');
}

interface Loading {
  readonly options: LoadBackupOptions;
  readonly header: BackupHeader;
  readonly all: number;
  /** Rows that are in already. */
  readonly from: number;
}

async function loadRows(client: pg.Client, { options, header, all, from }: Loading): Promise<void> {
  const tables = new Map(header.tables.map((table) => [table.name, table]));
  let seen = 0;
  let page: string[] = [];
  let characters = 0;
  let current: Table | undefined;

  async function write(): Promise<void> {
    if (page.length > 0 && current !== undefined) await insert(client, current, { rows: page, done: seen });
    options.onRows(seen, all);
    [page, characters] = [[], 0];
  }

  for await (const { table, row } of readRows(options.file)) {
    if (current?.name !== table) {
      await write();
      current = tables.get(table);
      if (current === undefined) throw new BackupError(`${options.file} is damaged: nobody named the table ${table}.`);
    }
    seen += 1;
    if (seen <= from) continue;
    page.push(row);
    characters += row.length;
    if (page.length >= ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE) await write();
  }
  await write();
  await client.query('update restore_progress set loaded = true');
}

/** The rows and the word that they are in, in one transaction. */
async function insert(
  client: pg.Client,
  { name, columns }: Table,
  { rows, done }: { readonly rows: readonly string[]; readonly done: number },
): Promise<void> {
  const list = columns.map(quoted).join(', ');
  await client.query('begin');
  await client.query(
    `insert into ${quoted(name)} (${list}) select ${list} from json_populate_recordset(null::${quoted(name)}, $1::json)`,
    [`[${rows.join(',')}]`],
  );
  await client.query('update restore_progress set rows_done = $1', [done]);
  await client.query('commit');
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const address = new URL(url);
  const client = new pg.Client({
    connectionString: address.href,
    application_name: `kopilka restore ${randomUUID().slice(0, 8)}`,
    options: '-c timezone=UTC -c kopilka.scope=system -c synchronous_commit=off',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
