/**
 * How payouts ended, where a crash came between the ledger, which closes their units, and their rows: without this somebody could
 * pay what has been refused and given back.
 */
import type { QuoteDeps } from '../quotes/ask.ts';
import { closingsOf } from '../redemptions/ending.ts';
import { settlePayouts, type StoredPayout } from './store.ts';

/** Answers whether any had to be settled, so that its row is another now. */
export async function settleEnded(
  deps: QuoteDeps,
  organizationId: string,
  payouts: readonly StoredPayout[],
): Promise<boolean> {
  const waiting = payouts.filter(({ status }) => status === 'requested' || status === 'approved');
  const openers = waiting.flatMap(({ operationId }) => (operationId === null ? [] : [operationId]));
  const closings = await closingsOf(deps, organizationId, openers);
  const ended = waiting.flatMap(({ payoutId, operationId }) => {
    const closed = closings.get(operationId ?? '');
    if (closed === undefined) return [];
    return [{ payoutId, status: closed.type === 'collected' ? ('paid' as const) : ('refused' as const) }];
  });
  if (ended.length > 0) await deps.db.tenant(organizationId, (tx) => settlePayouts(tx, ended));
  return ended.length > 0;
}
