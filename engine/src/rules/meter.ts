/** What a receipt adds to the program's meters, line by line, so that a return can take exactly the same away. */
import type { LineShare } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Receipt } from '../event.ts';
import type { Meter } from '../program/compiled.ts';
import { unreachable } from '../values/unreachable.ts';
import type { RuleEarning } from './earn.ts';
import { matchingLines, scopeOf } from './match.ts';
import { addToMeter } from './tiers.ts';

/** A receipt that is paid and has earned. */
export interface Settled {
  readonly receipt: Receipt;
  readonly shares: readonly Omit<LineShare, 'meters'>[];
  readonly earned: readonly RuleEarning[];
  readonly toPay: number;
}

/** By line: what it adds, by meter; meters that it adds nothing to are absent. */
export function meteredByLine(draft: Draft, settled: Settled): readonly Readonly<Record<string, number>>[] {
  const meters = [...draft.program.meters.values()];
  const filtered = meters.some((meter) => meter.lines !== null);
  const scope = filtered ? scopeOf(draft, settled.receipt, settled.toPay) : null;
  const values = meters.map((meter) => {
    const counts = scope === null ? settled.shares.map(() => true) : matchingLines(meter.lines, scope);
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

function lineValues(meter: Meter, { shares, earned }: Settled, counts: readonly boolean[]): readonly number[] {
  const where = (valueOf: (share: Settled['shares'][number], line: number) => number): readonly number[] =>
    shares.map((share, line) => (counts[line] === true ? valueOf(share, line) : 0));
  switch (meter.add) {
    case 'total':
      return where((share) => share.amount);
    case 'paid':
      return where((share) => share.amount - share.payMoney);
    case 'quantity':
      return where((share) => share.quantity);
    case 'earned':
      return where((_, line) => earnedOnLine(earned, meter.wallet, line));
    case 'count': {
      // One a receipt: it hangs on the first line that counts, and goes when that line has been returned.
      const first = counts.indexOf(true);
      return where((_, line) => (line === first ? 1 : 0));
    }
    default:
      return unreachable(meter.add);
  }
}

function earnedOnLine(earned: readonly RuleEarning[], wallet: string | null, line: number): number {
  return earned.reduce((sum, earning) => sum + (earning.wallet === wallet ? (earning.byLine[line] ?? 0) : 0), 0);
}
