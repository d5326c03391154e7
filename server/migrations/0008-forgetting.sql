-- A person can be forgotten while the ledger stays whole, and whoever has joined is certain to be welcomed.

-- A forgotten member is a row with nothing in it: what the ledger calls its accounts' member, and proof that it was done.
alter table members drop constraint members_status_check;
alter table members add constraint members_status_check check (status in ('active', 'blocked', 'forgotten'));
alter table members add constraint members_forgotten_check check (status <> 'forgotten' or profile = '{"v": 1}');

-- Since when somebody is joining, by the machine's clock; null when the account is open, the welcome posted and the birthday known.
-- Whoever writes the membership goes on to do that; if the process dies before, a job does.
alter table memberships add column joining_since timestamptz;
create index memberships_joining on memberships (joining_since) where joining_since is not null;

-- Accounts that a member had before: merged into others, or left behind with a family. What they hold of a person is erased too.
create table past_memberships (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  account_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  primary key (shard, member_id, account_id)
);
create index past_memberships_by_account on past_memberships (account_id);

-- What is known of the past: accounts that ended, and the accounts of families that somebody has left.
insert into past_memberships (shard, member_id, account_id, organization_id, program_id)
select get_byte(uuid_send(member_id), 15), member_id, account_id, organization_id, program_id
from account_heirs
where member_id is not null
union
select m.shard, m.member_id, f.account_id, m.organization_id, m.program_id
from family_members m
join families f on f.family_id = m.family_id
where m.status = 'left' and m.next_account_id is not null;

-- Whoever asks for an account's purchases or redemptions asks for those of the accounts that became part of it.
create index account_heirs_by_heir on account_heirs (heir_account_id);

-- Up to which operation an account's events have lost what might name a person, and what of the account no journal tells as it was then:
-- its operations cannot be decided again from the beginning, but from here they can.
create table account_seals (
  shard smallint not null,
  account_id uuid not null,
  organization_id uuid not null,
  seq bigint not null check (seq > 0),
  as_of timestamptz not null,
  grants jsonb not null,
  sums jsonb not null,
  window_from date,
  state jsonb not null,
  sealed_at timestamptz not null,
  primary key (shard, account_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['past_memberships', 'account_seals'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
