/**
 * Statements about uses of codes. Whoever changes a use holds its code's row first where uses are counted, so that `uses` of the
 * code is always the number of its uses that are reserved or done.
 */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';
import { CLAIM_KINDS, type CodeClaim } from './claim.ts';
import { codeBucket } from './code-text.ts';

/** One use of a code by one request. */
export interface UseName {
  readonly code: string;
  /** The key that the request's operation is claimed by in the ledger. */
  readonly claim: CodeClaim;
  readonly accountId: string;
}

export interface StoredUse extends UseName {
  readonly batchId: string;
  readonly number: number;
  readonly status: 'reserved' | 'used' | 'released';
  /** Nobody can be at work with it any more. */
  readonly leaseOver: boolean;
  readonly checkout: { readonly id: string; readonly until: Instant } | null;
}

const useRow = z
  .object({
    code: z.string(),
    claim_kind: z.enum(CLAIM_KINDS),
    claim_key: z.string(),
    account_id: z.string(),
    batch_id: z.string(),
    number: z.int(),
    status: z.enum(['reserved', 'used', 'released']),
    lease_over: z.boolean(),
    checkout_id: z.string().nullable(),
    checkout_until: z.number().nullable(),
  })
  .transform((row): StoredUse => ({
    code: row.code,
    claim: { kind: row.claim_kind, key: row.claim_key },
    accountId: row.account_id,
    batchId: row.batch_id,
    number: row.number,
    status: row.status,
    leaseOver: row.lease_over,
    checkout:
      row.checkout_id === null || row.checkout_until === null
        ? null
        : { id: row.checkout_id, until: instant(row.checkout_until) },
  }));

const heldRow = z.object({ blocked: z.boolean(), uses: z.int() });

/** Holds the code's row, so that its uses change one after another; answers how it stands now. */
export async function lockCode(
  tx: Tx,
  organizationId: string,
  code: string,
): Promise<{ readonly blocked: boolean; readonly uses: number }> {
  const held = await queryOne(
    tx,
    sql`
      select c.blocked or b.blocked as blocked, c.uses
      from coupon_codes c
      join coupon_batches b using (organization_id, batch_id)
      where c.bucket = ${codeBucket(code)} and c.organization_id = ${organizationId} and c.code = ${code}
      for update of c`,
    heldRow,
  );
  if (held === undefined) throw new Error('a code that was found is not there');
  return held;
}

export async function addToUses(
  tx: Tx,
  organizationId: string,
  { code, add }: { readonly code: string; readonly add: 1 | -1 },
): Promise<void> {
  await execute(
    tx,
    sql`
      update coupon_codes
      set uses = uses + ${add}::int
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code}`,
  );
}

export async function findUse(tx: Tx, organizationId: string, name: UseName): Promise<StoredUse | null> {
  const row = await queryOne(
    tx,
    sql`
      select code, claim_kind, claim_key, account_id, batch_id, number, status, lease_until < clock_timestamp() as lease_over,
        checkout_id, checkout_until
      from coupon_code_uses
      where bucket = ${codeBucket(name.code)} and organization_id = ${organizationId} and code = ${name.code}
        and claim_kind = ${name.claim.kind} and claim_key = ${name.claim.key} and account_id = ${name.accountId}`,
    useRow,
  );
  return row ?? null;
}

/** Holds the use as well. */
export async function lockUse(tx: Tx, organizationId: string, name: UseName): Promise<StoredUse | null> {
  const row = await queryOne(
    tx,
    sql`
      select code, claim_kind, claim_key, account_id, batch_id, number, status, lease_until < clock_timestamp() as lease_over,
        checkout_id, checkout_until
      from coupon_code_uses
      where bucket = ${codeBucket(name.code)} and organization_id = ${organizationId} and code = ${name.code}
        and claim_kind = ${name.claim.kind} and claim_key = ${name.claim.key} and account_id = ${name.accountId}
      for update`,
    useRow,
  );
  return row ?? null;
}

/** Reserved anew, or by one more request; the lease begins anew. */
export async function putReserved(
  tx: Tx,
  organizationId: string,
  use: UseName & {
    readonly batchId: string;
    readonly number: number;
    readonly memberId: string | null;
    readonly leaseSeconds: number;
  },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into coupon_code_uses as u (
        bucket, organization_id, code, claim_kind, claim_key, account_id, batch_id, number, member_id, status, holders, lease_until
      )
      values (
        ${codeBucket(use.code)}, ${organizationId}, ${use.code}, ${use.claim.kind}, ${use.claim.key}, ${use.accountId},
        ${use.batchId}, ${use.number}, ${use.memberId}, 'reserved', 1,
        clock_timestamp() + make_interval(secs => ${use.leaseSeconds}::int)
      )
      on conflict (bucket, organization_id, code, claim_kind, claim_key, account_id) do update
      set
        status = 'reserved',
        holders = case when u.status = 'reserved' then u.holders + 1 else 1 end,
        lease_until = excluded.lease_until,
        checkout_id = case when u.status = 'reserved' then u.checkout_id end,
        checkout_until = case when u.status = 'reserved' then u.checkout_until end`,
  );
}

/** One request gives it up, or all of them; answers whether it is free now. A use that is done stays. */
export async function letGo(
  tx: Tx,
  organizationId: string,
  { name, all }: { readonly name: UseName; readonly all: boolean },
): Promise<boolean> {
  const row = await queryOne(
    tx,
    sql`
      update coupon_code_uses
      set
        holders = case when ${all} then 0 else greatest(holders - 1, 0) end,
        status = case when ${all} or holders <= 1 then 'released' else status end
      where bucket = ${codeBucket(name.code)} and organization_id = ${organizationId} and code = ${name.code}
        and claim_kind = ${name.claim.kind} and claim_key = ${name.claim.key} and account_id = ${name.accountId}
        and status = 'reserved'
      returning status`,
    z.object({ status: z.string() }),
  );
  return row?.status === 'released';
}

export async function putUsed(
  tx: Tx,
  organizationId: string,
  use: UseName & {
    readonly batchId: string;
    readonly number: number;
    readonly memberId: string | null;
    readonly operationId: string;
  },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into coupon_code_uses (
        bucket, organization_id, code, claim_kind, claim_key, account_id, batch_id, number, member_id, status, holders,
        lease_until, operation_id
      )
      values (
        ${codeBucket(use.code)}, ${organizationId}, ${use.code}, ${use.claim.kind}, ${use.claim.key}, ${use.accountId},
        ${use.batchId}, ${use.number}, ${use.memberId}, 'used', 0, clock_timestamp(), ${use.operationId}
      )
      on conflict (bucket, organization_id, code, claim_kind, claim_key, account_id) do update
      set status = 'used', holders = 0, operation_id = excluded.operation_id`,
  );
}

/** The reservation is a checkout's from now on, and lasts as long as it does. */
export async function bindToCheckout(
  tx: Tx,
  organizationId: string,
  { name, checkout }: { readonly name: UseName; readonly checkout: NonNullable<StoredUse['checkout']> },
): Promise<void> {
  await execute(
    tx,
    sql`
      update coupon_code_uses
      set checkout_id = ${checkout.id}, checkout_until = ${new Date(checkout.until)}
      where bucket = ${codeBucket(name.code)} and organization_id = ${organizationId} and code = ${name.code}
        and claim_kind = ${name.claim.kind} and claim_key = ${name.claim.key} and account_id = ${name.accountId}`,
  );
}

export async function findUseOfCheckout(
  tx: Tx,
  organizationId: string,
  { code, checkoutId }: { readonly code: string; readonly checkoutId: string },
): Promise<StoredUse | null> {
  const [row] = await query(
    tx,
    sql`
      select code, claim_kind, claim_key, account_id, batch_id, number, status, lease_until < clock_timestamp() as lease_over,
        checkout_id, checkout_until
      from coupon_code_uses
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code}
        and checkout_id = ${checkoutId}
      limit 1`,
    useRow,
  );
  return row ?? null;
}

/** Uses of a code that are neither done nor given up; only where uses are counted are they sure to be few. */
export function listReserved(
  tx: Tx,
  organizationId: string,
  { code, limit }: { readonly code: string; readonly limit: number },
): Promise<readonly StoredUse[]> {
  return query(
    tx,
    sql`
      select code, claim_kind, claim_key, account_id, batch_id, number, status, lease_until < clock_timestamp() as lease_over,
        checkout_id, checkout_until
      from coupon_code_uses
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code} and status = 'reserved'
      order by lease_until
      limit ${limit}`,
    useRow,
  );
}

const overdueRow = z.object({ organization_id: z.string(), code: z.string(), now: z.number() });

/** Codes of all organizations with reservations whose lease is over and, of checkouts, their time too. */
export async function listOverdueCodes(
  on: Queryable,
  limit: number,
): Promise<readonly { readonly organizationId: string; readonly code: string; readonly now: Instant }[]> {
  const rows = await query(
    on,
    sql`
      select distinct u.organization_id, u.code, coalesce(o.sandbox_now, now()) as now
      from coupon_code_uses u
      join organizations o using (organization_id)
      where u.status = 'reserved' and u.lease_until < now()
        and (u.checkout_until is null or u.checkout_until <= coalesce(o.sandbox_now, now()))
      limit ${limit}`,
    overdueRow,
  );
  return rows.map((row) => ({ organizationId: row.organization_id, code: row.code, now: instant(row.now) }));
}

export async function countUsed(tx: Tx, organizationId: string, batchId: string): Promise<number> {
  const row = await queryOne(
    tx,
    sql`
      select count(*) as count
      from coupon_code_uses
      where organization_id = ${organizationId} and batch_id = ${batchId} and status = 'used'`,
    z.object({ count: z.int() }),
  );
  return row?.count ?? 0;
}
