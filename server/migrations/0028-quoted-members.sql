-- On a server alone a quote asks one question: who the receipt names, and what their account holds. It is members_found (0026)
-- or members_known (0009) and ledger_load (0027) in one; each way to the database and back cost a quote a tenth of its processor.
create function members_quoted(
  p_places integer[],
  p_buckets smallint[],
  p_organizations uuid[],
  p_kinds text[],
  p_values text[],
  p_members uuid[],
  p_programs text[],
  p_at timestamptz[],
  p_meters text[],
  p_windows date[]
) returns table (
  n integer, member_id uuid, status text, membership uuid,
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
#variable_conflict use_column
begin
  return query
  select x.n, m.member_id, m.status, s.account_id,
    a.account_id, a.organization_id, a.program_id, a.version, a.as_of, a.grants, a.sums, a.window_from, a.debts, a.state, a.due_at,
    (
      select json_agg(json_build_array(l.wallet, l.lot_from, l.lot_to, l.remaining))
      from lots l
      where l.shard = a.shard and l.account_id = a.account_id and l.open
    ),
    (
      select json_agg(json_build_array(d.meter, d.day, d.value))
      from meters d
      where x.meter is not null and not (c.carried and a.window_from is not distinct from x.window_from)
        and d.shard = a.shard and d.account_id = a.account_id and d.meter = x.meter
        and d.day >= coalesce(case when c.carried then least(a.window_from, x.window_from) else x.window_from end, '-infinity')
        and d.day < case when c.carried then greatest(a.window_from, x.window_from) else 'infinity' end
    ),
    (
      select json_agg(json_build_array(h.checkout_id, h.status, h.wallet, h.units, h.until, h.costs))
      from holds h
      where h.shard = a.shard and h.account_id = a.account_id and h.status = 'open' and h.until > x.at
    )
  from unnest(
    p_places, p_buckets, p_organizations, p_kinds, p_values, p_members, p_programs, p_at, p_meters, p_windows
  ) as x (n, bucket, organization_id, kind, value, member_id, program_id, at, meter, window_from)
  cross join lateral (
    select coalesce(
      x.member_id,
      (
        select i.member_id
        from identities i
        where i.bucket = x.bucket and i.organization_id = x.organization_id and i.kind = x.kind and i.value = x.value
      )
    ) as member_id
    offset 0
  ) as k
  join members m
    on m.shard = get_byte(uuid_send(k.member_id), 15)::smallint and m.member_id = k.member_id
    and m.organization_id = x.organization_id and m.status <> 'forgotten'
  left join memberships s
    on s.shard = m.shard and s.member_id = m.member_id and s.program_id = x.program_id and s.organization_id = m.organization_id
  left join accounts a
    on a.shard = get_byte(uuid_send(s.account_id), 15)::smallint and a.account_id = s.account_id
  left join lateral (select a.sums ? x.meter and (a.window_from is null) = (x.window_from is null) as carried) as c on true;
end
$$;
