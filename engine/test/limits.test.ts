/** Bounds: how often and how much, for whom and within what; bounds that rules share, and that everybody shares. */
import { describe, expect, test } from 'vitest';
import { earnedOf, offOf, silenceOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const HUNDRED: readonly Good[] = [['coffee', '100.00']];
const gift = (limits: string): string =>
  `rules: [{ id: gift, on: purchase, earn: { wallet: bonus, units: 7 }, limits: ${limits} }]`;

describe('once within', () => {
  test.each([
    // From Wednesday, 18 November: the last moment of the same period, and the first of the next.
    ['day', '2026-11-18T23:59', '2026-11-19T00:00'],
    ['week', '2026-11-22T23:59', '2026-11-23T00:00'],
    ['month', '2026-11-30T23:59', '2026-12-01T00:00'],
    ['quarter', '2026-12-31T23:59', '2027-01-01T00:00'],
    ['year', '2026-12-31T23:59', '2027-01-01T00:00'],
    ['period', '2026-12-09T23:59', '2026-12-10T00:00'],
  ])('a %s', (every, last, next) => {
    const town = townOf(`statement: { day: 10 }\n${gift(`[{ every: ${every}, times: 1 }]`)}`, '2026-11-18T12:00');
    const ann = town.person('ann');
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ gift: 7 });
    town.on(last);
    expect(silenceOf(ann.buy(HUNDRED), 'gift')).toBe('limit_reached');
    town.on(next);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ gift: 7 });
  });
  test('a life', () => {
    const town = townOf(gift('[{ times: 1 }]'));
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    expect(earnedOf(town.on('2036-01-01T00:00').person('ann').buy(HUNDRED))).toEqual({});
    expect(earnedOf(town.person('bob').buy(HUNDRED))).toEqual({ gift: 7 });
  });
});

describe('so many units', () => {
  const RULE =
    'rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% }, limits: [{ every: day, units: 8 }] }]';
  test('the last of them are given in part, and it is said what it would have been', () => {
    const ann = townOf(RULE).person('ann');
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ base: 5 });
    const second = ann.buy(HUNDRED);
    expect(earnedOf(second)).toEqual({ base: 3 });
    expect(second.reasons.find(({ code }) => code === 'limited')?.params).toMatchObject({ units: 5 });
    expect(silenceOf(ann.buy(HUNDRED), 'base')).toBe('limit_reached');
  });
  test('a return gives its units back to the limit, a part of it a part', () => {
    const ann = townOf(RULE).person('ann');
    const bought = ann.buy([['coffee', '160.00', '2']]);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({});
    ann.giveBack(bought, [0, '1']);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ base: 4 });
  });
  test('all of several bounds hold', () => {
    const ann = townOf(gift('[{ every: day, units: 10 }, { every: month, times: 2 }]')).person('ann');
    expect([ann.buy(HUNDRED), ann.buy(HUNDRED), ann.buy(HUNDRED)].map(earnedOf)).toEqual([
      { gift: 7 },
      { gift: 3 },
      {},
    ]);
  });
});

describe('so often', () => {
  test('a purchase that is returned wholly was not', () => {
    const ann = townOf(gift('[{ every: day, times: 1 }]')).person('ann');
    const bought = ann.buy([['coffee', '100.00', '2']]);
    ann.giveBack(bought, [0, '1']);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({});
    ann.giveBack(bought, [0, '1']);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ gift: 7 });
  });
  test('a discount', () => {
    const ann = townOf(
      'rules: [{ id: sale, on: purchase, discount: { percent: 10% }, limits: [{ every: day, times: 1 }] }]',
    ).person('ann');
    expect([ann.buy(HUNDRED), ann.buy(HUNDRED)].map(offOf)).toEqual([['10.00'], ['0.00']]);
  });
  test('a discount with units that round to nothing counts all the same', () => {
    const ann = townOf(
      'rules: [{ id: sale, on: purchase, discount: { percent: 10% }, earn: { wallet: bonus, rate: 0.1% }, limits: [{ every: day, times: 1 }] }]',
    ).person('ann');
    expect([ann.buy(HUNDRED), ann.buy(HUNDRED)].map(offOf)).toEqual([['10.00'], ['0.00']]);
  });
  test('what was handed over stays handed over, whatever is returned', () => {
    const ann = townOf('rules: [{ id: mug, on: purchase, gift: { sku: MUG }, limits: [{ times: 1 }] }]').person('ann');
    const bought = ann.buy(HUNDRED);
    expect(bought.purchase.gifts?.map(({ sku }) => sku)).toEqual(['MUG']);
    expect(ann.giveAllBack(bought).return.parts[0]?.kept?.map(({ sku }) => sku)).toEqual(['MUG']);
    expect(ann.buy(HUNDRED).purchase.gifts).toBeUndefined();
  });
});

describe('for whom', () => {
  test('each member of a shared account', () => {
    const family = townOf(gift('[{ per: member, times: 1 }]')).person('family');
    expect(['mother', 'father', 'mother'].map((member) => earnedOf(family.buy(HUNDRED, { member })))).toEqual([
      { gift: 7 },
      { gift: 7 },
      {},
    ]);
  });
  test('each store, for everybody together', () => {
    const town = townOf(gift('[{ per: store, every: day, times: 1 }]'));
    const at = (who: string, store: string) => earnedOf(town.person(who).buy(HUNDRED, { store }));
    expect([at('ann', 'north'), at('bob', 'north'), at('bob', 'south'), at('ann', 'south')]).toEqual([
      { gift: 7 },
      {},
      { gift: 7 },
      {},
    ]);
    town.on('2026-11-23T00:00');
    expect(at('bob', 'north')).toEqual({ gift: 7 });
  });
  test('each till of each store', () => {
    const town = townOf(gift('[{ per: till, times: 1 }]'));
    const at = (store: string, till: string) => earnedOf(town.person('ann').buy(HUNDRED, { store, till }));
    expect([at('north', '1'), at('north', '2'), at('south', '1'), at('north', '1')]).toEqual([
      { gift: 7 },
      { gift: 7 },
      { gift: 7 },
      {},
    ]);
  });
  test('the program', () => {
    const town = townOf(gift('[{ per: program, times: 2 }]'));
    expect(['ann', 'bob', 'eve'].map((who) => earnedOf(town.person(who).buy(HUNDRED)))).toEqual([
      { gift: 7 },
      { gift: 7 },
      {},
    ]);
  });
});

describe('what rules share', () => {
  const CAPPED = `
caps: { promo: { units: 15, every: day } }
rules:
  - { id: one, on: purchase, earn: { wallet: bonus, rate: 10% }, caps: [promo] }
  - { id: two, on: purchase, earn: { wallet: bonus, rate: 8% }, caps: [promo] }
  - { id: free, on: purchase, earn: { wallet: bonus, rate: 1% } }`;
  test('together no more than the cap', () => {
    const town = townOf(CAPPED);
    expect([town.person('ann').buy(HUNDRED), town.person('ann').buy(HUNDRED)].map(earnedOf)).toEqual([
      { one: 10, two: 5, free: 1 },
      { free: 1 },
    ]);
    expect(earnedOf(town.person('bob').buy(HUNDRED))).toEqual({ one: 10, two: 5, free: 1 });
    expect(earnedOf(town.on('2026-11-23T00:00').person('ann').buy(HUNDRED))).toEqual({ one: 10, two: 5, free: 1 });
  });
  test('a return gives back to it', () => {
    const ann = townOf(CAPPED).person('ann');
    ann.giveAllBack(ann.buy(HUNDRED));
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ one: 10, two: 5, free: 1 });
  });
  test('by level', () => {
    const ann = townOf(`
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: gold, from: 100.00 }] }
caps: { promo: { units: { new: 3, gold: 20 }, every: month } }
rules: [{ id: one, on: purchase, earn: { wallet: bonus, rate: 10% }, caps: [promo] }]`).person('ann');
    expect([ann.buy(HUNDRED), ann.buy(HUNDRED), ann.buy(HUNDRED)].map(earnedOf)).toEqual([
      { one: 3 },
      { one: 10 },
      { one: 7 },
    ]);
  });
});

describe('a budget, for everybody together', () => {
  const BUDGET = 'rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 10% }, budget: { units: 25 } }]';
  test('is never exceeded', () => {
    const town = townOf(BUDGET);
    expect(['ann', 'bob', 'eve', 'dan'].map((who) => earnedOf(town.person(who).buy(HUNDRED)))).toEqual([
      { base: 10 },
      { base: 10 },
      { base: 5 },
      {},
    ]);
    expect([...town.taken.values()]).toEqual([25]);
  });
  test('a return gives back to it, and another may have it', () => {
    const town = townOf(BUDGET);
    const [first] = ['ann', 'bob', 'eve'].map((who) => town.person(who).buy(HUNDRED));
    if (first !== undefined) town.person('ann').giveAllBack(first);
    expect(earnedOf(town.person('dan').buy(HUNDRED))).toEqual({ base: 10 });
    expect([...town.taken.values()]).toEqual([25]);
  });
  test('what nobody has offered is not there', () => {
    const town = townOf(BUDGET);
    town.taken.set('base#budget/:units', 25);
    expect(silenceOf(town.person('ann').buy(HUNDRED), 'base')).toBe('limit_reached');
  });
  test('a checkout sets it aside, its purchase takes it, a release leaves it to others', () => {
    const town = townOf(BUDGET);
    const ann = town.person('ann');
    const left = () => 25 - [...town.taken.values()].reduce((sum, taken) => sum + taken, 0);
    ann.hold('till-1', HUNDRED);
    ann.hold('till-2', HUNDRED);
    expect(left()).toBe(5);
    ann.buy(HUNDRED, { checkout: 'till-1' });
    expect(left()).toBe(5);
    ann.release('till-2');
    expect(left()).toBe(15);
    ann.hold('till-3', HUNDRED);
    town.on('2026-11-22T12:16');
    expect(left()).toBe(15);
  });
});

test('a statement day that moves back opens nothing twice', () => {
  const town = townOf(`statement: { day: 1 }\n${gift('[{ every: period, times: 1 }]')}`, '2026-11-20T12:00');
  const ann = town.person('ann');
  ann.profile({ statementDay: 15 });
  expect(earnedOf(ann.buy(HUNDRED))).toEqual({ gift: 7 });
  ann.profile({ statementDay: 1 });
  expect([ann.buy(HUNDRED), ann.buy(HUNDRED)].map(earnedOf)).toEqual([{}, {}]);
  expect(earnedOf(town.on('2026-12-01T00:00').person('ann').buy(HUNDRED))).toEqual({ gift: 7 });
});
