/**
 * The figures of a period beside those of the period before, from the sums of days: a few statements whose cost depends on days and
 * stores, not on how many receipts there were.
 */
import { type CompiledProgram, instant, type Instant } from '@kopilka/engine';
import type { Database, Tx } from '../../kit/db.ts';
import { joinedByDay } from '../members/joined.ts';
import { storeNames } from '../stores/find.ts';
import { type Advice, adviceOn } from './advice.ts';
import { type DayFigures, dayFigures, type Figures, figuresOf, lapsedIn, type Series } from './figures.ts';
import { countedJoined } from './joined-store.ts';
import { type ComparedPeriods, daysIn } from './period.ts';
import {
  accountsByLevel,
  countExpiring,
  type CountingProgress,
  expiringUnits,
  firstDayOf,
  guestsByDay,
  listStores,
  outstandingUnits,
  readProgress,
  receiptsByDay,
  unitsByDay,
  visitorsByDay,
} from './store.ts';
import { type WalletFigures, walletFigures } from './wallets.ts';

export const EXPIRING_DAYS = 30;
const DAY_MS = 86_400_000;

export interface TodayReport {
  readonly progress: CountingProgress;
  /** Those that the organization has made, then others that receipts name. */
  readonly stores: readonly { readonly id: string; readonly name: string }[];
  readonly firstDay: string | null;
  readonly now: Figures;
  readonly before: Figures;
  readonly days: readonly DayFigures[];
  readonly wallets: readonly WalletFigures[];
  readonly expiringMembers: number;
  /** In the program's order; empty without levels. */
  readonly levels: readonly { readonly id: string; readonly accounts: number }[];
  readonly advice: readonly Advice[];
}

export interface TodayWish {
  readonly organizationId: string;
  readonly program: CompiledProgram;
  readonly periods: ComparedPeriods;
  readonly store: string | null;
  /** The organization's time. */
  readonly now: Instant;
}

export function readToday(db: Database, wish: TodayWish): Promise<TodayReport> {
  return db.tenant(wish.organizationId, (tx) => reportFrom(tx, wish));
}

async function reportFrom(tx: Tx, { organizationId, program, periods, store, now }: TodayWish): Promise<TodayReport> {
  const { period, before } = periods;
  const { calendar, currency, id: programId } = program;
  const { zone } = calendar;
  const place = { organizationId, programId };
  const days = { ...place, from: before.from, to: period.to, store };
  const soon = { ...place, after: now, until: instant(now + EXPIRING_DAYS * DAY_MS) };
  const [
    progress,
    named,
    stores,
    firstDay,
    receipts,
    guests,
    units,
    outstanding,
    visits,
    joined,
    levels,
    expiring,
    expiringMembers,
  ] =
    // Sent together: one journey to the database.
    await Promise.all([
      readProgress(tx),
      storeNames(tx, organizationId),
      listStores(tx, place),
      firstDayOf(tx, { ...place, zone }),
      receiptsByDay(tx, days),
      guestsByDay(tx, { ...days, zone, currency }),
      unitsByDay(tx, days),
      outstandingUnits(tx, { ...place, ...period }),
      visitorsByDay(tx, { ...days, from: period.from, beforeFrom: before.from }),
      countedJoined(tx, { ...days, zone }).then((counted) => counted ?? joinedByDay(tx, { ...days, zone })),
      accountsByLevel(tx, place),
      expiringUnits(tx, soon),
      countExpiring(tx, soon),
    ]);
  const newcomers =
    store === null
      ? joined.map(({ day, members }) => ({ day, count: members }))
      : visits.map(({ day, firstTime }) => ({ day, count: firstTime }));
  const series: Series = { receipts, guests, newcomers, visits };
  const figures = {
    now: figuresOf(series, period),
    before: figuresOf(series, before),
  };
  const wallets = walletFigures(program, { units, outstanding, expiring, periods });
  const levelCounts = new Map(levels.map(({ level, accounts }) => [level, accounts]));
  const lapsed = lapsedIn(series, periods);
  const inPeriod = daysIn(calendar, period);
  return {
    progress,
    stores: [...new Set([...named.keys(), ...stores])].map((id) => ({ id, name: named.get(id) ?? id })),
    firstDay,
    ...figures,
    days: inPeriod.map((day) => dayFigures(series, day)),
    wallets,
    expiringMembers,
    levels: (program.tiers?.levels ?? []).map(({ id }) => ({ id, accounts: levelCounts.get(id) ?? 0 })),
    advice: adviceOn({ ...figures, days: inPeriod.length, lapsed, wallets, expiringMembers }),
  };
}
