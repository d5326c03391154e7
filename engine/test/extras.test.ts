/** What rules bring besides units and money off: things, delivery, badges, levels, words. */
import { describe, expect, test } from 'vitest';
import { earnedOf, silenceOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const HUNDRED: readonly Good[] = [['coffee', '100.00']];

test('a thing for nothing', () => {
  const bought = townOf('rules: [{ id: mug, on: purchase, gift: { sku: MUG, pieces: 2 } }]').person('ann').buy(HUNDRED);
  expect(bought.purchase.gifts).toEqual([{ rule: 'mug', sku: 'MUG', quantity: 2_000_000 }]);
  expect(bought.purchase.toPay).toBe(10_000);
});

test('free delivery', () => {
  const town = townOf(`rules: [{ id: free, on: purchase, if: 'receipt.total >= 100.00', freeDelivery: true }]`);
  expect(town.person('ann').buy(HUNDRED).purchase.freeDelivery).toBe(true);
  expect(town.person('ann').buy([['a', '99.99']]).purchase.freeDelivery).toBeUndefined();
});

test('a checkout shows what its purchase will bring, and brings nothing yet', () => {
  const town = townOf(`
badges: { first: {} }
rules: [{ id: mug, on: purchase, gift: { sku: MUG }, badge: first, freeDelivery: true }]`);
  const ann = town.person('ann');
  const { purchase } = ann.hold('till-1', HUNDRED);
  expect([purchase.gifts?.length, purchase.freeDelivery]).toEqual([1, true]);
  expect(ann.account().state.counters).toBeUndefined();
});

describe('a badge', () => {
  const PROGRAM = `
badges: { big: {} }
rules:
  - { id: big, on: purchase, if: 'receipt.total >= 500.00', badge: big }
  - { id: known, on: purchase, if: 'account.badges.big >= 1.0', earn: { wallet: bonus, units: 5 } }`;
  test('is given, and conditions see it from then on', () => {
    const ann = townOf(PROGRAM).person('ann');
    expect(silenceOf(ann.buy(HUNDRED), 'known')).toBe('condition_false');
    const big = ann.buy([['a', '500.00']]);
    expect(big.badges).toEqual(['big']);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ known: 5 });
    ann.giveAllBack(big);
    expect(silenceOf(ann.buy(HUNDRED), 'known')).toBe('condition_false');
  });
});

describe('a level given by a rule', () => {
  const PROGRAM = `
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: gold, from: 5000.00 }] }
rules:
  - { id: member, on: subscribed, tier: { level: gold, for: P1M } }
  - { id: trial, on: purchase, if: 'receipt.total == 100.00', tier: { level: gold, for: P7D } }`;
  test('is held for its time, whatever is measured', () => {
    const town = townOf(PROGRAM);
    const ann = town.person('ann');
    ann.hear('subscribed');
    expect(ann.level()).toBe('gold');
    town.on('2026-12-21T23:59');
    expect(ann.level()).toBe('gold');
    town.on('2026-12-22T00:00');
    expect(ann.level()).toBe('new');
  });
  test('given again, it lasts from then', () => {
    const town = townOf(PROGRAM);
    const ann = town.person('ann');
    ann.hear('subscribed');
    town.on('2026-12-20T12:00');
    ann.hear('subscribed');
    town.on('2027-01-19T23:59');
    expect(ann.level()).toBe('gold');
    expect(ann.account().grants).toHaveLength(1);
  });
  test('a shorter one takes nothing from a longer', () => {
    const town = townOf(PROGRAM);
    const ann = town.person('ann');
    ann.hear('subscribed');
    ann.buy(HUNDRED);
    town.on('2026-12-10T12:00');
    expect(ann.level()).toBe('gold');
  });
  test('nor from one given by hand for ever', () => {
    const town = townOf(PROGRAM);
    const ann = town.person('ann');
    ann.grant('gold');
    ann.buy(HUNDRED);
    town.on('2026-12-10T12:00');
    expect(ann.level()).toBe('gold');
  });
  test('goes with the purchase that it was given for', () => {
    const ann = townOf(PROGRAM).person('ann');
    const bought = ann.buy(HUNDRED);
    expect(ann.level()).toBe('gold');
    ann.giveAllBack(bought);
    expect(ann.level()).toBe('new');
  });
});

describe('a level given by hand', () => {
  const PROGRAM =
    'tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: silver, from: 1000.00 }, { id: gold, from: 5000.00 }] }';
  test('until its day, or for ever', () => {
    const town = townOf(PROGRAM);
    const [ann, bob] = [town.person('ann'), town.person('bob')];
    ann.grant('gold', '2026-12-01T00:00');
    bob.grant('gold');
    town.on('2026-12-01T00:00');
    expect([ann.level(), bob.level()]).toEqual(['new', 'gold']);
  });
  test('what was reached by buying comes through when it ends', () => {
    const town = townOf(PROGRAM);
    const ann = town.person('ann');
    ann.grant('gold', '2026-12-01T00:00');
    ann.buy([['a', '1000.00']]);
    town.on('2026-12-01T00:00');
    expect(ann.level()).toBe('silver');
  });
  test('no return takes it, and it can be taken back by hand', () => {
    const ann = townOf(PROGRAM).person('ann');
    ann.grant('gold');
    ann.giveAllBack(ann.buy([['a', '6000.00']]));
    expect(ann.level()).toBe('gold');
    ann.grant(null);
    expect(ann.level()).toBe('new');
  });
  test('beside one that a rule has given, which no hand takes back', () => {
    const town = townOf(`
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: silver, from: 1000.00 }, { id: gold, from: 5000.00 }] }
rules: [{ id: member, on: subscribed, tier: { level: gold, for: P1M } }]`);
    const ann = town.person('ann');
    ann.hear('subscribed');
    ann.grant('silver');
    expect(ann.level()).toBe('gold');
    ann.grant(null);
    expect(ann.level()).toBe('gold');
    town.on('2026-12-22T00:00');
    expect(ann.level()).toBe('new');
  });
  test('a lower one than is held already changes nothing', () => {
    const ann = townOf(PROGRAM).person('ann');
    ann.buy([['a', '5000.00']]);
    ann.grant('silver');
    expect(ann.level()).toBe('gold');
  });
  test('of a name that is no level', () =>
    expect(() => townOf(PROGRAM).person('ann').grant('platinum')).toThrow('level_unknown'));

  test('a level until a moment that has passed is refused, and what was given before stays', () => {
    const ann = townOf(PROGRAM).person('ann');
    ann.grant('gold');
    expect(() => ann.grant('gold', '2020-01-01T00:00')).toThrow('level_over');
    expect(ann.level()).toBe('gold');
  });
});

test('words for the member', () => {
  const town = townOf('rules: [{ id: hello, on: enrolled, message: { ru: Здравствуйте, en: Hello } }]');
  expect(town.person('ann').hear('enrolled').messages).toEqual([{ rule: 'hello', ru: 'Здравствуйте', en: 'Hello' }]);
});
