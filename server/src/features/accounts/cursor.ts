/** Where a page ended, as opaque text. It holds no secrets: a forged one only asks for another page of the same account. */
import { ApiError } from '../../errors.ts';

export function writeCursor(numbers: readonly number[]): string {
  return Buffer.from(numbers.join('.')).toString('base64url');
}

/** Throws ApiError cursor_invalid. */
export function readCursor(cursor: string, count: number): readonly number[] {
  const numbers = Buffer.from(cursor, 'base64url').toString('latin1').split('.').map(Number);
  if (numbers.length !== count || !numbers.every((number) => Number.isSafeInteger(number) && number >= 0))
    throw new ApiError('cursor_invalid');
  return numbers;
}
