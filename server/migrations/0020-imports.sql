-- What the office brings in from files: members with balances, receipts. A file comes in parts over HTTP and its work is done by a job on
-- whichever machine has the lease, so the bytes live here and not on a disk. They are personal data: the file goes when its import is done or
-- has been left alone, refused rows some weeks later.

create table imports (
  organization_id uuid not null,
  import_id uuid not null,
  kind text not null check (kind in ('members', 'receipts')),
  name text not null check (name <> ''),
  -- Of the whole file, as it was announced.
  bytes bigint not null check (bytes > 0),
  state text not null
    check (state in ('uploading', 'read', 'checking', 'checked', 'running', 'stopping', 'stopped', 'done', 'failed')),
  created_at timestamptz not null,
  actor_kind text not null,
  actor_id uuid not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- When anybody last did something with it; what is left alone is forgotten.
  touched_at timestamptz not null,
  has_file boolean not null default true,
  -- JSON with a version each: how the file reads, what its columns mean, how far the work has come and what was counted, what the check found,
  -- what came of it, why it failed.
  file jsonb,
  mapping jsonb,
  is_guess boolean not null default true,
  progress jsonb,
  found jsonb,
  result jsonb,
  failure jsonb,
  -- Which process is at work, and until when nobody else is.
  leased_by uuid,
  leased_until timestamptz,
  -- How often work was begun without coming any further.
  tries smallint not null default 0,
  primary key (organization_id, import_id)
);
create index imports_to_do on imports (touched_at) where state in ('checking', 'running', 'stopping');

create table import_parts (
  organization_id uuid not null,
  import_id uuid not null,
  number int not null check (number >= 0),
  bytes bytea not null,
  primary key (organization_id, import_id, number)
);
-- What was packed already would only be packed again.
alter table import_parts alter column bytes set storage external;

create table import_refusals (
  organization_id uuid not null,
  import_id uuid not null,
  -- From 1, the header not counted.
  row_number bigint not null,
  code text not null,
  -- As they stood in the file.
  cells jsonb not null,
  -- Whom the row speaks of, as far as that could be read ("phone/+79991234567"): to forget them by.
  names text[] not null,
  primary key (organization_id, import_id, row_number)
);

do $$
declare
  name text;
begin
  foreach name in array array['imports', 'import_parts', 'import_refusals'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;
