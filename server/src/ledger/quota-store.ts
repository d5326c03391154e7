/** Quotas and leases of them in the database; see migrations/0003-between-accounts.sql for the law they keep. */
import { z } from 'zod';
import { execute, query, sql, type Queryable } from '../kit/sql.ts';

/** A budget, a stock or a limit that accounts of a program share. */
export interface QuotaName {
  readonly organizationId: string;
  readonly programId: string;
  readonly key: string;
}

export function quotaId({ organizationId, programId, key }: QuotaName): string {
  return `${organizationId}/${programId}/${key}`;
}

/** What a lease should get more of. */
export interface QuotaAsked extends QuotaName {
  readonly leaseId: string;
  /** The whole quota, whoever has taken how much of it. */
  readonly limit: number;
  readonly wanted: number;
}

/** ledger_commit raises it when a lease that a batch has spent is gone; nothing was written. */
const LEASE_GONE = 'KQ001';

export function isLeaseGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LEASE_GONE;
}

const grantedSchema = z.object({ n: z.int(), granted: z.int() });

/** Answers how much each lease got, in the order asked: nothing, a part or more than wanted. */
export async function leaseQuotas(
  on: Queryable,
  process: string,
  asked: readonly QuotaAsked[],
): Promise<readonly number[]> {
  const rows = asked.map(({ leaseId, organizationId, programId, key, limit, wanted }, n) => ({
    n,
    lease_id: leaseId,
    organization_id: organizationId,
    program_id: programId,
    key,
    units_max: limit,
    wanted,
  }));
  const granted = await query(
    on,
    sql`select n, granted from quota_lease(${process}, ${JSON.stringify(rows)}::json)`,
    grantedSchema,
  );
  const byNumber = new Map(granted.map((row) => [row.n, row.granted]));
  return asked.map((_, n) => byNumber.get(n) ?? 0);
}

/** Gives back what the leases have left, and what leases have left that nobody renews. */
export async function releaseLeases(on: Queryable, leaseIds: readonly string[]): Promise<void> {
  await execute(on, sql`select quota_release(${leaseIds}::uuid[])`);
}

export async function renewLeases(on: Queryable, leaseIds: readonly string[]): Promise<void> {
  await execute(on, sql`update quota_leases set renewed_at = now() where lease_id = any (${leaseIds}::uuid[])`);
}

/** What is still to be had of quotas, at this moment; what processes have leased is to be had from them. */
export async function quotasLeft(
  on: Queryable,
  owner: Omit<QuotaName, 'key'>,
  demands: readonly { readonly key: string; readonly limit: number }[],
): Promise<Readonly<Record<string, number>>> {
  const keys = demands.map((demand) => demand.key);
  const spent = await quotasSpent(on, owner, keys);
  return Object.fromEntries(demands.map(({ key, limit }) => [key, Math.max(0, limit - (spent.get(key) ?? 0))]));
}

const spentSchema = z.object({ key: z.string(), spent: z.int() });

/** What operations have taken of a program's quotas, by key; only of these when they are named. What is leased is still to be had. */
export async function quotasSpent(
  on: Queryable,
  { organizationId, programId }: Omit<QuotaName, 'key'>,
  keys: readonly string[] | null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await query(
    on,
    sql`select q.key, q.taken - coalesce((
        select sum(l.left_units) from quota_leases l
        where l.organization_id = q.organization_id and l.program_id = q.program_id and l.key = q.key
      ), 0)::bigint as spent
      from quotas q
      where q.organization_id = ${organizationId} and q.program_id = ${programId}
        and (${keys}::text[] is null or q.key = any (${keys}::text[]))
      order by q.key`,
    spentSchema,
  );
  return new Map(rows.map((row) => [row.key, row.spent]));
}
