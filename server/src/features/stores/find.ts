/** Stores as other features look at them. */
import { ApiError } from '../../errors.ts';
import type { Queryable } from '../../kit/sql.ts';
import { listStores, type Store } from './store.ts';

/** Throws ApiError store_unknown. */
export async function requireStore(on: Queryable, organizationId: string, storeId: string): Promise<Store> {
  const [store] = await listStores(on, organizationId, storeId);
  if (store === undefined) throw new ApiError('store_unknown');
  return store;
}

/** What stores are called, by id; the oldest first. */
export async function storeNames(on: Queryable, organizationId: string): Promise<ReadonlyMap<string, string>> {
  const stores = await listStores(on, organizationId);
  return new Map(stores.map(({ storeId, name }) => [storeId, name]));
}
