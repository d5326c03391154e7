/** A member as a person: found by what they are known by, looked at, held while something is written about them. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database, Tx } from '../../kit/db.ts';
import type { Identity } from './identity.ts';
import type { Profile } from './profile.ts';
import { findByIdentity, findMember, listMemberIdentities, lockMember, type MemberStatus } from './store.ts';

export interface Person {
  readonly memberId: string;
  readonly status: MemberStatus;
  readonly profile: Profile;
  readonly createdAt: Instant;
  readonly identities: readonly Identity[];
}

/** The member's id; null when nobody is known by it. */
export function memberNamed(db: Database, organizationId: string, identity: Identity): Promise<string | null> {
  return db.tenant(organizationId, (tx) => findByIdentity(tx, organizationId, identity));
}

/** null for nobody, and for one who has been forgotten. */
export async function readPerson(db: Database, organizationId: string, memberId: string): Promise<Person | null> {
  return db.tenant(organizationId, async (tx) => {
    // Sent together: one journey.
    const [member, identities] = await Promise.all([findMember(tx, memberId), listMemberIdentities(tx, memberId)]);
    return member === null ? null : { ...member, identities };
  });
}

/** Until the transaction ends nobody else changes or forgets the member. Throws ApiError member_unknown. */
export async function lockLiving(tx: Tx, memberId: string): Promise<void> {
  await lockMember(tx, memberId);
  if ((await findMember(tx, memberId)) === null) throw new ApiError('member_unknown');
}
