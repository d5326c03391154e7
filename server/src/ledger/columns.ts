/** Rows on their way to the ledger's functions: reading columns costs the database a fraction of what reading JSON does. */
import type { Row } from './book.ts';

/** Between columns; no value of ours contains it. */
const GROUP_SEPARATOR = '\u001D';

/** Rows as columns, each the text of an array, in one text; null when there are no rows. */
export function columnsOf(rows: readonly Row[]): string | null {
  const [first] = rows;
  if (first === undefined) return null;
  return first.map((_, column) => arrayOf(rows.map((row) => row[column] ?? null))).join(GROUP_SEPARATOR);
}

/** The text of an array. The driver writes one, too, but quotes and searches every element. */
export function arrayOf(values: Row): string {
  return `{${values.map(elementOf).join(',')}}`;
}

/** What needs no quotes inside the text of an array: numbers, ids, slugs, times. */
const PLAIN = /^[\w.:+-]+$/;

function elementOf(value: Row[number]): string {
  if (typeof value !== 'string') return String(value);
  // "null" would be read as no value. Quotes and backslashes are escaped as in JSON; other escapes do not occur here.
  return PLAIN.test(value) && value.toLowerCase() !== 'null'
    ? value
    : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
