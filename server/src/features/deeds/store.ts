/** Statements about deeds. Noting and forgetting see every organization, reading only one. */
import { z } from 'zod';
import { execute, query, type Queryable, sql } from '../../kit/sql.ts';
import type { Deed } from '../../route.ts';

export interface NotedDeed extends Deed {
  readonly deedId: string;
  readonly at: number;
}

const deedRow = z
  .object({
    deed_id: z.string(),
    at: z.number(),
    actor_kind: z.enum(['key', 'person', 'till']),
    actor_id: z.string(),
    actor_name: z.string().nullable(),
    operation: z.string(),
    subjects: z.record(z.string(), z.string()),
    address: z.string(),
    status: z.int(),
    code: z.string().nullable(),
  })
  .transform((row): StoredDeed => ({
    deedId: row.deed_id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    operation: row.operation,
    subjects: row.subjects,
    address: row.address,
    status: row.status,
    code: row.code,
  }));

export interface StoredDeed {
  readonly deedId: string;
  readonly at: number;
  readonly actorKind: 'key' | 'person' | 'till';
  readonly actorId: string;
  /** The key's name, the till's, or that of a person who still works there. */
  readonly actorName: string | null;
  readonly operation: string;
  readonly subjects: Readonly<Record<string, string>>;
  readonly address: string;
  readonly status: number;
  readonly code: string | null;
}

export async function insertDeeds(on: Queryable, deeds: readonly NotedDeed[]): Promise<void> {
  await execute(
    on,
    sql`
      insert into deeds
        (organization_id, deed_id, at, actor_kind, actor_id, operation, subjects, address, status, code)
      select *
      from unnest(
        ${deeds.map(({ actor }) => actor.organizationId)}::uuid[], ${deeds.map(({ deedId }) => deedId)}::uuid[],
        ${deeds.map(({ at }) => new Date(at))}::timestamptz[], ${deeds.map(({ actor }) => actor.by)}::text[],
        ${deeds.map(({ actor }) => actor.keyId)}::uuid[], ${deeds.map(({ operation }) => operation)}::text[],
        ${deeds.map(({ subjects }) => JSON.stringify(subjects))}::jsonb[], ${deeds.map(({ address }) => address)}::text[],
        ${deeds.map(({ status }) => status)}::int2[], ${deeds.map(({ code }) => code)}::text[]
      )
      on conflict do nothing`,
  );
}

export interface DeedQuestion {
  readonly organizationId: string;
  readonly actorId: string | null;
  readonly operation: string | null;
  readonly subject: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly before: { readonly at: number; readonly deedId: string } | null;
  readonly limit: number;
}

/** Newest first, along the primary key from its end. The names are looked up for the page only; they need the system's eyes. */
export async function listDeeds(on: Queryable, asked: DeedQuestion): Promise<readonly StoredDeed[]> {
  const moment = (at: number | null | undefined): Date | null =>
    at === null || at === undefined ? null : new Date(at);
  return query(
    on,
    sql`
      with page as (
        select organization_id, deed_id, at, actor_kind, actor_id, operation, subjects, address, status, code
        from deeds
        where organization_id = ${asked.organizationId}
          and (${asked.actorId}::uuid is null or actor_id = ${asked.actorId}::uuid)
          and (${asked.operation}::text is null or operation = ${asked.operation})
          and (${asked.subject}::text is null or exists (select from jsonb_each_text(subjects) s where s.value = ${asked.subject}))
          and at >= coalesce(${moment(asked.from)}::timestamptz, '-infinity')
          and at < coalesce(${moment(asked.to)}::timestamptz, 'infinity')
          and (
            ${moment(asked.before?.at)}::timestamptz is null
            or (at, deed_id) < (${moment(asked.before?.at)}::timestamptz, ${asked.before?.deedId ?? null}::uuid)
          )
        order by at desc, deed_id desc
        limit ${asked.limit}
      )
      select
        d.deed_id, d.at, d.actor_kind, d.actor_id, coalesce(k.name, t.name, p.name) as actor_name, d.operation, d.subjects,
        d.address, d.status, d.code
      from page d
      left join api_keys k on k.key_id = d.actor_id and k.organization_id = d.organization_id
      left join tills t on t.till_id = d.actor_id and t.organization_id = d.organization_id
      left join staff s on s.person_id = d.actor_id and s.organization_id = d.organization_id
      left join people p on p.id = s.person_id
      order by d.at desc, d.deed_id desc`,
    deedRow,
  );
}

/** Answers how many were forgotten; not more than `count` at a time. */
export async function forgetDeeds(
  on: Queryable,
  { keptDays, count }: { readonly keptDays: number; readonly count: number },
): Promise<number> {
  return execute(
    on,
    sql`
      delete from deeds
      where (organization_id, at, deed_id) in (
        select organization_id, at, deed_id
        from deeds
        where at < now() - make_interval(days => ${keptDays}::int)
        order by at
        limit ${count}
      )`,
  );
}
