/**
 * Codes that were claimed for a redemption which never came back: a crash came between the two. The ledger says what has become of
 * it, and nothing becomes of it later.
 */
import type { Database } from '../../kit/db.ts';
import { type JoinDeps, openAccounts } from '../members/join.ts';
import { spendCode, takeCodeBack } from './pool.ts';
import { listOverdueClaims, type OverdueClaim } from './store.ts';

const CLAIMS_A_TIME = 200;

type Deps = Pick<JoinDeps, 'ledger' | 'programs'> & { readonly db: Database };

/** Answers how many there were. */
export async function tidyClaims(deps: Deps): Promise<number> {
  const overdue = await listOverdueClaims(deps.db.system, CLAIMS_A_TIME);
  for (const claim of overdue) await tidy(deps, claim);
  return overdue.length;
}

async function tidy(deps: Deps, claim: OverdueClaim): Promise<void> {
  const used = await deps.ledger.useUp(claim);
  switch (used.type) {
    case 'used_up':
      return takeCodeBack(deps.db, claim, claim);
    case 'happened':
      return spendCode(deps.db, claim, claim);
    case 'account_unknown': {
      // Its opening was cut short as well; the code comes back the next time.
      const { organizationId, programId, accountId, now } = claim;
      return openAccounts(deps, { organizationId, memberships: [{ programId, accountId, joinedAt: now }], now });
    }
  }
}
