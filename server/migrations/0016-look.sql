-- What makes an organization's screens its own: a colour and a picture. And when a key was last used, so that one that nobody uses is seen.

alter table organizations add column accent_color text;
alter table organizations add constraint organizations_accent_color check (accent_color ~ '^#[0-9a-f]{6}$');

-- Small pictures that were looked at byte by byte when they came (features/organizations/picture.ts).
create table organization_logos (
  organization_id uuid primary key references organizations,
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) between 1 and 262144),
  -- The beginning of the picture's sha-256, in its address: another picture has another address.
  tag text not null,
  changed_at timestamptz not null
);
alter table organization_logos enable row level security;
alter table organization_logos force row level security;
create policy organization on organization_logos using (kopilka_visible(organization_id));

-- About: written at most once in some minutes (features/keys/authenticate.ts).
alter table api_keys add column last_used_at timestamptz;
