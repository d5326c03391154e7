// What the chart shows of many days adds up to the days.
import { expect, test } from 'vitest';
import { DAYS_SHOWN_MAX, pointsOf } from './points.ts';

const daysOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    purchases: index,
    turnover: index * 100,
    guestPurchases: 1,
    guestTurnover: 10,
    newMembers: 2,
    activeMembers: 6,
  }));

test('few days are shown as they are', () => {
  const days = daysOf(DAYS_SHOWN_MAX);
  expect(pointsOf(days).map(({ day }) => day)).toEqual(days.map(({ day }) => day));
});

test.each([[93], [365], [366], [371]])('%i days become weeks that add up to them, the last one whole', (count) => {
  const days = daysOf(count);
  const weeks = pointsOf(days);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  expect(weeks).toHaveLength(Math.ceil(count / 7));
  expect(sum(weeks.map(({ figures }) => figures.turnover))).toBe(sum(days.map(({ turnover }) => turnover)));
  expect(weeks.at(-1)?.day).toBe(days.at(-7)?.day);
  expect(weeks[0]?.day).toBe(days[0]?.day);
  expect(weeks.every(({ figures }) => figures.activeMembers === 6)).toBe(true);
});
