/** So much of something within a period: given once for each time that it is reached, taken back when returns undo it. */
import { describe, expect, test } from 'vitest';
import { type Good } from './goods.ts';
import { type Person } from './person.ts';
import { townOf } from './town.ts';

const coffees = (pieces: number): readonly Good[] => [['coffee', `${pieces * 100}.00`, String(pieces)]];
const program = (more: string, then = '{ earn: { wallet: bonus, units: 50 } }'): string => `
meters: { coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' } }
badges: { barista: {} }
coupons: [{ id: free, gives: { discount: { amount: 50.00 } } }]
rewards: [{ id: mug, gives: { gift: { sku: MUG } }, price: { bonus: 1 } }]
rules: [{ id: welcome, on: enrolled, earn: { wallet: bonus, units: 1 } }, { id: other, on: shop.deed, coupon: { id: free }, badge: barista }]
challenges: [{ id: five, meter: coffees, target: 5, ${more} then: ${then} }]`;

describe('reached', () => {
  test('once a week, however much more; next week again', () => {
    const town = townOf(program('every: week,'), '2026-11-18T12:00');
    const ann = town.person('ann');
    ann.buy(coffees(4));
    expect(ann.units()).toBe(0);
    const fifth = ann.buy(coffees(1));
    expect(fifth.reasons).toContainEqual({ rule: 'challenge:five', applied: true, code: 'reached', params: {} });
    expect(ann.units()).toBe(50);
    ann.buy(coffees(7));
    expect(ann.units()).toBe(50);
    town.on('2026-11-23T00:00');
    ann.buy(coffees(4));
    expect(ann.units()).toBe(50);
    ann.buy(coffees(1));
    expect(ann.units()).toBe(100);
  });
  test('every full target, where it repeats', () => {
    const ann = townOf(program('every: month, repeat: true,')).person('ann');
    expect([12, 2, 1].map((pieces) => (ann.buy(coffees(pieces)), ann.units()))).toEqual([100, 100, 150]);
  });
  test('once for ever, where no period is said', () => {
    const town = townOf(program(''));
    const ann = town.person('ann');
    ann.buy(coffees(5));
    town.on('2028-01-01T12:00');
    ann.buy(coffees(5));
    expect(ann.units()).toBe(50);
  });
  test('only by those whom its condition lets, and then at once', () => {
    const ann = townOf(program(`every: month, if: 'account.badges.barista > 0.0',`)).person('ann');
    ann.buy(coffees(6));
    expect(ann.units()).toBe(0);
    ann.hear('shop.deed');
    ann.buy(coffees(1));
    expect(ann.units()).toBe(50);
  });
  test('only in its time', () => {
    const town = townOf(program('every: month, when: { from: 2026-12-01 },'));
    const ann = town.person('ann');
    ann.buy(coffees(6));
    town.on('2026-12-01T12:00');
    ann.buy(coffees(4));
    expect(ann.units()).toBe(0);
    ann.buy(coffees(1));
    expect(ann.units()).toBe(50);
  });
  test('with a badge', () => {
    const ann = townOf(program('', '{ badge: barista }')).person('ann');
    expect(ann.buy(coffees(5)).badges).toEqual(['barista']);
  });
  test('by events as well', () => {
    const ann = townOf(`
meters: { steps: { on: shop.walk, add: data.steps } }
challenges: [{ id: far, meter: steps, target: 10000, every: day, then: { earn: { wallet: bonus, units: 5 } } }]`).person(
      'ann',
    );
    ann.hear('shop.walk', { steps: 9999.5 });
    expect(ann.units()).toBe(0);
    ann.hear('shop.walk', { steps: '0.5' });
    expect(ann.units()).toBe(5);
  });
});

describe('returned', () => {
  test('what is not reached any more is taken back; reached again, it is given again', () => {
    const ann = townOf(program('every: month,')).person('ann');
    const bought = ann.buy(coffees(6));
    ann.giveBack(bought, [0, '1']);
    expect(ann.units()).toBe(50);
    const back = ann.giveBack(bought, [0, '1']);
    expect(back.entries).toMatchObject([{ kind: 'reverse', rule: 'challenge:five', units: -50 }]);
    expect(ann.units()).toBe(0);
    ann.buy(coffees(1));
    expect(ann.units()).toBe(50);
    ann.buy(coffees(5));
    expect(ann.units()).toBe(50);
  });
  test('of several the last are undone', () => {
    const ann = townOf(program('every: month, repeat: true,')).person('ann');
    const bought = ann.buy(coffees(16));
    expect(ann.units()).toBe(150);
    ann.giveBack(bought, [0, '7']);
    expect(ann.units()).toBe(50);
    ann.giveBack(bought, [0, '9']);
    expect(ann.units()).toBe(0);
  });
  test('spent meanwhile, it is owed', () => {
    const ann = townOf(program('every: month,')).person('ann');
    const bought = ann.buy(coffees(5));
    ann.buy([['tea', '50.00']], { pay: 50 });
    ann.giveAllBack(bought);
    expect(ann.wallet()).toMatchObject({ available: 0, debt: 50 });
  });
  test('a coupon and a badge go too', () => {
    const ann = townOf(program('every: month,', '{ coupon: { id: free }, badge: barista }')).person('ann');
    const bought = ann.buy(coffees(5));
    expect([ann.coupons('free'), badges(ann)]).toEqual([1, 1]);
    ann.giveAllBack(bought);
    expect([ann.coupons('free'), badges(ann)]).toEqual([0, 0]);
    ann.buy(coffees(5));
    expect([ann.coupons('free'), badges(ann)]).toEqual([1, 1]);
  });
  test('in the next month, what the last one had reached', () => {
    const town = townOf(program('every: month,'));
    const ann = town.person('ann');
    const bought = ann.buy(coffees(5));
    town.on('2026-12-05T12:00');
    ann.giveBack(bought, [0, '1']);
    expect(ann.units()).toBe(0);
  });
  test('long afterwards, it stays', () => {
    const town = townOf(program('every: month,'));
    const ann = town.person('ann');
    const bought = ann.buy(coffees(5));
    town.on('2027-02-01T12:00');
    ann.giveAllBack(bought);
    expect(ann.units()).toBe(50);
  });
});

describe('for years', () => {
  test('awards do not pile up, and nothing is refused for their sake', () => {
    const town = townOf(program('every: day,'), '2026-01-01T12:00');
    const ann = town.person('ann');
    const { calendar } = town.program;
    for (let day = calendar.dayOf(town.now), count = 0; count < 600; count += 1) {
      town.until(calendar.startOf(day));
      ann.buy(coffees(5));
      day = calendar.plus(day, { years: 0, months: 0, days: 1 });
    }
    expect(Object.keys(ann.account().state.items ?? {}).length).toBeLessThan(65);
    ann.redeem('mug');
    expect(ann.units()).toBe(600 * 50 - 1);
  });
});

function badges(person: Person): number {
  return person.account().state.counters?.['b:barista']?.[1] ?? 0;
}
