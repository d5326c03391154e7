/** What a cell of a workbook says, as text: numbers in full (a phone is a number there), dates as ISO 8601. */

/** Those of ECMA-376 part 1, 18.8.30 that are dates or times. */
const DATE_FORMATS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]);
/** Excel keeps so many digits and shows no more. */
const DIGITS = 15;
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const SERIAL_MAX = 2_958_465;

/** `codes` are the workbook's own formats by number. */
export function isDateFormat(id: number, codes: ReadonlyMap<number, string>): boolean {
  const code = codes.get(id);
  if (code === undefined) return DATE_FORMATS.has(id);
  // What stands in quotes or brackets, or behind a backslash, is shown as it is: [Red], [$-419], "мес".
  const bare = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, '');
  return /[dyhs]|m{1,}/iu.test(bare) && !/[#0?]/u.test(bare.replaceAll(/s\.0+/giu, ''));
}

export function numberText(text: string, decimal: '.' | ','): string {
  if (/^-?\d{1,15}$/u.test(text)) return text;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  const rounded = Number(number.toPrecision(DIGITS));
  if (Number.isInteger(rounded)) return BigInt(rounded).toString();
  const shown = String(rounded);
  const plain = shown.includes('e') ? rounded.toFixed(DIGITS).replace(/0+$/u, '') : shown;
  return plain.replace('.', decimal);
}

/** yyyy-MM-dd, with HH:mm:ss behind a space when it is not midnight; null when it is no date of Excel's. */
export function dateText(text: string, { is1904 }: { readonly is1904: boolean }): string | null {
  const serial = Number(text);
  if (text.trim() === '' || !Number.isFinite(serial) || serial < 0 || serial > SERIAL_MAX) return null;
  const ms = (is1904 ? EPOCH_1904 : EPOCH_1900) + Math.round((serial * DAY_MS) / 1000) * 1000;
  const iso = new Date(ms).toISOString();
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
