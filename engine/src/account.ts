/**
 * What the engine knows of an account: the part of its state that a decision may depend on. The ledger loads only what an
 * operation can touch; a replay in memory keeps it whole. Nothing here grows with the length of the history when loaded.
 */
import type { AccountState } from './account-state.ts';
import type { PurchaseDecision } from './decision.ts';
import type { Grant, LotKey } from './lot.ts';
import { type MeterDays, NO_DAYS } from './meter-days.ts';
import { NO_UNITS, type Quantity, type Units } from './values/amount.ts';
import type { Day, Instant } from './values/time.ts';

export interface Account {
  /** What control groups are split by; "" for an account that is only imagined. */
  readonly id: string;
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
  readonly days: MeterDays;
  /** Reservations still open, and those that the operation names. */
  readonly checkouts: readonly Checkout[];
  /** Purchases that the operation may take back. */
  readonly purchases: ReadonlyMap<string, PurchaseRecord>;
  readonly state: AccountState;
}

export interface Lot {
  readonly wallet: string;
  readonly key: LotKey;
  readonly remaining: Units;
}

export interface Checkout {
  readonly id: string;
  readonly status: 'open' | 'committed' | 'cancelled';
  /** null when nothing was to be paid by units. */
  readonly wallet: string | null;
  readonly units: Units;
  /** Reserved besides, for rewards and coupons: by wallet. */
  readonly costs?: Readonly<Record<string, Units>> | undefined;
  readonly until: Instant;
}

export interface PurchaseRecord {
  readonly decision: PurchaseDecision;
  /** Already returned, by line. */
  readonly returned: readonly Quantity[];
}

export const NEW_ACCOUNT: Account = {
  id: '',
  asOf: null,
  lots: [],
  debts: {},
  grants: [],
  sums: {},
  windowFrom: null,
  days: NO_DAYS,
  checkouts: [],
  purchases: new Map(),
  state: {},
};

export function debtOf(account: Pick<Account, 'debts'>, wallet: string): Units {
  return account.debts[wallet] ?? NO_UNITS;
}
