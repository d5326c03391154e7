/**
 * Rows of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front, as
 * https://owasp.org/www-community/attacks/CSV_Injection advises: names and comments were typed by anybody. Numbers are
 * ours and stay as they are. (csv-stringify was considered: a dependency for these ten lines.)
 */

export type CsvValue = string | number | null;

const FORMULA = /^[=+\-@\t\r]/u;
const NEEDS_QUOTES = /[",\r\n]/u;

export function csvRow(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
