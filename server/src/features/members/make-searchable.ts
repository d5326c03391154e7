/**
 * Keeps what members are found by in step with what is known of them: at once by whoever writes a member, and page by page for members who
 * were written by somebody else: before there was a search, by a process of an older version, by a restore. A page is one
 * transaction, so it may be cut off anywhere and goes on with what is left.
 */
import type { Database, Tx } from '../../kit/db.ts';
import type { Identity } from './identity.ts';
import { memberShard } from './ids.ts';
import type { Profile } from './profile.ts';
import { findShardToSearch, listIdentitiesOf, lockUnsearched, markSearched, putTerms } from './search-store.ts';
import { searchTerms } from './search-terms.ts';

const PAGE = 500;

/** Whoever calls this holds the member, and marks it as searched with the same change (store.ts). */
export async function putSearchTerms(
  tx: Tx,
  organizationId: string,
  {
    memberId,
    profile,
    identities,
  }: { readonly memberId: string; readonly profile: Profile; readonly identities: readonly Identity[] },
): Promise<void> {
  await putTerms(tx, new Map([[memberId, organizationId]]), {
    shard: memberShard(memberId),
    found: [{ memberId, terms: searchTerms(profile.name, identities) }],
  });
}

/** Answers how many members can be found now who could not before. */
export async function makeSearchable(db: Database, signal: AbortSignal): Promise<number> {
  let made = 0;
  while (!signal.aborted) {
    const shard = await findShardToSearch(db.system);
    if (shard === null) break;
    const page = await db.transaction((tx) => makePage(tx, shard));
    // Somebody else is at work with all that is left.
    if (page === 0) break;
    made += page;
  }
  return made;
}

async function makePage(tx: Tx, shard: number): Promise<number> {
  const members = await lockUnsearched(tx, shard, PAGE);
  if (members.length === 0) return 0;
  const memberIds = members.map(({ memberId }) => memberId);
  const identities = Map.groupBy(await listIdentitiesOf(tx, memberIds), ({ memberId }) => memberId);
  await putTerms(tx, new Map(members.map(({ memberId, organizationId }) => [memberId, organizationId])), {
    shard,
    found: members.map(({ memberId, profile }) => ({
      memberId,
      terms: searchTerms(profile.name, identities.get(memberId) ?? []),
    })),
  });
  await markSearched(tx, shard, memberIds);
  return members.length;
}
