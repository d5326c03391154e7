// The end of a day is the shop's own midnight, also where clocks are changed on it.
import { expect, test } from 'vitest';
import { endOfDay } from './end-of-day.ts';

test.each([
  ['2026-12-31', 'Europe/Moscow', '2026-12-31T21:00:00.000Z'],
  ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
  ['2026-06-30', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-03-28', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-12-31', 'Pacific/Auckland', '2026-12-31T11:00:00.000Z'],
])('%s in %s', (day, zone, end) => {
  expect(endOfDay(day, zone)).toBe(end);
});
