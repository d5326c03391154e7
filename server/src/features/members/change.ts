/** Changes what is known of a member. An identity that is given replaces the one of its kind, null removes it. */
import type { Instant } from '@kopilka/engine';
import type { z } from 'zod';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { IDENTITY_KINDS, type IdentityKind, listIdentities } from './identity.ts';
import { putSearchTerms } from './make-searchable.ts';
import { changedProfile, type profileChangeSchema } from './profile.ts';
import {
  deleteIdentities,
  findMember,
  insertIdentities,
  listMemberIdentities,
  lockMember,
  type MemberStatus,
  updateMember,
} from './store.ts';

export interface MemberChange {
  readonly organizationId: string;
  readonly memberId: string;
  readonly identities: Readonly<Partial<Record<IdentityKind, string | null | undefined>>>;
  readonly profile: z.output<typeof profileChangeSchema>;
  readonly status: MemberStatus | undefined;
  readonly now: Instant;
}

/** Throws ApiError member_unknown or identity_taken. */
export async function changeMember(db: Database, change: MemberChange): Promise<void> {
  const { organizationId, memberId } = change;
  await db.tenant(organizationId, async (tx) => {
    await lockMember(tx, memberId);
    const member = await findMember(tx, memberId);
    if (member === null) throw new ApiError('member_unknown');
    const named = IDENTITY_KINDS.filter((kind) => change.identities[kind] !== undefined);
    await deleteIdentities(tx, memberId, named);
    const taken = await insertIdentities(tx, organizationId, {
      memberId,
      identities: listIdentities(change.identities),
    });
    if (taken !== null) throw new ApiError('identity_taken', taken);
    const profile = changedProfile(member.profile, change.profile);
    await updateMember(tx, { ...member, profile, status: change.status ?? member.status }, change.now);
    const identities = await listMemberIdentities(tx, memberId);
    await putSearchTerms(tx, organizationId, { memberId, profile, identities });
  });
}
