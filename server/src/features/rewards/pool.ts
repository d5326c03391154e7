/**
 * Codes that rewards come with: loaded by the shop, taken one by one. A code is claimed by the redemption's own key before the
 * redemption is posted, so a retry gets the same code; a refusal gives it back.
 */
import type { Database } from '../../kit/db.ts';
import {
  claimFreeCode,
  countFreeCodes,
  holdClaimedCode,
  insertCodes,
  isClaimedMeanwhile,
  keepCode,
  type Pool,
  releaseCode,
} from './store.ts';

export interface LoadedCodes {
  readonly added: number;
  /** Those that were in the pool before, and repetitions among those given now. */
  readonly duplicates: readonly string[];
  readonly left: number;
}

export async function loadCodes(db: Database, pool: Pool, codes: readonly string[]): Promise<LoadedCodes> {
  const distinct = [...new Set(codes)];
  return db.tenant(pool.organizationId, async (tx) => {
    const added = new Set(await insertCodes(tx, pool, distinct));
    const left = await countFreeCodes(tx, { ...pool, rewardIds: [pool.rewardId] });
    return { added: added.size, duplicates: duplicatesOf(codes, added), left: left.get(pool.rewardId) ?? 0 };
  });
}

/** By reward; a reward that is absent has none. */
export function codesLeft(
  db: Database,
  asked: Omit<Pool, 'rewardId'> & { readonly rewardIds: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  if (asked.rewardIds.length === 0) return Promise.resolve(new Map());
  return db.tenant(asked.organizationId, (tx) => countFreeCodes(tx, asked));
}

/** A code for the key, the same as often as it asks; null when the pool is empty. */
export async function takeCode(db: Database, pool: Pool, claimKey: string): Promise<string | null> {
  const held = (): Promise<string | null> =>
    db.tenant(pool.organizationId, (tx) => holdClaimedCode(tx, pool, claimKey));
  const code = await held();
  if (code !== null) return code;
  try {
    const free = await db.tenant(pool.organizationId, (tx) => claimFreeCode(tx, pool, claimKey));
    // The last one may have gone to this very key meanwhile.
    return free ?? (await held());
  } catch (error) {
    if (isClaimedMeanwhile(error)) return held();
    throw error;
  }
}

export function giveCodeBack(db: Database, pool: Pool, claimKey: string): Promise<void> {
  return db.tenant(pool.organizationId, (tx) => releaseCode(tx, pool, claimKey));
}

export function spendCode(
  db: Database,
  pool: Pool,
  spent: { readonly claimKey: string; readonly redemptionId: string },
): Promise<void> {
  return db.tenant(pool.organizationId, (tx) => keepCode(tx, pool, spent));
}

function duplicatesOf(codes: readonly string[], added: ReadonlySet<string>): readonly string[] {
  const seen = new Set<string>();
  return [
    ...new Set(
      codes.filter((code) => {
        if (!added.has(code) || seen.has(code)) return true;
        seen.add(code);
        return false;
      }),
    ),
  ];
}
