/** What referrals know of a person: told to whoever asks for their data, and erased when they want to be forgotten. */
import type { Database } from '../../kit/db.ts';
import { eraseReferrer, findCodeOf, listHintKinds, listReferralsWith, type StoredReferral } from './store.ts';

interface Person {
  readonly organizationId: string;
  readonly memberId: string;
}

export interface ReferralsOfPerson {
  readonly code: string | null;
  /** As friend or as referrer. */
  readonly referrals: readonly StoredReferral[];
  /** Of which kinds hints are kept, as keyed hashes. */
  readonly hintKinds: readonly string[];
}

export async function referralsOf(db: Database, { organizationId, memberId }: Person): Promise<ReferralsOfPerson> {
  return db.tenant(organizationId, async (tx) => ({
    code: await findCodeOf(tx, memberId),
    referrals: await listReferralsWith(tx, organizationId, memberId),
    hintKinds: await listHintKinds(tx, organizationId, memberId),
  }));
}

/** Who brought whom stays, between accounts that are nobody's name any more: what it gave may still be taken back. */
export async function forgetReferrals(db: Database, { organizationId, memberId }: Person): Promise<void> {
  await db.tenant(organizationId, (tx) => eraseReferrer(tx, organizationId, memberId));
}
