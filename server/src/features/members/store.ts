/** Statements about members, their identities and memberships. Locks: the member's row first, then identities by kind. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';
import { bucketOf, IDENTITY_KINDS, type Identity, type IdentityKind } from './identity.ts';
import { memberShard } from './ids.ts';
import { type Profile, storedProfile, storedProfileSchema } from './profile.ts';

export const MEMBER_STATUSES = ['active', 'blocked'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

export interface StoredMember {
  readonly memberId: string;
  readonly status: MemberStatus;
  readonly profile: Profile;
  readonly createdAt: Instant;
}

export interface Membership {
  readonly programId: string;
  readonly accountId: string;
  readonly joinedAt: Instant;
}

export const memberRow = z
  .object({
    member_id: z.string(),
    status: z.enum(MEMBER_STATUSES),
    profile: storedProfileSchema,
    created_at: z.number(),
  })
  .transform((row): StoredMember => ({
    memberId: row.member_id,
    status: row.status,
    profile: row.profile,
    createdAt: instant(row.created_at),
  }));

const membershipRow = z
  .object({ program_id: z.string(), account_id: z.string(), joined_at: z.number() })
  .transform((row): Membership => ({
    programId: row.program_id,
    accountId: row.account_id,
    joinedAt: instant(row.joined_at),
  }));

const identityRow = z.object({ kind: z.enum(IDENTITY_KINDS), value: z.string() });
const holderRow = z.object({ kind: z.enum(IDENTITY_KINDS), member_id: z.string() });
const accountRow = z
  .object({ program_id: z.string(), member_id: z.string() })
  .transform((row) => ({ programId: row.program_id, memberId: row.member_id }));

/** Whoever writes a member also writes what it is found by (make-searchable.ts), and the row says so: searched_at. */
export async function insertMember(tx: Tx, organizationId: string, member: StoredMember): Promise<void> {
  const at = new Date(member.createdAt);
  await execute(
    tx,
    sql`
      insert into members (shard, member_id, organization_id, status, profile, created_at, updated_at, searched_at)
      values (
        ${memberShard(member.memberId)}, ${member.memberId}, ${organizationId}, ${member.status},
        ${JSON.stringify(storedProfile(member.profile))}, ${at}, ${at}, ${at}
      )`,
  );
}

export async function updateMember(tx: Tx, member: StoredMember, now: Instant): Promise<void> {
  await execute(
    tx,
    sql`
      update members
      set status = ${member.status}, profile = ${JSON.stringify(storedProfile(member.profile))}, updated_at = ${new Date(now)},
        searched_at = ${new Date(now)}
      where shard = ${memberShard(member.memberId)} and member_id = ${member.memberId}`,
  );
}

/** null also for one who has been forgotten. */
export async function findMember(tx: Tx, memberId: string): Promise<StoredMember | null> {
  const row = await queryOne(
    tx,
    sql`
      select member_id, status, profile, created_at
      from members
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and status <> 'forgotten'`,
    memberRow,
  );
  return row ?? null;
}

/** Whoever changes a member holds this row, so that two changes follow one another. */
export async function lockMember(tx: Tx, memberId: string): Promise<void> {
  await execute(
    tx,
    sql`select member_id from members where shard = ${memberShard(memberId)} and member_id = ${memberId} for update`,
  );
}

/** Answers the first identity that somebody else has already, with its holder; null when all are the member's now. */
export async function insertIdentities(
  tx: Tx,
  organizationId: string,
  { memberId, identities }: { readonly memberId: string; readonly identities: readonly Identity[] },
): Promise<{ readonly kind: IdentityKind; readonly memberId: string } | null> {
  const buckets = identities.map(bucketOf);
  const kinds = identities.map((one) => one.kind);
  const values = identities.map((one) => one.value);
  await execute(
    tx,
    sql`
      insert into identities (bucket, organization_id, kind, value, member_id)
      select wanted.bucket, ${organizationId}, wanted.kind, wanted.value, ${memberId}
      from unnest(${buckets}::int2[], ${kinds}::text[], ${values}::text[]) as wanted (bucket, kind, value)
      on conflict do nothing`,
  );
  const holders = await query(
    tx,
    sql`
      select kind, member_id
      from unnest(${buckets}::int2[], ${kinds}::text[], ${values}::text[]) as wanted (bucket, kind, value)
      join identities using (bucket, kind, value)
      where organization_id = ${organizationId}
      order by kind`,
    holderRow,
  );
  const other = holders.find((holder) => holder.member_id !== memberId);
  return other === undefined ? null : { kind: other.kind, memberId: other.member_id };
}

export async function deleteIdentities(tx: Tx, memberId: string, kinds: readonly IdentityKind[]): Promise<void> {
  await execute(tx, sql`delete from identities where member_id = ${memberId} and kind = any(${kinds}::text[])`);
}

export async function listMemberIdentities(tx: Tx, memberId: string): Promise<readonly Identity[]> {
  return query(
    tx,
    sql`select kind, value from identities where member_id = ${memberId} order by kind, value`,
    identityRow,
  );
}

export async function findByIdentity(tx: Tx, organizationId: string, identity: Identity): Promise<string | null> {
  const row = await queryOne(
    tx,
    sql`
      select kind, member_id
      from identities
      where bucket = ${bucketOf(identity)}
        and organization_id = ${organizationId}
        and kind = ${identity.kind}
        and value = ${identity.value}`,
    holderRow,
  );
  return row?.member_id ?? null;
}

/** An existing membership stays as it is; a new one is marked as not finished. Answers those of the programs, new or old. */
export async function insertMemberships(
  tx: Tx,
  organizationId: string,
  { memberId, memberships }: { readonly memberId: string; readonly memberships: readonly Membership[] },
): Promise<readonly Membership[]> {
  const programs = memberships.map((one) => one.programId);
  const accounts = memberships.map((one) => one.accountId);
  const joined = memberships.map((one) => new Date(one.joinedAt).toISOString());
  await execute(
    tx,
    sql`
      insert into memberships (shard, member_id, program_id, organization_id, account_id, joined_at, joining_since)
      select ${memberShard(memberId)}, ${memberId}, wanted.program_id, ${organizationId}, wanted.account_id, wanted.joined_at,
        now()
      from unnest(${programs}::text[], ${accounts}::uuid[], ${joined}::timestamptz[]) as wanted (program_id, account_id, joined_at)
      on conflict do nothing`,
  );
  return (await listMemberships(tx, memberId)).filter((one) => programs.includes(one.programId));
}

export async function listMemberships(tx: Tx, memberId: string): Promise<readonly Membership[]> {
  return query(
    tx,
    sql`
      select program_id, account_id, joined_at
      from memberships
      where shard = ${memberShard(memberId)} and member_id = ${memberId}
      order by joined_at, program_id`,
    membershipRow,
  );
}

/** Two are enough to know that an account is shared. */
export async function listAccountMembers(
  tx: Tx,
  accountId: string,
): Promise<readonly { readonly programId: string; readonly memberId: string }[]> {
  return query(
    tx,
    sql`
      select program_id, member_id
      from memberships
      where account_id = ${accountId}
      order by joined_at, member_id
      limit 2`,
    accountRow,
  );
}

const sharedRow = z
  .object({ account_id: z.string(), program_id: z.string(), member_id: z.string() })
  .transform((row) => ({ accountId: row.account_id, programId: row.program_id, memberId: row.member_id }));

/** Holds the memberships of these accounts, always in the same order, so that their members do not move meanwhile. */
export async function lockMemberships(
  tx: Tx,
  accountIds: readonly string[],
): Promise<readonly { readonly accountId: string; readonly programId: string; readonly memberId: string }[]> {
  const found = await query(
    tx,
    sql`
      select account_id, program_id, member_id
      from memberships
      where account_id = any(${accountIds}::uuid[])
      order by shard, member_id, program_id`,
    sharedRow,
  );
  // A cluster locks rows of one shard at a time. They are few: the members of a family.
  const locked: { readonly accountId: string; readonly programId: string; readonly memberId: string }[] = [];
  for (const { memberId, programId } of found) {
    const rows = await query(
      tx,
      sql`
        select account_id, program_id, member_id
        from memberships
        where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = ${programId}
          and account_id = any(${accountIds}::uuid[])
        for update`,
      sharedRow,
    );
    locked.push(...rows);
  }
  return locked;
}

/** It is remembered whose the account was. */
export async function pointMemberships(tx: Tx, from: string, into: string): Promise<void> {
  await execute(
    tx,
    sql`
      insert into past_memberships (shard, member_id, account_id, organization_id, program_id)
      select shard, member_id, account_id, organization_id, program_id
      from memberships
      where account_id = ${from}
      on conflict do nothing`,
  );
  await execute(tx, sql`update memberships set account_id = ${into} where account_id = ${from}`);
}

/** It is remembered which account the member had. */
export async function pointMembership(
  tx: Tx,
  {
    memberId,
    programId,
    accountId,
  }: { readonly memberId: string; readonly programId: string; readonly accountId: string },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into past_memberships (shard, member_id, account_id, organization_id, program_id)
      select shard, member_id, account_id, organization_id, program_id
      from memberships
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = ${programId}
        and account_id <> ${accountId}
      on conflict do nothing`,
  );
  await execute(
    tx,
    sql`
      update memberships
      set account_id = ${accountId}
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = ${programId}`,
  );
}

export interface Heir {
  readonly accountId: string;
  readonly organizationId: string;
  readonly programId: string;
  readonly heirAccountId: string;
  /** null when several members had shared it. */
  readonly memberId: string | null;
  readonly since: Instant;
}

export async function insertHeir(tx: Tx, heir: Heir): Promise<void> {
  const { accountId, organizationId, programId, heirAccountId, memberId, since } = heir;
  await execute(
    tx,
    sql`
      insert into account_heirs (shard, account_id, organization_id, program_id, heir_account_id, member_id, since)
      values (
        ${shardOf(accountId)}, ${accountId}, ${organizationId}, ${programId}, ${heirAccountId}, ${memberId}, ${new Date(since)}
      )
      on conflict do nothing`,
  );
}

const heirRow = z
  .object({ program_id: z.string(), heir_account_id: z.string(), member_id: z.string().nullable() })
  .transform((row) => ({ programId: row.program_id, heirAccountId: row.heir_account_id, memberId: row.member_id }));

/** What became of an account that is nobody's any more; null when nothing did. */
export async function findHeir(
  tx: Tx,
  accountId: string,
): Promise<Pick<Heir, 'programId' | 'heirAccountId' | 'memberId'> | null> {
  const row = await queryOne(
    tx,
    sql`
      select program_id, heir_account_id, member_id
      from account_heirs
      where shard = ${shardOf(accountId)} and account_id = ${accountId}`,
    heirRow,
  );
  return row ?? null;
}

const forebearRow = z.object({ account_id: z.string(), since: z.number() });

/**
 * All accounts that became part of this one, however many steps ago, in the order in which they ended. Asked generation by generation: a
 * cluster does not follow a line over its nodes, and there is seldom more than one.
 */
export async function listForebears(tx: Tx, accountId: string): Promise<readonly string[]> {
  const line = new Map<string, number>();
  let heirs: readonly string[] = [accountId];
  while (heirs.length > 0) {
    const found = await query(
      tx,
      sql`
        select account_id, since
        from account_heirs
        where heir_account_id = any(${heirs}::uuid[])`,
      forebearRow,
    );
    const fresh = found.filter(({ account_id }) => !line.has(account_id));
    for (const { account_id, since } of fresh) line.set(account_id, since);
    heirs = fresh.map(({ account_id }) => account_id);
  }
  return [...line].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([id]) => id);
}

const namedRow = z
  .object({ account_id: z.string(), profile: storedProfileSchema })
  .transform((row) => ({ accountId: row.account_id, name: row.profile.name ?? null }));

/** What the first member of each account is called. */
export async function listAccountNames(
  tx: Tx,
  accountIds: readonly string[],
): Promise<readonly { readonly accountId: string; readonly name: string | null }[]> {
  return query(
    tx,
    sql`
      select distinct on (s.account_id) s.account_id, m.profile
      from memberships s
      join members m on m.shard = s.shard and m.member_id = s.member_id
      where s.account_id = any(${accountIds}::uuid[])
      order by s.account_id, s.joined_at, s.member_id`,
    namedRow,
  );
}

const birthdayRow = z.object({ profile: storedProfileSchema }).transform((row) => row.profile.birthday ?? null);

/** Of an account's members, first come first; those who have not told theirs are absent. */
export async function listAccountBirthdays(tx: Tx, accountId: string): Promise<readonly string[]> {
  const birthdays = await query(
    tx,
    sql`
      select m.profile
      from memberships s
      join members m on m.shard = s.shard and m.member_id = s.member_id
      where s.account_id = ${accountId}
      order by s.joined_at, s.member_id`,
    birthdayRow,
  );
  return birthdays.filter((birthday) => birthday !== null);
}
