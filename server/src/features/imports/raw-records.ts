/** Rows of a file as they stand, before anything is known of its columns. */
import { ImportFileError } from './file-error.ts';

/** More is no table of customers or receipts. */
export const COLUMNS_MAX = 500;

/** The header first. Memory does not grow with the file. */
export interface RawRecords {
  readonly records: AsyncIterable<readonly string[]>;
  /** How much of the file has been read, from 0 to 1. */
  read(): number;
}

export function tooWide(): ImportFileError {
  return new ImportFileError('The file has too many columns.', {
    code: 'import_file_wide',
    params: { max: COLUMNS_MAX },
  });
}
