/** What time itself brings: statement days, silence, win-backs, birthdays. */
import { describe, expect, test } from 'vitest';
import { earnedOf, type Good } from './goods.ts';
import { townOf, type Town } from './town.ts';

const HUNDRED: readonly Good[] = [['coffee', '100.00']];

describe('on the statement day', () => {
  const program = (day: string): string => `
wallets: { rub: { worth: 1.00, decimals: 2, activates: { on: statement } } }
statement: { day: ${day} }
rules: [{ id: base, on: purchase, earn: { wallet: rub, rate: 1% } }]`;
  test.each([
    ['1', '2026-11-22T12:00', '2026-12-01T00:00'],
    ['10', '2026-11-22T12:00', '2026-12-10T00:00'],
    ['25', '2026-11-22T12:00', '2026-11-25T00:00'],
    // On the day itself a new period has begun: the next day is a month away.
    ['22', '2026-11-22T12:00', '2026-12-22T00:00'],
    ['joined', '2026-11-22T12:00', '2026-12-22T00:00'],
    // Who joined on the 31st has the 28th, which every month has.
    ['joined', '2026-12-31T12:00', '2027-01-28T00:00'],
  ])('%s, bought at %s', (day, bought, active) => {
    const town = townOf(program(day), bought);
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    expect(ann.wallet('rub')).toMatchObject({ available: 0, pending: 100 });
    town.until(instantBefore(town, active));
    expect(ann.units('rub')).toBe(0);
    town.on(active);
    expect(ann.units('rub')).toBe(100);
  });
  test("an account's own", () => {
    const town = townOf(program('1'));
    const ann = town.person('ann');
    ann.profile({ statementDay: 24 });
    ann.buy(HUNDRED);
    town.on('2026-11-24T00:00');
    expect(ann.units('rub')).toBe(100);
  });
});

describe('after silence', () => {
  const STARS = `
wallets: { star: { expires: { inactive: P6M, except: [gold] } } }
tiers: { by: spend, window: { rolling: P12M }, levels: [{ id: green, from: 0 }, { id: gold, from: 1000.00 }] }
rules: [{ id: base, on: purchase, earn: { wallet: star, rate: "1 per 1.00" } }, { id: welcome, on: enrolled, earn: { wallet: star, units: 30 } }]`;
  test('all units go at once: six months after the last deed', () => {
    const town = townOf(STARS);
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    town.on('2027-01-10T12:00');
    ann.buy(HUNDRED);
    town.on('2027-07-09T23:59');
    expect(ann.units('star')).toBe(200);
    town.on('2027-07-10T00:00');
    expect(ann.units('star')).toBe(0);
    ann.buy(HUNDRED);
    expect(ann.units('star')).toBe(100);
  });
  test('a deed of any kind counts, what others do does not', () => {
    const town = townOf(STARS);
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    town.on('2027-05-01T12:00');
    ann.correct(5, 'star');
    town.on('2027-05-22T00:00');
    expect(ann.units('star')).toBe(0);
    ann.buy(HUNDRED);
    town.on('2027-11-01T12:00');
    ann.hear('shop.review');
    town.on('2028-04-30T23:59');
    expect(ann.units('star')).toBe(100);
  });
  test('a level keeps them; when it ends, they go', () => {
    const town = townOf(STARS);
    const ann = town.person('ann');
    ann.buy([['a', '1000.00']]);
    town.on('2027-06-22T12:00');
    expect(ann.units('star')).toBe(1000);
    // The level is kept for twelve months from the day that it was reached.
    town.on('2027-11-21T23:59');
    expect(ann.units('star')).toBe(1000);
    town.on('2027-11-22T00:00');
    expect(ann.units('star')).toBe(0);
  });
  test('who joins and does nothing is silent from the day of joining', () => {
    const town = townOf(STARS);
    const ann = town.person('ann');
    ann.hear('enrolled');
    town.on('2027-05-21T23:59');
    expect(ann.units('star')).toBe(30);
    town.on('2027-05-22T00:00');
    expect(ann.units('star')).toBe(0);
  });
  test('what comes into the silence waits for the next one', () => {
    const town = townOf(STARS);
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    town.on('2027-08-01T12:00');
    ann.correct(40, 'star');
    town.on('2027-09-01T12:00');
    expect(ann.units('star')).toBe(40);
    ann.buy(HUNDRED);
    town.on('2028-03-01T00:00');
    expect(ann.units('star')).toBe(0);
  });
  test('a late purchase of long ago ends no silence', () => {
    const town = townOf(STARS);
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    town.on('2027-02-22T12:00');
    ann.buy(HUNDRED, { at: '2026-11-01T12:00' });
    town.on('2027-05-22T00:00');
    expect(ann.units('star')).toBe(0);
  });
});

describe('to win somebody back', () => {
  const BACK = `rules:
  - { id: soon, on: inactive, after: P30D, earn: { wallet: bonus, units: 50 } }
  - { id: late, on: inactive, after: P90D, earn: { wallet: bonus, units: 200 } }`;
  const heard = (town: Town): readonly (string | undefined)[] =>
    town.told.flatMap(({ decision }) => (decision.type === 'custom' ? Object.keys(earnedOf(decision)) : []));
  test('once after each silence', () => {
    const town = townOf(BACK);
    const ann = town.person('ann');
    ann.buy(HUNDRED);
    town.on('2026-12-21T23:59');
    expect(heard(town)).toEqual([]);
    town.on('2026-12-22T00:00');
    expect(heard(town)).toEqual(['soon']);
    town.on('2027-02-20T00:00');
    expect(heard(town)).toEqual(['soon', 'late']);
    town.on('2028-02-20T00:00');
    expect(heard(town)).toEqual(['soon', 'late']);
    ann.buy(HUNDRED);
    town.on('2028-03-21T00:00');
    expect(heard(town)).toEqual(['soon', 'late', 'soon']);
  });
});

describe('birthdays', () => {
  const PARTY = (more = ''): string =>
    `rules: [{ id: party, on: birthday, ${more} earn: { wallet: bonus, units: 300, expires: { after: P14D } } }]`;
  const gifts = (town: Town): readonly string[] =>
    town.told.flatMap(({ event, decision }) =>
      event.type === 'custom' && decision.type === 'custom' && decision.earned.length > 0
        ? [town.program.calendar.dayOf(event.at)]
        : [],
    );
  test('every year on the day', () => {
    const town = townOf(PARTY());
    town.person('ann').profile({ dates: [{ whose: 'self', on: '12-05' }] });
    town.on('2029-01-01T00:00');
    expect(gifts(town)).toEqual(['2026-12-05', '2027-12-05', '2028-12-05']);
  });
  test('some days before', () => {
    const town = townOf(PARTY('before: P3D,'));
    town.person('ann').profile({ dates: [{ whose: 'self', on: '01-02' }] });
    town.on('2028-01-01T00:00');
    expect(gifts(town)).toEqual(['2026-12-30', '2027-12-30']);
  });
  test('29 February falls on 1 March of other years', () => {
    const town = townOf(PARTY());
    town.person('ann').profile({ dates: [{ whose: 'self', on: '02-29' }] });
    town.on('2029-01-01T00:00');
    expect(gifts(town)).toEqual(['2027-03-01', '2028-02-29']);
  });
  test('moved or renamed, it gives once a year', () => {
    const town = townOf(PARTY());
    const ann = town.person('ann');
    ann.profile({ dates: [{ whose: 'self', on: '01-10' }] });
    town.on('2027-02-01T00:00');
    ann.profile({ dates: [{ whose: 'self', on: '03-10' }] });
    town.on('2027-04-01T00:00');
    ann.profile({ dates: [{ whose: 'me', on: '05-10' }] });
    town.on('2028-02-01T00:00');
    expect(gifts(town)).toEqual(['2027-01-10']);
    town.on('2028-06-01T00:00');
    expect(gifts(town)).toEqual(['2027-01-10', '2028-05-10']);
  });
  test('of each child', () => {
    const town = townOf(PARTY());
    const ann = town.person('ann');
    ann.profile({
      dates: [
        { whose: 'child', on: '12-05' },
        { whose: 'child', on: '12-20' },
      ],
    });
    town.on('2027-06-01T00:00');
    expect(gifts(town)).toEqual(['2026-12-05', '2026-12-20']);
  });
  test('forgotten, it is over', () => {
    const town = townOf(PARTY());
    const ann = town.person('ann');
    ann.profile({ dates: [{ whose: 'self', on: '12-05' }] });
    ann.profile({ dates: [] });
    town.on('2027-06-01T00:00');
    expect(gifts(town)).toEqual([]);
  });
});

function instantBefore(town: Town, moment: string) {
  const later = townOf('', moment).now;
  return town.program.calendar.startOf(
    town.program.calendar.minus(town.program.calendar.dayOf(later), { years: 0, months: 0, days: 1 }),
  );
}
