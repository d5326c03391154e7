-- The commit of the one door: a batch of decided operations in one transaction, as a few set-based statements.
--
-- Each account was loaded and decided upon at a version. Here its row is locked (all rows in sorted order, so that two
-- batches cannot wait for each other in a circle) and its version compared; an account that somebody else has changed
-- meanwhile is left out whole and answered, for its operations to be loaded and decided again.
--
-- The first argument names the shard when all rows belong to one (a cluster delegates the call to the node that owns it).
-- Plain statements one after another: data-modifying CTEs measured five times slower on a cluster for small batches.
--
-- The planner is told to walk indexes: these plans are made once per connection, perhaps while the tables are still empty,
-- and a plan that scans an empty table is a disaster when it has filled (measured: 15 times slower after 60 000 purchases).
-- A lateral look-up with a limit leaves it no other choice.
create function ledger_commit(
  p_shard smallint,
  p_accounts json,
  p_operations json,
  p_journal json,
  p_lots json,
  p_meters json,
  p_rest json
) returns uuid[]
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  v_changed uuid[];
begin
  select coalesce(array_agg(x.account_id) filter (where locked.version <> x.version), '{}')
  into v_changed
  from (
    select shard, account_id, version
    from json_to_recordset(p_accounts) as y (shard smallint, account_id uuid, version bigint)
    order by shard, account_id
  ) x
  cross join lateral (
    select a.version from accounts a where a.shard = x.shard and a.account_id = x.account_id for update
  ) locked;

  insert into operations (
    shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision
  )
  select shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision
  from json_to_recordset(p_operations) as x (
    shard smallint, account_id uuid, seq bigint, operation_id uuid, organization_id uuid, type text,
    occurred_at timestamptz, accepted_at timestamptz, program_version integer, event json, decision json
  )
  where account_id <> all (v_changed);

  insert into journal (shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at)
  select shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at
  from json_to_recordset(p_journal) as x (
    shard smallint, account_id uuid, seq bigint, entry smallint, organization_id uuid, wallet text, kind text,
    units bigint, lot_from timestamptz, lot_to timestamptz, rule text, occurred_at timestamptz
  )
  where account_id <> all (v_changed);

  -- A lot that was open when loaded moves by a difference that may be negative; any other is new, or closed and opened again.
  update lots l
  set issued = greatest(l.issued + x.issued, l.remaining + x.remaining),
    remaining = l.remaining + x.remaining,
    open = l.remaining + x.remaining > 0
  from json_to_recordset(p_lots) as x (
    shard smallint, account_id uuid, wallet text, lot_from timestamptz, lot_to timestamptz,
    issued bigint, remaining bigint, known boolean
  )
  where x.known
    and l.shard = x.shard and l.account_id = x.account_id and l.wallet = x.wallet
    and l.lot_from = x.lot_from and l.lot_to = x.lot_to
    and x.account_id <> all (v_changed);

  insert into lots (shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining, open)
  select shard, account_id, wallet, lot_from, lot_to, organization_id, greatest(issued, remaining), remaining, remaining > 0
  from json_to_recordset(p_lots) as x (
    shard smallint, account_id uuid, wallet text, lot_from timestamptz, lot_to timestamptz, organization_id uuid,
    issued bigint, remaining bigint, known boolean
  )
  where not known and account_id <> all (v_changed)
  on conflict (shard, account_id, wallet, lot_from, lot_to) do update
  set issued = greatest(lots.issued + excluded.issued, lots.remaining + excluded.remaining),
    remaining = lots.remaining + excluded.remaining,
    open = lots.remaining + excluded.remaining > 0;

  insert into meters (shard, account_id, day, meter, organization_id, value)
  select shard, account_id, day, meter, organization_id, value
  from json_to_recordset(p_meters) as x (
    shard smallint, account_id uuid, day date, meter text, organization_id uuid, value bigint
  )
  where account_id <> all (v_changed)
  on conflict (shard, account_id, day, meter) do update
  set value = meters.value + excluded.value;

  -- What few batches have: reservations, returns, events for the outbox.
  if p_rest is not null then
    insert into holds (shard, account_id, checkout_id, organization_id, status, wallet, units, until)
    select shard, account_id, checkout_id, organization_id, status, wallet, units, until
    from json_to_recordset(p_rest -> 'holds') as x (
      shard smallint, account_id uuid, checkout_id uuid, organization_id uuid, status text, wallet text, units bigint, until timestamptz
    )
    where account_id <> all (v_changed)
    on conflict (shard, account_id, checkout_id) do update set status = excluded.status;

    insert into return_parts (shard, account_id, purchase_id, seq, line, organization_id, quantity)
    select shard, account_id, purchase_id, seq, line, organization_id, quantity
    from json_to_recordset(p_rest -> 'returns') as x (
      shard smallint, account_id uuid, purchase_id uuid, seq bigint, line integer, organization_id uuid, quantity bigint
    )
    where account_id <> all (v_changed);

    insert into outbox (shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, next_try_at)
    select shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, now()
    from json_to_recordset(p_rest -> 'outbox') as x (
      shard smallint, account_id uuid, seq bigint, entry smallint, organization_id uuid, program_id text, topic text,
      payload jsonb, occurred_at timestamptz
    )
    where account_id <> all (v_changed);
  end if;

  update accounts a
  set version = x.new_version,
    as_of = x.as_of,
    tier = x.tier,
    grants = x.grants,
    sums = x.sums,
    window_from = x.window_from,
    debts = x.debts,
    due_at = x.due_at
  from json_to_recordset(p_accounts) as x (
    shard smallint, account_id uuid, new_version bigint, as_of timestamptz, tier text, grants jsonb, sums jsonb,
    window_from date, debts jsonb, due_at timestamptz
  )
  where a.shard = x.shard and a.account_id = x.account_id and x.account_id <> all (v_changed);

  return v_changed;
end
$$;

-- Claims keys for operations to come and answers, for every key asked, what it stands for now: the operation proposed here,
-- or the one of whoever came first. On one server the claim needs no flush of its own: the log is written in order, so an
-- operation that survives a crash has its claim before it. On a cluster they may live on different nodes, so there it flushes.
create function ledger_claim(p_keys json)
returns table (n integer, account_id uuid, operation_id uuid, body_hash text)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  if current_setting('citus.version', true) is null then
    perform set_config('synchronous_commit', 'off', true);
  end if;

  insert into claims (bucket, organization_id, kind, key, account_id, operation_id, body_hash, claimed_at)
  select x.bucket, x.organization_id, x.kind, x.key, x.account_id, x.operation_id, decode(x.body_hash, 'hex'), now()
  from json_to_recordset(p_keys) as x (
    bucket smallint, organization_id uuid, kind text, key text, account_id uuid, operation_id uuid, body_hash text
  )
  order by x.bucket, x.organization_id, x.kind, x.key
  on conflict do nothing;

  return query
  select x.n, c.account_id, c.operation_id, encode(c.body_hash, 'hex')
  from json_to_recordset(p_keys) as x (n integer, bucket smallint, organization_id uuid, kind text, key text)
  cross join lateral (
    select c.account_id, c.operation_id, c.body_hash
    from claims c
    where c.bucket = x.bucket and c.organization_id = x.organization_id and c.kind = x.kind and c.key = x.key
    limit 1
  ) c;
end
$$;

-- Loads what operations can touch of many accounts: the row, open lots, reservations, and of the meter that levels are measured
-- by only the days that leave the window: they lie between its old and its new beginning. When the sum cannot be carried on
-- (another meter, a window without beginning before or after), all days from the new beginning are counted again.
create function ledger_load(
  p_shards smallint[],
  p_accounts uuid[],
  p_at timestamptz[],
  p_meters text[],
  p_windows date[],
  p_checkouts text[]
) returns table (
  account_id uuid, organization_id uuid, program_id text, version bigint, as_of timestamptz, grants jsonb, sums jsonb,
  window_from date, debts jsonb, lots json, days json, holds json
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
    (
      select json_agg(json_build_array(l.wallet, l.lot_from, l.lot_to, l.remaining))
      from lots l
      where l.shard = a.shard and l.account_id = a.account_id and l.open
    ),
    (
      select json_agg(json_build_array(m.meter, m.day, m.value))
      from meters m
      where x.meter is not null and m.shard = a.shard and m.account_id = a.account_id and m.meter = x.meter
        and m.day >= case when c.carried then least(a.window_from, x.window_from) else coalesce(x.window_from, '-infinity') end
        and m.day < case when c.carried then greatest(a.window_from, x.window_from) else 'infinity' end
    ),
    (
      select json_agg(json_build_array(h.checkout_id, h.status, h.wallet, h.units, h.until))
      from holds h
      where h.shard = a.shard and h.account_id = a.account_id
        and (h.status = 'open' and h.until > x.at or h.checkout_id = any (x.checkouts::uuid[]))
    )
  from unnest(p_shards, p_accounts, p_at, p_meters, p_windows, p_checkouts) as x (shard, account_id, at, meter, window_from, checkouts)
  cross join lateral (select * from accounts b where b.shard = x.shard and b.account_id = x.account_id limit 1) a
  cross join lateral (select a.sums ? x.meter and (a.window_from is null) = (x.window_from is null) as carried) as c;
end
$$;
