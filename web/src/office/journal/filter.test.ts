// A filter of days becomes moments that hold the whole of both days.
import { expect, test } from 'vitest';
import { ALL_DEEDS, isEverything, questionOf } from './filter.ts';

const DAY_MS = 86_400_000;

test('nothing chosen asks for everything', () => {
  expect(isEverything(ALL_DEEDS)).toBe(true);
  expect(questionOf(ALL_DEEDS)).toEqual({ limit: 50 });
});

test('one day is from its midnight to the next', () => {
  const { from = '', to = '' } = questionOf({ ...ALL_DEEDS, from: '2026-11-22', to: '2026-11-22' });
  expect(Date.parse(to) - Date.parse(from)).toBe(DAY_MS);
  expect(new Date(from).getHours()).toBe(0);
  expect(new Date(from).getDate()).toBe(22);
});

test('the last day of a month ends with the next month', () => {
  expect(new Date(questionOf({ ...ALL_DEEDS, to: '2026-11-30' }).to ?? '').getMonth()).toBe(11);
});

test.each(['', '2026', '22.11.2026'])('what is no day (%s) bounds nothing', (from) => {
  expect(questionOf({ ...ALL_DEEDS, from })).toEqual({ limit: 50 });
});
