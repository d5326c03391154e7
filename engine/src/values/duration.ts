/**
 * ISO 8601 durations of calendar parts: P180D, P2W, P12M, P1Y6M. No hours: lots live and die at the ends of days. A
 * century is the longest, so that no date a program computes leaves the calendar.
 */
import type { DurationParts } from './calendar.ts';

const DURATION = /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?$/;
const DAYS_MAX = 36_600;
const DAYS_IN_WEEK = 7;

/** null when the text is not a duration of calendar parts, or is longer than a century. */
export function parseDuration(text: string): DurationParts | null {
  const match = DURATION.exec(text);
  if (match === null || text === 'P') return null;
  const [, years = '0', months = '0', weeks = '0', days = '0'] = match;
  const parts = { years: Number(years), months: Number(months), days: Number(weeks) * DAYS_IN_WEEK + Number(days) };
  return longestDays(parts) > DAYS_MAX ? null : parts;
}

/** The most days a duration can be: P1M is at most 31. */
function longestDays(duration: DurationParts): number {
  const months = duration.years * 12 + duration.months;
  return Math.ceil((months / 12) * 366) + (months % 12 === 0 ? 0 : 3) + duration.days;
}
