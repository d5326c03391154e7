/** The periods of a leaderboard by their names: 2026-11-23’s week is 2026-W48 (ISO 8601), its month 2026-11, its quarter 2026-Q4. */
import { type Calendar, type CompiledProgram, type Day, day } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';

type Every =
  CompiledProgram['leaderboards'] extends ReadonlyMap<string, infer Board>
    ? Board extends { readonly every: infer Window }
      ? Window
      : never
    : never;

export interface BoardPeriod {
  readonly name: string;
  /** First day; null for the beginning. */
  readonly from: Day | null;
  /** The day after the last; null for no end. */
  readonly until: Day | null;
}

const EVER: BoardPeriod = { name: 'ever', from: null, until: null };
const WEEK = { years: 0, months: 0, days: 7 };
const EXPECTED: Readonly<Record<string, string>> = {
  day: '2026-11-23',
  week: '2026-W48',
  month: '2026-11',
  quarter: '2026-Q4',
  year: '2026',
};

/** "current", or a period by its name. Throws ApiError period_invalid. */
export function boardPeriod(asked: string, every: Every, today: Day, calendar: Calendar): BoardPeriod {
  if (every === 'ever' || every === 'period') {
    if (asked === 'current' || asked === 'ever') return EVER;
    throw new ApiError('period_invalid', { expected: 'current' });
  }
  const found = asked === 'current' ? periodOf(today, every, calendar) : named(asked, every, calendar);
  if (found === null) throw new ApiError('period_invalid', { expected: `current or ${EXPECTED[every] ?? ''}` });
  return found;
}

type Named = Exclude<Every, 'ever' | 'period'>;

/** A name stands for a period when the period that its first day falls in has that very name. */
function named(asked: string, every: Named, calendar: Calendar): BoardPeriod | null {
  const first = firstDayOf(asked, calendar);
  const found = first === null ? null : periodOf(first, every, calendar);
  return found?.name === asked ? found : null;
}

function periodOf(within: Day, every: Named, calendar: Calendar): BoardPeriod {
  const year = Number(within.slice(0, 4));
  const month = Number(within.slice(5, 7));
  switch (every) {
    case 'day':
      return { name: within, from: within, until: calendar.plus(within, { years: 0, months: 0, days: 1 }) };
    case 'week': {
      const from = mondayOf(within, calendar);
      return { name: weekName(from, calendar), from, until: calendar.plus(from, WEEK) };
    }
    default: {
      const name = {
        month: within.slice(0, 7),
        quarter: `${within.slice(0, 4)}-Q${Math.ceil(month / 3)}`,
        year: String(year),
      }[every];
      return { name, from: calendar.periodStart(within, every), until: calendar.nextPeriodStart(within, every) };
    }
  }
}

function firstDayOf(name: string, calendar: Calendar): Day | null {
  const [, year = '', rest = ''] = /^([2-9]\d{3})(?:-(\d{2}-\d{2}|\d{2}|Q\d|W\d{2}))?$/u.exec(name) ?? [];
  if (year === '') return null;
  if (rest === '') return day(`${year}-01-01`);
  if (rest.startsWith('Q')) {
    const quarter = Number(rest.slice(1));
    return quarter < 1 || quarter > 4 ? null : day(`${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`);
  }
  if (rest.startsWith('W'))
    return calendar.plus(firstMonday(year, calendar), { ...WEEK, days: 7 * (Number(rest.slice(1)) - 1) });
  const text = rest.length === 2 ? `${year}-${rest}-01` : `${year}-${rest}`;
  const at = Date.parse(text);
  // A date that does not exist is moved by Date.parse to one that does, or is none.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : day(text);
}

function mondayOf(within: Day, calendar: Calendar): Day {
  return calendar.minus(within, { years: 0, months: 0, days: calendar.weekdayOf(within) - 1 });
}

/** The first week of a year is the one with the fourth of January. */
function firstMonday(year: string, calendar: Calendar): Day {
  return mondayOf(day(`${year}-01-04`), calendar);
}

function weekName(monday: Day, calendar: Calendar): string {
  const year = calendar.plus(monday, { years: 0, months: 0, days: 3 }).slice(0, 4);
  const days = (Date.parse(monday) - Date.parse(firstMonday(year, calendar))) / 86_400_000;
  return `${year}-W${String(days / 7 + 1).padStart(2, '0')}`;
}
