-- Stores and the tills that stand in them: devices with tokens of their own, cashiers with PINs, and the codes by which customers
-- confirm that much is paid with their units.

-- Minor money that units may pay in one receipt at a till without a code from the customer. Null: any amount.
alter table organizations add column confirm_above bigint check (confirm_above >= 0);

create table stores (
  organization_id uuid not null references organizations,
  -- The text by which receipts and rules name it.
  store_id text not null check (store_id <> ''),
  name text not null check (name <> ''),
  address text,
  time_zone text,
  created_at timestamptz not null,
  primary key (organization_id, store_id)
);

create table tills (
  organization_id uuid not null references organizations,
  till_id uuid not null,
  store_id text not null,
  name text not null check (name <> ''),
  created_at timestamptz not null,
  -- sha-256 of the device's token, which is shown once. Null until it is paired, and when it is revoked.
  token_hash bytea unique,
  paired_at timestamptz,
  -- The one-time code that waits for a device, keyed with the server's secret: it is short.
  pairing_hash bytea unique,
  pairing_expires_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, till_id),
  foreign key (organization_id, store_id) references stores,
  check (revoked_at is null or token_hash is null)
);

-- When a till was last heard of, beside the tills: it changes all the time and they do not.
create table till_uses (
  organization_id uuid not null,
  till_id uuid not null,
  last_used_at timestamptz not null,
  primary key (organization_id, till_id)
);

create table cashiers (
  organization_id uuid not null references organizations,
  -- A person of the staff, or somebody without a sign-in who only works at tills.
  cashier_id uuid not null,
  -- Null: of the staff, whose name stands with the person.
  name text check (name <> ''),
  -- argon2id of the PIN keyed with the server's secret. Null: may not work at tills any more; the name stays for what was sold.
  pin_hash text,
  created_at timestamptz not null,
  primary key (organization_id, cashier_id)
);

-- Who works at a till now. It ends by itself, by locking, with the till and with the PIN.
create table cashier_sessions (
  -- sha-256 of the cashier's token.
  token_hash bytea primary key,
  organization_id uuid not null references organizations,
  till_id uuid not null,
  cashier_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index cashier_sessions_by_till on cashier_sessions (organization_id, till_id);
create index cashier_sessions_by_cashier on cashier_sessions (organization_id, cashier_id);
create index cashier_sessions_by_end on cashier_sessions (expires_at);

-- The code itself is stored nowhere: it is made of the id and the server's secret whenever it is needed.
create table pay_confirmations (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  confirmation_id uuid not null,
  organization_id uuid not null,
  till_id uuid not null,
  -- Minor money: up to so much may be paid with it.
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Wrong codes so far.
  failures smallint not null default 0,
  -- The key of the purchase or checkout that it was used for: its repeat may use it again, nothing else may.
  used_for text,
  primary key (shard, member_id, confirmation_id)
);
create index pay_confirmations_by_time on pay_confirmations (created_at);

alter table deeds
  drop constraint deeds_actor_kind_check,
  add constraint deeds_actor_kind_check check (actor_kind in ('key', 'person', 'till'));

do $$
declare
  name text;
begin
  foreach name in array array[
    'stores', 'tills', 'till_uses', 'cashiers', 'cashier_sessions', 'pay_confirmations'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
