/** What members pick each period, and what they may no longer pick. */
import { describe, expect, test } from 'vitest';
import { earnedOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const TAXI: readonly Good[] = [['taxi', '1000.00']];
const program = (more: string): string => `
rules: [{ id: picked, on: purchase, earn: { wallet: bonus, rate: 10%, lines: 'line.category in account.choices.favourites' } }]
choices: [{ id: favourites, pick: 2, every: month, of: [taxi, shoes, books, tea], ${more} }]`;

describe('a choice', () => {
  test('counts from then to the end of its month', () => {
    const town = townOf(program(''));
    const ann = town.person('ann');
    expect(earnedOf(ann.buy(TAXI))).toEqual({});
    ann.choose('favourites', ['taxi', 'books']);
    expect(earnedOf(ann.buy(TAXI))).toEqual({ picked: 100 });
    town.on('2026-12-01T00:00');
    expect(earnedOf(ann.buy(TAXI))).toEqual({});
  });
  test('of the next month waits for it', () => {
    const town = townOf(program(''));
    const ann = town.person('ann');
    ann.choose('favourites', ['taxi'], 'next');
    expect(earnedOf(ann.buy(TAXI))).toEqual({});
    town.on('2026-12-01T00:00');
    expect(earnedOf(ann.buy(TAXI))).toEqual({ picked: 100 });
  });
  test('made again replaces what was picked; of this month and of the next stand apart', () => {
    const ann = townOf(program('')).person('ann');
    ann.choose('favourites', ['taxi']);
    ann.choose('favourites', ['shoes'], 'next');
    ann.choose('favourites', ['books']);
    expect(earnedOf(ann.buy(TAXI))).toEqual({});
    expect(ann.account().state.choices?.['favourites']).toMatchObject([{ picks: ['books'] }, { picks: ['shoes'] }]);
  });
  test('years of choices leave no more than two', () => {
    const town = townOf(program(''));
    const ann = town.person('ann');
    for (const month of ['2026-12', '2027-01', '2027-02', '2027-03']) {
      town.on(`${month}-03T12:00`);
      ann.choose('favourites', ['taxi']);
      ann.choose('favourites', ['tea'], 'next');
    }
    expect(ann.account().state.choices?.['favourites']).toHaveLength(2);
  });
});

describe('refused', () => {
  test.each([
    ['choice_unknown', '', 'colours', ['taxi']],
    ['choice_not_offered', '', 'favourites', ['ships']],
    ['choice_not_offered', '', 'favourites', ['taxi', 'shoes', 'books']],
  ])('%s', (code, more, choice, picks) =>
    expect(() => townOf(program(more)).person('ann').choose(choice, picks)).toThrow(code),
  );
  test('after the deadline, but the next month is open', () => {
    const town = townOf(program('until: 5'), '2026-12-05T23:59');
    const ann = town.person('ann');
    ann.choose('favourites', ['taxi']);
    town.on('2026-12-06T00:00');
    expect(() => ann.choose('favourites', ['books'])).toThrow('choice_closed');
    ann.choose('favourites', ['books'], 'next');
    expect(earnedOf(ann.buy(TAXI))).toEqual({ picked: 100 });
  });
  test('once picked, where a choice is final', () => {
    const town = townOf(program('final: true'));
    const ann = town.person('ann');
    ann.choose('favourites', ['taxi']);
    expect(() => ann.choose('favourites', ['books'])).toThrow('choice_closed');
    ann.choose('favourites', ['books'], 'next');
    ann.choose('favourites', ['shoes'], 'next');
    town.on('2026-12-01T00:00');
    expect(() => ann.choose('favourites', ['books'])).toThrow('choice_closed');
  });
});

describe('as many as the level may', () => {
  test('none, one, two', () => {
    const town = townOf(`
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: gold, from: 1000.00 }] }
choices: [{ id: favourites, pick: { new: 0, gold: 2 }, every: month, of: [taxi, shoes] }]`);
    const ann = town.person('ann');
    expect(() => ann.choose('favourites', ['taxi'])).toThrow('choice_not_offered');
    ann.buy(TAXI);
    ann.choose('favourites', ['taxi', 'shoes']);
  });
  test('the same twice is once', () => {
    const ann = townOf(program('')).person('ann');
    ann.choose('favourites', ['taxi', 'taxi', 'tea']);
    expect(ann.account().state.choices?.['favourites']?.[0]?.picks).toEqual(['taxi', 'tea']);
  });
});

describe('offered to one alone', () => {
  test('only of the list of its own, until it is taken away', () => {
    const town = townOf(program(''));
    const [ann, bob] = [town.person('ann'), town.person('bob')];
    ann.offer('favourites', ['taxi', 'tea']);
    expect(() => ann.choose('favourites', ['books'])).toThrow('choice_not_offered');
    ann.choose('favourites', ['tea']);
    bob.choose('favourites', ['books']);
    ann.offer('favourites', null);
    ann.choose('favourites', ['books']);
  });
  test('nothing that nobody could have', () =>
    expect(() => townOf(program('')).person('ann').offer('favourites', ['ships'])).toThrow('choice_not_offered'));
});

test("each account's own period", () => {
  const town = townOf(`
statement: { day: 20 }
rules: [{ id: picked, on: purchase, earn: { wallet: bonus, rate: 10%, lines: 'line.category in account.choices.favourites' } }]
choices: [{ id: favourites, pick: 1, every: period, of: [taxi, shoes] }]`);
  const ann = town.person('ann');
  ann.choose('favourites', ['taxi']);
  town.on('2026-12-19T23:59');
  expect(earnedOf(ann.buy(TAXI))).toEqual({ picked: 100 });
  town.on('2026-12-20T00:00');
  expect(earnedOf(ann.buy(TAXI))).toEqual({});
});
