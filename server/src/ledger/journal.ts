/** The journal of an account, read. */
import { ENTRY_KINDS, instant, units } from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import { shardOf } from './ids.ts';
import type { JournalRow } from './ledger.ts';

const journalRowSchema = z
  .object({
    seq: z.int(),
    entry: z.int(),
    operation_id: z.string(),
    type: z.string(),
    wallet: z.string(),
    kind: z.enum(ENTRY_KINDS),
    units: z.int(),
    lot_from: z.number().nullable(),
    lot_to: z.number().nullable(),
    rule: z.string().nullable(),
    partner: z.string().nullable(),
    occurred_at: z.number(),
  })
  .transform((row): JournalRow => ({
    seq: row.seq,
    entry: row.entry,
    operationId: row.operation_id,
    operationType: row.type,
    wallet: row.wallet,
    kind: row.kind,
    units: units(row.units),
    lot:
      row.lot_from === null
        ? null
        : { from: instant(row.lot_from), to: row.lot_to === null ? null : instant(row.lot_to) },
    rule: row.rule,
    partner: row.partner,
    at: instant(row.occurred_at),
  }));

/** Newest first, before the cursor. */
export async function listJournal(
  on: Queryable,
  organizationId: string,
  accountId: string,
  page: { readonly before?: { readonly seq: number; readonly entry: number }; readonly limit: number },
): Promise<readonly JournalRow[]> {
  const before = page.before ?? { seq: Number.MAX_SAFE_INTEGER, entry: 0 };
  return query(
    on,
    sql`select j.seq, j.entry, o.operation_id, o.type, j.wallet, j.kind, j.units, j.lot_from, j.lot_to, j.rule, j.partner,
        j.occurred_at
      from journal j
      join operations o on o.shard = j.shard and o.account_id = j.account_id and o.seq = j.seq
      where j.shard = ${shardOf(accountId)} and j.account_id = ${accountId} and j.organization_id = ${organizationId}
        and (j.seq, j.entry) < (${before.seq}::bigint, ${before.entry}::bigint)
      order by j.seq desc, j.entry desc
      limit ${page.limit}`,
    journalRowSchema,
  );
}
