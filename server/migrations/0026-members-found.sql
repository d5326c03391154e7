-- On a server alone who a receipt names is one question: two of them in a row cost every purchase and every quote a second way to
-- the database and back. On a cluster identities and members live on different nodes, and it stays two (0009).
create function members_found(
  p_places integer[],
  p_buckets smallint[],
  p_organizations uuid[],
  p_kinds text[],
  p_values text[],
  p_programs text[]
) returns table (n integer, member_id uuid, status text, account_id uuid)
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
  select x.n, m.member_id, m.status,
    (
      select s.account_id
      from memberships s
      where s.shard = m.shard and s.member_id = m.member_id and s.program_id = x.program_id and s.organization_id = m.organization_id
    )
  from unnest(p_places, p_buckets, p_organizations, p_kinds, p_values, p_programs) as x (n, bucket, organization_id, kind, value, program_id)
  join identities i
    on i.bucket = x.bucket and i.organization_id = x.organization_id and i.kind = x.kind and i.value = x.value
  join members m
    on m.shard = get_byte(uuid_send(i.member_id), 15)::smallint and m.member_id = i.member_id and m.organization_id = i.organization_id
    and m.status <> 'forgotten';
end
$$;
