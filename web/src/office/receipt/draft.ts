/** A receipt as it is being typed, and as the engine and the API take it. Money is whole minor units from the first moment. */

export interface DraftLine {
  /** Only for this page: lines keep their place while others go. */
  readonly key: number;
  readonly name: string;
  readonly category: string;
  /** Minor units for one. */
  readonly price: number;
  readonly quantity: number;
}

/** The part of a receipt that the API and the engine both take. */
export interface ReceiptBody {
  total: number;
  lines: { sku: string; name?: string; category?: string; quantity: number; price: number; amount: number }[];
}

export function totalOf(lines: readonly DraftLine[]): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** null while there is nothing to decide. */
export function receiptOf(lines: readonly DraftLine[]): ReceiptBody | null {
  const whole = lines.filter((line) => line.price > 0 && line.quantity > 0);
  if (whole.length === 0) return null;
  return {
    total: totalOf(whole),
    lines: whole.map(({ name, category, price, quantity }) => ({
      sku: name.trim() === '' ? '-' : name.trim(),
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(category.trim() === '' ? {} : { category: category.trim() }),
      quantity,
      price,
      amount: price * quantity,
    })),
  };
}
