/** Forgets what letters said when their links are over, and letters themselves after some time. */
import type { Database } from '../../kit/db.ts';
import { deleteCodeLetters, tidyLetters } from './store.ts';

const KEPT_DAYS = 90;
const CODES_KEPT_DAYS = 1;

export async function tidyOldLetters(db: Database): Promise<void> {
  await tidyLetters(db.system, { keptDays: KEPT_DAYS, codesKeptDays: CODES_KEPT_DAYS });
}

/** What was sent to somebody who is to be forgotten. May be repeated. */
export async function forgetLettersTo(
  db: Database,
  organizationId: string,
  recipients: readonly string[],
): Promise<void> {
  await db.tenant(organizationId, (tx) => deleteCodeLetters(tx, { organizationId, recipients }));
}
