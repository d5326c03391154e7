/** How a program writes times: hours of the day, dates of every year, and moments in the program's zone. */
import type { Calendar } from '../values/calendar.ts';
import { isCivilDate } from '../values/civil-date.ts';
import { day, type Instant, instant } from '../values/time.ts';

export interface Hours {
  /** Minutes of the local day, inclusive. */
  readonly from: number;
  /** Exclusive, up to 1440; not equal to `from`, less than it when the hours run over midnight. */
  readonly to: number;
}

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const MONTH_DAY = /^(\d{2})-(\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;
const EXACT_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const MINUTES_IN_HOUR = 60;
const MINUTES_IN_DAY = 1440;
/** Any year without 29 February: a date of every year must be in it. */
const COMMON_YEAR = 2025;

/** "08:00-10:00" → 480 … 600; null when malformed or empty. */
export function readHours(text: string): Hours | null {
  const match = HOURS.exec(text);
  if (match === null) return null;
  const [, fromHour = '', fromMinute = '', toHour, toMinute] = match;
  const from = Number(fromHour) * MINUTES_IN_HOUR + Number(fromMinute);
  const to =
    toHour === undefined || toMinute === undefined
      ? MINUTES_IN_DAY
      : Number(toHour) * MINUTES_IN_HOUR + Number(toMinute);
  return from === to ? null : { from, to };
}

/** "12-31" → month 12, day 31; null when it is not a date of every year. */
export function readMonthDay(text: string): MonthDay | null {
  const match = MONTH_DAY.exec(text);
  if (match === null) return null;
  const date = { year: COMMON_YEAR, month: Number(match[1]), day: Number(match[2]) };
  return isCivilDate(date) ? { month: date.month, day: date.day } : null;
}

/**
 * A date is its first instant in the program's zone, so "until: 2027-01-01" ends with 31 December. A time without
 * offset is by the clock on the program's wall; with Z or an offset it is exact. null when it is none of these.
 */
export function readMoment(text: string, calendar: Calendar): Instant | null {
  try {
    if (DATE.test(text)) return calendar.startOf(day(text));
    if (LOCAL_TIME.test(text)) {
      return instant(Temporal.PlainDateTime.from(text).toZonedDateTime(calendar.zone).epochMilliseconds);
    }
    return EXACT_TIME.test(text) ? instant(Temporal.Instant.from(text).epochMilliseconds) : null;
  } catch {
    return null;
  }
}
