/**
 * The way of an imported receipt to the one door. Its number protects it, so a repeat of the whole file finds every receipt
 * in its place and changes nothing; what a number means is hashed, so that another receipt under it is told from a repeat.
 */
import type { Instant, PurchaseEvent, ReturnEvent } from '@kopilka/engine';
import type { Ledger, OperationKey, PostResult } from '../../ledger/ledger.ts';
import { openAccounts } from '../members/join.ts';
import { orderedMeaningHash } from '../operations/keys.ts';
import type { FileReceipt } from './file-receipt.ts';
import type { FindAccount, FindAccountDeps } from './find-accounts.ts';
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
  /** What was accepted since is no repeat, but this import's own; null: whatever is there already is a repeat. */
  readonly since: Instant | null;
  readonly findAccount: FindAccount;
  readonly stock: Stock;
}

export type Recorded =
  | { readonly type: 'purchase' | 'guest'; readonly repeated: boolean; readonly amount: number }
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

export interface ImportPost {
  readonly accountId: string;
  readonly event: PurchaseEvent | ReturnEvent;
  readonly key: OperationKey;
  /** What makes a repeat the same. */
  readonly meaning: unknown;
}

export async function post(
  context: RecordContext,
  { accountId, event, key, meaning }: ImportPost,
): Promise<PostResult> {
  const { deps, ledger, organizationId, programId, now } = context;
  const bodyHash = orderedMeaningHash([accountId, meaning]);
  const request = { organizationId, programId, accountId, event, now, history: true, keys: [key], bodyHash };
  const result = await ledger.post(request);
  if (result.type !== 'account_unknown') return result;
  // The member was made and a crash came before the account.
  const memberships = [{ programId, accountId, joinedAt: event.at }];
  await openAccounts(deps, { organizationId, memberships, now: event.at });
  return ledger.post(request);
}

/** Whether it was there before this import. */
export function isRepeat(
  { since }: RecordContext,
  { type, operation }: Extract<PostResult, { readonly type: 'done' | 'repeated' }>,
): boolean {
  return type === 'repeated' && (since === null || operation.acceptedAt < since);
}

export function receiptKey({ source }: RecordContext, { id }: FileReceipt, kind: 'receipt' | 'return'): OperationKey {
  return { kind, key: `${source}/${id}` };
}

export function refusalCode(result: Exclude<PostResult, { readonly type: 'done' | 'repeated' }>): string {
  return result.type === 'refused' ? result.code : result.type;
}
