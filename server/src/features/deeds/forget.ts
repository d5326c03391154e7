/** Forgets who did what when it has been kept long enough, a few at a time, so that nobody waits for it. */
import type { Database } from '../../kit/db.ts';
import { forgetDeeds } from './store.ts';

const AT_ONCE = 5_000;

export async function forgetOldDeeds(db: Database, keptDays: number): Promise<void> {
  while ((await forgetDeeds(db.system, { keptDays, count: AT_ONCE })) === AT_ONCE);
}
