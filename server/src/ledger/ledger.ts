/**
 * The face of the one door: everything that changes an account is an operation posted here. Contract first; see queue.ts,
 * load.ts and commit.ts for how it is done.
 */
import type {
  Day,
  Decision,
  EntryKind,
  Event,
  Instant,
  LotKey,
  Money,
  Quantity,
  ReceiptLine,
  Refusal,
  Standing,
  Units,
} from '@kopilka/engine';
import type { Reading } from './reading.ts';

/** What can be posted from outside; clock and void operations are made by the ledger itself. */
export interface OperationRequest {
  readonly organizationId: string;
  readonly programId: string;
  readonly accountId: string;
  /** A function when the event must name its own operation (a checkout's id is the id of its operation). */
  readonly event: Event | ((operationId: string) => Event);
  /** The organization's time at which this is accepted (its sandbox clock, or the machine's). */
  readonly now: Instant;
  /** True for the import of the past: the operation happens as of its own time, not of now. */
  readonly history: boolean;
  /** What protects it from being applied twice; with none, every request is a new operation. */
  readonly keys: readonly OperationKey[];
  /** sha-256 (hex) of the request's meaning, compared when a key repeats. Empty when there are no keys. */
  readonly bodyHash: string;
  /** Decide by this version of the program instead of the one in force at the event's time. */
  readonly programVersion?: number;
  /**
   * The only id it may happen under, made by newOperationId on the account's shard: for whoever sets something aside for the
   * operation beforehand. Where its keys stand for another one that has not happened, that one is used up first.
   */
  readonly operationId?: string;
}

/** An operation's id on the account that it is meant for. `now` as in OperationRequest. */
export type OperationPlace = Pick<OperationRequest, 'organizationId' | 'programId' | 'accountId' | 'now'> & {
  readonly operationId: string;
};

export type UsedUp =
  /** Nothing has happened under the id, and nothing can any more. */
  | { readonly type: 'used_up' }
  | { readonly type: 'happened'; readonly operation: StoredOperation }
  | { readonly type: 'account_unknown' };

/**
 * Kinds: idempotency (the caller's Idempotency-Key); receipt (the shop's number with its source); item (an item can be closed
 * once, by whichever way: collect, cancel and confirm share the key, which is the operation that opened it); the others
 * are the caller's own numbers of such a thing.
 */
export interface OperationKey {
  readonly kind:
    | 'idempotency'
    | 'receipt'
    | 'checkout'
    | 'return'
    | 'event'
    | 'item'
    | 'redemption'
    | 'code'
    | 'transfer'
    | 'payout'
    | 'referral'
    | 'gift_card'
    | 'choice';
  readonly key: string;
}

/** An operation as it is stored: the same for its first answer and for every repeat. */
export interface StoredOperation {
  readonly operationId: string;
  readonly organizationId: string;
  readonly accountId: string;
  readonly seq: number;
  readonly programVersion: number;
  readonly acceptedAt: Instant;
  readonly event: Event;
  readonly decision: Decision;
}

export type PostResult =
  | { readonly type: 'done'; readonly operation: StoredOperation }
  /** The same request was applied before; this is its first answer. */
  | { readonly type: 'repeated'; readonly operation: StoredOperation }
  | Refusal
  /** The same Idempotency-Key came with another body. */
  | { readonly type: 'key_reused' }
  /** The receipt (or return) number is recorded already, for another member or with other contents. */
  | { readonly type: 'receipt_taken' }
  | { readonly type: 'account_unknown' };

export type QuoteRequest = Pick<OperationRequest, 'organizationId' | 'programId' | 'accountId' | 'now' | 'history'> & {
  readonly event: Event;
  /** The account, if it has just been read. */
  readonly reading?: Reading | undefined;
};

export type QuoteResult =
  | { readonly type: 'quoted'; readonly decision: Decision }
  | Refusal
  | { readonly type: 'account_unknown' };

export interface NewAccount {
  readonly organizationId: string;
  readonly programId: string;
  /** Made by newAccountId(): its last byte is the shard. */
  readonly accountId: string;
  readonly openedAt: Instant;
}

/** A receipt of nobody, kept for statistics under the same uniqueness as everybody's. */
export interface GuestReceipt {
  readonly organizationId: string;
  /** The same text that a member's receipt would be claimed by. */
  readonly receiptKey: string;
  readonly bodyHash: string;
  readonly at: Instant;
  readonly store: string | null;
  /** Minor money, negative for a return. */
  readonly total: Money;
  readonly currency: string;
  readonly lines: readonly ReceiptLine[];
}

export type GuestResult =
  | { readonly type: 'done' | 'repeated'; readonly receiptId: string }
  | { readonly type: 'receipt_taken' };

export interface JournalRow {
  readonly seq: number;
  readonly entry: number;
  readonly operationId: string;
  readonly operationType: string;
  readonly wallet: string;
  readonly kind: EntryKind;
  readonly units: Units;
  /** null: the movement made (negative) or repaid (positive) debt. */
  readonly lot: LotKey | null;
  readonly rule: string | null;
  /** The coalition's partner who owes (earned at) or is owed (spent at). */
  readonly partner: string | null;
  readonly at: Instant;
}

/** Words for the account's members, by a rule; which languages there are is up to the program. */
export interface Message {
  readonly messageId: string;
  readonly rule: string;
  readonly ru: string | null;
  readonly en: string | null;
  readonly at: Instant;
}

/** What a ranking counts: a meter over days, of accounts of all levels or of some. */
export interface RankedBy {
  readonly meter: string;
  /** First day; null for the beginning. */
  readonly from: Day | null;
  /** The day after the last; null for no end. */
  readonly until: Day | null;
  readonly tiers?: readonly string[];
}

export interface ProgramAccount {
  readonly programId: string;
  readonly accountId: string;
}

/** What accounts are listed by. */
export type AccountsWith =
  /** On one of these levels; "" is that of accounts that have not lived yet. */
  | { readonly type: 'level'; readonly levels: readonly string[] }
  /** With a purchase in [from, until). */
  | { readonly type: 'purchase'; readonly from: Instant; readonly until: Instant }
  /** With units that end in (now, until]. */
  | { readonly type: 'expiring'; readonly now: Instant; readonly until: Instant };

/** Where a page of accounts ended; to be handed back as it is. */
export interface AccountsPlace {
  /** 0 where accounts come in the order of their ids. */
  readonly at: number;
  readonly accountId: string;
}

export interface AccountsPage {
  readonly accountIds: readonly string[];
  /** null when there are no more. A page may be short, or empty, and have a next one: only so many accounts are looked at. */
  readonly next: AccountsPlace | null;
}

export interface PartnerMovement {
  readonly partner: string;
  readonly wallet: string;
  readonly kind: EntryKind;
  /** Signed. */
  readonly units: Units;
}

export interface Ledger {
  /** Inserts; an account that exists already is left as it is. */
  openAccounts(accounts: readonly NewAccount[]): Promise<void>;
  post(request: OperationRequest): Promise<PostResult>;
  /** Uses an operation's id up, unless something has happened under it. */
  useUp(place: OperationPlace): Promise<UsedUp>;
  /** The same decision, nothing written. */
  quote(request: QuoteRequest): Promise<QuoteResult>;
  /** Set-based; answers in the order of the receipts. */
  recordGuests(receipts: readonly GuestReceipt[]): Promise<readonly GuestResult[]>;
  /**
   * Everything due up to `now` in the organization's accounts happens, each at its own moment; answers how many operations. The
   * signal ends it early. Throws the first error of an account that fails when all others have lived.
   */
  advance(organizationId: string, now: Instant, signal?: AbortSignal): Promise<number>;
  /** Where the account stands at `now` (nothing is written even if something is overdue); null when unknown. */
  standing(organizationId: string, accountId: string, now: Instant): Promise<Standing | null>;
  /** The same of many, by account id; those that are unknown are absent. */
  standings(
    organizationId: string,
    accounts: readonly ProgramAccount[],
    now: Instant,
  ): Promise<ReadonlyMap<string, Standing>>;
  /** When each of them bought last, by account id; those that never did are absent. */
  lastPurchases(organizationId: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
  /** Newest first, or those first for whom something is due soonest. A page costs no more than its bound, however many accounts there are. */
  accountsWith(
    organizationId: string,
    programId: string,
    wanted: AccountsWith,
    page: { readonly after: AccountsPlace | null; readonly limit: number },
  ): Promise<AccountsPage>;
  /** Newest first, before the cursor (seq, entry) when given. */
  journal(
    organizationId: string,
    accountId: string,
    page: { readonly before?: { readonly seq: number; readonly entry: number }; readonly limit: number },
  ): Promise<readonly JournalRow[]>;
  /** Newest first; only those of a type when given. */
  operations(
    organizationId: string,
    accountId: string,
    page: { readonly type?: string; readonly beforeSeq?: number; readonly limit: number },
  ): Promise<readonly StoredOperation[]>;
  operation(organizationId: string, operationId: string): Promise<StoredOperation | null>;
  /** The operations that keys of one kind stand for, by key, with one statement; a key whose operation has not happened is absent. */
  happened(
    organizationId: string,
    kind: OperationKey['kind'],
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, StoredOperation>>;
  /** The operation that a key stands for, applied or not yet; null when nobody claimed it. */
  claimed(
    organizationId: string,
    key: OperationKey,
  ): Promise<{ readonly accountId: string | null; readonly operationId: string } | null>;
  /** What has been returned of a purchase so far: millionths by line index. */
  returned(
    organizationId: string,
    accountId: string,
    purchaseIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<number, Quantity>>>;
  /** Newest first, before the cursor when given. */
  messages(
    organizationId: string,
    accountId: string,
    page: { readonly before?: string; readonly limit: number },
  ): Promise<readonly Message[]>;
  /**
   * Lets the alarm of every account of a program ring at `from` at the latest: what a new version has due is not known to accounts
   * that were last written under the old one. To be called when every process knows the new version.
   */
  rearm(organizationId: string, programId: string, from: Instant): Promise<void>;
  /** What operations have taken so far of quotas that accounts share (budgets, stocks, limits), by key. */
  quotas(organizationId: string, programId: string): Promise<ReadonlyMap<string, number>>;
  /** Accounts with more than nothing, the most first, then by id. Reads all accounts of the program. */
  ranking(
    organizationId: string,
    programId: string,
    by: RankedBy & { readonly limit: number },
  ): Promise<readonly { readonly accountId: string; readonly value: number }[]>;
  /** The account's place in such a ranking (1 + how many have more); null when it has nothing, or is not of its levels. */
  standingIn(
    organizationId: string,
    programId: string,
    by: RankedBy,
    accountId: string,
  ): Promise<{ readonly rank: number; readonly value: number } | null>;
  /** Who had how many units of a wallet that were active and not expired at a moment of the past, by account id. */
  ticketHolders(
    organizationId: string,
    programId: string,
    wallet: string,
    at: Instant,
  ): Promise<readonly { readonly accountId: string; readonly units: Units }[]>;
  /** What moved for partners by operations that were accepted in [from, until). */
  partnerMovements(
    organizationId: string,
    programId: string,
    from: Instant,
    until: Instant,
  ): Promise<readonly PartnerMovement[]>;
  /**
   * What the account's operations so far may say of people is erased for ever; what moved stays, and so do its levels, counts and
   * attributes of now. With `messages`, its messages are deleted too. Repeating it does no harm.
   */
  eraseHistory(wanted: {
    readonly organizationId: string;
    readonly accountId: string;
    readonly messages: boolean;
  }): Promise<void>;
  /** Whether one of these accounts has ended and what it took along has not arrived at its heir yet. */
  isMovingOut(accountIds: readonly string[]): Promise<boolean>;
  /** Operations accepted and not begun, for whoever watches. */
  waiting(): number;
  /** Finishes what was accepted; then refuses. */
  close(): Promise<void>;
}
