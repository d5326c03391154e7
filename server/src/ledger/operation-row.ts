/** Operations as they are stored, read back. */
import { instant, storedDecisionField, storedEventField } from '@kopilka/engine';
import { z } from 'zod';
import { query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { onlyShards, type Homes } from './homes.ts';
import { shardOf } from './ids.ts';
import type { StoredOperation } from './ledger.ts';
import { storedJson } from './stored-json.ts';

export const operationRowSchema = z
  .object({
    operation_id: z.string(),
    organization_id: z.string(),
    account_id: z.string(),
    seq: z.int(),
    program_version: z.int(),
    accepted_at: z.number(),
    event: storedJson(storedEventField),
    decision: storedJson(storedDecisionField),
  })
  .transform((row): StoredOperation => ({
    operationId: row.operation_id,
    organizationId: row.organization_id,
    accountId: row.account_id,
    seq: row.seq,
    programVersion: row.program_version,
    acceptedAt: instant(row.accepted_at),
    event: row.event,
    decision: row.decision,
  }));

/** By id, whatever the organization; each id carries its shard. */
export async function loadOperations(
  on: Queryable,
  homes: Homes,
  ids: readonly string[],
): Promise<Map<string, StoredOperation>> {
  if (ids.length === 0) return new Map();
  const shards = ids.map(shardOf);
  const only = onlyShards(homes, shards);
  const rows = await query(
    on,
    sql`select o.operation_id, o.organization_id, o.account_id, o.seq, o.program_version, o.accepted_at, o.event, o.decision
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, operation_id)
      join operations o on o.shard = x.shard and o.operation_id = x.operation_id
      where ${only}::smallint[] is null or o.shard = any (${only}::smallint[])`,
    operationRowSchema,
  );
  return new Map(rows.map((operation) => [operation.operationId, operation]));
}

/** One operation of an organization. */
export async function findOperation(
  on: Queryable,
  organizationId: string,
  operationId: string,
): Promise<StoredOperation | null> {
  const row = await queryOne(
    on,
    sql`select operation_id, organization_id, account_id, seq, program_version, accepted_at, event, decision
      from operations
      where shard = ${shardOf(operationId)} and operation_id = ${operationId} and organization_id = ${organizationId}`,
    operationRowSchema,
  );
  return row ?? null;
}

/** Newest first. */
export async function listOperations(
  on: Queryable,
  organizationId: string,
  accountId: string,
  page: { readonly type?: string; readonly beforeSeq?: number; readonly limit: number },
): Promise<readonly StoredOperation[]> {
  return query(
    on,
    sql`select operation_id, organization_id, account_id, seq, program_version, accepted_at, event, decision
      from operations
      where shard = ${shardOf(accountId)} and account_id = ${accountId} and organization_id = ${organizationId}
        and (${page.type ?? null}::text is null or type = ${page.type ?? null})
        and seq < ${page.beforeSeq ?? Number.MAX_SAFE_INTEGER}
      order by seq desc
      limit ${page.limit}`,
    operationRowSchema,
  );
}
