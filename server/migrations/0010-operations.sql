-- What the last audits found is remembered, so that the metrics can tell how old their word is; and statements keep their plans.

-- Of the whole database, not of an organization: only the system sees it.
create table audit_runs (
  audit_id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  accounts bigint not null,
  operations bigint not null,
  offences bigint not null check (offences >= 0)
);
alter table audit_runs enable row level security;
alter table audit_runs force row level security;
create policy system on audit_runs using (current_setting('kopilka.scope', true) = 'system');

-- The ledger's statements are planned once per connection, whatever the batch. Left to choose, the planner finds a plan made for
-- the very batch cheaper as long as that is smaller than the ten elements it takes an unknown array to have, and plans every statement
-- anew for every small batch.
alter function ledger_load(smallint, smallint[], uuid[], timestamptz[], text[], date[], text[], boolean[])
  set plan_cache_mode = force_generic_plan;
alter function ledger_claim(smallint, json)
  set plan_cache_mode = force_generic_plan;
alter function ledger_commit(smallint, text, text, text, text, text, text, text, json)
  set plan_cache_mode = force_generic_plan;
alter function members_named(smallint, integer[], smallint[], uuid[], text[], text[])
  set plan_cache_mode = force_generic_plan;
alter function members_known(smallint, integer[], smallint[], uuid[], uuid[], text[])
  set plan_cache_mode = force_generic_plan;
