/** Units in two steps: expected first, theirs when the partner confirms. */
import { describe, expect, test } from 'vitest';
import { earnedOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const PRIZES = `
wallets: { bonus: { activates: { on: confirmed, after: P10D }, expires: { after: P1Y } } }
partners: { books: {}, pharmacy: {} }
rules:
  - { id: books, on: purchase, partner: books, earn: { wallet: bonus, rate: "1 per 15.00" } }
  - { id: pharmacy, on: purchase, partner: pharmacy, earn: { wallet: bonus, rate: "1 per 33.00", activates: { on: confirmed, after: P30D } } }`;
const BOOKS: readonly Good[] = [['book', '900.00', '3']];
const AT = { partner: 'books' };

describe('until it is confirmed', () => {
  test('it is expected, and cannot be spent', () => {
    const ann = townOf(PRIZES).person('ann');
    const bought = ann.buy(BOOKS, AT);
    expect(earnedOf(bought)).toEqual({ books: 60 });
    expect(ann.wallet()).toMatchObject({ available: 0, pending: 60 });
    expect(ann.account().state.items?.[bought.id]).toMatchObject({
      type: 'expected',
      partner: 'books',
      given: [{ rule: 'books', units: 60 }],
    });
  });
  test('however long it takes', () => {
    const town = townOf(PRIZES);
    const ann = town.person('ann');
    ann.buy(BOOKS, AT);
    town.on('2030-01-01T00:00');
    expect(ann.wallet()).toMatchObject({ available: 0, pending: 60 });
  });
  test('cancelled, it is nothing', () => {
    const ann = townOf(PRIZES).person('ann');
    const bought = ann.buy(BOOKS, AT);
    ann.cancel(bought);
    expect(ann.wallet()).toMatchObject({ available: 0, pending: 0, debt: 0 });
    expect(() => ann.cancel(bought)).toThrow('item_unknown');
    expect(() => ann.confirm(bought)).toThrow('item_unknown');
  });
  test('what is only expected pays no debt', () => {
    const town = townOf(`${PRIZES}
  - { id: gift, on: purchase, if: 'receipt.partner == ""', earn: { wallet: bonus, units: 20, activates: at once } }
rewards: [{ id: mug, price: { bonus: 20 }, gives: { gift: { sku: M } } }]`);
    const ann = town.person('ann');
    const first = ann.buy(BOOKS);
    ann.collect(ann.redeem('mug'));
    ann.giveAllBack(first);
    expect(ann.wallet()).toMatchObject({ debt: 20 });
    const bought = ann.buy(BOOKS, AT);
    expect(ann.wallet()).toMatchObject({ debt: 20, pending: 60 });
    ann.cancel(bought);
    expect(ann.wallet()).toMatchObject({ debt: 20, pending: 0 });
    ann.confirm(ann.buy(BOOKS, AT));
    expect(ann.wallet()).toMatchObject({ debt: 0, pending: 40 });
  });
});

describe('confirmed', () => {
  test.each([
    ['books', '2026-12-01T12:00', '2026-12-11T00:00', 60],
    ['pharmacy', '2026-12-01T12:00', '2026-12-31T00:00', 27],
  ])("its days begin then: %s'", (partner, confirmed, active, units) => {
    const town = townOf(PRIZES);
    const ann = town.person('ann');
    const bought = ann.buy(BOOKS, { partner });
    town.on(confirmed);
    ann.confirm(bought);
    expect(ann.wallet()).toMatchObject({ available: 0, pending: units });
    town.on(active);
    expect(ann.wallet()).toMatchObject({ available: units, pending: 0 });
    expect(ann.account().state.items).toBeUndefined();
  });
  test('with the dates of what gave it: a multiplier as its rule, a coupon its own', () => {
    const town = townOf(`
wallets: { bonus: {} }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10%, activates: { on: confirmed, after: P10D }, expires: { after: P5D } } }
  - { id: double, on: purchase, multiply: { rule: base, by: 2 } }
coupons: [{ id: extra, gives: { earn: { wallet: bonus, units: 7, activates: { on: confirmed, after: P20D } } } }]`);
    const ann = town.person('ann');
    ann.confirm(ann.buy([['a', '100.00']], { apply: ['code:extra'] }));
    const balances = ['2026-12-01T23:59', '2026-12-02T00:00', '2026-12-07T00:00', '2026-12-12T00:00'].map((moment) => {
      town.on(moment);
      return ann.units();
    });
    expect(balances).toEqual([0, 20, 0, 7]);
  });
  test('an event of a partner too', () => {
    const town = townOf(`
wallets: { bonus: { activates: { on: confirmed } } }
rules: [{ id: trip, on: shop.trip, earn: { wallet: bonus, rate: 10% } }]`);
    const ann = town.person('ann');
    const trip = ann.hear('shop.trip', {}, { amount: '500.00' });
    ann.confirm(trip);
    expect(ann.units()).toBe(50);
  });
});

describe('returned', () => {
  test('before: the expectation shrinks with it, and the rest is confirmed', () => {
    const town = townOf(PRIZES);
    const ann = town.person('ann');
    const bought = ann.buy(BOOKS, AT);
    ann.giveBack(bought, [0, '1']);
    expect(ann.wallet()).toMatchObject({ pending: 40, debt: 0 });
    ann.confirm(bought);
    town.on('2026-12-02T00:00');
    expect(ann.units()).toBe(40);
  });
  test('before and wholly: nothing is left to confirm', () => {
    const ann = townOf(PRIZES).person('ann');
    const bought = ann.buy(BOOKS, AT);
    ann.giveAllBack(bought);
    expect(ann.wallet()).toMatchObject({ pending: 0, debt: 0 });
    expect(() => ann.confirm(bought)).toThrow('item_unknown');
  });
  test('after: what was confirmed is taken back', () => {
    const ann = townOf(PRIZES).person('ann');
    const bought = ann.buy(BOOKS, AT);
    ann.confirm(bought);
    ann.giveBack(bought, [0, '2']);
    expect(ann.wallet()).toMatchObject({ pending: 20, debt: 0 });
  });
  test('in part before, in part after', () => {
    const ann = townOf(PRIZES).person('ann');
    const bought = ann.buy(BOOKS, AT);
    ann.giveBack(bought, [0, '1']);
    ann.confirm(bought);
    ann.giveBack(bought, [0, '1']);
    expect(ann.wallet()).toMatchObject({ pending: 20, debt: 0 });
    ann.giveBack(bought, [0, '1']);
    expect(ann.wallet()).toMatchObject({ pending: 0, debt: 0 });
  });
  test('after it was cancelled: nothing is taken twice', () => {
    const ann = townOf(PRIZES).person('ann');
    const other = ann.buy([['book', '150.00']], AT);
    const bought = ann.buy(BOOKS, AT);
    ann.giveBack(bought, [0, '1']);
    ann.cancel(bought);
    ann.giveAllBack(bought);
    expect(ann.wallet()).toMatchObject({ pending: 10, debt: 0 });
    ann.confirm(other);
    expect(ann.wallet()).toMatchObject({ pending: 10, debt: 0 });
  });
  test('one of two purchases leaves the other its expectation', () => {
    const ann = townOf(PRIZES).person('ann');
    const [one, two] = [ann.buy(BOOKS, AT), ann.buy([['book', '150.00']], AT)];
    ann.giveAllBack(one);
    expect(ann.wallet()).toMatchObject({ pending: 10 });
    ann.confirm(two);
    expect(ann.wallet()).toMatchObject({ pending: 10, debt: 0 });
  });
});

describe('limits', () => {
  const LIMITED = PRIZES.replace(
    'rate: "1 per 15.00" } }',
    'rate: "1 per 15.00" }, limits: [{ every: month, units: 60 }], budget: { units: 100 } }',
  );
  test('what is cancelled has not been given', () => {
    const town = townOf(LIMITED);
    const ann = town.person('ann');
    const bought = ann.buy(BOOKS, AT);
    expect(earnedOf(ann.buy(BOOKS, AT))).toEqual({});
    ann.giveBack(bought, [0, '1']);
    ann.cancel(bought);
    expect([...town.taken.values()]).toEqual([0]);
    expect(earnedOf(ann.buy(BOOKS, AT))).toEqual({ books: 60 });
  });
  test('cancelled and then returned, it is given back once', () => {
    const town = townOf(LIMITED);
    const ann = town.person('ann');
    const bought = ann.buy(BOOKS, AT);
    ann.cancel(bought);
    ann.giveAllBack(bought);
    expect([...town.taken.values()]).toEqual([0]);
  });
});

test('what follows from something else waits for nobody', () => {
  const town = townOf(`
wallets: { bonus: { activates: { on: confirmed, after: P2D } } }
rules: []
meters: { books: { on: purchase, add: quantity } }
challenges: [{ id: reader, meter: books, target: 3, then: { earn: { wallet: bonus, units: 50 } } }]`);
  const ann = town.person('ann');
  ann.buy(BOOKS);
  expect(ann.wallet()).toMatchObject({ available: 0, pending: 50 });
  town.on('2026-11-24T00:00');
  expect(ann.units()).toBe(50);
});

test('of units that silence ends, those that wait for a confirmation stay', () => {
  const town = townOf(`
wallets: { star: { activates: { on: confirmed }, expires: { inactive: P30D } } }
rules: [{ id: base, on: purchase, earn: { wallet: star, rate: "1 per 10.00" } }]`);
  const ann = town.person('ann');
  const bought = ann.buy(BOOKS);
  town.on('2027-01-10T12:00');
  expect(ann.wallet('star')).toMatchObject({ pending: 90 });
  ann.cancel(bought);
  expect(ann.wallet('star')).toMatchObject({ pending: 0, debt: 0 });
});
