/** The figures of a period and of its days, from rows of days. */
import type { ComparedPeriods, Period } from './period.ts';
import type { GuestsDay, ReceiptDay, VisitorsDay } from './store.ts';

/** Money in minor units, less what was returned in the period. */
export interface Figures {
  readonly purchases: number;
  readonly returns: number;
  /** Goods, before discounts of the program and before units. */
  readonly turnover: number;
  /** What the program took off prices. */
  readonly discounts: number;
  /** What units paid. */
  readonly paidByUnits: number;
  readonly guestPurchases: number;
  readonly guestTurnover: number;
  /** Who has joined; with a store, who bought there for the first time. */
  readonly newMembers: number;
  /** Who bought. */
  readonly activeMembers: number;
  /** Of them, who had bought before the period. */
  readonly returningMembers: number;
}

export interface DayFigures {
  readonly day: string;
  readonly purchases: number;
  readonly turnover: number;
  readonly guestPurchases: number;
  readonly guestTurnover: number;
  readonly newMembers: number;
  readonly activeMembers: number;
}

/** Rows of both periods. */
export interface Series {
  readonly receipts: readonly ReceiptDay[];
  readonly guests: readonly GuestsDay[];
  readonly newcomers: readonly { readonly day: string; readonly count: number }[];
  readonly visits: readonly VisitorsDay[];
}

export function figuresOf({ receipts, guests, newcomers, visits }: Series, { from, to }: Period): Figures {
  const isIn = ({ day }: { readonly day: string }): boolean => day >= from && day <= to;
  const own = receipts.filter(isIn);
  const others = guests.filter(isIn);
  const visitors = visits.filter(isIn);
  return {
    purchases: sum(own, (day) => day.purchases),
    returns: sum(own, (day) => day.returns),
    turnover: sum(own, (day) => day.turnover),
    discounts: sum(own, (day) => day.discounts),
    paidByUnits: sum(own, (day) => day.paidByUnits),
    guestPurchases: sum(others, (day) => day.receipts),
    guestTurnover: sum(others, (day) => day.turnover),
    newMembers: sum(newcomers.filter(isIn), (day) => day.count),
    activeMembers: sum(visitors, (day) => day.firstInPeriod),
    returningMembers: sum(visitors, (day) => day.returning),
  };
}

export function dayFigures({ receipts, guests, newcomers, visits }: Series, day: string): DayFigures {
  const own = receipts.find((each) => each.day === day);
  const others = guests.find((each) => each.day === day);
  return {
    day,
    purchases: own?.purchases ?? 0,
    turnover: own?.turnover ?? 0,
    guestPurchases: others?.receipts ?? 0,
    guestTurnover: others?.turnover ?? 0,
    newMembers: newcomers.find((each) => each.day === day)?.count ?? 0,
    activeMembers: visits.find((each) => each.day === day)?.active ?? 0,
  };
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/** Members who bought in the period before and not in this one. */
export function lapsedIn({ visits }: Series, { period, before }: ComparedPeriods): number {
  const isIn = (day: string, { from, to }: Period): boolean => day >= from && day <= to;
  const active = visits.filter(({ day }) => isIn(day, before));
  const still = visits.filter(({ day }) => isIn(day, period));
  return sum(active, (day) => day.firstInPeriod) - sum(still, (day) => day.stillActive);
}
