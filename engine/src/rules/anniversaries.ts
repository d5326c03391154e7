/** Dates of every year: when one was last, and when it is next. 29 February falls on 1 March of other years. */
import type { Calendar } from '../values/calendar.ts';
import type { Day } from '../values/time.ts';

const ONE_YEAR = { years: 1, months: 0, days: 0 };

/** The last day that "05-17" was on, today included. */
export function lastOn(calendar: Calendar, on: string, today: Day): Day {
  const thisYear = calendar.periodStart(today, 'year');
  const here = inYear(calendar, on, thisYear);
  return here <= today ? here : inYear(calendar, on, calendar.minus(thisYear, ONE_YEAR));
}

/** The next day that "05-17" will be on, after the given one. */
export function nextOn(calendar: Calendar, on: string, after: Day): Day {
  const thisYear = calendar.periodStart(after, 'year');
  const here = inYear(calendar, on, thisYear);
  return here > after ? here : inYear(calendar, on, calendar.nextPeriodStart(thisYear, 'year'));
}

function inYear(calendar: Calendar, on: string, yearStart: Day): Day {
  const month = calendar.plus(yearStart, { years: 0, months: Number(on.slice(0, 2)) - 1, days: 0 });
  return calendar.plus(month, { years: 0, months: 0, days: Number(on.slice(3)) - 1 });
}
