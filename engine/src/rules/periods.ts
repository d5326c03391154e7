/** Periods that things are counted in: of the calendar, or of the account from its statement day. */
import type { AccountState } from '../account-state.ts';
import type { CompiledProgram, Window } from '../program/compiled.ts';
import type { Calendar } from '../values/calendar.ts';
import { day as dayOf, type Day, type Instant } from '../values/time.ts';

/** What of an account its periods depend on. */
type Owner = Pick<AccountState, 'statementDay' | 'since'>;

/** No later than this day of the month, so that every month has it. */
const LAST_STATEMENT_DAY = 28;
const MONTH = { years: 0, months: 1, days: 0 };

/** First day of the period that a day falls in; "" for ever. */
export function periodOf(program: CompiledProgram, owner: Owner, window: Window, day: Day): Day | '' {
  const { calendar } = program;
  switch (window) {
    case 'ever':
      return '';
    case 'day':
      return day;
    case 'week':
      return weekOf(calendar, day);
    case 'period':
      return statementStart(program, owner, day);
    default:
      return calendar.periodStart(day, window);
  }
}

/** First day of the next period; null for ever. */
export function nextPeriodOf(program: CompiledProgram, owner: Owner, window: Window, day: Day): Day | null {
  const { calendar } = program;
  switch (window) {
    case 'ever':
      return null;
    case 'day':
      return calendar.plus(day, { years: 0, months: 0, days: 1 });
    case 'week':
      return calendar.plus(weekOf(calendar, day), { years: 0, months: 0, days: 7 });
    case 'period':
      return calendar.plus(statementStart(program, owner, day), MONTH);
    default:
      return calendar.nextPeriodStart(day, window);
  }
}

function weekOf(calendar: Calendar, day: Day): Day {
  return calendar.minus(day, { years: 0, months: 0, days: calendar.weekdayOf(day) - 1 });
}

function statementStart(program: CompiledProgram, owner: Owner, day: Day): Day {
  const from = statementDay(program, owner);
  const inMonth = dayOf(`${day.slice(0, 8)}${String(from).padStart(2, '0')}`);
  return inMonth <= day ? inMonth : program.calendar.minus(inMonth, MONTH);
}

function statementDay({ statementDay: common, calendar }: CompiledProgram, owner: Owner): number {
  if (owner.statementDay !== undefined) return owner.statementDay;
  if (common !== 'joined') return common;
  const joined: Instant | undefined = owner.since;
  return joined === undefined ? 1 : Math.min(Number(calendar.dayOf(joined).slice(8)), LAST_STATEMENT_DAY);
}
