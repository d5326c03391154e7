/** Two accounts become one: the heir has all that both had, and whatever still comes to the other. */
import { describe, expect, test } from 'vitest';
import { decide, parcelSchema, standingAt } from '../src/index.ts';
import { earnedOf, silenceOf, type Good } from './goods.ts';
import { type Person } from './person.ts';
import { townOf, type Town } from './town.ts';

const PROGRAM = `
wallets: { bonus: { worth: 1.00, expires: { after: P60D } }, star: { activates: { after: P5D } } }
meters: { coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' } }
tiers: { by: spend, window: { rolling: P12M }, levels: [{ id: new, from: 0 }, { id: gold, from: 1000.00 }] }
badges: { barista: {} }
coupons: [{ id: ten, gives: { discount: { percent: 10% } } }]
rewards: [{ id: mug, price: { bonus: 20 }, gives: { gift: { sku: MUG } } }]
caps: { month: { units: 80, every: month } }
challenges: [{ id: five, meter: coffees, target: 5, every: month, repeat: true, then: { earn: { wallet: star, units: 7 }, badge: barista } }]
streaks: [{ id: weeks, meter: purchases, every: week, target: 2, then: { earn: { wallet: star, units: 100 } } }]
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% }, caps: [month] }
  - { id: welcome, on: enrolled, coupon: { id: ten } }
  - { id: regular, on: purchase, if: 'account.month.spend >= 700.00', earn: { wallet: star, units: 1 } }`;
const coffees = (pieces: number): readonly Good[] => [['coffee', `${pieces * 100}.00`, String(pieces)]];
const goods = (price: number): readonly Good[] => [['a', `${price}.00`]];

function two(): readonly [town: Town, ann: Person, bob: Person] {
  const town = townOf(PROGRAM);
  return [town, town.person('ann'), town.person('bob')];
}

describe('the heir has', () => {
  test('the units of both, with their dates', () => {
    const [town, ann, bob] = two();
    ann.buy(goods(300));
    town.on('2026-12-01T12:00');
    bob.buy(goods(200));
    ann.merge('bob');
    expect([ann.units(), bob.units()]).toEqual([0, 50]);
    town.on('2027-01-21T00:00');
    expect(bob.units()).toBe(20);
  });
  test('the level that both have reached together', () => {
    const [, ann, bob] = two();
    ann.buy(goods(600));
    bob.buy(goods(400));
    expect([ann.level(), bob.level()]).toEqual(['new', 'new']);
    ann.merge('bob');
    expect(bob.level()).toBe('gold');
  });
  test('the level of the other, for as long as it would have had it', () => {
    const [town, ann, bob] = two();
    ann.buy(goods(1000));
    town.on('2027-03-01T12:00');
    ann.merge('bob');
    town.on('2027-11-21T23:59');
    expect(bob.level()).toBe('gold');
    town.on('2027-11-22T00:00');
    expect(bob.level()).toBe('new');
  });
  test('coupons, badges and what is not collected yet', () => {
    const [, ann, bob] = two();
    ann.hear('enrolled');
    ann.buy(coffees(5));
    const item = ann.redeem('mug');
    ann.merge('bob');
    expect([bob.coupons('ten'), bob.units()]).toEqual([1, 30]);
    expect(bob.account().state.counters?.['b:barista']).toEqual(['', 1]);
    bob.cancel(item);
    expect(bob.units()).toBe(50);
  });
  test('the used limits of both', () => {
    const [, ann, bob] = two();
    ann.buy(goods(300));
    bob.buy(goods(300));
    ann.merge('bob');
    expect(earnedOf(bob.buy(goods(300)))).toEqual({ base: 20 });
  });
  test('what both have counted, once', () => {
    const [, ann, bob] = two();
    ann.buy(goods(350));
    bob.buy(goods(340));
    ann.merge('bob');
    expect(silenceOf(bob.buy(goods(10)), 'regular')).toBe('condition_false');
    expect(silenceOf(bob.buy(goods(10)), 'regular')).toBe('');
  });
  test('what both have collected for a challenge', () => {
    const [, ann, bob] = two();
    ann.buy(coffees(2));
    bob.buy(coffees(2));
    ann.merge('bob');
    bob.buy(coffees(1));
    expect(bob.wallet('star').pending).toBe(7);
  });
  test('the longer streak, not both together', () => {
    const [town, ann, bob] = two();
    ann.buy(goods(1));
    bob.buy(goods(1));
    ann.merge('bob');
    expect(bob.wallet('star').pending).toBe(0);
    town.on('2026-11-24T12:00');
    bob.buy(goods(1));
    expect(bob.wallet('star').pending).toBe(100);
    town.on('2026-12-01T12:00');
    bob.buy(goods(1));
    expect(bob.wallet('star')).toMatchObject({ available: 100, pending: 0 });
  });
  test('the debt of the other, paid by what is there', () => {
    const [, ann, bob] = two();
    const bought = ann.buy(goods(500));
    ann.buy(goods(50), { pay: 50 });
    ann.giveAllBack(bought);
    const { debt } = ann.wallet();
    expect(debt).toBe(50);
    bob.correct(60);
    ann.merge('bob');
    expect(bob.wallet()).toMatchObject({ available: 10, debt: 0 });
  });
});

describe('the other is closed', () => {
  test('for everything new', () => {
    const [, ann, bob] = two();
    ann.buy(goods(100));
    ann.merge('bob');
    expect(() => ann.buy(goods(1))).toThrow('account_closed');
    expect(() => ann.correct(5)).toThrow('account_closed');
    expect(() => ann.merge('eve')).toThrow('account_closed');
    expect(() => bob.merge('bob')).toThrow('merge_with_self');
  });
  test('units given to it go on to the heir', () => {
    const town = townOf('wallets: { bonus: { worth: 1.00, transfer: {} } }');
    const [ann, bob, eve] = [town.person('ann'), town.person('bob'), town.person('eve')];
    ann.correct(1);
    ann.merge('bob');
    eve.correct(10);
    eve.transfer('ann', 10);
    expect([ann.units(), bob.units()]).toEqual([0, 11]);
  });
  test('a checkout that was open is still committed, and the heir pays and earns', () => {
    const [, ann, bob] = two();
    ann.correct(100);
    ann.hold('till-1', goods(300), { pay: 100 });
    ann.merge('bob');
    expect(bob.units()).toBe(100);
    const bought = ann.buy(goods(300), { pay: 100, checkout: 'till-1' });
    expect(bought.purchase.toPay).toBe(20_000);
    expect([ann.wallet().available, ann.wallet().debt]).toEqual([0, 0]);
    expect(bob.wallet()).toMatchObject({ available: 20, debt: 0 });
  });
});

describe('a later return of what the other had bought', () => {
  test('takes its units from the heir, also those that are not active yet', () => {
    const town = townOf(`
wallets: { bonus: { worth: 1.00, activates: { after: P1D } } }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }]`);
    const [ann, bob] = [town.person('ann'), town.person('bob')];
    const bought = ann.buy(goods(500));
    ann.merge('bob');
    expect(ann.giveAllBack(bought).return.money).toBe(50_000);
    expect(bob.wallet()).toMatchObject({ available: 0, pending: 0, debt: 0 });
  });
  test('brings what had paid back to the heir, with its dates', () => {
    const [town, ann, bob] = two();
    ann.correct(30);
    const bought = ann.buy(goods(100), { pay: 30 });
    ann.merge('bob');
    ann.giveAllBack(bought);
    expect([ann.units(), bob.units()]).toEqual([0, 30]);
    town.on('2027-01-21T00:00');
    expect(bob.units()).toBe(0);
  });
  test('undoes the level', () => {
    const [, ann, bob] = two();
    const bought = ann.buy(goods(600));
    bob.buy(goods(400));
    ann.merge('bob');
    ann.giveAllBack(bought);
    expect(bob.level()).toBe('new');
    expect(ann.level()).toBe('new');
    const standing = standingAt(bob.town.program, bob.account(), bob.town.now);
    expect(standing.tier?.measured).toBe(40_000);
  });
  test('undoes what was reached with it', () => {
    const [, ann, bob] = two();
    const bought = ann.buy(coffees(4));
    bob.buy(coffees(2));
    ann.merge('bob');
    bob.buy(coffees(1));
    expect(bob.wallet('star').pending).toBe(7);
    ann.giveBack(bought, [0, '2']);
    expect(bob.wallet('star').pending).toBe(7);
    ann.giveBack(bought, [0, '1']);
    expect(bob.wallet('star')).toMatchObject({ pending: 0, debt: 0 });
  });
  test('of two challenges reached takes back one', () => {
    const [, ann, bob] = two();
    const bought = ann.buy(coffees(5));
    bob.buy(coffees(5));
    ann.merge('bob');
    expect(bob.wallet('star').pending).toBe(14);
    ann.giveBack(bought, [0, '2']);
    expect(bob.wallet('star').pending).toBe(7);
    expect(bob.account().state.counters?.['b:barista']).toEqual(['', 1]);
    bob.buy(coffees(2));
    expect(bob.wallet('star').pending).toBe(14 + 1);
  });
});

test('an heir that is merged in turn passes everything on, also what comes later', () => {
  const [town, ann, bob] = two();
  const eve = town.person('eve');
  const bought = ann.buy(coffees(5));
  ann.merge('bob');
  bob.merge('eve');
  expect([eve.units(), eve.wallet('star').pending]).toEqual([50, 7]);
  ann.giveAllBack(bought);
  expect(eve.wallet()).toMatchObject({ available: 0, debt: 0 });
  expect(eve.wallet('star')).toMatchObject({ pending: 0, debt: 0 });
  expect(eve.account().state.items).toBeUndefined();
});

test('a friend who has been merged and returns undoes the thanks for the friend', () => {
  const town = townOf(`
referral: { qualifies: 'receipt.paid >= 100.00', friend: { earn: { wallet: bonus, units: 10 } }, referrer: { earn: { wallet: bonus, units: 20 } } }`);
  const [ann, bob, eve] = [town.person('ann'), town.person('bob'), town.person('eve')];
  bob.refer('ann');
  const bought = bob.buy(goods(100));
  expect([ann.units(), bob.units()]).toEqual([20, 10]);
  bob.merge('eve');
  bob.giveAllBack(bought);
  expect([ann.units(), eve.units(), eve.wallet().debt]).toEqual([0, 0, 0]);
  eve.buy(goods(100));
  expect([ann.units(), eve.units()]).toEqual([20, 10]);
});

test('nobody is thanked for oneself', () => {
  const town = townOf(`
referral: { qualifies: 'receipt.paid >= 100.00', friend: { earn: { wallet: bonus, units: 10 } }, referrer: { earn: { wallet: bonus, units: 20 } } }`);
  const [ann, bob, eve] = [town.person('ann'), town.person('bob'), town.person('eve')];
  ann.refer('bob');
  ann.merge('bob');
  bob.buy(goods(100));
  expect(bob.units()).toBe(0);
  eve.refer('dan');
  town.person('dan').correct(1);
  town.person('dan').merge('eve');
  eve.buy(goods(100));
  expect(eve.units()).toBe(1);
});

test('looked at beforehand, it is what it will be', () => {
  const [town, ann, bob] = two();
  ann.hear('enrolled');
  ann.buy(coffees(7));
  town.on('2026-11-26T12:00');
  bob.buy(coffees(6));
  ann.buy(goods(500));
  const left = decide(town.program, ann.account(), { type: 'merge', at: town.now, into: 'bob' });
  if (left.type === 'refused') throw new Error(left.code);
  const parcel = parcelSchema.parse(
    JSON.parse(left.decision.emits?.find(({ name }) => name === 'receive')?.data['parcel'] ?? ''),
  );
  const joined = decide(town.program, bob.account(), {
    type: 'receive',
    at: town.now,
    from: 'ann',
    cause: 'merge',
    parcel,
  });
  if (joined.type === 'refused') throw new Error(joined.code);
  ann.merge('bob');
  expect(ann.account()).toEqual(left.account);
  expect(bob.account()).toEqual(joined.account);
});
