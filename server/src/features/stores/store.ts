/** Statements about stores. */
import { z } from 'zod';
import { execute, query, type Queryable, sql } from '../../kit/sql.ts';

const storeRow = z
  .object({
    store_id: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    time_zone: z.string().nullable(),
    created_at: z.number(),
  })
  .transform((row): Store => ({
    storeId: row.store_id,
    name: row.name,
    address: row.address,
    timeZone: row.time_zone,
    createdAt: row.created_at,
  }));

export interface Store {
  /** As receipts and rules name it. */
  readonly storeId: string;
  readonly name: string;
  readonly address: string | null;
  /** IANA; null: that of the program. */
  readonly timeZone: string | null;
  readonly createdAt: number;
}

/** The oldest first; only the one of the id when it is given. */
export async function listStores(
  on: Queryable,
  organizationId: string,
  storeId: string | null = null,
): Promise<readonly Store[]> {
  return query(
    on,
    sql`
      select store_id, name, address, time_zone, created_at
      from stores
      where organization_id = ${organizationId} and (${storeId}::text is null or store_id = ${storeId})
      order by created_at, store_id`,
    storeRow,
  );
}

/** Makes the store, or changes everything of it but its id and age. */
export async function putStore(on: Queryable, organizationId: string, store: Store): Promise<void> {
  const { storeId, name, address, timeZone, createdAt } = store;
  await execute(
    on,
    sql`
      insert into stores (organization_id, store_id, name, address, time_zone, created_at)
      values (${organizationId}, ${storeId}, ${name}, ${address}, ${timeZone}, ${new Date(createdAt)})
      on conflict (organization_id, store_id) do update
      set name = excluded.name, address = excluded.address, time_zone = excluded.time_zone`,
  );
}
