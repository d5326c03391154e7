/**
 * Decimal text and minor units: "300.00" is 30000 kopecks, without a float between. Only plain decimals are read: no
 * sign, no exponent, no needless zero in front, no more places than the currency or the wallet has.
 */
import { AmountError } from './amount.ts';

/** "1.70" is digits 170 with 2 places. */
export interface Decimal {
  readonly digits: string;
  readonly places: number;
}

/** 15 digits in all keep every value a safe integer. */
const DIGITS_MAX = 15;

const DECIMAL = /^(0|[1-9]\d*)(?:\.(\d+))?$/;

/** The digits and places of plain decimal text; null when it is anything else. */
export function readDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, whole = '0', fraction = ''] = match;
  if (whole.length + fraction.length > DIGITS_MAX) return null;
  return { digits: whole + fraction, places: fraction.length };
}

/** "300.00" with 2 decimals → 30000; null for what is not decimal text or has more places than that. */
export function parseDecimal(text: string, decimals: number): number | null {
  const decimal = readDecimal(text);
  if (decimal === null || decimal.places > decimals) return null;
  const value = Number(decimal.digits) * 10 ** (decimals - decimal.places);
  return Number.isSafeInteger(value) ? value : null;
}

/** 30000 with 2 decimals → "300.00"; negative amounts keep their sign. */
export function formatDecimal(value: number, decimals: number): string {
  if (!Number.isSafeInteger(value)) throw new AmountError(`cannot format ${value}`);
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
