/** What an event adds to the program's meters: of a receipt line by line, so that a return can take exactly the same away. */
import type { LineShare } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { CustomEvent, Receipt } from '../event.ts';
import type { Meter, RuleCondition } from '../program/compiled.ts';
import type { RuleScope } from '../program/scope.ts';
import type { Money } from '../values/amount.ts';
import { readDecimal } from '../values/decimal.ts';
import { unreachable } from '../values/unreachable.ts';
import type { RuleEarning } from './earn.ts';
import { isGiftCard } from './gift-card.ts';
import { matchingLines } from './match.ts';
import { addToMeter } from './tiers.ts';

/** A receipt that is paid and has earned. */
export interface Settled {
  readonly receipt: Receipt;
  readonly shares: readonly Omit<LineShare, 'meters'>[];
  /** By line, what is left after discounts. */
  readonly left: readonly Money[];
  readonly earned: readonly RuleEarning[];
  readonly scope: RuleScope;
}

/** By line: what it adds, by meter; meters that it adds nothing to are absent. */
export function meteredByLine(draft: Draft, settled: Settled): readonly Readonly<Record<string, number>>[] {
  const meters = draft.program.metersOn.get('purchase') ?? [];
  const values = meters.map((meter) => {
    if (!holds(meter.condition, settled.scope)) return [];
    const counts = matchingLines(meter.lines, settled.scope);
    // A filter that fails on this receipt counts nothing.
    return 'type' in counts ? [] : lineValues(meter, settled, counts);
  });
  return settled.shares.map((_, line) => {
    const added: Record<string, number> = {};
    for (const [which, meter] of meters.entries()) {
      const value = values[which]?.[line] ?? 0;
      if (value !== 0) added[meter.id] = value;
    }
    return added;
  });
}

/** Adds the lines' values to the meters on the receipt's own day. */
export function meterReceipt(draft: Draft, lines: readonly LineShare[]): void {
  const day = draft.program.calendar.dayOf(draft.at);
  for (const meter of draft.program.meters.keys()) {
    const added = lines.reduce((sum, line) => sum + (line.meters[meter] ?? 0), 0);
    addToMeter(draft, meter, day, added);
  }
}

/** Adds what an event without a receipt counts. */
export function meterEvent(
  draft: Draft,
  event: CustomEvent,
  { scope, earned }: { readonly scope: RuleScope; readonly earned: readonly RuleEarning[] },
): void {
  const day = draft.program.calendar.dayOf(draft.at);
  for (const meter of draft.program.metersOn.get(event.name) ?? []) {
    if (holds(meter.condition, scope)) addToMeter(draft, meter.id, day, eventValue(meter, event, earned));
  }
}

function eventValue(meter: Meter, event: CustomEvent, earned: readonly RuleEarning[]): number {
  const { add } = meter;
  if (add.type === 'count') return 1;
  if (add.type === 'amount') return event.amount ?? 0;
  if (add.type === 'earned')
    return earned.reduce((sum, earning) => sum + (earning.wallet === meter.wallet ? earning.units : 0), 0);
  if (add.type !== 'data') return 0;
  const value = event.data[add.name];
  // What is no plain number of at most six places counts nothing.
  const decimal = typeof value === 'number' || typeof value === 'string' ? readDecimal(String(value)) : null;
  if (decimal === null || decimal.places > meter.scale) return 0;
  const parts = Number(decimal.digits) * 10 ** (meter.scale - decimal.places);
  return Number.isSafeInteger(parts) ? parts : 0;
}

function holds(condition: RuleCondition | null, scope: RuleScope): boolean {
  if (condition === null) return true;
  try {
    return condition.test(scope);
  } catch {
    return false;
  }
}

function lineValues(
  meter: Meter,
  { receipt, shares, left, earned }: Settled,
  counts: readonly boolean[],
): readonly number[] {
  const isIn = receipt.lines.map((line, index) => counts[index] === true && !isGiftCard(line));
  const where = (valueOf: (share: Settled['shares'][number], line: number) => number): readonly number[] =>
    shares.map((share, line) => (isIn[line] === true ? valueOf(share, line) : 0));
  switch (meter.add.type) {
    case 'total':
      return where((share) => share.amount);
    case 'paid':
    case 'amount':
      return where((share, line) => (left[line] ?? 0) - share.payMoney);
    case 'quantity':
      return where((share) => share.quantity);
    case 'earned':
      return where((_, line) => earnedOnLine(earned, meter.wallet, line));
    case 'count': {
      // One a receipt: it hangs on the first line that counts, and goes when that line has been returned.
      const first = isIn.indexOf(true);
      return where((_, line) => (line === first ? 1 : 0));
    }
    case 'data':
      return [];
    default:
      return unreachable(meter.add);
  }
}

function earnedOnLine(earned: readonly RuleEarning[], wallet: string | null, line: number): number {
  return earned.reduce((sum, earning) => sum + (earning.wallet === wallet ? (earning.byLine[line] ?? 0) : 0), 0);
}
