/** Counts what became of the receipts of a file while it is read. */
import type { FileItem, FileReceipt } from './file-receipt.ts';
import type { GatherTally } from './gather-receipts.ts';
import { createPolicyTally } from './policies.ts';
import type { Recorded } from './post-receipt.ts';
import type { UnmatchedLine } from './unmatched.ts';

/** Examples kept of each thing that went wrong. */
const EXAMPLES_MAX = 10;

/** Receipts that were taken, now or by an earlier import. */
export interface TakenCount {
  new: number;
  repeated: number;
  /** Minor money of both. */
  amount: number;
}

export interface RefusedCount {
  readonly code: string;
  count: number;
  /** Numbers of the first ones, with the row of the file. */
  examples: readonly { readonly receipt: string; readonly row: number }[];
}

export interface ImportTally extends GatherTally {
  readonly purchases: TakenCount;
  readonly guestSales: TakenCount;
  readonly guestReturns: TakenCount;
  readonly returns: TakenCount & { matchedAmount: number };
  /** Receipts of which nothing was left after the rules for lines. */
  empty: number;
  /** Returns of which nothing at all was found among earlier purchases. */
  unmatchedReceipts: number;
  unmatchedLines: number;
  unmatchedAmount: number;
  unmatchedExamples: readonly UnmatchedLine[];
  readonly refused: Map<string, RefusedCount>;
  membersOpened: number;
  lastReceiptAt: number | null;
}

export function createTally(): ImportTally {
  const none = (): TakenCount => ({ new: 0, repeated: 0, amount: 0 });
  return {
    rows: 0,
    begun: 0,
    receipts: 0,
    severalTimes: 0,
    outOfOrder: 0,
    policies: createPolicyTally(),
    empty: 0,
    purchases: none(),
    guestSales: none(),
    guestReturns: none(),
    returns: { ...none(), matchedAmount: 0 },
    unmatchedReceipts: 0,
    unmatchedLines: 0,
    unmatchedAmount: 0,
    unmatchedExamples: [],
    refused: new Map(),
    membersOpened: 0,
    lastReceiptAt: null,
  };
}

/** A receipt that did not get as far as the ledger. */
export function countLeftOut(tally: ImportTally, item: Exclude<FileItem, FileReceipt>): void {
  if (item.type === 'empty') tally.empty += 1;
  else countRefused(tally, item.code, item);
}

export function countRecorded(tally: ImportTally, receipt: FileReceipt, recorded: Recorded): void {
  if (recorded.type === 'refused') return countRefused(tally, recorded.code, receipt);
  tally.lastReceiptAt = Math.max(tally.lastReceiptAt ?? receipt.at, receipt.at);
  switch (recorded.type) {
    case 'purchase':
      return countTaken(tally.purchases, recorded);
    case 'guest':
      return countTaken(receipt.type === 'return' ? tally.guestReturns : tally.guestSales, recorded);
    case 'return':
      tally.returns.matchedAmount += recorded.matched;
      countTaken(tally.returns, recorded);
      return countUnmatched(tally, recorded.unmatched);
    default:
      tally.unmatchedReceipts += 1;
      return countUnmatched(tally, recorded.unmatched);
  }
}

function countTaken(
  count: TakenCount,
  { repeated, amount }: { readonly repeated: boolean; readonly amount: number },
): void {
  if (repeated) count.repeated += 1;
  else count.new += 1;
  count.amount += amount;
}

function countUnmatched(tally: ImportTally, lines: readonly UnmatchedLine[]): void {
  tally.unmatchedLines += lines.length;
  tally.unmatchedAmount += lines.reduce((sum, line) => sum + line.amount, 0);
  tally.unmatchedExamples = firstOf([...tally.unmatchedExamples, ...lines]);
}

function countRefused(
  tally: ImportTally,
  code: string,
  { id, row }: { readonly id: string; readonly row: number },
): void {
  const refused = tally.refused.get(code) ?? { code, count: 0, examples: [] };
  refused.count += 1;
  refused.examples = firstOf([...refused.examples, { receipt: id, row }]);
  tally.refused.set(code, refused);
}

/** Accounts are worked on side by side; examples are the first of the file all the same, so that a repeat shows the same. */
function firstOf<Example extends { readonly row: number }>(examples: readonly Example[]): readonly Example[] {
  return examples.toSorted((a, b) => a.row - b.row).slice(0, EXAMPLES_MAX);
}
