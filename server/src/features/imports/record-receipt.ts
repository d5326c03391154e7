/**
 * One receipt of the file through the one door: a purchase, a return matched to earlier purchases, or a receipt of nobody.
 * Its number protects it, so a repeat of the whole file finds every receipt in its place and changes nothing.
 */
import { type Instant, money, type PurchaseEvent, type ReceiptLine } from '@kopilka/engine';
import { canonicalJson, sha256Hex } from '../../kit/canonical-json.ts';
import type { Ledger, OperationKey, PostResult } from '../../ledger/ledger.ts';
import { openAccounts } from '../members/join.ts';
import type { FileReceipt } from './file-receipt.ts';
import type { FindAccount, FindAccountDeps } from './find-accounts.ts';
import type { FileLine } from './read-line.ts';
import { recordReturn } from './record-return.ts';
import type { Stock } from './stock.ts';
import type { UnmatchedLine } from './unmatched.ts';

export interface RecordContext {
  readonly deps: FindAccountDeps;
  readonly ledger: Ledger;
  readonly organizationId: string;
  readonly programId: string;
  readonly source: string;
  readonly currency: string;
  /** The organization's time: nothing may be later. */
  readonly now: Instant;
  readonly findAccount: FindAccount;
  readonly stock: Stock;
}

export type Recorded =
  | { readonly type: 'purchase' | 'guest'; readonly repeated: boolean; readonly amount: number; readonly isNewMember?: boolean }
  | {
      readonly type: 'return';
      readonly repeated: boolean;
      /** What the file says came back, and what the matched goods had cost. */
      readonly amount: number;
      readonly matched: number;
      readonly unmatched: readonly UnmatchedLine[];
    }
  /** Nothing of it was ever bought. */
  | { readonly type: 'unmatched'; readonly amount: number; readonly unmatched: readonly UnmatchedLine[] }
  | { readonly type: 'refused'; readonly code: string };

export async function recordReceipt(context: RecordContext, receipt: FileReceipt): Promise<Recorded> {
  if (receipt.at > context.now) return { type: 'refused', code: 'receipt_in_future' };
  if (receipt.member === null) return recordGuest(context, receipt);
  const account = await context.findAccount(receipt.member, receipt.at);
  const { accountId, isNew } = account;
  if (receipt.type === 'return') return recordReturn(context, receipt, accountId);
  if (isNew) context.stock.open(accountId);
  return recordPurchase(context, receipt, accountId);
}

async function recordPurchase(context: RecordContext, receipt: FileReceipt, accountId: string): Promise<Recorded> {
  const event: PurchaseEvent = { type: 'purchase', at: receipt.at, receipt: receiptOf(context, receipt) };
  const result = await post(context, { accountId, event, key: receiptKey(context, receipt, 'receipt'), meaning: event });
  if (result.type !== 'done' && result.type !== 'repeated') return { type: 'refused', code: refusalCode(result) };
  context.stock.bought(result.operation);
  return { type: 'purchase', repeated: result.type === 'repeated', amount: event.receipt.total };
}

async function recordGuest(context: RecordContext, receipt: FileReceipt): Promise<Recorded> {
  const { organizationId, ledger, currency } = context;
  const sign = receipt.type === 'return' ? -1 : 1;
  const lines = receipt.lines.map((line) => ({ ...lineOf(line), amount: money(sign * line.amount) }));
  const total = money(lines.reduce((sum, line) => sum + line.amount, 0));
  const { key } = receiptKey(context, receipt, 'receipt');
  const bodyHash = sha256Hex(canonicalJson([receipt.at, receipt.store, currency, lines]));
  const { at, store } = receipt;
  const guest = { organizationId, receiptKey: key, bodyHash, at, store, total, currency, lines };
  const [result] = await ledger.recordGuests([guest]);
  if (result === undefined) throw new Error('a receipt without an answer');
  if (result.type === 'receipt_taken') return { type: 'refused', code: 'receipt_taken' };
  return { type: 'guest', repeated: result.type === 'repeated', amount: total };
}

export interface ImportPost {
  readonly accountId: string;
  readonly event: PurchaseEvent | Extract<PostEvent, { readonly type: 'return' }>;
  readonly key: OperationKey;
  /** What makes a repeat the same. */
  readonly meaning: unknown;
}

type PostEvent = Exclude<Parameters<Ledger['post']>[0]['event'], (operationId: string) => unknown>;

export async function post(context: RecordContext, { accountId, event, key, meaning }: ImportPost): Promise<PostResult> {
  const { deps, ledger, organizationId, programId, now } = context;
  const bodyHash = sha256Hex(canonicalJson([accountId, meaning]));
  const request = { organizationId, programId, accountId, event, now, history: true, keys: [key], bodyHash };
  const result = await ledger.post(request);
  if (result.type !== 'account_unknown') return result;
  // The member was made and a crash came before the account.
  const memberships = [{ programId, accountId, joinedAt: event.at }];
  await openAccounts(deps, { organizationId, memberships, now: event.at });
  return ledger.post(request);
}

export function receiptKey(
  { source }: RecordContext,
  { id }: FileReceipt,
  kind: 'receipt' | 'return',
): OperationKey {
  return { kind, key: `${source}/${id}` };
}

export function refusalCode(result: Exclude<PostResult, { readonly type: 'done' | 'repeated' }>): string {
  return result.type === 'refused' ? result.code : result.type;
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
