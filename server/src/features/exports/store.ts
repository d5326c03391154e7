/** Statements of an export: all members of an organization, in pages along an index. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { query, queryOne, sql } from '../../kit/sql.ts';
import { type Profile, storedProfileSchema } from '../members/profile.ts';

const MEMBERS_PAGE = 1_000;

export interface ExportedMember {
  readonly memberId: string;
  readonly status: string;
  readonly profile: Profile;
  readonly createdAt: Instant;
}

const memberRow = z
  .object({ member_id: z.string(), status: z.string(), profile: storedProfileSchema, created_at: z.number() })
  .transform((row): ExportedMember => ({
    memberId: row.member_id,
    status: row.status,
    profile: row.profile,
    createdAt: instant(row.created_at),
  }));

const identityRow = z
  .object({ member_id: z.string(), kind: z.string(), value: z.string() })
  .transform((row) => ({ memberId: row.member_id, kind: row.kind, value: row.value }));

const membershipRow = z
  .object({ account_id: z.string(), member_id: z.string() })
  .transform((row) => ({ accountId: row.account_id, memberId: row.member_id }));

export async function countMembers(tx: Tx, organizationId: string): Promise<number> {
  const row = await queryOne(
    tx,
    sql`select count(*) as count from members where organization_id = ${organizationId}`,
    z.object({ count: z.int() }),
  );
  return row?.count ?? 0;
}

export async function* memberPages(tx: Tx, organizationId: string): AsyncGenerator<readonly ExportedMember[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await query(
      tx,
      sql`
        select member_id, status, profile, created_at
        from members
        where organization_id = ${organizationId} and member_id > ${after}
        order by member_id
        limit ${MEMBERS_PAGE}`,
      memberRow,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.memberId;
  }
}

export function identitiesOf(tx: Tx, memberIds: readonly string[]) {
  return query(
    tx,
    sql`
      select member_id, kind, value
      from identities
      where member_id = any (${memberIds}::uuid[])
      order by member_id, kind, value`,
    identityRow,
  );
}

/** Whose the accounts are; several members may share one. */
export function holdersOf(tx: Tx, accountIds: readonly string[]) {
  return query(
    tx,
    sql`
      select account_id, member_id
      from memberships
      where account_id = any (${accountIds}::uuid[])
      order by account_id, joined_at, member_id`,
    membershipRow,
  );
}
