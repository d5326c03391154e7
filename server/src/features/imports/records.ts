/** A file as rows of cells, whatever it is: CSV in any of its encodings, plain or packed, or a sheet of a workbook. */
import { csvRecords } from './csv-records.ts';
import type { FileBytes } from './bytes.ts';
import { ImportFileError } from './file-error.ts';
import { COLUMNS_MAX, type RawRecords, tooWide } from './raw-records.ts';
import type { FileShape } from './stored.ts';
import { xlsxRecords } from './xlsx/xlsx-records.ts';

export interface FileRecord {
  /** From 1, the header not counted; rows without anything are not counted either. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface Records {
  /** Names of the columns, each once: a second "Phone" is "Phone (2)", one without a name "#3". */
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<FileRecord>;
  read(): number;
}

export function rawRecords(bytes: FileBytes, shape: FileShape): RawRecords | Promise<RawRecords> {
  return shape.format === 'csv' ? csvRecords(bytes, shape) : xlsxRecords(bytes, shape);
}

/** Throws ImportFileError, at once or while rows are read. */
export async function openRecords(bytes: FileBytes, shape: FileShape): Promise<Records> {
  const { records, read } = await rawRecords(bytes, shape);
  const iterator = records[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) throw new ImportFileError('The file is empty.', { code: 'import_file_empty' });
  const columns = columnNames(first.value);
  if (columns.length > COLUMNS_MAX) {
    await iterator.return?.();
    throw tooWide();
  }
  return { columns, rows: rowsOf(iterator, shape.format === 'xlsx' ? columns.length : null), read };
}

/** `width`: a sheet has cells everywhere, so a row of it is as wide as the header, whatever stands beside the table. */
async function* rowsOf(
  iterator: AsyncIterator<readonly string[]>,
  width: number | null,
): AsyncGenerator<FileRecord, void> {
  let number = 0;
  try {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      number += 1;
      const cells = next.value;
      yield { number, cells: width === null ? cells : fitted(cells, width) };
    }
  } finally {
    await iterator.return?.();
  }
}

function fitted(cells: readonly string[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? '');
}

function columnNames(header: readonly string[]): readonly string[] {
  const trimmed = header.map((cell) => cell.replaceAll(/\s+/gu, ' ').trim());
  const width = trimmed.findLastIndex((name) => name !== '') + 1;
  const names: string[] = [];
  for (const [index, name] of trimmed.slice(0, Math.max(1, width)).entries()) {
    const base = name === '' ? `#${index + 1}` : name;
    let unique = base;
    for (let count = 2; names.includes(unique); count += 1) unique = `${base} (${count})`;
    names.push(unique);
  }
  return names;
}
