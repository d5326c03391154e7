/**
 * Where the units of a transfer are. They are carried by one row of the outbox, whose delivery is an operation under a key made
 * of the row: on the receiver's account it has arrived, on the sender's it has come back.
 */
import type { TransferEvent } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { deliveryKeys } from '../../ledger/outbox.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

export interface FoundTransfer {
  readonly operation: StoredOperation;
  readonly event: TransferEvent;
}

export interface Arrival {
  readonly status: 'on_the_way' | 'arrived' | 'returned';
  /** What brought them there or back. */
  readonly by: StoredOperation | null;
}

/** Throws ApiError transfer_unknown. */
export async function findTransfer(
  { ledger }: Pick<QuoteDeps, 'ledger'>,
  organizationId: string,
  transferId: string,
): Promise<FoundTransfer> {
  const operation = await ledger.operation(organizationId, transferId);
  if (operation === null || operation.event.type !== 'transfer') throw new ApiError('transfer_unknown');
  return { operation, event: operation.event };
}

export async function arrivalOf({ ledger }: Pick<QuoteDeps, 'ledger'>, { operation }: FoundTransfer): Promise<Arrival> {
  const entry = (operation.decision.emits ?? []).findIndex(({ name }) => name === 'receive');
  const { there, back } = deliveryKeys(operation, entry);
  for (const key of [there, back]) {
    const claim = await ledger.claimed(operation.organizationId, key);
    const by = claim === null ? null : await ledger.operation(operation.organizationId, claim.operationId);
    if (by?.event.type === 'receive')
      return { status: by.accountId === operation.accountId ? 'returned' : 'arrived', by };
  }
  return { status: 'on_the_way', by: null };
}
