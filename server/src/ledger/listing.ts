/**
 * Accounts of a program by what they have, for lists that people look through. There is no index for what changes with every purchase
 * (levels, days, ends of units): each purchase would pay for it. Instead a page looks at so many accounts in the order of an index
 * that is there anyway, answers those that fit, and says where it ended.
 */
import { instant, type Instant, unreachable } from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { AccountsPage, AccountsPlace, AccountsWith } from './ledger.ts';

/** Accounts that one page looks at. */
const LOOKED_AT_MAX = { level: 5_000, purchase: 1_000, expiring: 5_000 } as const;

export interface Listed {
  readonly organizationId: string;
  readonly programId: string;
  readonly after: AccountsPlace | null;
  readonly limit: number;
}

const rowSchema = z
  .object({ account_id: z.string(), at: z.number(), fits: z.boolean(), looked: z.int() })
  .transform((row) => ({ accountId: row.account_id, at: row.at, fits: row.fits, looked: row.looked }));

type Looked = z.output<typeof rowSchema>;

export async function listAccountsWith(on: Queryable, page: Listed, wanted: AccountsWith): Promise<AccountsPage> {
  const rows = await lookAt(on, page, wanted);
  const fitting = rows.filter(({ fits }) => fits);
  const ended = rows.find(({ fits, looked }) => !fits && looked === LOOKED_AT_MAX[wanted.type]);
  const last = fitting.length < page.limit ? ended : fitting.at(-1);
  return {
    accountIds: fitting.map(({ accountId }) => accountId),
    next: last === undefined ? null : { at: last.at, accountId: last.accountId },
  };
}

/** The accounts that fit, in order and no more than wanted; and the last of those looked at, with how many they were. */
function lookAt(on: Queryable, page: Listed, wanted: AccountsWith): Promise<readonly Looked[]> {
  switch (wanted.type) {
    case 'level':
      return lookAtLevels(on, page, wanted.levels);
    case 'purchase':
      return lookAtPurchases(on, page, wanted);
    case 'expiring':
      return lookAtEnds(on, page, wanted);
    default:
      return unreachable(wanted);
  }
}

/** Above and below every id that there is. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

function lookAtLevels(
  on: Queryable,
  { organizationId, programId, after, limit }: Listed,
  levels: readonly string[],
): Promise<readonly Looked[]> {
  return query(
    on,
    sql`with looked as materialized (
        select account_id, tier
        from accounts
        where organization_id = ${organizationId} and program_id = ${programId}
          and account_id < ${after?.accountId ?? LAST_ID}::uuid
        order by account_id desc
        limit ${LOOKED_AT_MAX.level}
      ), fitting as (
        select account_id from looked where tier = any (${levels}::text[]) order by account_id desc limit ${limit}
      ), last as (
        select account_id from looked order by account_id limit 1
      )
      select account_id, 0 as at, true as fits, 0 as looked, 0 as part from fitting
      union all
      select account_id, 0, false, (select count(*) from looked)::integer, 1 from last
      order by part, account_id desc`,
    rowSchema,
  );
}

/** Whoever has not lived since has bought nothing since, so only the operations of the others are looked at. */
function lookAtPurchases(
  on: Queryable,
  { organizationId, programId, after, limit }: Listed,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly Looked[]> {
  return query(
    on,
    sql`with looked as materialized (
        select shard, account_id, as_of
        from accounts
        where organization_id = ${organizationId} and program_id = ${programId}
          and account_id < ${after?.accountId ?? LAST_ID}::uuid
        order by account_id desc
        limit ${LOOKED_AT_MAX.purchase}
      ), fitting as (
        select account_id
        from looked a
        where as_of >= ${iso(from)} and exists (
          select 1
          from operations o
          where o.shard = a.shard and o.account_id = a.account_id and o.type = 'purchase'
            and o.occurred_at >= ${iso(from)} and o.occurred_at < ${iso(until)}
        )
        order by account_id desc
        limit ${limit}
      ), last as (
        select account_id from looked order by account_id limit 1
      )
      select account_id, 0 as at, true as fits, 0 as looked, 0 as part from fitting
      union all
      select account_id, 0, false, (select count(*) from looked)::integer, 1 from last
      order by part, account_id desc`,
    rowSchema,
  );
}

/** Units that end are among what an account is due for, so those for whom nothing is due by then need not be looked at. */
function lookAtEnds(
  on: Queryable,
  { organizationId, programId, after, limit }: Listed,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<readonly Looked[]> {
  return query(
    on,
    sql`with looked as materialized (
        select shard, account_id, program_id, due_at
        from accounts
        where organization_id = ${organizationId} and due_at <= ${iso(until)} and due_at >= ${iso(instant(after?.at ?? 0))}
          and (due_at, account_id) > (${iso(instant(after?.at ?? 0))}::timestamptz, ${after?.accountId ?? FIRST_ID}::uuid)
        order by due_at, account_id
        limit ${LOOKED_AT_MAX.expiring}
      ), fitting as (
        select account_id, due_at
        from looked a
        where program_id = ${programId} and exists (
          select 1
          from lots l
          where l.shard = a.shard and l.account_id = a.account_id and l.open
            and l.lot_to > ${iso(now)} and l.lot_to <= ${iso(until)}
        )
        order by due_at, account_id
        limit ${limit}
      ), last as (
        select account_id, due_at from looked order by due_at desc, account_id desc limit 1
      )
      select account_id, due_at as at, true as fits, 0 as looked, 0 as part from fitting
      union all
      select account_id, due_at, false, (select count(*) from looked)::integer, 1 from last
      order by part, at, account_id`,
    rowSchema,
  );
}

const purchaseSchema = z
  .object({ account_id: z.string(), occurred_at: z.number() })
  .transform((row) => [row.account_id, instant(row.occurred_at)] as const);

/** From the last operation of each backwards: as a rule that is a purchase, or what came of one. */
export async function lastPurchases(
  on: Queryable,
  organizationId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  if (accountIds.length === 0) return new Map();
  const found = await query(
    on,
    sql`select a.account_id, o.occurred_at
      from unnest(${accountIds.map(shardOf)}::smallint[], ${accountIds}::uuid[]) as x (shard, account_id)
      join accounts a on a.shard = x.shard and a.account_id = x.account_id and a.organization_id = ${organizationId}
      cross join lateral (
        select occurred_at
        from operations o
        where o.shard = a.shard and o.account_id = a.account_id and o.type = 'purchase'
        order by o.seq desc
        limit 1
      ) o`,
    purchaseSchema,
  );
  return new Map(found);
}
