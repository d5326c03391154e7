-- What the office's first screen shows, summed by day beside the ledger. A job (features/reports/follow.ts) reads accepted operations
-- and adds each to the sums once; the purchase itself writes nothing here. All of it can be counted again from the ledger.
--
-- An account's operations are numbered without gaps, so one number in its row says what of it has been counted; the row
-- and the sums are written in one transaction. Rejected: a watermark by time alone (a late commit is missed, a crash counts twice) and
-- a mark on the operation (every purchase would be written twice).

-- What has been counted of each account, and what lists and figures ask of it as of then.
create table report_accounts (
  shard smallint not null check (shard between 0 and 255),
  account_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  seq bigint not null check (seq > 0),
  -- Null in a program without levels, and once the account has been merged into another.
  level text,
  -- When the next units of the program's wallets expire.
  expires_at timestamptz,
  primary key (shard, account_id)
) with (fillfactor = 80);
create index report_accounts_expiring on report_accounts (organization_id, program_id, expires_at) where expires_at is not null;

-- Days on which an account bought; store '' is any store.
create table report_visits (
  shard smallint not null check (shard between 0 and 255),
  account_id uuid not null,
  store text not null,
  day date not null,
  organization_id uuid not null,
  primary key (shard, account_id, store, day)
);

-- The last of these days: a visit after it needs no look at the others.
create table report_last_visits (
  shard smallint not null check (shard between 0 and 255),
  account_id uuid not null,
  store text not null,
  day date not null,
  organization_id uuid not null,
  primary key (shard, account_id, store)
) with (fillfactor = 80);

-- How many accounts bought on a day and, before it, last on another (-infinity: never). Each account has one first visit within a
-- period, and before that none in it: so the accounts of any period are those of its days whose day before lies before the period.
create table report_gaps (
  organization_id uuid not null,
  program_id text not null,
  store text not null,
  day date not null,
  previous_day date not null check (previous_day < day),
  accounts bigint not null,
  primary key (organization_id, program_id, store, day, previous_day)
) with (fillfactor = 80);

-- Receipts of members, by the program's day; store '' where the receipt names none. Minor money. A return counts on its own day, at
-- the store of its purchase.
create table report_days (
  organization_id uuid not null,
  program_id text not null,
  day date not null,
  store text not null,
  purchases bigint not null,
  -- Before discounts of the program and before units.
  sold bigint not null,
  discounts bigint not null,
  paid_by_units bigint not null,
  returns bigint not null,
  returned bigint not null,
  returned_discounts bigint not null,
  returned_by_units bigint not null,
  primary key (organization_id, program_id, day, store)
) with (fillfactor = 80);

-- What moved in wallets: the journal by day, store and kind. `debt` is the part of it that made or repaid debt.
create table report_units (
  organization_id uuid not null,
  program_id text not null,
  day date not null,
  store text not null,
  wallet text not null,
  kind text not null,
  units bigint not null,
  debt bigint not null,
  primary key (organization_id, program_id, day, store, wallet, kind)
) with (fillfactor = 80);

-- Units in lots by the moment at which they expire (infinity: never).
create table report_expiry (
  organization_id uuid not null,
  program_id text not null,
  wallet text not null,
  expires_at timestamptz not null,
  units bigint not null,
  primary key (organization_id, program_id, wallet, expires_at)
) with (fillfactor = 80);

create table report_levels (
  organization_id uuid not null,
  program_id text not null,
  level text not null,
  accounts bigint not null,
  primary key (organization_id, program_id, level)
) with (fillfactor = 80);

-- Receipts of nobody by the day of a zone, counted anew whenever one of that day has come.
create table report_guests (
  organization_id uuid not null,
  zone text not null,
  day date not null,
  store text not null,
  currency text not null,
  receipts bigint not null,
  sold bigint not null,
  returns bigint not null,
  returned bigint not null,
  primary key (organization_id, zone, day, store, currency)
);

-- Zones in which all receipts of nobody have been counted once.
create table report_zones (
  organization_id uuid not null,
  zone text not null,
  primary key (organization_id, zone)
);

-- How far the counting is: one row, made when it begins. Who counts holds it for a while.
create table report_progress (
  name text primary key check (name = 'ledger'),
  holder uuid,
  held_until timestamptz,
  -- What was accepted before has been looked at.
  followed_until timestamptz,
  guests_until timestamptz,
  -- All accounts are gone through again and again, so that nothing stays uncounted whatever clocks say; the last one looked at.
  swept_shard smallint not null default -1,
  swept_account_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- When all accounts had been gone through for the first time: until then the figures are incomplete.
  whole_since timestamptz,
  -- The beginning of the last round that found nothing left to count.
  counted_until timestamptz
);

-- The newest operations are in ranges that have no summary yet; every reader would read them all.
alter index operations_by_time set (autosummarize = on);
create index guest_receipts_by_acceptance on guest_receipts using brin (accepted_at) with (autosummarize = on);

-- Who has joined when.
create index memberships_by_joining on memberships (organization_id, program_id, joined_at);

do $$
declare
  name text;
begin
  foreach name in array array[
    'report_accounts', 'report_visits', 'report_last_visits', 'report_gaps', 'report_days', 'report_units', 'report_expiry',
    'report_levels', 'report_guests', 'report_zones'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
  execute 'alter table report_progress enable row level security';
  execute 'alter table report_progress force row level security';
  execute 'create policy everybody_reads on report_progress for select using (true)';
  execute 'create policy system on report_progress using (current_setting(''kopilka.scope'', true) = ''system'')';
end $$;
