/** Finds a checkout by its id, which is the id of the operation that began it. */
import type { HoldEvent } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

export interface FoundCheckout {
  readonly operation: StoredOperation;
  readonly event: HoldEvent;
  readonly programId: string;
  /** null when several members share the account. */
  readonly memberId: string | null;
}

/** Throws ApiError checkout_unknown. */
export async function findCheckout(
  deps: QuoteDeps,
  organizationId: string,
  checkoutId: string,
): Promise<FoundCheckout> {
  const operation = await deps.ledger.operation(organizationId, checkoutId);
  if (operation === null || operation.event.type !== 'hold') throw new ApiError('checkout_unknown');
  const owner = await ownerOfAccount(deps, organizationId, operation.accountId);
  return { operation, event: operation.event, ...owner };
}
