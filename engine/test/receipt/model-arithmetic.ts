/** What the naive model of a receipt counts with: whole numbers, exact fractions, spreading by largest remainder. */
import { spread } from '../random/model-receipt.ts';

export { spread };

export type Rounding = 'floor' | 'halfUp' | 'ceil';

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error(`no value ${index}`);
  return value;
}

/** value × num / den, rounded once. */
export function part(value: number, num: number | bigint, den: number | bigint, rounding: Rounding): number {
  const product = BigInt(value) * BigInt(num);
  const down = product / BigInt(den);
  const rest = product % BigInt(den);
  const up = rounding === 'ceil' ? rest > 0n : rounding === 'halfUp' ? rest * 2n >= BigInt(den) : false;
  return Number(down) + (up ? 1 : 0);
}

/** The whole pieces of a quantity: three and a half pounds of cheese are three, and one bag of 0.355 kg is none. */
export function wholePieces(quantity: number): number {
  return Math.floor(quantity / 1_000_000);
}
