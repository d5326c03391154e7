-- What can be typed or scanned: promo codes, which are coupons without a card, and gift cards, which are money paid in advance.
--
-- Both are looked up by a code and by nothing else, so their tables begin with bucket, a byte of the code's hash. A code is kept
-- as text because shops print and export it; one that is used up opens nothing any more. What guesses at codes is counted here
-- too, for all processes together.

-- A program of the system's own: accounts live by it, but nobody joins it, chooses it, lists it or publishes it by hand.
alter table programs add column internal boolean not null default false;

-- Codes that were made together: everything that is the same for all of them.
create table coupon_batches (
  organization_id uuid not null,
  batch_id uuid not null,
  program_id text not null,
  coupon_id text not null,
  -- How often each code may be used; null as often as the coupon's own limits allow.
  uses_max integer check (uses_max > 0),
  -- Whose they are; null for whoever brings them.
  member_id uuid,
  -- [valid_from, valid_until)
  valid_from timestamptz,
  valid_until timestamptz,
  prefix text not null,
  wanted integer not null check (wanted > 0),
  -- Codes that are there so far. They are made in pages, by whichever process comes first, until there are as many as wanted.
  made integer not null check (made between 0 and wanted),
  -- Tries so far, which number the codes: one that chance had given before leaves a gap.
  tried integer not null check (tried >= made),
  blocked boolean not null default false,
  -- The Idempotency-Key it came with, and sha-256 of what was asked.
  request_key text,
  request_hash bytea,
  created_at timestamptz not null,
  primary key (organization_id, batch_id),
  check (valid_from < valid_until),
  check ((request_key is null) = (request_hash is null))
);
create unique index coupon_batches_by_request on coupon_batches (organization_id, request_key) where request_key is not null;
create index coupon_batches_unfinished on coupon_batches (organization_id, batch_id) where made < wanted;

create table coupon_codes (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  -- In its one spelling; see features/coupons/code-text.ts.
  code text not null check (code <> ''),
  batch_id uuid not null,
  number integer not null,
  blocked boolean not null default false,
  -- Uses that are reserved or done. Counted only where the batch has uses_max: a code that anybody may use as often as they
  -- like should not be one row that every purchase waits for.
  uses integer not null default 0 check (uses >= 0),
  primary key (bucket, organization_id, code)
) with (fillfactor = 90);
create index coupon_codes_by_batch on coupon_codes (organization_id, batch_id, number);

-- One use of a code by one request. It is reserved before the operation is posted and used when it has been. Whoever finds one that was
-- left in between asks the ledger what became of (claim_kind, claim_key) and finishes it.
create table coupon_code_uses (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  code text not null,
  claim_kind text not null,
  claim_key text not null,
  account_id uuid not null,
  batch_id uuid not null,
  number integer not null,
  member_id uuid,
  status text not null check (status in ('reserved', 'used', 'released')),
  -- Requests that share the reservation: repeats of one another. The last to give up releases it.
  holders integer not null check (holders >= 0),
  -- Until when somebody may still be at work, by the machine's clock.
  lease_until timestamptz not null,
  -- The checkout that reserves it, and until when, by the organization's clock.
  checkout_id uuid,
  checkout_until timestamptz,
  -- The purchase.
  operation_id uuid,
  primary key (bucket, organization_id, code, claim_kind, claim_key, account_id),
  check ((status = 'used') = (operation_id is not null)),
  check ((checkout_id is null) = (checkout_until is null))
) with (fillfactor = 80);
create index coupon_code_uses_by_batch on coupon_code_uses (organization_id, batch_id, number);
create index coupon_code_uses_reserved on coupon_code_uses (bucket, organization_id, code) where status = 'reserved';
create index coupon_code_uses_overdue on coupon_code_uses (lease_until) where status = 'reserved';
create index coupon_code_uses_by_checkout on coupon_code_uses (bucket, organization_id, code, checkout_id) where checkout_id is not null;

-- Codes that were not there, by who asked for them. It may be lost with a crash: then the counting begins anew.
create unlogged table code_guesses (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  kind text not null check (kind in ('address', 'key', 'member')),
  subject text not null,
  failures integer not null check (failures > 0),
  -- When the first of them was, by the database's clock, which all processes share.
  since timestamptz not null,
  primary key (bucket, organization_id, kind, subject)
) with (fillfactor = 70);
create index code_guesses_by_time on code_guesses (since);

-- Which internal program keeps the gift cards' money of a shop's program: each has its own, because currencies and terms differ.
create table gift_card_programs (
  organization_id uuid not null,
  program_id text not null,
  ledger_program_id text not null,
  primary key (organization_id, program_id),
  unique (organization_id, ledger_program_id)
);

create table gift_card_batches (
  organization_id uuid not null,
  batch_id uuid not null,
  program_id text not null,
  ledger_program_id text not null,
  -- Minor money on each.
  nominal bigint not null check (nominal > 0),
  currency text not null,
  wanted integer not null check (wanted > 0),
  made integer not null check (made between 0 and wanted),
  tried integer not null check (tried >= made),
  request_key text,
  request_hash bytea,
  created_at timestamptz not null,
  primary key (organization_id, batch_id),
  check ((request_key is null) = (request_hash is null))
);
create unique index gift_card_batches_by_request on gift_card_batches (organization_id, request_key) where request_key is not null;
create index gift_card_batches_unfinished on gift_card_batches (organization_id, batch_id) where made < wanted;

-- A gift card is a code and the account that its money is on. What is on it, only the ledger knows.
create table gift_cards (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  code text not null check (code <> ''),
  account_id uuid not null,
  batch_id uuid not null,
  number integer not null,
  status text not null check (status in ('inactive', 'active')),
  blocked_at timestamptz,
  blocked_reason text,
  sold_at timestamptz,
  -- The shop's number of the receipt it was sold with, after its source.
  sold_receipt text,
  buyer_id uuid,
  -- null never. After it only what a return has brought back may be left.
  expires_at timestamptz,
  created_at timestamptz not null,
  primary key (bucket, organization_id, code),
  check ((status = 'active') = (sold_at is not null)),
  check ((blocked_at is null) = (blocked_reason is null))
) with (fillfactor = 90);
create index gift_cards_by_account on gift_cards (account_id);
create index gift_cards_by_batch on gift_cards (organization_id, batch_id, number);

do $$
declare
  name text;
begin
  foreach name in array array[
    'coupon_batches', 'coupon_codes', 'coupon_code_uses', 'code_guesses', 'gift_card_programs', 'gift_card_batches', 'gift_cards'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
