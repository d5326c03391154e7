/** Lines of a return that no purchase explains: which, how many pieces, for how much. Reported, never invented. */
import { QUANTITY_SCALE, type Quantity, quantity } from '@kopilka/engine';
import type { Goods } from '../returns/match.ts';
import type { FileReceipt } from './file-receipt.ts';

export interface UnmatchedLine {
  readonly receipt: string;
  /** Of the file: the receipt's first. */
  readonly row: number;
  readonly sku: string;
  readonly name: string | null;
  readonly quantity: Quantity;
  /** Minor money, by the file's own price of the line. */
  readonly amount: number;
}

/** `missing` by article; of several lines of one article the last are the unmatched ones. */
export function unmatchedLines(receipt: FileReceipt, missing: readonly Goods[]): readonly UnmatchedLine[] {
  const left = new Map<string, number>(missing.map((goods) => [goods.sku, goods.quantity]));
  return receipt.lines.toReversed().flatMap((line): UnmatchedLine[] => {
    const pieces = Math.min(line.quantity, left.get(line.sku) ?? 0);
    if (pieces === 0) return [];
    left.set(line.sku, (left.get(line.sku) ?? 0) - pieces);
    const { sku, name } = line;
    return [
      { receipt: receipt.id, row: receipt.row, sku, name, quantity: quantity(pieces), amount: amountOf(line, pieces) },
    ];
  });
}

function amountOf(line: FileReceipt['lines'][number], pieces: number): number {
  if (pieces === line.quantity) return line.amount;
  // For the report only, so rounded down; the whole numbers may leave what a number counts exactly.
  return Number((BigInt(line.price) * BigInt(pieces)) / BigInt(QUANTITY_SCALE));
}
