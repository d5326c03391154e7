/**
 * Statements of the counting: what has been counted, and adding to it. Rows of a table are written in the order of its key. Those that ask
 * about many accounts belong into `lookUps` (kit/db.ts).
 */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, prepared, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';
import type { AccountMark, GuestDay } from '../../ledger/follow.ts';
import { shardOf } from '../../ledger/ids.ts';
import type { CountedAccount, Tally } from './tally.ts';
import type { KnownVisit, Visit, VisitPlace } from './visit-book.ts';

/** An account with operations that have not been counted. */
export interface Uncounted {
  readonly accountId: string;
  /** How many of its operations have been counted, 0 for none, and on which level they had left it. */
  readonly seq: number;
  readonly level: string | null;
  /** The last of its operations. */
  readonly until: number;
}

const progressRow = z.object({
  counted: z.array(z.int()).nullable(),
  behind: z.array(z.tuple([z.int(), z.int(), z.string().nullable()])).nullable(),
});

/** What of the accounts has not been counted up to their marks: mostly nothing. */
export async function listUncounted(on: Queryable, marks: readonly AccountMark[]): Promise<readonly Uncounted[]> {
  const ids = marks.map(({ accountId }) => accountId);
  // Those of whom something has been counted, in one row. For an outer join, which would tell the others, a cluster brings the
  // whole table together.
  const progress = await queryOne(
    on,
    prepared(
      'reports-progress',
      sql`
      select array_agg(x.place::int) filter (where c.seq >= x.seq) as counted,
        json_agg(json_build_array(x.place, c.seq, c.level)) filter (where c.seq < x.seq) as behind
      from unnest(${ids.map(shardOf)}::smallint[], ${ids}::uuid[], ${marks.map(({ seq }) => seq)}::bigint[])
        with ordinality as x (shard, account_id, seq, place)
      join report_accounts c on c.shard = x.shard and c.account_id = x.account_id`,
    ),
    progressRow,
  );
  const counted = new Set(progress?.counted);
  const behind = new Map(progress?.behind?.map(([place, seq, level]) => [place, { seq, level }]));
  return marks.flatMap(({ accountId, seq: until }, index) =>
    counted.has(index + 1) ? [] : [{ accountId, ...(behind.get(index + 1) ?? { seq: 0, level: null }), until }],
  );
}

const visitRow = z.object({ account_id: z.string(), store: z.string(), day: z.string() });

export function listLastVisits(on: Queryable, accountIds: readonly string[]): Promise<readonly KnownVisit[]> {
  return query(
    on,
    prepared(
      'reports-last-visits',
      sql`
      select v.account_id, v.store, v.day
      from unnest(${accountIds.map(shardOf)}::smallint[], ${accountIds}::uuid[]) as x (shard, account_id)
      join report_last_visits v on v.shard = x.shard and v.account_id = x.account_id`,
    ),
    visitRow,
  );
}

export async function listVisits(on: Queryable, places: readonly VisitPlace[]): Promise<readonly KnownVisit[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ account_id }) => account_id);
  return query(
    on,
    prepared(
      'reports-visits',
      sql`
      select v.account_id, v.store, v.day
      from unnest(${ids.map(shardOf)}::smallint[], ${ids}::uuid[], ${places.map(({ store }) => store)}::text[])
        as x (shard, account_id, store)
      join report_visits v on v.shard = x.shard and v.account_id = x.account_id and v.store = x.store`,
    ),
    visitRow,
  );
}

/** Throws when an account was counted by somebody else meanwhile: nothing may stay of the transaction then. */
export async function writeAccounts(tx: Tx, accounts: readonly CountedAccount[]): Promise<void> {
  const rows = accounts.map((account) => ({ ...account, shard: shardOf(account.account_id) }));
  const [fresh, known] = [rows.filter((row) => row.seq_before === 0), rows.filter((row) => row.seq_before > 0)];
  if (fresh.length > 0)
    await execute(
      tx,
      sql`
        insert into report_accounts (shard, account_id, organization_id, program_id, seq, level, expires_at)
        select shard, account_id, organization_id, program_id, seq, level, expires_at
        from json_to_recordset(${JSON.stringify(fresh)}::json) as x (
          shard smallint, account_id uuid, organization_id uuid, program_id text, seq bigint, level text,
          expires_at timestamptz
        )
        order by shard, account_id`,
    );
  if (known.length === 0) return;
  const changed = await execute(
    tx,
    sql`
      update report_accounts c
      set seq = x.seq, level = x.level, expires_at = x.expires_at
      from json_to_recordset(${JSON.stringify(known)}::json) as x (
        shard smallint, account_id uuid, seq bigint, seq_before bigint, level text, expires_at timestamptz
      )
      where c.shard = x.shard and c.account_id = x.account_id and c.seq = x.seq_before`,
  );
  if (changed !== known.length) throw new Error('accounts were counted by somebody else meanwhile');
}

export async function writeVisits(
  tx: Tx,
  { visits, lastVisits }: { readonly visits: readonly Visit[]; readonly lastVisits: readonly Visit[] },
): Promise<void> {
  const json = (rows: readonly Visit[]): string =>
    JSON.stringify(rows.map((visit) => ({ ...visit, shard: shardOf(visit.account_id) })));
  if (visits.length > 0)
    await execute(
      tx,
      sql`
        insert into report_visits (shard, account_id, store, day, organization_id)
        select shard, account_id, store, day, organization_id
        from json_to_recordset(${json(visits)}::json) as x (
          shard smallint, account_id uuid, store text, day date, organization_id uuid
        )
        order by shard, account_id, store, day`,
    );
  if (lastVisits.length > 0)
    await execute(
      tx,
      sql`
        insert into report_last_visits (shard, account_id, store, day, organization_id)
        select shard, account_id, store, day, organization_id
        from json_to_recordset(${json(lastVisits)}::json) as x (
          shard smallint, account_id uuid, store text, day date, organization_id uuid
        )
        order by shard, account_id, store
        on conflict (shard, account_id, store) do update
        set day = excluded.day`,
    );
}

export async function addSums(tx: Tx, tally: Tally): Promise<void> {
  await addDays(tx, JSON.stringify(tally.days.rows()));
  await execute(
    tx,
    sql`
      insert into report_units (organization_id, program_id, day, store, wallet, kind, units, debt)
      select organization_id, program_id, day, store, wallet, kind, units, debt
      from json_to_recordset(${JSON.stringify(tally.units.rows())}::json) as x (
        organization_id uuid, program_id text, day date, store text, wallet text, kind text, units bigint, debt bigint
      )
      order by organization_id, program_id, day, store, wallet, kind
      on conflict (organization_id, program_id, day, store, wallet, kind) do update
      set units = report_units.units + excluded.units, debt = report_units.debt + excluded.debt`,
  );
  await execute(
    tx,
    sql`
      insert into report_expiry (organization_id, program_id, wallet, expires_at, units)
      select organization_id, program_id, wallet, expires_at, units
      from json_to_recordset(${JSON.stringify(tally.expiry.rows())}::json) as x (
        organization_id uuid, program_id text, wallet text, expires_at timestamptz, units bigint
      )
      order by organization_id, program_id, wallet, expires_at
      on conflict (organization_id, program_id, wallet, expires_at) do update
      set units = report_expiry.units + excluded.units`,
  );
  await execute(
    tx,
    sql`
      insert into report_levels (organization_id, program_id, level, accounts)
      select organization_id, program_id, level, accounts
      from json_to_recordset(${JSON.stringify(tally.levels.rows())}::json) as x (
        organization_id uuid, program_id text, level text, accounts bigint
      )
      order by organization_id, program_id, level
      on conflict (organization_id, program_id, level) do update
      set accounts = report_levels.accounts + excluded.accounts`,
  );
  await execute(
    tx,
    sql`
      insert into report_gaps (organization_id, program_id, store, day, previous_day, accounts)
      select organization_id, program_id, store, day, previous_day, accounts
      from json_to_recordset(${JSON.stringify(tally.gaps.rows())}::json) as x (
        organization_id uuid, program_id text, store text, day date, previous_day date, accounts bigint
      )
      order by organization_id, program_id, store, day, previous_day
      on conflict (organization_id, program_id, store, day, previous_day) do update
      set accounts = report_gaps.accounts + excluded.accounts`,
  );
}

function addDays(tx: Tx, rows: string): Promise<number> {
  return execute(
    tx,
    sql`
      insert into report_days (
        organization_id, program_id, day, store, purchases, sold, discounts, paid_by_units, returns, returned,
        returned_discounts, returned_by_units
      )
      select organization_id, program_id, day, store, purchases, sold, discounts, paid_by_units, returns, returned,
        returned_discounts, returned_by_units
      from json_to_recordset(${rows}::json) as x (
        organization_id uuid, program_id text, day date, store text, purchases bigint, sold bigint, discounts bigint,
        paid_by_units bigint, returns bigint, returned bigint, returned_discounts bigint, returned_by_units bigint
      )
      order by organization_id, program_id, day, store
      on conflict (organization_id, program_id, day, store) do update
      set purchases = report_days.purchases + excluded.purchases,
        sold = report_days.sold + excluded.sold,
        discounts = report_days.discounts + excluded.discounts,
        paid_by_units = report_days.paid_by_units + excluded.paid_by_units,
        returns = report_days.returns + excluded.returns,
        returned = report_days.returned + excluded.returned,
        returned_discounts = report_days.returned_discounts + excluded.returned_discounts,
        returned_by_units = report_days.returned_by_units + excluded.returned_by_units`,
  );
}

export interface GuestPlace {
  readonly organizationId: string;
  readonly zone: string;
}

const zoneRow = z.object({ counted: z.boolean() });

export async function isZoneCounted(on: Queryable, { organizationId, zone }: GuestPlace): Promise<boolean> {
  const [row] = await query(
    on,
    sql`
      select exists (select 1 from report_zones where organization_id = ${organizationId} and zone = ${zone}) as counted`,
    zoneRow,
  );
  return row?.counted ?? false;
}

export async function markZoneCounted(tx: Tx, { organizationId, zone }: GuestPlace): Promise<void> {
  await execute(
    tx,
    sql`insert into report_zones (organization_id, zone) values (${organizationId}, ${zone}) on conflict do nothing`,
  );
}

/** All days from one to another, both included. */
export async function replaceGuestDays(
  tx: Tx,
  { organizationId, zone, from, to }: GuestPlace & { readonly from: string; readonly to: string },
  days: readonly GuestDay[],
): Promise<void> {
  await execute(
    tx,
    sql`
      delete from report_guests
      where organization_id = ${organizationId} and zone = ${zone} and day between ${from}::date and ${to}::date`,
  );
  if (days.length === 0) return;
  await execute(
    tx,
    sql`
      insert into report_guests (organization_id, zone, day, store, currency, receipts, sold, returns, returned)
      select ${organizationId}::uuid, ${zone}::text, day, store, currency, receipts, sold, returns, returned
      from json_to_recordset(${JSON.stringify(days)}::json) as x (
        day date, store text, currency text, receipts bigint, sold bigint, returns bigint, returned bigint
      )
      order by day, store, currency`,
  );
}

const turnRow = z
  .object({
    followed_until: z.number().nullable(),
    guests_until: z.number().nullable(),
    joined_until: z.number().nullable(),
    swept_shard: z.int(),
    swept_account_id: z.string(),
    is_whole: z.boolean(),
  })
  .transform((row) => ({
    followedUntil: row.followed_until,
    guestsUntil: row.guests_until,
    joinedUntil: row.joined_until,
    swept: { shard: row.swept_shard, accountId: row.swept_account_id },
    isWhole: row.is_whole,
  }));

const timeRow = z.object({ now: z.number() });

export interface Turn extends z.infer<typeof turnRow> {
  /** The database's time. */
  readonly now: number;
}

/** For so long nobody else counts, unless it is renewed or given back. Only to spare work: what is counted is counted once anyway. */
const HOLD_SECONDS = 20;

/** Null while somebody else counts. Renews when it is one's own. */
export async function takeTurn(on: Queryable, holder: string): Promise<Turn | null> {
  await execute(on, sql`insert into report_progress (name) values ('ledger') on conflict do nothing`);
  // Beside the turn: a cluster tells no time with what it has written.
  const [time] = await query(on, sql`select now() as now`, timeRow);
  const [turn] = await query(
    on,
    sql`
      update report_progress
      set holder = ${holder}, held_until = now() + make_interval(secs => ${HOLD_SECONDS})
      where name = 'ledger' and (holder is null or holder = ${holder} or held_until < now())
      returning followed_until, guests_until, joined_until, swept_shard, swept_account_id, whole_since is not null as is_whole`,
    turnRow,
  );
  return turn === undefined || time === undefined ? null : { ...turn, now: time.now };
}

export async function giveTurnBack(on: Queryable, holder: string): Promise<void> {
  await execute(on, sql`update report_progress set holder = null, held_until = null where holder = ${holder}`);
}

export interface Progress {
  readonly followedUntil?: Instant;
  readonly guestsUntil?: Instant;
  readonly joinedUntil?: Instant;
  readonly swept?: Turn['swept'];
  readonly wholeSince?: Instant;
  readonly countedUntil?: Instant;
}

/** What is absent stays as it is. Answers whether it is still one's turn. */
export async function saveProgress(on: Queryable, holder: string, progress: Progress): Promise<boolean> {
  const moment = (at: Instant | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
  const saved = await execute(
    on,
    sql`
      update report_progress
      set followed_until = coalesce(${moment(progress.followedUntil)}::timestamptz, followed_until),
        guests_until = coalesce(${moment(progress.guestsUntil)}::timestamptz, guests_until),
        joined_until = coalesce(${moment(progress.joinedUntil)}::timestamptz, joined_until),
        swept_shard = coalesce(${progress.swept?.shard ?? null}::smallint, swept_shard),
        swept_account_id = coalesce(${progress.swept?.accountId ?? null}::uuid, swept_account_id),
        whole_since = coalesce(whole_since, ${moment(progress.wholeSince)}::timestamptz),
        counted_until = coalesce(${moment(progress.countedUntil)}::timestamptz, counted_until),
        held_until = now() + make_interval(secs => ${HOLD_SECONDS})
      where name = 'ledger' and holder = ${holder}`,
  );
  return saved === 1;
}

const soFarRow = z.object({ accounts: z.int(), operations: z.int() });

export async function countedSoFar(on: Queryable): Promise<z.infer<typeof soFarRow>> {
  const [row] = await query(
    on,
    sql`select count(*) as accounts, coalesce(sum(seq), 0)::bigint as operations from report_accounts`,
    soFarRow,
  );
  return row ?? { accounts: 0, operations: 0 };
}

/** Everything is forgotten, to be counted again from the ledger; a page that is being counted meanwhile is not written. */
export async function forgetAll(tx: Tx): Promise<void> {
  await execute(tx, sql`delete from report_progress`);
  await execute(
    tx,
    sql`
      truncate report_accounts, report_visits, report_last_visits, report_gaps, report_days, report_units, report_expiry,
        report_levels, report_guests, report_zones, report_joined`,
  );
}
