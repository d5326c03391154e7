/**
 * Amounts as files write them: decimal text with a point or a comma, perhaps with a sign and grouped digits. What is read
 * stays a whole number with a power of ten, so that price × quantity is exact and rounded once, in the open.
 */

/** digits / 10^places. */
export interface FileDecimal {
  readonly digits: bigint;
  readonly places: number;
}

export interface NumberFormat {
  readonly decimal: '.' | ',';
  /** What separates thousands. */
  readonly grouping: string;
}

/** More would not be an amount of money but a mistake. */
const DIGITS_MAX = 15;

const POINT = /^(-?)(\d+)(?:\.(\d+))?$/u;
const COMMA = /^(-?)(\d+)(?:,(\d+))?$/u;

/** Null when the text is no number. */
export function readFileDecimal(text: string, { decimal, grouping }: NumberFormat): FileDecimal | null {
  const bare = grouping === '' ? text : text.replaceAll(grouping, '');
  const match = (decimal === '.' ? POINT : COMMA).exec(bare);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole.length + fraction.length > DIGITS_MAX) return null;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, places: fraction.length };
}

/** As a whole number of 10^-places parts, halves rounded away from zero; `exact` when nothing was rounded. */
export function toPlaces(value: FileDecimal, places: number): { readonly value: bigint; readonly exact: boolean } {
  if (value.places <= places) return { value: value.digits * 10n ** BigInt(places - value.places), exact: true };
  const divisor = 10n ** BigInt(value.places - places);
  const positive = value.digits < 0n ? -value.digits : value.digits;
  const rounded = (positive + divisor / 2n) / divisor;
  return { value: value.digits < 0n ? -rounded : rounded, exact: positive % divisor === 0n };
}

export function multiply(a: FileDecimal, b: FileDecimal): FileDecimal {
  return { digits: a.digits * b.digits, places: a.places + b.places };
}
