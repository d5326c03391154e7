/** /v1/stores: where the organization sells. A store's id is the text by which receipts and rules name it. */
import { instant, isZone } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, text } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { storeIdField } from './store-id.ts';
import { listStores, putStore, type Store } from './store.ts';

const bodySchema = z
  .strictObject({
    name: text(100),
    address: text(300).nullable().default(null),
    timeZone: z
      .string()
      .refine(isZone, 'must be an IANA time zone, such as Europe/Moscow')
      .nullable()
      .default(null)
      .meta({ description: 'IANA; null: that of the program.' }),
  })
  .meta({ examples: [{ name: 'Покровка', address: 'ул. Покровка, 12' }] });

const storeSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    timeZone: z.string().nullable(),
    createdAt: momentAnswer,
  })
  .meta({ id: 'Store' });

export interface StoreDeps {
  readonly db: Database;
  readonly clock: Clock;
}

export function addStoreRoutes(add: AddRoute, { db, clock }: StoreDeps): void {
  add({
    method: 'GET',
    url: '/v1/stores',
    id: 'listStores',
    tag: 'Stores and tills',
    scopes: ['shop', 'read'],
    summary: 'List the stores',
    description: 'The oldest first.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ stores: z.array(storeSchema) }) },
    codes: [],
    handle: async ({ caller: { organizationId } }) => {
      const stores = await db.tenant(organizationId, (tx) => listStores(tx, organizationId));
      return { status: 200, body: { stores: stores.map(storeAnswer) } };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/stores/:id',
    id: 'putStore',
    journalParams: ['id'],
    tag: 'Stores and tills',
    scopes: ['shop'],
    summary: 'Make a store, or rename it',
    description:
      'Its id stays as it is for ever: receipts and rules know the store by it. Where receipts name their store already, use the same text.',
    params: z.strictObject({ id: storeIdField }),
    query: noQuery,
    body: bodySchema,
    answers: { 200: storeSchema },
    codes: [],
    handle: async ({ caller: { organizationId }, params: { id }, body }) => {
      const [store] = await db.tenant(organizationId, async (tx) => {
        await putStore(tx, organizationId, { storeId: id, ...body, createdAt: clock.now() });
        return listStores(tx, organizationId, id);
      });
      if (store === undefined) throw new Error('a store that was just written is not there');
      return { status: 200, body: storeAnswer(store) };
    },
  });
}

function storeAnswer({ storeId, name, address, timeZone, createdAt }: Store): z.input<typeof storeSchema> {
  return { id: storeId, name, address, timeZone, createdAt: momentText(instant(createdAt)) };
}
