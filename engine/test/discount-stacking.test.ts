/** Several discounts on one receipt: in which order, of what, and who stands for whom. */
import { describe, expect, test } from 'vitest';
import { offOf, rubles, silenceOf, type Good } from './goods.ts';
import { type Till } from './person.ts';
import { townOf } from './town.ts';

const COFFEE_AND_TEA: readonly Good[] = [
  ['coffee', '100.00'],
  ['tea', '100.00'],
];
const TWO_HUNDRED: readonly Good[] = [['a', '200.00']];

const off = (program: string, goods: readonly Good[], till?: Till): readonly string[] =>
  offOf(townOf(program).person('ann').buy(goods, till));

describe('one after the other, each of what is left', () => {
  const LINE = `{ id: line, on: purchase, discount: { percent: 10%, lines: 'line.category == "tea"' } }`;
  const WHOLE = '{ id: whole, on: purchase, discount: { percent: 10% } }';
  const COUPON = 'coupons: [{ id: fifty, gives: { discount: { amount: 50.00 } } }]';

  test('lines first, then the receipt, then the coupon, however they are written', () => {
    // Tea 100 − 10 = 90, then 10 % of both: 90 and 81; 50.00 over 90 : 81 is 26.32 and 23.68.
    for (const rules of [`[${LINE}, ${WHOLE}]`, `[${WHOLE}, ${LINE}]`])
      expect(off(`rules: ${rules}\n${COUPON}`, COFFEE_AND_TEA, { apply: ['code:fifty'] })).toEqual(['36.32', '42.68']);
  });
  test('what each took is told apart', () => {
    const { purchase } = townOf(`rules: [${WHOLE}, ${LINE}]`).person('ann').buy(COFFEE_AND_TEA);
    expect(purchase.discounts?.map(({ rule, money }) => [rule, rubles(money)])).toEqual([
      ['line', '10.00'],
      ['whole', '19.00'],
    ]);
    expect(purchase.lines.map((line) => line.discounts?.map(rubles))).toEqual([
      ['0.00', '10.00'],
      ['10.00', '9.00'],
    ]);
  });
  test('the higher priority first: 20 % of 200, or of the 150 that are left', () => {
    const rules = (priority: number) => `rules:
  - { id: part, on: purchase, discount: { percent: 20% } }
  - { id: sum, on: purchase, discount: { amount: 50.00 }, priority: ${priority} }`;
    expect(off(rules(0), TWO_HUNDRED)).toEqual(['90.00']);
    expect(off(rules(5), TWO_HUNDRED)).toEqual(['80.00']);
  });
  test('never below the floor together', () => {
    const program = `
discounts: { max: 25% }
rules: [${WHOLE}, { id: more, on: purchase, discount: { percent: 20% } }]`;
    expect(off(program, TWO_HUNDRED)).toEqual(['50.00']);
  });
});

describe('groups', () => {
  const group = (mode: string | null, goods: readonly Good[]) => {
    const town = townOf(`
${mode === null ? '' : `groups: { promo: ${mode} }`}
rules:
  - { id: ten, on: purchase, if: 'receipt.total > 1.00', discount: { percent: 10% }, group: promo }
  - { id: fifty, on: purchase, discount: { amount: 50.00 }, group: promo }
  - { id: free, on: purchase, discount: { amount: 1.00 } }`);
    return town.person('ann').buy(goods);
  };
  test.each([
    // 10 % of 200 is 20, less than 50; of 1000 it is 100, more.
    ['best', 200, '51.00', ['better_offer', '']],
    ['best', 1000, '101.00', ['', 'better_offer']],
    [null, 1000, '101.00', ['', 'better_offer']],
    ['first', 200, '21.00', ['', 'better_offer']],
    ['all', 200, '71.00', ['', '']],
  ] as const)('%s: of %d', (mode, price, total, silent) => {
    const bought = group(mode, [['a', `${price}.00`]]);
    expect(offOf(bought)).toEqual([total]);
    expect(['ten', 'fifty'].map((rule) => silenceOf(bought, rule))).toEqual(silent);
  });
  test('the first that has something to take', () => {
    const program = `
groups: { promo: first }
rules:
  - { id: tea, on: purchase, discount: { percent: 50%, lines: 'line.category == "tea"' }, group: promo }
  - { id: ten, on: purchase, discount: { percent: 10% }, group: promo }`;
    expect(off(program, TWO_HUNDRED)).toEqual(['20.00']);
    expect(off(program, [['tea', '100.00'], ...TWO_HUNDRED])).toEqual(['50.00', '0.00']);
  });
  test('the first by priority', () => {
    const program = `
groups: { promo: first }
rules:
  - { id: ten, on: purchase, discount: { percent: 10% }, group: promo }
  - { id: five, on: purchase, if: 'receipt.total > 1.00', discount: { percent: 5% }, group: promo, priority: 1 }`;
    expect(off(program, TWO_HUNDRED)).toEqual(['10.00']);
  });
  test('a coupon of the group that is beaten stays on the card', () => {
    const town = townOf(`
rules:
  - { id: welcome, on: enrolled, coupon: { id: ten } }
  - { id: sale, on: purchase, discount: { percent: 30% }, group: promo }
coupons: [{ id: ten, gives: { discount: { percent: 10% } }, group: promo }]`);
    const ann = town.person('ann');
    ann.hear('enrolled');
    const bought = ann.buy(TWO_HUNDRED, { apply: ['coupon:ten'] });
    expect(offOf(bought)).toEqual(['60.00']);
    expect(silenceOf(bought, 'coupon:ten')).toBe('better_offer');
    expect(ann.coupons('ten')).toBe(1);
  });
});

describe('exclusive', () => {
  const RULES = `rules:
  - { id: ten, on: purchase, discount: { percent: 10% } }
  - { id: alone, on: purchase, if: 'receipt.total >= 300.00', discount: { percent: 5% }, exclusive: true }`;
  test('where it applies, nothing else discounts, though it would give more', () => {
    const bought = townOf(RULES)
      .person('ann')
      .buy([['a', '300.00']]);
    expect(offOf(bought)).toEqual(['15.00']);
    expect(silenceOf(bought, 'ten')).toBe('exclusive_offer');
  });
  test('where it does not, the others do', () => expect(off(RULES, TWO_HUNDRED)).toEqual(['20.00']));
  test('a coupon stays on the card beside it, a reward is not paid for', () => {
    const town = townOf(`
wallets: { star: {} }
rules:
  - { id: star, on: shop.review, earn: { wallet: star, units: 10 } }
  - { id: welcome, on: enrolled, coupon: { id: fifty } }
  - { id: alone, on: purchase, discount: { percent: 5% }, exclusive: true }
coupons: [{ id: fifty, gives: { discount: { amount: 50.00 } } }]
rewards: [{ id: sum, price: { star: 10 }, gives: { discount: { amount: 50.00 } } }]`);
    const ann = town.person('ann');
    ann.hear('enrolled');
    ann.correct(10, 'star');
    const bought = ann.buy(TWO_HUNDRED, { apply: ['coupon:fifty', 'reward:sum'] });
    expect(offOf(bought)).toEqual(['10.00']);
    expect([ann.coupons('fifty'), ann.units('star')]).toEqual([1, 10]);
    expect(bought.purchase.costs).toBeUndefined();
  });
  test('an exclusive coupon puts the others aside', () => {
    const program = `
rules: [{ id: ten, on: purchase, discount: { percent: 10% } }]
coupons: [{ id: five, gives: { discount: { percent: 5% } }, exclusive: true }]`;
    expect(off(program, TWO_HUNDRED, { apply: ['code:five'] })).toEqual(['10.00']);
  });
});
