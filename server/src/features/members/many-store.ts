/** Statements that make many members at once; see create-many.ts. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import { bucketOf, type Identity } from './identity.ts';
import { memberShard } from './ids.ts';
import { type Profile, storedProfile } from './profile.ts';
import type { Membership } from './store.ts';

const nowRow = z.object({ now: z.string() }).transform((row) => row.now);
const takenRow = z.object({ member_id: z.string() });

/** For new members: answers those who have all of their identities now. The others have none of them. */
export async function takeIdentities(
  tx: Tx,
  organizationId: string,
  members: readonly { readonly memberId: string; readonly identities: readonly Identity[] }[],
): Promise<ReadonlySet<string>> {
  const wanted = members.flatMap(({ memberId, identities }) =>
    identities.map((identity) => ({ ...identity, memberId, bucket: bucketOf(identity) })),
  );
  // In one order, so that two imports never wait for each other crosswise.
  const taken = await query(
    tx,
    sql`
      insert into identities (bucket, organization_id, kind, value, member_id)
      select wanted.bucket, ${organizationId}, wanted.kind, wanted.value, wanted.member_id
      from unnest(
        ${wanted.map(({ bucket }) => bucket)}::int2[], ${wanted.map(({ kind }) => kind)}::text[],
        ${wanted.map(({ value }) => value)}::text[], ${wanted.map(({ memberId }) => memberId)}::uuid[]
      ) as wanted (bucket, kind, value, member_id)
      order by wanted.bucket, wanted.kind, wanted.value
      on conflict do nothing
      returning member_id`,
    takenRow,
  );
  const counts = Map.groupBy(taken, (row) => row.member_id);
  const isWhole = ({ memberId, identities }: (typeof members)[number]): boolean =>
    counts.get(memberId)?.length === identities.length;
  const partly = members.filter((member) => !isWhole(member) && counts.has(member.memberId));
  if (partly.length > 0) {
    const ids = partly.map(({ memberId }) => memberId);
    await execute(tx, sql`delete from identities where member_id = any(${ids}::uuid[])`);
  }
  return new Set(members.filter(isWhole).map(({ memberId }) => memberId));
}

/** With a membership each. Whoever calls this also writes what they are found by. */
export async function insertMembers(
  tx: Tx,
  organizationId: string,
  {
    members,
    now,
    haveJoined,
  }: {
    readonly members: readonly {
      readonly memberId: string;
      readonly profile: Profile;
      readonly membership: Membership;
    }[];
    readonly now: Instant;
    readonly haveJoined: boolean;
  },
): Promise<void> {
  const at = new Date(now);
  const shards = members.map(({ memberId }) => memberShard(memberId));
  const ids = members.map(({ memberId }) => memberId);
  const profiles = members.map(({ profile }) => JSON.stringify(storedProfile(profile)));
  await execute(
    tx,
    sql`
      insert into members (shard, member_id, organization_id, status, profile, created_at, updated_at, searched_at)
      select new.shard, new.member_id, ${organizationId}, 'active', new.profile::jsonb, ${at}, ${at}, ${at}
      from unnest(${shards}::int2[], ${ids}::uuid[], ${profiles}::text[]) as new (shard, member_id, profile)
      -- Nothing conflicts, here and below: the members are new. Without these words a cluster copies the rows, which row-level security forbids.
      on conflict do nothing`,
  );
  // A cluster takes no now() within a condition.
  const since = haveJoined ? null : await queryOne(tx, sql`select now()::text as now`, nowRow);
  const programs = members.map(({ membership }) => membership.programId);
  const accounts = members.map(({ membership }) => membership.accountId);
  const joined = members.map(({ membership }) => new Date(membership.joinedAt).toISOString());
  await execute(
    tx,
    sql`
      insert into memberships (shard, member_id, program_id, organization_id, account_id, joined_at, joining_since)
      select new.shard, new.member_id, new.program_id, ${organizationId}, new.account_id, new.joined_at,
        ${since}::timestamptz
      from unnest(
        ${shards}::int2[], ${ids}::uuid[], ${programs}::text[], ${accounts}::uuid[], ${joined}::timestamptz[]
      ) as new (shard, member_id, program_id, account_id, joined_at)
      on conflict do nothing`,
  );
}
