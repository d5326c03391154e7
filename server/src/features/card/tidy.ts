/** Forgets what is over: codes, sessions, and counts of tries. */
import type { Database } from '../../kit/db.ts';
import { tidyCodes } from './codes-store.ts';
import { forgetRates } from './rates-store.ts';
import { tidySessions } from './store.ts';

const RATES_KEPT_SECONDS = 86_400;

export async function tidyCards(db: Database): Promise<void> {
  await tidyCodes(db.system);
  await tidySessions(db.system);
  await forgetRates(db.system, RATES_KEPT_SECONDS);
}
