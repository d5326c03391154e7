/** What an audit found. An offence names the invariant it breaks, where, and how. */

export const CHECKS = [
  /** Sum of an account's journal in a wallet = what its lots hold − its debt. */
  'journal_equals_lots',
  /** A lot holds what its journal entries add up to, never more than was issued. */
  'lot_equals_entries',
  /** Operations of an account are numbered without gaps up to its version. */
  'operations_in_sequence',
  /** The journal holds exactly the entries that the operations decided. */
  'journal_equals_decisions',
  /** Deciding an operation again gives the decision that is stored. */
  'replay_equals_decision',
  /** The account, its meters and its checkouts are what its operations left. */
  'replay_equals_state',
  /** Shares of a purchase add up and none is larger than its line. */
  'shares_add_up',
  /** A key stands for one operation; every purchase and return with a key has its claim. */
  'key_applied_once',
  /** Over everything: issued + given back = paid + expired + taken back + corrected + outstanding. */
  'totals_balance',
  /** What operations took of shared quotas, and what is leased of them, is what is counted as taken. */
  'quotas_within_limits',
  /** The account could not be examined at all. */
  'unreadable',
] as const;

export type Check = (typeof CHECKS)[number];

export interface Offence {
  readonly check: Check;
  readonly accountId: string | null;
  readonly detail: string;
}

export interface AuditReport {
  readonly accounts: number;
  readonly operations: number;
  readonly entries: number;
  readonly lots: number;
  /** Signed units by wallet and kind of entry, for the whole ledger: { "corner-coffee/bonus": { earn: 100, pay: -40 } }. */
  readonly totals: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly outstanding: Readonly<Record<string, number>>;
  /** How many offences there are, and the first of them. */
  readonly offenceCount: number;
  readonly offences: readonly Offence[];
}

/** Offences kept word for word; all are counted. */
const OFFENCES_KEPT = 50;

export interface Findings {
  add(check: Check, accountId: string | null, detail: string): void;
  readonly kept: readonly Offence[];
  count(): number;
}

export function createFindings(): Findings {
  const kept: Offence[] = [];
  let count = 0;
  return {
    add: (check, accountId, detail) => {
      count += 1;
      if (kept.length < OFFENCES_KEPT) kept.push({ check, accountId, detail });
    },
    kept,
    count: () => count,
  };
}
