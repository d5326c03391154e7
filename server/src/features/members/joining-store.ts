/** Statements about memberships whose account, welcome and birthday are still to come. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, type Queryable, sql } from '../../kit/sql.ts';
import { memberShard } from './ids.ts';
import type { Membership } from './store.ts';

/** For as long whoever has begun may still be at it. */
const UNDER_WAY_SECONDS = 10;

const joiningRow = z
  .object({ program_id: z.string(), account_id: z.string(), joined_at: z.number() })
  .transform((row): Membership => ({
    programId: row.program_id,
    accountId: row.account_id,
    joinedAt: instant(row.joined_at),
  }));

export async function listJoining(tx: Tx, memberId: string): Promise<readonly Membership[]> {
  return query(
    tx,
    sql`
      select program_id, account_id, joined_at
      from memberships
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and joining_since is not null
      order by joined_at, program_id`,
    joiningRow,
  );
}

export async function endJoining(tx: Tx, memberId: string, programIds: readonly string[]): Promise<void> {
  await execute(
    tx,
    sql`
      update memberships
      set joining_since = null
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and program_id = any(${programIds}::text[])
        and joining_since is not null`,
  );
}

/** So that one that cannot be finished does not keep others waiting. */
export async function postponeJoining(tx: Tx, memberId: string): Promise<void> {
  await execute(
    tx,
    sql`
      update memberships
      set joining_since = now()
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and joining_since is not null`,
  );
}

export interface LeftJoining {
  readonly organizationId: string;
  readonly memberId: string;
  /** The organization's time. */
  readonly now: Instant;
}

const leftRow = z
  .object({ organization_id: z.string(), member_id: z.string(), now: z.number() })
  .transform((row): LeftJoining => ({
    organizationId: row.organization_id,
    memberId: row.member_id,
    now: instant(row.now),
  }));

/** Members whom nobody is at work with any more; those of an organization that imports its past wait for the import. */
export async function listLeftJoining(on: Queryable, limit: number): Promise<readonly LeftJoining[]> {
  return query(
    on,
    sql`
      select distinct on (m.joining_since, m.member_id) m.organization_id, m.member_id, coalesce(o.sandbox_now, now()) as now
      from memberships m
      join organizations o on o.organization_id = m.organization_id
      where m.joining_since < now() - make_interval(secs => ${UNDER_WAY_SECONDS})
        and (o.alarms_held_until is null or o.alarms_held_until < now())
      order by m.joining_since, m.member_id
      limit ${limit}`,
    leftRow,
  );
}
