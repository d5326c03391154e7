/** A report's period of whole days, and the one of the same length before it. */
import { type Calendar, type Day, day, type Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';

const DAY_MS = 86_400_000;
/** Three years: the period before it needs as much again. */
export const PERIOD_DAYS_MAX = 1_100;
const ONE_DAY = { years: 0, months: 0, days: 1 };

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export interface ComparedPeriods {
  readonly period: Period;
  readonly before: Period;
}

/** `days` are so many up to the last one. Today when nothing is named. Throws ApiError report_period_invalid. */
export function periodsOf(
  calendar: Calendar,
  now: Instant,
  {
    from,
    to,
    days: wanted = 1,
  }: { readonly from: string | undefined; readonly to: string | undefined; readonly days: number | undefined },
): ComparedPeriods {
  const last = day(to ?? calendar.dayOf(now));
  const first = from === undefined ? calendar.minus(last, { years: 0, months: 0, days: wanted - 1 }) : day(from);
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  if (days < 1 || days > PERIOD_DAYS_MAX) throw new ApiError('report_period_invalid', { daysMax: PERIOD_DAYS_MAX });
  const length = { years: 0, months: 0, days };
  return {
    period: { from: first, to: last },
    before: { from: calendar.minus(first, length), to: calendar.minus(first, ONE_DAY) },
  };
}

/** All days, in order. */
export function daysIn(calendar: Calendar, { from, to }: Period): readonly Day[] {
  const days: Day[] = [];
  for (let each = from; each <= to; each = calendar.plus(each, ONE_DAY)) days.push(each);
  return days;
}
