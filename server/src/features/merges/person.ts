/** What somebody wrote about people when their accounts were merged. */
import type { Database } from '../../kit/db.ts';
import { eraseReasons } from './store.ts';

export async function forgetMergeReasons(
  db: Database,
  organizationId: string,
  accountIds: readonly string[],
): Promise<void> {
  await db.tenant(organizationId, (tx) => eraseReasons(tx, organizationId, accountIds));
}
