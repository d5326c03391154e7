/**
 * Makes many members at once, with a handful of statements: for whoever brings a shop's members from elsewhere. Their accounts are open already;
 * see create.ts for one who comes by themselves.
 */
import type { Instant } from '@kopilka/engine';
import type { Database, Tx } from '../../kit/db.ts';
import type { Identity } from './identity.ts';
import type { Profile } from './profile.ts';
import { insertMembers, takeIdentities } from './many-store.ts';
import { addTerms } from './search-store.ts';
import { searchTerms } from './search-terms.ts';
import type { Membership } from './store.ts';

export interface PreparedMember {
  readonly memberId: string;
  readonly identities: readonly Identity[];
  readonly profile: Profile;
  readonly membership: Membership;
}

export interface ManyMembers {
  readonly organizationId: string;
  readonly members: readonly PreparedMember[];
  readonly now: Instant;
  /** Whether they have joined to the end; otherwise finishJoining is still to come for each. */
  readonly haveJoined: boolean;
  /** Writes what is told of those who are made besides, in the transaction that makes them. */
  readonly alongside: (tx: Tx, memberIds: ReadonlySet<string>) => Promise<void>;
}

/** Those with an identity that somebody has already are left out. Answers who was made. */
export async function createMembers(db: Database, wanted: ManyMembers): Promise<ReadonlySet<string>> {
  const { organizationId, members, now, haveJoined, alongside } = wanted;
  if (members.length === 0) return new Set();
  return db.tenant(organizationId, async (tx) => {
    const made = await takeIdentities(tx, organizationId, members);
    const own = members.filter(({ memberId }) => made.has(memberId));
    await insertMembers(tx, organizationId, { members: own, now, haveJoined });
    await addTerms(
      tx,
      organizationId,
      own.map(({ memberId, profile, identities }) => ({ memberId, terms: searchTerms(profile.name, identities) })),
    );
    await alongside(tx, made);
    return made;
  });
}
