/** Statements about many members at once, for lists. */
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { query, sql } from '../../kit/sql.ts';
import { memberShard } from './ids.ts';
import { memberRow, type StoredMember } from './store.ts';

/** Without those who have been forgotten; in any order. */
export function listMembersById(tx: Tx, memberIds: readonly string[]): Promise<readonly StoredMember[]> {
  return query(
    tx,
    sql`
      select m.member_id, m.status, m.profile, m.created_at
      from unnest(${memberIds.map(memberShard)}::smallint[], ${memberIds}::uuid[]) as x (shard, member_id)
      join members m on m.shard = x.shard and m.member_id = x.member_id
      where m.status <> 'forgotten'`,
    memberRow,
  );
}

export interface MembershipOf {
  readonly memberId: string;
  readonly programId: string;
  readonly accountId: string;
}

const membershipRow = z
  .object({ member_id: z.string(), program_id: z.string(), account_id: z.string() })
  .transform((row): MembershipOf => ({
    memberId: row.member_id,
    programId: row.program_id,
    accountId: row.account_id,
  }));

export function listMembershipsOf(tx: Tx, memberIds: readonly string[]): Promise<readonly MembershipOf[]> {
  return query(
    tx,
    sql`
      select s.member_id, s.program_id, s.account_id
      from unnest(${memberIds.map(memberShard)}::smallint[], ${memberIds}::uuid[]) as x (shard, member_id)
      join memberships s on s.shard = x.shard and s.member_id = x.member_id
      order by s.joined_at, s.program_id`,
    membershipRow,
  );
}

/** Of accounts that several share, all; first come first. */
export function listMembersOfAccounts(tx: Tx, accountIds: readonly string[]): Promise<readonly MembershipOf[]> {
  return query(
    tx,
    sql`
      select member_id, program_id, account_id
      from memberships
      where account_id = any(${accountIds}::uuid[])
      order by joined_at, member_id`,
    membershipRow,
  );
}

export interface NewestFirst {
  readonly organizationId: string;
  /** Ids say when a member was made: these are the bounds, [from, before). */
  readonly from: string;
  readonly before: string;
  readonly blockedOnly: boolean;
  readonly limit: number;
}

const idRow = z.object({ member_id: z.string() }).transform((row) => row.member_id);

export function listNewestMembers(tx: Tx, asked: NewestFirst): Promise<readonly string[]> {
  const { organizationId, from, before, blockedOnly, limit } = asked;
  if (blockedOnly)
    return query(
      tx,
      sql`
        select member_id
        from members
        where organization_id = ${organizationId} and status = 'blocked' and member_id >= ${from}::uuid and member_id < ${before}::uuid
        order by member_id desc
        limit ${limit}`,
      idRow,
    );
  return query(
    tx,
    sql`
      select member_id
      from members
      where organization_id = ${organizationId} and member_id >= ${from}::uuid and member_id < ${before}::uuid
        and status <> 'forgotten'
      order by member_id desc
      limit ${limit}`,
    idRow,
  );
}
