-- What goes beyond one account: units and news sent to other accounts, messages to members, quotas that accounts share; and
-- what an account remembers besides units, levels and meters.

alter table accounts add column state jsonb not null default '{}';

-- The coalition's partner who owes (earned at) or is owed (spent at).
alter table journal add column partner text;

-- More kinds of movement. Rows that exist obeyed the narrower list, so they are not read again.
alter table journal drop constraint journal_kind_check;
alter table journal add constraint journal_kind_check check (
  kind in (
    'earn', 'pay', 'redeem', 'expire', 'reverse', 'restore', 'correct', 'join', 'confirm', 'convert', 'transfer', 'payout'
  )
) not valid;

-- Operations are appended in the order of their acceptance, so a summary of each range of pages finds those of a month, and
-- costs an insert next to nothing. Rejected: a tree, which every purchase would have to grow.
create index operations_by_time on operations using brin (accepted_at);

-- Units of other wallets that a checkout reserves besides, for rewards and coupons: { wallet: units }.
alter table holds add column costs jsonb;

-- The account that the event is for; null for the one that emitted it.
alter table outbox add column target_account_id uuid;
-- Why the account that it is for did not take it. Such a row is not tried again (next_try_at is infinity), only shown.
alter table outbox add column refused text;

-- Words for a member, by rule; where and when they are sent is not the ledger's business.
create table messages (
  shard smallint not null,
  account_id uuid not null,
  -- Derived from the outbox row, in the order of time: a row delivered twice is one message.
  message_id uuid not null,
  organization_id uuid not null,
  program_id text not null,
  rule text not null,
  ru text,
  en text,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  primary key (shard, account_id, message_id),
  check (ru is not null or en is not null)
);

-- Quotas: budgets, stocks and limits that accounts share. Nobody counts up one row with every purchase: a process leases a
-- chunk in a transaction of its own and spends it with its commits. So always, to the unit:
--   taken = what the operations' decisions took + what the leases have left.
-- Whoever locks both locks quotas first, in the order of their key, then leases.
create table quotas (
  organization_id uuid not null,
  program_id text not null,
  key text not null,
  taken bigint not null check (taken >= 0),
  primary key (organization_id, program_id, key)
) with (fillfactor = 70);

create table quota_leases (
  lease_id uuid primary key,
  organization_id uuid not null,
  program_id text not null,
  key text not null,
  left_units bigint not null check (left_units >= 0),
  -- The process that holds it, for whoever looks.
  process uuid not null,
  -- A lease that is not renewed for a minute is taken back, whether or not its process is dead: its commits fail without it.
  renewed_at timestamptz not null
) with (fillfactor = 70);
create index quota_leases_by_key on quota_leases (organization_id, program_id, key);

do $$
declare
  name text;
begin
  foreach name in array array['messages', 'quotas', 'quota_leases'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organization on %I using (kopilka_visible(organization_id))', name);
  end loop;
end $$;

-- The commit of 0002, which explains it, with the account's state, partners, what checkouts reserve besides, targets and quotas.
create or replace function ledger_commit(
  p_shard smallint,
  p_accounts text,
  p_operations text,
  p_events text,
  p_decisions text,
  p_journal text,
  p_lots text,
  p_meters text,
  p_rest json
) returns uuid[]
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  v_accounts text[] := string_to_array(p_accounts, chr(29));
  v_operations text[] := string_to_array(p_operations, chr(29));
  v_journal text[] := string_to_array(p_journal, chr(29));
  v_lots text[] := string_to_array(p_lots, chr(29));
  v_meters text[] := string_to_array(p_meters, chr(29));
  v_written integer;
  v_leases integer;
  v_changed uuid[] := '{}';
begin
  update accounts a
  set version = x.new_version,
    as_of = x.as_of,
    tier = x.tier,
    grants = x.grants,
    sums = x.sums,
    window_from = x.window_from,
    debts = x.debts,
    due_at = x.due_at,
    state = x.state
  from unnest(
    v_accounts[1]::smallint[], v_accounts[2]::uuid[], v_accounts[3]::bigint[], v_accounts[4]::bigint[],
    v_accounts[5]::timestamptz[], v_accounts[6]::text[], v_accounts[7]::jsonb[], v_accounts[8]::jsonb[],
    v_accounts[9]::date[], v_accounts[10]::jsonb[], v_accounts[11]::timestamptz[], v_accounts[12]::jsonb[]
  ) as x (shard, account_id, version, new_version, as_of, tier, grants, sums, window_from, debts, due_at, state)
  where a.shard = x.shard and a.account_id = x.account_id and a.version = x.version;
  get diagnostics v_written = row_count;

  -- Rare: which ones were left out. Their version may equal the one we would have written, so ask who wrote the row.
  if v_written < cardinality(v_accounts[2]::uuid[]) then
    select coalesce(array_agg(x.account_id), '{}')
    into v_changed
    from unnest(v_accounts[1]::smallint[], v_accounts[2]::uuid[]) as x (shard, account_id)
    join accounts a on a.shard = x.shard and a.account_id = x.account_id
    where a.xmin <> pg_current_xact_id()::xid;
  end if;

  insert into operations (
    shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision
  )
  select shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision
  from unnest(
    v_operations[1]::smallint[], v_operations[2]::uuid[], v_operations[3]::bigint[], v_operations[4]::uuid[],
    v_operations[5]::uuid[], v_operations[6]::text[], v_operations[7]::timestamptz[], v_operations[8]::timestamptz[],
    v_operations[9]::integer[], string_to_array(p_events, chr(30)), string_to_array(p_decisions, chr(30))
  ) as x (shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision)
  where account_id <> all (v_changed);

  if p_journal is not null then
    insert into journal (
      shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at, partner
    )
    select shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at, partner
    from unnest(
      v_journal[1]::smallint[], v_journal[2]::uuid[], v_journal[3]::bigint[], v_journal[4]::smallint[], v_journal[5]::uuid[],
      v_journal[6]::text[], v_journal[7]::text[], v_journal[8]::bigint[], v_journal[9]::timestamptz[],
      v_journal[10]::timestamptz[], v_journal[11]::text[], v_journal[12]::timestamptz[], v_journal[13]::text[]
    ) as x (
      shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at, partner
    )
    where account_id <> all (v_changed);
  end if;

  if p_lots is not null then
    -- What takes from a lot is an update: the lot was open when it was loaded, and a negative row could not even be proposed.
    update lots l
    set issued = greatest(l.issued + x.issued, l.remaining + x.remaining),
      remaining = l.remaining + x.remaining,
      open = l.remaining + x.remaining > 0
    from unnest(
      v_lots[1]::smallint[], v_lots[2]::uuid[], v_lots[3]::text[], v_lots[4]::timestamptz[], v_lots[5]::timestamptz[],
      v_lots[7]::bigint[], v_lots[8]::bigint[]
    ) as x (shard, account_id, wallet, lot_from, lot_to, issued, remaining)
    where x.remaining < 0
      and l.shard = x.shard and l.account_id = x.account_id and l.wallet = x.wallet
      and l.lot_from = x.lot_from and l.lot_to = x.lot_to
      and x.account_id <> all (v_changed);

    insert into lots (shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining, open)
    select shard, account_id, wallet, lot_from, lot_to, organization_id, greatest(issued, remaining), remaining, remaining > 0
    from unnest(
      v_lots[1]::smallint[], v_lots[2]::uuid[], v_lots[3]::text[], v_lots[4]::timestamptz[], v_lots[5]::timestamptz[],
      v_lots[6]::uuid[], v_lots[7]::bigint[], v_lots[8]::bigint[]
    ) as x (shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining)
    where remaining >= 0 and account_id <> all (v_changed)
    on conflict (shard, account_id, wallet, lot_from, lot_to) do update
    set issued = greatest(lots.issued + excluded.issued, lots.remaining + excluded.remaining),
      remaining = lots.remaining + excluded.remaining,
      open = lots.remaining + excluded.remaining > 0;
  end if;

  if p_meters is not null then
    insert into meters (shard, account_id, day, meter, organization_id, value)
    select shard, account_id, day, meter, organization_id, value
    from unnest(
      v_meters[1]::smallint[], v_meters[2]::uuid[], v_meters[3]::date[], v_meters[4]::text[], v_meters[5]::uuid[],
      v_meters[6]::bigint[]
    ) as x (shard, account_id, day, meter, organization_id, value)
    where account_id <> all (v_changed)
    on conflict (shard, account_id, day, meter) do update
    set value = meters.value + excluded.value;
  end if;

  -- What few batches have: reservations, returns, events for the outbox, quotas.
  if p_rest is not null then
    insert into holds (shard, account_id, checkout_id, organization_id, status, wallet, units, until, costs)
    select shard, account_id, checkout_id, organization_id, status, wallet, units, until, costs
    from json_to_recordset(p_rest -> 'holds') as x (
      shard smallint, account_id uuid, checkout_id uuid, organization_id uuid, status text, wallet text, units bigint,
      until timestamptz, costs jsonb
    )
    where account_id <> all (v_changed)
    on conflict (shard, account_id, checkout_id) do update set status = excluded.status;

    insert into return_parts (shard, account_id, purchase_id, seq, line, organization_id, quantity)
    select shard, account_id, purchase_id, seq, line, organization_id, quantity
    from json_to_recordset(p_rest -> 'returns') as x (
      shard smallint, account_id uuid, purchase_id uuid, seq bigint, line integer, organization_id uuid, quantity bigint
    )
    where account_id <> all (v_changed);

    insert into outbox (
      shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, next_try_at, target_account_id
    )
    select shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, now(), target_account_id
    from json_to_recordset(p_rest -> 'outbox') as x (
      shard smallint, account_id uuid, seq bigint, entry smallint, organization_id uuid, program_id text, topic text,
      payload jsonb, occurred_at timestamptz, target_account_id uuid
    )
    where account_id <> all (v_changed);

    -- Last, so that what many wait for is locked for the shortest time; quotas before leases, as everywhere.
    if json_array_length(p_rest -> 'quotas') > 0 then
      insert into quotas (organization_id, program_id, key, taken)
      select distinct organization_id, program_id, key, 0
      from json_to_recordset(p_rest -> 'quotas') as x (
        account_id uuid, lease_id uuid, organization_id uuid, program_id text, key text, units bigint
      )
      where lease_id is null and units > 0 and account_id <> all (v_changed)
      order by organization_id, program_id, key
      on conflict do nothing;

      update quotas q
      set taken = q.taken + x.units
      from (
        select organization_id, program_id, key, sum(units)::bigint as units
        from json_to_recordset(p_rest -> 'quotas') as y (
          account_id uuid, lease_id uuid, organization_id uuid, program_id text, key text, units bigint
        )
        where lease_id is null and account_id <> all (v_changed)
        group by organization_id, program_id, key
        order by organization_id, program_id, key
      ) x
      where q.organization_id = x.organization_id and q.program_id = x.program_id and q.key = x.key;

      select count(distinct lease_id)
      into v_leases
      from json_to_recordset(p_rest -> 'quotas') as y (account_id uuid, lease_id uuid)
      where lease_id is not null and account_id <> all (v_changed);

      update quota_leases l
      set left_units = l.left_units - x.units,
        renewed_at = now()
      from (
        select lease_id, sum(units)::bigint as units
        from json_to_recordset(p_rest -> 'quotas') as y (account_id uuid, lease_id uuid, units bigint)
        where lease_id is not null and account_id <> all (v_changed)
        group by lease_id
        order by lease_id
      ) x
      where l.lease_id = x.lease_id and l.left_units >= x.units;
      get diagnostics v_written = row_count;

      -- Given to somebody else, because its process seemed dead: all that was decided here is void.
      if v_written < v_leases then
        raise exception 'a lease of a quota is gone or has too little left' using errcode = 'KQ001';
      end if;
    end if;
  end if;

  return v_changed;
end
$$;

-- The load of 0002 with the account's state and alarm; `p_whole` asks for all days of the window, for an account that moves out.
drop function ledger_load(smallint[], uuid[], timestamptz[], text[], date[], text[]);

create function ledger_load(
  p_shards smallint[],
  p_accounts uuid[],
  p_at timestamptz[],
  p_meters text[],
  p_windows date[],
  p_checkouts text[],
  p_whole boolean[]
) returns table (
  account_id uuid, organization_id uuid, program_id text, version bigint, as_of timestamptz, grants jsonb, sums jsonb,
  window_from date, debts jsonb, state jsonb, due_at timestamptz, lots json, days json, holds json
)
language plpgsql
stable
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query
  select a.account_id, a.organization_id, a.program_id, a.version, a.as_of, a.grants, a.sums, a.window_from, a.debts,
    a.state, a.due_at,
    (
      select json_agg(json_build_array(l.wallet, l.lot_from, l.lot_to, l.remaining))
      from lots l
      where l.shard = a.shard and l.account_id = a.account_id and l.open
    ),
    (
      select json_agg(json_build_array(m.meter, m.day, m.value))
      from meters m
      where x.meter is not null and (x.whole or not (c.carried and a.window_from is not distinct from x.window_from))
        and m.shard = a.shard and m.account_id = a.account_id and m.meter = x.meter
        and m.day >= coalesce(case when c.carried then least(a.window_from, x.window_from) else x.window_from end, '-infinity')
        and m.day < case when c.carried and not x.whole then greatest(a.window_from, x.window_from) else 'infinity' end
    ),
    (
      select json_agg(json_build_array(h.checkout_id, h.status, h.wallet, h.units, h.until, h.costs))
      from holds h
      where h.shard = a.shard and h.account_id = a.account_id
        and (h.status = 'open' and h.until > x.at or x.checkouts is not null and h.checkout_id = any (x.checkouts::uuid[]))
    )
  from unnest(p_shards, p_accounts, p_at, p_meters, p_windows, p_checkouts, p_whole) as x (
    shard, account_id, at, meter, window_from, checkouts, whole
  )
  cross join lateral (select * from accounts b where b.shard = x.shard and b.account_id = x.account_id limit 1) a
  cross join lateral (select a.sums ? x.meter and (a.window_from is null) = (x.window_from is null) as carried) as c;
end
$$;

-- Leases what is wanted of each quota, as far as there is any: exactly that of a small quota, of which others want their part,
-- otherwise a 64th of what is left, so that a large budget is asked for rarely. Adds to a lease that exists. Leases of the
-- same quotas that nobody renews come back first.
create function quota_lease(p_process uuid, p_asked json)
returns table (n integer, granted bigint)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  v_stale timestamptz := now() - interval '60 seconds';
begin
  -- A budget that is spent is asked for with every batch; nothing is locked then.
  if not exists (
    select 1
    from json_to_recordset(p_asked) as x (organization_id uuid, program_id text, key text, units_max bigint)
    left join quotas q using (organization_id, program_id, key)
    where coalesce(q.taken, 0) < x.units_max
      or exists (
        select 1 from quota_leases l
        where l.organization_id = x.organization_id and l.program_id = x.program_id and l.key = x.key and l.renewed_at < v_stale
      )
  ) then
    return query select x.n, 0::bigint from json_to_recordset(p_asked) as x (n integer);
    return;
  end if;

  insert into quotas (organization_id, program_id, key, taken)
  select x.organization_id, x.program_id, x.key, 0
  from json_to_recordset(p_asked) as x (organization_id uuid, program_id text, key text)
  order by x.organization_id, x.program_id, x.key
  on conflict do nothing;

  perform 1
  from quotas q
  join json_to_recordset(p_asked) as x (organization_id uuid, program_id text, key text) using (organization_id, program_id, key)
  order by q.organization_id, q.program_id, q.key
  for update of q;

  with stale as (
    delete from quota_leases l
    using json_to_recordset(p_asked) as x (organization_id uuid, program_id text, key text)
    where l.organization_id = x.organization_id and l.program_id = x.program_id and l.key = x.key and l.renewed_at < v_stale
    returning l.organization_id, l.program_id, l.key, l.left_units
  )
  update quotas q
  set taken = q.taken - s.units
  from (
    select organization_id, program_id, key, sum(left_units)::bigint as units from stale group by organization_id, program_id, key
  ) s
  where q.organization_id = s.organization_id and q.program_id = s.program_id and q.key = s.key;

  return query
  with asked as (
    select x.*, x.units_max - q.taken as rest
    from json_to_recordset(p_asked) as x (
      n integer, lease_id uuid, organization_id uuid, program_id text, key text, units_max bigint, wanted bigint
    )
    join quotas q using (organization_id, program_id, key)
  ), given as (
    select a.*, greatest(0, least(a.rest, case when a.rest < 1000 then a.wanted else greatest(a.wanted, a.rest / 64) end)) as units
    from asked a
  ), counted as (
    update quotas q
    set taken = q.taken + g.units
    from given g
    where g.units > 0 and q.organization_id = g.organization_id and q.program_id = g.program_id and q.key = g.key
  ), leased as (
    insert into quota_leases (lease_id, organization_id, program_id, key, left_units, process, renewed_at)
    select g.lease_id, g.organization_id, g.program_id, g.key, g.units, p_process, now()
    from given g
    where g.units > 0
    order by g.lease_id
    on conflict (lease_id) do update
    set left_units = quota_leases.left_units + excluded.left_units, renewed_at = excluded.renewed_at
  )
  select g.n, g.units from given g;
end
$$;

-- Gives back what these leases have left, and what those have that nobody renews.
create function quota_release(p_leases uuid[])
returns void
language plpgsql
as $$
declare
  v_stale timestamptz := now() - interval '60 seconds';
begin
  perform 1
  from quotas q
  where exists (
    select 1 from quota_leases l
    where l.organization_id = q.organization_id and l.program_id = q.program_id and l.key = q.key
      and (l.lease_id = any (p_leases) or l.renewed_at < v_stale)
  )
  order by q.organization_id, q.program_id, q.key
  for update of q;

  with gone as (
    delete from quota_leases
    where lease_id = any (p_leases) or renewed_at < v_stale
    returning organization_id, program_id, key, left_units
  )
  update quotas q
  set taken = q.taken - g.units
  from (
    select organization_id, program_id, key, sum(left_units)::bigint as units from gone group by organization_id, program_id, key
  ) g
  where q.organization_id = g.organization_id and q.program_id = g.program_id and q.key = g.key;
end
$$;

-- A new version of a program can bring alarms that are earlier than those its accounts have: birthdays, silence. They are set
-- anew once every process has heard of the version. By the machine's time, which is not a sandbox's.
alter table program_versions add column rearm_at timestamptz;
alter table program_versions alter column rearm_at set default now() + interval '3 seconds';
create index program_versions_to_rearm on program_versions (rearm_at) where rearm_at is not null;
