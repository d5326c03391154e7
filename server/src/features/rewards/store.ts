/** Statements about the pools of codes that rewards come with; migrations/0005-catalogue.sql says what they keep. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';

export interface Pool {
  readonly organizationId: string;
  readonly programId: string;
  readonly rewardId: string;
}

const codeRow = z.object({ code: z.string() }).transform((row) => row.code);
const leftRow = z.object({ reward_id: z.string(), left: z.int() });

/** Two requests with one key wanted a code at the same time: the other one has it. */
export function isClaimedMeanwhile(error: unknown): boolean {
  return (
    error instanceof Error &&
    'constraint' in error &&
    error.constraint === 'reward_codes_claimed' &&
    'code' in error &&
    error.code === '23505'
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

/** The code that the key has claimed already, held once more; null when it has none. */
export async function holdClaimedCode(tx: Tx, pool: Pool, claimKey: string): Promise<string | null> {
  const code = await queryOne(
    tx,
    sql`
      update reward_codes
      set holders = holders + 1
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and claim_key = ${claimKey}
      returning code`,
    codeRow,
  );
  return code ?? null;
}

/**
 * Claims a free code, those loaded earlier first; null when there is none. Rows that others are about to claim are passed over,
 * so that many redemptions at once do not wait for each other. Fails with isClaimedMeanwhile.
 */
export async function claimFreeCode(tx: Tx, pool: Pool, claimKey: string): Promise<string | null> {
  const code = await queryOne(
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
      set claim_key = ${claimKey}, holders = 1
      from free f
      where c.bucket = f.bucket and c.organization_id = f.organization_id and c.program_id = f.program_id
        and c.reward_id = f.reward_id and c.code = f.code
      returning c.code`,
    codeRow,
  );
  return code ?? null;
}

/** The key's redemption was refused: the code is free again when nobody else is on the way with the same key. */
export async function releaseCode(tx: Tx, pool: Pool, claimKey: string): Promise<void> {
  await execute(
    tx,
    sql`
      update reward_codes
      set holders = greatest(holders - 1, 0),
        claim_key = case when holders <= 1 and redemption_id is null then null else claim_key end
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and claim_key = ${claimKey}`,
  );
}

/** The redemption happened: its code is nobody else's any more. */
export async function keepCode(
  tx: Tx,
  pool: Pool,
  { claimKey, redemptionId }: { readonly claimKey: string; readonly redemptionId: string },
): Promise<void> {
  await execute(
    tx,
    sql`
      update reward_codes
      set redemption_id = ${redemptionId}
      where bucket = ${bucketOf(pool)} and organization_id = ${pool.organizationId} and program_id = ${pool.programId}
        and reward_id = ${pool.rewardId} and claim_key = ${claimKey}`,
  );
}

function bucketOf({ organizationId, programId, rewardId }: Pool): number {
  return hash('sha256', `${organizationId}/${programId}/${rewardId}`, 'buffer')[0] ?? 0;
}
