// The journal of who did what: whoever changed something is in it, what was said is not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { forgetOldDeeds } from '../../src/features/deeds/forget.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { buy, newMember, publishCoffee, purchaseBody } from './coffee.ts';
import { newColleague, newOwner, type TestPerson } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const deedsSchema = z.array(
  z.object({
    id: z.string(),
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
    operation: z.string(),
    subjects: z.record(z.string(), z.string()),
    address: z.string(),
    status: z.int(),
    code: z.string().nullable(),
  }),
);

let api: TestApi;
let shop: TestOrganization;
let owner: TestPerson;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
  owner = await newOwner(api, shop);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

async function deeds(filter = ''): Promise<z.infer<typeof deedsSchema>> {
  return deedsSchema.parse((await shop.call('GET', `/v1/deeds?limit=200${filter}`)).at('deeds'));
}

test('a deed says who, what, to what, from where and how it ended', async () => {
  const { browser, personId } = owner;
  const made = await browser.call('POST', '/v1/keys', { name: 'Secret name', scopes: ['till'] });
  const id = made.textAt('id');
  await browser.call('DELETE', `/v1/keys/${id}`);
  await browser.call('DELETE', `/v1/keys/${id}`);
  const [again, revoked, created] = await deeds(`&actor=${personId}`);
  const actor = { kind: 'person', id: personId, name: 'Olga' };
  const common = { actor, address: '127.0.0.1' };
  expect(created).toMatchObject({ ...common, operation: 'createKey', subjects: { made: id }, status: 201, code: null });
  expect(revoked).toMatchObject({ ...common, operation: 'revokeKey', subjects: { id }, status: 204, code: null });
  expect(again).toMatchObject({ operation: 'revokeKey', status: 404, code: 'api_key_unknown' });
  expect(await deeds(`&subject=${id}`)).toHaveLength(3);
  expect(await deeds(`&subject=${id}&operation=revokeKey`)).toHaveLength(2);
});

test('keys are in it by their names, with what they publish and correct', async () => {
  const [published] = await deeds('&operation=publishProgram');
  expect(published).toMatchObject({ actor: { kind: 'key', name: '#1' }, subjects: { id: 'corner-coffee' } });
  const member = await newMember(shop.call);
  const body = { member: { phone: member.phone }, wallet: 'bonus', units: 5, reason: 'a private reason' };
  await shop.call('POST', '/v1/corrections', { json: body });
  expect(await deeds('&operation=correct')).toHaveLength(1);
});

test('nothing that was said is in it', async () => {
  const { text } = await shop.call('GET', '/v1/deeds?limit=200');
  for (const said of ['Secret name', 'a private reason', '+7999', owner.password]) expect(text).not.toContain(said);
});

test('what a till sells with its key is in the ledger only; what a person sells is in both', async () => {
  const { browser, personId } = await newColleague(api, shop, 'cashier');
  const { phone } = await newMember(shop.call);
  expect((await buy(shop.call, { phone })).status).toBe(201);
  expect(await deeds('&operation=recordPurchase')).toEqual([]);
  const bought = await browser.call('POST', '/v1/purchases', purchaseBody({ phone }));
  expect(await deeds('&operation=recordPurchase')).toMatchObject([
    { actor: { id: personId }, subjects: { made: bought.textAt('id') } },
  ]);
});

test('what was tried without the right to it is in it; questions are not', async () => {
  const { browser, personId } = await newColleague(api, shop, 'analyst');
  await browser.call('POST', '/v1/keys', { name: 'Mine', scopes: ['admin'] });
  await browser.call('GET', '/v1/keys');
  await shop.call('POST', '/v1/quotes', { json: purchaseBody(undefined) });
  const found = await deeds(`&actor=${personId}`);
  expect(found[0]).toMatchObject({ operation: 'createKey', status: 403, code: 'scope_insufficient' });
  expect(found.map(({ operation }) => operation)).not.toContain('listKeys');
  expect(await deeds('&operation=askQuote')).toEqual([]);
});

test('codes that stand in a path are not in it', async () => {
  await shop.call('POST', '/v1/coupons/+79990000001/issues', { json: {} });
  const [tried] = await deeds('&operation=issueCoupons');
  expect(tried?.subjects).toEqual({});
});

test('pages follow each other without gaps', async () => {
  const all = await deeds();
  const paged: string[] = [];
  let cursor: unknown = undefined;
  do {
    const page = await shop.call('GET', `/v1/deeds?limit=3${typeof cursor === 'string' ? `&cursor=${cursor}` : ''}`);
    paged.push(...deedsSchema.parse(page.at('deeds')).map(({ id }) => id));
    cursor = page.at('next');
  } while (typeof cursor === 'string');
  expect(paged).toEqual(all.map(({ id }) => id));
  expect((await shop.call('GET', '/v1/deeds?cursor=x')).code).toBe('cursor_invalid');
});

test('it is kept for as long as the settings say', async () => {
  const before = await deeds();
  const longAgo = new Date(Date.now() - 31 * 86_400_000);
  await query(
    api.database.db.system,
    sql`update deeds set at = ${longAgo} where operation = 'publishProgram'`,
    z.never(),
  );
  await forgetOldDeeds(api.database.db, 30);
  expect(await deeds()).toHaveLength(before.length - 1);
});
