// Gift cards pay no more than is on them, than is wished and than there is to pay; a return gives them back no more than they paid.
import { expect, test } from 'vitest';
import { type BroughtGift, paymentsBy, payingGifts, refundsOf } from './gift.ts';

function gift(code: string, balance: number, wish: number | null = null): BroughtGift {
  return { code, balance, wish, expiresAt: null };
}

test.each([
  ['one pays all', [gift('A', 5_000)], 3_000, [3_000]],
  ['one pays what is on it', [gift('A', 2_000)], 3_000, [2_000]],
  ['one pays what is wished', [gift('A', 5_000, 1_000)], 3_000, [1_000]],
  ['a wish beyond what is to pay is lowered', [gift('A', 5_000, 4_000)], 3_000, [3_000]],
  ['the second pays what the first leaves', [gift('A', 2_000), gift('B', 2_000)], 3_000, [2_000, 1_000]],
  ['where nothing is left the second pays nothing', [gift('A', 3_000), gift('B', 2_000)], 3_000, [3_000, 0]],
  ['nothing is to pay yet', [gift('A', 3_000)], 0, [0]],
])('%s', (_case, gifts, toPay, amounts) => {
  expect(payingGifts(gifts, toPay).map(({ amount }) => amount)).toEqual(amounts);
});

test('a receipt names what gift cards pay once, and not at all when they pay nothing', () => {
  expect(paymentsBy(payingGifts([gift('A', 2_000), gift('B', 2_000)], 3_000))).toEqual([
    { means: 'gift_card', amount: 3_000 },
  ]);
  expect(paymentsBy(payingGifts([gift('A', 2_000, 0)], 3_000))).toEqual([]);
});

test.each([
  [500, [500]],
  [1_000, [1_000]],
  [1_500, [1_000, 500]],
  [9_000, [1_000, 700]],
  [0, []],
])('of %i returned, gift cards get back what they paid, first', (money, amounts) => {
  const gifts = [
    { id: 'a', ending: 'AAAA', left: 1_000 },
    { id: 'b', ending: 'BBBB', left: 700 },
  ];
  expect(refundsOf(gifts, money).map(({ amount }) => amount)).toEqual(amounts);
});
