/**
 * Codes that rewards come with: loaded by the shop, taken one by one. A code is claimed by the redemption's own key before the
 * redemption is posted, so a retry gets the same code; a refusal gives it back. The claim names the only operation that may bring
 * the code: once that id is used up in the ledger, the code can go to somebody else, however late its first request wakes.
 */
import type { Database } from '../../kit/db.ts';
import type { CodeClaim, HeldCode, Pool } from './code.ts';
import {
  awaitFreeCode,
  claimFreeCode,
  countFreeCodes,
  freeCode,
  holdClaimedCode,
  insertCodes,
  isClaimedMeanwhile,
  keepCode,
  letGoOfCode,
} from './store.ts';

/** How long a request may be at work with a code before somebody looks what has become of it. */
const LEASE_SECONDS = 60;

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

/**
 * A code for the claim, the same as often as it asks; null when the pool is empty. `operationId` is what the redemption will be, unless
 * the claim is there already with another.
 */
export async function takeCode(
  db: Database,
  pool: Pool,
  claim: CodeClaim & { readonly operationId: string },
): Promise<HeldCode | null> {
  const held = (): Promise<HeldCode | null> => db.tenant(pool.organizationId, (tx) => holdClaimedCode(tx, pool, claim));
  const claimed = (waits: boolean): Promise<HeldCode | null> =>
    db.tenant(pool.organizationId, async (tx) => {
      if (waits) await awaitFreeCode(tx, pool);
      return claimFreeCode(tx, pool, { ...claim, leaseSeconds: LEASE_SECONDS });
    });
  try {
    // The last one may be on its way to somebody who will not have it after all, or may have gone to this very key meanwhile.
    return (await held()) ?? (await claimed(false)) ?? (await claimed(true)) ?? (await held());
  } catch (error) {
    if (isClaimedMeanwhile(error)) return held();
    throw error;
  }
}

/** After a refusal. */
export function giveCodeBack(db: Database, pool: Pool, held: HeldCode): Promise<void> {
  return db.tenant(pool.organizationId, async (tx) => {
    if (await letGoOfCode(tx, pool, held)) await freeCode(tx, pool, held);
  });
}

/** After its operation's id has been used up. */
export function takeCodeBack(db: Database, pool: Pool, held: HeldCode): Promise<void> {
  return db.tenant(pool.organizationId, (tx) => freeCode(tx, pool, held));
}

export function spendCode(db: Database, pool: Pool, held: HeldCode): Promise<void> {
  return db.tenant(pool.organizationId, (tx) => keepCode(tx, pool, held));
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
