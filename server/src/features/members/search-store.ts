/**
 * Statements about what members are found by. Each walks along one index and stops: what it costs does not depend on how many
 * members there are. A question of several ranges is several statements sent together, because a cluster takes no limit within a join.
 */
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, type Queryable, queryOne, sql } from '../../kit/sql.ts';
import { IDENTITY_KINDS, type Identity } from './identity.ts';
import { memberShard } from './ids.ts';
import { type Profile, storedProfileSchema } from './profile.ts';
import { endOf, type SearchTerm } from './search-terms.ts';

/** So many names with the first word are looked through for the others. */
const NEAR_MAX = 5_000;

const idRow = z.object({ member_id: z.string() }).transform((row) => row.member_id);

export interface Range {
  readonly organizationId: string;
  readonly beginning: string;
  readonly limit: number;
}

/** In the order of the values. */
export function listByBeginning(
  tx: Tx,
  kind: 'phone' | 'email' | 'card',
  { organizationId, beginning, limit }: Range,
): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select member_id
      from identities
      where organization_id = ${organizationId} and kind = ${kind}
        and value collate "C" >= ${beginning} and value collate "C" < ${endOf(beginning)}
      order by value collate "C"
      limit ${limit}`,
    idRow,
  );
}

/** In the order of the terms; a member with several such words comes several times. */
export function listByTerm(
  tx: Tx,
  kind: SearchTerm['kind'],
  { organizationId, beginning, limit }: Range,
): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select member_id
      from member_search
      where organization_id = ${organizationId} and kind = ${kind} and term >= ${beginning} and term < ${endOf(beginning)}
      order by term, member_id
      limit ${limit}`,
    idRow,
  );
}

/** Names with a word of that beginning and, for each of the others, another such word behind it. */
export function listByWords(
  tx: Tx,
  { organizationId, beginning, limit }: Range,
  others: readonly string[],
): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select member_id
      from (
        select member_id, term
        from member_search
        where organization_id = ${organizationId} and kind = 'name' and term >= ${beginning} and term < ${endOf(beginning)}
        order by term, member_id
        limit ${NEAR_MAX}
      ) near
      where not exists (select from unnest(${others}::text[]) as other (word) where position(' ' || other.word in near.term) = 0)
      limit ${limit}`,
    idRow,
  );
}

export interface Found {
  readonly memberId: string;
  readonly terms: readonly SearchTerm[];
}

/** Takes the place of what members were found by until now. `shard` is that of all of them. */
export async function putTerms(
  tx: Tx,
  organizationIds: ReadonlyMap<string, string>,
  { shard, found }: { readonly shard: number; readonly found: readonly Found[] },
): Promise<void> {
  const memberIds = found.map(({ memberId }) => memberId);
  await execute(tx, sql`delete from member_search where shard = ${shard} and member_id = any(${memberIds}::uuid[])`);
  const rows = found.flatMap(({ memberId, terms }) =>
    terms.map(({ kind, term }, place) => ({
      member_id: memberId,
      organization_id: organizationIds.get(memberId),
      place,
      kind,
      term,
    })),
  );
  if (rows.length === 0) return;
  await execute(
    tx,
    sql`
      insert into member_search (shard, member_id, place, organization_id, kind, term)
      select ${shard}, member_id, place, organization_id, kind, term
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        member_id uuid, place smallint, organization_id uuid, kind text, term text
      )
      -- Nothing conflicts. Without these words a cluster copies the rows, which row-level security forbids.
      on conflict do nothing`,
  );
}

/** Of members who are new, on any shards. */
export async function addTerms(tx: Tx, organizationId: string, found: readonly Found[]): Promise<void> {
  const rows = found.flatMap(({ memberId, terms }) =>
    terms.map(({ kind, term }, place) => ({ shard: memberShard(memberId), member_id: memberId, place, kind, term })),
  );
  if (rows.length === 0) return;
  await execute(
    tx,
    sql`
      insert into member_search (shard, member_id, place, organization_id, kind, term)
      select shard, member_id, place, ${organizationId}, kind, term
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        shard smallint, member_id uuid, place smallint, kind text, term text
      )
      -- Nothing conflicts. Without these words a cluster copies the rows, which row-level security forbids.
      on conflict do nothing`,
  );
}

export async function deleteTerms(tx: Tx, memberId: string): Promise<void> {
  await execute(tx, sql`delete from member_search where shard = ${memberShard(memberId)} and member_id = ${memberId}`);
}

const shardRow = z.object({ shard: z.int() });

/** A shard with members whose terms are to be made; null when there is none. */
export async function findShardToSearch(on: Queryable): Promise<number | null> {
  const row = await queryOne(
    on,
    sql`select shard from members where searched_at is distinct from updated_at limit 1`,
    shardRow,
  );
  return row?.shard ?? null;
}

export interface Unsearched {
  readonly memberId: string;
  readonly organizationId: string;
  readonly profile: Profile;
}

const unsearchedRow = z
  .object({ member_id: z.string(), organization_id: z.string(), profile: storedProfileSchema })
  .transform((row): Unsearched => ({
    memberId: row.member_id,
    organizationId: row.organization_id,
    profile: row.profile,
  }));

/** Holds them, so that nobody changes a member between here and markSearched; those that somebody else holds are left out. */
export function lockUnsearched(tx: Tx, shard: number, limit: number): Promise<readonly Unsearched[]> {
  return query(
    tx,
    sql`
      select member_id, organization_id, profile
      from members
      where shard = ${shard} and searched_at is distinct from updated_at
      order by member_id
      limit ${limit}
      for update skip locked`,
    unsearchedRow,
  );
}

const identityRow = z
  .object({ member_id: z.string(), kind: z.enum(IDENTITY_KINDS), value: z.string() })
  .transform((row) => ({ memberId: row.member_id, kind: row.kind, value: row.value }));

export function listIdentitiesOf(
  tx: Tx,
  memberIds: readonly string[],
): Promise<readonly (Identity & { readonly memberId: string })[]> {
  return query(
    tx,
    sql`
      select member_id, kind, value
      from identities
      where member_id = any(${memberIds}::uuid[])
      order by kind, value`,
    identityRow,
  );
}

export async function markSearched(tx: Tx, shard: number, memberIds: readonly string[]): Promise<void> {
  await execute(
    tx,
    sql`
      update members
      set searched_at = updated_at
      where shard = ${shard} and member_id = any(${memberIds}::uuid[])`,
  );
}
