/** Statements about the pools of codes that rewards come with; migrations/0005 and 0007 say what they keep. */
import { hash } from 'node:crypto';
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';
import type { CodeClaim, HeldCode, Pool } from './code.ts';

const heldRow = z
  .object({ code: z.string(), operation_id: z.string() })
  .transform((row): HeldCode => ({ code: row.code, operationId: row.operation_id }));

export interface OverdueClaim extends Pool, HeldCode {
  readonly accountId: string;
  /** The organization's time. */
  readonly now: Instant;
}

const overdueRow = z
  .object({
    organization_id: z.string(),
    program_id: z.string(),
    reward_id: z.string(),
    code: z.string(),
    account_id: z.string(),
    operation_id: z.string(),
    now: z.number(),
  })
  .transform((row): OverdueClaim => ({
    organizationId: row.organization_id,
    programId: row.program_id,
    rewardId: row.reward_id,
    code: row.code,
    accountId: row.account_id,
    operationId: row.operation_id,
    now: instant(row.now),
  }));

const codeRow = z.object({ code: z.string() }).transform((row) => row.code);
const leftRow = z.object({ reward_id: z.string(), left: z.int() });

/** Two requests with one key wanted a code at the same time: the other one has it. A cluster names the index in the words only. */
export function isClaimedMeanwhile(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    error.message.includes('reward_codes_claimed')
  );
}

/** Adds codes; answers those that are new. */
export function insertCodes(tx: Tx, pool: Pool, codes: readonly string[]): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      insert into reward_codes (bucket, organization_id, program_id, reward_id, code, loaded_at)
      select ${bucketOf(pool)}, ${pool.organizationId}, ${pool.programId}, ${pool.rewardId}, code, now()
      from unnest(${codes}::text[]) as wanted (code)
      order by code
      on conflict do nothing
      returning code`,
    codeRow,
  );
}

/** How many codes are free, by reward; a reward without any is absent. */
export async function countFreeCodes(
  tx: Tx,
  { organizationId, programId, rewardIds }: Omit<Pool, 'rewardId'> & { readonly rewardIds: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  const buckets = rewardIds.map((rewardId) => bucketOf({ organizationId, programId, rewardId }));
  const rows = await query(
    tx,
    sql`
      select c.reward_id, count(*) as left
      from unnest(${buckets}::smallint[], ${rewardIds}::text[]) as wanted (bucket, reward_id)
      join reward_codes c
        on c.bucket = wanted.bucket and c.organization_id = ${organizationId} and c.program_id = ${programId}
        and c.reward_id = wanted.reward_id and c.claim_key is null
      group by c.reward_id`,
    leftRow,
  );
  return new Map(rows.map((row) => [row.reward_id, row.left]));
}

/** The code that the key has claimed already for the account, held once more; null when it has none. */
export async function holdClaimedCode(
  tx: Tx,
  pool: Pool,
  { claimKey, accountId }: CodeClaim,
): Promise<HeldCode | null> {
  const held = await queryOne(
    tx,
    sql`
      update reward_codes
      set holders = holders + 1
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and claim_key = ${claimKey} and account_id = ${accountId}
      returning code, operation_id`,
    heldRow,
  );
  return held ?? null;
}

/**
 * Waits until it is certain of a code that others are about to claim whether it stays free. One that does is held until the transaction
 * ends, which may claim it.
 */
export async function awaitFreeCode(tx: Tx, pool: Pool): Promise<void> {
  await query(
    tx,
    sql`
      select code
      from reward_codes
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and claim_key is null
      order by loaded_at, code
      limit 1
      for update`,
    codeRow,
  );
}

/**
 * Claims a free code, those loaded earlier first; null when there is none. Rows that others are about to claim are passed over,
 * so that many redemptions at once do not wait for each other. Fails with isClaimedMeanwhile.
 */
export async function claimFreeCode(
  tx: Tx,
  pool: Pool,
  claim: CodeClaim & { readonly operationId: string; readonly leaseSeconds: number },
): Promise<HeldCode | null> {
  const held = await queryOne(
    tx,
    sql`
      with free as materialized (
        select bucket, organization_id, program_id, reward_id, code
        from reward_codes
        where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
          and reward_id = ${pool.rewardId} and claim_key is null
        order by loaded_at, code
        limit 1
        for update skip locked
      )
      update reward_codes c
      set claim_key = ${claim.claimKey}, account_id = ${claim.accountId}, operation_id = ${claim.operationId}, holders = 1,
        claimed_until = now() + make_interval(secs => ${claim.leaseSeconds}::int)
      from free f
      where c.bucket = f.bucket and c.organization_id = f.organization_id and c.program_id = f.program_id
        and c.reward_id = f.reward_id and c.code = f.code
      returning c.code, c.operation_id`,
    heldRow,
  );
  return held ?? null;
}

/** The redemption was refused: its code may go when nobody else is on the way with the same one. Answers whether it may. */
export async function letGoOfCode(tx: Tx, pool: Pool, { code, operationId }: HeldCode): Promise<boolean> {
  const row = await queryOne(
    tx,
    sql`
      update reward_codes
      set holders = greatest(holders - 1, 0)
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and code = ${code} and operation_id = ${operationId}
      returning holders`,
    z.object({ holders: z.int() }),
  );
  return row?.holders === 0;
}

/** Nothing can bring the code any more under the operation's id: it is free. */
export async function freeCode(tx: Tx, pool: Pool, { code, operationId }: HeldCode): Promise<void> {
  await execute(
    tx,
    sql`
      update reward_codes
      set claim_key = null, account_id = null, operation_id = null, claimed_until = null, holders = 0
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and code = ${code} and operation_id = ${operationId} and redemption_id is null`,
  );
}

/** The redemption happened: its code is nobody else's any more. */
export async function keepCode(tx: Tx, pool: Pool, { code, operationId }: HeldCode): Promise<void> {
  await execute(
    tx,
    sql`
      update reward_codes
      set redemption_id = operation_id
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and code = ${code} and operation_id = ${operationId}`,
  );
}

/** Claims of all organizations that nobody is at work with any more, whatever has become of their redemptions. */
export function listOverdueClaims(on: Queryable, limit: number): Promise<readonly OverdueClaim[]> {
  return query(
    on,
    sql`
      select c.organization_id, c.program_id, c.reward_id, c.code, c.account_id, c.operation_id,
        coalesce(o.sandbox_now, now()) as now
      from reward_codes c
      join organizations o using (organization_id)
      where c.operation_id is not null and c.redemption_id is null and c.claimed_until < clock_timestamp()
      order by c.claimed_until
      limit ${limit}`,
    overdueRow,
  );
}

function bucketOf({ organizationId, programId, rewardId }: Pool): number {
  return hash('sha256', `${organizationId}/${programId}/${rewardId}`, 'buffer')[0] ?? 0;
}
