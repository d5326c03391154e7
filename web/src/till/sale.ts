/**
 * One customer at the till, from who to done. What was typed survives everything but the next customer: also somebody who finds their
 * card after the sum has been typed.
 */
import type { Schema } from '@kopilka/client';
import type { Words } from '../data/program-words.ts';
import { type BroughtGift, type PaidGift, paymentsBy, payingGifts } from './gift.ts';

export type Customer = Schema<'MemberAtTill'>;
export type Purchase = Schema<'Purchase'>;

export interface Line {
  readonly key: number;
  readonly name: string;
  readonly category: string;
  /** Minor money for one. */
  readonly price: number;
  readonly quantity: number;
}

/** A coupon's code that somebody has brought. */
export interface BroughtCode {
  readonly code: string;
  readonly name: Words;
}

export interface Basket {
  /** The receipt's number, made once: however often it is sent, it is one purchase. */
  readonly receiptId: string;
  /** Whether it is told by lines or only by its sum; what was typed the other way stays. */
  readonly isByLines: boolean;
  /** Minor money, of the sum. */
  readonly total: number;
  readonly lines: readonly Line[];
  /** Units to pay with: nothing unless chosen. */
  readonly pay: number;
  /** Coupons of the card, by id. */
  readonly coupons: readonly string[];
  readonly codes: readonly BroughtCode[];
  /** They are money: nobody's, and also of somebody without a card. */
  readonly gifts: readonly BroughtGift[];
}

export type Sale =
  | { readonly step: 'who'; readonly basket: Basket }
  /** `customer` null: somebody without a card. */
  | { readonly step: 'what'; readonly customer: Customer | null; readonly basket: Basket }
  | {
      readonly step: 'done';
      readonly customer: Customer | null;
      readonly basket: Basket;
      readonly purchase: Purchase;
      readonly gifts: readonly PaidGift[];
    };

export type SaleWord =
  | { readonly type: 'found'; readonly customer: Customer }
  | { readonly type: 'guest' }
  | { readonly type: 'another' }
  | { readonly type: 'typed'; readonly total: number }
  | { readonly type: 'mode'; readonly isByLines: boolean }
  | { readonly type: 'lines'; readonly lines: readonly Line[] }
  | { readonly type: 'chosen'; readonly pay: number }
  | { readonly type: 'coupon'; readonly id: string; readonly isUsed: boolean }
  | { readonly type: 'code'; readonly code: BroughtCode }
  | { readonly type: 'code-removed'; readonly code: string }
  | { readonly type: 'gift'; readonly gift: BroughtGift }
  | { readonly type: 'gift-removed'; readonly code: string }
  | { readonly type: 'recorded'; readonly purchase: Purchase; readonly gifts: readonly PaidGift[] }
  | { readonly type: 'next'; readonly receiptId: string };

export function newSale(receiptId: string): Sale {
  return {
    step: 'who',
    basket: { receiptId, isByLines: false, total: 0, lines: [], pay: 0, coupons: [], codes: [], gifts: [] },
  };
}

export function saleAfter(sale: Sale, word: SaleWord): Sale {
  if (word.type === 'next') return newSale(word.receiptId);
  // What comes after the purchase has been recorded belongs to nobody.
  if (sale.step === 'done') return sale;
  const { basket } = sale;
  switch (word.type) {
    case 'found': {
      const isSame = sale.step === 'what' && sale.customer?.id === word.customer.id;
      return { step: 'what', customer: word.customer, basket: isSame ? basket : withoutTheirs(basket) };
    }
    case 'guest':
      // Nobody pays with units or coupons without a card; the codes stay for the card that is found yet.
      return { step: 'what', customer: null, basket: withoutTheirs(basket) };
    case 'another':
      return { step: 'who', basket: withoutTheirs(basket) };
    case 'code':
      return { ...sale, basket: { ...basket, codes: [...basket.codes.filter(isOther(word.code.code)), word.code] } };
    case 'code-removed':
      return { ...sale, basket: { ...basket, codes: basket.codes.filter(isOther(word.code)) } };
    case 'gift':
      return { ...sale, basket: { ...basket, gifts: withGift(basket.gifts, word.gift) } };
    case 'gift-removed':
      return { ...sale, basket: { ...basket, gifts: basket.gifts.filter(isOther(word.code)) } };
    default:
      return sale.step === 'what' ? basketAfter(sale, word) : sale;
  }
}

type BasketWord = Extract<SaleWord, { readonly type: 'mode' | 'typed' | 'lines' | 'chosen' | 'coupon' | 'recorded' }>;

function basketAfter(sale: Extract<Sale, { step: 'what' }>, word: BasketWord): Sale {
  const { basket } = sale;
  switch (word.type) {
    case 'mode': {
      // What has been typed already is the first line's price.
      const lines = basket.lines.length > 0 ? basket.lines : [{ ...newLine([]), price: basket.total }];
      return { ...sale, basket: { ...basket, isByLines: word.isByLines, lines } };
    }
    case 'typed':
      return { ...sale, basket: { ...basket, total: word.total } };
    case 'lines':
      return { ...sale, basket: { ...basket, lines: word.lines } };
    case 'chosen':
      return { ...sale, basket: { ...basket, pay: word.pay } };
    case 'coupon': {
      const others = basket.coupons.filter((id) => id !== word.id);
      return { ...sale, basket: { ...basket, coupons: word.isUsed ? [...others, word.id] : others } };
    }
    case 'recorded':
      return { ...sale, step: 'done', purchase: word.purchase, gifts: word.gifts };
  }
}

/** Minor money. */
export function totalOf({ isByLines, lines, total }: Pick<Basket, 'isByLines' | 'lines' | 'total'>): number {
  return isByLines ? lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0) : total;
}

export function newLine(lines: readonly Line[]): Line {
  return { key: Math.max(0, ...lines.map(({ key }) => key)) + 1, name: '', category: '', price: 0, quantity: 1 };
}

/** The receipt as it is sent; null while there is nothing to pay. Lines without a price are not there yet. */
export function receiptOf(basket: Basket, sumName: string) {
  const total = totalOf(basket);
  if (total <= 0) return null;
  const lines = !basket.isByLines
    ? [{ sku: 'sum', name: sumName, quantity: 1, price: total, amount: total }]
    : basket.lines.flatMap(({ name, category, price, quantity }) => {
        if (price <= 0) return [];
        const called = name.trim();
        return [
          {
            sku: called === '' ? 'sum' : called.slice(0, SKU_CHARACTERS_MAX),
            name: called === '' ? sumName : called.slice(0, NAME_CHARACTERS_MAX),
            ...(category.trim() === '' ? {} : { category: category.trim().slice(0, SKU_CHARACTERS_MAX) }),
            quantity,
            price,
            amount: price * quantity,
          },
        ];
      });
  const payments = paymentsBy(payingGifts(basket.gifts, total));
  return { id: basket.receiptId, source: SOURCE, total, ...(payments.length === 0 ? {} : { payments }), lines };
}

/** What a purchase and its quote are asked with; null while there is nothing to pay. */
export function bodyOf(sale: Extract<Sale, { step: 'what' }>, programId: string, sumName: string) {
  const { basket, customer } = sale;
  const receipt = receiptOf(basket, sumName);
  if (receipt === null) return null;
  if (customer === null) return { programId, receipt };
  const apply = [...basket.coupons.map((coupon) => ({ coupon })), ...basket.codes.map(({ code }) => ({ code }))];
  return {
    member: { id: customer.id },
    programId,
    receipt,
    ...(basket.pay > 0 ? { pay: { units: basket.pay } } : {}),
    ...(apply.length > 0 ? { apply } : {}),
  };
}

/** With the code that the customer has said, where the shop asks for one. */
export type PurchaseBody = NonNullable<ReturnType<typeof bodyOf>> & { readonly confirmation?: string };

/** Who numbers the receipts that are typed here. */
export const SOURCE = 'till';
const SKU_CHARACTERS_MAX = 100;
const NAME_CHARACTERS_MAX = 300;

/** What belongs to one customer leaves with them. */
function withoutTheirs(basket: Basket): Basket {
  return { ...basket, pay: 0, coupons: [] };
}

/** One that is there already keeps its place. */
function withGift(gifts: readonly BroughtGift[], gift: BroughtGift): readonly BroughtGift[] {
  return gifts.some(({ code }) => code === gift.code)
    ? gifts.map((each) => (each.code === gift.code ? gift : each))
    : [...gifts, gift];
}

function isOther(code: string): (each: { readonly code: string }) => boolean {
  return (each) => each.code !== code;
}
