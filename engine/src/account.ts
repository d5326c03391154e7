/**
 * What the engine knows of an account: the part of its state that a decision may depend on. The ledger loads only what an
 * operation can touch; a replay in memory keeps it whole. Nothing here grows with the length of the history when loaded.
 */
import type { Grant, LotKey, PurchaseDecision } from './decision.ts';
import { NO_UNITS, type Quantity, type Units } from './values/amount.ts';
import type { Day, Instant } from './values/time.ts';

export interface Account {
  /** Up to when the account has lived; null before its first operation. */
  readonly asOf: Instant | null;
  /** Open lots: those with something left. */
  readonly lots: readonly Lot[];
  /** What each wallet owes; absent or 0 for nothing. */
  readonly debts: Readonly<Record<string, Units>>;
  readonly grants: readonly Grant[];
  /** Sums of the meters over the tiers' window that began on `windowFrom`. */
  readonly sums: Readonly<Record<string, number>>;
  readonly windowFrom: Day | null;
  /** Meter days that may leave the window: at least those from `windowFrom` up to the window's start today. */
  readonly days: readonly MeterDay[];
  /** Reservations still open, and those that the operation names. */
  readonly checkouts: readonly Checkout[];
  /** Purchases that the operation may take back. */
  readonly purchases: ReadonlyMap<string, PurchaseRecord>;
}

export interface Lot {
  readonly wallet: string;
  readonly key: LotKey;
  readonly remaining: Units;
}

export interface MeterDay {
  readonly meter: string;
  readonly day: Day;
  readonly value: number;
}

export interface Checkout {
  readonly id: string;
  readonly status: 'open' | 'committed' | 'cancelled';
  /** null when nothing was to be paid by units. */
  readonly wallet: string | null;
  readonly units: Units;
  readonly until: Instant;
}

export interface PurchaseRecord {
  readonly decision: PurchaseDecision;
  /** Already returned, by line. */
  readonly returned: readonly Quantity[];
}

export const NEW_ACCOUNT: Account = {
  asOf: null,
  lots: [],
  debts: {},
  grants: [],
  sums: {},
  windowFrom: null,
  days: [],
  checkouts: [],
  purchases: new Map(),
};

export function debtOf(account: Pick<Account, 'debts'>, wallet: string): Units {
  return account.debts[wallet] ?? NO_UNITS;
}
