/** Schedules that never come. */
import { calendarOf } from '../values/calendar.ts';
import { type Day, instant } from '../values/time.ts';
import type { Checking } from './check-context.ts';
import { knownLevels } from './check-levels.ts';
import type { ScheduleDocument } from './document.ts';
import { WEEKDAYS } from './document-limits.ts';
import type { Path } from './problem.ts';
import { readMoment } from './schedule-text.ts';

export function checkSchedule(check: Checking, path: Path, when: ScheduleDocument | undefined): void {
  if (when === undefined) return;
  const calendar = calendarOf(check.document.timezone);
  const from = when.from === undefined ? null : readMoment(when.from, calendar);
  const until = when.until === undefined ? null : readMoment(when.until, calendar);
  if (from !== null && until !== null && from >= until) {
    check.report([...path, 'until'], {
      code: 'empty_schedule',
      message: `until ${when.until ?? ''} is not after from ${when.from ?? ''}`,
      hint: 'until is exclusive: for one day write the next day',
    });
  }
  if (when.early !== undefined && when.from === undefined && !check.isBroken([...path, 'from']))
    check.report([...path, 'early'], {
      code: 'no_effect',
      message: 'early without from',
      hint: 'add from: the moment that these levels may be before',
      atKey: true,
    });
  if (typeof when.early === 'object') knownLevels(check, [...path, 'early'], Object.keys(when.early));
  const days = when.days ?? [];
  if (new Set(days).size < days.length)
    check.report([...path, 'days'], {
      code: 'duplicate_id',
      message: 'a weekday is here twice',
      hint: 'name each once',
    });
  if (from !== null && until !== null && from < until && when.days !== undefined)
    checkDays(check, [...path, 'days'], when.days, [calendar.dayOf(from), calendar.dayOf(instant(until - 1))]);
}

/** At least one of the weekdays is within the dates. Stores live up to a day apart, so a day more on either side counts. */
function checkDays(
  check: Checking,
  path: Path,
  days: NonNullable<ScheduleDocument['days']>,
  [first, last]: readonly [Day, Day],
): void {
  const calendar = calendarOf(check.document.timezone);
  let day = calendar.minus(first, ONE_DAY);
  const end = calendar.plus(last, ONE_DAY);
  for (let count = 0; count < WEEKDAYS.length && day <= end; count += 1) {
    const name = WEEKDAYS[calendar.weekdayOf(day) - 1];
    if (name !== undefined && days.includes(name)) return;
    day = calendar.plus(day, ONE_DAY);
  }
  check.report(path, {
    code: 'empty_schedule',
    message: `${days.join(', ')} is not between these dates`,
    hint: 'other weekdays, or other dates',
    atKey: true,
  });
}

const ONE_DAY = { years: 0, months: 0, days: 1 } as const;
