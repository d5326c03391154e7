/** Statements about families. Locks: the family's row first, then memberships (members/move.ts), then its members and invitations. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, prepared, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';
import { memberShard } from '../members/ids.ts';

export const ROLES = ['owner', 'spender', 'earner'] as const;
export type Role = (typeof ROLES)[number];
export const INVITED_ROLES = ['spender', 'earner'] as const;
export type InvitedRole = (typeof INVITED_ROLES)[number];
const MEMBER_STATUSES = ['joining', 'active', 'leaving', 'left'] as const;
export const INVITATION_STATUSES = ['pending', 'accepted', 'declined', 'cancelled'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

export interface StoredFamily {
  readonly familyId: string;
  readonly programId: string;
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
}

export interface FamilyMember {
  readonly memberId: string;
  readonly programId: string;
  readonly familyId: string;
  readonly role: Role;
  readonly status: (typeof MEMBER_STATUSES)[number];
  readonly consentText: string | null;
  readonly joinedAt: Instant;
  /** The account that became part of the family's. */
  readonly formerAccountId: string | null;
  /** The account of one's own after leaving. */
  readonly nextAccountId: string | null;
}

export interface Invitation {
  readonly invitationId: string;
  readonly familyId: string;
  readonly memberId: string;
  readonly role: InvitedRole;
  readonly code: string;
  readonly wrongCodes: number;
  readonly status: InvitationStatus;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

const familyRow = z
  .object({
    family_id: z.string(),
    program_id: z.string(),
    account_id: z.string(),
    name: z.string(),
    created_at: z.number(),
    ended_at: z.number().nullable(),
  })
  .transform((row): StoredFamily => ({
    familyId: row.family_id,
    programId: row.program_id,
    accountId: row.account_id,
    name: row.name,
    createdAt: instant(row.created_at),
    endedAt: row.ended_at === null ? null : instant(row.ended_at),
  }));

const memberRow = z
  .object({
    member_id: z.string(),
    program_id: z.string(),
    family_id: z.string(),
    role: z.enum(ROLES),
    status: z.enum(MEMBER_STATUSES),
    consent_text: z.string().nullable(),
    joined_at: z.number(),
    former_account_id: z.string().nullable(),
    next_account_id: z.string().nullable(),
  })
  .transform((row): FamilyMember => ({
    memberId: row.member_id,
    programId: row.program_id,
    familyId: row.family_id,
    role: row.role,
    status: row.status,
    consentText: row.consent_text,
    joinedAt: instant(row.joined_at),
    formerAccountId: row.former_account_id,
    nextAccountId: row.next_account_id,
  }));

const invitationRow = z
  .object({
    invitation_id: z.string(),
    family_id: z.string(),
    member_id: z.string(),
    role: z.enum(INVITED_ROLES),
    code: z.string(),
    wrong_codes: z.number(),
    status: z.enum(INVITATION_STATUSES),
    created_at: z.number(),
    expires_at: z.number(),
  })
  .transform((row): Invitation => ({
    invitationId: row.invitation_id,
    familyId: row.family_id,
    memberId: row.member_id,
    role: row.role,
    code: row.code,
    wrongCodes: row.wrong_codes,
    status: row.status,
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
  }));

const roleRow = z.object({ role: z.enum(ROLES).nullable() });
const foundRow = z.object({ found: z.boolean() });
const idRow = z.object({ family_id: z.string() }).transform((row) => row.family_id);

/** Whether a family lives on the account, and what the member is in it. On the system's connections: it names the organization itself. */
export async function findRole(
  on: Queryable,
  wanted: { readonly organizationId: string; readonly memberId: string; readonly accountId: string },
): Promise<{ readonly isFamily: boolean; readonly role: Role | null }> {
  const { organizationId, memberId, accountId } = wanted;
  const family = await queryOne(
    on,
    prepared(
      'find_family_of_account',
      sql`
        select family_id
        from families
        where account_id = ${accountId} and organization_id = ${organizationId} and ended_at is null
        limit 1`,
    ),
    z.object({ family_id: z.string() }),
  );
  if (family === undefined) return { isFamily: false, role: null };
  // Apart from the family: on a cluster the two are on different nodes.
  const row = await queryOne(
    on,
    sql`
      select role
      from family_members
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and family_id = ${family.family_id}
        and status <> 'left'`,
    roleRow,
  );
  return { isFamily: true, role: row?.role ?? null };
}

export async function wasMember(
  tx: Tx,
  wanted: { readonly memberId: string; readonly programId: string },
): Promise<boolean> {
  const { memberId, programId } = wanted;
  const row = await queryOne(
    tx,
    sql`
      select exists (
        select 1 from family_members
        where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = ${programId}
      ) as found`,
    foundRow,
  );
  return row?.found ?? false;
}

export async function insertFamily(tx: Tx, organizationId: string, family: StoredFamily): Promise<void> {
  await execute(
    tx,
    sql`
      insert into families (shard, family_id, organization_id, program_id, account_id, name, created_at)
      values (
        ${shardOf(family.familyId)}, ${family.familyId}, ${organizationId}, ${family.programId}, ${family.accountId},
        ${family.name}, ${new Date(family.createdAt)}
      )`,
  );
}

export async function findFamily(tx: Tx, familyId: string): Promise<StoredFamily | null> {
  const row = await queryOne(
    tx,
    sql`
      select family_id, program_id, account_id, name, created_at, ended_at
      from families
      where shard = ${shardOf(familyId)} and family_id = ${familyId}`,
    familyRow,
  );
  return row ?? null;
}

/** Whatever changes a family holds its row, so that two changes follow one another. */
export async function lockFamily(tx: Tx, familyId: string): Promise<StoredFamily | null> {
  const row = await queryOne(
    tx,
    sql`
      select family_id, program_id, account_id, name, created_at, ended_at
      from families
      where shard = ${shardOf(familyId)} and family_id = ${familyId}
      for update`,
    familyRow,
  );
  return row ?? null;
}

/** Living families on these accounts. */
export async function listFamiliesOn(tx: Tx, accountIds: readonly string[]): Promise<readonly StoredFamily[]> {
  const found = await query(
    tx,
    sql`
      select family_id, program_id, account_id, name, created_at, ended_at
      from families
      where account_id = any(${accountIds}::uuid[]) and ended_at is null
      order by family_id`,
    familyRow,
  );
  // A cluster locks rows of one shard at a time. There is one family of an account at most.
  const locked: StoredFamily[] = [];
  for (const { familyId } of found) {
    const family = await lockFamily(tx, familyId);
    if (family !== null && family.endedAt === null && accountIds.includes(family.accountId)) locked.push(family);
  }
  return locked;
}

export async function pointFamily(tx: Tx, familyId: string, accountId: string): Promise<void> {
  await execute(
    tx,
    sql`update families set account_id = ${accountId} where shard = ${shardOf(familyId)} and family_id = ${familyId}`,
  );
}

export async function endFamily(tx: Tx, familyId: string, now: Instant): Promise<void> {
  await execute(
    tx,
    sql`update families set ended_at = ${new Date(now)} where shard = ${shardOf(familyId)} and family_id = ${familyId}`,
  );
}

/** Living families that a member is in. */
export async function listFamilyIdsOf(tx: Tx, memberId: string): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select family_id
      from family_members
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and status <> 'left'
      order by program_id`,
    idRow,
  );
}

/** Who has left a family may enter another. Answers whether the member is in this one now. */
export async function enterFamily(tx: Tx, organizationId: string, member: FamilyMember): Promise<boolean> {
  const { memberId, programId, familyId, role, status, consentText, joinedAt, formerAccountId } = member;
  const entered = await execute(
    tx,
    sql`
      insert into family_members as m (
        shard, member_id, program_id, organization_id, family_id, role, status, consent_text, joined_at, former_account_id
      )
      values (
        ${memberShard(memberId)}, ${memberId}, ${programId}, ${organizationId}, ${familyId}, ${role}, ${status}, ${consentText},
        ${new Date(joinedAt)}, ${formerAccountId}
      )
      on conflict (shard, member_id, program_id) do update
      set family_id = excluded.family_id, role = excluded.role, status = excluded.status, consent_text = excluded.consent_text,
        joined_at = excluded.joined_at, former_account_id = excluded.former_account_id, next_account_id = null, left_at = null
      where m.status = 'left'`,
  );
  return entered === 1;
}

export async function listFamilyMembers(tx: Tx, familyId: string): Promise<readonly FamilyMember[]> {
  return query(
    tx,
    sql`
      select member_id, program_id, family_id, role, status, consent_text, joined_at, former_account_id, next_account_id
      from family_members
      where family_id = ${familyId} and status <> 'left'
      order by joined_at, member_id`,
    memberRow,
  );
}

/** In whatever family, and also after leaving it. */
export async function findFamilyMember(tx: Tx, memberId: string, programId: string): Promise<FamilyMember | null> {
  const row = await queryOne(
    tx,
    sql`
      select member_id, program_id, family_id, role, status, consent_text, joined_at, former_account_id, next_account_id
      from family_members
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = ${programId}`,
    memberRow,
  );
  return row ?? null;
}

export async function updateFamilyMember(
  tx: Tx,
  { memberId, programId }: Pick<FamilyMember, 'memberId' | 'programId'>,
  change: Pick<FamilyMember, 'role' | 'status' | 'nextAccountId'> & { readonly leftAt: Instant | null },
): Promise<void> {
  await execute(
    tx,
    sql`
      update family_members
      set role = ${change.role}, status = ${change.status}, next_account_id = ${change.nextAccountId},
        left_at = ${change.leftAt === null ? null : new Date(change.leftAt)}
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = ${programId}`,
  );
}

export async function insertInvitation(tx: Tx, organizationId: string, invitation: Invitation): Promise<void> {
  const { familyId, invitationId, memberId, role, code, status, createdAt, expiresAt } = invitation;
  await execute(
    tx,
    sql`
      insert into family_invitations (
        shard, family_id, invitation_id, organization_id, member_id, role, code, status, created_at, expires_at
      )
      values (
        ${shardOf(familyId)}, ${familyId}, ${invitationId}, ${organizationId}, ${memberId}, ${role}, ${code}, ${status},
        ${new Date(createdAt)}, ${new Date(expiresAt)}
      )`,
  );
}

export async function findInvitation(tx: Tx, familyId: string, invitationId: string): Promise<Invitation | null> {
  const row = await queryOne(
    tx,
    sql`
      select invitation_id, family_id, member_id, role, code, wrong_codes, status, created_at, expires_at
      from family_invitations
      where shard = ${shardOf(familyId)} and family_id = ${familyId} and invitation_id = ${invitationId}`,
    invitationRow,
  );
  return row ?? null;
}

export async function listPendingInvitations(tx: Tx, familyId: string): Promise<readonly Invitation[]> {
  return query(
    tx,
    sql`
      select invitation_id, family_id, member_id, role, code, wrong_codes, status, created_at, expires_at
      from family_invitations
      where shard = ${shardOf(familyId)} and family_id = ${familyId} and status = 'pending'
      order by invitation_id`,
    invitationRow,
  );
}

export async function updateInvitation(
  tx: Tx,
  invitation: Pick<Invitation, 'familyId' | 'invitationId' | 'status' | 'role' | 'wrongCodes'>,
  decidedAt: Instant | null,
): Promise<void> {
  const { familyId, invitationId, status, role, wrongCodes } = invitation;
  await execute(
    tx,
    sql`
      update family_invitations
      set status = ${status}, role = ${role}, wrong_codes = ${wrongCodes},
        decided_at = ${decidedAt === null ? null : new Date(decidedAt)}
      where shard = ${shardOf(familyId)} and family_id = ${familyId} and invitation_id = ${invitationId}`,
  );
}

/** Of a member who has left all families. A family that ended with the member as its owner loses its name too. */
export async function eraseInFamilies(tx: Tx, memberId: string): Promise<void> {
  await execute(
    tx,
    sql`
      update families
      set name = '—'
      where ended_at is not null and family_id in (
        select family_id
        from family_members
        where shard = ${memberShard(memberId)} and member_id = ${memberId} and role = 'owner'
      )`,
  );
  await execute(
    tx,
    sql`
      update family_members
      set consent_text = null
      where shard = ${memberShard(memberId)} and member_id = ${memberId}`,
  );
  await execute(tx, sql`delete from family_invitations where member_id = ${memberId}`);
}
