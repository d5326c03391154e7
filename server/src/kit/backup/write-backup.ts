/**
 * Writes a backup of everything, from one snapshot, beside whoever works with the database: everything committed before it
 * began is in it, and nothing of what came later.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import type { Database, Tx } from '../db.ts';
import { query, queryOne, sql } from '../sql.ts';
import { BACKUP_FORMAT, BackupError, createRowSum, headerSchema, markLine, type BackupHeader } from './backup-file.ts';
import { listTables, quoted, type Table } from './tables.ts';

/** It holds all personal data: only its owner may read it. */
const OWNER_ONLY_FILE = 0o600;
const ROWS_AT_ONCE = 1_000;
/** Beyond this the processor is busy for little. */
const GZIP_LEVEL = 4;

export interface WriteBackupOptions {
  readonly db: Database;
  readonly file: string;
  readonly version: string;
  onRows(rows: number): void;
}

/** Answers how many rows. The file has its name when it is whole and on the disk. Throws BackupError when there is one already. */
export async function writeBackup({ db, file, version, onRows }: WriteBackupOptions): Promise<number> {
  if (existsSync(file)) throw new BackupError(`${file} is there already: name a new file.`);
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  try {
    const rows = await db.unhurried(async (tx) => {
      await tx.query(sql`set transaction isolation level repeatable read, read only`);
      const counter = { rows: 0 };
      await pipeline(
        Readable.from(linesOf(tx, await headerOf(tx, version), (count) => onRows((counter.rows += count)))),
        createGzip({ level: GZIP_LEVEL }),
        createWriteStream(unfinished, { mode: OWNER_ONLY_FILE }),
      );
      return counter.rows;
    });
    await flush(unfinished);
    await rename(unfinished, file);
    return rows;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

const timeSchema = z.object({ now: z.string() });

async function headerOf(tx: Tx, version: string): Promise<BackupHeader> {
  const migrations = await query(
    tx,
    sql`select number, name, checksum from schema_migrations order by number`,
    headerSchema.shape.migrations.element,
  );
  const time = await queryOne(tx, sql`select now()::text as now`, timeSchema);
  const tables = (await listTables(tx)).map(({ name, columns }) => ({ name, columns: [...columns] }));
  const takenAt = time?.now ?? '';
  return {
    kopilka: 'backup',
    format: BACKUP_FORMAT,
    id: randomUUID(),
    takenAt,
    version,
    migrations: [...migrations],
    tables,
  };
}

async function* linesOf(tx: Tx, header: BackupHeader, onRows: (count: number) => void): AsyncGenerator<string> {
  yield markLine(header);
  let rows = 0;
  for (const table of header.tables) {
    yield markLine({ table: table.name });
    const sum = createRowSum();
    for await (const page of pagesOf(tx, table)) {
      for (const row of page) sum.add(row);
      onRows(page.length);
      rows += page.length;
      yield page.map((row) => `${row}\n`).join('');
    }
    yield markLine(sum.end(table.name));
  }
  yield markLine({ whole: true, rows });
}

const rowSchema = z.object({ row: z.string() });

async function* pagesOf(tx: Tx, { name }: Table): AsyncGenerator<readonly string[]> {
  await tx.query({
    text: `declare backup_rows no scroll cursor for select row_to_json(t)::text as row from ${quoted(name)} t`,
    values: [],
  });
  for (;;) {
    const page = await query(tx, { text: `fetch ${ROWS_AT_ONCE} from backup_rows`, values: [] }, rowSchema);
    // Between the parts of JSON a line's end is only space; inside text it is written as \n.
    if (page.length > 0) yield page.map(({ row }) => row.replaceAll('\n', ' '));
    if (page.length < ROWS_AT_ONCE) break;
  }
  await tx.query(sql`close backup_rows`);
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
