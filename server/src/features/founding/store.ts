/** Statements about the beginning of a server and of organizations: the one-time link, and who may found how many. */
import { z } from 'zod';
import { execute, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';

/** Beside the server's other secrets; only its hash is kept. */
const SETUP = 'setup';

const anyRow = z.object({ is_any: z.boolean() }).transform((row) => row.is_any);

export async function hasOrganizations(on: Queryable): Promise<boolean> {
  const isAny = await queryOne(on, sql`select exists (select from organizations) as is_any`, anyRow);
  return isAny ?? false;
}

/** One at a time: a link that was made before works no longer. */
export async function putSetupHash(on: Queryable, hash: string): Promise<void> {
  await execute(
    on,
    sql`
      insert into server_secrets (name, secret, created_at) values (${SETUP}, ${hash}, now())
      on conflict (name) do update
      set secret = excluded.secret, created_at = excluded.created_at`,
  );
}

/** Answers whether it was the one; of several at once it is one's only. */
export async function takeSetupHash(on: Queryable, hash: string): Promise<boolean> {
  return (await execute(on, sql`delete from server_secrets where name = ${SETUP} and secret = ${hash}`)) === 1;
}

/** Holds the person until the transaction ends, so that two foundings follow one another. */
export async function lockPerson(on: Queryable, personId: string): Promise<void> {
  await execute(on, sql`select id from people where id = ${personId} for update`);
}

const ownedRow = z
  .object({ organization_id: z.string(), name: z.string() })
  .transform((row) => ({ organizationId: row.organization_id, name: row.name }));

/** Of which organizations a person is an owner. */
export async function listOwned(on: Queryable, personId: string): Promise<readonly z.output<typeof ownedRow>[]> {
  return query(
    on,
    sql`
      select s.organization_id, o.name
      from staff s
      join organizations o using (organization_id)
      where s.person_id = ${personId} and s.role = 'owner'
      order by s.added_at, s.organization_id`,
    ownedRow,
  );
}
