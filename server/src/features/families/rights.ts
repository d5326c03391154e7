/**
 * Who may spend in a family. On an account of a family only its owner and its spenders; on any other account whoever it belongs
 * to. Asked wherever somebody wants to pay with units or to use what they have bought.
 */
import type { Database } from '../../kit/db.ts';
import { ApiError } from '../../errors.ts';
import type { Ledger, OperationKey } from '../../ledger/ledger.ts';
import { wasDone } from '../operations/done.ts';
import { findRole, wasMember } from './store.ts';

export interface Spender {
  readonly organizationId: string;
  readonly memberId: string;
  readonly accountId: string;
}

/** One look-up by key, without a transaction of its own: purchases ask. */
export async function spendingAllowed({ db }: { readonly db: Database }, spender: Spender): Promise<boolean> {
  const found = await findRole(db.system, spender);
  return !found.isFamily || found.role === 'owner' || found.role === 'spender';
}

/**
 * Throws ApiError family_spending_not_allowed; not for a repeat of what was done before, which gets its first answer whatever has
 * become of the member's role since.
 */
export async function requireSpending(
  deps: { readonly db: Database; readonly ledger: Pick<Ledger, 'happened'> },
  spender: Spender,
  keys: Iterable<OperationKey> = [],
): Promise<void> {
  if (await spendingAllowed(deps, spender)) return;
  if (await wasDone(deps, spender.organizationId, keys)) return;
  throw new ApiError('family_spending_not_allowed');
}

/** Whether the member is in a family of the program, or has been. */
export async function wasInFamily(
  { db }: { readonly db: Database },
  wanted: { readonly organizationId: string; readonly memberId: string; readonly programId: string },
): Promise<boolean> {
  return db.tenant(wanted.organizationId, (tx) => wasMember(tx, wanted));
}
