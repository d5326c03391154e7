/**
 * Counts within periods. A counter knows one period: what belongs to a later one begins it anew, what belongs to an earlier
 * one comes too late to count. Limits that accounts share are not here but in what the ledger has set aside (draft.offered).
 */
import type { Counted } from '../account-state.ts';
import type { Draft } from '../draft.ts';
import type { Window } from '../program/compiled.ts';
import { day as dayOf, type Day } from '../values/time.ts';
import { periodOf } from './periods.ts';

/** Names of counters by what they count. */
export const counterOf = {
  meter: (meter: string, window: Window): string => `m:${meter}/${window}`,
  cap: (cap: string): string => `c:${cap}`,
  challenge: (challenge: string): string => `h:${challenge}`,
  streak: (streak: string): string => `s:${streak}`,
  badge: (badge: string): string => `b:${badge}`,
  anniversary: (rule: string): string => `d:${rule}`,
  level: (level: string): string => `t:${level}`,
  /** Whether anything was ever bought, for who may still be invited. */
  bought: (): string => 'p:bought',
};

export function counterValue(draft: Pick<Draft, 'state'>, name: string, period: Day | ''): number {
  const counter = draft.state.counters?.[name];
  return counter !== undefined && counter[0] === period ? counter[1] : 0;
}

export function count(draft: Draft, name: string, period: Day | '', add: number): void {
  if (add === 0) return;
  const known = draft.state.counters?.[name];
  if (known !== undefined && known[0] > period) return;
  const value = (known !== undefined && known[0] === period ? known[1] : 0) + add;
  setCounter(draft, name, period, value);
}

export function setCounter(draft: Draft, name: string, period: Day | '', value: number): void {
  draft.state = { ...draft.state, counters: { ...draft.state.counters, [name]: [period, value] } };
}

/** The period of a window at the account's own time, by which limits count. */
export function periodNow(draft: Draft, window: Window): Day | '' {
  return periodOf(draft.program, draft.state, window, draft.program.calendar.dayOf(draft.asOf));
}

/** The same as a counter sees it: a statement day that moves back does not open again what has been closed. */
export function periodOpen(draft: Draft, counter: string, window: Window): Day | '' {
  const now = periodNow(draft, window);
  const known = draft.state.counters?.[counter]?.[0];
  return known !== undefined && known > now ? known : now;
}

/** Gives back `part` of `whole` of what was counted: all of it when they are equal. */
export function uncount(draft: Draft, counted: readonly Counted[] | undefined, add: (one: Counted) => number): void {
  for (const one of counted ?? []) {
    const back = add(one);
    if (back === 0) continue;
    if (one.period === null) take(draft, one.counter, -back);
    else if (draft.state.heir !== undefined) draft.undone.counted.push({ ...one, add: back });
    else if (isCurrent(draft, one)) count(draft, one.counter, one.period === '' ? '' : dayOf(one.period), -back);
  }
}

/** Takes of a shared limit, or gives back to it. */
export function take(draft: Draft, key: string, amount: number): void {
  const taken = (draft.taken[key] ?? 0) + amount;
  if (taken === 0) delete draft.taken[key];
  else draft.taken[key] = taken;
}

export function leftOf(draft: Draft, key: string): number {
  return Math.max(0, (draft.offered[key] ?? 0) - (draft.taken[key] ?? 0));
}

function isCurrent(draft: Draft, { counter, period }: Counted): boolean {
  return draft.state.counters?.[counter]?.[0] === period;
}
