/** When units become active and when they expire, as dates of the shop. */
import { describe, expect, test } from 'vitest';
import { decide, instant, standingAt } from '../src/index.ts';
import { momentOf, Shop } from './shop.ts';

const BASE = '{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }';

describe('first active and first expired moments', () => {
  test.each<[string, string, string, string, string, string]>([
    [
      'tomorrow, for 180 days',
      'activates: { after: P1D }, expires: { after: P180D }',
      'Europe/Moscow',
      '2026-11-22T12:00',
      '2026-11-23T00:00',
      '2027-05-22T00:00',
    ],
    [
      'at once, for 180 days',
      'expires: { after: P180D }',
      'Europe/Moscow',
      '2026-11-22T12:00',
      '2026-11-22T12:00',
      '2027-05-21T00:00',
    ],
    [
      'the last minute of a day is still that day',
      'activates: { after: P1D }, expires: { after: P2D }',
      'Europe/Moscow',
      '2026-11-22T23:59:59.999',
      '2026-11-23T00:00',
      '2026-11-25T00:00',
    ],
    [
      'the day is the zone’s: 22:30 in London is tomorrow in Moscow',
      'activates: { after: P1D }, expires: { after: P2D }',
      'Europe/Moscow',
      '2026-11-22T22:30:00Z',
      '2026-11-24T00:00',
      '2026-11-26T00:00',
    ],
    ['in 30 days', 'activates: { after: P30D }', 'Europe/Moscow', '2026-11-22T12:00', '2026-12-22T00:00', ''],
    [
      'a month from 31 January',
      'expires: { after: P1M }',
      'Europe/Moscow',
      '2026-01-31T12:00',
      '2026-01-31T12:00',
      '2026-02-28T00:00',
    ],
    [
      'a year, to the end of its month',
      'expires: { after: P1Y, roundUp: month }',
      'Europe/Moscow',
      '2026-11-22T12:00',
      '2026-11-22T12:00',
      '2027-12-01T00:00',
    ],
    [
      '… which for 1 December is the end of November',
      'expires: { after: P1Y, roundUp: month }',
      'Europe/Moscow',
      '2026-12-01T12:00',
      '2026-12-01T12:00',
      '2027-12-01T00:00',
    ],
    [
      'to the end of a quarter',
      'expires: { after: P1M, roundUp: quarter }',
      'Europe/Moscow',
      '2026-11-22T12:00',
      '2026-11-22T12:00',
      '2027-01-01T00:00',
    ],
    [
      'to the end of a year',
      'expires: { after: P1M, roundUp: year }',
      'Europe/Moscow',
      '2026-12-22T12:00',
      '2026-12-22T12:00',
      '2028-01-01T00:00',
    ],
    [
      'through 31 December',
      'expires: { on: "12-31" }',
      'Europe/Moscow',
      '2026-11-22T12:00',
      '2026-11-22T12:00',
      '2027-01-01T00:00',
    ],
    [
      '… earned on 31 December itself',
      'expires: { on: "12-31" }',
      'Europe/Moscow',
      '2026-12-31T23:59',
      '2026-12-31T23:59',
      '2027-01-01T00:00',
    ],
    [
      '… earned on 31 December, active next day',
      'activates: { after: P1D }, expires: { on: "12-31" }',
      'Europe/Moscow',
      '2026-12-31T12:00',
      '2027-01-01T00:00',
      '2028-01-01T00:00',
    ],
    [
      'through 1 March, of a leap year',
      'expires: { on: "03-01" }',
      'Europe/Moscow',
      '2028-02-29T12:00',
      '2028-02-29T12:00',
      '2028-03-02T00:00',
    ],
    [
      'over the night when clocks go forward',
      'activates: { after: P1D }, expires: { after: P2D }',
      'America/New_York',
      '2026-03-07T12:00',
      '2026-03-08T00:00',
      '2026-03-10T00:00',
    ],
    [
      'over the night when clocks go back',
      'activates: { after: P1D }, expires: { after: P2D }',
      'America/New_York',
      '2026-10-31T12:00',
      '2026-11-01T00:00',
      '2026-11-03T00:00',
    ],
    [
      'a zone whose day begins at one in the morning',
      'activates: { after: P1D }, expires: { after: P2D }',
      'Africa/Cairo',
      '2026-04-23T12:00',
      '2026-04-24T01:00',
      '2026-04-26T00:00',
    ],
  ])('%s: { %s } in %s at %s', (_, dates, timezone, at, active, end) => {
    const shop = new Shop({ timezone, wallets: `bonus: { worth: 1.00, ${dates} }`, rules: [BASE] }, at);
    shop.buy({ lines: [['tea', '1000.00']] });
    const availableAt = (moment: number): readonly [number | undefined, number | undefined] => {
      const { bonus } = standingAt(shop.program, shop.account, instant(moment)).wallets;
      return [bonus?.available, bonus?.pending];
    };
    const from = momentOf(active, timezone);
    if (from > shop.now) expect(availableAt(from - 1)).toEqual([0, 50]);
    expect(availableAt(from)).toEqual([50, 0]);
    if (end === '') return;
    const to = momentOf(end, timezone);
    expect(availableAt(to - 1)).toEqual([50, 0]);
    expect(availableAt(to)).toEqual([0, 0]);
    shop.now = instant(to - 1);
    expect(shop.live().passed).toEqual([]);
    shop.now = to;
    expect(shop.live().passed).toMatchObject([{ type: 'clock', at: to, entries: [{ kind: 'expire', units: -50 }] }]);
    expect(shop.account.lots).toEqual([]);
  });
});

test("a rule's own dates win over the wallet's", () => {
  const shop = new Shop({
    wallets: 'bonus: { worth: 1.00, activates: { after: P1D }, expires: { after: P180D } }',
    rules: [
      '{ id: gift, on: enrolled, earn: { wallet: bonus, units: 100, activates: at once, expires: { after: P14D } } }',
    ],
  });
  shop.hear('enrolled');
  expect(shop.wallet()).toMatchObject({
    available: 100,
    pending: 0,
    expiring: { units: 100, at: momentOf('2026-12-06T00:00', 'Europe/Moscow') },
  });
});

test('units with the same dates are one lot, however they were earned', () => {
  const shop = new Shop({
    wallets: 'bonus: { worth: 1.00, activates: { after: P1D }, expires: { after: P180D } }',
    rules: [BASE],
  });
  for (let receipt = 0; receipt < 20; receipt += 1) shop.buy({ lines: [['tea', '100.00']] });
  expect(shop.account.lots).toHaveLength(1);
  shop.on('2026-11-23T00:00').buy({ lines: [['tea', '100.00']] });
  expect(shop.account.lots).toHaveLength(2);
});

test('units that never expire become one lot once they are active', () => {
  const shop = new Shop({ wallets: 'bonus: { worth: 1.00, activates: { after: P1D } }', rules: [BASE] });
  for (let day = 10; day < 30; day += 1) shop.on(`2026-11-${day}T12:00`).buy({ lines: [['tea', '100.00']] });
  expect(shop.account.lots.map((lot) => lot.remaining)).toEqual([95, 5]);
  expect(shop.wallet()).toMatchObject({ available: 95, pending: 5 });
  const sum = shop.decisions
    .flatMap((decision) => decision.entries)
    .reduce<number>((all, entry) => all + entry.units, 0);
  expect(sum).toBe(100);
});

test('a receipt that arrives after its units would have expired: granted and expired at once, visibly', () => {
  const shop = new Shop({ wallets: 'bonus: { worth: 1.00, expires: { after: P3D } }', rules: [BASE] });
  const decision = shop.buy({ lines: [['tea', '1000.00']], at: '2026-11-10T12:00' });
  // The account had not lived before: it begins with the late receipt, and its units expire when time passes.
  expect(decision.after.wallets['bonus']?.available).toBe(50);
  shop.live();
  expect(shop.wallet().available).toBe(0);
  const late = shop.on('2026-11-23T12:00');
  late.correct(1);
  const second = late.buy({ lines: [['tea', '1000.00']], at: '2026-11-10T12:00' });
  expect(second.entries.map(({ kind, units }) => [kind, units])).toEqual([
    ['earn', 50],
    ['expire', -50],
  ]);
  expect(second.after.wallets['bonus']?.available).toBe(1);
});

test('what expires first is told with its time', () => {
  const shop = new Shop({ wallets: 'bonus: { worth: 1.00, expires: { after: P3D } }', rules: [BASE] });
  shop.buy({ lines: [['tea', '1000.00']] });
  shop.on('2026-11-23T12:00').buy({ lines: [['tea', '400.00']] });
  expect(shop.wallet().expiring).toEqual({ units: 50, at: momentOf('2026-11-25T00:00', 'Europe/Moscow') });
});

test('the account must have lived up to an event: deciding over an expiry is a fault, not a silence', () => {
  const shop = new Shop({ wallets: 'bonus: { worth: 1.00, expires: { after: P3D } }', rules: [BASE] });
  shop.buy({ lines: [['tea', '1000.00']] });
  shop.on('2026-12-22T12:00');
  expect(() => decide(shop.program, shop.account, shop.purchaseEvent({ lines: [['tea', '1.00']] }))).toThrow(
    /lived up/,
  );
});
