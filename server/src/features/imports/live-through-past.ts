/**
 * How a past comes in: while it does, no alarm carries accounts on to the present, where receipts of the past would come
 * too late; afterwards the accounts live on, and what became due on the way happens at its own moment.
 */
import type { Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { holdAlarms, releaseAlarms } from './store.ts';

/** `work` answers until when accounts live on; null when it was stopped, and the alarms stay quiet for a while. */
export async function liveThroughPast(
  { db, ledger }: { readonly db: Database; readonly ledger: Ledger },
  organizationId: string,
  work: () => Promise<Instant | null>,
): Promise<void> {
  await holdAlarms(db, organizationId);
  const until = await work();
  if (until === null) return;
  await ledger.advance(organizationId, until);
  await releaseAlarms(db, organizationId);
}
