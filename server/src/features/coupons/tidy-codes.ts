/** What has to be done about codes when nobody asks: batches that are not finished, reservations that nobody came back for. */
import type { Database } from '../../kit/db.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { GUESS_LIMITS } from './guess-guard.ts';
import { forgetGuesses } from './guess-store.ts';
import { settleUses } from './settle.ts';
import { listOverdueCodes } from './use-store.ts';

const CODES_A_TIME = 500;

/** Finishes uses that were left behind, and forgets old guesses. A code that is wanted meanwhile does not wait for this. */
export async function tidyCodes(db: Database, ledger: Pick<Ledger, 'claimed' | 'operation'>): Promise<void> {
  for (const { organizationId, code, now } of await listOverdueCodes(db.system, CODES_A_TIME))
    await settleUses({ db, ledger }, organizationId, { code, now });
  await forgetGuesses(db.system, 2 * GUESS_LIMITS.windowSeconds);
}
