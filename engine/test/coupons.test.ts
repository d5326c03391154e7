/** Coupons: on a card, where each is a unit, and as a code that somebody brings. */
import { describe, expect, test } from 'vitest';
import { earnedOf, offOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const GOODS: readonly Good[] = [['coffee', '300.00', '3']];
const card = (gives: string, more = ''): string => `
rules: [{ id: welcome, on: enrolled, coupon: { id: ten } }, { id: base, on: purchase, earn: { wallet: bonus, rate: 1% } }]
coupons: [{ id: ten, ${more} gives: ${gives} }]`;
const TEN = '{ discount: { percent: 10% } }';

describe('on the card', () => {
  test('it is used once', () => {
    const ann = townOf(card(TEN)).person('ann');
    ann.hear('enrolled');
    expect(ann.coupons('ten')).toBe(1);
    expect(offOf(ann.buy(GOODS, { apply: ['coupon:ten'] }))).toEqual(['30.00']);
    expect(ann.coupons('ten')).toBe(0);
    expect(() => ann.buy(GOODS, { apply: ['coupon:ten'] })).toThrow('coupon_not_applicable');
  });
  test('not unless it is asked for', () => {
    const ann = townOf(card(TEN)).person('ann');
    ann.hear('enrolled');
    expect(offOf(ann.buy(GOODS))).toEqual(['0.00']);
    expect(ann.coupons('ten')).toBe(1);
  });
  test('it lives as long as it says', () => {
    const town = townOf(card(TEN, 'expires: { after: P7D },'));
    const ann = town.person('ann');
    ann.hear('enrolled');
    town.on('2026-11-28T23:59');
    expect(ann.coupons('ten')).toBe(1);
    town.on('2026-11-29T00:00');
    expect(ann.coupons('ten')).toBe(0);
  });
  test('the whole purchase returned, it is on the card again, with its date', () => {
    const town = townOf(card(TEN, 'expires: { after: P7D },'));
    const ann = town.person('ann');
    ann.hear('enrolled');
    const before = ann.account().lots;
    const bought = ann.buy(GOODS, { apply: ['coupon:ten'] });
    ann.giveBack(bought, [0, '2']);
    expect(ann.coupons('ten')).toBe(0);
    ann.giveBack(bought, [0, '1']);
    expect(ann.account().lots).toEqual(before);
  });
  test.each([
    ['condition', `if: 'receipt.total >= 500.00',`],
    ['time', 'when: { from: 2026-12-01 },'],
  ])('not outside of its %s', (_, more) => {
    const ann = townOf(card(TEN, more)).person('ann');
    ann.hear('enrolled');
    expect(() => ann.buy(GOODS, { apply: ['coupon:ten'] })).toThrow('coupon_not_applicable');
    expect(ann.coupons('ten')).toBe(1);
  });
  test('not where it finds nothing', () => {
    const ann = townOf(card(`{ discount: { percent: 10%, lines: 'line.category == "tea"' } }`)).person('ann');
    ann.hear('enrolled');
    expect(() => ann.buy(GOODS, { apply: ['coupon:ten'] })).toThrow('coupon_not_applicable');
  });
  test('two of them on one receipt, when there are two', () => {
    const ann = townOf(card(TEN)).person('ann');
    ann.hear('enrolled');
    expect(() => ann.buy(GOODS, { apply: ['coupon:ten', 'coupon:ten'] })).toThrow('coupon_not_applicable');
    ann.hear('enrolled');
    expect(offOf(ann.buy(GOODS, { apply: ['coupon:ten', 'coupon:ten'] }))).toEqual(['57.00']);
  });
});

describe('beside its like', () => {
  test('in a group only one stands, and the other stays on the card', () => {
    const ann = townOf(`
groups: { promo: best }
rules: [{ id: welcome, on: enrolled, coupon: { id: ten, pieces: 2 } }]
coupons: [{ id: ten, gives: { discount: { percent: 10% } }, group: promo }]`).person('ann');
    ann.hear('enrolled');
    expect(offOf(ann.buy(GOODS, { apply: ['coupon:ten', 'coupon:ten'] }))).toEqual(['30.00']);
    expect(ann.coupons('ten')).toBe(1);
  });
  test('one that finds nothing left is refused', () => {
    const ann = townOf(card('{ discount: { percent: 100% } }')).person('ann');
    ann.hear('enrolled');
    expect(() => ann.buy(GOODS, { apply: ['code:ten', 'coupon:ten'] })).toThrow('coupon_not_applicable');
    expect(ann.coupons('ten')).toBe(1);
  });
});

describe('what it gives', () => {
  test('units', () => {
    const ann = townOf(card('{ earn: { wallet: bonus, units: 50 } }')).person('ann');
    expect(earnedOf(ann.buy(GOODS, { apply: ['code:ten'] }))).toEqual({ base: 3, 'coupon:ten': 50 });
  });
  test('more of what a rule gives', () => {
    const ann = townOf(card('{ multiply: { rule: base, by: 3 } }')).person('ann');
    expect(earnedOf(ann.buy(GOODS, { apply: ['code:ten'] }))).toEqual({ base: 3, 'coupon:ten': 6 });
  });
  test('a thing and free delivery', () => {
    const { purchase } = townOf(card('{ gift: { sku: MUG, pieces: 2 }, freeDelivery: true }'))
      .person('ann')
      .buy(GOODS, { apply: ['code:ten'] });
    expect(purchase.gifts).toMatchObject([{ rule: 'coupon:ten', sku: 'MUG', quantity: 2_000_000 }]);
    expect(purchase.freeDelivery).toBe(true);
  });
  test('not for nothing: units that round away leave it on the card', () => {
    const ann = townOf(card('{ multiply: { rule: base, by: 3 } }')).person('ann');
    ann.hear('enrolled');
    expect(() => ann.buy([['coffee', '10.00']], { apply: ['coupon:ten'] })).toThrow('coupon_not_applicable');
    expect(ann.coupons('ten')).toBe(1);
  });
});

describe('a code', () => {
  test('takes nothing from the card', () => {
    const ann = townOf(card(TEN)).person('ann');
    ann.hear('enrolled');
    expect(offOf(ann.buy(GOODS, { apply: ['code:ten'] }))).toEqual(['30.00']);
    expect(ann.coupons('ten')).toBe(1);
  });
  test('as often as its limits say, for each account', () => {
    const town = townOf(card(TEN, 'limits: [{ times: 1 }],'));
    const ann = town.person('ann');
    expect(() => ann.buy(GOODS, { apply: ['code:ten', 'code:ten'] })).toThrow('limit_reached');
    const bought = ann.buy(GOODS, { apply: ['code:ten'] });
    expect(() => ann.buy(GOODS, { apply: ['code:ten'] })).toThrow('limit_reached');
    expect(offOf(town.person('bob').buy(GOODS, { apply: ['code:ten'] }))).toEqual(['30.00']);
    ann.giveAllBack(bought);
    expect(offOf(ann.buy(GOODS, { apply: ['code:ten'] }))).toEqual(['30.00']);
  });
  test('as often as its limits say, for everybody', () => {
    const town = townOf(card(TEN, 'limits: [{ per: program, times: 2 }],'));
    for (const who of ['ann', 'bob']) town.person(who).buy(GOODS, { apply: ['code:ten'] });
    expect(() => town.person('eve').buy(GOODS, { apply: ['code:ten'] })).toThrow('limit_reached');
  });
  test('that is of no kind', () =>
    expect(() =>
      townOf(card(TEN))
        .person('ann')
        .buy(GOODS, { apply: ['code:twenty'] }),
    ).toThrow('coupon_unknown'));
  test('promised by a checkout, it is taken as it was, whatever the limits say by then', () => {
    const town = townOf(card(TEN, 'limits: [{ times: 1 }],'));
    const ann = town.person('ann');
    const held = ann.hold('till-1', GOODS, { apply: ['code:ten'] });
    ann.buy(GOODS, { apply: ['code:ten'] });
    const discounts = (held.purchase.discounts ?? []).map(({ rule }, index) => ({
      rule,
      byLine: held.purchase.lines.flatMap((line) => line.discounts?.[index] ?? []),
    }));
    const bought = ann.buy(GOODS, { apply: ['code:ten'], checkout: 'till-1', frozen: { discounts, costs: [] } });
    expect(offOf(bought)).toEqual(['30.00']);
  });
});

describe('for a purchase', () => {
  const PROGRAM = `
rules: [{ id: thanks, on: purchase, if: 'receipt.total >= 300.00', coupon: { id: ten } }]
coupons: [{ id: ten, gives: { discount: { amount: 10.00 } } }]`;
  test('returned, the coupon goes too', () => {
    const ann = townOf(PROGRAM).person('ann');
    const bought = ann.buy(GOODS);
    expect(ann.coupons('ten')).toBe(1);
    ann.giveAllBack(bought);
    expect(ann.coupons('ten')).toBe(0);
  });
  test('the line that it was for returned, it goes; a crumb beside it does not keep it', () => {
    const ann = townOf(PROGRAM).person('ann');
    const bought = ann.buy([...GOODS, ['candy', '1.00']]);
    ann.giveBack(bought, [0, '3']);
    expect(ann.coupons('ten')).toBe(0);
  });
  test('used meanwhile, it is owed: the next one pays for it', () => {
    const ann = townOf(PROGRAM).person('ann');
    const bought = ann.buy(GOODS);
    ann.buy([['tea', '20.00']], { apply: ['coupon:ten'] });
    ann.giveAllBack(bought);
    expect(ann.wallet('coupon:ten')).toMatchObject({ available: 0, debt: 1 });
    ann.buy(GOODS);
    expect(ann.wallet('coupon:ten')).toMatchObject({ available: 0, debt: 0 });
  });
});
