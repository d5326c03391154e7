/**
 * What is to be taken back: the parts of the event. By purchase or receipt they are named or all that is left; by goods they
 * are matched to the account's earlier purchases.
 */
import type { Instant, Quantity } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Ledger, StoredOperation } from '../../ledger/ledger.ts';
import { receiptKey } from '../receipts/schema.ts';
import { purchasesLeft } from './left.ts';
import { type Goods, type Match, matchReturn, type ReturnPart } from './match.ts';

const PAGE = 100;
/** How far back goods are looked for. */
const PURCHASES_SEARCHED_MAX = 1_000;

export interface ReturnedLine {
  readonly line: number;
  readonly quantity: Quantity;
}

/** Throws ApiError purchase_unknown. */
export async function findPurchase(
  ledger: Ledger,
  organizationId: string,
  purchaseId: string,
): Promise<StoredOperation> {
  const operation = await ledger.operation(organizationId, purchaseId);
  if (operation === null || operation.event.type !== 'purchase') throw new ApiError('purchase_unknown');
  return operation;
}

/** Throws ApiError purchase_unknown or purchase_of_nobody. */
export async function findPurchaseByReceipt(
  ledger: Ledger,
  organizationId: string,
  receipt: { readonly source: string; readonly id: string },
): Promise<StoredOperation> {
  const claim = await ledger.claimed(organizationId, { kind: 'receipt', key: receiptKey(receipt) });
  if (claim === null) throw new ApiError('purchase_unknown');
  if (claim.accountId === null) throw new ApiError('purchase_of_nobody');
  return findPurchase(ledger, organizationId, claim.operationId);
}

/**
 * Everything that is left; of a purchase with nothing left everything that was bought, so that it is the engine that refuses
 * and a repeat of an earlier return is still recognised.
 */
export async function partOf(
  ledger: Ledger,
  {
    organizationId,
    purchase,
    lines,
  }: {
    readonly organizationId: string;
    readonly purchase: StoredOperation;
    readonly lines: readonly ReturnedLine[] | null;
  },
): Promise<ReturnPart> {
  if (lines !== null) return { purchase: purchase.operationId, lines };
  const [found] = await purchasesLeft(ledger, { organizationId, accountId: purchase.accountId, purchases: [purchase] });
  const left = (found?.lines ?? []).flatMap(({ line, left: quantity }) => (quantity > 0 ? [{ line, quantity }] : []));
  return { purchase: purchase.operationId, lines: left.length > 0 ? left : boughtLines(purchase) };
}

/** Matches goods to purchases made up to the moment, newest first. */
export async function matchGoods(
  ledger: Ledger,
  {
    organizationId,
    accountId,
    goods,
    at,
  }: {
    readonly organizationId: string;
    readonly accountId: string;
    readonly goods: readonly Goods[];
    readonly at: Instant;
  },
): Promise<Match> {
  const found: StoredOperation[] = [];
  let match: Match = { parts: [], unmatched: goods };
  let beforeSeq: number | undefined;
  while (match.unmatched.length > 0 && found.length < PURCHASES_SEARCHED_MAX) {
    const page = await ledger.operations(organizationId, accountId, {
      type: 'purchase',
      limit: PAGE,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    beforeSeq = page.at(-1)?.seq;
    if (beforeSeq === undefined) break;
    found.push(...page.filter((operation) => operation.event.at <= at));
    match = matchReturn(await purchasesLeft(ledger, { organizationId, accountId, purchases: found }), goods);
  }
  return match;
}

function boughtLines({ event }: StoredOperation): readonly ReturnedLine[] {
  return event.type === 'purchase' ? event.receipt.lines.map(({ quantity }, line) => ({ line, quantity })) : [];
}
