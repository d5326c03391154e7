/** Where a page ended, as opaque text. It holds no secrets: a forged one only asks for another page of the same account. */
import { ApiError } from '../../errors.ts';

export function writeCursor(numbers: readonly number[]): string {
  return Buffer.from(numbers.join('.')).toString('base64url');
}

/** `count` null: as many as there are. Throws ApiError cursor_invalid. */
export function readCursor(cursor: string, count: number | null): readonly number[] {
  const numbers = Buffer.from(cursor, 'base64url').toString('latin1').split('.').map(Number);
  if (
    (count !== null && numbers.length !== count) ||
    !numbers.every((number) => Number.isSafeInteger(number) && number >= 0)
  )
    throw new ApiError('cursor_invalid');
  return numbers;
}
