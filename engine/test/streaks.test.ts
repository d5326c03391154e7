/** Something in each of so many periods in a row. */
import { describe, expect, test } from 'vitest';
import { type Good } from './goods.ts';
import { type Person } from './person.ts';
import { townOf, type Town } from './town.ts';

const ONE: readonly Good[] = [['coffee', '100.00']];
const THREE = `
streaks: [{ id: weeks, meter: purchases, every: week, target: 3, then: { earn: { wallet: bonus, units: 30 } } }]`;
/** Wednesdays, one week after the other. */
const WEEKS = ['2026-11-18', '2026-11-25', '2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23', '2026-12-30'];

function live(weeks: readonly number[]): { readonly town: Town; readonly ann: Person } {
  const town = townOf(THREE, '2026-11-18T12:00');
  const ann = town.person('ann');
  for (const week of weeks) buyIn(town, ann, week);
  return { town, ann };
}

function buyIn(town: Town, ann: Person, week: number) {
  town.on(`${WEEKS[week] ?? ''}T12:00`);
  return ann.buy(ONE);
}

describe('weeks in a row', () => {
  test.each([
    ['two', [0, 1], 0],
    ['three', [0, 1, 2], 30],
    ['twice in one week is once', [0, 0, 1], 0],
    ['a week left out begins anew', [0, 1, 3, 4], 0],
    ['three after a week left out', [0, 2, 3, 4], 30],
    ['reached, it begins again', [0, 1, 2, 3, 4], 30],
    ['six are twice three', [0, 1, 2, 3, 4, 5], 60],
  ])('%s', (_, weeks, units) => expect(live(weeks).ann.units()).toBe(units));
  test.each([
    ['day', ['2026-12-30', '2026-12-31', '2027-01-01'], 30],
    ['day', ['2026-12-30', '2027-01-01', '2027-01-02'], 0],
    ['month', ['2026-11-30', '2026-12-01', '2027-01-31'], 30],
    ['month', ['2026-11-30', '2026-12-31', '2027-02-01'], 0],
  ])('%ss: %s', (every, days, units) => {
    const town = townOf(THREE.replace('every: week', `every: ${every}`), `${days[0] ?? ''}T12:00`);
    const ann = town.person('ann');
    for (const day of days) town.on(`${day}T12:00`).person('ann').buy(ONE);
    expect(ann.units()).toBe(units);
  });
});

describe('returned', () => {
  test('the purchase that had reached it takes it back; another brings it again, once', () => {
    const { town, ann } = live([0, 1]);
    ann.giveAllBack(buyIn(town, ann, 2));
    expect(ann.units()).toBe(0);
    buyIn(town, ann, 2);
    buyIn(town, ann, 2);
    expect(ann.units()).toBe(30);
  });
  test('one of two of a week leaves the week', () => {
    const { town, ann } = live([0, 1, 2]);
    ann.giveAllBack(buyIn(town, ann, 2));
    expect(ann.units()).toBe(30);
  });
  test('within its week, the week does not count', () => {
    const { town, ann } = live([0]);
    ann.giveAllBack(buyIn(town, ann, 1));
    buyIn(town, ann, 2);
    expect(ann.units()).toBe(0);
    buyIn(town, ann, 3);
    expect(ann.units()).toBe(0);
    buyIn(town, ann, 4);
    expect(ann.units()).toBe(30);
  });
  test('within its week and bought anew, it does', () => {
    const { town, ann } = live([0]);
    ann.giveAllBack(buyIn(town, ann, 1));
    buyIn(town, ann, 1);
    buyIn(town, ann, 2);
    expect(ann.units()).toBe(30);
  });
  test('every week bought and returned at once is no streak', () => {
    const { town, ann } = live([]);
    for (const week of [0, 1, 2, 3]) ann.giveAllBack(buyIn(town, ann, week));
    expect(ann.wallet()).toMatchObject({ available: 0, debt: 0 });
  });
});
