/** Forgets confirmations that no repeat asks for any more. */
import type { Database } from '../../kit/db.ts';
import { tidyConfirmations } from './store.ts';

export async function tidyPayConfirmations(db: Database): Promise<void> {
  await tidyConfirmations(db.system);
}
