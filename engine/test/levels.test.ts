/** Levels: when they are reached, how long they are kept, what they are measured by. */
import { describe, expect, test } from 'vitest';
import { listOfDays, standingAt } from '../src/index.ts';
import { momentOf, Shop } from './shop.ts';

const LEVELS =
  'levels: [{ id: regular, from: 0 }, { id: gold, from: 1000.00, name: { ru: Золото, en: Gold } }, { id: platinum, from: 3000.00 }]';
const ROLLING = `by: spend, window: { rolling: P12M }, ${LEVELS}`;

function shopWith(tiers: string, at: string): Shop {
  return new Shop(
    {
      tiers,
      rules: ['{ id: base, on: purchase, earn: { wallet: bonus, rate: { regular: 5%, gold: 7%, platinum: 10% } } }'],
    },
    at,
  );
}

describe('reached', () => {
  test('at once, counted from the next purchase', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    const first = shop.buy({ lines: [['tea', '1000.00']] });
    expect(first.purchase.earned[0]?.units).toBe(50);
    expect(first.tier).toEqual({ from: 'regular', to: 'gold' });
    expect(first.reasons.at(-1)).toMatchObject({ code: 'tier_changed' });
    expect(shop.buy({ lines: [['tea', '1000.00']] }).purchase.earned[0]?.units).toBe(70);
  });

  test.each<[string, string | null, string, number | null]>([
    ['0.01', 'regular', 'gold', 99999],
    ['999.99', 'regular', 'gold', 1],
    ['1000.00', 'gold', 'platinum', 200000],
    ['2999.99', 'gold', 'platinum', 1],
  ])('after %s: %s, to %s it is %i', (amount, level, next, missing) => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    expect(shop.buy({ lines: [['tea', amount]] }).after.tier).toMatchObject({ level, next: { level: next, missing } });
  });

  test('the highest has no next', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    expect(shop.buy({ lines: [['tea', '3000.00']] }).after.tier).toMatchObject({ level: 'platinum', next: null });
  });

  test('what units pay does not count for spend', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.correct(500);
    expect(shop.buy({ lines: [['tea', '1499.99']], pay: 500 }).after.tier).toMatchObject({
      level: 'regular',
      measured: 99999,
    });
  });
});

describe('kept for a rolling year', () => {
  test('until the same day next year, then measured again', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.buy({ lines: [['tea', '1000.00']] });
    expect(shop.account.grants[0]?.until).toBe(momentOf('2027-11-22T00:00', 'Europe/Moscow'));
    expect(shop.on('2027-11-21T23:59').level()).toBe('gold');
    expect(shop.on('2027-11-22T00:00').level()).toBe('regular');
    expect(shop.passed).toMatchObject([{ type: 'clock', tier: { from: 'gold', to: 'regular' } }]);
  });

  test('bought enough meanwhile: it goes on for another year', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.buy({ lines: [['tea', '1000.00']] });
    shop.on('2027-06-01T12:00').buy({ lines: [['tea', '1000.00']] });
    expect(shop.on('2027-11-22T00:00').level()).toBe('gold');
    expect(shop.account.grants).toMatchObject([
      { level: 'gold', until: momentOf('2028-11-22T00:00', 'Europe/Moscow') },
    ]);
    expect(shop.on('2028-11-22T00:00').level()).toBe('regular');
  });

  test('falls to the level that is measured, not to the bottom', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.buy({ lines: [['tea', '3000.00']] });
    shop.on('2027-06-01T12:00').buy({ lines: [['tea', '1000.00']] });
    expect(shop.on('2027-11-22T00:00').level()).toBe('gold');
  });

  test('the window: what was bought a year ago today no longer counts', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.buy({ lines: [['tea', '600.00']] });
    const [, ...rest] = ['2027-11-21T12:00', '2027-11-22T12:00'];
    expect(rest).toHaveLength(1);
    const dayBefore = shopWith(ROLLING, '2026-11-22T12:00');
    dayBefore.buy({ lines: [['tea', '600.00']] });
    expect(dayBefore.on('2027-11-21T12:00').buy({ lines: [['tea', '400.00']] }).after.tier?.level).toBe('gold');
    expect(shop.on('2027-11-22T12:00').buy({ lines: [['tea', '400.00']] }).after.tier).toMatchObject({
      level: 'regular',
      measured: 40000,
    });
  });
});

describe('kept until the end of the next year', () => {
  const YEARLY = `by: spend, window: { calendar: year }, ${LEVELS}`;

  test('the status of a year is earned anew in the next', () => {
    const shop = shopWith(YEARLY, '2026-12-31T23:59:59.999');
    shop.buy({ lines: [['tea', '1000.00']] });
    expect(shop.on('2027-01-01T00:00').level()).toBe('gold');
    shop.buy({ lines: [['tea', '1000.00']] });
    expect(shop.on('2028-01-01T00:00').level()).toBe('gold');
    expect(shop.on('2028-12-31T23:59').level()).toBe('gold');
    expect(shop.on('2029-01-01T00:00').level()).toBe('regular');
  });

  test('a higher status of last year ends, a lower one of this year remains', () => {
    const shop = shopWith(YEARLY, '2026-06-01T12:00');
    shop.buy({ lines: [['tea', '3000.00']] });
    shop.on('2027-06-01T12:00').buy({ lines: [['tea', '1000.00']] });
    expect(shop.level()).toBe('platinum');
    expect(shop.on('2028-01-01T00:00').level()).toBe('gold');
  });

  test('what is left of last year keeps its level, though this year had measured more and then comes to nothing', () => {
    const shop = shopWith(YEARLY, '2026-06-01T12:00');
    const last = shop.buy({
      lines: [
        ['tea', '1000.00'],
        ['cake', '2000.00'],
      ],
    });
    const now = shop.on('2027-06-01T12:00').buy({ lines: [['tea', '1000.01']] });
    shop.giveBack(last.id, [1, '1']);
    shop.giveBack(now.id, [0, '1']);
    expect(shop.level()).toBe('gold');
    expect(shop.on('2027-12-31T23:59').level()).toBe('gold');
    expect(shop.on('2028-01-01T00:00').level()).toBe('regular');
  });

  test('a receipt of last year that arrives in January counts for no year', () => {
    const shop = shopWith(YEARLY, '2027-01-01T10:00');
    shop.correct(1);
    expect(shop.buy({ lines: [['tea', '1000.00']], at: '2026-12-31T20:00' }).after.tier).toMatchObject({
      level: 'regular',
      measured: 0,
    });
  });
});

describe('kept for ever', () => {
  test('ever spent, ever kept', () => {
    const shop = shopWith(`by: spend, ${LEVELS}`, '2026-11-22T12:00');
    for (let month = 1; month <= 10; month += 1) {
      shop.on(`2027-${String(month).padStart(2, '0')}-01T12:00`).buy({ lines: [['tea', '100.00']] });
    }
    expect(shop.on('2050-01-01T00:00').level()).toBe('gold');
    expect(shop.account.grants).toMatchObject([{ level: 'gold', until: null }]);
  });
});

describe('where the account stands at a later moment, though no clock has passed by', () => {
  test('what has left the window is no longer measured', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.buy({ lines: [['tea', '600.00']] });
    const at = (moment: string): unknown =>
      standingAt(shop.program, shop.account, momentOf(moment, 'Europe/Moscow')).tier;
    expect(at('2027-11-21T23:59')).toMatchObject({ measured: 60000, next: { missing: 40000 } });
    expect(at('2027-11-22T00:00')).toMatchObject({ measured: 0, next: { missing: 100000 } });
  });

  test('a level that is earned anew at its end goes on', () => {
    const shop = shopWith(ROLLING, '2026-11-22T12:00');
    shop.buy({ lines: [['tea', '1000.00']] });
    shop.on('2027-06-01T12:00').buy({ lines: [['tea', '1000.00']] });
    const then = momentOf('2027-12-01T00:00', 'Europe/Moscow');
    expect(standingAt(shop.program, shop.account, then).tier).toMatchObject({
      level: 'gold',
      measured: 100000,
      until: momentOf('2028-11-22T00:00', 'Europe/Moscow'),
    });
    const never = momentOf('2030-12-01T00:00', 'Europe/Moscow');
    expect(standingAt(shop.program, shop.account, never).tier).toMatchObject({
      level: 'regular',
      measured: 0,
      until: null,
    });
  });
});

test('levels may be measured by anything that is counted: the tenth coffee', () => {
  const shop = new Shop({
    meters: `coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' }`,
    tiers: 'by: coffees, levels: [{ id: guest, from: 0 }, { id: friend, from: 10 }]',
  });
  shop.buy({
    lines: [
      ['coffee', '900.00', '9'],
      ['tea', '100.00', '5'],
    ],
  });
  expect(shop.level()).toBe('guest');
  shop.buy({ lines: [['coffee', '100.00']] });
  expect(shop.level()).toBe('friend');
});

test('days of the measuring meter are kept once a day, not once a receipt', () => {
  const shop = shopWith(`by: spend, ${LEVELS}`, '2026-11-22T12:00');
  for (let receipt = 0; receipt < 50; receipt += 1) shop.buy({ lines: [['tea', '1.00']] });
  expect(listOfDays(shop.account.days)).toEqual([{ meter: 'spend', day: '2026-11-22', value: 5000 }]);
});
