/** What time alone brings: expiry, the end of levels, birthdays, silence, reservations that nobody came for. */
import type { Account, Lot } from '../account.ts';
import { isExpired, takeFrom, type Draft } from '../draft.ts';
import { EXPECTED_FROM } from '../lot.ts';
import type { CompiledProgram, Expiry, Rule, Wallet } from '../program/compiled.ts';
import type { Calendar } from '../values/calendar.ts';
import type { Instant } from '../values/time.ts';
import { instant } from '../values/time.ts';
import { nextOn } from './anniversaries.ts';
import { levelAt } from './tiers.ts';

type Inactive = Extract<Expiry, { type: 'inactive' }>;
type Alarmed = Pick<Account, 'asOf' | 'lots' | 'grants' | 'state'>;

/** The earliest moment when something happens to the account by itself; null for never. */
export function nextDue(program: CompiledProgram, account: Alarmed): Instant | null {
  let due: Instant | null = null;
  const at = (moment: Instant | null): void => {
    if (moment !== null && (due === null || moment < due)) due = moment;
  };
  at(firstExpiry(account.lots));
  for (const { until } of account.grants) at(until);
  const { state } = account;
  if (state.items !== undefined)
    for (const item of Object.values(state.items))
      if (item.type === 'redemption' || item.type === 'hold') at(item.until);
  if (state.heir !== undefined) return due;
  at(nextSilence(program, account));
  if (state.dates !== undefined && account.asOf !== null) {
    for (const date of state.dates)
      for (const rule of program.rulesOn.get('birthday') ?? []) at(nextBirthday(program, rule, date.on, account.asOf));
  }
  return due;
}

function firstExpiry(lots: readonly Lot[]): Instant | null {
  let first: Instant | null = null;
  for (const lot of lots) {
    const { to } = lot.key;
    if (to !== null && (first === null || to < first)) first = to;
  }
  return first;
}

/** Tells of the birthdays and the silence that fall on this very moment; their rules hear of it as events. */
export function announce(draft: Draft): void {
  const { program, state, asOf } = draft;
  if (state.heir !== undefined) return;
  const { calendar } = program;
  for (const date of state.dates ?? []) {
    for (const rule of program.rulesOn.get('birthday') ?? []) {
      const moment = calendar.startOf(calendar.plus(calendar.dayOf(asOf), rule.offset));
      const isNow = calendar.startOf(calendar.dayOf(asOf)) === asOf && onDay(calendar, moment, date.on);
      if (isNow) draft.emits.push({ name: 'birthday', data: { whose: date.whose, rule: rule.id } });
    }
  }
  if (state.activeAt === undefined) return;
  for (const rule of program.rulesOn.get('inactive') ?? []) {
    if (silenceEnd(calendar, state.activeAt, rule) === asOf)
      draft.emits.push({ name: 'inactive', data: { rule: rule.id } });
  }
}

/**
 * Units of a wallet that silence ends: all of them at once, unless the level keeps them, then when the level ends. What comes
 * afterwards (a birthday's gift, to win somebody back) waits for the next silence.
 */
export function expireSilent(draft: Draft): void {
  for (const wallet of draft.program.wallets.values()) {
    const end = silentEnd(draft.program, draft, wallet);
    if (end === null || end > draft.asOf) continue;
    for (const lot of draft.lots.filter((each) => isSilenced(each, wallet) && !isExpired(each.key, draft.asOf))) {
      takeFrom(draft, { wallet: wallet.id, kind: 'expire' }, lot.remaining, lot.key);
      draft.reasons.push({
        applied: true,
        code: 'expired_inactive',
        params: { wallet: wallet.id, units: lot.remaining },
      });
    }
  }
  noteSilence(draft);
}

/** Remembers of which silence the units have gone, or were not there when it was over. */
export function noteSilence(draft: Draft): void {
  const { activeAt } = draft.state;
  if (activeAt === undefined) return;
  for (const wallet of draft.program.wallets.values()) {
    const end = silentEnd(draft.program, draft, wallet);
    if (end !== null && end <= draft.asOf)
      draft.state = { ...draft.state, silenced: { ...draft.state.silenced, [wallet.id]: activeAt } };
  }
}

function nextSilence(program: CompiledProgram, account: Alarmed): Instant | null {
  const { state, asOf } = account;
  let next: Instant | null = null;
  if (state.activeAt === undefined || asOf === null) return null;
  for (const wallet of program.wallets.values()) {
    if (wallet.expires.type !== 'inactive' || !account.lots.some((lot) => isSilenced(lot, wallet))) continue;
    const end = silentEnd(program, account, wallet);
    // What is over already goes at the next moment: a level had kept it, or a new version of the program is stricter.
    const moment = end === null ? null : instant(Math.max(end, asOf + 1));
    if (moment !== null && (next === null || moment < next)) next = moment;
  }
  for (const rule of program.rulesOn.get('inactive') ?? []) {
    const end = silenceEnd(program.calendar, state.activeAt, rule);
    if (end > asOf && (next === null || end < next)) next = end;
  }
  return next;
}

/** What waits for a confirmation belongs to its operation. */
function isSilenced(lot: Lot, wallet: Wallet): boolean {
  return lot.wallet === wallet.id && lot.key.from !== EXPECTED_FROM;
}

/** When silence ends a wallet's units at the level held now; null when it does not, or has done so. */
function silentEnd(program: CompiledProgram, account: Alarmed, { id, expires }: Wallet): Instant | null {
  const { activeAt, silenced } = account.state;
  if (expires.type !== 'inactive' || activeAt === undefined || silenced?.[id] === activeAt) return null;
  const level = levelAt(program, account.grants, account.asOf ?? instant(0));
  return level !== null && expires.except.has(level.id) ? null : endOfSilence(program.calendar, activeAt, expires);
}

function endOfSilence(calendar: Calendar, activeAt: Instant, { duration }: Inactive): Instant {
  return calendar.startOf(calendar.plus(calendar.dayOf(activeAt), duration));
}

function silenceEnd(calendar: Calendar, activeAt: Instant, { offset }: Rule): Instant {
  return calendar.startOf(calendar.plus(calendar.dayOf(activeAt), offset));
}

/** The beginning of the day that a rule looks forward from, after the moment. */
function nextBirthday({ calendar }: CompiledProgram, { offset }: Rule, on: string, after: Instant): Instant {
  // From the first day whose looking forward has not passed yet.
  const today = calendar.plus(calendar.dayOf(after), offset);
  const next = calendar.minus(nextOn(calendar, on, today), offset);
  return calendar.startOf(next);
}

function onDay(calendar: Calendar, moment: Instant, on: string): boolean {
  const today = calendar.dayOf(moment);
  return nextOn(calendar, on, calendar.minus(today, { years: 0, months: 0, days: 1 })) === today;
}
