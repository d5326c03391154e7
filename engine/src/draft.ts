/**
 * A decision in the making: the account's parts that change, copied once, and everything written down on the way. It lives
 * inside one `decide` and is then frozen into the decision and the next account.
 *
 * Lots are kept in the order of spending: soonest expiry first, then oldest. Whatever brings units repays debt first.
 */
import { debtOf, type Account, type Checkout, type Lot, type PurchaseRecord } from './account.ts';
import type { AccountState } from './account-state.ts';
import type { Emitted, Entry, EntryKind, MeterChange, PlainDecision, Reason } from './decision.ts';
import { EXPECTED_FROM, type Grant, type LotKey } from './lot.ts';
import type { MeterDays } from './meter-days.ts';
import type { Undone } from './parcel.ts';
import type { CompiledProgram, Level } from './program/compiled.ts';
import { units, type Units } from './values/amount.ts';
import type { Day, Instant } from './values/time.ts';

/** Whether the tasks of a level are done by the account as it is now. */
export type TaskJudge = (level: Level) => boolean;

export interface Draft {
  readonly program: CompiledProgram;
  /** The event's own time: for schedules, activation and expiry. */
  readonly at: Instant;
  /** The account's time: for balances and levels; never before `at`. */
  readonly asOf: Instant;
  readonly before: Account;
  readonly lots: Lot[];
  readonly debts: Record<string, Units>;
  readonly entries: Entry[];
  readonly meters: MeterChange[];
  readonly reasons: Reason[];
  readonly emits: Emitted[];
  readonly messages: NonNullable<PlainDecision['messages']>;
  readonly badges: string[];
  /** What is to be had of shared limits, and what is taken of it. */
  readonly offered: Readonly<Record<string, number>>;
  readonly taken: Record<string, number>;
  /** Of an account that has been merged: what its heir must undo. */
  readonly undone: Undone;
  /** Whose deed it is, in a shared account. */
  readonly member: string | null;
  /** Where it happened, for the entries. */
  partner: string | null;
  /** Replaced when changed. */
  state: AccountState;
  /** Set once the draft exists. */
  judge: TaskJudge;
  readonly sums: Record<string, number>;
  windowFrom: Day | null;
  /** Replaced when changed. */
  days: MeterDays;
  grants: readonly Grant[];
  checkouts: readonly Checkout[];
  purchases: ReadonlyMap<string, PurchaseRecord>;
}

/** What events carry besides what they are about. */
export interface Circumstances {
  readonly at: Instant;
  readonly member?: string | undefined;
  readonly quotas?: Readonly<Record<string, number>> | undefined;
}

export function draftOf(program: CompiledProgram, account: Account, event: Circumstances): Draft {
  const { at } = event;
  return {
    program,
    at,
    asOf: account.asOf === null || account.asOf < at ? at : account.asOf,
    before: account,
    lots: inOrder(account.lots),
    debts: { ...account.debts },
    entries: [],
    meters: [],
    reasons: [],
    emits: [],
    messages: [],
    badges: [],
    offered: event.quotas ?? NOTHING_OFFERED,
    taken: {},
    undone: { taken: [], counted: [], purchases: [] },
    member: event.member ?? null,
    partner: null,
    judge: () => false,
    state: account.state,
    sums: { ...account.sums },
    windowFrom: account.windowFrom,
    days: account.days,
    grants: account.grants,
    checkouts: account.checkouts,
    purchases: account.purchases,
  };
}

const NOTHING_OFFERED: Readonly<Record<string, number>> = {};

/** What a movement is booked as. */
export interface Booking {
  readonly wallet: string;
  readonly kind: EntryKind;
  readonly rule?: string;
}

/** Adds units: debt is repaid first (not by what is only expected), the rest goes into the lot. Answers how much repaid debt. */
export function put(draft: Draft, booking: Booking, amount: Units, key: LotKey): Units {
  const debt = key.from === EXPECTED_FROM ? 0 : (draft.debts[booking.wallet] ?? 0);
  const repaid = units(Math.min(debt, amount));
  if (repaid > 0) {
    draft.debts[booking.wallet] = units(debt - repaid);
    book(draft, booking, repaid, null);
  }
  if (amount > repaid) {
    addToLot(draft, booking.wallet, key, units(amount - repaid));
    book(draft, booking, units(amount - repaid), key);
  }
  return repaid;
}

/** Takes up to `amount` from a lot; answers how much there was. */
export function takeFrom(draft: Draft, booking: Booking, amount: Units, key: LotKey): Units {
  const index = draft.lots.findIndex((lot) => lot.wallet === booking.wallet && sameKey(lot.key, key));
  const lot = draft.lots[index];
  if (lot === undefined || amount === 0) return units(0);
  const taken = units(Math.min(lot.remaining, amount));
  if (taken === lot.remaining) draft.lots.splice(index, 1);
  else draft.lots[index] = { ...lot, remaining: units(lot.remaining - taken) };
  book(draft, booking, units(-taken), key);
  return taken;
}

/** Moves a whole lot into another. Debt is left alone: nothing comes to the account, the units were there before. */
export function moveLot(draft: Draft, booking: Booking, lot: Lot, key: LotKey): void {
  const moved = takeFrom(draft, booking, lot.remaining, lot.key);
  addToLot(draft, booking.wallet, key, moved);
  book(draft, booking, moved, key);
}

/** Books units that are not there as debt. */
export function owe(draft: Draft, booking: Booking, amount: Units): void {
  if (amount === 0) return;
  draft.debts[booking.wallet] = units((draft.debts[booking.wallet] ?? 0) + amount);
  book(draft, booking, units(-amount), null);
}

export function isActive(key: LotKey, asOf: Instant): boolean {
  return key.from <= asOf && !isExpired(key, asOf);
}

export function isExpired(key: LotKey, asOf: Instant): boolean {
  return key.to !== null && key.to <= asOf;
}

/** Units of a wallet reserved by open checkouts, other than the named one. */
export function heldUnits(checkouts: readonly Checkout[], wallet: string, asOf: Instant, except?: string): number {
  let held = 0;
  for (const checkout of checkouts) {
    if (checkout.status !== 'open' || checkout.until <= asOf || checkout.id === except) continue;
    held += (checkout.wallet === wallet ? checkout.units : 0) + (checkout.costs?.[wallet] ?? 0);
  }
  return held;
}

/** What can be spent now: active lots less what others have reserved. Never negative. */
export function availableUnits(draft: Draft, wallet: string, exceptCheckout?: string): Units {
  let active = 0;
  for (const lot of draft.lots) if (lot.wallet === wallet && isActive(lot.key, draft.asOf)) active += lot.remaining;
  return units(Math.max(0, active - heldUnits(draft.checkouts, wallet, draft.asOf, exceptCheckout)));
}

export function sameKey(a: LotKey, b: LotKey): boolean {
  return a.from === b.from && a.to === b.to;
}

/** The account after the draft. */
export function accountAfter(draft: Draft): Account {
  return {
    id: draft.before.id,
    asOf: draft.asOf,
    lots: draft.lots,
    debts: debtsAfter(draft),
    grants: draft.grants,
    sums: draft.sums,
    windowFrom: draft.windowFrom,
    days: draft.days,
    checkouts: draft.checkouts.filter(
      (checkout) => checkout.status === 'open' || draft.before.checkouts.includes(checkout),
    ),
    purchases: draft.purchases,
    state: draft.state,
  };
}

function debtsAfter(draft: Draft): Account['debts'] {
  const owing = Object.keys(draft.debts).filter((wallet) => debtOf(draft, wallet) > 0);
  return Object.fromEntries(owing.map((wallet) => [wallet, debtOf(draft, wallet)]));
}

function addToLot(draft: Draft, wallet: string, key: LotKey, amount: Units): void {
  const added: Lot = { wallet, key, remaining: amount };
  let place = 0;
  for (; place < draft.lots.length; place += 1) {
    const lot = draft.lots[place];
    const order = lot === undefined ? -1 : bySpending(added, lot);
    if (lot !== undefined && order === 0) {
      draft.lots[place] = { wallet, key, remaining: units(lot.remaining + amount) };
      return;
    }
    if (order < 0) break;
  }
  draft.lots.splice(place, 0, added);
}

/** A copy in the order of spending; what a decision left behind is in order already. */
function inOrder(lots: readonly Lot[]): Lot[] {
  let previous: Lot | null = null;
  for (const lot of lots) {
    if (previous !== null && bySpending(previous, lot) > 0) return lots.toSorted(bySpending);
    previous = lot;
  }
  return [...lots];
}

function book(draft: Draft, booking: Booking, signed: Units, lot: LotKey | null): void {
  const entry: Entry = { ...booking, units: signed, lot };
  draft.entries.push(
    draft.partner === null || !isPartnersMatter(booking.kind) ? entry : { ...entry, partner: draft.partner },
  );
}

/** Movements that somebody owes or is owed for at the end of the month. */
function isPartnersMatter(kind: EntryKind): boolean {
  return kind === 'earn' || kind === 'pay' || kind === 'reverse' || kind === 'restore' || kind === 'redeem';
}

/** A total order, so that a decision does not depend on the order in which lots were loaded. */
function bySpending(a: Lot, b: Lot): number {
  const aEnd = a.key.to ?? Number.POSITIVE_INFINITY;
  const bEnd = b.key.to ?? Number.POSITIVE_INFINITY;
  if (aEnd !== bEnd) return aEnd < bEnd ? -1 : 1;
  if (a.key.from !== b.key.from) return a.key.from - b.key.from;
  return a.wallet < b.wallet ? -1 : a.wallet > b.wallet ? 1 : 0;
}
