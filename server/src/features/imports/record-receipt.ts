/** One receipt of the file: a purchase, a return matched to earlier purchases, or a receipt of nobody. */
import { money, type PurchaseEvent, type ReceiptLine } from '@kopilka/engine';
import { idMadeAt } from '../../ledger/ids.ts';
import { orderedMeaningHash } from '../operations/keys.ts';
import type { FileReceipt } from './file-receipt.ts';
import { isRepeat, post, type Recorded, type RecordContext, receiptKey, refusalCode } from './post-receipt.ts';
import type { FileLine } from './read-line.ts';
import { recordReturn } from './record-return.ts';

export async function recordReceipt(context: RecordContext, receipt: FileReceipt): Promise<Recorded> {
  if (receipt.at > context.now) return { type: 'refused', code: 'receipt_in_future' };
  if (receipt.member === null) return recordGuest(context, receipt);
  const accountId = await context.findAccount({ identity: receipt.member }, receipt.at);
  return receipt.type === 'return'
    ? recordReturn(context, receipt, accountId)
    : recordPurchase(context, receipt, accountId);
}

async function recordPurchase(context: RecordContext, receipt: FileReceipt, accountId: string): Promise<Recorded> {
  const event: PurchaseEvent = { type: 'purchase', at: receipt.at, receipt: receiptOf(context, receipt) };
  const result = await post(context, {
    accountId,
    event,
    key: receiptKey(context, receipt, 'receipt'),
    meaning: event,
  });
  if (result.type !== 'done' && result.type !== 'repeated') return { type: 'refused', code: refusalCode(result) };
  context.stock.bought(result.operation);
  return { type: 'purchase', repeated: isRepeat(context, result), amount: event.receipt.total };
}

async function recordGuest(context: RecordContext, receipt: FileReceipt): Promise<Recorded> {
  const { organizationId, ledger, currency, since } = context;
  const sign = receipt.type === 'return' ? -1 : 1;
  const lines = receipt.lines.map((line) => ({ ...lineOf(line), amount: money(sign * line.amount) }));
  const total = money(lines.reduce((sum, line) => sum + line.amount, 0));
  const { key } = receiptKey(context, receipt, 'receipt');
  const bodyHash = orderedMeaningHash([receipt.at, receipt.store, currency, lines]);
  const { at, store } = receipt;
  const guest = { organizationId, receiptKey: key, bodyHash, at, store, total, currency, lines };
  const [result] = await ledger.recordGuests([guest]);
  if (result === undefined) throw new Error('a receipt without an answer');
  if (result.type === 'receipt_taken') return { type: 'refused', code: 'receipt_taken' };
  const repeated = result.type === 'repeated' && (since === null || idMadeAt(result.receiptId) < since);
  return { type: 'guest', repeated, amount: total };
}

function receiptOf({ currency }: RecordContext, { id, store, lines }: FileReceipt): PurchaseEvent['receipt'] {
  const total = money(lines.reduce((sum, line) => sum + line.amount, 0));
  return { id, currency, total, ...(store === null ? {} : { store }), lines: lines.map(lineOf) };
}

function lineOf({ sku, name, category, quantity, price, discount, amount }: FileLine): ReceiptLine {
  return {
    sku,
    ...(name === null ? {} : { name }),
    ...(category === null ? {} : { category }),
    quantity,
    price,
    ...(discount === 0 ? {} : { discount }),
    amount,
  };
}
