/** Statements about people and their sessions beside better-auth's own. All of them see every organization: people belong to none. */
import { z } from 'zod';
import { execute, prepared, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';
import { ROLES, type Role } from './roles.ts';

const organizationRow = z.object({ organization_id: z.string() }).transform((row) => row.organization_id);
const idRow = z.object({ id: z.string() }).transform((row) => row.id);
const placeRow = z
  .object({ organization_id: z.string(), role: z.enum(ROLES), sandbox: z.boolean() })
  .transform((row): Place => ({ organizationId: row.organization_id, role: row.role, sandbox: row.sandbox }));
const workplaceRow = z
  .object({ organization_id: z.string(), name: z.string(), role: z.enum(ROLES) })
  .transform((row): Workplace => ({ organizationId: row.organization_id, name: row.name, role: row.role }));

/** Where a session works. */
export interface Place {
  readonly organizationId: string;
  readonly role: Role;
  readonly sandbox: boolean;
}

export interface Workplace {
  readonly organizationId: string;
  readonly name: string;
  readonly role: Role;
}

/** The organization that a person has worked for the longest; null when for none. */
export async function findFirstOrganization(on: Queryable, personId: string): Promise<string | null> {
  const found = await queryOne(
    on,
    sql`
      select organization_id
      from staff
      where person_id = ${personId}
      order by added_at, organization_id
      limit 1`,
    organizationRow,
  );
  return found ?? null;
}

/** Undefined when the person does not work there, any more or at all. */
export async function findPlace(
  on: Queryable,
  { personId, organizationId }: { readonly personId: string; readonly organizationId: string },
): Promise<Place | undefined> {
  return queryOne(
    on,
    prepared(
      'find_staff_place',
      sql`
        select s.organization_id, s.role, o.sandbox_now is not null as sandbox
        from staff s
        join organizations o using (organization_id)
        where s.organization_id = ${organizationId} and s.person_id = ${personId}`,
    ),
    placeRow,
  );
}

export async function listWorkplaces(on: Queryable, personId: string): Promise<readonly Workplace[]> {
  return query(
    on,
    sql`
      select s.organization_id, o.name, s.role
      from staff s
      join organizations o using (organization_id)
      where s.person_id = ${personId}
      order by s.added_at, s.organization_id`,
    workplaceRow,
  );
}

export async function findPersonByEmail(on: Queryable, email: string): Promise<string | undefined> {
  return queryOne(on, sql`select id from people where email = ${email.toLowerCase()}`, idRow);
}

/** Answers whether it was made: one e-mail address is one person. */
export async function insertPerson(
  on: Queryable,
  person: { readonly personId: string; readonly name: string; readonly email: string; readonly now: number },
): Promise<boolean> {
  const at = new Date(person.now);
  const made = await execute(
    on,
    sql`
      insert into people (id, name, email, email_verified, created_at, updated_at)
      values (${person.personId}, ${person.name}, ${person.email.toLowerCase()}, true, ${at}, ${at})
      on conflict (email) do nothing`,
  );
  return made === 1;
}

/** The password, as better-auth keeps it; one that was there is replaced. */
export async function putPassword(
  on: Queryable,
  { personId, hash, now }: { readonly personId: string; readonly hash: string; readonly now: number },
): Promise<void> {
  const at = new Date(now);
  await execute(
    on,
    sql`
      insert into people_accounts (id, person_id, provider, subject, password_hash, created_at, updated_at)
      values (${crypto.randomUUID()}, ${personId}, 'credential', ${personId}, ${hash}, ${at}, ${at})
      on conflict (provider, subject) do update
      set password_hash = excluded.password_hash, updated_at = excluded.updated_at`,
  );
}

export async function renamePerson(
  on: Queryable,
  { personId, name, now }: { readonly personId: string; readonly name: string; readonly now: number },
): Promise<void> {
  await execute(on, sql`update people set name = ${name}, updated_at = ${new Date(now)} where id = ${personId}`);
}

export async function chooseOrganization(
  on: Queryable,
  { sessionId, organizationId }: { readonly sessionId: string; readonly organizationId: string },
): Promise<void> {
  await execute(on, sql`update people_sessions set chosen_organization_id = ${organizationId} where id = ${sessionId}`);
}

const sessionRow = z
  .object({
    id: z.string(),
    address: z.string().nullable(),
    user_agent: z.string().nullable(),
    created_at: z.number(),
    expires_at: z.number(),
  })
  .transform((row): StoredSession => {
    const { id, address, user_agent: userAgent, created_at: createdAt, expires_at: expiresAt } = row;
    return { sessionId: id, address, userAgent, createdAt, expiresAt };
  });

export interface StoredSession {
  readonly sessionId: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export async function listSessions(on: Queryable, personId: string): Promise<readonly StoredSession[]> {
  return query(
    on,
    sql`
      select id, address, user_agent, created_at, expires_at
      from people_sessions
      where person_id = ${personId} and expires_at > now()
      order by created_at desc, id`,
    sessionRow,
  );
}

/** Answers whether there was such a session of that person. */
export async function endSession(
  on: Queryable,
  { personId, sessionId }: { readonly personId: string; readonly sessionId: string },
): Promise<boolean> {
  return (
    (await execute(on, sql`delete from people_sessions where id = ${sessionId} and person_id = ${personId}`)) === 1
  );
}

export async function endSessions(
  on: Queryable,
  { personId, except }: { readonly personId: string; readonly except: string | null },
): Promise<number> {
  return execute(
    on,
    sql`delete from people_sessions where person_id = ${personId} and id is distinct from ${except}::uuid`,
  );
}

export async function removeSecondFactor(on: Queryable, personId: string): Promise<void> {
  await execute(on, sql`delete from people_second_factors where person_id = ${personId}`);
  await execute(on, sql`update people set has_second_factor = false where id = ${personId}`);
}

/** What is over: sessions, and halves whose other half never came. */
export async function tidyPeople(on: Queryable): Promise<void> {
  await execute(on, sql`delete from people_sessions where expires_at < now()`);
  await execute(on, sql`delete from people_verifications where expires_at < now()`);
  await execute(on, sql`delete from sign_in_failures where since < now() - interval '1 day'`);
}

const secretRow = z.object({ secret: z.string() }).transform((row) => row.secret);

/** The secret of that name: the one that is stored, or else the one that is offered, for all processes alike. */
export async function keepSecret(on: Queryable, name: string, offered: string): Promise<string> {
  await execute(
    on,
    sql`
      insert into server_secrets (name, secret, created_at) values (${name}, ${offered}, now())
      on conflict (name) do nothing`,
  );
  const kept = await queryOne(on, sql`select secret from server_secrets where name = ${name}`, secretRow);
  if (kept === undefined) throw new Error('a secret that was kept is gone');
  return kept;
}
