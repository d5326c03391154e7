/** Who may work at tills and who does, for the tills. */
import type { Database } from '../../kit/db.ts';
import type { Queryable } from '../../kit/sql.ts';
import { endSessionsAt, listCashiers, tidySessions } from './store.ts';

export interface PinOwner {
  readonly id: string;
  readonly name: string;
}

/** Those who may enter a PIN. */
export async function pinOwners(db: Database, organizationId: string): Promise<readonly PinOwner[]> {
  const cashiers = await listCashiers(db.system, organizationId);
  return cashiers.filter(({ hasPin }) => hasPin).map(({ cashierId: id, name }) => ({ id, name }));
}

/** Nobody works at the till any more. */
export async function endWorkAt(
  on: Queryable,
  till: { readonly organizationId: string; readonly tillId: string },
): Promise<void> {
  await endSessionsAt(on, till);
}

/** Forgets sessions that are over. */
export async function tidyCashiers(db: Database): Promise<void> {
  await tidySessions(db.system);
}
