/**
 * Exact ratios, for rates and shares. A rate is written as decimal text ("5%", "1 per 33.00") and stays a fraction until
 * the one division that gives whole units, whose rounding is always named. No float touches an amount: the fast path
 * works only with integers whose products are exact.
 */
import { AmountError } from './amount.ts';
import { readDecimal } from './decimal.ts';

/** An exact non-negative ratio num/den in lowest terms. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

export type Rounding = 'floor' | 'halfUp' | 'ceil';

/** How people write a rate: a share of value, or so many for every so much. */
export interface Rate {
  readonly type: 'percent' | 'per';
  readonly ratio: Ratio;
}

const PERCENT = /^(\S+?) ?%$/;
const PER = /^(\S+) per (\S+)$/;

export const ONE_RATIO: Ratio = { num: 1n, den: 1n };

/** Makes num/den in lowest terms; throws when it would be negative or has no value. */
export function ratio(num: bigint, den: bigint): Ratio {
  if (num < 0n || den <= 0n) throw new AmountError(`not a ratio: ${num}/${den}`);
  const divisor = greatestCommonDivisor(num, den);
  return { num: num / divisor, den: den / divisor };
}

/** "5%" → percent 1/20; "1 per 33.00" → per 1/33; null when the text is neither. */
export function parseRate(text: string): Rate | null {
  const percent = PERCENT.exec(text)?.[1];
  if (percent !== undefined) {
    const share = decimalRatio(percent);
    return share === null ? null : { type: 'percent', ratio: ratio(share.num, share.den * 100n) };
  }
  const [, given, forEach] = PER.exec(text) ?? [];
  if (given === undefined || forEach === undefined) return null;
  const num = decimalRatio(given);
  const den = decimalRatio(forEach);
  if (num === null || den === null || den.num === 0n) return null;
  return { type: 'per', ratio: divRatio(num, den) };
}

/** The number that "5%" (1/20) or "1.7 per 1.00" (17/10) stands for; null when the text is not a rate. */
export function parseRatio(text: string): Ratio | null {
  return parseRate(text)?.ratio ?? null;
}

/** Exact value of plain decimal text: "0.10" → 1/10; null when it is not one. */
export function decimalRatio(text: string): Ratio | null {
  const decimal = readDecimal(text);
  return decimal === null ? null : ratio(BigInt(decimal.digits), 10n ** BigInt(decimal.places));
}

export function addRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function mulRatio(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.num, a.den * b.den);
}

export function divRatio(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den, a.den * b.num);
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * amount × share, exactly, rounded once as named. The amount is a non-negative safe integer; throws AmountError when it
 * is not, or when the result is not safe. `halfUp` rounds a half away from zero (0.5 → 1).
 */
export function scale(amount: number, share: Ratio, rounding: Rounding): number {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new AmountError(`cannot scale ${amount}`);
  const num = Number(share.num);
  const den = Number(share.den);
  const product = amount * num;
  // num and product safe means that both conversions were exact; den may still be too large for a Number.
  if (num <= Number.MAX_SAFE_INTEGER && product <= Number.MAX_SAFE_INTEGER && den <= Number.MAX_SAFE_INTEGER) {
    // The remainder first: product / den alone could round up to a whole number that was not reached.
    const rest = product % den;
    return (product - rest) / den + (roundsUp(rest, den, rounding) ? 1 : 0);
  }
  return scaleExactly(amount, share, rounding);
}

function scaleExactly(amount: number, share: Ratio, rounding: Rounding): number {
  const product = BigInt(amount) * share.num;
  const rest = product % share.den;
  const up = rounding === 'floor' ? false : rounding === 'ceil' ? rest > 0n : rest * 2n >= share.den;
  const result = Number(product / share.den + (up ? 1n : 0n));
  if (!Number.isSafeInteger(result)) throw new AmountError(`${amount} × ${share.num}/${share.den} is too large`);
  return result;
}

function roundsUp(rest: number, den: number, rounding: Rounding): boolean {
  if (rest === 0 || rounding === 'floor') return false;
  return rounding === 'ceil' || rest >= den - rest;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
