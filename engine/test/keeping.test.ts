/** What it takes to keep a level: how much more, from when and until when. Whoever does so much keeps it, and no less. */
import { describe, expect, test } from 'vitest';
import { progressAt } from '../src/index.ts';
import { Shop } from './shop.ts';

const shopWith = (tiers: string): Shop =>
  new Shop({ tiers: `by: spend, ${tiers}, levels: [{ id: guest, from: 0 }, { id: gold, from: 1000.00 }]` });

function keeping(shop: Shop): readonly [until: string, from: string, missing: number] | null {
  const { keeping: found } = progressAt(shop.program, shop.live().account, shop.now);
  const day = (moment: number): string =>
    new Date(moment).toLocaleDateString('sv-SE', { timeZone: shop.program.calendar.zone });
  return found === null ? null : [day(found.until), day(found.from), found.missing];
}

const spend = (shop: Shop, at: string, amount: string): unknown => shop.on(at).buy({ lines: [['tea', amount]] });

describe('a rolling year', () => {
  const started = (): Shop => {
    const shop = shopWith('window: { rolling: P12M }');
    spend(shop, '2026-03-01T12:00', '1200.00');
    spend(shop, '2026-06-01T12:00', '300.00');
    return shop;
  };

  test('counts what will still be in it when the level ends', () => {
    const shop = started();
    expect(keeping(shop)).toEqual(['2027-03-01', '2026-06-01', 70_000]);
    spend(shop, '2026-09-01T12:00', '200.00');
    expect(keeping(shop.on('2027-01-15T12:00'))).toEqual(['2027-03-01', '2027-01-15', 50_000]);
  });

  test.each([
    ['500.00', 'gold'],
    ['499.99', 'guest'],
  ])('%s more of 500.00 that are missing make %s', (amount, level) => {
    const shop = started();
    spend(shop, '2026-09-01T12:00', '200.00');
    spend(shop, '2027-02-28T12:00', amount);
    expect(keeping(shop)?.[2]).toBe(amount === '500.00' ? 0 : 1);
    expect(shop.on('2027-03-01T00:00').level()).toBe(level);
  });
});

test('a calendar year counts from the beginning of the last year that the level is for', () => {
  const shop = shopWith('window: { calendar: year }, keeps: { until: end of next year }');
  spend(shop, '2026-03-01T12:00', '1500.00');
  expect(keeping(shop)).toEqual(['2028-01-01', '2027-01-01', 100_000]);
  spend(shop, '2027-03-01T12:00', '400.00');
  expect(keeping(shop)).toEqual(['2028-01-01', '2027-03-01', 60_000]);
  spend(shop, '2027-12-31T12:00', '600.00');
  expect(keeping(shop)).toEqual(['2029-01-01', '2028-01-01', 100_000]);
  expect(shop.on('2028-12-31T12:00').level()).toBe('gold');
});

test('there is nothing to keep of the first level, of one for ever and of tasks', () => {
  expect(keeping(shopWith('window: { rolling: P12M }'))).toBeNull();
  const forEver = shopWith('keeps: ever');
  spend(forEver, '2026-12-01T12:00', '1000.00');
  expect([forEver.level(), keeping(forEver)]).toEqual(['gold', null]);
  const tasks = new Shop({
    tiers: 'window: { calendar: month }, levels: [{ id: guest }, { id: gold, if: account.month.spend >= 1000.00 }]',
  });
  spend(tasks, '2026-12-01T12:00', '1000.00');
  expect([tasks.level(), keeping(tasks)]).toEqual(['gold', null]);
});
