/** Takes away sessions that are over, halves of sign-ins whose other half never came, and counts of wrong tries. */
import type { Database } from '../../kit/db.ts';
import { tidyPeople } from './store.ts';

export async function tidySignIns(db: Database): Promise<void> {
  await tidyPeople(db.system);
}
