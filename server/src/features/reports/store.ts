/** Questions to the sums of days. A store that is null means all of them. */
import { ENTRY_KINDS, type Instant, instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { type Queryable, query, sql } from '../../kit/sql.ts';

export interface Days {
  readonly organizationId: string;
  readonly programId: string;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  readonly store: string | null;
}

const receiptsRow = z
  .object({
    day: z.string(),
    purchases: z.int(),
    sold: z.int(),
    discounts: z.int(),
    paid_by_units: z.int(),
    returns: z.int(),
  })
  .transform((row) => ({
    day: row.day,
    purchases: row.purchases,
    returns: row.returns,
    turnover: row.sold,
    discounts: row.discounts,
    paidByUnits: row.paid_by_units,
  }));

/** Receipts of members; money is less what was returned on the day. */
export type ReceiptDay = z.infer<typeof receiptsRow>;

export function receiptsByDay(tx: Tx, days: Days): Promise<readonly ReceiptDay[]> {
  return query(
    tx,
    sql`
      select day, sum(purchases)::bigint as purchases, sum(returns)::bigint as returns,
        sum(sold - returned)::bigint as sold,
        sum(discounts - returned_discounts)::bigint as discounts,
        sum(paid_by_units - returned_by_units)::bigint as paid_by_units
      from report_days
      where organization_id = ${days.organizationId} and program_id = ${days.programId}
        and day between ${days.from}::date and ${days.to}::date
        and (${days.store}::text is null or store = ${days.store})
      group by day
      order by day`,
    receiptsRow,
  );
}

const guestsRow = z.object({ day: z.string(), receipts: z.int(), returns: z.int(), turnover: z.int() });

export type GuestsDay = z.infer<typeof guestsRow>;

/** Receipts of nobody, less what was returned on the day. */
export function guestsByDay(
  tx: Tx,
  days: Omit<Days, 'programId'> & { readonly zone: string; readonly currency: string },
): Promise<readonly GuestsDay[]> {
  return query(
    tx,
    sql`
      select day, sum(receipts)::bigint as receipts, sum(returns)::bigint as returns,
        sum(sold - returned)::bigint as turnover
      from report_guests
      where organization_id = ${days.organizationId} and zone = ${days.zone} and currency = ${days.currency}
        and day between ${days.from}::date and ${days.to}::date
        and (${days.store}::text is null or store = ${days.store})
      group by day
      order by day`,
    guestsRow,
  );
}

const unitsRow = z.object({ day: z.string(), wallet: z.string(), kind: z.enum(ENTRY_KINDS), units: z.int() });

export type UnitsDay = z.infer<typeof unitsRow>;

/** What moved in wallets, signed, by kind of movement. */
export function unitsByDay(tx: Tx, days: Days): Promise<readonly UnitsDay[]> {
  return query(
    tx,
    sql`
      select day, wallet, kind, sum(units)::bigint as units
      from report_units
      where organization_id = ${days.organizationId} and program_id = ${days.programId}
        and day between ${days.from}::date and ${days.to}::date
        and (${days.store}::text is null or store = ${days.store})
      group by day, wallet, kind`,
    unitsRow,
  );
}

const outstandingRow = z
  .object({ wallet: z.string(), at_end: z.int(), at_beginning: z.int() })
  .transform((row) => ({ wallet: row.wallet, atEnd: row.at_end, atBeginning: row.at_beginning }));

/** Units in lots at the end of the last day, and before the first. */
export function outstandingUnits(
  tx: Tx,
  days: Omit<Days, 'store'>,
): Promise<readonly z.infer<typeof outstandingRow>[]> {
  return query(
    tx,
    sql`
      select wallet, sum(units - debt)::bigint as at_end,
        coalesce(sum(units - debt) filter (where day < ${days.from}::date), 0)::bigint as at_beginning
      from report_units
      where organization_id = ${days.organizationId} and program_id = ${days.programId} and day <= ${days.to}::date
      group by wallet`,
    outstandingRow,
  );
}

const visitorsRow = z
  .object({
    day: z.string(),
    active: z.int(),
    first_time: z.int(),
    first_in_period: z.int(),
    returning: z.int(),
    still_active: z.int(),
  })
  .transform((row) => ({
    day: row.day,
    active: row.active,
    firstTime: row.first_time,
    firstInPeriod: row.first_in_period,
    returning: row.returning,
    stillActive: row.still_active,
  }));

/**
 * Accounts that bought on a day. Of them: those that never had before (in the store, when one is named); those that had not since
 * the beginning of the day's period, so that summed over the period each account is counted once; those of these that had bought before it; and of
 * the later period those that had bought in the earlier.
 */
export type VisitorsDay = z.infer<typeof visitorsRow>;

/** Of the period, and of the one before it that begins on `beforeFrom`. */
export function visitorsByDay(tx: Tx, days: Days & { readonly beforeFrom: string }): Promise<readonly VisitorsDay[]> {
  return query(
    tx,
    sql`
      select day,
        sum(accounts)::bigint as active,
        coalesce(sum(accounts) filter (where previous_day = '-infinity'), 0)::bigint as first_time,
        coalesce(sum(accounts) filter (where previous_day < begins), 0)::bigint as first_in_period,
        coalesce(sum(accounts) filter (where previous_day < begins and previous_day > '-infinity'), 0)::bigint as returning,
        coalesce(
          sum(accounts) filter (where previous_day < begins and previous_day >= ${days.beforeFrom}::date), 0
        )::bigint as still_active
      from report_gaps
      cross join lateral (
        select case when day >= ${days.from}::date then ${days.from}::date else ${days.beforeFrom}::date end as begins
      ) period
      where organization_id = ${days.organizationId} and program_id = ${days.programId} and store = ${days.store ?? ''}
        and day between ${days.beforeFrom}::date and ${days.to}::date
      group by day
      order by day`,
    visitorsRow,
  );
}

export interface InProgram {
  readonly organizationId: string;
  readonly programId: string;
}

const levelRow = z.object({ level: z.string(), accounts: z.int() });

export function accountsByLevel(
  tx: Tx,
  { organizationId, programId }: InProgram,
): Promise<readonly z.infer<typeof levelRow>[]> {
  return query(
    tx,
    sql`
      select level, accounts
      from report_levels
      where organization_id = ${organizationId} and program_id = ${programId}`,
    levelRow,
  );
}

const expiringRow = z.object({ wallet: z.string(), units: z.int() });

/** Units in lots that expire after one moment and up to another. */
export function expiringUnits(
  tx: Tx,
  { organizationId, programId, after, until }: InProgram & { readonly after: Instant; readonly until: Instant },
): Promise<readonly z.infer<typeof expiringRow>[]> {
  return query(
    tx,
    sql`
      select wallet, sum(units)::bigint as units
      from report_expiry
      where organization_id = ${organizationId} and program_id = ${programId}
        and expires_at > ${new Date(after)} and expires_at <= ${new Date(until)}
      group by wallet`,
    expiringRow,
  );
}

const countRow = z.object({ accounts: z.int() });

/** Accounts some of whose units expire then. */
export async function countExpiring(
  tx: Tx,
  { organizationId, programId, after, until }: InProgram & { readonly after: Instant; readonly until: Instant },
): Promise<number> {
  const [row] = await query(
    tx,
    sql`
      select count(*) as accounts
      from report_accounts
      where organization_id = ${organizationId} and program_id = ${programId}
        and expires_at > ${new Date(after)} and expires_at <= ${new Date(until)}`,
    countRow,
  );
  return row?.accounts ?? 0;
}

const accountRow = z.object({ account_id: z.string() }).transform((row) => row.account_id);

/** Accounts that were on a level when they were last counted, from an id downwards. */
export function listAccountsOnLevel(
  tx: Tx,
  {
    organizationId,
    programId,
    level,
    before,
    limit,
  }: InProgram & {
    readonly level: string;
    readonly before: string;
    readonly limit: number;
  },
): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select account_id
      from report_accounts
      where organization_id = ${organizationId} and program_id = ${programId} and level = ${level}
        and account_id < ${before}::uuid
      order by account_id desc
      limit ${limit}`,
    accountRow,
  );
}

const storeRow = z.object({ store: z.string() }).transform((row) => row.store);

/** Stores that receipts have ever named. */
export function listStores(tx: Tx, { organizationId, programId }: InProgram): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select distinct store
      from report_days
      where organization_id = ${organizationId} and program_id = ${programId} and store <> ''
      union
      select distinct store
      from report_guests
      where organization_id = ${organizationId} and store <> ''
      order by store`,
    storeRow,
  );
}

const firstDayRow = z.object({ day: z.string().nullable() });

/** The first day with a receipt, with a member or without; null when there has been none. */
export async function firstDayOf(
  tx: Tx,
  { organizationId, programId, zone }: InProgram & { readonly zone: string },
): Promise<string | null> {
  const [row] = await query(
    tx,
    sql`
      select least(
          (select min(day) from report_days where organization_id = ${organizationId} and program_id = ${programId}),
          (select min(day) from report_guests where organization_id = ${organizationId} and zone = ${zone})
        ) as day`,
    firstDayRow,
  );
  return row?.day ?? null;
}

const progressRow = z.object({ counted_until: z.number().nullable(), is_whole: z.boolean() }).transform((row) => ({
  /** What was accepted before is in the sums; null when nothing has been counted yet. */
  countedUntil: row.counted_until === null ? null : instant(row.counted_until),
  /** Whether the whole past is in them. */
  isWhole: row.is_whole,
}));

export type CountingProgress = z.infer<typeof progressRow>;

export async function readProgress(on: Queryable): Promise<CountingProgress> {
  const [row] = await query(
    on,
    sql`select counted_until, whole_since is not null as is_whole from report_progress where name = 'ledger'`,
    progressRow,
  );
  return row ?? { countedUntil: null, isWhole: false };
}
