-- The commit of the one door: a batch of decided operations in one transaction, as a few set-based statements.
--
-- Each account was loaded and decided upon at a version. Its row is updated only if it still has that version (rows come in
-- sorted order, so that two batches do not wait for each other in a circle); an account that somebody else has changed meanwhile
-- is left out whole and answered, for its operations to be loaded and decided again.
--
-- The first argument names the shard when all rows belong to one (a cluster delegates the call to the node that owns it).
-- Plain statements one after another: data-modifying CTEs measured five times slower on a cluster for small batches.
--
-- A table's rows come as its columns, each the text of an array, one text with group separators between them; stored documents
-- come as one text with record separators between them. JSON and our values never contain either. Rejected: json_to_recordset, where reading the JSON cost more than writing the rows.
--
-- The planner is told to walk indexes: these plans are made once per connection, perhaps while the tables are still empty,
-- and a plan that scans an empty table is a disaster when it has filled (measured: 15 times slower after 60 000 purchases).
-- A lateral look-up with a limit leaves it no other choice.
create function ledger_commit(
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
    due_at = x.due_at
  from unnest(
    v_accounts[1]::smallint[], v_accounts[2]::uuid[], v_accounts[3]::bigint[], v_accounts[4]::bigint[],
    v_accounts[5]::timestamptz[], v_accounts[6]::text[], v_accounts[7]::jsonb[], v_accounts[8]::jsonb[],
    v_accounts[9]::date[], v_accounts[10]::jsonb[], v_accounts[11]::timestamptz[]
  ) as x (shard, account_id, version, new_version, as_of, tier, grants, sums, window_from, debts, due_at)
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
    insert into journal (shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at)
    select shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at
    from unnest(
      v_journal[1]::smallint[], v_journal[2]::uuid[], v_journal[3]::bigint[], v_journal[4]::smallint[], v_journal[5]::uuid[],
      v_journal[6]::text[], v_journal[7]::text[], v_journal[8]::bigint[], v_journal[9]::timestamptz[],
      v_journal[10]::timestamptz[], v_journal[11]::text[], v_journal[12]::timestamptz[]
    ) as x (shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at)
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

  return v_changed;
end
$$;

-- Claims keys for operations to come. When all were new, as they nearly always are, it answers nothing; otherwise, for every key
-- asked, what it stands for now: the operation proposed here, or that of whoever came first. On one server the claim needs no flush of its own: the log is written in order, so an operation that survives a
-- crash has its claim before it. On a cluster they may live on different nodes, so there it flushes.
create function ledger_claim(p_keys json)
returns table (n integer, account_id uuid, operation_id uuid, body_hash text)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  v_claimed integer;
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
  get diagnostics v_claimed = row_count;

  if v_claimed < json_array_length(p_keys) then
    return query
    select x.n, c.account_id, c.operation_id, encode(c.body_hash, 'hex')
    from json_to_recordset(p_keys) as x (n integer, bucket smallint, organization_id uuid, kind text, key text)
    cross join lateral (
      select c.account_id, c.operation_id, c.body_hash
      from claims c
      where c.bucket = x.bucket and c.organization_id = x.organization_id and c.kind = x.kind and c.key = x.key
      limit 1
    ) c;
  end if;
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
      where x.meter is not null and not (c.carried and a.window_from is not distinct from x.window_from)
        and m.shard = a.shard and m.account_id = a.account_id and m.meter = x.meter
        and m.day >= case when c.carried then least(a.window_from, x.window_from) else coalesce(x.window_from, '-infinity') end
        and m.day < case when c.carried then greatest(a.window_from, x.window_from) else 'infinity' end
    ),
    (
      select json_agg(json_build_array(h.checkout_id, h.status, h.wallet, h.units, h.until))
      from holds h
      where h.shard = a.shard and h.account_id = a.account_id
        and (h.status = 'open' and h.until > x.at or x.checkouts is not null and h.checkout_id = any (x.checkouts::uuid[]))
    )
  from unnest(p_shards, p_accounts, p_at, p_meters, p_windows, p_checkouts) as x (shard, account_id, at, meter, window_from, checkouts)
  cross join lateral (select * from accounts b where b.shard = x.shard and b.account_id = x.account_id limit 1) a
  cross join lateral (select a.sums ? x.meter and (a.window_from is null) = (x.window_from is null) as carried) as c;
end
$$;
