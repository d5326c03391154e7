/**
 * When units become active and when they expire. Boundaries are starts of days in the program's zone: a duration of n days
 * is over at the end of the n-th day, the day of the accrual being the first.
 */
import { EXPECTED_FROM, type LotKey } from '../lot.ts';
import type { Activation, CompiledProgram, Expiry, Wallet } from '../program/compiled.ts';
import type { Calendar } from '../values/calendar.ts';
import { instant, type Day, type Instant } from '../values/time.ts';
import type { AccountState } from '../account-state.ts';
import { unreachable } from '../values/unreachable.ts';
import { nextPeriodOf } from './periods.ts';

/** Lots that are active at once begin here, so that units with the same expiry share one lot whenever they were earned. */
const SINCE_EVER = instant(0);

/** Dates of a rule where they differ from its wallet's. */
interface OwnDates {
  readonly activates: Activation | null;
  readonly expires: Expiry | null;
}

/** The lots of one day by what was written for them: a busy day asks the same few again and again. */
interface DayLots {
  readonly accrued: Day;
  readonly keys: Map<Activation, Map<Expiry, LotKey>>;
}

const lastLots = new WeakMap<CompiledProgram, DayLots>();

/** What of an account its dates depend on. */
export interface Dated {
  readonly program: CompiledProgram;
  readonly state: AccountState;
}

/** The lot for units accrued at an instant; a rule's own dates win over the wallet's. */
export function lotKeyFor({ program, state }: Dated, wallet: Wallet, at: Instant, own?: OwnDates): LotKey {
  const activates = own?.activates ?? wallet.activates;
  const expires = own?.expires ?? wallet.expires;
  const accrued = program.calendar.dayOf(at);
  if (activates.type === 'statement') {
    const next = nextPeriodOf(program, state, 'period', accrued) ?? accrued;
    return keyFrom(program, program.calendar.plus(next, activates.duration), expires);
  }
  let lots = lastLots.get(program);
  if (lots?.accrued !== accrued) lastLots.set(program, (lots = { accrued, keys: new Map() }));
  const known = lots.keys.get(activates)?.get(expires);
  if (known !== undefined) return known;
  const key = keyOn(program, accrued, activates, expires);
  lots.keys.set(activates, (lots.keys.get(activates) ?? new Map<Expiry, LotKey>()).set(expires, key));
  return key;
}

/** The lot for units that can be spent from now on, whatever the wallet says of waiting. */
export function lotKeyNow(dated: Dated, wallet: Wallet, at: Instant): LotKey {
  return lotKeyFor(dated, wallet, at, AT_ONCE);
}

/** The lot of units that have just been confirmed. */
export function lotKeyConfirmed(dated: Dated, wallet: Wallet, at: Instant, given: OwnDates | undefined): LotKey {
  const activates = given?.activates ?? wallet.activates;
  if (activates.type !== 'confirmed') return lotKeyFor(dated, wallet, at, given);
  const { program } = dated;
  const active = program.calendar.plus(program.calendar.dayOf(at), activates.duration);
  return keyFrom(program, active, given?.expires ?? wallet.expires);
}

const AT_ONCE: OwnDates = { activates: { type: 'atOnce' }, expires: null };

function keyOn(program: CompiledProgram, accrued: Day, activates: Activation, expires: Expiry): LotKey {
  switch (activates.type) {
    case 'atOnce':
      return { from: SINCE_EVER, to: expiryFrom(program.calendar, expires, accrued) };
    case 'after':
      return keyFrom(program, program.calendar.plus(accrued, activates.duration), expires);
    case 'confirmed':
      return EXPECTED;
    case 'statement':
      throw new Error('a statement day depends on the account');
    default:
      return unreachable(activates);
  }
}

/** Nothing to wait for: the day of the accrual itself has begun already. */
function keyFrom(program: CompiledProgram, active: Day, expires: Expiry): LotKey {
  return { from: program.calendar.startOf(active), to: expiryFrom(program.calendar, expires, active) };
}

/** The lot for paid units that come back after their own lot has expired. */
export function graceKey(program: CompiledProgram, wallet: Wallet, asOf: Instant): LotKey {
  const end = program.calendar.plus(program.calendar.dayOf(asOf), wallet.grace);
  return { from: SINCE_EVER, to: program.calendar.startOf(end) };
}

/** The one lot of a wallet whose units wait for a confirmation. */
export const EXPECTED: LotKey = { from: EXPECTED_FROM, to: null };

/** The one lot of a wallet that is active and never expires. */
export const EVERLASTING: LotKey = { from: SINCE_EVER, to: null };

function expiryFrom(calendar: Calendar, expires: Expiry, active: Day): Instant | null {
  switch (expires.type) {
    case 'never':
    case 'inactive':
      return null;
    case 'after': {
      const end = calendar.plus(active, expires.duration);
      if (expires.roundUp === 'day' || calendar.periodStart(end, expires.roundUp) === end) return calendar.startOf(end);
      return calendar.startOf(calendar.nextPeriodStart(end, expires.roundUp));
    }
    case 'on':
      return calendar.startOf(dayAfterNext(calendar, active, expires));
    default:
      return unreachable(expires);
  }
}

/** The day after the first given date of the year that is on or after `from`. */
function dayAfterNext(calendar: Calendar, from: Day, on: { readonly month: number; readonly day: number }): Day {
  const yearStart = calendar.periodStart(from, 'year');
  const inYear = (start: Day): Day =>
    calendar.plus(calendar.plus(start, { years: 0, months: on.month - 1, days: 0 }), {
      years: 0,
      months: 0,
      days: on.day - 1,
    });
  const thisYear = inYear(yearStart);
  const date = thisYear >= from ? thisYear : inYear(calendar.nextPeriodStart(yearStart, 'year'));
  return calendar.plus(date, { years: 0, months: 0, days: 1 });
}
