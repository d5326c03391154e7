/** What the members of accounts are called, for pages that show many of them. */
import type { Database } from '../../kit/db.ts';
import { listAccountNames } from './store.ts';

/** By account id; null for a member without a name. Of several members who share an account, the first. */
export async function namesOfAccounts(
  db: Database,
  organizationId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (accountIds.length === 0) return new Map();
  const found = await db.tenant(organizationId, (tx) => listAccountNames(tx, accountIds));
  return new Map(found.map(({ accountId, name }) => [accountId, name]));
}
