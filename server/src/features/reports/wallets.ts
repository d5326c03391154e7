/** What happened in each wallet of a program, and what is owed of it. */
import type { CompiledProgram, EntryKind } from '@kopilka/engine';
import type { ComparedPeriods, Period } from './period.ts';
import type { outstandingUnits, UnitsDay } from './store.ts';

/** Units; `issued` less what returns took back, `paid` less what they gave back. */
export interface Moved {
  readonly issued: number;
  readonly paid: number;
  readonly redeemed: number;
  readonly expired: number;
  /** Signed: by hand. */
  readonly corrected: number;
  /** Signed: between wallets and accounts, and paid out. */
  readonly other: number;
}

export interface WalletFigures {
  readonly id: string;
  readonly now: Moved;
  readonly before: Moved;
  /** In members' hands at the end of the period, and before its beginning. */
  readonly outstanding: number;
  readonly outstandingBefore: number;
  /** Minor money that it would pay; null where it cannot pay. */
  readonly liability: number | null;
  readonly liabilityBefore: number | null;
  readonly expiring: number;
  readonly expiringMoney: number | null;
}

interface WalletRows {
  readonly units: readonly UnitsDay[];
  readonly outstanding: Awaited<ReturnType<typeof outstandingUnits>>;
  readonly expiring: readonly { readonly wallet: string; readonly units: number }[];
  readonly periods: ComparedPeriods;
}

/** In the document's order. Coupons are kept as units as well, and are left out. */
export function walletFigures(
  program: CompiledProgram,
  { units, outstanding, expiring, periods }: WalletRows,
): readonly WalletFigures[] {
  const coupons = new Set([...program.coupons.values()].map(({ wallet }) => wallet));
  return [...program.wallets.values()]
    .filter(({ id }) => !coupons.has(id))
    .map(({ id, worth }) => {
      const own = units.filter(({ wallet }) => wallet === id);
      const left = outstanding.find(({ wallet }) => wallet === id) ?? { atEnd: 0, atBeginning: 0 };
      const soon = expiring.find(({ wallet }) => wallet === id)?.units ?? 0;
      const money = (amount: number): number | null => (worth === null ? null : amount * worth);
      return {
        id,
        now: movedIn(own, periods.period),
        before: movedIn(own, periods.before),
        outstanding: left.atEnd,
        outstandingBefore: left.atBeginning,
        liability: money(left.atEnd),
        liabilityBefore: money(left.atBeginning),
        expiring: soon,
        expiringMoney: money(soon),
      };
    });
}

/** What a movement of this kind belongs to, and whether it is told as taken from members. */
const TOLD_AS: Readonly<Record<EntryKind, readonly [keyof Moved, 1 | -1]>> = {
  earn: ['issued', 1],
  reverse: ['issued', 1],
  pay: ['paid', -1],
  restore: ['paid', -1],
  redeem: ['redeemed', -1],
  expire: ['expired', -1],
  correct: ['corrected', 1],
  join: ['other', 1],
  confirm: ['other', 1],
  convert: ['other', 1],
  transfer: ['other', 1],
  payout: ['other', 1],
};

function movedIn(rows: readonly UnitsDay[], { from, to }: Period): Moved {
  const moved = { issued: 0, paid: 0, redeemed: 0, expired: 0, corrected: 0, other: 0 };
  for (const { day, kind, units } of rows) {
    if (day < from || day > to) continue;
    const [name, sign] = TOLD_AS[kind];
    moved[name] += sign * units;
  }
  return moved;
}
