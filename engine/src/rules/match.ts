/** Whether a rule speaks to this event: place, schedule, control group, condition. The answer is a reason when it does not. */
import type { Draft } from '../draft.ts';
import type { LineCondition, Rule, Schedule } from '../program/compiled.ts';
import type { RuleScope } from '../program/scope.ts';
import type { Instant } from '../values/time.ts';
import { instant } from '../values/time.ts';
import { calendarAt } from './scope-of.ts';
import { levelAt } from './tiers.ts';

export type Match =
  | { readonly type: 'yes' }
  | { readonly type: 'no'; readonly code: string; readonly params: Record<string, string> };

/** Cheap questions first, then the condition; a condition that fails on this data is a no with its error. */
export function matches(draft: Draft, rule: Rule, scope: RuleScope): Match {
  for (const { field, values } of rule.guards) {
    if (!values.has(scope.receipt[field])) return notHere(rule, field, [...values].join(', '));
  }
  if (rule.schedule !== null && !isScheduled(draft, rule.schedule, scope.receipt.store))
    return { type: 'no', code: 'not_scheduled', params: {} };
  if (rule.control > 0 && isHeldOut(draft.before.id, rule)) return { type: 'no', code: 'control_group', params: {} };
  if (rule.condition === null) return YES;
  try {
    return rule.condition.test(scope)
      ? YES
      : { type: 'no', code: 'condition_false', params: { condition: rule.condition.source } };
  } catch (error) {
    return failed(rule.condition, error);
  }
}

/** Which lines a filter lets through, or why it cannot tell. */
export function matchingLines(filter: LineCondition | null, scope: RuleScope): readonly boolean[] | Match {
  if (filter === null) return scope.lines.map(() => true);
  try {
    return scope.lines.map((_, line) => filter.test(scope, line));
  } catch (error) {
    return failed(filter, error);
  }
}

export function isScheduled(draft: Draft, schedule: Schedule, store: string): boolean {
  const { at, program } = draft;
  if (schedule.from !== null && at < earliest(draft, schedule, schedule.from)) return false;
  if (schedule.until !== null && at >= schedule.until) return false;
  if (schedule.days === null && schedule.hours === null) return true;
  const calendar = calendarAt(program, store);
  const weekday = calendar.weekdayOf(calendar.dayOf(at));
  if (schedule.hours === null) return schedule.days?.has(weekday) ?? true;
  const minute = calendar.minuteOf(at);
  const { from, to } = schedule.hours;
  const isDay = (day: number): boolean => schedule.days?.has(day) ?? true;
  if (from <= to) return minute >= from && minute < to && isDay(weekday);
  // Hours over midnight belong to the day they begin on.
  return (minute >= from && isDay(weekday)) || (minute < to && isDay(weekday === 1 ? 7 : weekday - 1));
}

/** Why a rule of another place is silent. */
export function notHere(rule: Rule, field: string, value: string): Extract<Match, { type: 'no' }> {
  return rule.condition === null
    ? { type: 'no', code: 'not_here', params: { field, value } }
    : { type: 'no', code: 'condition_false', params: { condition: rule.condition.source } };
}

const YES: Match = { type: 'yes' };
const CONTROL_PARTS = 10_000;

/** When the account's level may begin. */
function earliest(draft: Draft, { early }: Schedule, from: Instant): Instant {
  if (early.size === 0) return from;
  const own = early.get(levelAt(draft.program, draft.grants, draft.asOf)?.id ?? '');
  if (own === undefined) return from;
  const { calendar } = draft.program;
  const before = calendar.startOf(calendar.minus(calendar.dayOf(from), own));
  return instant(Math.min(from, before));
}

/** The same accounts for ever, whatever else changes (FNV-1a over the account's and the rule's ids). */
function isHeldOut(account: string, rule: Rule): boolean {
  let hash = 0x811c9dc5;
  for (const character of `${account}/${rule.id}`) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  // The low bits of FNV are weak on their own: fold the high ones in.
  return ((hash ^ (hash >>> 15)) >>> 0) % CONTROL_PARTS < rule.control;
}

function failed(condition: { readonly source: string }, error: unknown): Match {
  const message = error instanceof Error ? error.message : String(error);
  return { type: 'no', code: 'condition_failed', params: { condition: condition.source, error: message } };
}
