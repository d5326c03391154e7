/** Who a member is, for whoever stands before them: with one journey to the database. */
import type { Database } from '../../kit/db.ts';
import { findMember, listMemberIdentities, type StoredMember } from './store.ts';

export interface PersonAtTill extends Pick<StoredMember, 'status' | 'profile'> {
  /** E.164; null for one without. */
  readonly phone: string | null;
}

/** null for nobody, also for one who has been forgotten. */
export async function readPerson(db: Database, organizationId: string, memberId: string): Promise<PersonAtTill | null> {
  return db.tenant(organizationId, async (tx) => {
    // Sent together.
    const [member, identities] = await Promise.all([findMember(tx, memberId), listMemberIdentities(tx, memberId)]);
    if (member === null) return null;
    const { status, profile } = member;
    return { status, profile, phone: identities.find(({ kind }) => kind === 'phone')?.value ?? null };
  });
}
