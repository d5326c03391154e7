/**
 * Keys against the operations that they stand for. On a cluster the two are on different nodes. Few are gathered, which takes a moment. Of many
 * it is asked what the nodes can answer among themselves (joins by the operation's id, sums by shard), so that none has to hold
 * everything; whatever their number, exchanging rows costs Citus some seconds. One outer join it would bring to the coordinator as a whole.
 */
import { z } from 'zod';
import { query, sql, type Queryable } from '../../kit/sql.ts';
import type { Findings } from './report.ts';

/** Of each kind; the first are enough to see what is wrong. */
const SHOWN_MAX = 1000;

const offenceSchema = z.object({ account_id: z.string().nullable(), operation_id: z.string(), detail: z.string() });
type Offence = z.infer<typeof offenceSchema>;

/**
 * A claim may stand for an operation that never happened (it was refused); the rest must fit together. `isLarge`: there are too many to
 * be gathered.
 */
export async function examineKeys(on: Queryable, findings: Findings, isLarge: boolean): Promise<void> {
  // Whole tables against whole tables: a planner without statistics would look up one by one, for minutes.
  await on.query(sql`set local enable_nestloop = off`);
  const bad = [
    ...(await misplaced(on)),
    ...(isLarge ? [...(await claimedForAnother(on)), ...(await unclaimed(on))] : await gathered(on)),
    ...(await misfitGuests(on)),
  ];
  for (const { account_id, operation_id, detail } of bad)
    findings.add('key_applied_once', account_id, `operation ${operation_id}: ${detail}`);
}

/** Where its id says there can be only one (the index operations_by_id); elsewhere a repeat does not find it, and would make another. */
function misplaced(on: Queryable): Promise<readonly Offence[]> {
  return query(
    on,
    sql`select account_id::text as account_id, operation_id, 'kept in another shard than its id says' as detail
      from operations
      where get_byte(uuid_send(operation_id), 15) <> shard
      limit ${SHOWN_MAX}`,
    offenceSchema,
  );
}

function gathered(on: Queryable): Promise<readonly Offence[]> {
  return query(
    on,
    sql`select min(account) filter (where happened) as account_id, operation_id,
        case
          when min(account) <> max(account) then 'claimed for another account'
          else 'a purchase with a receipt that nobody claimed'
        end as detail
      from (
        select shard as place, operation_id, account_id::text as account, true as happened, false as claimed,
          type = 'purchase' and event::json -> 'receipt' ->> 'id' is not null as named
        from operations
        union all
        select bucket, operation_id, coalesce(account_id::text, 'nobody'), false, kind in ('receipt', 'checkout'), false
        from claims
      ) x
      group by operation_id
      having bool_or(happened) and min(account) <> max(account) or bool_or(named) and not bool_or(claimed)
      limit ${SHOWN_MAX}`,
    offenceSchema,
  );
}

function claimedForAnother(on: Queryable): Promise<readonly Offence[]> {
  return query(
    on,
    sql`select o.account_id::text as account_id, o.operation_id, 'claimed for another account' as detail
      from operations o
      join claims c on c.operation_id = o.operation_id
      where c.account_id is distinct from o.account_id
      limit ${SHOWN_MAX}`,
    offenceSchema,
  );
}

const countSchema = z.object({ shard: z.int(), count: z.int() });

/** Counted by shard first; only where a number does not fit is it looked for which they are. */
async function unclaimed(on: Queryable): Promise<readonly Offence[]> {
  const named = await query(
    on,
    sql`select shard, count(*) as count
      from operations
      where type = 'purchase' and event::json -> 'receipt' ->> 'id' is not null
      group by shard`,
    countSchema,
  );
  const claims = await query(
    on,
    sql`select o.shard, count(*) as count
      from operations o
      join claims c on c.operation_id = o.operation_id
      where o.type = 'purchase' and o.event::json -> 'receipt' ->> 'id' is not null and c.kind in ('receipt', 'checkout')
      group by o.shard`,
    countSchema,
  );
  // A checkout's purchase has a claim of each kind, and counts once.
  const seconds = await query(
    on,
    sql`select o.shard, count(*) as count
      from operations o
      join claims c on c.operation_id = o.operation_id
      join claims d on d.operation_id = o.operation_id
      where o.type = 'purchase' and o.event::json -> 'receipt' ->> 'id' is not null
        and c.kind in ('receipt', 'checkout') and d.kind in ('receipt', 'checkout') and (c.kind, c.key) < (d.kind, d.key)
      group by o.shard`,
    countSchema,
  );
  const [claimed, twice] = [claims, seconds].map((rows) => new Map(rows.map(({ shard, count }) => [shard, count])));
  const suspect = named.filter(({ shard, count }) => count > (claimed?.get(shard) ?? 0) - (twice?.get(shard) ?? 0));
  return suspect.length === 0
    ? []
    : unclaimedOf(
        on,
        suspect.map(({ shard }) => shard),
      );
}

function unclaimedOf(on: Queryable, shards: readonly number[]): Promise<readonly Offence[]> {
  return query(
    on,
    sql`select account_id::text as account_id, operation_id, 'a purchase with a receipt that nobody claimed' as detail
      from operations
      where shard = any (${shards}::smallint[]) and type = 'purchase' and event::json -> 'receipt' ->> 'id' is not null
        and operation_id not in (
          select operation_id
          from claims
          where kind in ('receipt', 'checkout') and get_byte(uuid_send(operation_id), 15) = any (${shards}::integer[])
        )
      limit ${SHOWN_MAX}`,
    offenceSchema,
  );
}

function misfitGuests(on: Queryable): Promise<readonly Offence[]> {
  return query(
    on,
    sql`select null as account_id, g.receipt_id as operation_id, 'a receipt of nobody whose number is claimed otherwise' as detail
      from guest_receipts g
      left join claims c
        on c.bucket = g.bucket and c.organization_id = g.organization_id and c.kind = 'receipt' and c.key = g.receipt_key
        and c.operation_id = g.receipt_id
      where c.bucket is null
      limit ${SHOWN_MAX}`,
    offenceSchema,
  );
}
