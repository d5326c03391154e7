/** A CSV file on this machine's disk, plain or gzip by its name, as rows of receipts. */
import { bytesOnDisk } from './bytes.ts';
import { csvRecords } from './csv-records.ts';
import type { Mapping } from './mapping.ts';
import { readRows, type RowStream } from './read-rows.ts';

/** Throws ImportFileError, at once or while rows are read. */
export function receiptsInFile(path: string, mapping: Mapping): RowStream {
  const shape = { ...mapping, gzip: path.endsWith('.gz'), skipped: 0 };
  return readRows(csvRecords(bytesOnDisk(path), shape), mapping, path);
}
