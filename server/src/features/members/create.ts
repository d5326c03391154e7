/** Makes a member, who joins every program of the organization or the one that was named. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import type { Identity } from './identity.ts';
import { newMemberId } from './ids.ts';
import { type JoinDeps, newMembership, openAccounts } from './join.ts';
import { keepInStep } from './keep-in-step.ts';
import type { Profile } from './profile.ts';
import { findMember, insertIdentities, insertMember, insertMemberships, listMemberships } from './store.ts';

export interface NewMember {
  readonly organizationId: string;
  readonly identities: readonly Identity[];
  readonly profile: Profile;
  /** undefined: every program of the organization. */
  readonly programId: string | undefined;
  readonly now: Instant;
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
      await insertMemberships(tx, organizationId, { memberId, memberships });
    });
  } catch (error) {
    if (error instanceof ApiError)
      await finishJoining(deps, { organizationId, now, memberId: String(error.params['memberId']) });
    throw error;
  }
  await openAccounts(deps, { organizationId, memberships, now });
  if (profile.birthday !== undefined) await keepInStep(deps, { organizationId, memberId, birthday: true, now });
  return memberId;
}

/** How long after a crash its caller may come back. */
const UNFINISHED_MS_MAX = 10 * 60_000;

/**
 * A repeat after a crash is told that its identities are taken: by the very member that it made. What was left undone then,
 * the account and the welcome, is done now; for a member of long ago nothing is.
 */
async function finishJoining(
  deps: JoinDeps,
  {
    organizationId,
    memberId,
    now,
  }: { readonly organizationId: string; readonly memberId: string; readonly now: Instant },
): Promise<void> {
  const { member, memberships } = await deps.db.tenant(organizationId, async (tx) => ({
    member: await findMember(tx, memberId),
    memberships: await listMemberships(tx, memberId),
  }));
  if (member === null || now - member.createdAt > UNFINISHED_MS_MAX) return;
  await openAccounts(deps, { organizationId, memberships, now });
  if (member.profile.birthday !== undefined) await keepInStep(deps, { organizationId, memberId, birthday: true, now });
}
