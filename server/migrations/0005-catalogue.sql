-- What the catalogue and its neighbours keep besides the ledger: codes that rewards come with, and who did what with a payout.

-- Codes that a shop has loaded for rewards with `codes: true`. A redemption claims its code by its own key before it is posted,
-- so that a retry after a crash finds the same code. While requests with one key are on their way they are counted: only
-- when the last of them was refused is the code free again. A code of a redemption that happened stays taken for ever.
create table reward_codes (
  -- A hash of the program and the reward, so that one reward's pool is in one place.
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  program_id text not null,
  reward_id text not null,
  code text not null check (code <> ''),
  loaded_at timestamptz not null,
  -- Whose it is: the redemption's key; null while it is free.
  claim_key text,
  holders smallint not null default 0 check (holders >= 0),
  redemption_id uuid,
  primary key (bucket, organization_id, program_id, reward_id, code),
  check (claim_key is not null or redemption_id is null)
);
-- One code for one key, however many requests bring it.
create unique index reward_codes_claimed on reward_codes (bucket, organization_id, program_id, reward_id, claim_key)
  where claim_key is not null;
create index reward_codes_free on reward_codes (bucket, organization_id, program_id, reward_id, loaded_at, code)
  where claim_key is null;

-- Payouts of money wallets. The row is written before the units leave (status begun), so that a crash between the two leaves
-- something to be found and finished. Who did each step is the id of an API key.
create table payouts (
  -- The last byte of the payout's id.
  shard smallint not null check (shard between 0 and 255),
  payout_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  account_id uuid not null,
  member_id uuid not null,
  wallet text not null,
  units bigint not null check (units > 0),
  -- Where the money goes, as the member told it. Personal: it is here only, and can be erased.
  destination text,
  status text not null check (status in ('begun', 'requested', 'approved', 'paid', 'refused')),
  -- The operation that took the units; null while it is not known to have happened.
  operation_id uuid,
  requested_by uuid not null,
  requested_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  paid_by uuid,
  paid_at timestamptz,
  refused_by uuid,
  refused_at timestamptz,
  refusal text,
  primary key (shard, payout_id),
  check (status = 'begun' or operation_id is not null),
  -- Two people: whoever asked for it does not approve it.
  check (approved_by is null or approved_by <> requested_by),
  check (status not in ('approved', 'paid') or approved_by is not null)
);
create index payouts_by_status on payouts (organization_id, status, requested_at, payout_id);
create index payouts_by_account on payouts (account_id);

do $$
declare
  name text;
begin
  foreach name in array array['reward_codes', 'payouts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
