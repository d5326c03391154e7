// A process dies between reserving a code and posting what it is for: the same request again finishes it, and a reservation that nobody
// comes back for is released when its lease is over.
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { tidyCodes } from '../../src/features/coupons/tidy-codes.ts';
import { createMemberResolver } from '../../src/features/members/resolve.ts';
import { recordPurchase } from '../../src/features/purchases/record.ts';
import { numberedReceiptSchema, purchaseBodySchema } from '../../src/features/receipts/schema.ts';
import { openKeyed } from '../../src/features/tills/keyed.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { execute, query, sql } from '../../src/kit/sql.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { newMember, purchaseBody, type TestMember } from './coffee.ts';
import { basket, bring, countedUses, namedCode, newShop, usesOf } from './coupon-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await newShop(api);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

const dead = (): Promise<never> => Promise.reject(new Error('the process died'));

/** What is lost with the process: everything from posting on, or its answer too late to be confirmed. */
const DEATHS: readonly (readonly [string, (ledger: Ledger) => Ledger['post']])[] = [
  ['before the receipt is posted', () => dead],
  ['after it is posted, before the use is written down', (ledger) => (request) => ledger.post(request).then(dead)],
];

/** The purchase as a process that dies on the way records it. */
async function recordAndDie(json: object, post: Ledger['post']): Promise<void> {
  const { db } = api.database;
  const deps = {
    db,
    ledger: { ...api.ledger, post },
    programs: api.registry,
    resolveMember: createMemberResolver(db),
    clock: systemClock,
    keyed: openKeyed(db, undefined),
    recordGuest: dead,
  };
  const recorded = recordPurchase(deps, {
    organizationId: shop.organizationId,
    scopes: new Set(['till']),
    asker: { keyId: 'test', address: 'test' },
    now: instant(Date.now()),
    body: purchaseBodySchema.parse(json),
    idempotencyKey: null,
  });
  await expect(recorded).rejects.toThrow('the process died');
}

async function purchasesOf({ accountId }: TestMember): Promise<number> {
  const rows = await query(
    api.database.db.system,
    sql`select 1 as one from operations where account_id = ${accountId} and type = 'purchase'`,
    z.unknown(),
  );
  return rows.length;
}

const leaseOver = (code: string) =>
  execute(
    api.database.db.system,
    sql`update coupon_code_uses set lease_until = now() - interval '1 second' where code = ${code}`,
  );

test.each(DEATHS)('the same receipt again finishes what died %s: one purchase, one use', async (_, dying) => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const json = purchaseBody({ phone: anna.phone }, { apply: [{ code }] });
  await recordAndDie(json, dying(api.ledger));
  expect((await usesOf(api, code)).map(({ status }) => status)).toEqual(['reserved']);
  expect((await bring(shop.call, { phone: boris.phone }, code)).status).toBe(409);
  const again = await Promise.all([1, 2, 3].map(() => shop.call('POST', '/v1/purchases', { json })));
  expect(again.map(({ status }) => status < 300)).toEqual([true, true, true]);
  expect(again[0]?.at('discount')).toBe(1_000);
  expect(await usesOf(api, code)).toEqual([{ status: 'used', operation_id: again[0]?.at('id'), holders: 0 }]);
  expect([await countedUses(api, code), await purchasesOf(anna)]).toEqual([1, 1]);
});

test.each(DEATHS)('nobody comes back to what died %s: the tidying finishes it', async (_, dying) => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  await recordAndDie(purchaseBody({ phone: anna.phone }, { apply: [{ code }] }), dying(api.ledger));
  await leaseOver(code);
  await tidyCodes(api.database.db, api.ledger);
  const happened = await purchasesOf(anna);
  expect((await usesOf(api, code)).map(({ status }) => status)).toEqual([happened === 1 ? 'used' : 'released']);
  expect(await countedUses(api, code)).toBe(happened);
  expect((await bring(shop.call, { phone: boris.phone }, code)).status).toBe(happened === 1 ? 409 : 201);
});

test('a receipt whose code was released and taken by somebody else meanwhile is refused, and then still may come without it', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const json = purchaseBody({ phone: anna.phone }, { apply: [{ code }] });
  await recordAndDie(json, dead);
  await leaseOver(code);
  expect((await bring(shop.call, { phone: boris.phone }, code)).status).toBe(201);
  expect((await shop.call('POST', '/v1/purchases', { json })).code).toBe('coupon_code_used');
  const { id } = z.object({ receipt: numberedReceiptSchema.pick({ id: true }).loose() }).parse(json).receipt;
  const without = purchaseBody({ phone: anna.phone }, { id });
  expect((await shop.call('POST', '/v1/purchases', { json: without })).status).toBe(201);
  expect(await countedUses(api, code)).toBe(1);
});

test('a beginning that is repeated after its checkout has ended gets the first answer and takes no code again', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const headers = { 'idempotency-key': 'begin-again' };
  const json = { member: { phone: anna.phone }, receipt: basket, apply: [{ code }] };
  const begun = await shop.call('POST', '/v1/checkouts', { json, headers });
  await shop.call('POST', `/v1/checkouts/${begun.textAt('id')}/cancel`);
  const repeated = await shop.call('POST', '/v1/checkouts', { json, headers });
  expect([repeated.status, repeated.text]).toEqual([200, begun.text]);
  expect([await countedUses(api, code), (await usesOf(api, code))[0]?.status]).toEqual([0, 'released']);
  expect((await bring(shop.call, { phone: boris.phone }, code)).status).toBe(201);
  const late = await shop.call('POST', '/v1/checkouts', { json, headers });
  expect([late.status, late.text]).toEqual([200, begun.text]);
  expect(await countedUses(api, code)).toBe(1);
});
