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
});
const idRow = z.object({ organization_id: z.string() }).transform((row) => row.organization_id);
const clockRow = z.object({ sandbox_now: z.number().nullable() });

export interface StoredOrganization {
  readonly organizationId: string;
  readonly name: string;
  /** null: an ordinary organization, which lives by the machine's clock. */
  readonly sandboxNow: Instant | null;
  readonly createdAt: Instant;
}

export async function insertOrganization(tx: Tx, organization: StoredOrganization): Promise<void> {
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
      select organization_id, name, sandbox_now, created_at
      from organizations
      where organization_id = ${organizationId}`,
    organizationRow,
  );
  if (row === undefined) return null;
  return {
    organizationId: row.organization_id,
    name: row.name,
    sandboxNow: row.sandbox_now === null ? null : instant(row.sandbox_now),
    createdAt: instant(row.created_at),
  };
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
