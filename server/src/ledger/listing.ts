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

/** Accounts that one page looks at; where each costs a look elsewhere, fewer. */
const LOOKED_AT_MAX = { level: 5_000, purchase: 500, expiring: 2_000 } as const;

export interface Listed {
  readonly organizationId: string;
  readonly programId: string;
  readonly after: AccountsPlace | null;
  readonly limit: number;
}

export async function listAccountsWith(on: Queryable, page: Listed, wanted: AccountsWith): Promise<AccountsPage> {
  switch (wanted.type) {
    case 'level':
      return onLevels(on, page, wanted.levels);
    case 'purchase':
      return withPurchases(on, page, wanted);
    case 'expiring':
      return withEnds(on, page, wanted);
    default:
      return unreachable(wanted);
  }
}

/** Above and below every id that there is. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const levelRowSchema = z
  .object({ account_id: z.string(), fits: z.boolean(), looked: z.int() })
  .transform((row) => ({ accountId: row.account_id, fits: row.fits, looked: row.looked }));

/** Answers the accounts that fit and, besides, only the last of those looked at: the others need not travel. */
async function onLevels(
  on: Queryable,
  { organizationId, programId, after, limit }: Listed,
  levels: readonly string[],
): Promise<AccountsPage> {
  const rows = await query(
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
      select account_id, true as fits, 0 as looked from fitting
      union all
      select account_id, false, (select count(*) from looked)::integer from last
      order by fits desc, account_id desc`,
    levelRowSchema,
  );
  const fitting = rows.filter(({ fits }) => fits).map(({ accountId }) => accountId);
  const ended = rows.find(({ fits, looked }) => !fits && looked === LOOKED_AT_MAX.level)?.accountId;
  const last = fitting.length < limit ? ended : fitting.at(-1);
  return { accountIds: fitting, next: last === undefined ? null : { at: 0, accountId: last } };
}

const lookedSchema = z
  .object({ account_id: z.string(), at: z.number().nullable(), may_fit: z.boolean() })
  .transform((row) => ({ accountId: row.account_id, at: row.at ?? 0, mayFit: row.may_fit }));

const idSchema = z.object({ account_id: z.string() }).transform((row) => row.account_id);

/** Whoever has not lived since has bought nothing since, so only the operations of the others are looked at. */
async function withPurchases(
  on: Queryable,
  { organizationId, programId, after, limit }: Listed,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<AccountsPage> {
  const looked = await query(
    on,
    sql`select account_id, null as at, coalesce(as_of >= ${iso(from)}, false) as may_fit
      from accounts
      where organization_id = ${organizationId} and program_id = ${programId}
        and account_id < ${after?.accountId ?? LAST_ID}::uuid
      order by account_id desc
      limit ${LOOKED_AT_MAX.purchase}`,
    lookedSchema,
  );
  const ids = looked.filter(({ mayFit }) => mayFit).map(({ accountId }) => accountId);
  const fitting = await query(
    on,
    sql`select distinct o.account_id
      from unnest(${ids.map(shardOf)}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join operations o on o.shard = x.shard and o.account_id = x.account_id
      where o.type = 'purchase' and o.occurred_at >= ${iso(from)} and o.occurred_at < ${iso(until)}`,
    idSchema,
  );
  return pageOf(looked, new Set(fitting), { limit, lookedMax: LOOKED_AT_MAX.purchase });
}

/** Units that end are among what an account is due for, so those for whom nothing is due by then need not be looked at. */
async function withEnds(
  on: Queryable,
  { organizationId, programId, after, limit }: Listed,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<AccountsPage> {
  const since = iso(instant(after?.at ?? 0));
  const looked = await query(
    on,
    sql`select account_id, due_at as at, program_id = ${programId} as may_fit
      from accounts
      where organization_id = ${organizationId} and due_at <= ${iso(until)} and due_at >= ${since}
        and (due_at, account_id) > (${since}::timestamptz, ${after?.accountId ?? FIRST_ID}::uuid)
      order by due_at, account_id
      limit ${LOOKED_AT_MAX.expiring}`,
    lookedSchema,
  );
  const ids = looked.filter(({ mayFit }) => mayFit).map(({ accountId }) => accountId);
  const fitting = await query(
    on,
    sql`select distinct l.account_id
      from unnest(${ids.map(shardOf)}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join lots l on l.shard = x.shard and l.account_id = x.account_id
      where l.open and l.lot_to > ${iso(now)} and l.lot_to <= ${iso(until)}`,
    idSchema,
  );
  return pageOf(looked, new Set(fitting), { limit, lookedMax: LOOKED_AT_MAX.expiring });
}

function pageOf(
  looked: readonly { readonly accountId: string; readonly at: number }[],
  fitting: ReadonlySet<string>,
  { limit, lookedMax }: { readonly limit: number; readonly lookedMax: number },
): AccountsPage {
  const found = looked.filter(({ accountId }) => fitting.has(accountId)).slice(0, limit);
  const end = looked.length < lookedMax ? undefined : looked.at(-1);
  const last = found.length < limit ? end : found.at(-1);
  return {
    accountIds: found.map(({ accountId }) => accountId),
    next: last === undefined ? null : { at: last.at, accountId: last.accountId },
  };
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
