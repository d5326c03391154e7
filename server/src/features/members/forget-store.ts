/** Statements about a person who asks what is stored or wants to be forgotten. Lock: the member's row. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import { memberShard } from './ids.ts';
import { storedProfile } from './profile.ts';

const stateRow = z.object({ status: z.string(), updated_at: z.number() });

/** null for nobody. */
export async function lockPerson(
  tx: Tx,
  memberId: string,
): Promise<{ readonly isForgotten: boolean; readonly updatedAt: Instant } | null> {
  const row = await queryOne(
    tx,
    sql`
      select status, updated_at
      from members
      where shard = ${memberShard(memberId)} and member_id = ${memberId}
      for update`,
    stateRow,
  );
  return row === undefined ? null : { isForgotten: row.status === 'forgotten', updatedAt: instant(row.updated_at) };
}

/** The row stays, with nothing in it; the identities are free for others. */
export async function erasePerson(tx: Tx, memberId: string, now: Instant): Promise<void> {
  await execute(
    tx,
    sql`
      update members
      set status = 'forgotten', profile = ${JSON.stringify(storedProfile({}))}, updated_at = ${new Date(now)},
        searched_at = ${new Date(now)}
      where shard = ${memberShard(memberId)} and member_id = ${memberId}`,
  );
  await execute(tx, sql`delete from identities where member_id = ${memberId}`);
}

export interface AccountOfPerson {
  readonly programId: string;
  readonly accountId: string;
  /** The member's now, not one that was merged or left behind. */
  readonly isCurrent: boolean;
  /** Somebody else, who is not forgotten, has it now. */
  readonly isShared: boolean;
  /** Somebody else, forgotten or not, has it now or had it. */
  readonly wasShared: boolean;
}

const accountRow = z.object({ program_id: z.string(), account_id: z.string(), is_current: z.boolean() });
const otherRow = z.object({ account_id: z.string(), is_alive: z.boolean() });

/** Every account that the member has or had; those that ended come first. Two questions: on a cluster others are on other nodes. */
export async function listAccountsOf(tx: Tx, memberId: string): Promise<readonly AccountOfPerson[]> {
  const own = await query(
    tx,
    sql`
      select a.program_id, a.account_id, bool_or(a.is_current) as is_current
      from (
        select program_id, account_id, true as is_current
        from memberships
        where shard = ${memberShard(memberId)} and member_id = ${memberId}
        union all
        select program_id, account_id, false
        from past_memberships
        where shard = ${memberShard(memberId)} and member_id = ${memberId}
      ) a
      group by a.program_id, a.account_id
      order by is_current, a.account_id`,
    accountRow,
  );
  const ids = own.map(({ account_id }) => account_id);
  const others = await query(
    tx,
    sql`
      select s.account_id, m.status <> 'forgotten' as is_alive
      from memberships s
      join members m on m.shard = s.shard and m.member_id = s.member_id
      where s.account_id = any(${ids}::uuid[]) and s.member_id <> ${memberId}
      union all
      select p.account_id, false
      from past_memberships p
      where p.account_id = any(${ids}::uuid[]) and p.member_id <> ${memberId}`,
    otherRow,
  );
  return own.map(({ program_id, account_id, is_current }) => ({
    programId: program_id,
    accountId: account_id,
    isCurrent: is_current,
    isShared: others.some((other) => other.account_id === account_id && other.is_alive),
    wasShared: others.some((other) => other.account_id === account_id),
  }));
}

const aliveRow = z.object({ members: z.int(), alive: z.int() });

/** Whether all members of an account have been forgotten; false for one that is nobody's. */
export async function isAbandoned(tx: Tx, accountId: string): Promise<boolean> {
  const row = await queryOne(
    tx,
    sql`
      select count(*) as members, count(*) filter (where m.status <> 'forgotten') as alive
      from memberships s
      join members m on m.shard = s.shard and m.member_id = s.member_id
      where s.account_id = ${accountId}`,
    aliveRow,
  );
  return row !== undefined && row.members > 0 && row.alive === 0;
}
