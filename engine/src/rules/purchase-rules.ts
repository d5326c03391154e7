/**
 * Which rules may speak to a receipt. Rules that can only hold for one store, partner, till or channel are found by it, and rules
 * whose dates are over or have not begun are left out for the whole stretch of time between two such dates: those of other
 * places and times cost nothing. explain.ts says of them why they were silent.
 */
import type { Receipt } from '../event.ts';
import type { CompiledProgram, Guard, Rule } from '../program/compiled.ts';
import type { Instant } from '../values/time.ts';

/** Between two dates of the program's rules. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Every rule whose dates it lies within, in the program's order. */
  readonly rules: readonly Rule[];
  /** Those without a guard, with their places in that order. */
  readonly open: readonly Placed[];
  readonly guarded: ReadonlyMap<Guard['field'], ReadonlyMap<string, readonly Placed[]>>;
}

interface Placed {
  readonly rule: Rule;
  readonly place: number;
}

interface Index {
  /** All dates at which the set of rules changes, ascending. */
  readonly dates: readonly number[];
  readonly stretches: Map<number, Stretch>;
  last: Stretch | null;
}

const indexes = new WeakMap<CompiledProgram, Index>();
const NO_RULES: readonly Rule[] = [];

export function purchaseRules(program: CompiledProgram, receipt: Receipt, at: Instant): readonly Rule[] {
  const rules = program.rulesOn.get('purchase');
  if (rules === undefined) return NO_RULES;
  const stretch = stretchAt(program, rules, at);
  if (stretch.guarded.size === 0) return stretch.rules;
  const found: Placed[] = [...stretch.open];
  for (const [field, byValue] of stretch.guarded) found.push(...(byValue.get(receipt[field] ?? '') ?? []));
  return found.toSorted((a, b) => a.place - b.place).map(({ rule }) => rule);
}

function stretchAt(program: CompiledProgram, rules: readonly Rule[], at: Instant): Stretch {
  let index = indexes.get(program);
  if (index === undefined) indexes.set(program, (index = { dates: datesOf(rules), stretches: new Map(), last: null }));
  if (index.last !== null && at >= index.last.from && at < index.last.to) return index.last;
  const which = index.dates.findLastIndex((date) => date <= at);
  let stretch = index.stretches.get(which);
  if (stretch === undefined) {
    const from = index.dates[which] ?? Number.NEGATIVE_INFINITY;
    stretch = stretchOf(rules, from, index.dates[which + 1] ?? Number.POSITIVE_INFINITY);
    index.stretches.set(which, stretch);
  }
  index.last = stretch;
  return stretch;
}

function datesOf(rules: readonly Rule[]): readonly number[] {
  const dates = rules.flatMap(({ schedule }) =>
    [begin(schedule), schedule?.until].filter((date) => date !== null && date !== undefined),
  );
  return [...new Set(dates)].toSorted((a, b) => a - b);
}

/** Levels with early access may begin before: their rules are looked at all the time. */
function begin(schedule: Rule['schedule']): Instant | null {
  return schedule === null || schedule.early.size > 0 ? null : schedule.from;
}

function stretchOf(all: readonly Rule[], from: number, to: number): Stretch {
  const rules = all.filter(({ schedule }) => {
    const first = begin(schedule);
    const until = schedule?.until ?? null;
    return (first === null || first <= from) && (until === null || until > from);
  });
  const open: Placed[] = [];
  const guarded = new Map<Guard['field'], Map<string, Placed[]>>();
  for (const [place, rule] of rules.entries()) {
    const [guard] = rule.guards;
    if (guard === undefined) {
      open.push({ rule, place });
      continue;
    }
    const byValue = guarded.get(guard.field) ?? new Map<string, Placed[]>();
    guarded.set(guard.field, byValue);
    for (const value of guard.values) byValue.set(value, [...(byValue.get(value) ?? []), { rule, place }]);
  }
  return { from, to, rules, open, guarded };
}
