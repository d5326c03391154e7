/**
 * Ends an account: everything it has goes to another, and so does whatever still comes to it. An account ends once; its own id
 * is the key, so a repeat after a crash finishes and changes nothing.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
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
      keys: [{ kind: 'transfer', key: `merge/${accountId}` }],
      bodyHash: meaningHash({ into }),
    },
    active.program,
  ).catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'receipt_taken' ? new ApiError('account_closed') : error;
  });
  return operation;
}
