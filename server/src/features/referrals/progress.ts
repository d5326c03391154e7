/** How far friends have come: whether a purchase of theirs has counted is known by their accounts, wherever those have gone. */
import type { Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { homesOf } from '../../ledger/homes.ts';
import { loadAccounts } from '../../ledger/load.ts';
import type { StoredReferral } from './store.ts';

/** Accounts are followed so far through mergers. */
const HEIRS_MAX = 5;

/** Ids of the referrals whose friend has qualified, with one query for all of them and one more for each merger on the way. */
export async function qualifiedAmong(
  db: Database,
  referrals: readonly StoredReferral[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const qualified = new Set<string>();
  let open = referrals
    .filter((referral) => referral.status === 'joined')
    .map((referral) => ({ referral, accountId: referral.friendAccountId }));
  for (let step = 0; open.length > 0 && step < HEIRS_MAX; step += 1) {
    const asked = [...new Set(open.map((each) => each.accountId))].map((accountId) => ({
      accountId,
      at: now,
      meter: null,
      windowFrom: null,
      checkouts: [],
      isWhole: false,
    }));
    const accounts = await loadAccounts(db.system, await homesOf(db.system), asked);
    open = open.flatMap(({ referral, accountId }) => {
      const state = accounts.get(accountId)?.account.state;
      const brought = state?.referral;
      if (brought?.by === referral.referrerAccountId && brought.status === 'qualified')
        qualified.add(referral.referralId);
      return state?.heir === undefined ? [] : [{ referral, accountId: state.heir }];
    });
  }
  return qualified;
}
