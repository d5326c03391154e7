/** One customer at the till, from who to done. What was typed survives everything but the next customer. */
import type { Schema } from '@kopilka/client';
import type { Member } from './who.ts';

export type Sale =
  | { readonly step: 'who' }
  | {
      readonly step: 'what';
      readonly member: Member;
      /** The receipt's number, made once: however often it is sent, it is one purchase. */
      readonly receiptId: string;
      /** Minor money. */
      readonly total: number;
      /** Units to pay with: nothing unless chosen. */
      readonly pay: number;
    }
  | { readonly step: 'done'; readonly member: Member; readonly purchase: Schema<'Purchase'> };

export type SaleWord =
  | { readonly type: 'found'; readonly member: Member; readonly receiptId: string }
  | { readonly type: 'typed'; readonly total: number }
  | { readonly type: 'chosen'; readonly pay: number }
  | { readonly type: 'recorded'; readonly purchase: Schema<'Purchase'> }
  | { readonly type: 'next' };

export const NEW_SALE: Sale = { step: 'who' };

export function saleAfter(sale: Sale, word: SaleWord): Sale {
  switch (word.type) {
    case 'next':
      return NEW_SALE;
    case 'found':
      return { step: 'what', member: word.member, receiptId: word.receiptId, total: 0, pay: 0 };
    case 'typed':
      return sale.step === 'what' ? { ...sale, total: word.total } : sale;
    case 'chosen':
      return sale.step === 'what' ? { ...sale, pay: word.pay } : sale;
    case 'recorded':
      return sale.step === 'what' ? { step: 'done', member: sale.member, purchase: word.purchase } : sale;
  }
}

/** The receipt of a sum; null while there is none. */
export function receiptOf({ receiptId, total }: { readonly receiptId: string; readonly total: number }) {
  if (total <= 0) return null;
  return { id: receiptId, source: 'till', total, lines: [{ sku: 'sum', quantity: 1, price: total, amount: total }] };
}
