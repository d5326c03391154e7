/**
 * The ledger read as a whole, for exports and reports: page after page by a cursor along an index, so that neither memory
 * nor any one statement grows with the shop. A page of accounts comes first, then what belongs to it, because accounts are
 * found by organization and everything else by account.
 */
import { instant, type Instant, receiptLineSchema, type ReceiptLine, units, type Units } from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import type { StoredOperation } from './ledger.ts';
import { operationRowSchema } from './operation-row.ts';

const ACCOUNTS_PAGE = 500;
const OPERATIONS_PAGE = 500;
const GUESTS_PAGE = 1_000;

export interface ExportedAccount {
  readonly shard: number;
  readonly accountId: string;
  readonly programId: string;
  /** As of the account's last operation; empty in a program without levels. */
  readonly tier: string;
  readonly openedAt: Instant;
}

const accountSchema = z
  .object({ shard: z.int(), account_id: z.string(), program_id: z.string(), tier: z.string(), opened_at: z.number() })
  .transform((row): ExportedAccount => ({
    shard: row.shard,
    accountId: row.account_id,
    programId: row.program_id,
    tier: row.tier,
    openedAt: instant(row.opened_at),
  }));

export async function countAccounts(on: Queryable, organizationId: string): Promise<number> {
  const [row] = await query(
    on,
    sql`select count(*) as count from accounts where organization_id = ${organizationId}`,
    z.object({ count: z.int() }),
  );
  return row?.count ?? 0;
}

/** All accounts of an organization, in pages. */
export async function* accountPages(on: Queryable, organizationId: string): AsyncGenerator<readonly ExportedAccount[]> {
  let after = { programId: '', accountId: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page = await query(
      on,
      sql`select shard, account_id, program_id, tier, opened_at
        from accounts
        where organization_id = ${organizationId} and (program_id, account_id) > (${after.programId}, ${after.accountId}::uuid)
        order by program_id, account_id
        limit ${ACCOUNTS_PAGE}`,
      accountSchema,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last;
  }
}

export interface ExportedBalance {
  readonly accountId: string;
  readonly wallet: string;
  readonly available: Units;
  readonly pending: Units;
  readonly debt: Units;
}

const balanceSchema = z
  .object({ account_id: z.string(), wallet: z.string(), available: z.int(), pending: z.int(), debt: z.int() })
  .transform((row): ExportedBalance => ({
    accountId: row.account_id,
    wallet: row.wallet,
    available: units(row.available),
    pending: units(row.pending),
    debt: units(row.debt),
  }));

/** Balances at a moment; what has expired by then is left out even if its expiry is not written yet. */
export function balancesOf(
  on: Queryable,
  accounts: readonly ExportedAccount[],
  now: Instant,
): Promise<readonly ExportedBalance[]> {
  const shards = accounts.map((account) => account.shard);
  const ids = accounts.map((account) => account.accountId);
  return query(
    on,
    sql`with wanted as (select * from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)),
      parts as (
        select l.account_id, l.wallet,
          case when l.lot_from <= ${iso(now)} then l.remaining else 0 end as available,
          case when l.lot_from > ${iso(now)} then l.remaining else 0 end as pending,
          0 as debt
        from wanted w
        join lots l on l.shard = w.shard and l.account_id = w.account_id and l.open and l.lot_to > ${iso(now)}
        union all
        select a.account_id, d.key, 0, 0, d.value::bigint
        from wanted w
        join accounts a on a.shard = w.shard and a.account_id = w.account_id
        cross join lateral jsonb_each_text(a.debts) d
      )
      select account_id, wallet, sum(available)::bigint as available, sum(pending)::bigint as pending, sum(debt)::bigint as debt
      from parts
      group by account_id, wallet
      order by account_id, wallet`,
    balanceSchema,
  );
}

/** Operations of the accounts of these types, each account's in their order, in pages. */
export async function* operationPages(
  on: Queryable,
  accounts: readonly ExportedAccount[],
  types: readonly StoredOperation['event']['type'][],
): AsyncGenerator<readonly StoredOperation[]> {
  const shards = accounts.map((account) => account.shard);
  const ids = accounts.map((account) => account.accountId);
  let after = { accountId: '00000000-0000-0000-0000-000000000000', seq: 0 };
  for (;;) {
    const page = await query(
      on,
      sql`select o.operation_id, o.organization_id, o.account_id, o.seq, o.program_version, o.accepted_at, o.event, o.decision
        from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
        join operations o on o.shard = x.shard and o.account_id = x.account_id
        where o.type = any (${types}::text[]) and (o.account_id, o.seq) > (${after.accountId}::uuid, ${after.seq}::bigint)
        order by o.account_id, o.seq
        limit ${OPERATIONS_PAGE}`,
      operationRowSchema,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last;
  }
}

export interface ExportedGuestReceipt {
  readonly receiptKey: string;
  readonly receiptId: string;
  readonly at: Instant;
  readonly store: string | null;
  readonly total: number;
  readonly currency: string;
  readonly lines: readonly ReceiptLine[];
}

const guestSchema = z
  .object({
    bucket: z.int(),
    receipt_key: z.string(),
    receipt_id: z.string(),
    occurred_at: z.number(),
    store: z.string().nullable(),
    total: z.int(),
    currency: z.string(),
    lines: z.array(receiptLineSchema),
  })
  .transform((row): ExportedGuestReceipt & { readonly bucket: number } => ({
    bucket: row.bucket,
    receiptKey: row.receipt_key,
    receiptId: row.receipt_id,
    at: instant(row.occurred_at),
    store: row.store,
    total: row.total,
    currency: row.currency,
    lines: row.lines,
  }));

/** Receipts of nobody, in pages. */
export async function* guestReceiptPages(
  on: Queryable,
  organizationId: string,
): AsyncGenerator<readonly ExportedGuestReceipt[]> {
  let after = { bucket: -1, receiptKey: '' };
  for (;;) {
    const page = await query(
      on,
      sql`select bucket, receipt_key, receipt_id, occurred_at, store, total, currency, lines
        from guest_receipts
        where organization_id = ${organizationId} and (bucket, receipt_key) > (${after.bucket}::smallint, ${after.receiptKey})
        order by bucket, receipt_key
        limit ${GUESTS_PAGE}`,
      guestSchema,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last;
  }
}

/** What moved in a program so far. */
export interface JournalTotal {
  readonly wallet: string;
  readonly kind: string;
  /** Signed. */
  readonly units: Units;
  /** Of them, what made (negative) or repaid (positive) debt. */
  readonly debt: Units;
}

const totalSchema = z
  .object({ wallet: z.string(), kind: z.string(), units: z.int(), debt: z.int() })
  .transform((row): JournalTotal => ({ ...row, units: units(row.units), debt: units(row.debt) }));

/** By wallet and kind, over all accounts of the program; reads the whole journal of it. */
export function journalTotals(
  on: Queryable,
  organizationId: string,
  programId: string,
): Promise<readonly JournalTotal[]> {
  return query(
    on,
    sql`select j.wallet, j.kind, sum(j.units)::bigint as units,
        coalesce(sum(j.units) filter (where j.lot_from is null), 0)::bigint as debt
      from accounts a
      join journal j on j.shard = a.shard and j.account_id = a.account_id
      where a.organization_id = ${organizationId} and a.program_id = ${programId}
      group by j.wallet, j.kind
      order by j.wallet, j.kind`,
    totalSchema,
  );
}
