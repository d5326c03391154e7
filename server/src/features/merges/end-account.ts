/**
 * Ends an account: everything it has goes to another, and so does whatever still comes to it. An account ends once; its own id
 * is the key, so a repeat after a crash finishes and changes nothing.
 */
import { type Decision, type Instant, type Parcel, parcelSchema } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { OperationKey, StoredOperation } from '../../ledger/ledger.ts';
import { meaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

/** Throws ApiError account_closed when it went to another account already. */
export async function endAccount(
  deps: QuoteDeps,
  wanted: {
    readonly organizationId: string;
    readonly programId: string;
    readonly accountId: string;
    readonly into: string;
    readonly now: Instant;
  },
): Promise<StoredOperation> {
  const { organizationId, programId, accountId, into, now } = wanted;
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  // Also one that was never used: a request that still knows it must not be the first to open it.
  await deps.ledger.openAccounts([{ organizationId, programId, accountId, openedAt: now }]);
  const { operation } = await postOperation(
    deps,
    {
      organizationId,
      programId,
      accountId,
      event: { type: 'merge', at: now, into },
      now,
      history: false,
      keys: [endKey(accountId)],
      bodyHash: meaningHash({ into }),
    },
    active.program,
  ).catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'receipt_taken' ? new ApiError('account_closed') : error;
  });
  return operation;
}

/** What an account took along when it ended; null when it has not ended. */
export async function broughtFrom(
  { ledger }: Pick<QuoteDeps, 'ledger'>,
  organizationId: string,
  accountId: string,
): Promise<Parcel | null> {
  const claim = await ledger.claimed(organizationId, endKey(accountId));
  const ended = claim === null ? null : await ledger.operation(organizationId, claim.operationId);
  return ended?.event.type === 'merge' ? parcelOf(ended.decision) : null;
}

/** What a merge sends to the heir. */
export function parcelOf({ emits = [] }: Decision): Parcel {
  const sent = emits.find(({ name, to }) => name === 'receive' && to !== undefined);
  return parcelSchema.parse(JSON.parse(sent?.data['parcel'] ?? 'null'));
}

function endKey(accountId: string): OperationKey {
  return { kind: 'transfer', key: `merge/${accountId}` };
}
