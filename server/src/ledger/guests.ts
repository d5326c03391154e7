/** Receipts of nobody: they change no account, and are unique under the same claims as everybody's. */
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { bucketOf, claimAll, type ClaimOutcome, type ClaimRequest } from './claims.ts';
import type { Homes } from './homes.ts';
import { newOperationId } from './ids.ts';
import type { GuestReceipt, GuestResult, OperationKey } from './ledger.ts';

export async function recordGuests(
  on: Queryable,
  homes: Homes,
  receipts: readonly GuestReceipt[],
  nowMs: number,
): Promise<readonly GuestResult[]> {
  const requests = receipts.map((receipt) => claimOf(receipt, nowMs));
  const outcomes = await claimAll(on, homes, requests);
  const mine = receipts.flatMap((receipt, index) => {
    const outcome = outcomes[index];
    return outcome?.type === 'mine' && outcome.sameBody ? [rowOf(receipt, outcome.operationId)] : [];
  });
  const inserted = new Set(await insertReceipts(on, mine, nowMs));
  return receipts.map((_, index) => resultOf(outcomes[index], inserted));
}

const idSchema = z.object({ receipt_id: z.string() }).transform((row) => row.receipt_id);

/** Answers the ids that are new; a crash between claim and receipt is finished by the repeat. */
async function insertReceipts(on: Queryable, rows: readonly object[], nowMs: number): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  return query(
    on,
    sql`insert into guest_receipts (
        bucket, organization_id, receipt_key, receipt_id, occurred_at, store, total, currency, lines, accepted_at
      )
      select bucket, organization_id, receipt_key, receipt_id, occurred_at, store, total, currency, lines, ${new Date(nowMs).toISOString()}
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        bucket smallint, organization_id uuid, receipt_key text, receipt_id uuid, occurred_at timestamptz, store text,
        total bigint, currency text, lines jsonb
      )
      order by bucket, organization_id, receipt_key
      on conflict do nothing
      returning receipt_id`,
    idSchema,
  );
}

/** The first to ask for what was inserted has done it; the same receipt again in one batch is a repeat. */
function resultOf(outcome: ClaimOutcome | undefined, inserted: Set<string>): GuestResult {
  if (outcome?.type !== 'mine' || !outcome.sameBody) return { type: 'receipt_taken' };
  return { type: inserted.delete(outcome.operationId) ? 'done' : 'repeated', receiptId: outcome.operationId };
}

function claimOf(receipt: GuestReceipt, nowMs: number): ClaimRequest {
  const key = keyOf(receipt);
  const operationId = newOperationId(nowMs, bucketOf(key));
  return {
    organizationId: receipt.organizationId,
    accountId: null,
    operationId,
    keys: [key],
    bodyHash: receipt.bodyHash,
  };
}

function keyOf(receipt: GuestReceipt): OperationKey {
  return { kind: 'receipt', key: receipt.receiptKey };
}

function rowOf(receipt: GuestReceipt, receiptId: string): object {
  return {
    bucket: bucketOf(keyOf(receipt)),
    organization_id: receipt.organizationId,
    receipt_key: receipt.receiptKey,
    receipt_id: receiptId,
    occurred_at: iso(receipt.at),
    store: receipt.store,
    total: receipt.total,
    currency: receipt.currency,
    lines: receipt.lines,
  };
}
