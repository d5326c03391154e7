/** Meters on events that the shop tells: how often, how much money, a number that they carry, only some of them. */
import { describe, expect, test } from 'vitest';
import { silenceOf } from './goods.ts';
import { townOf } from './town.ts';

const METERS = `
meters:
  walks: { on: shop.walk, add: count }
  steps: { on: shop.walk, add: data.steps }
  long_walks: { on: shop.walk, add: count, if: 'event.data.steps >= 1000.0' }
  paid: { on: payment, add: amount }
  stars: { on: shop.walk, add: earned, wallet: star }
wallets: { star: {} }
rules:
  - { id: star, on: shop.walk, earn: { wallet: star, units: 3 } }
  - { id: seen, on: purchase, if: 'CONDITION', earn: { wallet: star, units: 1 } }`;

describe('a meter counts', () => {
  const WALKS = [{ steps: 500 }, { steps: 1500.25 }, { steps: '2000' }];
  test.each([
    ['account.ever.walks == 3.0', true],
    ['account.ever.steps == 4000.25', true],
    ['account.ever.long_walks == 1.0', true],
    ['account.month.paid == 123.45', true],
    ['account.ever.stars == 9.0', true],
    ['account.day.walks > 3.0', false],
  ])('%s', (condition, is) => {
    const ann = townOf(METERS.replace('CONDITION', condition)).person('ann');
    for (const data of WALKS) ann.hear('shop.walk', data);
    ann.hear('payment', {}, { amount: '123.45' });
    expect(silenceOf(ann.buy([['a', '1.00']]), 'seen')).toBe(is ? '' : 'condition_false');
  });
  test.each([
    [{ steps: -5 }],
    [{ steps: 'many' }],
    [{ steps: 1.123_456_7 }],
    [{ steps: Number.NaN }],
    [{}],
    [{ steps: { of: 5 } }],
    [{ steps: true }],
  ])('%o is no number and counts nothing', (data) => {
    const heard = townOf(METERS.replace('CONDITION', 'account.ever.steps > 0.0')).person('ann').hear('shop.walk', data);
    expect(heard.meters.filter(({ meter }) => meter === 'steps')).toEqual([]);
    expect(heard.meters.filter(({ meter }) => meter === 'walks')).toHaveLength(1);
  });
});

describe('within its period', () => {
  test.each([
    // From Wednesday, 18 November.
    ['day', '2026-11-18T23:59', '2026-11-19T00:00'],
    ['week', '2026-11-22T23:59', '2026-11-23T00:00'],
    ['month', '2026-11-30T23:59', '2026-12-01T00:00'],
    ['quarter', '2026-12-31T23:59', '2027-01-01T00:00'],
    ['year', '2026-12-31T23:59', '2027-01-01T00:00'],
    ['period', '2026-12-17T23:59', '2026-12-18T00:00'],
  ])('a %s', (window, last, next) => {
    const town = townOf(
      `statement: { day: joined }\n${METERS.replace('CONDITION', `account.${window}.walks >= 1.0`)}`,
      '2026-11-18T12:00',
    );
    const ann = town.person('ann');
    ann.hear('shop.walk', { steps: 5 });
    town.on(last);
    expect(silenceOf(ann.buy([['a', '1.00']]), 'seen')).toBe('');
    town.on(next);
    expect(silenceOf(ann.buy([['a', '1.00']]), 'seen')).toBe('condition_false');
  });
});

test('levels by what events count', () => {
  const ann = townOf(`
meters: { steps: { on: shop.walk, add: data.steps } }
tiers: { by: steps, levels: [{ id: sitting, from: 0 }, { id: walking, from: 1000.5 }] }`).person('ann');
  ann.hear('shop.walk', { steps: 1000.25 });
  expect(ann.level()).toBe('sitting');
  ann.hear('shop.walk', { steps: 0.25 });
  expect(ann.level()).toBe('walking');
});
