/** Blocks and unblocks a single code, whoever's it is. */
import type { Database } from '../../kit/db.ts';
import { admitGuesser, type Guesser, refuseGuess } from './guess-guard.ts';
import { findStoredCode, setCodeBlocked } from './store.ts';

/** Blocking twice is the same as once. Throws ApiError coupon_code_unknown or too_many_guesses. */
export async function blockCode(
  db: Database,
  guesser: Guesser,
  { code, blocked }: { readonly code: string; readonly blocked: boolean },
): Promise<{ readonly batchId: string; readonly couponId: string; readonly blocked: boolean }> {
  const { organizationId } = guesser;
  const found = await db.tenant(organizationId, (tx) => findStoredCode(tx, organizationId, code));
  if (found === null) return refuseGuess(db, guesser, { code: 'coupon_code_unknown' });
  await admitGuesser(db, guesser);
  await db.tenant(organizationId, (tx) => setCodeBlocked(tx, organizationId, { code, blocked }));
  return { batchId: found.terms.batchId, couponId: found.terms.couponId, blocked };
}
