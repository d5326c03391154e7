-- The customer's card: members sign in by a code sent to their telephone or e-mail address, what they have agreed to in which words,
-- and where they came from.

-- Codes on their way. Neither the code nor where it went can be read here: both are keyed hashes. One for each destination and purpose:
-- the next takes the place of the one before.
create table card_codes (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  purpose text not null check (purpose in ('sign-in', 'contact', 'deletion')),
  destination bytea not null,
  code bytea not null,
  -- Wrong ones that were told instead.
  tries smallint not null check (tries >= 0),
  expires_at timestamptz not null,
  primary key (bucket, organization_id, purpose, destination)
) with (fillfactor = 70);
create index card_codes_by_end on card_codes (expires_at);

-- How often codes were sent to whom, for whom and by whom, and how often wrong ones came from where. It may be lost with a crash: then
-- the counting begins anew.
create unlogged table card_rates (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  kind text not null check (kind in ('soon', 'destination', 'address', 'organization', 'wrong')),
  -- Keyed hashes: no telephone and no address is kept for it.
  subject bytea not null,
  times integer not null check (times > 0),
  since timestamptz not null,
  primary key (bucket, organization_id, kind, subject)
) with (fillfactor = 70);
create index card_rates_by_time on card_rates (since);

create table card_sessions (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  session_id uuid not null,
  organization_id uuid not null,
  -- sha-256 of what the cookie carries besides the two ids.
  token_hash bytea not null,
  -- Which secret for its QR the device was given last: the ones before are void.
  key_number integer not null default 1,
  address text not null,
  browser text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (shard, member_id, session_id)
);
create index card_sessions_by_end on card_sessions (expires_at);

-- Members who have asked to be forgotten and are not yet: a crash in between is finished by whoever finds the row.
create table card_deletions (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  organization_id uuid not null,
  wished_at timestamptz not null,
  primary key (shard, member_id)
);
create index card_deletions_by_time on card_deletions (wished_at);

-- What people are asked to agree to, word for word; a version is never changed.
create table consent_texts (
  organization_id uuid not null references organizations,
  kind text not null check (kind in ('processing', 'advertising')),
  version integer not null check (version > 0),
  title_ru text not null,
  title_en text not null,
  text_ru text not null,
  text_en text not null,
  created_at timestamptz not null,
  primary key (organization_id, kind, version)
);

-- Every yes and every no of a member, the newest of a kind counts.
create table consents (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  -- Numbered for each member, so that two at the same moment have an order.
  number integer not null,
  organization_id uuid not null,
  kind text not null check (kind in ('processing', 'advertising')),
  version integer not null,
  granted boolean not null,
  at timestamptz not null,
  given_by text not null check (given_by in ('member', 'staff')),
  primary key (shard, member_id, number)
);

-- Where a member came from.
create table member_sources (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  organization_id uuid not null,
  -- What the poster's address says; null when it says nothing.
  source text,
  at timestamptz not null,
  primary key (shard, member_id)
);

-- Codes are letters, too, and some leave as short messages. A process of the version before does not know the kind: it tries again
-- later, which is when it is gone.
alter table letters drop constraint letters_kind_check;
alter table letters add constraint letters_kind_check check (kind in ('invitation', 'recovery', 'code'));
alter table letters add column channel text not null default 'email' check (channel in ('email', 'sms'));

do $$
declare
  name text;
begin
  foreach name in array array[
    'card_codes', 'card_rates', 'card_sessions', 'card_deletions', 'consent_texts', 'consents', 'member_sources'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
