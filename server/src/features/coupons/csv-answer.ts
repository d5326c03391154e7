/** A CSV file of codes as the answer of a route: a stream of text. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { csvRow } from '../exports/csv.ts';

export const csvField = z
  .custom<Readable>((value) => value instanceof Readable)
  .meta({ description: 'CSV by RFC 4180 in UTF-8, with a line of headings.', type: 'string' });

export const CSV_HEADERS = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="codes.csv"',
  'cache-control': 'no-store',
} as const;

const PAGE_NUMBERS = 5_000;

/** (after, upTo] */
export interface Numbers {
  readonly after: number;
  readonly upTo: number;
}

/**
 * What has the numbers 1 to `last`, page by page. Pages are ranges of numbers and not so many rows: right after a million were made the
 * database does not know yet how many there are, and would sort all of them for every page.
 */
export async function* csvPages(
  heading: readonly string[],
  last: number,
  rowsOf: (numbers: Numbers) => Promise<readonly (readonly (string | number)[])[]>,
): AsyncGenerator<string> {
  yield csvRow([...heading]);
  for (let after = 0; after < last; after += PAGE_NUMBERS) {
    const rows = await rowsOf({ after, upTo: Math.min(last, after + PAGE_NUMBERS) });
    yield rows.map((row) => csvRow([...row])).join('');
  }
}
