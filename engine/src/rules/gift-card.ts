/**
 * A gift card being sold is money paid in advance and no purchase yet: what it will buy is. So that nothing is given for the same
 * money twice, its line is never part of what rules, limits, meters and conditions look at as a sum.
 */
import type { Receipt } from '../event.ts';
import { money, type Money } from '../values/amount.ts';

export function isGiftCard({ kind }: { readonly kind?: string | undefined }): boolean {
  return kind === 'gift_card';
}

/** What the other lines come to. */
export function goodsTotal({ lines }: Pick<Receipt, 'lines'>): Money {
  return money(lines.reduce<number>((sum, line) => (isGiftCard(line) ? sum : sum + line.amount), 0));
}
