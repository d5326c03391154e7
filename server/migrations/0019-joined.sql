-- Members who joined, by day: counted beside the reports' other sums, because a year of a large shop was counted row by row at each
-- look at the first screen. Setting a day's sum can be repeated, so the job counts every day anew in which somebody was written.

-- When the row was written, by the database's clock; people may have joined long before, in another system.
alter table memberships add column made_at timestamptz not null default now();
create index memberships_by_making on memberships using brin (made_at) with (autosummarize = on);

create table report_joined (
  organization_id uuid not null,
  program_id text not null,
  zone text not null,
  day date not null,
  members bigint not null,
  primary key (organization_id, program_id, zone, day)
) with (fillfactor = 80);

alter table report_progress add column joined_until timestamptz;

alter table report_joined enable row level security;
alter table report_joined force row level security;
create policy organization on report_joined using (
  (select current_setting('kopilka.scope', true) = 'system')
  or organization_id = (select nullif(current_setting('kopilka.organization_id', true), '')::uuid)
);
