-- The first floor: who (organizations, members), by which rules (programs), and the ledger that nobody but the one door writes.
--
-- Account-owned tables begin their key with (shard, account_id): shard is the last byte of the account's id, so it is known
-- without a look-up and can be the distribution column of a cluster. Tables that are looked up by a key of somebody else
-- (identities, claims, guest receipts) begin with bucket, a hash of that key. No sequences, no triggers, no foreign keys between shards.
--
-- Row-level security holds for the owner too: a connection sees one organization (kopilka.organization_id) unless it was
-- opened for the system itself (kopilka.scope).

create function kopilka_visible(organization uuid) returns boolean
language sql stable parallel safe
as $$
  select current_setting('kopilka.scope', true) = 'system'
    or organization = nullif(current_setting('kopilka.organization_id', true), '')::uuid
$$;

-- Settings: small, read everywhere, reference tables on a cluster.

create table organizations (
  organization_id uuid primary key,
  name text not null check (name <> ''),
  -- A sandbox lives by its own clock, which only moves forward.
  sandbox_now timestamptz,
  -- While the past is being imported, accounts live by their receipts' time: nothing is due until this moment.
  alarms_held_until timestamptz,
  created_at timestamptz not null
);

create table api_keys (
  -- sha-256 of the key; the key itself is shown once and never stored.
  key_hash bytea primary key,
  key_id uuid not null unique,
  organization_id uuid not null references organizations,
  name text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_keys_by_organization on api_keys (organization_id);

create table programs (
  organization_id uuid not null references organizations,
  program_id text not null,
  created_at timestamptz not null,
  primary key (organization_id, program_id)
);

create table program_versions (
  organization_id uuid not null,
  program_id text not null,
  version integer not null check (version > 0),
  -- The document as it was written, comments and all, and in which format.
  source text not null,
  format text not null check (format in ('yaml', 'json')),
  -- The first version rules from the beginning of time, so that a shop's past can be imported under it.
  effective_from timestamptz not null,
  published_at timestamptz not null,
  primary key (organization_id, program_id, version),
  foreign key (organization_id, program_id) references programs
);

-- People.

create table members (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  organization_id uuid not null,
  status text not null check (status in ('active', 'blocked')),
  -- Personal data lives here and in identities only, so that it can be erased while the ledger stays whole.
  profile jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shard, member_id)
);
create index members_by_organization on members (organization_id, member_id);

create table identities (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'card', 'external')),
  value text not null check (value <> ''),
  member_id uuid not null,
  primary key (bucket, organization_id, kind, value)
);
create index identities_by_member on identities (member_id);

-- Which account a member has in a program; several members may share one.
create table memberships (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  program_id text not null,
  organization_id uuid not null,
  account_id uuid not null,
  joined_at timestamptz not null,
  primary key (shard, member_id, program_id)
);
create index memberships_by_account on memberships (account_id);

-- The ledger.

create table accounts (
  shard smallint not null check (shard between 0 and 255),
  account_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  -- How many operations the account has lived through; also the seq of the last of them.
  version bigint not null check (version >= 0),
  as_of timestamptz,
  tier text not null,
  grants jsonb not null,
  -- Sums of meters over the tiers' window that began on window_from: { meter: sum }.
  sums jsonb not null,
  window_from date,
  debts jsonb not null,
  -- The earliest moment when something happens by itself.
  due_at timestamptz,
  opened_at timestamptz not null,
  primary key (shard, account_id)
) with (fillfactor = 70);
create index accounts_due on accounts (organization_id, due_at) where due_at is not null;
create index accounts_by_program on accounts (organization_id, program_id, account_id);

create table operations (
  shard smallint not null,
  account_id uuid not null,
  seq bigint not null check (seq > 0),
  operation_id uuid not null,
  organization_id uuid not null,
  type text not null,
  occurred_at timestamptz not null,
  accepted_at timestamptz not null,
  program_version integer not null,
  -- What was asked and what was decided, with its reasons: enough to answer again, to explain and to replay.
  -- JSON kept as text: a repeat gets the first answer to the byte, and nobody reads it on the way in. Cast it to look inside.
  event text not null,
  decision text not null,
  primary key (shard, account_id, seq)
);
-- An operation is applied once, whoever retries: the id comes from the claim of its key.
create unique index operations_by_id on operations (shard, operation_id);

create table journal (
  shard smallint not null,
  account_id uuid not null,
  seq bigint not null,
  entry smallint not null,
  organization_id uuid not null,
  wallet text not null,
  kind text not null check (kind in ('earn', 'pay', 'expire', 'reverse', 'restore', 'correct', 'join')),
  units bigint not null check (units <> 0),
  -- The lot that moved; both null when the movement made or repaid debt. lot_to is infinity for units that never expire.
  lot_from timestamptz,
  lot_to timestamptz,
  rule text,
  occurred_at timestamptz not null,
  primary key (shard, account_id, seq, entry),
  check ((lot_from is null) = (lot_to is null))
);

create table lots (
  shard smallint not null,
  account_id uuid not null,
  wallet text not null,
  lot_from timestamptz not null,
  lot_to timestamptz not null,
  organization_id uuid not null,
  issued bigint not null,
  remaining bigint not null check (remaining between 0 and issued),
  -- remaining > 0, as a column of its own: an index on remaining would make every payment rewrite the index.
  open boolean not null check (open = (remaining > 0)),
  primary key (shard, account_id, wallet, lot_from, lot_to)
) with (fillfactor = 80);
create index lots_open on lots (shard, account_id) where open;

create table meters (
  shard smallint not null,
  account_id uuid not null,
  day date not null,
  meter text not null,
  organization_id uuid not null,
  value bigint not null,
  primary key (shard, account_id, day, meter)
) with (fillfactor = 80);

-- Units reserved by a checkout; they are free again at `until` whether or not anybody looks.
create table holds (
  shard smallint not null,
  account_id uuid not null,
  checkout_id uuid not null,
  organization_id uuid not null,
  status text not null check (status in ('open', 'committed', 'cancelled')),
  wallet text,
  units bigint not null check (units >= 0),
  until timestamptz not null,
  primary key (shard, account_id, checkout_id)
);
create index holds_open on holds (shard, account_id) where status = 'open';

create table return_parts (
  shard smallint not null,
  account_id uuid not null,
  purchase_id uuid not null,
  seq bigint not null,
  line integer not null,
  organization_id uuid not null,
  -- Millionths.
  quantity bigint not null check (quantity > 0),
  primary key (shard, account_id, purchase_id, seq, line)
);

create table outbox (
  shard smallint not null,
  account_id uuid not null,
  seq bigint not null,
  entry smallint not null,
  organization_id uuid not null,
  program_id text not null,
  topic text not null,
  payload jsonb not null,
  -- In the account's own time, which is not the machine's for a sandbox or an import.
  occurred_at timestamptz not null,
  attempts smallint not null default 0,
  next_try_at timestamptz not null,
  primary key (shard, account_id, seq, entry)
);
create index outbox_next on outbox (next_try_at);

-- A key is claimed before its operation is posted; a retry finds the claim and finishes the same operation.
create table claims (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  kind text not null,
  key text not null,
  -- null for a receipt of nobody.
  account_id uuid,
  operation_id uuid not null,
  -- sha-256 of what was asked, to tell a repeat from another request under the same key.
  body_hash bytea not null,
  claimed_at timestamptz not null,
  primary key (bucket, organization_id, kind, key)
);

-- Receipts without a member, kept for statistics.
create table guest_receipts (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  receipt_key text not null,
  receipt_id uuid not null,
  occurred_at timestamptz not null,
  store text,
  -- Minor money; negative for a return.
  total bigint not null,
  currency text not null,
  lines jsonb not null,
  accepted_at timestamptz not null,
  primary key (bucket, organization_id, receipt_key)
);
create index guest_receipts_by_time on guest_receipts (organization_id, occurred_at);

do $$
declare
  name text;
begin
  foreach name in array array[
    'organizations', 'api_keys', 'programs', 'program_versions', 'members', 'identities', 'memberships', 'accounts',
    'operations', 'journal', 'lots', 'meters', 'holds', 'return_parts', 'outbox', 'claims', 'guest_receipts'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
