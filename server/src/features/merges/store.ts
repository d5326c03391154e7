/** Statements about merges. Locks: the merge's row first, then memberships (members/move.ts), then families. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';

export const MERGE_STATUSES = ['pending', 'approved', 'done', 'rejected'] as const;
export type MergeStatus = (typeof MERGE_STATUSES)[number];

export interface StoredMerge {
  readonly mergeId: string;
  readonly programId: string;
  readonly from: string;
  readonly into: string;
  readonly reason: string;
  readonly units: number;
  readonly status: MergeStatus;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly operationId: string | null;
}

const mergeRow = z
  .object({
    merge_id: z.string(),
    program_id: z.string(),
    from_account_id: z.string(),
    into_account_id: z.string(),
    reason: z.string(),
    units: z.number(),
    status: z.enum(MERGE_STATUSES),
    requested_by: z.string(),
    requested_at: z.number(),
    decided_by: z.string().nullable(),
    decided_at: z.number().nullable(),
    operation_id: z.string().nullable(),
  })
  .transform((row): StoredMerge => ({
    mergeId: row.merge_id,
    programId: row.program_id,
    from: row.from_account_id,
    into: row.into_account_id,
    reason: row.reason,
    units: row.units,
    status: row.status,
    requestedBy: row.requested_by,
    requestedAt: instant(row.requested_at),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at === null ? null : instant(row.decided_at),
    operationId: row.operation_id,
  }));

/** Answers whether nobody had asked for this account to end. */
export async function insertMerge(tx: Tx, organizationId: string, merge: StoredMerge): Promise<boolean> {
  const { mergeId, programId, from, into, reason, units, status, requestedBy, requestedAt } = merge;
  const inserted = await execute(
    tx,
    sql`
      insert into merges (
        shard, merge_id, organization_id, program_id, from_account_id, into_account_id, reason, units, status, requested_by,
        requested_at
      )
      values (
        ${shardOf(mergeId)}, ${mergeId}, ${organizationId}, ${programId}, ${from}, ${into}, ${reason}, ${units}, ${status},
        ${requestedBy}, ${new Date(requestedAt)}
      )
      on conflict (shard, from_account_id) where status <> 'rejected' do nothing`,
  );
  return inserted === 1;
}

/** The merge that ends this account, or will when it is approved. */
export async function findMergeOf(tx: Tx, from: string): Promise<StoredMerge | null> {
  const row = await queryOne(
    tx,
    sql`
      select merge_id, program_id, from_account_id, into_account_id, reason, units, status, requested_by, requested_at, decided_by,
        decided_at, operation_id
      from merges
      where shard = ${shardOf(from)} and from_account_id = ${from} and status <> 'rejected'`,
    mergeRow,
  );
  return row ?? null;
}

export async function findMerge(tx: Tx, mergeId: string): Promise<StoredMerge | null> {
  const row = await queryOne(
    tx,
    sql`
      select merge_id, program_id, from_account_id, into_account_id, reason, units, status, requested_by, requested_at, decided_by,
        decided_at, operation_id
      from merges
      where shard = ${shardOf(mergeId)} and merge_id = ${mergeId}`,
    mergeRow,
  );
  return row ?? null;
}

export async function lockMerge(tx: Tx, mergeId: string): Promise<StoredMerge | null> {
  const row = await queryOne(
    tx,
    sql`
      select merge_id, program_id, from_account_id, into_account_id, reason, units, status, requested_by, requested_at, decided_by,
        decided_at, operation_id
      from merges
      where shard = ${shardOf(mergeId)} and merge_id = ${mergeId}
      for update`,
    mergeRow,
  );
  return row ?? null;
}

/** Newest first. */
export async function listMerges(
  tx: Tx,
  organizationId: string,
  page: { readonly status: MergeStatus | null; readonly before: string | null; readonly limit: number },
): Promise<readonly StoredMerge[]> {
  return query(
    tx,
    sql`
      select merge_id, program_id, from_account_id, into_account_id, reason, units, status, requested_by, requested_at, decided_by,
        decided_at, operation_id
      from merges
      where organization_id = ${organizationId}
        and (${page.status}::text is null or status = ${page.status})
        and (${page.before}::uuid is null or merge_id < ${page.before})
      order by merge_id desc
      limit ${page.limit}`,
    mergeRow,
  );
}

export async function updateMerge(tx: Tx, merge: StoredMerge): Promise<void> {
  const { mergeId, status, decidedBy, decidedAt, operationId } = merge;
  await execute(
    tx,
    sql`
      update merges
      set status = ${status}, decided_by = ${decidedBy}, decided_at = ${decidedAt === null ? null : new Date(decidedAt)},
        operation_id = ${operationId}
      where shard = ${shardOf(mergeId)} and merge_id = ${mergeId}`,
  );
}

/** Of merges into or of these accounts. */
export async function eraseReasons(tx: Tx, organizationId: string, accountIds: readonly string[]): Promise<void> {
  await execute(
    tx,
    sql`
      update merges
      set reason = '—'
      where organization_id = ${organizationId}
        and (from_account_id = any(${accountIds}::uuid[]) or into_account_id = any(${accountIds}::uuid[]))`,
  );
}
