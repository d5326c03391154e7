/**
 * What customers could still bring back, kept in memory while a file is read: asking the ledger at every return would read
 * a regular's whole history again and again. The lists of accounts that were opened by this import grow with it; others
 * are loaded when their first return comes.
 */
import { type Instant, quantity } from '@kopilka/engine';
import type { Ledger, StoredOperation } from '../../ledger/ledger.ts';
import { purchasesLeft } from '../returns/left.ts';
import type { PurchaseLeft, ReturnPart } from '../returns/match.ts';

/** Lists kept at once; one that was dropped is loaded again when it is needed. */
const ACCOUNTS_MAX = 20_000;
const PAGE = 200;

export interface Stock {
  /** The account is new: nothing was bought before. */
  begin(accountId: string): void;
  bought(purchase: StoredOperation): void;
  returned(accountId: string, parts: readonly ReturnPart[]): void;
  /** What is left of purchases made up to a moment, newest first. */
  left(accountId: string, at: Instant): Promise<readonly PurchaseLeft[]>;
  /** Somebody else changed the account: look again next time. */
  forget(accountId: string): void;
}

interface Purchase {
  readonly at: Instant;
  left: PurchaseLeft;
}

export function createStock(ledger: Ledger, organizationId: string): Stock {
  const accounts = new Map<string, Map<string, Purchase>>();

  function keep(accountId: string, purchases: Map<string, Purchase>): Map<string, Purchase> {
    if (accounts.size >= ACCOUNTS_MAX) {
      const [oldest] = accounts.keys();
      if (oldest !== undefined) accounts.delete(oldest);
    }
    accounts.set(accountId, purchases);
    return purchases;
  }

  async function load(accountId: string): Promise<Map<string, Purchase>> {
    const pages: [string, Purchase][][] = [];
    for (let beforeSeq: number | undefined; ;) {
      const page: readonly StoredOperation[] = await ledger.operations(organizationId, accountId, {
        type: 'purchase',
        limit: PAGE,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      });
      beforeSeq = page.at(-1)?.seq;
      if (beforeSeq === undefined) break;
      const times = new Map(page.map((purchase) => [purchase.operationId, purchase.event.at]));
      const lefts = await purchasesLeft(ledger, { organizationId, accountId, purchases: page });
      pages.push(
        lefts.flatMap((left): [string, Purchase][] => {
          const at = times.get(left.purchase);
          return at === undefined ? [] : [[left.purchase, { at, left }]];
        }),
      );
    }
    // Oldest first, as they would have been added one by one.
    return new Map(pages.flat().toReversed());
  }

  return {
    begin: (accountId) => void keep(accountId, new Map()),
    bought: (purchase) => {
      const { event, operationId } = purchase;
      const list = accounts.get(purchase.accountId);
      if (list === undefined || event.type !== 'purchase' || list.has(operationId)) return;
      const lines = event.receipt.lines.map(({ sku, quantity: left }, line) => ({ line, sku, left }));
      list.set(operationId, { at: event.at, left: { purchase: operationId, lines } });
    },
    returned: (accountId, parts) => {
      const list = accounts.get(accountId);
      for (const { purchase, lines } of parts) {
        const found = list?.get(purchase);
        if (found !== undefined) found.left = lessened(found.left, lines);
      }
    },
    left: async (accountId, at) => {
      const list = accounts.get(accountId) ?? keep(accountId, await load(accountId));
      return [...list.values()]
        .filter((purchase) => purchase.at <= at)
        .map((purchase) => purchase.left)
        .toReversed();
    },
    forget: (accountId) => void accounts.delete(accountId),
  };
}

function lessened(purchase: PurchaseLeft, taken: ReturnPart['lines']): PurchaseLeft {
  const byLine = new Map(taken.map(({ line, quantity: amount }) => [line, amount]));
  const lines = purchase.lines.map((line) => ({
    ...line,
    left: quantity(Math.max(0, line.left - (byLine.get(line.line) ?? 0))),
  }));
  return { ...purchase, lines };
}
