/** Statements about who works for an organization. Names and addresses of people need the system's eyes, so each names its organization. */
import { z } from 'zod';
import { execute, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';
import { ROLES, type Role } from '../people/roles.ts';

const staffRow = z
  .object({
    person_id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    has_second_factor: z.boolean().nullable(),
    added_at: z.number(),
  })
  .transform((row): StaffMember => ({
    personId: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role,
    hasSecondFactor: row.has_second_factor === true,
    addedAt: row.added_at,
  }));

export interface StaffMember {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly hasSecondFactor: boolean;
  readonly addedAt: number;
}

export async function listStaff(on: Queryable, organizationId: string): Promise<readonly StaffMember[]> {
  return query(
    on,
    sql`
      select s.person_id, p.name, p.email, s.role, p.has_second_factor, s.added_at
      from staff s
      join people p on p.id = s.person_id
      where s.organization_id = ${organizationId}
      order by s.added_at, s.person_id`,
    staffRow,
  );
}

/** Answers whether they are new there. */
export async function insertStaff(
  on: Queryable,
  added: { readonly organizationId: string; readonly personId: string; readonly role: Role; readonly now: number },
): Promise<boolean> {
  const { organizationId, personId, role, now } = added;
  const made = await execute(
    on,
    sql`
      insert into staff (organization_id, person_id, role, added_at)
      values (${organizationId}, ${personId}, ${role}, ${new Date(now)})
      on conflict (organization_id, person_id) do nothing`,
  );
  return made === 1;
}

const roleRow = z.object({ person_id: z.string(), role: z.enum(ROLES) });

/** Everybody's roles, held until the transaction ends, so that two owners cannot each remove the other as the last but one. */
export async function lockRoles(on: Queryable, organizationId: string): Promise<ReadonlyMap<string, Role>> {
  const rows = await query(
    on,
    sql`
      select person_id, role
      from staff
      where organization_id = ${organizationId}
      order by person_id
      for update`,
    roleRow,
  );
  return new Map(rows.map((row) => [row.person_id, row.role]));
}

interface Position {
  readonly organizationId: string;
  readonly personId: string;
}

export async function updateRole(on: Queryable, { organizationId, personId }: Position, role: Role): Promise<void> {
  await execute(
    on,
    sql`update staff set role = ${role} where organization_id = ${organizationId} and person_id = ${personId}`,
  );
}

/** Their sessions there end with it. */
export async function deleteStaff(on: Queryable, { organizationId, personId }: Position): Promise<void> {
  await execute(on, sql`delete from staff where organization_id = ${organizationId} and person_id = ${personId}`);
  await execute(
    on,
    sql`delete from people_sessions where person_id = ${personId} and chosen_organization_id = ${organizationId}`,
  );
}

const invitationRow = z
  .object({
    invitation_id: z.string(),
    organization_id: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    created_at: z.number(),
    expires_at: z.number(),
  })
  .transform((row): Invitation => ({
    invitationId: row.invitation_id,
    organizationId: row.organization_id,
    email: row.email,
    role: row.role,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));

export interface Invitation {
  readonly invitationId: string;
  readonly organizationId: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Takes the place of one to the same address, whose link is dead then. */
export async function putInvitation(
  on: Queryable,
  { tokenHash, invitedBy, ...invitation }: Invitation & { readonly tokenHash: Buffer; readonly invitedBy: string },
): Promise<void> {
  const { invitationId, organizationId, email, role, createdAt, expiresAt } = invitation;
  await execute(
    on,
    sql`
      insert into staff_invitations
        (organization_id, invitation_id, token_hash, email, role, invited_by, created_at, expires_at)
      values
        (${organizationId}, ${invitationId}, ${tokenHash}, ${email}, ${role}, ${invitedBy}, ${new Date(createdAt)}, ${new Date(expiresAt)})
      on conflict (organization_id, email) do update
      set
        invitation_id = excluded.invitation_id, token_hash = excluded.token_hash, role = excluded.role,
        invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at`,
  );
}

export async function listInvitations(on: Queryable, organizationId: string): Promise<readonly Invitation[]> {
  return query(
    on,
    sql`
      select invitation_id, organization_id, email, role, created_at, expires_at
      from staff_invitations
      where organization_id = ${organizationId} and expires_at > now()
      order by created_at, invitation_id`,
    invitationRow,
  );
}

/** The invitation that still counts, held until the transaction ends: it is accepted once. */
export async function lockInvitation(on: Queryable, tokenHash: Buffer): Promise<Invitation | undefined> {
  return queryOne(
    on,
    sql`
      select invitation_id, organization_id, email, role, created_at, expires_at
      from staff_invitations
      where token_hash = ${tokenHash} and expires_at > now()
      for update`,
    invitationRow,
  );
}

/** Answers whether there was one. */
export async function deleteInvitation(
  on: Queryable,
  { organizationId, invitationId }: { readonly organizationId: string; readonly invitationId: string },
): Promise<boolean> {
  const gone = await execute(
    on,
    sql`
      delete from staff_invitations
      where organization_id = ${organizationId} and invitation_id = ${invitationId}`,
  );
  return gone === 1;
}

const nameRow = z.object({ name: z.string() }).transform((row) => row.name);

export async function organizationName(on: Queryable, organizationId: string): Promise<string> {
  const name = await queryOne(
    on,
    sql`select name from organizations where organization_id = ${organizationId}`,
    nameRow,
  );
  if (name === undefined) throw new Error('an organization that is not there');
  return name;
}
