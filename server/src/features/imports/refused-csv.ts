/** The refused rows as a file to mend and to give again: as they stood, with the row and the reason behind them. */
import { Readable } from 'node:stream';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { CSV_HEADERS, csvField } from '../coupons/csv-answer.ts';
import { csvRow } from '../exports/csv.ts';
import { findImport, type ImportPlace, listRefusals } from './import-store.ts';
import { problemWords } from './problem-words.ts';
import { rowInSheet, type StoredFile } from './stored.ts';

export const refusedField = csvField;
export const REFUSED_HEADERS = {
  ...CSV_HEADERS,
  'content-disposition': 'attachment; filename="refused.csv"',
} as const;

const PAGE = 1_000;
/** Without it Excel takes UTF-8 for another encoding. */
const BOM = '\uFEFF';
const HEADINGS = { en: ['row', 'reason'], ru: ['строка', 'причина'] } as const;

/** Throws ApiError import_unknown. */
export async function refusedAsCsv(db: Database, place: ImportPlace, language: 'ru' | 'en'): Promise<Readable> {
  const one = await db.tenant(place.organizationId, (tx) => findImport(tx, place));
  if (one === null) throw new ApiError('import_unknown');
  return Readable.from(pages(db, place, { file: one.file, language }));
}

async function* pages(
  db: Database,
  place: ImportPlace,
  { file, language }: { readonly file: StoredFile | null; readonly language: 'ru' | 'en' },
): AsyncGenerator<string> {
  const columns = file?.columns ?? [];
  yield BOM + csvRow([...columns, ...HEADINGS[language]]);
  for (let after = 0; ;) {
    const rows = await db.tenant(place.organizationId, (tx) => listRefusals(tx, place, { after, limit: PAGE }));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows
      .map(({ row, code, cells }) =>
        csvRow([...filled(cells, columns), rowInSheet(row, file), problemWords(code)[language]]),
      )
      .join('');
    after = last.row;
  }
}

/** A row that is too short must not have its reason under the heading of another column. */
function filled(cells: readonly string[], columns: readonly string[]): readonly string[] {
  return columns.length <= cells.length
    ? cells.slice(0, columns.length)
    : [...cells, ...columns.slice(cells.length).map(() => '')];
}
