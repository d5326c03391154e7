/** Whether a rule speaks to this event: its schedule and its condition. The answer is a reason when it does not. */
import type { Draft } from '../draft.ts';
import type { Receipt, ReceiptLine } from '../event.ts';
import type { Condition, Rule, Schedule } from '../program/compiled.ts';
import type { LineFacts, LineScope, RuleScope } from '../program/scope.ts';
import { QUANTITY_SCALE } from '../values/amount.ts';
import type { Calendar } from '../values/calendar.ts';
import type { Instant } from '../values/time.ts';
import { levelAt } from './tiers.ts';

/** What conditions look at, made once a decision. `paid` is what money pays, in minor units. */
export function scopeOf(draft: Draft, receipt: Receipt, paid: number): RuleScope {
  const major = 10 ** draft.program.currencyDecimals;
  return {
    receipt: {
      total: receipt.total / major,
      paid: paid / major,
      store: receipt.store ?? '',
      till: receipt.till ?? '',
      channel: receipt.channel ?? '',
    },
    lines: receipt.lines.map((line) => lineFacts(line, major)),
    account: accountScope(draft),
    event: { type: 'purchase', data: {} },
  };
}

export function eventScopeOf(draft: Draft, type: string, data: Readonly<Record<string, unknown>>): RuleScope {
  return { receipt: NO_RECEIPT, lines: [], account: accountScope(draft), event: { type, data } };
}

export type Match =
  | { readonly type: 'yes' }
  | { readonly type: 'no'; readonly code: string; readonly params: Record<string, string> };

/** Schedule first (cheap), then the condition; a condition that fails on this data is a no with its error. */
export function matches(draft: Draft, rule: Rule, scope: RuleScope): Match {
  if (rule.schedule !== null && !isScheduled(rule.schedule, draft.program.calendar, draft.at))
    return { type: 'no', code: 'not_scheduled', params: {} };
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
export function matchingLines(filter: Condition<LineScope> | null, scope: RuleScope): readonly boolean[] | Match {
  if (filter === null) return scope.lines.map(() => true);
  try {
    return scope.lines.map((line) => filter.test({ ...scope, line }));
  } catch (error) {
    return failed(filter, error);
  }
}

const YES: Match = { type: 'yes' };
const NO_RECEIPT = { total: 0, paid: 0, store: '', till: '', channel: '' };

function failed(condition: { readonly source: string }, error: unknown): Match {
  const message = error instanceof Error ? error.message : String(error);
  return { type: 'no', code: 'condition_failed', params: { condition: condition.source, error: message } };
}

function accountScope(draft: Draft): RuleScope['account'] {
  const { tiers, meters } = draft.program;
  const scale = tiers === null ? 0 : (meters.get(tiers.meter)?.scale ?? 0);
  return {
    tier: levelAt(draft.program, draft.grants, draft.asOf)?.id ?? '',
    meters: tiers === null ? {} : { [tiers.meter]: (draft.sums[tiers.meter] ?? 0) / 10 ** scale },
  };
}

function lineFacts(line: ReceiptLine, major: number): LineFacts {
  return {
    sku: line.sku,
    name: line.name ?? '',
    category: line.category ?? '',
    quantity: line.quantity / QUANTITY_SCALE,
    price: line.price / major,
    amount: line.amount / major,
  };
}

function isScheduled(schedule: Schedule, calendar: Calendar, at: Instant): boolean {
  if (schedule.from !== null && at < schedule.from) return false;
  if (schedule.until !== null && at >= schedule.until) return false;
  if (schedule.days !== null && !schedule.days.has(calendar.weekdayOf(calendar.dayOf(at)))) return false;
  if (schedule.hours === null) return true;
  const minute = calendar.minuteOf(at);
  const { from, to } = schedule.hours;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
