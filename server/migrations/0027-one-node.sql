-- Batches over many shards of one node of a cluster, made cheaper there and whole. On a server alone these functions are what they were.
--
-- Citus sends each shard the statement with the shards that it is about. `shard = any (…)` alone becomes a condition of the index,
-- which is then tried for each of these shards with each account: 97 ms to write 256 accounts in 32 shards. Said twice, joined by
-- `or`, it still tells Citus where to go but is no condition of an index: 27 ms.
--
-- When another process had changed an account of a batch over several shards, the statement that finds out which ones failed
-- on a cluster ("attribute 2 of type record has wrong type"), and the whole batch had to be tried account by account.
--
-- Whose claims were first is looked up only when one of them was not new, as on a server alone.

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
set plan_cache_mode = force_generic_plan
as $$
declare
  v_accounts text[] := string_to_array(p_accounts, chr(29));
  v_operations text[] := string_to_array(p_operations, chr(29));
  v_home smallint[] := case when p_shard is not null then (select array_agg(distinct s) from unnest(v_accounts[1]::smallint[]) as s) end;
  v_journal text[] := string_to_array(p_journal, chr(29));
  v_lots text[] := string_to_array(p_lots, chr(29));
  v_meters text[] := string_to_array(p_meters, chr(29));
  v_written integer;
  v_leases integer;
  v_changed uuid[] := '{}';
begin
  -- On a cluster the other nodes would not hear of it.
  if p_shard is null and p_rest is null and 'clock' = all (v_operations[6]::text[]) then
    perform set_config('synchronous_commit', 'off', true);
  end if;

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
  where (v_home is null or a.shard = any (v_home) or a.shard = v_home[1])
    and a.shard = x.shard and a.account_id = x.account_id and a.version = x.version;
  get diagnostics v_written = row_count;

  -- Rare on one process, every day on several: which ones were left out. Their version may equal the one we would have written;
  -- then there is an operation of that number, which cannot be ours, since ours are not written yet. Citus does not join what a
  -- function with parameters gives with several shards, but what a query of it gives.
  if v_written < cardinality(v_accounts[2]::uuid[]) then
    select coalesce(array_agg(x.account_id), '{}')
    into v_changed
    from (
      select shard, account_id, new_version
      from unnest(v_accounts[1]::smallint[], v_accounts[2]::uuid[], v_accounts[4]::bigint[])
        as y (shard, account_id, new_version)
    ) as x
    join accounts a on (v_home is null or a.shard = any (v_home) or a.shard = v_home[1])
      and a.shard = x.shard and a.account_id = x.account_id
    left join operations o
      on (v_home is null or o.shard = any (v_home) or o.shard = v_home[1])
        and o.shard = a.shard and o.account_id = a.account_id and o.seq = a.version
    where a.version <> x.new_version or o.seq is not null;
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

  if 0 > any (v_lots[8]::bigint[]) then
    -- What takes from a lot is an update: the lot was open when it was loaded, and a negative row could not even be proposed.
    update lots l
    set issued = greatest(l.issued + x.issued, l.remaining + x.remaining),
      remaining = l.remaining + x.remaining,
      open = l.remaining + x.remaining > 0
    from unnest(
      v_lots[1]::smallint[], v_lots[2]::uuid[], v_lots[3]::text[], v_lots[4]::timestamptz[], v_lots[5]::timestamptz[],
      v_lots[7]::bigint[], v_lots[8]::bigint[]
    ) as x (shard, account_id, wallet, lot_from, lot_to, issued, remaining)
    where (v_home is null or l.shard = any (v_home) or l.shard = v_home[1])
      and x.remaining < 0
      and l.shard = x.shard and l.account_id = x.account_id and l.wallet = x.wallet
      and l.lot_from = x.lot_from and l.lot_to = x.lot_to
      and x.account_id <> all (v_changed);
  end if;

  if 0 <= any (v_lots[8]::bigint[]) then
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

create or replace function ledger_claim(p_bucket smallint, p_rows text, p_keys text[])
returns table (n integer, account_id uuid, operation_id uuid, body_hash text)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_columns text[] := string_to_array(p_rows, chr(29));
  v_claimed integer := 0;
  v_new text;
  v_home smallint[] := case when p_bucket is not null then (
    select array_agg(distinct s) from unnest(v_columns[1]::smallint[]) as s
  ) end;
begin
  if p_bucket is null then
    perform set_config('synchronous_commit', 'off', true);
  end if;

  -- Counted one by one, because a cluster tells how many rows were offered, not how many were new.
  for v_new in
    insert into claims (bucket, organization_id, kind, key, account_id, operation_id, body_hash, claimed_at)
    select x.bucket, x.organization_id, x.kind, x.key, x.account_id, x.operation_id, decode(x.body_hash, 'hex'), now()
    from unnest(
      v_columns[1]::smallint[], v_columns[2]::uuid[], v_columns[3]::text[], p_keys, v_columns[4]::uuid[], v_columns[5]::uuid[],
      v_columns[6]::text[]
    ) as x (bucket, organization_id, kind, key, account_id, operation_id, body_hash)
    order by x.bucket, x.organization_id, x.kind, x.key
    on conflict do nothing
    returning key
  loop
    v_claimed := v_claimed + 1;
  end loop;

  if v_claimed < cardinality(p_keys) then
    return query
    select x.n::integer, c.account_id, c.operation_id, encode(c.body_hash, 'hex')
    from unnest(v_columns[1]::smallint[], v_columns[2]::uuid[], v_columns[3]::text[], p_keys) with ordinality
      as x (bucket, organization_id, kind, key, n)
    join claims c
      on (v_home is null or c.bucket = any (v_home) or c.bucket = v_home[1])
      and c.bucket = x.bucket and c.organization_id = x.organization_id and c.kind = x.kind and c.key = x.key;
  end if;
end
$$;

create or replace function ledger_load(
  p_shard smallint,
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
set plan_cache_mode = force_generic_plan
as $$
declare
  v_home smallint[] := case when p_shard is not null then (select array_agg(distinct s) from unnest(p_shards) as s) end;
begin
  return query
  select a.account_id, a.organization_id, a.program_id, a.version, a.as_of, a.grants, a.sums, a.window_from, a.debts,
    a.state, a.due_at,
    (
      select json_agg(json_build_array(l.wallet, l.lot_from, l.lot_to, l.remaining))
      from lots l
      where (v_home is null or l.shard = any (v_home) or l.shard = v_home[1])
        and l.shard = a.shard and l.account_id = a.account_id and l.open
    ),
    (
      select json_agg(json_build_array(m.meter, m.day, m.value))
      from meters m
      where x.meter is not null and (x.whole or not (c.carried and a.window_from is not distinct from x.window_from))
        and (v_home is null or m.shard = any (v_home) or m.shard = v_home[1])
        and m.shard = a.shard and m.account_id = a.account_id and m.meter = x.meter
        and m.day >= coalesce(case when c.carried then least(a.window_from, x.window_from) else x.window_from end, '-infinity')
        and m.day < case when c.carried and not x.whole then greatest(a.window_from, x.window_from) else 'infinity' end
    ),
    (
      select json_agg(json_build_array(h.checkout_id, h.status, h.wallet, h.units, h.until, h.costs))
      from holds h
      where (v_home is null or h.shard = any (v_home) or h.shard = v_home[1]) and h.shard = a.shard and h.account_id = a.account_id
        and (h.status = 'open' and h.until > x.at or x.checkouts is not null and h.checkout_id = any (x.checkouts::uuid[]))
    )
  from unnest(p_shards, p_accounts, p_at, p_meters, p_windows, p_checkouts, p_whole) as x (
    shard, account_id, at, meter, window_from, checkouts, whole
  )
  join accounts a on (v_home is null or a.shard = any (v_home) or a.shard = v_home[1])
    and a.shard = x.shard and a.account_id = x.account_id
  cross join lateral (select a.sums ? x.meter and (a.window_from is null) = (x.window_from is null) as carried) as c;
end
$$;

create or replace function members_named(
  p_bucket smallint,
  p_places integer[],
  p_buckets smallint[],
  p_organizations uuid[],
  p_kinds text[],
  p_values text[]
) returns table (n integer, member_id uuid)
language plpgsql
stable
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_home smallint[] := case when p_bucket is not null then (select array_agg(distinct s) from unnest(p_buckets) as s) end;
begin
  return query
  select x.n, i.member_id
  from unnest(p_places, p_buckets, p_organizations, p_kinds, p_values) as x (n, bucket, organization_id, kind, value)
  join identities i
    on (v_home is null or i.bucket = any (v_home) or i.bucket = v_home[1])
    and i.bucket = x.bucket and i.organization_id = x.organization_id and i.kind = x.kind and i.value = x.value;
end
$$;

create or replace function members_known(
  p_shard smallint,
  p_places integer[],
  p_shards smallint[],
  p_members uuid[],
  p_organizations uuid[],
  p_programs text[]
) returns table (n integer, status text, account_id uuid)
language plpgsql
stable
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_home smallint[] := case when p_shard is not null then (select array_agg(distinct s) from unnest(p_shards) as s) end;
begin
  return query
  select x.n, m.status,
    (
      select s.account_id
      from memberships s
      where (v_home is null or s.shard = any (v_home) or s.shard = v_home[1])
        and s.shard = m.shard and s.member_id = m.member_id and s.program_id = x.program_id
        and s.organization_id = m.organization_id
    )
  from unnest(p_places, p_shards, p_members, p_organizations, p_programs) as x (n, shard, member_id, organization_id, program_id)
  join members m
    on (v_home is null or m.shard = any (v_home) or m.shard = v_home[1])
    and m.shard = x.shard and m.member_id = x.member_id and m.organization_id = x.organization_id
    and m.status <> 'forgotten';
end
$$;
