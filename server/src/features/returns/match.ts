/**
 * A return without a receipt: which earlier purchases the goods came from. Goods are looked for by article in the newest
 * purchase first, in the order of its lines, never more than is left of a line; what is found nowhere is told, not invented.
 */
import { type Quantity, quantity } from '@kopilka/engine';

/** A purchase with what has not been returned of it yet. */
export interface PurchaseLeft {
  readonly purchase: string;
  readonly lines: readonly LineLeft[];
}

export interface LineLeft {
  readonly line: number;
  readonly sku: string;
  readonly left: Quantity;
}

export interface Goods {
  readonly sku: string;
  readonly quantity: Quantity;
}

export interface ReturnPart {
  readonly purchase: string;
  readonly lines: readonly { readonly line: number; readonly quantity: Quantity }[];
}

export interface Match {
  readonly parts: readonly ReturnPart[];
  readonly unmatched: readonly Goods[];
}

/** `purchases` newest first. */
export function matchReturn(purchases: readonly PurchaseLeft[], wanted: readonly Goods[]): Match {
  const missing = new Map<string, number>();
  for (const goods of wanted) missing.set(goods.sku, (missing.get(goods.sku) ?? 0) + goods.quantity);
  const parts = purchases.flatMap((purchase): ReturnPart[] => {
    const lines = purchase.lines.flatMap(({ line, sku, left }) => {
      const taken = Math.min(left, missing.get(sku) ?? 0);
      if (taken === 0) return [];
      missing.set(sku, (missing.get(sku) ?? 0) - taken);
      return [{ line, quantity: quantity(taken) }];
    });
    return lines.length === 0 ? [] : [{ purchase: purchase.purchase, lines }];
  });
  const unmatched = [...missing].flatMap(([sku, rest]) => (rest === 0 ? [] : [{ sku, quantity: quantity(rest) }]));
  return { parts, unmatched };
}
