/** The one door, put together: see ledger.ts for what it promises. */
import { createBatcher } from '../kit/batcher.ts';
import { type Clock, systemClock } from '../kit/clock.ts';
import type { Queryable } from '../kit/sql.ts';
import { openAccounts, rearmAccounts } from './accounts.ts';
import { findClaim, findHappened } from './claims.ts';
import { createDoor } from './door.ts';
import { eraseHistory } from './erase.ts';
import { createForesight } from './foresight.ts';
import { recordGuests } from './guests.ts';
import { homeFinderOf, homesOf } from './homes.ts';
import { listJournal } from './journal.ts';
import type { GuestReceipt, GuestResult, Ledger, PostResult } from './ledger.ts';
import { loadReturned } from './load.ts';
import { lastPurchases, listAccountsWith } from './listing.ts';
import { listMessages } from './messages.ts';
import { findOperation, listOperations } from './operation-row.ts';
import { isMovingOut } from './outbox.ts';
import type { Connections } from './post.ts';
import { listPartnerMovements } from './partner-movements.ts';
import type { ProgramSource } from './program-source.ts';
import { quotasSpent } from './quota-store.ts';
import { listRanking, listTicketHolders, placeIn } from './ranking.ts';

export interface LedgerOptions {
  /** Connections that see all organizations (see kit/db.ts). */
  readonly system: Queryable & Connections;
  readonly programs: ProgramSource;
  readonly observe?: LedgerObserver;
  /** When operations are accepted; the machine's clock if absent. */
  readonly clock?: Clock;
}

/** What the metrics and the screens that watch something listen to. */
export interface LedgerObserver {
  /** So many operations go to the database together; the first of them has waited so long. */
  batch(operations: number, waitedMs: number): void;
  conflict(accounts: number): void;
  /** The database refused a batch of several accounts; they are tried one by one, and whoever is to blame hears it as well. */
  batchRefused(error: unknown): void;
  written(organizationId: string, accountId: string): void;
  posted(type: string, outcome: PostResult['type']): void;
  /** So many conditions failed on an operation's data; it went on without their rules. */
  ruleFailures(rules: number): void;
}

/** Receipts of nobody recorded by one statement. */
const GUEST_BATCH_MAX = 256;
const GUEST_BATCHES_PARALLEL = 2;

export function createLedger({ system, programs, observe, clock = systemClock }: LedgerOptions): Ledger {
  const homes = homeFinderOf(system);
  const door = createDoor({ system, homes, programs, observe, clock });
  const foresight = createForesight(system, programs);
  const recordGuest = createBatcher<GuestReceipt, GuestResult>({
    load: async (receipts) => recordGuests(system, await homesOf(system), receipts, clock.now()),
    sizeMax: GUEST_BATCH_MAX,
    parallelMax: GUEST_BATCHES_PARALLEL,
  });
  return {
    ...door,
    ...foresight,
    openAccounts: (accounts) => openAccounts(system, accounts),
    recordGuests: (receipts) => Promise.all(receipts.map(recordGuest)),
    lastPurchases: (organizationId, accountIds) => lastPurchases(system, organizationId, accountIds),
    accountsWith: (organizationId, programId, wanted, page) =>
      listAccountsWith(system, { organizationId, programId, ...page }, wanted),
    journal: (organizationId, accountId, page) => listJournal(system, organizationId, accountId, page),
    messages: (organizationId, accountId, page) => listMessages(system, organizationId, accountId, page),
    operations: (organizationId, accountId, page) => listOperations(system, organizationId, accountId, page),
    operation: (organizationId, operationId) => findOperation(system, organizationId, operationId),
    happened: (organizationId, kind, keys) => findHappened(system, { organizationId, kind, keys }),
    claimed: (organizationId, key) => findClaim(system, organizationId, key),
    returned: async (organizationId, accountId, purchaseIds) => {
      const wanted = purchaseIds.map((purchaseId) => ({ accountId, purchaseId }));
      return loadReturned(system, await homesOf(system), wanted, organizationId);
    },
    rearm: (organizationId, programId, from) => rearmAccounts(system, organizationId, programId, from),
    quotas: (organizationId, programId) => quotasSpent(system, { organizationId, programId }, null),
    ranking: (organizationId, programId, by) => listRanking(system, { organizationId, programId, ...by }),
    standingIn: (organizationId, programId, by, accountId) =>
      placeIn(system, { organizationId, programId, ...by }, accountId),
    ticketHolders: (organizationId, programId, wallet, at) =>
      listTicketHolders(system, { organizationId, programId, wallet, at }),
    partnerMovements: (organizationId, programId, from, until) =>
      listPartnerMovements(system, { organizationId, programId, from, until }),
    eraseHistory: (wanted) => eraseHistory(system, wanted),
    isMovingOut: (accountIds) => isMovingOut(system, accountIds),
  };
}
