-- The commit of 0012, made cheaper for what happens by itself, often to a million accounts in one night.
--
-- Nobody waits until a batch in which only time passes is on the disk: after a crash of the database that forgot it, the same accounts
-- are due again and live through the same. Whatever is written later is on the disk only together with what was written before it, so
-- no purchase can outlive an expiry that it was decided after. Batches that send something to somebody, or spend what accounts share,
-- are waited for as ever.
--
-- Of the two statements about lots only those run that have something to do: an expiry takes, a purchase gives.

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
  where (v_home is null or a.shard = any (v_home))
    and a.shard = x.shard and a.account_id = x.account_id and a.version = x.version;
  get diagnostics v_written = row_count;

  -- Rare on one process, every day on several: which ones were left out. Their version may equal the one we would have written;
  -- then there is an operation of that number, which cannot be ours, since ours are not written yet.
  if v_written < cardinality(v_accounts[2]::uuid[]) then
    select coalesce(array_agg(x.account_id), '{}')
    into v_changed
    from unnest(v_accounts[1]::smallint[], v_accounts[2]::uuid[], v_accounts[4]::bigint[]) as x (shard, account_id, new_version)
    join accounts a on (v_home is null or a.shard = any (v_home)) and a.shard = x.shard and a.account_id = x.account_id
    left join operations o
      on (v_home is null or o.shard = any (v_home)) and o.shard = a.shard and o.account_id = a.account_id and o.seq = a.version
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
    where (v_home is null or l.shard = any (v_home))
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
