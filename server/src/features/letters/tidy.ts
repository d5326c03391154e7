/** Forgets what letters said when their links are over, and letters themselves after some time. */
import type { Database } from '../../kit/db.ts';
import { tidyLetters } from './store.ts';

const KEPT_DAYS = 90;

export async function tidyOldLetters(db: Database): Promise<void> {
  await tidyLetters(db.system, KEPT_DAYS);
}
