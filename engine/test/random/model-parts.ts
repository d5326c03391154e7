/** What the model keeps: parcels of units, and purchases with what each line cost, paid and earned. */
import type { Receipt } from '../../src/index.ts';
import type { Dates } from './model-dates.ts';
import { at, passes, sum, type ModelEarned } from './model-receipt.ts';
import { COFFEE, type ProgramSpec } from './program-spec.ts';

export interface Parcel extends Dates {
  readonly wallet: string;
  units: number;
}

/** Where paid units came from; dates null for what was owed. */
export interface Draw {
  units: number;
  readonly dates: Dates | null;
}

export interface Bought {
  readonly day: string;
  /** The account's time when it was accepted. */
  readonly acceptedAt: number;
  readonly wallet: string | null;
  readonly draws: Draw[];
  readonly earned: readonly ModelEarned[];
  readonly lines: readonly {
    readonly quantity: number;
    readonly amount: number;
    readonly payMoney: number;
    readonly payUnits: number;
    readonly meters: Readonly<Record<string, number>>;
  }[];
  readonly returned: number[];
}

export const METERS = ['spend', 'visits', 'coffees', 'full', 'got'];

export function linesOf(
  spec: ProgramSpec,
  receipt: Receipt,
  shares: {
    readonly payMoney: readonly number[];
    readonly payUnits: readonly number[];
    readonly earned: readonly ModelEarned[];
  },
): Bought['lines'] {
  const got = spec.wallets[0]?.id;
  return receipt.lines.map((line, index) => ({
    quantity: line.quantity,
    amount: line.amount,
    payMoney: at(shares.payMoney, index),
    payUnits: at(shares.payUnits, index),
    meters: {
      spend: line.amount - at(shares.payMoney, index),
      visits: index === 0 ? 1 : 0,
      coffees: passes(COFFEE, line, true) ? line.quantity : 0,
      full: line.amount,
      got: sum(shares.earned.filter((made) => made.wallet === got).map((made) => at(made.byLine, index))),
    },
  }));
}

export function afterOf(
  bought: Bought,
  wanted: readonly { readonly line: number; readonly quantity: number }[],
): number[] | null {
  const after = [...bought.returned];
  for (const { line, quantity } of wanted) {
    const before = after[line];
    if (before === undefined) return null;
    after[line] = before + quantity;
  }
  return after;
}

/** So much of the whole as has been returned: rounded down, all of it at the end. */
export function partOf(whole: number, returned: number, of: number): number {
  return Number((BigInt(whole) * BigInt(returned)) / BigInt(of));
}

export function takeFrom(parcel: Parcel, wanted: number): number {
  const taken = Math.min(parcel.units, wanted);
  parcel.units -= taken;
  return taken;
}
