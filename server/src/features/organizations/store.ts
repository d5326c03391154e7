/** Statements about organizations. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, prepared, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';

const organizationRow = z.object({
  organization_id: z.string(),
  name: z.string(),
  sandbox_now: z.number().nullable(),
  created_at: z.number(),
  accent_color: z.string().nullable(),
  logo_tag: z.string().nullable(),
});
const idRow = z.object({ organization_id: z.string() }).transform((row) => row.organization_id);
const clockRow = z.object({ sandbox_now: z.number().nullable() });

export interface StoredOrganization {
  readonly organizationId: string;
  readonly name: string;
  /** null: an ordinary organization, which lives by the machine's clock. */
  readonly sandboxNow: Instant | null;
  readonly createdAt: Instant;
  /** #rrggbb; null: ours. */
  readonly accentColor: string | null;
  /** Of its picture; null: it has none. */
  readonly logoTag: string | null;
}

export async function insertOrganization(
  tx: Tx,
  organization: Omit<StoredOrganization, 'accentColor' | 'logoTag'>,
): Promise<void> {
  const { organizationId, name, sandboxNow, createdAt } = organization;
  await execute(
    tx,
    sql`
      insert into organizations (organization_id, name, sandbox_now, created_at)
      values (${organizationId}, ${name}, ${sandboxNow === null ? null : new Date(sandboxNow)}, ${new Date(createdAt)})`,
  );
}

export async function findOrganization(tx: Queryable, organizationId: string): Promise<StoredOrganization | null> {
  const row = await queryOne(
    tx,
    sql`
      select o.organization_id, o.name, o.sandbox_now, o.created_at, o.accent_color, l.tag as logo_tag
      from organizations o
      left join organization_logos l using (organization_id)
      where o.organization_id = ${organizationId}`,
    organizationRow,
  );
  if (row === undefined) return null;
  return {
    organizationId: row.organization_id,
    name: row.name,
    sandboxNow: row.sandbox_now === null ? null : instant(row.sandbox_now),
    createdAt: instant(row.created_at),
    accentColor: row.accent_color,
    logoTag: row.logo_tag,
  };
}

/** What is absent stays as it is. */
export async function updateOrganization(
  tx: Tx,
  organizationId: string,
  { name, accentColor }: { readonly name?: string | undefined; readonly accentColor?: string | null | undefined },
): Promise<void> {
  await execute(
    tx,
    sql`
      update organizations
      set
        name = coalesce(${name ?? null}::text, name),
        accent_color = case when ${accentColor !== undefined} then ${accentColor ?? null}::text else accent_color end
      where organization_id = ${organizationId}`,
  );
}

export interface StoredLogo {
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly tag: string;
}

export async function putLogo(
  tx: Tx,
  logo: StoredLogo & { readonly organizationId: string; readonly now: number },
): Promise<void> {
  const { organizationId, mediaType, bytes, tag, now } = logo;
  await execute(
    tx,
    sql`
      insert into organization_logos (organization_id, media_type, bytes, tag, changed_at)
      values (${organizationId}, ${mediaType}, ${bytes}, ${tag}, ${new Date(now)})
      on conflict (organization_id) do update
      set media_type = excluded.media_type, bytes = excluded.bytes, tag = excluded.tag, changed_at = excluded.changed_at`,
  );
}

export async function deleteLogo(tx: Tx, organizationId: string): Promise<void> {
  await execute(tx, sql`delete from organization_logos where organization_id = ${organizationId}`);
}

const logoRow = z
  .object({ media_type: z.string(), bytes: z.instanceof(Buffer), tag: z.string() })
  .transform((row): StoredLogo => ({ mediaType: row.media_type, bytes: row.bytes, tag: row.tag }));

export async function findLogo(on: Queryable, organizationId: string): Promise<StoredLogo | undefined> {
  return queryOne(
    on,
    sql`select media_type, bytes, tag from organization_logos where organization_id = ${organizationId}`,
    logoRow,
  );
}

/** null when it is not a sandbox. */
export async function readSandboxNow(on: Queryable, organizationId: string): Promise<Instant | null> {
  const row = await queryOne(
    on,
    prepared('read_sandbox_now', sql`select sandbox_now from organizations where organization_id = ${organizationId}`),
    clockRow,
  );
  return row === undefined || row.sandbox_now === null ? null : instant(row.sandbox_now);
}

/** Answers whether the clock moved or stood there already: it never goes back. */
export async function moveSandboxClock(tx: Tx, organizationId: string, now: Instant): Promise<boolean> {
  const at = new Date(now);
  const moved = await execute(
    tx,
    sql`
      update organizations
      set sandbox_now = ${at}
      where organization_id = ${organizationId} and sandbox_now <= ${at}`,
  );
  return moved === 1;
}

/** Two are enough to know that there are several. */
export async function listOrganizationIds(on: Queryable): Promise<readonly string[]> {
  return query(on, sql`select organization_id from organizations order by created_at, organization_id limit 2`, idRow);
}

const limitRow = z.object({ confirm_above: z.number().nullable() }).transform((row) => row.confirm_above);

/** Minor money that units may pay at a till without a code from the customer; null: any amount. */
export async function readConfirmAbove(on: Queryable, organizationId: string): Promise<number | null> {
  const limit = await queryOne(
    on,
    sql`select confirm_above from organizations where organization_id = ${organizationId}`,
    limitRow,
  );
  return limit ?? null;
}

export async function writeConfirmAbove(on: Queryable, organizationId: string, limit: number | null): Promise<void> {
  await execute(on, sql`update organizations set confirm_above = ${limit} where organization_id = ${organizationId}`);
}
