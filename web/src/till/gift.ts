/** Gift cards that pay a sale: as much as is wished of what is on them and still to pay, one after the other. */
import type { Trouble } from '../data/trouble.ts';

export interface BroughtGift {
  readonly code: string;
  /** What is on it, minor money. */
  readonly balance: number;
  readonly expiresAt: string | null;
  /** Minor money; null: as much as there is to pay. */
  readonly wish: number | null;
}

/** One that pays, and how much. */
export interface PayingGift {
  readonly code: string;
  /** Minor money. */
  readonly amount: number;
  /** The most that it could pay. */
  readonly most: number;
}

/** What became of it: a card that was refused has paid nothing. */
export interface PaidGift {
  readonly code: string;
  readonly amount: number;
  /** What is left on it; null when it was refused. */
  readonly balance: number | null;
  readonly trouble: Trouble | null;
}

/** `toPay`: minor money that is left when discounts and units are through. */
export function payingGifts(gifts: readonly BroughtGift[], toPay: number): readonly PayingGift[] {
  let left = toPay;
  return gifts.map(({ code, balance, wish }) => {
    const most = Math.min(balance, left);
    const amount = Math.min(wish ?? most, most);
    left -= amount;
    return { code, amount, most };
  });
}

export function sumOfGifts(gifts: readonly { readonly amount: number }[]): number {
  return gifts.reduce((sum, { amount }) => sum + amount, 0);
}

/** Minor money that really left the cards, or came back to them. */
export function takenFromGifts(
  gifts: readonly { readonly amount: number; readonly trouble: Trouble | null }[],
): number {
  return sumOfGifts(gifts.filter(({ trouble }) => trouble === null));
}

/** By how receipts call them. */
export function paymentsBy(gifts: readonly PayingGift[]): { readonly means: string; readonly amount: number }[] {
  const amount = sumOfGifts(gifts);
  return amount === 0 ? [] : [{ means: GIFT_CARD, amount }];
}

/** What rules of programs and reports know it by. */
export const GIFT_CARD = 'gift_card';

const ENDING_CHARACTERS = 4;

/** By which whoever has the card knows it; the rest of a code is as good as money. */
export function endingOf(code: string): string {
  return code.slice(-ENDING_CHARACTERS);
}

export interface RefundableGift {
  /** The payment's. */
  readonly id: string;
  readonly ending: string;
  /** Minor money of it that has not come back yet. */
  readonly left: number;
}

/** What of returned money goes back to which payment: gift cards first, or they would be a way to cash. */
export function refundsOf(
  gifts: readonly RefundableGift[],
  money: number,
): readonly { readonly id: string; readonly ending: string; readonly amount: number }[] {
  let left = money;
  return gifts.flatMap(({ id, ending, left: paid }) => {
    const amount = Math.min(paid, left);
    left -= amount;
    return amount === 0 ? [] : [{ id, ending, amount }];
  });
}
