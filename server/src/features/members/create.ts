/** Makes a member, who joins every program of the organization or the one that was named. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Tx } from '../../kit/db.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import type { Identity } from './identity.ts';
import { newMemberId } from './ids.ts';
import { type JoinDeps, newMembership } from './join.ts';
import { finishJoining } from './joining.ts';
import { putSearchTerms } from './make-searchable.ts';
import type { Profile } from './profile.ts';
import { insertIdentities, insertMember, insertMemberships } from './store.ts';

export interface NewMember {
  readonly organizationId: string;
  readonly identities: readonly Identity[];
  readonly profile: Profile;
  /** undefined: every program of the organization. */
  readonly programId: string | undefined;
  readonly now: Instant;
  /** Writes what is told of the member besides, in the transaction that makes them. */
  readonly alongside?: ((tx: Tx, memberId: string) => Promise<void>) | undefined;
}

/** Answers the member's id. Throws ApiError identity_taken. */
export async function createMember(
  deps: JoinDeps & { readonly programs: ProgramRegistry },
  wanted: NewMember,
): Promise<string> {
  const { organizationId, identities, profile, now } = wanted;
  const programIds =
    wanted.programId === undefined
      ? await deps.programs.programIds(organizationId)
      : [(await deps.programs.choose(organizationId, wanted.programId)).programId];
  const memberId = newMemberId(now);
  const memberships = programIds.map((programId) => newMembership(programId, now));
  try {
    await deps.db.tenant(organizationId, async (tx) => {
      await insertMember(tx, organizationId, { memberId, status: 'active', profile, createdAt: now });
      const taken = await insertIdentities(tx, organizationId, { memberId, identities });
      if (taken !== null) throw new ApiError('identity_taken', taken);
      await putSearchTerms(tx, organizationId, { memberId, profile, identities });
      await insertMemberships(tx, organizationId, { memberId, memberships });
      await wanted.alongside?.(tx, memberId);
    });
  } catch (error) {
    // A repeat after a crash is told that its identities are taken: by the very member that it made.
    if (error instanceof ApiError)
      await finishJoining(deps, { organizationId, memberId: String(error.params['memberId']), now });
    throw error;
  }
  await finishJoining(deps, { organizationId, memberId, now });
  return memberId;
}
