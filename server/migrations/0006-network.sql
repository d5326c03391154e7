-- Between members and between companies: who brought whom, families that share an account, accounts that become one, what
-- partners owe each month, prize draws that anybody can check. The units themselves move in the ledger only.

-- Referrals.

create table referral_settings (
  organization_id uuid primary key references organizations,
  -- Hints are compared as HMACs with it, so that the tables hold neither devices nor addresses.
  secret bytea not null check (length(secret) = 32),
  -- Where a friend lands; {code} stands for the code.
  link text
);

create table referral_codes (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  code text not null,
  member_id uuid not null,
  created_at timestamptz not null,
  primary key (bucket, organization_id, code)
);

create table referrers (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  organization_id uuid not null,
  code text not null,
  primary key (shard, member_id)
);

-- A member is brought once in each program; the shard is the friend's, and the id carries it.
create table referrals (
  shard smallint not null check (shard between 0 and 255),
  friend_id uuid not null,
  program_id text not null,
  organization_id uuid not null,
  referral_id uuid not null,
  friend_account_id uuid not null,
  referrer_id uuid not null,
  referrer_account_id uuid not null,
  status text not null check (status in ('review', 'joined', 'rejected')),
  flags text[] not null,
  created_at timestamptz not null,
  decided_at timestamptz,
  -- The key of whoever decided; null when it was decided by itself.
  decided_by uuid,
  primary key (shard, friend_id, program_id)
);
create unique index referrals_by_id on referrals (shard, referral_id);
create index referrals_by_organization on referrals (organization_id, referral_id);
create index referrals_by_referrer on referrals (organization_id, referrer_id, referral_id);
create index referrals_in_review on referrals (organization_id, referral_id) where status = 'review';

create table referral_hints (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  hash bytea not null,
  kind text not null check (kind in ('phone', 'card', 'device', 'address')),
  -- Of the friend.
  member_id uuid not null,
  referrer_id uuid not null,
  created_at timestamptz not null,
  primary key (bucket, organization_id, hash, member_id)
);
create index referral_hints_by_member on referral_hints (organization_id, member_id);

-- Families.

create table families (
  shard smallint not null check (shard between 0 and 255),
  family_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  account_id uuid not null,
  name text not null check (name <> ''),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (shard, family_id)
);
create index families_by_account on families (account_id) where ended_at is null;

-- One row for a member and program, so that nobody is in two families. A row stays when its member leaves.
create table family_members (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  program_id text not null,
  organization_id uuid not null,
  family_id uuid not null,
  role text not null check (role in ('owner', 'spender', 'earner')),
  status text not null check (status in ('joining', 'active', 'leaving', 'left')),
  -- Version of the text that was agreed to; null for the owner, who founded it.
  consent_text text,
  joined_at timestamptz not null,
  -- The account that became part of the family's; the one that comes after leaving.
  former_account_id uuid,
  next_account_id uuid,
  left_at timestamptz,
  primary key (shard, member_id, program_id)
);
create index family_members_by_family on family_members (family_id);

create table family_invitations (
  shard smallint not null check (shard between 0 and 255),
  family_id uuid not null,
  invitation_id uuid not null,
  organization_id uuid not null,
  member_id uuid not null,
  role text not null check (role in ('spender', 'earner')),
  -- What the invited says to prove that the invitation reached them.
  code text not null,
  wrong_codes smallint not null default 0,
  status text not null check (status in ('pending', 'accepted', 'declined', 'cancelled')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  primary key (shard, family_id, invitation_id)
);
create unique index family_invitations_pending on family_invitations (shard, family_id, member_id) where status = 'pending';

-- Accounts that became part of others: nobody's any more, but their history is still somebody's.
create table account_heirs (
  shard smallint not null check (shard between 0 and 255),
  account_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  heir_account_id uuid not null,
  -- Whose it was; null when several members had shared it.
  member_id uuid,
  since timestamptz not null,
  primary key (shard, account_id)
);

-- Merges. The shard is that of the account that ends, and the id carries it.

create table merges (
  shard smallint not null check (shard between 0 and 255),
  merge_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  from_account_id uuid not null,
  into_account_id uuid not null,
  reason text not null,
  -- Whole units of the fullest wallet when it was asked for: what decides whether a second person must approve.
  units bigint not null check (units >= 0),
  status text not null check (status in ('pending', 'approved', 'done', 'rejected')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  operation_id uuid,
  primary key (shard, merge_id)
);
-- An account ends once.
create unique index merges_living on merges (shard, from_account_id) where status <> 'rejected';
create index merges_by_organization on merges (organization_id, merge_id);

-- Settlements with partners: what a closed month came to. Rows are written once: there is no policy that lets them be changed.

create table settlements (
  organization_id uuid not null,
  program_id text not null,
  period text not null check (period ~ '^\d{4}-\d{2}$'),
  zone text not null,
  currency text not null,
  currency_decimals smallint not null,
  closed_at timestamptz not null,
  closed_by uuid not null,
  -- sha-256 of the statement.
  hash text not null,
  primary key (organization_id, program_id, period),
  foreign key (organization_id, program_id) references programs
);

create table settlement_lines (
  organization_id uuid not null,
  program_id text not null,
  period text not null,
  line integer not null,
  partner text not null,
  name jsonb not null,
  wallet text not null,
  decimals smallint not null,
  -- Minor money for a whole unit; null where neither the partner nor the wallet has a price.
  issue_price bigint,
  redeem_price bigint,
  issued bigint not null,
  taken_back bigint not null,
  redeemed bigint not null,
  restored bigint not null,
  owed_by bigint not null,
  owed_to bigint not null,
  primary key (organization_id, program_id, period, line),
  foreign key (organization_id, program_id, period) references settlements
);

-- Prize draws.

create table draws (
  organization_id uuid not null,
  program_id text not null,
  draw_id text not null,
  -- Secret until it is drawn.
  seed bytea not null check (length(seed) = 32),
  -- sha-256 of the seed.
  commitment text not null,
  -- The terms as they were published with the commitment.
  program_version integer not null,
  wallet text not null,
  draw_at timestamptz not null,
  prizes jsonb not null,
  committed_at timestamptz not null,
  drawn_at timestamptz,
  tickets bigint,
  tickets_hash text,
  primary key (organization_id, program_id, draw_id),
  foreign key (organization_id, program_id) references programs,
  check ((drawn_at is null) = (tickets is null) and (drawn_at is null) = (tickets_hash is null))
);

create table draw_tickets (
  organization_id uuid not null,
  program_id text not null,
  draw_id text not null,
  -- From 1, by account id.
  n integer not null,
  account_id uuid not null,
  units bigint not null check (units > 0),
  -- Tickets up to and with this account's.
  upto bigint not null,
  primary key (organization_id, program_id, draw_id, n),
  foreign key (organization_id, program_id, draw_id) references draws
);

create table draw_winners (
  organization_id uuid not null,
  program_id text not null,
  draw_id text not null,
  -- The single prize, from 1, and its place in the program's list.
  n integer not null,
  prize integer not null,
  attempt integer not null,
  ticket bigint not null,
  account_id uuid not null,
  primary key (organization_id, program_id, draw_id, n),
  foreign key (organization_id, program_id, draw_id) references draws
);

do $$
declare
  name text;
begin
  foreach name in array array[
    'referral_settings', 'referral_codes', 'referrers', 'referrals', 'referral_hints', 'families', 'family_members',
    'family_invitations', 'account_heirs', 'merges', 'draws', 'draw_tickets', 'draw_winners'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
  foreach name in array array['settlements', 'settlement_lines'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy seen on %I for select using (kopilka_visible(organization_id))', name);
    execute format('create policy written on %I for insert with check (kopilka_visible(organization_id))', name);
  end loop;
end $$;
