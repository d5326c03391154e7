/** The rows of design/programs.md that the language can say already: known programs, checked by their published figures. */
import { describe, expect, test } from 'vitest';
import { momentOf, Shop } from './shop.ts';

describe('stars with levels', () => {
  const stars = (): Shop =>
    new Shop({
      currency: 'USD',
      timezone: 'America/New_York',
      wallets: 'star: { name: stars }',
      meters: 'stars: { on: purchase, add: earned, wallet: star }',
      tiers:
        'by: stars, window: { rolling: P12M }, keeps: { for: P12M }, levels: [{ id: green, from: 0 }, { id: gold, from: 500 }, { id: reserve, from: 2500 }]',
      rules: [
        '{ id: base, on: purchase, earn: { wallet: star, rate: { green: 1 per 1.00, gold: 1.2 per 1.00, reserve: 1.7 per 1.00 } } }',
      ],
    });

  test('Green spends $40: 40 Stars', () => {
    expect(stars().buy({ lines: [['coffee', '40.00']] }).purchase.earned).toMatchObject([
      { wallet: 'star', units: 40 },
    ]);
  });

  test('499 and $1 more: Gold now, and the next $10 give 12', () => {
    const shop = stars();
    shop.buy({ lines: [['coffee', '499.00']] });
    expect(shop.level()).toBe('green');
    const decision = shop.buy({ lines: [['coffee', '1.00']] });
    expect(decision.after).toMatchObject({
      wallets: { star: { available: 500 } },
      tier: { level: 'gold', measured: 500 },
    });
    expect(shop.buy({ lines: [['coffee', '10.00']] }).purchase.earned).toMatchObject([{ units: 12 }]);
  });

  test('Reserve: 1.7 a dollar', () => {
    const shop = stars();
    shop.buy({ lines: [['coffee', '2500.00']] });
    expect(shop.buy({ lines: [['coffee', '10.00']] }).purchase.earned).toMatchObject([{ units: 17 }]);
  });
});

describe('yearly status', () => {
  const insider = (at: string): Shop =>
    new Shop(
      {
        currency: 'USD',
        timezone: 'America/New_York',
        wallets: 'point: { name: points }',
        tiers:
          'by: spend, window: { calendar: year }, keeps: { until: end of next year }, levels: [{ id: insider, from: 0 }, { id: vib, from: 350.00 }, { id: rouge, from: 1000.00 }]',
        rules: ['{ id: base, on: purchase, earn: { wallet: point, rate: 1 per 1.00 } }'],
      },
      at,
    );

  test('$350.00 on 31 December 2026: VIB until 31 December 2027', () => {
    const shop = insider('2026-12-31T23:59');
    shop.buy({ lines: [['perfume', '350.00']] });
    expect(shop.level()).toBe('vib');
    expect(shop.on('2027-12-31T23:59:59.999').level()).toBe('vib');
    expect(shop.on('2028-01-01T00:00').level()).toBe('insider');
  });

  test('$349.99: Insider', () => {
    const shop = insider('2026-12-31T23:59');
    shop.buy({ lines: [['perfume', '349.99']] });
    expect(shop.level()).toBe('insider');
    // A cent in the new year is of the new year.
    shop.on('2027-01-01T00:00').buy({ lines: [['perfume', '0.01']] });
    expect(shop.level()).toBe('insider');
  });
});

test('prize club: 1 000.00 at a pharmacy are 30 expected, spendable 30 days after', () => {
  const shop = new Shop({
    wallets: 'prize: { name: prizes }',
    rules: ['{ id: pharmacy, on: purchase, earn: { wallet: prize, rate: 1 per 33.00, activates: { after: P30D } } }'],
  });
  const { id } = shop.buy({ lines: [['medicine', '1000.00']] });
  expect(shop.wallet('prize')).toMatchObject({ available: 0, pending: 30 });
  expect(shop.on('2026-12-21T23:59').wallet('prize')).toMatchObject({ available: 0, pending: 30 });
  expect(shop.on('2026-12-22T00:00').wallet('prize')).toMatchObject({ available: 30, pending: 0 });
  // Cancelled while expected: nothing is left.
  shop.on('2026-12-01T12:00').giveBack(id, [0, '1']);
  expect(shop.wallet('prize')).toMatchObject({ available: 0, pending: 0, debt: 0 });
});

test('club points: 5 500.00 are 165', () => {
  const shop = new Shop({
    wallets: 'point: { name: points }',
    rules: ['{ id: base, on: purchase, earn: { wallet: point, rate: 30 per 1000.00 } }'],
  });
  expect(shop.buy({ lines: [['dress', '5500.00']] }).purchase.earned).toMatchObject([{ units: 165 }]);
});

test('half of each item: 1 000 and 300 with 2 000 bonuses pay 500 + 150 = 650', () => {
  const shop = new Shop({ wallets: 'bonus: { worth: 1.00, expires: { after: P180D }, pay: { max: 50%, of: line } }' });
  shop.correct(2000);
  const { purchase, after } = shop.buy({
    lines: [
      ['perfume', '1000.00'],
      ['cream', '300.00'],
    ],
    pay: 'max',
  });
  expect(purchase.lines.map((line) => line.payMoney)).toEqual([50000, 15000]);
  expect(purchase).toMatchObject({ toPay: 65000, payment: { units: 650, money: 65000 } });
  expect(after.wallets['bonus']?.available).toBe(1350);
});

test('a small shop at a till: 5 %, half of the receipt, next day, 180 days, 100 for welcome', () => {
  const shop = new Shop({
    wallets:
      'bonus: { worth: 1.00, activates: { after: P1D }, expires: { after: P180D }, pay: { max: 50%, of: receipt } }',
    rules: [
      '{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }',
      '{ id: welcome, on: enrolled, earn: { wallet: bonus, units: 100, activates: at once } }',
    ],
  });
  shop.hear('enrolled');
  const { purchase } = shop.buy({ lines: [['bread', '150.00']], pay: 'max' });
  expect(purchase).toMatchObject({ toPay: 7500, payment: { units: 75 }, earned: [{ units: 3 }] });
  expect(shop.wallet()).toMatchObject({ available: 25, pending: 3 });
  expect(shop.on('2026-11-23T00:00').wallet()).toMatchObject({ available: 28, pending: 0 });
  expect(shop.on('2027-05-22T00:00').live().wallet()).toMatchObject({ available: 0, expiring: null });
  expect(momentOf('2027-05-22T00:00', 'Europe/Moscow')).toBe(shop.now);
});
