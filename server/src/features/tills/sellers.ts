/** Who sold, by the names of today. */
import type { Seller } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { findSellerNames } from './store.ts';

interface Named {
  readonly id: string;
  /** null when nothing is known by the id any more. */
  readonly name: string | null;
}

export interface NamedSeller {
  readonly till: Named;
  readonly store: Named;
  readonly cashier: Named | null;
}

/** Also of tills that are revoked and of cashiers who have left. */
export async function sellerNamed(
  db: Database,
  organizationId: string,
  { till: tillId, store: storeId, cashier: cashierId }: Seller,
): Promise<NamedSeller> {
  const names = await findSellerNames(db.system, { organizationId, tillId, storeId, cashierId: cashierId ?? null });
  return {
    till: { id: tillId, name: names.till },
    store: { id: storeId, name: names.store },
    cashier: cashierId === undefined ? null : { id: cashierId, name: names.cashier },
  };
}
