// A member's life with a coffee shop, told over HTTP: what a newcomer does with curl.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, newMember, publishCoffee, purchaseBody } from './coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
});
afterAll(() => api.close());

test('a member is welcomed, buys, pays with bonuses, returns, and every unit is explained', async () => {
  const { call } = shop;
  const anna = await newMember(call);

  const welcomed = await call('GET', `/v1/members/${anna.id}`);
  expect(welcomed.at('accounts.0.balances.bonus.available')).toBe(100);
  expect(welcomed.at('accounts.0.tier')).toMatchObject({
    level: 'regular',
    measured: 0,
    next: { level: 'gold', missing: 2_000_000 },
  });

  const member = { phone: `8${anna.phone.slice(2)}` };
  const quoted = await call('POST', '/v1/quotes', {
    json: purchaseBody(member, { amount: 20_000, pay: { units: 'max' } }),
  });
  expect(quoted.status).toBe(200);
  expect(quoted.at('payment')).toEqual({ wallet: 'bonus', units: 100, money: 10_000 });

  const body = purchaseBody(member, { id: 'story-1', amount: 20_000, pay: { units: 'max' } });
  const bought = await call('POST', '/v1/purchases', { json: body });
  expect(bought.status).toBe(201);
  expect(bought.at('toPay')).toBe(10_000);
  expect(bought.at('earned')).toEqual([{ rule: 'base', wallet: 'bonus', units: 5 }]);
  expect(bought.at('balances.bonus.available')).toBe(5);
  expect(bought.at('lines.0')).toEqual({
    discount: 0,
    prices: [{ quantity: '1', price: 10_000 }],
    payMoney: 10_000,
    payUnits: 100,
    earned: [{ wallet: 'bonus', units: 5 }],
  });
  expect(JSON.stringify(bought.at('reasons'))).toContain('бонус');

  const preview = await call('POST', '/v1/returns', { json: { purchaseId: bought.at('id'), preview: true } });
  expect(preview.status).toBe(200);
  expect(preview.at('money')).toBe(10_000);

  const returned = await call('POST', '/v1/returns', { json: { receipt: { id: 'story-1' }, id: 'ret-1' } });
  expect(returned.status).toBe(201);
  expect(returned.at('parts.0.restored')).toEqual([{ wallet: 'bonus', units: 100 }]);
  expect(returned.at('parts.0.takenBack')).toEqual([{ rule: 'base', wallet: 'bonus', units: 5 }]);
  expect(returned.at('balances.bonus.available')).toBe(100);
  const again = await call('POST', '/v1/returns', { json: { receipt: { id: 'story-1' }, id: 'ret-1' } });
  expect([again.status, again.text]).toEqual([200, returned.text]);

  const journal = await call('GET', `/v1/accounts/${anna.accountId}/journal?limit=3`);
  expect(journal.at('entries.0.operationType')).toBe('return');
  const next = await call('GET', `/v1/accounts/${anna.accountId}/journal?cursor=${journal.textAt('next')}`);
  const forged = Buffer.from('9007199254740991.9007199254740991').toString('base64url');
  expect((await call('GET', `/v1/accounts/${anna.accountId}/journal?cursor=${forged}`)).status).toBe(200);
  expect(next.at('next')).toBeNull();
  const operations = await call('GET', `/v1/accounts/${anna.accountId}/operations`);
  expect(operations.at('operations.0.type')).toBe('return');
  const operation = await call('GET', `/v1/accounts/${anna.accountId}/operations/${bought.textAt('id')}`);
  expect(operation.at('receipt.lines.0.quantity')).toBe('1');
  expect(api.failures).toEqual([]);
});

test('a till freezes a basket, prints, commits; and another gives up', async () => {
  const { call } = shop;
  const { phone } = await newMember(call);
  const basket = { total: 30_000, lines: [{ sku: 'BEANS', quantity: '0.25', price: 120_000, amount: 30_000 }] };
  const begun = await call('POST', '/v1/checkouts', {
    json: { member: { phone }, receipt: basket, pay: { units: 60 } },
  });
  expect(begun.status).toBe(201);
  expect(begun.at('balances.bonus')).toMatchObject({ available: 40, held: 60 });

  const greedy = await buy(call, { phone }, { amount: 20_000, pay: { units: 50 } });
  expect([greedy.status, greedy.code]).toEqual([409, 'units_insufficient']);

  const commit = `/v1/checkouts/${begun.textAt('id')}/commit`;
  const committed = await call('POST', commit, { json: { receipt: { id: 'fiscal-1' } } });
  expect(committed.status).toBe(201);
  expect(committed.at('payment.units')).toBe(60);
  const repeated = await call('POST', commit, { json: { receipt: { id: 'fiscal-1' } } });
  expect([repeated.status, repeated.text]).toEqual([200, committed.text]);
  expect((await call('POST', commit, { json: { receipt: { id: 'fiscal-2' } } })).code).toBe('checkout_committed');
  expect((await call('POST', `/v1/checkouts/${begun.textAt('id')}/cancel`)).code).toBe('checkout_committed');

  const second = await call('POST', '/v1/checkouts', {
    json: { member: { phone }, receipt: basket, pay: { units: 'max' } },
  });
  const cancel = `/v1/checkouts/${second.textAt('id')}/cancel`;
  const cancelled = await call('POST', cancel);
  expect(cancelled.at('balances.bonus.held')).toBe(0);
  expect((await call('POST', cancel)).text).toBe(cancelled.text);
  expect((await call('POST', `/v1/checkouts/${second.textAt('id')}/commit`)).code).toBe('checkout_cancelled');
});

test('goods come back without a receipt, the newest purchase first', async () => {
  const { call } = shop;
  const { phone } = await newMember(call);
  const older = await buy(call, { phone }, { amount: 10_000 });
  const newer = await buy(call, { phone }, { amount: 20_000 });
  const goods = (quantity: number) => ({ json: { member: { phone }, lines: [{ sku: 'LATTE', quantity }] } });
  const tooMany = await call('POST', '/v1/returns', goods(3));
  expect([tooMany.status, tooMany.code]).toEqual([409, 'return_unmatched']);
  expect(tooMany.at('unmatched')).toEqual([{ sku: 'LATTE', quantity: '1' }]);
  const one = await call('POST', '/v1/returns', goods(1));
  expect(one.at('parts.0.purchaseId')).toBe(newer.at('id'));
  const other = await call('POST', '/v1/returns', goods(1));
  expect(other.at('parts.0.purchaseId')).toBe(older.at('id'));
});

test('corrections and events of the shop', async () => {
  const { call } = shop;
  const { phone, accountId } = await newMember(call);
  const given = await call('POST', '/v1/corrections', {
    json: { accountId, wallet: 'bonus', units: 20, reason: 'Ждали долго' },
  });
  expect([given.status, given.at('balances.bonus.available')]).toEqual([201, 120]);
  const taken = await call('POST', '/v1/corrections', {
    json: { member: { phone }, wallet: 'bonus', units: -121, reason: 'x' },
  });
  expect([taken.status, taken.code]).toEqual([409, 'correction_below_zero']);
  const event = { json: { member: { phone }, name: 'shop.review', id: 'rev-1', data: { stars: 5 } } };
  const told = await call('POST', '/v1/events', event);
  expect([told.status, told.at('earned')]).toEqual([201, [{ rule: 'review', wallet: 'bonus', units: 50 }]]);
  expect((await call('POST', '/v1/events', event)).text).toBe(told.text);
  const other = await call('POST', '/v1/events', { json: { ...event.json, data: { stars: 4 } } });
  expect([other.status, other.code]).toEqual([409, 'key_reused']);
});

test('a member changes phone, is blocked and let in again', async () => {
  const { call } = shop;
  const { id, phone } = await newMember(call);
  const other = await newMember(call);
  const taken = await call('PATCH', `/v1/members/${id}`, { json: { identities: { phone: other.phone } } });
  expect([taken.code, taken.at('memberId')]).toEqual(['identity_taken', other.id]);
  const changed = await call('PATCH', `/v1/members/${id}`, {
    json: {
      identities: { phone: null, email: 'Anna@Example.com' },
      profile: { name: 'Анна', birthday: '1990-05-17' },
      status: 'blocked',
    },
  });
  expect(changed.at('identities')).toEqual({ email: 'anna@example.com' });
  expect((await buy(call, { email: 'ANNA@example.com' })).code).toBe('member_blocked');
  expect((await buy(call, { phone })).code).toBe('member_unknown');
  await call('PATCH', `/v1/members/${id}`, { json: { status: 'active', profile: { birthday: null } } });
  expect((await buy(call, { email: 'anna@example.com' })).status).toBe(201);
  const found = await call('GET', '/v1/members?email=anna@example.com');
  expect(found.at('members.0.profile')).toEqual({ name: 'Анна' });
  expect((await call('GET', '/v1/members?phone=%2B79990000000')).at('members')).toEqual([]);
});

test('in a sandbox a year passes in a moment', async () => {
  const sandbox = await api.organization({ sandbox: true });
  await publishCoffee(sandbox.call);
  const { id, phone } = await newMember(sandbox.call);
  await buy(sandbox.call, { phone }, { amount: 2_000_000 });
  const before = await sandbox.call('GET', `/v1/members/${id}`);
  expect(before.at('accounts.0.tier.level')).toBe('gold');
  expect(before.at('accounts.0.balances.bonus.available')).toBe(1_100);
  const now = Date.parse((await sandbox.call('GET', '/v1/organization')).textAt('now'));
  const later = new Date(now + 400 * 86_400_000).toISOString();
  const moved = await sandbox.call('POST', '/v1/sandbox/clock', { json: { now: later } });
  expect(moved.at('now')).toBe(later);
  const after = await sandbox.call('GET', `/v1/members/${id}`);
  expect(after.at('accounts.0.balances.bonus.available')).toBe(0);
  expect(after.at('accounts.0.tier.level')).toBe('regular');
  expect((await sandbox.call('POST', '/v1/sandbox/clock', { json: { now: new Date(now).toISOString() } })).code).toBe(
    'clock_backwards',
  );
  expect((await shop.call('POST', '/v1/sandbox/clock', { json: { now: later } })).code).toBe('not_a_sandbox');
});

test('members who came before a program was published join it with their first receipt', async () => {
  const early = await api.organization();
  const made = await early.call('POST', '/v1/members', { json: { identities: { card: '42' } } });
  expect(made.at('accounts')).toEqual([]);
  await publishCoffee(early.call);
  const bought = await buy(early.call, { card: '42' }, { amount: 10_000 });
  expect([bought.status, bought.at('balances.bonus.available')]).toEqual([201, 105]);
});

test('a batch answers for each receipt in its place', async () => {
  const { call } = shop;
  const { phone } = await newMember(call);
  const good = purchaseBody({ phone }, { id: 'batch-1', amount: 10_000 });
  const purchases = [
    good,
    { nonsense: true },
    purchaseBody({ phone: '+79995550000' }),
    purchaseBody(undefined, { id: 'batch-2' }),
    good,
  ];
  const answer = await call('POST', '/v1/purchases/batch', { json: { purchases } });
  expect(answer.status).toBe(200);
  const statuses = [0, 1, 2, 3, 4].map((index) => answer.at(`results.${index}.status`));
  expect(statuses).toEqual(['done', 'refused', 'refused', 'done', 'repeated']);
  expect(answer.at('results.1.problem.code')).toBe('request_invalid');
  expect(answer.at('results.2.problem.code')).toBe('member_unknown');
  expect(answer.at('results.4.purchase')).toEqual(answer.at('results.0.purchase'));
  expect(answer.at('results.3.purchase.accountId')).toBeNull();
});
