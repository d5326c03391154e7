/**
 * What operations add to the sums of days, in memory: pure, so that the same operations always add the same. What it starts from is how
 * far each account was counted, and the days on which it had bought.
 */
import type { CompiledProgram } from '@kopilka/engine';
import type { AccountNow } from '../../ledger/follow.ts';
import type { OperationFacts, ReceiptSums } from '../../ledger/operation-facts.ts';
import type { VisitBook } from './visit-book.ts';

/** Adds rows with the same key together. */
export interface Sums<Key extends object, Sum extends Readonly<Record<string, number>>> {
  add(key: Key, sum: Sum): void;
  rows(): readonly (Key & Sum)[];
}

export function createSums<Key extends object, Sum extends Readonly<Record<string, number>>>(): Sums<Key, Sum> {
  const rows = new Map<string, { readonly key: Key; sum: Sum }>();
  return {
    add: (key, sum) => {
      const name = JSON.stringify(Object.values(key));
      const row = rows.get(name);
      if (row === undefined) rows.set(name, { key, sum });
      else row.sum = added(row.sum, sum);
    },
    rows: () => [...rows.values()].map(({ key, sum }) => ({ ...key, ...sum })),
  };
}

function added<Sum extends Readonly<Record<string, number>>>(a: Sum, b: Sum): Sum {
  const sum = { ...a };
  for (const name in b) Object.assign(sum, { [name]: (a[name] ?? 0) + (b[name] ?? 0) });
  return sum;
}

interface InProgram {
  readonly organization_id: string;
  readonly program_id: string;
}

type DayKey = InProgram & { readonly day: string; readonly store: string };

/** Rows as the tables of reports have them; see migrations/0017-reports.sql. */
export type Tally = Readonly<ReturnType<typeof createTally>>;

export interface CountedAccount extends InProgram {
  readonly account_id: string;
  readonly seq: number;
  /** What had been counted before; 0 for nothing. */
  readonly seq_before: number;
  readonly level: string | null;
  readonly expires_at: string | null;
}

export function createTally() {
  return {
    accounts: new Array<CountedAccount>(),
    days: createSums<
      DayKey,
      {
        readonly purchases: number;
        readonly sold: number;
        readonly discounts: number;
        readonly paid_by_units: number;
        readonly returns: number;
        readonly returned: number;
        readonly returned_discounts: number;
        readonly returned_by_units: number;
      }
    >(),
    units: createSums<
      DayKey & { readonly wallet: string; readonly kind: string },
      { readonly units: number; readonly debt: number }
    >(),
    expiry: createSums<
      InProgram & { readonly wallet: string; readonly expires_at: string },
      { readonly units: number }
    >(),
    levels: createSums<InProgram & { readonly level: string }, { readonly accounts: number }>(),
    gaps: createSums<DayKey & { readonly previous_day: string }, { readonly accounts: number }>(),
  };
}

/** One account's operations, in their order and without gaps. */
export interface AccountStory {
  readonly account: AccountNow;
  readonly seqBefore: number;
  readonly levelBefore: string | null;
  readonly happenings: readonly Happening[];
}

export interface Happening extends OperationFacts {
  /** By which it was decided. */
  readonly program: CompiledProgram;
  /** In the program's zone. */
  readonly day: string;
}

/** No return, or no purchase. */
const NOTHING = {
  purchases: 0,
  sold: 0,
  discounts: 0,
  paid_by_units: 0,
  returns: 0,
  returned: 0,
  returned_discounts: 0,
  returned_by_units: 0,
} as const;

export function tallyStory(tally: Tally, visits: VisitBook, story: AccountStory): void {
  const { account, happenings, levelBefore } = story;
  const place = { organization_id: account.organizationId, program_id: account.programId };
  for (const operation of happenings) {
    const { day } = operation;
    tallyReceipts(tally, { ...place, day }, operation);
    tallyMovements(tally, { ...place, day }, operation);
    if (operation.bought === null) continue;
    for (const store of new Set(['', operation.bought.store])) {
      for (const { previousDay, nextDay } of visits.visit(account, store, day)) {
        const gaps = { ...place, store };
        tally.gaps.add({ ...gaps, day, previous_day: previousDay }, { accounts: 1 });
        if (nextDay === null) continue;
        tally.gaps.add({ ...gaps, day: nextDay, previous_day: previousDay }, { accounts: -1 });
        tally.gaps.add({ ...gaps, day: nextDay, previous_day: day }, { accounts: 1 });
      }
    }
  }
  const level = account.hasEnded || account.level === '' ? null : account.level;
  if (levelBefore !== null) tally.levels.add({ ...place, level: levelBefore }, { accounts: -1 });
  if (level !== null) tally.levels.add({ ...place, level }, { accounts: 1 });
  const last = happenings.at(-1);
  if (last === undefined) return;
  tally.accounts.push({
    ...place,
    account_id: account.accountId,
    seq: last.seq,
    seq_before: story.seqBefore,
    level,
    expires_at: nextExpiryOf(last),
  });
}

function tallyReceipts(tally: Tally, place: Omit<DayKey, 'store'>, { bought, returned }: OperationFacts): void {
  if (bought !== null) {
    const { store, total, discounts, paidByUnits } = bought;
    const sums = { purchases: 1, sold: total, discounts, paid_by_units: paidByUnits };
    tally.days.add({ ...place, store }, { ...NOTHING, ...sums });
  }
  returned.forEach(({ store, total, discounts, paidByUnits }, part) => {
    const sums = { returned: total, returned_discounts: discounts, returned_by_units: paidByUnits };
    // One return of several purchases is one, at the first one's store.
    tally.days.add({ ...place, store }, { ...NOTHING, ...sums, returns: part === 0 ? 1 : 0 });
  });
}

function tallyMovements(tally: Tally, place: Omit<DayKey, 'store'>, operation: OperationFacts): void {
  const store = storeOf(operation);
  const { organization_id, program_id } = place;
  for (const { wallet, kind, units, expiresAt } of operation.movements) {
    const isDebt = expiresAt === undefined;
    tally.units.add({ ...place, store, wallet, kind }, { units, debt: isDebt ? units : 0 });
    if (!isDebt) {
      const expires_at = expiresAt === null ? 'infinity' : new Date(expiresAt).toISOString();
      tally.expiry.add({ organization_id, program_id, wallet, expires_at }, { units });
    }
  }
}

/** Where it happened; '' where that is not told, or in several places. */
function storeOf({ bought, returned }: OperationFacts): string {
  const stores = new Set([...(bought === null ? [] : [bought]), ...returned].map((sums: ReceiptSums) => sums.store));
  const [store = ''] = stores;
  return stores.size === 1 ? store : '';
}

/** Coupons expire too, but they are no units that anybody is owed. */
function nextExpiryOf({ nextExpiry, program }: Happening): string | null {
  const coupons = new Set([...program.coupons.values()].map(({ wallet }) => wallet));
  const moments = [...nextExpiry].flatMap(([wallet, at]) =>
    program.wallets.has(wallet) && !coupons.has(wallet) ? [at] : [],
  );
  return moments.length === 0 ? null : new Date(Math.min(...moments)).toISOString();
}
