/** What an import did: the JSON that --report writes. Money is in minor units, units in the smallest part of their wallet. */
import { formatQuantity, type Instant } from '@kopilka/engine';
import type { JournalTotal } from '../../ledger/export.ts';
import type { Mapping } from './mapping.ts';
import { ODDITIES } from './policies.ts';
import type { ImportTally, TakenCount } from './tally.ts';

export interface ImportReport {
  readonly complete: boolean;
  readonly file: string;
  readonly source: string;
  readonly organizationId: string;
  readonly programId: string;
  readonly currency: string;
  readonly rows: number;
  /** Each receipt of the file is exactly one of these. */
  readonly receipts: {
    readonly total: number;
    readonly purchases: TakenCount;
    readonly returns: TakenCount & { readonly matchedAmount: number };
    readonly returnsUnmatched: number;
    readonly anonymousPurchases: TakenCount;
    readonly anonymousReturns: TakenCount;
    readonly empty: number;
    readonly refused: number;
  };
  readonly averages: { readonly memberReceipt: number | null; readonly anonymousReceipt: number | null };
  readonly membersOpened: number;
  /** What moved between the beginning and the end, by wallet and kind; everything is zero for a repeat. */
  readonly moved: Readonly<Record<string, WalletMovement>>;
  readonly unmatched: {
    readonly lines: number;
    readonly amount: number;
    readonly examples: readonly {
      receipt: string;
      row: number;
      sku: string;
      name: string | null;
      quantity: string;
      amount: number;
    }[];
  };
  readonly rules: Readonly<Record<string, { readonly rule: string; readonly lines: number }>>;
  readonly linesDropped: number;
  readonly linesRounded: number;
  readonly receiptsWithSeveralTimes: number;
  /** Decided as late ones: the file is longer than a million rows and was not sorted by time. */
  readonly receiptsOutOfOrder: number;
  readonly refused: readonly { readonly code: string; readonly count: number; readonly examples: readonly object[] }[];
  readonly livedUntil: string | null;
  readonly seconds: number;
  readonly receiptsPerSecond: number;
}

export interface WalletMovement {
  readonly earned: number;
  readonly paid: number;
  readonly takenBack: number;
  readonly givenBack: number;
  readonly expired: number;
  readonly corrected: number;
  /** What all accounts hold now, and owe. */
  readonly balance: number;
  readonly debt: number;
}

export interface ReportParts {
  readonly complete: boolean;
  readonly file: string;
  readonly organizationId: string;
  readonly programId: string;
  readonly mapping: Mapping;
  readonly tally: ImportTally;
  readonly before: readonly JournalTotal[];
  readonly after: readonly JournalTotal[];
  readonly livedUntil: Instant | null;
  readonly elapsedMs: number;
  readonly recordingMs: number;
}

export function reportOf(parts: ReportParts): ImportReport {
  const { tally, mapping } = parts;
  const { purchases, returns, guestSales, guestReturns } = tally;
  const refused = [...tally.refused.values()].toSorted((a, b) => b.count - a.count);
  return {
    complete: parts.complete,
    file: parts.file,
    source: mapping.source,
    organizationId: parts.organizationId,
    programId: parts.programId,
    currency: mapping.currency,
    rows: tally.rows,
    receipts: {
      total: tally.receipts,
      purchases,
      returns,
      returnsUnmatched: tally.unmatchedReceipts,
      anonymousPurchases: guestSales,
      anonymousReturns: guestReturns,
      empty: tally.empty,
      refused: refused.reduce((sum, one) => sum + one.count, 0),
    },
    averages: { memberReceipt: average(purchases), anonymousReceipt: average(guestSales) },
    membersOpened: tally.membersOpened,
    moved: movements(parts.before, parts.after),
    unmatched: {
      lines: tally.unmatchedLines,
      amount: tally.unmatchedAmount,
      examples: tally.unmatchedExamples.map((line) => ({ ...line, quantity: formatQuantity(line.quantity) })),
    },
    rules: Object.fromEntries(
      ODDITIES.map((oddity) => [oddity, { rule: mapping.rules[oddity], lines: tally.policies.met[oddity] }]),
    ),
    linesDropped: tally.policies.dropped,
    linesRounded: tally.policies.rounded,
    receiptsWithSeveralTimes: tally.severalTimes,
    receiptsOutOfOrder: tally.outOfOrder,
    refused,
    livedUntil: parts.livedUntil === null ? null : new Date(parts.livedUntil).toISOString(),
    seconds: Math.round(parts.elapsedMs / 100) / 10,
    receiptsPerSecond: Math.round((tally.receipts * 1000) / Math.max(1, parts.recordingMs)),
  };
}

/** Minor money, rounded half up. */
function average({ new: fresh, repeated, amount }: TakenCount): number | null {
  const count = fresh + repeated;
  return count === 0 ? null : Math.floor((2 * amount + count) / (2 * count));
}

function movements(before: readonly JournalTotal[], after: readonly JournalTotal[]): Record<string, WalletMovement> {
  const movement = (wallet: string): WalletMovement => {
    const sum = (totals: readonly JournalTotal[], kind: string | null, part: 'units' | 'debt'): number =>
      totals
        .filter((total) => total.wallet === wallet && (kind === null || total.kind === kind))
        .reduce((all, total) => all + total[part], 0);
    const moved = (kind: string): number => sum(after, kind, 'units') - sum(before, kind, 'units');
    const net = sum(after, null, 'units');
    const debt = 0 - sum(after, null, 'debt');
    return {
      earned: moved('earn'),
      paid: 0 - moved('pay'),
      takenBack: 0 - moved('reverse'),
      givenBack: moved('restore'),
      expired: 0 - moved('expire'),
      corrected: moved('correct'),
      balance: net + debt,
      debt,
    };
  };
  const wallets = new Set(after.map((total) => total.wallet));
  return Object.fromEntries([...wallets].map((wallet) => [wallet, movement(wallet)]));
}
