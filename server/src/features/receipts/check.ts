/**
 * Whether a receipt agrees with itself, before anything is looked up: each line with its price and quantity, the lines
 * with the total. All arithmetic is exact; what could leave the safe integers is done in bigint.
 */
import { QUANTITY_SCALE } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Basket } from './schema.ts';

type Line = Basket['lines'][number];

/** Throws ApiError line_amount_mismatch, total_mismatch or amount_too_large. */
export function checkReceipt(receipt: Basket): void {
  let sum = 0;
  for (const [index, line] of receipt.lines.entries()) {
    checkLine(line, index);
    sum += line.amount;
    if (!Number.isSafeInteger(sum)) throw new ApiError('amount_too_large');
  }
  if (sum !== receipt.total) throw new ApiError('total_mismatch', { expected: sum, total: receipt.total });
}

function checkLine(line: Line, index: number): void {
  const owed = line.amount + (line.discount ?? 0);
  const product = line.price * line.quantity;
  const scaled = owed * QUANTITY_SCALE;
  const fits =
    Number.isSafeInteger(product) && Number.isSafeInteger(scaled)
      ? Math.abs(product - scaled) <= QUANTITY_SCALE
      : fitsExactly(line);
  if (!fits) throw new ApiError('line_amount_mismatch', { line: index, expected: expected(line), amount: line.amount });
}

const SCALE = BigInt(QUANTITY_SCALE);

function fitsExactly(line: Line): boolean {
  const difference =
    BigInt(line.price) * BigInt(line.quantity) - (BigInt(line.amount) + BigInt(line.discount ?? 0)) * SCALE;
  return difference <= SCALE && difference >= -SCALE;
}

/** Rounded half up, for the message; as text where it is past what JSON numbers count exactly. */
function expected(line: Line): number | string {
  const rounded = (BigInt(line.price) * BigInt(line.quantity) + SCALE / 2n) / SCALE - BigInt(line.discount ?? 0);
  const number = Number(rounded);
  return Number.isSafeInteger(number) ? number : String(rounded);
}
