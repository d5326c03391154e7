/** Statements about members who have asked to be forgotten and are not yet. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, type Queryable, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';

/** For as long whoever has begun may still be at it. */
const UNDER_WAY_SECONDS = 120;

export async function insertWish(tx: Tx, organizationId: string, memberId: string): Promise<void> {
  await execute(
    tx,
    sql`
      insert into card_deletions (shard, member_id, organization_id, wished_at)
      values (${shardOf(memberId)}, ${memberId}, ${organizationId}, now())
      on conflict do nothing`,
  );
}

export async function deleteWish(tx: Tx, memberId: string): Promise<void> {
  await execute(tx, sql`delete from card_deletions where shard = ${shardOf(memberId)} and member_id = ${memberId}`);
}

/** So that one that cannot be finished does not keep others waiting. */
export async function postponeWish(tx: Tx, memberId: string): Promise<void> {
  await execute(
    tx,
    sql`
      update card_deletions
      set wished_at = now()
      where shard = ${shardOf(memberId)} and member_id = ${memberId}`,
  );
}

const leftRow = z
  .object({ organization_id: z.string(), member_id: z.string(), now: z.number() })
  .transform((row): { readonly organizationId: string; readonly memberId: string; readonly now: Instant } => ({
    organizationId: row.organization_id,
    memberId: row.member_id,
    now: instant(row.now),
  }));

/** Whom nobody is at work with any more. */
export async function listLeftWishes(on: Queryable, limit: number): Promise<readonly z.output<typeof leftRow>[]> {
  return query(
    on,
    sql`
      select d.organization_id, d.member_id, coalesce(o.sandbox_now, now()) as now
      from card_deletions d
      join organizations o on o.organization_id = d.organization_id
      where d.wished_at < now() - make_interval(secs => ${UNDER_WAY_SECONDS})
      order by d.wished_at, d.member_id
      limit ${limit}`,
    leftRow,
  );
}
