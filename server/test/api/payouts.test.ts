// Payouts: two people, the units leave once and come back once, and where the money went can be forgotten.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payoutIdOf } from '../../src/features/payouts/request.ts';
import { balance, keyOf, memberWith, operationsOf, publish, refusal, times } from './catalogue-shop.ts';
import type { TestMember } from './coffee.ts';
import { expectSound } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;
/** Two people of the shop, and a program that may only ask. */
let first: Call;
let second: Call;
let asker: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  other = await api.organization();
  await publish(shop.call);
  await publish(other.call);
  first = api.as(await keyOf(shop, 'First', 'admin'));
  second = api.as(await keyOf(shop, 'Second', 'admin'));
  asker = api.as(await keyOf(shop, 'Bank', 'shop'));
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

function request(member: TestMember, what: object, { by = first, key }: { by?: Call; key?: string } = {}) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const json = { member: { id: member.id }, wallet: 'rub', destination: 'card 4417', ...what };
  return by('POST', '/v1/payouts', { json, headers });
}

const step = (by: Call, payout: Answer, name: string, json?: object): Promise<Answer> =>
  by('POST', `/v1/payouts/${payout.textAt('id')}/${name}`, json === undefined ? {} : { json });

test('requested by one, approved by another, paid: the units leave once', async () => {
  const member = await memberWith(shop.call, { rub: 1_500 });
  const asked = await request(member, { amount: 100_000 });
  expect([asked.status, asked.at('status'), asked.at('units')]).toEqual([201, 'requested', 1_000]);
  expect(await balance(shop.call, member, 'rub')).toBe(500);
  const progress = await asker('GET', `/v1/accounts/${member.accountId}/progress`);
  expect(progress.at('open.0')).toEqual({
    type: 'payout',
    operationId: asked.at('operationId'),
    wallet: 'rub',
    units: 1_000,
  });

  expect(refusal(await step(first, asked, 'approve'))).toEqual([403, 'payout_same_person']);
  expect(refusal(await step(second, asked, 'pay'))).toEqual([409, 'payout_status']);
  const approved = await step(second, asked, 'approve');
  expect([approved.status, approved.at('status')]).toEqual([201, 'approved']);
  expect(approved.at('approved.by')).not.toBe(approved.at('requested.by'));
  const again = await step(second, asked, 'approve');
  expect([again.status, again.text]).toEqual([200, approved.text]);

  const paid = await times(20, () => step(first, asked, 'pay'));
  expect(paid.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(paid.map(({ text }) => text)).size).toBe(1);
  expect(paid[0]?.at('status')).toBe('paid');
  const late = await step(second, asked, 'refuse');
  expect([...refusal(late), late.at('stage')]).toEqual([409, 'payout_status', 'paid']);
  expect(await balance(shop.call, member, 'rub')).toBe(500);
});

test('a refused one gives its units back, whether or not it was approved, once', async () => {
  const member = await memberWith(shop.call, { rub: 500 });
  for (const approve of [false, true]) {
    const asked = await request(member, { units: 500 });
    if (approve) await step(second, asked, 'approve');
    expect(await balance(shop.call, member, 'rub')).toBe(0);
    const refused = await step(first, asked, 'refuse', { reason: 'No such card' });
    expect([refused.status, refused.at('status'), refused.at('refusal')]).toEqual([201, 'refused', 'No such card']);
    const again = await step(first, asked, 'refuse', { reason: 'Again' });
    expect([again.status, again.text]).toEqual([200, refused.text]);
    expect(await balance(shop.call, member, 'rub')).toBe(500);
    expect(refusal(await step(second, asked, 'pay'))).toEqual([409, 'payout_status']);
    expect(refusal(await step(second, asked, 'approve'))).toEqual([409, 'payout_status']);
  }
});

test('paid and refused at the same moment: one of them happens', async () => {
  const member = await memberWith(shop.call, { rub: 1_000 });
  for (let round = 0; round < 5; round += 1) {
    const before = Number(await balance(shop.call, member, 'rub'));
    const asked = await request(member, { units: 100 });
    await step(second, asked, 'approve');
    const ends = await Promise.all(
      ['pay', 'refuse', 'pay', 'refuse'].map((name, index) => step(index < 2 ? first : second, asked, name)),
    );
    const end = await asker('GET', `/v1/payouts/${asked.textAt('id')}`);
    const left = end.at('status') === 'paid' ? before - 100 : before;
    expect(await balance(shop.call, member, 'rub')).toBe(left);
    expect(ends.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(ends.filter(({ code }) => code === 'payout_status')).toHaveLength(2);
  }
});

test('the same request 20 times at once is one payout; with other contents it is refused', async () => {
  const member = await memberWith(shop.call, { rub: 1_000 });
  const answers = await times(20, () => request(member, { units: 400 }, { key: 'twenty' }));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await balance(shop.call, member, 'rub')).toBe(600);
  expect(refusal(await request(member, { units: 300 }, { key: 'twenty' }))).toEqual([409, 'key_reused']);
  const numbered = await times(5, () => request(member, { units: 100, id: 'p-1' }));
  expect(new Set(numbered.map(({ text }) => text)).size).toBe(1);
  expect(refusal(await request(member, { units: 200, id: 'p-1' }))).toEqual([409, 'key_reused']);
  expect(await balance(shop.call, member, 'rub')).toBe(500);
  const waiting = await asker('GET', '/v1/payouts?limit=200');
  expect(waiting.text.split(member.id).length - 1).toBe(2);
});

test('what was refused leaves nothing behind, and the same number may be sent again when it can be done', async () => {
  const member = await memberWith(shop.call, { rub: 150 });
  const before = await operationsOf(shop.call, member);
  const refused = [
    [await request(member, { units: 200, id: 'later' }), 409, 'units_insufficient'],
    [await request(member, { units: 99 }), 409, 'payout_not_allowed'],
    [await request(member, { units: 100, wallet: 'bonus' }), 409, 'payout_not_allowed'],
    [await request(member, { units: 100, wallet: 'gold' }), 422, 'wallet_unknown'],
    [await request(member, { amount: 10_050 }), 422, 'payout_amount'],
    [await request(member, { amount: 10_000, wallet: 'prize' }), 422, 'payout_amount'],
    [await request(member, { units: 100, amount: 10_000 }), 400, 'request_invalid'],
    [await request(member, {}), 400, 'request_invalid'],
    [await request(member, { units: -100 }), 400, 'request_invalid'],
  ] as const;
  for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
  expect(await operationsOf(shop.call, member)).toBe(before);
  const rows = await api.database.db.system.query({
    text: 'select payout_id from payouts where member_id = $1',
    values: [member.id],
  });
  expect(rows.rowCount).toBe(0);
  await shop.call('POST', '/v1/corrections', {
    json: { accountId: member.accountId, wallet: 'rub', units: 50, reason: 'more' },
  });
  expect((await request(member, { units: 200, id: 'later' })).status).toBe(201);
});

test('over the limit of the month: refused', async () => {
  const member = await memberWith(shop.call, { rub: 6_000 });
  expect((await request(member, { units: 5_000 })).status).toBe(201);
  expect(refusal(await request(member, { units: 100 }))).toEqual([409, 'limit_reached']);
});

test('an account that owes cannot pay itself out', async () => {
  const member = await memberWith(shop.call, { bonus: 200 });
  const bought = await shop.call('POST', '/v1/purchases', {
    json: {
      member: { id: member.id },
      receipt: {
        id: 'debt-1',
        total: 100_000,
        lines: [{ sku: 'TEA', category: 'tea', quantity: 1, price: 100_000, amount: 100_000 }],
      },
    },
  });
  expect(bought.status).toBe(201);
  const convert = { json: { member: { id: member.id }, conversionId: 'to-rubles', units: 300 } };
  expect((await shop.call('POST', '/v1/conversions', convert)).at('got')).toEqual({ wallet: 'rub', units: 150 });
  const returned = await shop.call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
  expect(returned.status).toBe(201);
  const owing = await shop.call('POST', '/v1/conversions', convert);
  expect(refusal(owing)).toEqual([409, 'account_in_debt']);
});

describe('a crash', () => {
  test('between the row and the units: nothing is shown, and the retry makes it whole', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const { organizationId } = shop;
    const id = payoutIdOf({ organizationId, number: null, idempotencyKey: 'crash-1' });
    await api.database.db.system.query({
      text: `insert into payouts (shard, payout_id, organization_id, program_id, account_id, member_id, wallet, units, status,
          requested_by, requested_at)
        values ($1, $2, $3, 'benefits', $4, $5, 'rub', 100, 'begun', $2, now())`,
      values: [Number.parseInt(id.slice(-2), 16), id, organizationId, member.accountId, member.id],
    });
    expect(refusal(await asker('GET', `/v1/payouts/${id}`))).toEqual([404, 'payout_unknown']);
    expect(refusal(await second('POST', `/v1/payouts/${id}/approve`))).toEqual([404, 'payout_unknown']);
    expect((await asker('GET', '/v1/payouts?limit=200')).text).not.toContain(id);
    const asked = await request(member, { units: 100 }, { key: 'crash-1' });
    expect([asked.status, asked.at('id')]).toEqual([201, id]);
    expect((await asker('GET', `/v1/payouts/${id}`)).at('destination')).toBe('card 4417');
    expect(await balance(shop.call, member, 'rub')).toBe(200);
  });

  test('between the units and the row: the row is found and finished', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const asked = await request(member, { units: 100 }, { key: 'crash-2' });
    const forget = {
      text: "update payouts set status = 'begun', operation_id = null where payout_id = $1",
      values: [asked.textAt('id')],
    };
    await api.database.db.system.query(forget);
    expect((await asker('GET', '/v1/payouts?limit=200')).text).toContain(asked.textAt('id'));
    await api.database.db.system.query(forget);
    expect((await step(second, asked, 'approve')).at('status')).toBe('approved');
    const again = await request(member, { units: 100 }, { key: 'crash-2' });
    expect([again.status, again.text]).toEqual([200, asked.text]);
    expect((await asker('GET', `/v1/payouts/${asked.textAt('id')}`)).at('status')).toBe('approved');
  });
});

test('the queue goes on page by page, oldest first', async () => {
  const member = await memberWith(other.call, { rub: 1_000 });
  const made = [];
  for (let count = 0; count < 5; count += 1) {
    const json = { member: { id: member.id }, wallet: 'rub', units: 100 };
    made.push((await other.call('POST', '/v1/payouts', { json })).textAt('id'));
  }
  const seen: string[] = [];
  for (let url = '/v1/payouts?limit=2'; url !== '';) {
    const page = await other.call('GET', url);
    for (const place of [0, 1]) {
      const id = page.at(`payouts.${place}.id`);
      if (typeof id === 'string') seen.push(id);
    }
    const next = page.at('next');
    url = typeof next === 'string' ? `/v1/payouts?limit=2&cursor=${next}` : '';
  }
  expect(seen).toEqual(made);
  expect((await other.call('GET', '/v1/payouts?status=paid')).at('payouts')).toEqual([]);
  for (const forged of ['nonsense', '9007199254740991.1.1.1.1.1', '1.4294967296.1.1.1.1', '1.1', '1.-1.1.1.1.1']) {
    const cursor = Buffer.from(forged).toString('base64url');
    expect(refusal(await other.call('GET', `/v1/payouts?cursor=${cursor}`))).toEqual([400, 'cursor_invalid']);
  }
  const last = Buffer.from('8640000000000000.1.1.1.1.1').toString('base64url');
  expect((await other.call('GET', `/v1/payouts?cursor=${last}`)).at('payouts')).toEqual([]);
  expect(refusal(await other.call('GET', '/v1/payouts?status=begun'))).toEqual([400, 'request_invalid']);
});

test('where the money went can be forgotten; the payout stays', async () => {
  const member = await memberWith(shop.call, { rub: 300 });
  const asked = await request(member, { units: 100 });
  const url = `/v1/payouts/${asked.textAt('id')}`;
  expect((await asker('GET', url)).at('destination')).toBe('card 4417');
  expect((await first('DELETE', `${url}/destination`)).status).toBe(204);
  expect((await first('DELETE', `${url}/destination`)).status).toBe(204);
  const left = await asker('GET', url);
  expect([left.at('destination'), left.at('units')]).toEqual([null, 100]);
  const operations = await shop.call('GET', `/v1/accounts/${member.accountId}/operations`);
  const operation = await shop.call('GET', `/v1/operations/${operations.textAt('operations.0.id')}`);
  expect(operation.text).not.toContain('4417');
});

test('only an admin approves, pays and refuses; another organization’s payouts are unknown', async () => {
  const member = await memberWith(shop.call, { rub: 300 });
  const asked = await request(member, { units: 100 }, { by: asker });
  for (const name of ['approve', 'pay', 'refuse'])
    expect(refusal(await step(asker, asked, name))).toEqual([403, 'scope_insufficient']);
  const till = api.as(await keyOf(shop, 'Till', 'till'));
  expect(refusal(await request(member, { units: 100 }, { by: till }))).toEqual([403, 'scope_insufficient']);
  for (const name of ['approve', 'pay', 'refuse'])
    expect(refusal(await step(other.call, asked, name))).toEqual([404, 'payout_unknown']);
  const url = `/v1/payouts/${asked.textAt('id')}`;
  expect(refusal(await other.call('GET', url))).toEqual([404, 'payout_unknown']);
  expect(refusal(await other.call('DELETE', `${url}/destination`))).toEqual([404, 'payout_unknown']);
  expect(refusal(await request(member, { units: 100 }, { by: other.call }))).toEqual([404, 'member_unknown']);
  expect((await other.call('GET', '/v1/payouts?limit=200')).text).not.toContain(asked.textAt('id'));
  expect((await asker('GET', url)).at('status')).toBe('requested');
});
