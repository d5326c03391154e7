/** What the figures suggest to do next. Nothing is suggested that they do not show. */
import type { Figures } from './figures.ts';
import type { WalletFigures } from './wallets.ts';

export type Advice =
  /** Many receipts are nobody's: ask every customer. */
  | { readonly type: 'ask_for_card'; readonly guestPurchases: number; readonly purchases: number }
  /** Members bought in the period before, and not in this one. */
  | { readonly type: 'bring_back'; readonly members: number }
  /** Units expire within 30 days, and their members may not know. */
  | { readonly type: 'remind_expiring'; readonly members: number; readonly money: number };

/** A suggestion needs so many receipts behind it. */
const RECEIPTS_MIN = 20;
/** Who comes every other day is not gone after one. */
const DAYS_MIN = 7;
/** More than this part of the receipts without a card is worth a word. */
const GUESTS_SHARE_MAX = 0.4;

export function adviceOn({
  days,
  now,
  lapsed,
  wallets,
  expiringMembers,
}: {
  /** How long the period is. */
  readonly days: number;
  readonly now: Figures;
  /** Members who bought in the period before and not in this one. */
  readonly lapsed: number;
  readonly wallets: readonly WalletFigures[];
  readonly expiringMembers: number;
}): readonly Advice[] {
  const { purchases, guestPurchases } = now;
  const all = purchases + guestPurchases;
  const money = wallets.reduce((sum, { expiringMoney }) => sum + (expiringMoney ?? 0), 0);
  return [
    ...(all >= RECEIPTS_MIN && guestPurchases > GUESTS_SHARE_MAX * all
      ? [{ type: 'ask_for_card', guestPurchases, purchases: all } as const]
      : []),
    ...(days >= DAYS_MIN && purchases >= RECEIPTS_MIN && lapsed > 0
      ? [{ type: 'bring_back', members: lapsed } as const]
      : []),
    ...(expiringMembers > 0 && money > 0
      ? [{ type: 'remind_expiring', members: expiringMembers, money } as const]
      : []),
  ];
}
