/**
 * What became of something that stayed open on an account: a redemption, a payout, expected units. Whatever closes it shares one
 * key, the operation that opened it, so it is closed once; an account that was merged meanwhile has handed it on to its heir.
 */
import { type Instant, openItemsOf } from '@kopilka/engine';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { heirNow } from '../profiles/account-now.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

export interface ItemClosed {
  readonly type: 'collected' | 'cancelled' | 'confirmed';
  readonly by: StoredOperation;
}

export type ItemEnding =
  | { readonly type: 'open' }
  | ItemClosed
  /** It is not open and nobody closed it: time did, or it never stayed open. */
  | { readonly type: 'gone' };

export async function endingOf(deps: QuoteDeps, opener: StoredOperation, now: Instant): Promise<ItemEnding> {
  const { organizationId, operationId, accountId } = opener;
  const closed = await closingOf(deps, opener);
  if (closed !== null) return closed;
  const holder = await heirNow(deps, { organizationId, accountId, now });
  const open = holder === null ? [] : openItemsOf(holder.account);
  return open.some(({ id }) => id === operationId) ? { type: 'open' } : { type: 'gone' };
}

/** The account that closes it: the one that has tried before, or else the one that opened it. */
export async function closingAccountOf(deps: QuoteDeps, opener: StoredOperation): Promise<string> {
  const claim = await deps.ledger.claimed(opener.organizationId, { kind: 'item', key: opener.operationId });
  return claim?.accountId ?? opener.accountId;
}

/** null when nothing has closed it; a closing that was refused is none. */
async function closingOf(
  deps: Pick<QuoteDeps, 'ledger'>,
  { organizationId, operationId }: Pick<StoredOperation, 'organizationId' | 'operationId'>,
): Promise<ItemClosed | null> {
  const closed = await closingsOf(deps, organizationId, [operationId]);
  return closed.get(operationId) ?? null;
}

/** What has closed them, by the operation that opened each; one question for all of them. */
export async function closingsOf(
  { ledger }: Pick<QuoteDeps, 'ledger'>,
  organizationId: string,
  openers: readonly string[],
): Promise<ReadonlyMap<string, ItemClosed>> {
  const happened = await ledger.happened(organizationId, 'item', openers);
  return new Map(
    [...happened].flatMap(([opener, by]) => {
      const closed = closedBy(by);
      return closed === null ? [] : [[opener, closed] as const];
    }),
  );
}

function closedBy(by: StoredOperation): ItemClosed | null {
  switch (by.event.type) {
    case 'collect':
      return { type: 'collected', by };
    case 'cancel':
      return { type: 'cancelled', by };
    case 'confirm':
      return { type: 'confirmed', by };
    default:
      return null;
  }
}
