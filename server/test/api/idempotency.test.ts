// The same request sent again, in a row or all at once, is applied once and answered the same to the byte.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, newMember, publishCoffee, purchaseBody } from './coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const TIMES = 50;

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
});
afterAll(() => api.close());

function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

test('the same purchase 50 times at once: one operation, 50 equal answers', async () => {
  const { accountId, phone } = await newMember(shop.call);
  const json = purchaseBody({ phone }, { amount: 50_000, pay: { units: 'max' } });
  const answers = await times(TIMES, () =>
    shop.call('POST', '/v1/purchases', { json, headers: { 'idempotency-key': 'fifty' } }),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  const repeated = answers.filter((answer) => answer.status === 200);
  expect(repeated).toHaveLength(TIMES - 1);
  expect(repeated.every((answer) => answer.headers['idempotency-replayed'] === 'true')).toBe(true);
  const operations = await shop.call('GET', `/v1/accounts/${accountId}/operations`);
  expect(operations.at('operations.0.type')).toBe('purchase');
  expect(operations.at('operations.1.type')).toBe('custom');
  expect(operations.at('operations.2')).toBeUndefined();
});

test('the same receipt of nobody 50 times at once: one row, 50 equal answers', async () => {
  const json = purchaseBody(undefined, { id: 'nobody-50' });
  const answers = await times(TIMES, () => shop.call('POST', '/v1/purchases', { json }));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  const late = await shop.call('POST', '/v1/purchases', { json });
  expect([late.status, late.text]).toEqual([200, answers[0]?.text]);
});

test('a repeat in another spelling is the same request', async () => {
  const { id, phone } = await newMember(shop.call);
  const first = await buy(shop.call, { phone }, { id: 'spelled', amount: 10_000 });
  const line = { amount: 10_000, category: 'coffee', price: 10_000, quantity: '1.00', sku: 'LATTE' };
  const json = {
    receipt: { lines: [line], total: 10_000, id: 'spelled', source: 'api' },
    member: { id },
    history: false,
  };
  const second = await shop.call('POST', '/v1/purchases', { json });
  expect([second.status, second.text]).toEqual([200, first.text]);
});

test('200 purchases at once each paying with the whole balance: exactly one pays', async () => {
  const { id, phone } = await newMember(shop.call);
  const answers = await times(200, () => buy(shop.call, { phone }, { amount: 20_000, pay: { units: 100 } }));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.code === 'units_insufficient')).toHaveLength(199);
  const member = await shop.call('GET', `/v1/members/${id}`);
  expect(member.at('accounts.0.balances.bonus.available')).toBe(5);
});

test('the same return 50 times at once, with a number: one operation, 50 equal answers', async () => {
  const { phone } = await newMember(shop.call);
  const bought = await buy(shop.call, { phone });
  const json = { purchaseId: bought.at('id'), id: 'return-50' };
  const answers = await times(TIMES, () => shop.call('POST', '/v1/returns', { json }));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
});

test('the same return 50 times at once, without a number: one is done, the others find nothing left', async () => {
  const { phone } = await newMember(shop.call);
  const bought = await buy(shop.call, { phone });
  const answers = await times(TIMES, () => shop.call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } }));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.code === 'return_exceeds_purchase')).toHaveLength(TIMES - 1);
});

test('50 members with one phone at once: one is made, the others are told whose it is', async () => {
  const answers = await times(TIMES, () =>
    shop.call('POST', '/v1/members', { json: { identities: { phone: '+79995550101', card: 'c-1' } } }),
  );
  const made = answers.filter((answer) => answer.status === 201);
  expect(made).toHaveLength(1);
  const taken = answers.filter((answer) => answer.code === 'identity_taken');
  expect(taken.every((answer) => answer.at('memberId') === made[0]?.at('id'))).toBe(true);
  expect(taken).toHaveLength(TIMES - 1);
});

test('a checkout committed 50 times at once is one purchase', async () => {
  const { phone } = await newMember(shop.call);
  const basket = { total: 10_000, lines: [{ sku: 'LATTE', quantity: 1, price: 10_000, amount: 10_000 }] };
  const begun = await shop.call('POST', '/v1/checkouts', {
    json: { member: { phone }, receipt: basket, pay: { units: 'max' } },
  });
  const commit = `/v1/checkouts/${begun.textAt('id')}/commit`;
  const answers = await times(TIMES, () => shop.call('POST', commit, { json: { receipt: { id: 'fiscal-50' } } }));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
});

test('two publications of the same document at once are one version', async () => {
  const answers = await times(10, () =>
    shop.call('GET', '/v1/programs/corner-coffee').then(async (found) =>
      shop.call('PUT', '/v1/programs/corner-coffee', {
        text: `${found.textAt('source')}`,
        headers: { 'content-type': 'application/yaml' },
      }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers[0]?.at('version')).toBe(1);
});

test('a receipt that was refused may be sent again with other contents, or for another member', async () => {
  const anna = await newMember(shop.call);
  const boris = await newMember(shop.call);
  const greedy = await buy(shop.call, { id: anna.id }, { id: 'second-try', amount: 100_000, pay: { units: 101 } });
  expect(greedy.code).toBe('units_insufficient');
  const modest = await buy(shop.call, { id: anna.id }, { id: 'second-try', amount: 100_000, pay: { units: 100 } });
  expect([modest.status, modest.at('payment.units')]).toEqual([201, 100]);

  await buy(shop.call, { id: anna.id }, { id: 'third-try', amount: 100_000, pay: { units: 1_000 } });
  const other = await buy(shop.call, { id: boris.id }, { id: 'third-try', amount: 100_000 });
  expect(other.status).toBe(201);
  expect((await buy(shop.call, { id: anna.id }, { id: 'third-try', amount: 100_000 })).code).toBe('receipt_taken');
});
