// A sale goes one way, nothing typed is lost on it, and nothing of one customer stays with the next.
import { expect, test } from 'vitest';
import {
  bodyOf,
  type Customer,
  newSale,
  type Purchase,
  receiptOf,
  type Sale,
  saleAfter,
  type SaleWord,
  totalOf,
} from './sale.ts';

function customer(id: string): Customer {
  return {
    id,
    status: 'active',
    name: 'Анна',
    phone: null,
    programId: 'shop',
    accountId: `account-${id}`,
    maySpend: true,
    balances: {},
    tier: null,
    coupons: [],
    birthday: null,
  };
}

const ANNA = customer('anna');
const BORIS = customer('boris');
const CODE = { code: 'SUMMER26', name: { ru: 'Лето' } };

function after(words: readonly SaleWord[], sale: Sale = newSale('r-1')): Sale {
  return words.reduce(saleAfter, sale);
}

const SOLD: Purchase = {
  id: 'p-1',
  at: '2026-11-22T10:00:00.000Z',
  accountId: null,
  memberId: null,
  programId: 'shop',
  programVersion: null,
  total: 29_000,
  discount: 0,
  toPay: 29_000,
  discounts: [],
  costs: [],
  gifts: [],
  freeDelivery: false,
  payment: null,
  payable: null,
  earned: [],
  lines: [],
  balances: {},
  tier: null,
  reasons: [],
};

test('a sale pays nothing with units unless that is chosen, and keeps its receipt’s number while the sum is corrected', () => {
  const found = after([{ type: 'found', customer: ANNA }]);
  expect(found.basket).toMatchObject({ pay: 0, receiptId: 'r-1', total: 0 });
  const typed = after(
    [
      { type: 'typed', total: 29_000 },
      { type: 'typed', total: 30_000 },
    ],
    found,
  );
  expect(typed.basket).toMatchObject({ total: 30_000, pay: 0, receiptId: 'r-1' });
});

test('a card that is found after the sum was typed keeps the sum', () => {
  const late = after([{ type: 'guest' }, { type: 'typed', total: 29_000 }, { type: 'found', customer: ANNA }]);
  expect(late).toMatchObject({ step: 'what', customer: ANNA, basket: { total: 29_000, receiptId: 'r-1' } });
  const back = after([{ type: 'another' }], late);
  expect(back).toMatchObject({ step: 'who', basket: { total: 29_000 } });
});

test('what one customer chose does not stay with another; the same one scanned again keeps it', () => {
  const chosen = after([
    { type: 'found', customer: ANNA },
    { type: 'typed', total: 29_000 },
    { type: 'chosen', pay: 100 },
    { type: 'coupon', id: 'ten-off', isUsed: true },
  ]);
  expect(after([{ type: 'found', customer: ANNA }], chosen).basket).toMatchObject({ pay: 100, coupons: ['ten-off'] });
  expect(after([{ type: 'found', customer: BORIS }], chosen).basket).toMatchObject({ pay: 0, coupons: [] });
  expect(after([{ type: 'guest' }], chosen).basket).toMatchObject({ pay: 0, coupons: [] });
});

test('a code scanned before the card is there when the card comes, once', () => {
  const sale = after([
    { type: 'code', code: CODE },
    { type: 'code', code: CODE },
    { type: 'found', customer: ANNA },
  ]);
  expect(sale.basket.codes).toEqual([CODE]);
  expect(after([{ type: 'code-removed', code: CODE.code }], sale).basket.codes).toEqual([]);
});

test('words that come too late change nothing', () => {
  const who = newSale('r-1');
  for (const word of [
    { type: 'typed', total: 1 },
    { type: 'chosen', pay: 1 },
    { type: 'recorded', purchase: SOLD, gifts: [] },
  ] as const)
    expect(saleAfter(who, word)).toBe(who);
  const done = after([
    { type: 'guest' },
    { type: 'typed', total: 29_000 },
    { type: 'recorded', purchase: SOLD, gifts: [] },
  ]);
  expect(done.step).toBe('done');
  for (const word of [{ type: 'found', customer: ANNA }, { type: 'code', code: CODE }, { type: 'another' }] as const)
    expect(saleAfter(done, word)).toBe(done);
  expect(saleAfter(done, { type: 'next', receiptId: 'r-2' })).toEqual(newSale('r-2'));
});

test('without a sum there is no receipt; lines add up, and those without a price are not there yet', () => {
  const { basket } = newSale('r-1');
  expect(receiptOf(basket, 'Purchase')).toBeNull();
  expect(receiptOf({ ...basket, total: 100 }, 'Purchase')).toEqual({
    id: 'r-1',
    source: 'till',
    total: 100,
    lines: [{ sku: 'sum', name: 'Purchase', quantity: 1, price: 100, amount: 100 }],
  });
  const lines = [
    { key: 1, name: ' Латте ', category: 'coffee', price: 29_000, quantity: 2 },
    { key: 2, name: '', category: '', price: 0, quantity: 1 },
  ];
  expect(receiptOf({ ...basket, isByLines: true, total: 5, lines }, 'Purchase')).toMatchObject({
    total: 58_000,
    lines: [{ sku: 'Латте', name: 'Латте', category: 'coffee', quantity: 2, price: 29_000, amount: 58_000 }],
  });
});

test('names of 500 characters fit what the server takes', () => {
  const { basket } = newSale('r-1');
  const lines = [{ key: 1, name: 'ы'.repeat(500), category: 'я'.repeat(500), price: 1, quantity: 1 }];
  const [line] = receiptOf({ ...basket, isByLines: true, lines }, 'x')?.lines ?? [];
  expect([line?.sku.length, line?.name.length]).toEqual([100, 300]);
});

test('a purchase says who, what is paid with units and what is used; of somebody without a card only the receipt', () => {
  const sale = after([
    { type: 'found', customer: ANNA },
    { type: 'typed', total: 29_000 },
    { type: 'chosen', pay: 100 },
    { type: 'coupon', id: 'ten-off', isUsed: true },
    { type: 'code', code: CODE },
  ]);
  if (sale.step !== 'what') throw new Error('the sale is elsewhere');
  expect(bodyOf(sale, 'shop', 'Purchase')).toMatchObject({
    member: { id: 'anna' },
    pay: { units: 100 },
    apply: [{ coupon: 'ten-off' }, { code: 'SUMMER26' }],
  });
  expect(Object.keys(bodyOf({ ...sale, customer: null }, 'shop', 'Purchase') ?? {})).toEqual(['programId', 'receipt']);
});

test('lines begin with the sum that was typed, and both stay when one goes back and forth', () => {
  const lines = after([{ type: 'guest' }, { type: 'typed', total: 29_000 }, { type: 'mode', isByLines: true }]);
  expect(lines.basket.lines).toMatchObject([{ price: 29_000, quantity: 1 }]);
  const more = [...lines.basket.lines, { key: 2, name: 'Латте', category: '', price: 100, quantity: 3 }];
  const back = after(
    [
      { type: 'lines', lines: more },
      { type: 'mode', isByLines: false },
    ],
    lines,
  );
  expect([totalOf(back.basket), back.basket.lines]).toEqual([29_000, more]);
  expect(totalOf(after([{ type: 'mode', isByLines: true }], back).basket)).toBe(29_300);
});

test('a gift card pays for whoever comes, with a card and without; scanned again it keeps its place', () => {
  const gift = { code: 'GIFT1', balance: 20_000, expiresAt: null, wish: null };
  const other = { ...gift, code: 'GIFT2' };
  const sale = after([
    { type: 'gift', gift },
    { type: 'gift', gift: other },
    { type: 'found', customer: ANNA },
    { type: 'typed', total: 29_000 },
    { type: 'gift', gift: { ...gift, wish: 5_000 } },
  ]);
  expect(sale.basket.gifts.map(({ code, wish }) => [code, wish])).toEqual([
    ['GIFT1', 5_000],
    ['GIFT2', null],
  ]);
  const guest = after([{ type: 'guest' }], sale);
  if (guest.step !== 'what') throw new Error('the sale is elsewhere');
  expect(bodyOf(guest, 'shop', 'Purchase')?.receipt.payments).toEqual([{ means: 'gift_card', amount: 25_000 }]);
  const without = after([{ type: 'gift-removed', code: 'GIFT1' }], guest);
  expect(without.basket.gifts.map(({ code }) => code)).toEqual(['GIFT2']);
});
