/** What the works of a batch need to be decided: which accounts and which parts of them, operations, purchases. */
import type { PurchaseRecord } from '@kopilka/engine';
import type { Queryable } from '../kit/sql.ts';
import type { LoadedAccount } from './account-row.ts';
import type { Homes } from './homes.ts';
import type { StoredOperation } from './ledger.ts';
import { loadAccounts, loadPurchases, type LoadRequest } from './load.ts';
import { loadOperations } from './operation-row.ts';
import type { Work } from './task.ts';
import { windowOf } from './window.ts';

export type Accounts = ReadonlyMap<string, LoadedAccount>;

/** Everything that the works need: accounts, operations that may exist already, purchases that returns name. */
export interface Loaded {
  readonly accounts: Accounts;
  readonly existing: ReadonlyMap<string, StoredOperation>;
  readonly purchases: ReadonlyMap<string, PurchaseRecord & { readonly accountId: string }>;
}

export async function loadWith(
  on: Queryable,
  homes: Homes,
  works: readonly Work[],
  accounts?: Accounts,
): Promise<Loaded> {
  const [own, existing, purchases] = await Promise.all([
    accounts ?? loadAccounts(on, homes, loadRequestsOf(works)),
    loadOperations(
      on,
      homes,
      works.flatMap((work) => (work.mayExist ? [work.operationId] : [])),
    ),
    loadPurchases(on, homes, works.flatMap(purchasesNamedBy)),
  ]);
  return { accounts: own, existing, purchases };
}

export function loadRequestsOf(works: readonly Work[]): readonly LoadRequest[] {
  return [...Map.groupBy(works, (work) => work.task.accountId).values()].map(loadRequestOf);
}

function loadRequestOf(own: readonly Work[]): LoadRequest {
  const [first] = own;
  if (first === undefined) throw new Error('no work for an account');
  const times = own.map((work) => work.event?.at ?? work.task.until);
  const latest = times.reduce((a, b) => (a > b ? a : b));
  const { program } = first.task.timeline.at(latest);
  return {
    accountId: first.task.accountId,
    at: times.reduce((a, b) => (a < b ? a : b)),
    ...windowOf(program, latest),
    checkouts: own.flatMap(({ event }) => {
      if (event?.type === 'purchase') return event.checkout === undefined ? [] : [event.checkout];
      return event?.type === 'release' ? [event.checkout] : [];
    }),
    isWhole: own.some(({ event }) => event?.type === 'merge'),
  };
}

function purchasesNamedBy({
  event,
  task,
}: Work): readonly { readonly accountId: string; readonly purchaseId: string }[] {
  if (event?.type !== 'return') return [];
  return event.parts.map((part) => ({ accountId: task.accountId, purchaseId: part.purchase }));
}
