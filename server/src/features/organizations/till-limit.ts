/** The organization's rule about payments with units at its tills: above so much money the customer confirms. null: never. */
import type { Database } from '../../kit/db.ts';
import { readConfirmAbove, writeConfirmAbove } from './store.ts';

export function confirmAboveOf(db: Database, organizationId: string): Promise<number | null> {
  return db.tenant(organizationId, (tx) => readConfirmAbove(tx, organizationId));
}

export async function changeConfirmAbove(db: Database, organizationId: string, limit: number | null): Promise<void> {
  await db.tenant(organizationId, (tx) => writeConfirmAbove(tx, organizationId, limit));
}
