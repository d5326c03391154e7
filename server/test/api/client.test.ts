// The typed client that integrators use, against a real server over a real socket.
import { createKopilkaClient, type KopilkaClient, type Schema } from '@kopilka/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPhone, publishCoffee } from './coffee.ts';
import { createTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
let kopilka: KopilkaClient;

beforeAll(async () => {
  api = await createTestApi();
  const shop = await api.organization();
  await publishCoffee(shop.call);
  const baseUrl = await api.app.listen({ port: 0, host: '127.0.0.1' });
  kopilka = createKopilkaClient({ baseUrl, key: shop.key });
});
afterAll(() => api.close());

const receipt: Schema<'ReceiptInput'> = {
  id: 'client-1',
  total: 20_000,
  lines: [{ sku: 'LATTE', quantity: '1', price: 20_000, amount: 20_000 }],
};

test('members, quotes, purchases and returns are typed from question to answer', async () => {
  const phone = newPhone();
  const made = await kopilka.POST('/v1/members', { body: { identities: { phone } } });
  expect(made.data?.identities.phone).toBe(phone);
  const quoted = await kopilka.POST('/v1/quotes', { body: { member: { phone }, receipt, pay: { units: 'max' } } });
  expect(quoted.data?.outcome === 'quoted' && quoted.data.toPay).toBe(10_000);
  const headers = { 'idempotency-key': 'client' };
  const body = { member: { phone }, receipt, pay: { units: 'max' } } as const;
  const bought = await kopilka.POST('/v1/purchases', { body, params: { header: headers } });
  expect(bought.data?.payment).toEqual({ wallet: 'bonus', units: 100, money: 10_000 });
  const found = await kopilka.GET('/v1/members', { params: { query: { phone } } });
  expect(found.data?.members[0]?.accounts[0]?.balances['bonus']?.available).toBe(5);
  const returned = await kopilka.POST('/v1/returns', { body: { receipt: { id: 'client-1' } } });
  expect(returned.data?.parts[0]?.restored).toEqual([{ wallet: 'bonus', units: 100 }]);
});

test('a refusal is a value with its code', async () => {
  const { data, error, response } = await kopilka.GET('/v1/members/{id}', {
    params: { path: { id: '01934d2e-7d00-7000-8000-0000000000a7' } },
  });
  expect([data, error?.code, response.status]).toEqual([undefined, 'member_unknown', 404]);
});

test('a question that would be refused says so', async () => {
  const phone = newPhone();
  await kopilka.POST('/v1/members', { body: { identities: { phone } } });
  const { data } = await kopilka.POST('/v1/quotes', { body: { member: { phone }, receipt, pay: { units: 101 } } });
  expect(data?.outcome === 'refused' && data.problem.code).toBe('units_insufficient');
});
