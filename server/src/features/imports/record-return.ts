/**
 * A return of the file names no purchase: its goods are matched to the customer's earlier ones, by article, newest first,
 * and go back as one operation with a part for each purchase. A repeat is recognised by its number before anything is
 * matched, because by then what it returned is no longer there to be matched.
 */
import { quantity, type ReturnEvent } from '@kopilka/engine';
import type { PostResult } from '../../ledger/ledger.ts';
import { type Goods, matchReturn, type PurchaseLeft, type ReturnPart } from '../returns/match.ts';
import type { FileReceipt } from './file-receipt.ts';
import { isRepeat, post, type Recorded, type RecordContext, receiptKey, refusalCode } from './post-receipt.ts';
import { unmatchedLines } from './unmatched.ts';

/** Attempts when somebody else returns the same goods meanwhile. */
const MATCHES_MAX = 3;

export async function recordReturn(context: RecordContext, receipt: FileReceipt, accountId: string): Promise<Recorded> {
  const repeated = await repeatOf(context, receipt, accountId);
  if (repeated !== null) return repeated;
  for (let attempt = 1; ; attempt += 1) {
    const purchases = await context.stock.left(accountId, receipt.at);
    const { parts, unmatched } = matchReturn(purchases, goodsOf(receipt));
    const lines = unmatchedLines(receipt, unmatched);
    if (parts.length === 0) return { type: 'unmatched', amount: amountOf(receipt), unmatched: lines };
    const result = await submit(context, receipt, { accountId, event: eventOf(receipt, parts) });
    if (result.type === 'done' || result.type === 'repeated') {
      context.stock.returned(accountId, parts);
      return recorded(context, receipt, { result, unmatched: lines });
    }
    const code = refusalCode(result);
    if (code !== 'return_exceeds_purchase' || attempt === MATCHES_MAX) return { type: 'refused', code };
    context.stock.forget(accountId);
  }
}

/** The first answer, when this return was applied before; null when it was not. */
async function repeatOf(context: RecordContext, receipt: FileReceipt, accountId: string): Promise<Recorded | null> {
  const { ledger, organizationId } = context;
  const claim = await ledger.claimed(organizationId, receiptKey(context, receipt, 'return'));
  const first = claim === null ? null : await ledger.operation(organizationId, claim.operationId);
  if (first === null || first.event.type !== 'return') return null;
  const result = await submit(context, receipt, { accountId, event: first.event });
  if (result.type !== 'done' && result.type !== 'repeated') return { type: 'refused', code: refusalCode(result) };
  const matched = first.event.parts.flatMap((part) => part.lines).reduce((sum, line) => sum + line.quantity, 0);
  const wanted = goodsOf(receipt);
  if (wanted.reduce((sum, goods) => sum + goods.quantity, 0) === matched)
    return recorded(context, receipt, { result, unmatched: [] });
  const missing = missingOf(wanted, first.event, await context.stock.left(accountId, receipt.at));
  return recorded(context, receipt, { result, unmatched: unmatchedLines(receipt, missing) });
}

function submit(
  context: RecordContext,
  receipt: FileReceipt,
  { accountId, event }: { readonly accountId: string; readonly event: ReturnEvent },
): Promise<PostResult> {
  const meaning = [receipt.at, goodsOf(receipt)];
  return post(context, { accountId, event, key: receiptKey(context, receipt, 'return'), meaning });
}

function recorded(
  context: RecordContext,
  receipt: FileReceipt,
  {
    result,
    unmatched,
  }: {
    readonly result: Extract<PostResult, { readonly type: 'done' | 'repeated' }>;
    readonly unmatched: ReturnType<typeof unmatchedLines>;
  },
): Recorded {
  const { decision } = result.operation;
  const matched = decision.type === 'return' ? decision.return.parts.reduce((sum, part) => sum + part.money, 0) : 0;
  return { type: 'return', repeated: isRepeat(context, result), amount: amountOf(receipt), matched, unmatched };
}

function eventOf({ at }: FileReceipt, parts: readonly ReturnPart[]): ReturnEvent {
  // Mutable copies: the event's schema belongs to JSON.
  return { type: 'return', at, parts: parts.map(({ purchase, lines }) => ({ purchase, lines: [...lines] })) };
}

/** What the applied return did not cover, by article. */
function missingOf(wanted: readonly Goods[], event: ReturnEvent, purchases: readonly PurchaseLeft[]): readonly Goods[] {
  const lines = new Map(purchases.map((purchase) => [purchase.purchase, purchase.lines]));
  const left = new Map<string, number>();
  for (const goods of wanted) left.set(goods.sku, (left.get(goods.sku) ?? 0) + goods.quantity);
  for (const part of event.parts) {
    for (const taken of part.lines) {
      const sku = lines.get(part.purchase)?.find((line) => line.line === taken.line)?.sku;
      if (sku !== undefined) left.set(sku, (left.get(sku) ?? 0) - taken.quantity);
    }
  }
  return [...left].flatMap(([sku, rest]) => (rest > 0 ? [{ sku, quantity: quantity(rest) }] : []));
}

function goodsOf({ lines }: FileReceipt): readonly Goods[] {
  return lines.map((line) => ({ sku: line.sku, quantity: line.quantity }));
}

function amountOf({ lines }: FileReceipt): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}
