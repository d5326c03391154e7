/**
 * What has become of uses that were reserved and never finished: the process may have died between the operation and its
 * confirmation, a checkout may have been cancelled or have run out. The ledger knows. Nothing is released while somebody may
 * still be at work with it.
 */
import type { Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import type { Ledger, StoredOperation } from '../../ledger/ledger.ts';
import { findStoredCode } from './store.ts';
import {
  addToUses,
  bindToCheckout,
  letGo,
  listReserved,
  lockCode,
  lockUse,
  putUsed,
  type StoredUse,
} from './use-store.ts';

interface SettleDeps {
  readonly db: Database;
  readonly ledger: Pick<Ledger, 'claimed' | 'operation'>;
}

/** A page: whoever needs a use of a code with more of them under way comes again. */
const USES_MAX = 100;

type Outcome =
  | { readonly type: 'open' }
  | { readonly type: 'free' }
  /** By the checkout, where there was one. */
  | { readonly type: 'used'; readonly operationId: string; readonly checkout: StoredUse['checkout'] }
  | { readonly type: 'checkout'; readonly checkout: NonNullable<StoredUse['checkout']> };

/** Finishes what can be finished of a code's reserved uses. `now` is the organization's time. */
export async function settleUses(
  deps: SettleDeps,
  organizationId: string,
  { code, now }: { readonly code: string; readonly now: Instant },
): Promise<void> {
  const uses = await deps.db.tenant(organizationId, (tx) =>
    listReserved(tx, organizationId, { code, limit: USES_MAX }),
  );
  for (const use of uses) {
    const outcome = await outcomeOf(deps, organizationId, use, now);
    if (outcome.type !== 'open') await settle(deps, organizationId, use, outcome);
  }
}

async function outcomeOf(deps: SettleDeps, organizationId: string, use: StoredUse, now: Instant): Promise<Outcome> {
  if (use.checkout !== null) return outcomeOfCheckout(deps, organizationId, use.checkout, now);
  const operation = await operationOf(deps, organizationId, use);
  if (operation === null) return { type: use.leaseOver ? 'free' : 'open' };
  const { decision, operationId } = operation;
  if (decision.type === 'purchase') return { type: 'used', operationId, checkout: null };
  if (decision.type !== 'hold') return { type: 'free' };
  const checkout = { id: operationId, until: decision.hold.until };
  const outcome = await outcomeOfCheckout(deps, organizationId, checkout, now);
  return outcome.type === 'open' ? { type: 'checkout', checkout } : outcome;
}

async function outcomeOfCheckout(
  deps: SettleDeps,
  organizationId: string,
  checkout: NonNullable<StoredUse['checkout']>,
  now: Instant,
): Promise<Outcome> {
  const { id, until } = checkout;
  const committed = await operationBy(deps, organizationId, { kind: 'checkout', key: id });
  if (committed?.decision.type === 'purchase') return { type: 'used', operationId: committed.operationId, checkout };
  if (until <= now) return { type: 'free' };
  const cancelled = await operationBy(deps, organizationId, { kind: 'checkout', key: `cancel/${id}` });
  return { type: cancelled?.decision.type === 'release' ? 'free' : 'open' };
}

/** What the use was reserved for, if it has happened. */
export async function operationOf(
  deps: SettleDeps,
  organizationId: string,
  use: StoredUse,
): Promise<StoredOperation | null> {
  const operation = await operationBy(deps, organizationId, use.claim);
  return operation !== null && isUseOf(operation, use) ? operation : null;
}

async function operationBy(
  { ledger }: SettleDeps,
  organizationId: string,
  key: Parameters<Ledger['claimed']>[1],
): Promise<StoredOperation | null> {
  const claim = await ledger.claimed(organizationId, key);
  return claim === null ? null : ledger.operation(organizationId, claim.operationId);
}

/** The same receipt number may have come for another member, or without the code. */
function isUseOf({ accountId, event }: StoredOperation, use: StoredUse): boolean {
  if (accountId !== use.accountId || (event.type !== 'purchase' && event.type !== 'hold')) return false;
  const codeId = `${use.batchId}/${use.number}`;
  return (event.apply ?? []).some((each) => each.type === 'coupon' && each.code === codeId);
}

async function settle(
  { db }: SettleDeps,
  organizationId: string,
  use: StoredUse,
  outcome: Exclude<Outcome, { type: 'open' }>,
): Promise<void> {
  await db.tenant(organizationId, async (tx) => {
    const code = await findStoredCode(tx, organizationId, use.code);
    const isCounted = code !== null && code.terms.usesMax !== null;
    if (isCounted) await lockCode(tx, organizationId, use.code);
    const current = await lockUse(tx, organizationId, use);
    // Its own request, or another that came by, has finished it meanwhile; or a repeat has taken it up again.
    if (current?.status !== 'reserved') return;
    if (outcome.type === 'free' && current.checkout === null && !current.leaseOver) return;
    switch (outcome.type) {
      case 'used':
        if (outcome.checkout !== null)
          await bindToCheckout(tx, organizationId, { name: use, checkout: outcome.checkout });
        return putUsed(tx, organizationId, { ...use, memberId: null, operationId: outcome.operationId });
      case 'checkout':
        return bindToCheckout(tx, organizationId, { name: use, checkout: outcome.checkout });
      case 'free':
        await letGo(tx, organizationId, { name: use, all: true });
        if (isCounted) await addToUses(tx, organizationId, { code: use.code, add: -1 });
    }
  });
}
