/**
 * The file of a backup: gzip of lines. The first tells whose and what it is; then come the tables, each a line with its name, a
 * line of JSON for each row, and a line with their count and checksum; the last line says that the file is whole. Rows are
 * what PostgreSQL makes of them (row_to_json), and go back through its own parser, so that no number is rounded on the way
 * and any server from 15 on can read it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export const BACKUP_FORMAT = 1;

export const headerSchema = z.object({
  kopilka: z.literal('backup'),
  format: z.number(),
  id: z.uuid(),
  takenAt: z.string(),
  version: z.string(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), checksum: z.string() })),
  /** In the order that they have to be filled in. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type BackupHeader = z.infer<typeof headerSchema>;

const endSchema = z.object({ end: z.string(), rows: z.int(), sha256: z.string() });
const wholeSchema = z.object({ whole: z.literal(true), rows: z.int() });
export type TableEnd = z.infer<typeof endSchema>;

/** A row begins with "{"; what is said about rows begins with this. */
const MARK = '#';

export function markLine(
  value: BackupHeader | { readonly table: string } | TableEnd | z.infer<typeof wholeSchema>,
): string {
  return `${MARK}${JSON.stringify(value)}\n`;
}

/** The checksum of a table's rows, as they come. */
export function createRowSum(): { add(line: string): void; end(table: string): TableEnd } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add: (line) => {
      hash.update(line).update('\n');
      rows += 1;
    },
    end: (table) => ({ end: table, rows, sha256: hash.digest('hex') }),
  };
}

/** Throws BackupError when the file is no backup, or one of another format. */
export async function readHeader(path: string): Promise<BackupHeader> {
  for await (const line of linesOf(path)) return parseHeader(path, line);
  throw new BackupError(`${path} is empty.`);
}

/** The rows of a backup one after another. Throws BackupError when something is missing or differs from its checksum. */
export async function* readRows(path: string): AsyncGenerator<{ readonly table: string; readonly row: string }> {
  let isFirst = true;
  let isWhole = false;
  let table: string | null = null;
  let sum = createRowSum();
  for await (const line of linesOf(path)) {
    if (isFirst) parseHeader(path, line);
    else if (table !== null && !line.startsWith(MARK)) {
      sum.add(line);
      yield { table, row: line };
    } else {
      const mark = markIn(path, line);
      if ('table' in mark) [table, sum] = [mark.table, createRowSum()];
      else if ('end' in mark) requireSame(path, sum.end(table ?? ''), mark);
      else isWhole = true;
    }
    isFirst = false;
  }
  if (!isWhole) throw new BackupError(`${path} ends too early: it is not a whole backup.`);
}

function requireSame(path: string, read: TableEnd, written: TableEnd): void {
  if (read.end === written.end && read.rows === written.rows && read.sha256 === written.sha256) return;
  throw new BackupError(
    `${path} is damaged: the table ${written.end} has ${read.rows} rows that do not match the checksum of ${written.rows}.`,
  );
}

function parseHeader(path: string, line: string): BackupHeader {
  const header = line.startsWith(MARK) ? headerSchema.safeParse(json(line.slice(1))) : undefined;
  if (header?.success !== true) throw new BackupError(`${path} is not a backup of Kopilka.`);
  if (header.data.format === BACKUP_FORMAT) return header.data;
  throw new BackupError(
    `${path} has format ${header.data.format}; this Kopilka reads ${BACKUP_FORMAT}. Use a newer one.`,
  );
}

const markSchema = z.union([z.object({ table: z.string() }), endSchema, wholeSchema]);

function markIn(path: string, line: string): z.infer<typeof markSchema> {
  const mark = line.startsWith(MARK) ? markSchema.safeParse(json(line.slice(1))) : undefined;
  if (mark?.success !== true) throw new BackupError(`${path} is damaged: a line of it cannot be read.`);
  return mark.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let failure: Error | null = null;
  const unpacked = pipeline(createReadStream(path), createGunzip(), (error) => (failure = error ?? null));
  try {
    // Lines end with \n only: other ends of lines are parts of what people wrote.
    yield* splitLines(unpacked);
  } catch (error) {
    throw unreadable(path, failure ?? error);
  }
}

async function* splitLines(chunks: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + (chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : String(chunk));
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new BackupError('the last line is cut off');
}

function unreadable(path: string, error: unknown): BackupError {
  const why = error instanceof Error ? error.message : String(error);
  return new BackupError(`${path} cannot be read to its end (${why}): it is damaged or not a backup.`, {
    cause: error,
  });
}
