-- People who work for organizations: how they sign in, what they may do where, letters to them, and who did what.
--
-- A person belongs to no organization: one may work for several. What a person is and signs in by (people, people_…) is seen by
-- the system only; which organization they work for and as what is staff, which its organization sees. The columns of people,
-- people_accounts, people_sessions, people_verifications and people_second_factors are those that better-auth writes, under the
-- names that features/people/auth.ts tells it; its own migrator is never run.

create table people (
  id uuid primary key,
  name text not null,
  -- Lower case: better-auth compares it so.
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  has_second_factor boolean default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- How a person proves who they are; with a password there is one row, with argon2id's hash in it.
create table people_accounts (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  provider text not null,
  subject text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password_hash text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider, subject)
);
create index people_accounts_by_person on people_accounts (person_id);

create table people_sessions (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  -- Worth nothing by itself: the cookie also carries a signature made with the server's secret.
  token text not null unique,
  -- Whom the person works for in this session. Null: nobody yet, or they were removed there.
  chosen_organization_id uuid,
  address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index people_sessions_by_person on people_sessions (person_id);
create index people_sessions_by_end on people_sessions (expires_at);

-- What waits for its other half: a recovery of a password, a sign-in without its second factor. Identifiers are hashed.
create table people_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index people_verifications_by_identifier on people_verifications (identifier);
create index people_verifications_by_end on people_verifications (expires_at);

-- The secret and the recovery codes are encrypted with the server's secret.
create table people_second_factors (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  secret text not null,
  recovery_codes text not null,
  verified boolean default true,
  failures integer default 0,
  locked_until timestamptz
);
create unique index people_second_factors_by_person on people_second_factors (person_id);

-- Wrong passwords, by address and by account, of all processes together. It may be lost with a crash: then the counting begins anew.
create unlogged table sign_in_failures (
  bucket smallint not null check (bucket between 0 and 255),
  kind text not null check (kind in ('address', 'account')),
  -- sha-256 of an e-mail address or of a network: neither has a reason to be kept here.
  subject bytea not null,
  failures integer not null check (failures > 0),
  since timestamptz not null,
  primary key (bucket, kind, subject)
) with (fillfactor = 70);
create index sign_in_failures_by_time on sign_in_failures (since);

-- What this server signs cookies and encrypts second factors with, made at random when it is first needed.
create table server_secrets (
  name text primary key,
  secret text not null,
  created_at timestamptz not null
);

create table staff (
  organization_id uuid not null references organizations,
  person_id uuid not null references people,
  role text not null check (role in ('owner', 'manager', 'cashier', 'analyst')),
  added_at timestamptz not null,
  primary key (organization_id, person_id)
);
create index staff_by_person on staff (person_id);

create table staff_invitations (
  organization_id uuid not null references organizations,
  invitation_id uuid not null,
  -- sha-256 of what stands in the link.
  token_hash bytea not null unique,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'manager', 'cashier', 'analyst')),
  -- The key or the person who invites.
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, invitation_id),
  -- A new invitation takes the place of one before.
  unique (organization_id, email)
);

-- Letters that wait to be sent, or to be read in the outbox where no mail server is set up. Null: of no organization, or of several,
-- so that none of them may read it.
create table letters (
  letter_id uuid primary key,
  organization_id uuid,
  recipient text not null,
  kind text not null check (kind in ('invitation', 'recovery')),
  subject text not null,
  -- Forgotten when it was sent or its link has ended: a link is a key.
  body text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- What the mail server said, without the letter.
  failure text
);
create index letters_by_organization on letters (organization_id, created_at desc, letter_id desc);
create index letters_waiting on letters (next_try_at) where next_try_at is not null;
create index letters_to_forget on letters (expires_at) where body is not null;

-- Who did what, without what was said: no bodies, no personal data. The till's selling by key is in the ledger itself.
create table deeds (
  organization_id uuid not null,
  deed_id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('key', 'person')),
  actor_id uuid not null,
  -- The id of the API's operation.
  operation text not null,
  -- Ids from the path and of what was made: { name: id }.
  subjects jsonb not null,
  address text not null,
  status smallint not null,
  -- The refusal's code.
  code text,
  primary key (organization_id, at, deed_id)
);
create index deeds_by_time on deeds (at);
create index deeds_by_actor on deeds (organization_id, actor_id, at desc, deed_id desc);

do $$
declare
  name text;
begin
  foreach name in array array['staff', 'staff_invitations', 'letters', 'deeds'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
  -- Nobody's but the system's.
  foreach name in array array[
    'people', 'people_accounts', 'people_sessions', 'people_verifications', 'people_second_factors', 'sign_in_failures', 'server_secrets'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy system on %I using (current_setting(''kopilka.scope'', true) = ''system'')', name);
  end loop;
end $$;
