/**
 * Dates of the proleptic Gregorian calendar as whole days since 1970-01-01, by Howard Hinnant's algorithms
 * (https://howardhinnant.github.io/date_algorithms.html), for the years 0000 to 9999 that a Day can name.
 */
import { type Day, day, TimeError } from './time.ts';

export interface CivilDate {
  readonly year: number;
  /** 1 … 12. */
  readonly month: number;
  /** 1 … 31. */
  readonly day: number;
}

const DAYS_IN_400_YEARS = 146_097;
/** Days from 0000-03-01, where the algorithm's years begin, to 1970-01-01. */
const EPOCH_SHIFT_DAYS = 719_468;
const ZERO = 48;
/** About eleven years of days, so that asking for a few hundred different days never makes text twice. */
const DAY_TEXTS_MAX = 4096;

const dayTexts = new Map<number, Day>();

/** Days since the epoch of "2026-11-22"; throws TimeError when there is no such date. */
export function epochDayOf(text: Day): number {
  const date = {
    year: digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3),
    month: digit(text, 5) * 10 + digit(text, 6),
    day: digit(text, 8) * 10 + digit(text, 9),
  };
  if (!isCivilDate(date)) throw new TimeError(`no such date: ${text}`);
  return epochDayOfCivil(date);
}

/** "2026-11-22" of days since the epoch; throws TimeError outside the years 0000 to 9999. */
export function dayOfEpochDay(epochDay: number): Day {
  const known = dayTexts.get(epochDay);
  if (known !== undefined) return known;
  const date = civilOf(epochDay);
  const text = day(`${padded(date.year, 4)}-${padded(date.month, 2)}-${padded(date.day, 2)}`);
  if (dayTexts.size >= DAY_TEXTS_MAX) dayTexts.clear();
  dayTexts.set(epochDay, text);
  return text;
}

export function epochDayOfCivil(date: CivilDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((date.month + 9) % 12) + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra - EPOCH_SHIFT_DAYS;
}

export function civilOf(epochDay: number): CivilDate {
  const shifted = epochDay + EPOCH_SHIFT_DAYS;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The epoch day so many months later (or earlier), on the month's last day where the date does not exist. */
export function shiftMonths(date: CivilDate, months: number): number {
  const monthsFromZero = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(monthsFromZero / 12);
  const month = monthsFromZero - year * 12 + 1;
  return epochDayOfCivil({ year, month, day: Math.min(date.day, daysInMonth(year, month)) });
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isCivilDate(date: CivilDate): boolean {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysInMonth(date.year, date.month);
}

function digit(text: string, index: number): number {
  return text.charCodeAt(index) - ZERO;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
