// Gift cards: money paid in advance. It is never more than was paid, never earns twice, and goes back where it came from.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { buy, newMember } from './coffee.ts';
import { balance, closeAudited, newShop, pay, program, publish, sell } from './gift-card-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await newShop(api, '{ min: 100.00, max: 50000.00, expires: P3Y }');
});
afterAll(() => closeAudited(api));

test('a card is sold, pays in parts, and knows what is left', async () => {
  const { id, code } = await sell(shop.call, 300_000);
  const first = await pay(shop.call, code, { amount: 120_000 });
  expect([first.status, first.at('amount'), first.at('balance'), first.at('currency')]).toEqual([
    201,
    120_000,
    180_000,
    'RUB',
  ]);
  const over = await pay(shop.call, code, { amount: 180_001 });
  expect([over.status, over.code, over.at('left')]).toEqual([409, 'gift_card_insufficient', 180_000]);
  const some = await pay(shop.call, code, { amount: 'max', upTo: 50_000 });
  expect([some.at('amount'), some.at('balance')]).toEqual([50_000, 130_000]);
  const rest = await pay(shop.call, code.toLowerCase().replaceAll(/(.{4})/g, '$1-'), { amount: 'max' });
  expect([rest.at('amount'), rest.at('balance')]).toEqual([130_000, 0]);
  const none = await pay(shop.call, code, { amount: 'max' });
  expect([none.code, none.at('left')]).toEqual(['gift_card_insufficient', 0]);
  const history = await shop.call('GET', `/v1/gift-cards/${id}/operations?limit=3`);
  expect(history.at('operations.0.type')).toBe('payment');
  const older = await shop.call('GET', `/v1/gift-cards/${id}/operations?cursor=${history.textAt('next')}`);
  expect([older.at('operations.0.type'), older.at('operations.0.amount'), older.at('operations.1')]).toEqual([
    'sale',
    300_000,
    undefined,
  ]);
});

test('codes of cards cannot be guessed, and a batch is inactive until its cards are sold', async () => {
  const made = await shop.call('POST', '/v1/gift-cards', { json: { amount: 100_000, count: 50 } });
  expect([made.status, made.at('card')]).toEqual([201, null]);
  const batchUrl = `/v1/gift-cards/batches/${made.textAt('batch.id')}`;
  expect((await shop.call('GET', batchUrl)).at('status')).toBe('ready');
  const file = await api.app.inject({ url: `${batchUrl}/codes.csv`, headers: { authorization: `Bearer ${shop.key}` } });
  const codes = file.payload
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');
  expect([codes.length, new Set(codes).size]).toEqual([50, 50]);
  expect(codes.every((code) => /^[34679CFGHJKMNPRTXY]{20}$/.test(code))).toBe(true);
  const [code = ''] = codes;
  const checked = await shop.call('POST', '/v1/gift-cards/check', { json: { code } });
  expect([checked.at('status'), checked.at('balance'), checked.at('expiresAt')]).toEqual(['inactive', 0, null]);
  expect((await pay(shop.call, code, { amount: 1 })).code).toBe('gift_card_inactive');
  const json = { code, receipt: { id: 'sold-1' } };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => shop.call('POST', '/v1/gift-cards/activate', { json })),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect([answers[0]?.at('status'), answers[0]?.at('balance')]).toEqual(['active', 100_000]);
  const other = { json: { code, receipt: { id: 'sold-2' } } };
  expect((await shop.call('POST', '/v1/gift-cards/activate', other)).code).toBe('gift_card_activated');
  expect(await balance(shop.call, code)).toBe(100_000);
  await pay(shop.call, code, { amount: 40_000 });
  expect((await shop.call('POST', '/v1/gift-cards/activate', { json })).text).toBe(answers[0]?.text);
});

test('one receipt may be paid by two cards', async () => {
  const [first, second] = [await sell(shop.call), await sell(shop.call)];
  const json = { amount: 'max', receiptId: 'two-cards' };
  expect((await pay(shop.call, first.code, json)).status).toBe(201);
  expect((await pay(shop.call, second.code, json)).status).toBe(201);
});

test('what gift cards paid of a receipt is found by its number, with what is left to refund, and of no other source', async () => {
  const [first, second, third] = [await sell(shop.call), await sell(shop.call), await sell(shop.call)];
  const receiptId = 'three-cards';
  const paid = await pay(shop.call, first.code, { amount: 60_000, receiptId });
  await pay(shop.call, second.code, { amount: 'max', upTo: 40_000, receiptId });
  // Brought, and it could not pay.
  expect((await pay(shop.call, third.code, { amount: 100_001, receiptId })).code).toBe('gift_card_insufficient');
  const json = { paymentId: paid.at('id'), amount: 25_000 };
  expect((await shop.call('POST', '/v1/gift-cards/refunds', { json })).status).toBe(201);
  const paymentsOf = (query: string, call = shop.call) => call('GET', `/v1/gift-cards/payments?${query}`);
  const found = await paymentsOf(`receiptId=${receiptId}`);
  expect(found.at('payments')).toMatchObject([
    { id: paid.at('id'), cardId: first.id, amount: 60_000, left: 35_000, ending: first.code.slice(-4) },
    { cardId: second.id, amount: 40_000, left: 40_000 },
  ]);
  expect(found.text).not.toContain(first.code);
  expect((await paymentsOf(`receiptId=${receiptId}&source=till`)).at('payments')).toEqual([]);
  const other = await newShop(api, '{}');
  expect((await paymentsOf(`receiptId=${receiptId}`, other.call)).at('payments')).toEqual([]);
});

test('a refund comes back in parts up to what was paid, in any split, and once', async () => {
  const { id, code } = await sell(shop.call, 100_001);
  const paid = await pay(shop.call, code, { amount: 100_001 });
  const paymentId = paid.at('id');
  const refund = (json: object) => shop.call('POST', '/v1/gift-cards/refunds', { json: { paymentId, ...json } });
  const part = { amount: 33_333, id: 'refund-1' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => refund(part)));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect([answers[0]?.at('amount'), answers[0]?.at('balance')]).toEqual([33_333, 33_333]);
  expect((await refund({ amount: 33_334, id: 'refund-1' })).code).toBe('gift_card_refund_taken');
  const over = await refund({ amount: 66_669 });
  expect([over.status, over.code, over.at('left')]).toEqual([409, 'gift_card_refund_too_large', 66_668]);
  expect((await refund({ amount: 66_667 })).at('balance')).toBe(100_000);
  const headers = { 'idempotency-key': 'last-kopeck' };
  const last = { json: { paymentId, amount: 1 }, headers };
  expect((await shop.call('POST', '/v1/gift-cards/refunds', last)).at('balance')).toBe(100_001);
  expect((await shop.call('POST', '/v1/gift-cards/refunds', last)).status).toBe(200);
  expect((await refund({ amount: 1 })).at('left')).toBe(0);
  const history = await shop.call('GET', `/v1/gift-cards/${id}/operations`);
  expect([history.at('operations.0.type'), history.at('operations.0.amount')]).toEqual(['refund', 1]);
});

test('a card expires at the end of its last day; a refund after that lives two weeks more', async () => {
  const sandbox = await newShop(api, '{ expires: P1M }', { sandbox: true });
  const { call } = sandbox;
  const start = Date.parse((await call('GET', '/v1/organization')).textAt('now'));
  const move = (days: number) =>
    call('POST', '/v1/sandbox/clock', { json: { now: new Date(start + days * 86_400_000).toISOString() } });
  const { id, code } = await sell(call, 100_000);
  const paymentId = (await pay(call, code, { amount: 40_000 })).at('id');
  const before = await call('GET', `/v1/gift-cards/${id}`);
  const expiresAt = Date.parse(before.textAt('expiresAt'));
  expect(new Date(expiresAt + 3 * 3_600_000).toISOString()).toContain('T00:00:00');
  await call('POST', '/v1/sandbox/clock', { json: { now: new Date(expiresAt - 1).toISOString() } });
  expect((await call('POST', '/v1/gift-cards/check', { json: { code } })).at('status')).toBe('active');
  await call('POST', '/v1/sandbox/clock', { json: { now: new Date(expiresAt).toISOString() } });
  const expired = await call('POST', '/v1/gift-cards/check', { json: { code } });
  expect([expired.at('status'), expired.at('balance')]).toEqual(['expired', 0]);
  expect((await pay(call, code, { amount: 1 })).code).toBe('gift_card_expired');
  expect((await pay(call, code, { amount: 'max' })).code).toBe('gift_card_expired');
  const history = await call('GET', `/v1/gift-cards/${id}/operations`);
  expect([history.at('operations.0.type'), history.at('operations.0.amount')]).toEqual(['expiry', -60_000]);
  await call('POST', '/v1/gift-cards/refunds', { json: { paymentId, amount: 10_000 } });
  const revived = await call('POST', '/v1/gift-cards/check', { json: { code } });
  expect([revived.at('status'), revived.at('balance')]).toEqual(['active', 10_000]);
  expect((await pay(call, code, { amount: 4_000 })).status).toBe(201);
  await move(60);
  expect((await call('POST', '/v1/gift-cards/check', { json: { code } })).at('status')).toBe('expired');
});

test('new terms of the program are for cards sold from then on', async () => {
  const { call } = await newShop(api, '{ expires: P1M }');
  const old = await sell(call);
  await publish(call, 'coffee', program('coffee', '{ expires: P2Y }'));
  const young = await sell(call);
  await publish(call, 'coffee', program('coffee', '{}'));
  const ageless = await sell(call);
  const year = async (id: string) => (await call('GET', `/v1/gift-cards/${id}`)).at('expiresAt');
  const days = (text: unknown) => Math.round((Date.parse(z.string().parse(text)) - Date.now()) / 86_400_000);
  expect(days(await year(old.id))).toBeLessThan(33);
  expect(days(await year(young.id))).toBeGreaterThan(725);
  expect(await year(ageless.id)).toBeNull();
});

test('a blocked card pays nothing, an inactive one cannot be activated; refunds still come; unblocked it pays again', async () => {
  const { id, code } = await sell(shop.call);
  const json = { code, amount: 10_000, receiptId: 'before-theft' };
  const paid = await shop.call('POST', '/v1/gift-cards/payments', { json });
  const blocked = await shop.call('POST', '/v1/gift-cards/block', { json: { id, reason: 'Stolen' } });
  expect([blocked.status, blocked.at('status'), blocked.at('balance')]).toEqual([200, 'blocked', 90_000]);
  expect((await shop.call('POST', '/v1/gift-cards/block', { json: { code } })).at('status')).toBe('blocked');
  expect((await pay(shop.call, code, { amount: 1 })).code).toBe('gift_card_blocked');
  expect((await pay(shop.call, code, { amount: 'max' })).code).toBe('gift_card_blocked');
  expect((await shop.call('POST', '/v1/gift-cards/payments', { json })).text).toBe(paid.text);
  const refund = { json: { paymentId: paid.at('id'), amount: 10_000 } };
  expect((await shop.call('POST', '/v1/gift-cards/refunds', refund)).at('balance')).toBe(100_000);
  await shop.call('POST', '/v1/gift-cards/unblock', { json: { code } });
  expect((await pay(shop.call, code, { amount: 1 })).status).toBe(201);
  const made = await shop.call('POST', '/v1/gift-cards', { json: { amount: 100_000 } });
  await shop.call('POST', '/v1/gift-cards/block', { json: { id: made.at('card.id') } });
  const activate = { json: { code: made.at('card.code') } };
  expect((await shop.call('POST', '/v1/gift-cards/activate', activate)).code).toBe('gift_card_blocked');
  expect((await shop.call('POST', '/v1/gift-cards/block', { json: { id, code } })).code).toBe('request_invalid');
});

test('money of gift cards earns once, as money of the purchase; a line that sells a card earns nothing', async () => {
  const { phone } = await newMember(shop.call);
  const lines = [
    { sku: 'LATTE', quantity: 1, price: 20_000, amount: 20_000 },
    { sku: 'GIFT', kind: 'gift_card', quantity: 1, price: 100_000, amount: 100_000 },
  ];
  const sale = await buy(shop.call, { phone }, { receipt: { id: 'earn-1', total: 120_000, lines } });
  expect([sale.status, sale.at('earned.0.units')]).toEqual([201, 10]);
  const { id, code } = await sell(shop.call, 100_000);
  await pay(shop.call, code, { amount: 20_000, receiptId: 'earn-2' });
  const payments = [{ means: 'gift_card', amount: 20_000 }];
  const bought = await buy(shop.call, { phone }, { amount: 20_000, receipt: { id: 'earn-2', payments } });
  expect([bought.status, bought.at('earned.0.units'), bought.at('balances.bonus.available')]).toEqual([201, 10, 20]);
  const rows = await query(
    api.database.db.system,
    sql`select distinct wallet || '/' || kind as entry from journal where account_id = ${id} order by 1`,
    z.object({ entry: z.string() }),
  );
  expect(rows.map(({ entry }) => entry)).toEqual(['money/correct', 'money/pay']);
});

test('amounts that the program does not sell are refused, and so are bad shapes', async () => {
  const { call } = await newShop(api, '{ amounts: [1000.00, 2000.00] }');
  const odd = await call('POST', '/v1/gift-cards', { json: { amount: 150_000 } });
  expect([odd.status, odd.code, odd.at('offered.amounts.1')]).toEqual([422, 'gift_card_amount_not_offered', 200_000]);
  expect((await shop.call('POST', '/v1/gift-cards', { json: { amount: 9_999 } })).code).toBe(
    'gift_card_amount_not_offered',
  );
  expect((await shop.call('POST', '/v1/gift-cards', { json: { amount: 5_000_001 } })).code).toBe(
    'gift_card_amount_not_offered',
  );
  const without = await api.organization();
  await publish(without.call, 'coffee', program('coffee', '{}').replace(/giftCards.*\n/, ''));
  expect((await without.call('POST', '/v1/gift-cards', { json: { amount: 100_000 } })).code).toBe(
    'gift_cards_not_offered',
  );
  const { code } = await sell(call);
  const shapes: readonly (readonly [string, object])[] = [
    ['', { amount: 0 }],
    ['', { amount: 1.5 }],
    ['', { amount: 100_000, count: 2, activate: true }],
    ['', { amount: 100_000, receipt: { id: 'r' } }],
    ['', { amount: 100_000, count: 100_001 }],
    ['/payments', { code, amount: 1 }],
    ['/payments', { code, amount: -1, receiptId: 'r' }],
    ['/payments', { code, amount: 'all', receiptId: 'r' }],
    ['/payments', { code, amount: 5, upTo: 5, receiptId: 'r' }],
    ['/payments', { code, amount: 9_000_000_001, receiptId: 'r' }],
    ['/refunds', { paymentId: 'x', amount: 1 }],
    ['/check', {}],
  ];
  for (const [path, json] of shapes)
    expect([(await call('POST', `/v1/gift-cards${path}`, { json })).code, path, json]).toEqual([
      'request_invalid',
      path,
      json,
    ]);
  expect((await pay(call, code, { amount: 9_000_000_000 })).code).toBe('gift_card_insufficient');
});
