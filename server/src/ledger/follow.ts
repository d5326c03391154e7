/**
 * The ledger read by whoever counts what happens in it: which accounts have new operations, what those operations were, and what
 * became of receipts without an account. An account's operations are numbered 1, 2, 3 … in the order of their commits, so
 * "all up to this number" never misses one that is committed late.
 */
import { type Instant, instant } from '@kopilka/engine';
import { z } from 'zod';
import { prepared, query, queryInPieces, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import { operationFactsSchema, type OperationFacts, type ReturnedPart, returnedSchema } from './operation-facts.ts';

/** An account and the number of an operation of it. */
export interface AccountMark {
  readonly accountId: string;
  readonly seq: number;
}

const markSchema = z
  .object({ account_id: z.string(), seq: z.int() })
  .transform((row): AccountMark => ({ accountId: row.account_id, seq: row.seq }));

/** Accounts with operations accepted in [from, until), and the newest of them. */
export function accountsChanged(on: Queryable, from: Instant, until: Instant): Promise<readonly AccountMark[]> {
  return queryInPieces(
    on,
    sql`select account_id, max(seq) as seq
      from operations
      where accepted_at >= ${iso(from)} and accepted_at < ${iso(until)}
      group by account_id`,
    markSchema,
  );
}

/** Accounts after one in the order of their key, with how many operations each has; fewer than `limit` at the end. */
export function accountsAfter(
  on: Queryable,
  after: { readonly shard: number; readonly accountId: string },
  limit: number,
): Promise<readonly AccountMark[]> {
  return queryInPieces(
    on,
    sql`select account_id, version as seq
      from accounts
      where (shard, account_id) > (${after.shard}::smallint, ${after.accountId}::uuid)
      order by shard, account_id
      limit ${limit}`,
    markSchema,
  );
}

/** An account as its last operation has left it. */
export interface AccountNow {
  readonly accountId: string;
  readonly organizationId: string;
  readonly programId: string;
  /** Empty in a program without levels. */
  readonly level: string;
  /** Whether it has been merged into another. */
  readonly hasEnded: boolean;
}

const accountSchema = z
  .object({
    account_id: z.string(),
    organization_id: z.string(),
    program_id: z.string(),
    tier: z.string(),
    has_ended: z.boolean(),
  })
  .transform((row): AccountNow => ({
    accountId: row.account_id,
    organizationId: row.organization_id,
    programId: row.program_id,
    level: row.tier,
    hasEnded: row.has_ended,
  }));

/** Operations of an account after one number up to another. */
export interface OperationRange {
  readonly accountId: string;
  readonly after: number;
  readonly until: number;
}

export interface RangesRead {
  readonly accounts: readonly AccountNow[];
  /** Each account's in their order. */
  readonly operations: readonly OperationFacts[];
}

/**
 * What has happened to accounts, and what they are since: the accounts may be newer than the operations, never older. To be asked within
 * `lookUps` (kit/db.ts).
 */
export async function readOperations(on: Queryable, ranges: readonly OperationRange[]): Promise<RangesRead> {
  const shards = ranges.map(({ accountId }) => shardOf(accountId));
  const ids = ranges.map(({ accountId }) => accountId);
  const operations = await queryInPieces(
    on,
    prepared(
      'follow-operations',
      sql`select o.account_id, o.seq, o.type, o.occurred_at, o.program_version, o.decision,
        case when o.type = 'purchase' then o.event end as event
      from unnest(
        ${shards}::smallint[], ${ids}::uuid[], ${ranges.map(({ after }) => after)}::bigint[],
        ${ranges.map(({ until }) => until)}::bigint[]
      ) as x (shard, account_id, after_seq, until_seq)
      join operations o on o.shard = x.shard and o.account_id = x.account_id and o.seq > x.after_seq and o.seq <= x.until_seq
      order by o.shard, o.account_id, o.seq`,
    ),
    operationFactsSchema,
  );
  const accounts = await queryInPieces(
    on,
    prepared(
      'follow-accounts',
      sql`select a.account_id, a.organization_id, a.program_id, a.tier, a.state ? 'heir' as has_ended
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join accounts a on a.shard = x.shard and a.account_id = x.account_id`,
    ),
    accountSchema,
  );
  return { accounts, operations: await withReturns(on, operations) };
}

const partSchema = z.object({
  purchase_id: z.string(),
  seq: z.int(),
  line: z.int(),
  quantity: z.int(),
});

/** What returns took back is told by the purchases and by the returns before them. */
async function withReturns(on: Queryable, operations: readonly OperationFacts[]): Promise<readonly OperationFacts[]> {
  const wanted = operations.flatMap(({ accountId, purchasesReturned }) =>
    purchasesReturned.map((purchaseId) => ({ accountId, purchaseId })),
  );
  if (wanted.length === 0) return operations;
  const shards = wanted.map(({ accountId }) => shardOf(accountId));
  const accounts = wanted.map(({ accountId }) => accountId);
  const purchases = wanted.map(({ purchaseId }) => purchaseId);
  const bought = await query(
    on,
    sql`select o.operation_id, o.event, o.decision
      from (
        select distinct shard, account_id, purchase_id
        from unnest(${shards}::smallint[], ${accounts}::uuid[], ${purchases}::uuid[]) as w (shard, account_id, purchase_id)
      ) x
      join operations o on o.shard = x.shard and o.operation_id = x.purchase_id and o.account_id = x.account_id`,
    returnedSchema,
  );
  const parts = await query(
    on,
    sql`select r.purchase_id, r.seq, r.line, r.quantity
      from (
        select distinct shard, account_id, purchase_id
        from unnest(${shards}::smallint[], ${accounts}::uuid[], ${purchases}::uuid[]) as w (shard, account_id, purchase_id)
      ) x
      join return_parts r on r.shard = x.shard and r.account_id = x.account_id and r.purchase_id = x.purchase_id`,
    partSchema,
  );
  const byPurchase = Map.groupBy(parts, ({ purchase_id }) => purchase_id);
  const purchaseOf = new Map(bought.map((purchase) => [purchase.operationId, purchase]));
  return operations.map((operation) => ({
    ...operation,
    returned: operation.purchasesReturned.flatMap((id): readonly ReturnedPart[] => {
      const purchase = purchaseOf.get(id);
      if (purchase === undefined) throw new Error(`a return of a purchase that is not there: ${id}`);
      return [purchase.takenBackBy(operation.seq, byPurchase.get(id) ?? [])];
    }),
  }));
}

/** When receipts of nobody happened that were accepted in [from, until): by organization, to a quarter of an hour. */
export function guestTimesSince(
  on: Queryable,
  from: Instant | null,
  until: Instant,
): Promise<readonly { readonly organizationId: string; readonly at: Instant }[]> {
  return query(
    on,
    sql`select distinct organization_id, date_bin('15 minutes', occurred_at, '2000-01-01') as at
      from guest_receipts
      where accepted_at >= coalesce(${from === null ? null : iso(from)}::timestamptz, '-infinity') and accepted_at < ${iso(until)}`,
    timeSchema,
  );
}

const timeSchema = z
  .object({ organization_id: z.string(), at: z.number() })
  .transform((row) => ({ organizationId: row.organization_id, at: instant(row.at) }));

/** Receipts of nobody of one day, store and currency; minor money. */
export interface GuestDay {
  readonly day: string;
  readonly store: string;
  readonly currency: string;
  readonly receipts: number;
  readonly sold: number;
  readonly returns: number;
  readonly returned: number;
}

const guestDaySchema = z.object({
  day: z.string(),
  store: z.string(),
  currency: z.string(),
  receipts: z.int(),
  sold: z.int(),
  returns: z.int(),
  returned: z.int(),
});

/** Those that happened in [from, until), by the days of a zone; store '' where the receipt names none. */
export function countGuests(
  on: Queryable,
  {
    organizationId,
    zone,
    from,
    until,
  }: { readonly organizationId: string; readonly zone: string; readonly from: Instant; readonly until: Instant },
): Promise<readonly GuestDay[]> {
  return query(
    on,
    sql`select (occurred_at at time zone ${zone}::text)::date as day, coalesce(store, '') as store, currency,
        count(*) filter (where total >= 0) as receipts,
        coalesce(sum(total) filter (where total >= 0), 0)::bigint as sold,
        count(*) filter (where total < 0) as returns,
        coalesce(-sum(total) filter (where total < 0), 0)::bigint as returned
      from guest_receipts
      where organization_id = ${organizationId} and occurred_at >= ${iso(from)} and occurred_at < ${iso(until)}
      group by 1, 2, 3`,
    guestDaySchema,
  );
}
