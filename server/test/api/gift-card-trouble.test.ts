// Gift cards under fire: many tills at once, processes that die, other organizations, those who guess; and their ledger, which is nobody's.
import { instant } from '@kopilka/engine';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportOrganization } from '../../src/features/exports/export-organization.ts';
import { makeWaitingCards } from '../../src/features/gift-cards/make-cards.ts';
import { createProgramRegistry } from '../../src/features/programs/registry.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { execute, sql } from '../../src/kit/sql.ts';
import { audit } from '../../src/ledger/audit/audit.ts';
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

test('a large batch is finished by whoever comes', async () => {
  const made = await shop.call('POST', '/v1/gift-cards', { json: { amount: 100_000, count: 12_000 } });
  const url = `/v1/gift-cards/batches/${made.textAt('batch.id')}`;
  expect([(await shop.call('GET', url)).at('status'), (await shop.call('GET', url)).at('made')]).toEqual([
    'making',
    10_000,
  ]);
  await Promise.all([1, 2].map(() => makeWaitingCards(api.database.db)));
  await makeWaitingCards(api.database.db);
  expect((await shop.call('GET', url)).at('made')).toBe(12_000);
});

test('the same sale with an Idempotency-Key 20 times at once is one card, answered the same; another body is refused', async () => {
  const headers = { 'idempotency-key': 'sell-20' };
  const json = { amount: 200_000, activate: true };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => shop.call('POST', '/v1/gift-cards', { json, headers })),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  const code = answers[0]?.textAt('card.code') ?? '';
  await pay(shop.call, code, { amount: 50_000 });
  expect((await shop.call('POST', '/v1/gift-cards', { json, headers })).text).toBe(answers[0]?.text);
  expect(await balance(shop.call, code)).toBe(150_000);
  const other = await shop.call('POST', '/v1/gift-cards', { json: { ...json, amount: 300_000 }, headers });
  expect(other.code).toBe('key_reused');
});

test('the same payment 20 times at once takes the money once, and 20 equal answers', async () => {
  const { code } = await sell(shop.call);
  for (const amount of [30_000, 'max']) {
    const json = { code, amount, receiptId: `twenty-${amount}` };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => shop.call('POST', '/v1/gift-cards/payments', { json })),
    );
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const other = await shop.call('POST', '/v1/gift-cards/payments', { json: { ...json, amount: 29_999 } });
    expect(other.code).toBe('gift_card_payment_taken');
  }
  expect(await balance(shop.call, code)).toBe(0);
});

test('20 payments at once never take more than there is, whether of an amount or of all that is left', async () => {
  const { code } = await sell(shop.call, 100_000);
  const fixed = await Promise.all(Array.from({ length: 20 }, () => pay(shop.call, code, { amount: 15_000 })));
  expect(fixed.filter((answer) => answer.status === 201)).toHaveLength(6);
  expect(fixed.filter((answer) => answer.code === 'gift_card_insufficient')).toHaveLength(14);
  expect(await balance(shop.call, code)).toBe(10_000);
  const most = await Promise.all(
    Array.from({ length: 20 }, () => pay(shop.call, code, { amount: 'max', upTo: 3_000 })),
  );
  const taken = most.filter((answer) => answer.status === 201).map((answer) => Number(answer.at('amount')));
  expect(taken.toSorted((a, b) => a - b)).toEqual([1_000, 3_000, 3_000, 3_000]);
  expect(await balance(shop.call, code)).toBe(0);
});

test('40 refunds at once never give back more than was paid', async () => {
  const { code } = await sell(shop.call);
  const paymentId = (await pay(shop.call, code, { amount: 100_000 })).at('id');
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      shop.call('POST', '/v1/gift-cards/refunds', { json: { paymentId, amount: 30_000 } }),
    ),
  );
  const done = answers.filter((answer) => answer.status === 201).length;
  const refused = answers.filter((answer) => answer.code === 'gift_card_refund_too_large');
  expect([done, refused.length]).toEqual([3, 37]);
  expect(await balance(shop.call, code)).toBe(90_000);
});

test('a process that died after the sale but before it wrote it down: the card is active, with its money', async () => {
  const { id, code } = await sell(shop.call);
  const unwrite = sql`
    update gift_cards set status = 'inactive', sold_at = null, sold_receipt = null, expires_at = null where account_id = ${id}`;
  await execute(api.database.db.system, unwrite);
  const checked = await shop.call('POST', '/v1/gift-cards/check', { json: { code } });
  expect([checked.at('status'), checked.at('balance')]).toEqual(['active', 100_000]);
  await execute(api.database.db.system, unwrite);
  expect((await pay(shop.call, code, { amount: 100_000 })).status).toBe(201);
});

test('the money program is nobody’s: not listed, named, joined, published over, nor asked about', async () => {
  const { call, organizationId } = await newShop(api, '{}');
  const { id } = await sell(call);
  const { id: memberId } = await newMember(call);
  expect((await call('GET', `/v1/members/${memberId}`)).at('accounts.1')).toBeUndefined();
  expect((await call('GET', '/v1/organization')).at('programs.length')).toBe(1);
  expect((await call('GET', '/v1/programs')).at('programs.1')).toBeUndefined();
  expect((await call('GET', '/v1/programs/gift-cards')).code).toBe('program_unknown');
  expect((await call('GET', '/v1/programs/gift-cards/versions')).code).toBe('program_unknown');
  const named = { json: { identities: { phone: '+79995550199' }, programId: 'gift-cards' } };
  expect((await call('POST', '/v1/members', named)).code).toBe('program_unknown');
  const over = await publish(call, 'gift-cards', program('gift-cards', '{}'));
  expect([over.status, over.code]).toEqual([422, 'program_id_reserved']);
  const correction = { json: { accountId: id, wallet: 'money', units: 100, reason: 'x' } };
  expect((await call('POST', '/v1/corrections', correction)).code).toBe('account_unknown');
  expect((await call('GET', `/v1/accounts/${id}/journal`)).code).toBe('account_unknown');
  const fresh = createProgramRegistry(api.database.db, systemClock);
  expect(await fresh.programIds(organizationId)).toEqual(['coffee']);
});

test('each of several programs has cards of its own terms and currency', async () => {
  const { call } = await newShop(api, '{ amounts: [1000.00, 2000.00] }');
  await publish(call, 'tokyo', program('tokyo', '{ min: 500 }', 'JPY'));
  const ask = (json: object) => call('POST', '/v1/gift-cards', { json: { activate: true, ...json } });
  expect((await ask({ amount: 100_000 })).code).toBe('program_required');
  const rubles = await ask({ amount: 100_000, programId: 'coffee' });
  const yen = await ask({ amount: 777, programId: 'tokyo' });
  expect([rubles.at('card.currency'), yen.at('card.currency'), yen.at('card.balance')]).toEqual(['RUB', 'JPY', 777]);
  expect((await pay(call, yen.textAt('card.code'), { amount: 777 })).at('currency')).toBe('JPY');
  expect((await pay(call, rubles.textAt('card.code'), { amount: 1 })).at('balance')).toBe(99_999);
});

test("another organization's cards, batches and payments are unknown, and a purchase is no payment of a card", async () => {
  const other = await newShop(api, '{}');
  const { id, code } = await sell(shop.call);
  const paymentId = (await pay(shop.call, code, { amount: 10_000 })).at('id');
  const made = await shop.call('POST', '/v1/gift-cards', { json: { amount: 100_000, count: 2 } });
  expect((await pay(other.call, code, { amount: 1 })).code).toBe('gift_card_unknown');
  expect((await other.call('POST', '/v1/gift-cards/activate', { json: { code } })).code).toBe('gift_card_unknown');
  expect((await other.call('GET', `/v1/gift-cards/${id}`)).code).toBe('gift_card_unknown');
  expect((await other.call('GET', `/v1/gift-cards/${id}/operations`)).code).toBe('gift_card_unknown');
  expect((await other.call('POST', '/v1/gift-cards/block', { json: { id } })).code).toBe('gift_card_unknown');
  const refund = { json: { paymentId, amount: 1 } };
  expect((await other.call('POST', '/v1/gift-cards/refunds', refund)).code).toBe('gift_card_payment_unknown');
  expect((await other.call('GET', `/v1/gift-cards/batches/${made.textAt('batch.id')}`)).code).toBe(
    'gift_card_batch_unknown',
  );
  const { phone } = await newMember(shop.call);
  const bought = await buy(shop.call, { phone }, { amount: 10_000 });
  const wrong = { json: { paymentId: bought.at('id'), amount: 1 } };
  expect((await shop.call('POST', '/v1/gift-cards/refunds', wrong)).code).toBe('gift_card_payment_unknown');
  expect(await balance(shop.call, code)).toBe(90_000);
});

test('guessed codes of gift cards are slowed and counted as those of coupons are', async () => {
  const guarded = await newShop(api, '{}');
  const { code } = await sell(guarded.call);
  await execute(
    api.database.db.system,
    sql`
      insert into code_guesses (bucket, organization_id, kind, subject, failures, since)
      select get_byte(sha256('address/127.0.0.1'), 0), ${guarded.organizationId}, 'address', '127.0.0.1', 199, clock_timestamp()`,
  );
  const unknown = await guarded.call('POST', '/v1/gift-cards/check', { json: { code: 'NOTHING' } });
  expect([unknown.status, unknown.code]).toEqual([404, 'gift_card_unknown']);
  const good = await guarded.call('POST', '/v1/gift-cards/check', { json: { code } });
  expect([good.status, good.code, Number(good.headers['retry-after']) > 3_000]).toEqual([
    429,
    'too_many_guesses',
    true,
  ]);
  expect((await pay(guarded.call, code, { amount: 1 })).code).toBe('too_many_guesses');
});

test('an export has the shop’s receipts, and not what gift cards paid of them', async () => {
  const { call, organizationId } = await newShop(api, '{}');
  const { code } = await sell(call);
  await pay(call, code, { amount: 20_000, receiptId: 'exported' });
  const { phone } = await newMember(call);
  await buy(call, { phone }, { id: 'exported', amount: 20_000 });
  const directory = mkdtempSync(join(tmpdir(), 'kopilka-export-'));
  const { db } = api.database;
  const counts = await exportOrganization(
    { db, programs: createProgramRegistry(db, systemClock) },
    {
      organizationId,
      directory,
      now: instant(Date.now()),
      progress: { total: () => {}, at: () => {}, stop: () => {} },
      signal: new AbortController().signal,
    },
  );
  expect([counts.receipts, counts.accounts]).toEqual([1, 2]);
  expect(readFileSync(join(directory, 'balances.csv'), 'utf8')).toContain('gift-cards,,money,800.00,');
});

test.each([
  [
    'more on a card than was paid in',
    'update lots set issued = issued + 1, remaining = remaining + 1 where account_id = $1',
  ],
  ['a payment that took less', `update journal set units = units + 1 where account_id = $1 and kind = 'pay'`],
  ['a sale that is gone', `delete from operations where account_id = $1 and seq = 1`],
])('the audit sees %s', async (_, text) => {
  const { id, code } = await sell(shop.call);
  await pay(shop.call, code, { amount: 40_000 });
  const programs = createProgramRegistry(api.database.db, systemClock);
  const found: (string | undefined)[] = [];
  const undone = api.database.db.transaction(async (tx) => {
    await tx.query({ text, values: [id] });
    found.push(...(await audit({ snapshot: tx, programs })).offences.map(({ accountId }) => accountId ?? undefined));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(found).not.toEqual([]);
  expect(found.every((accountId) => accountId === undefined || accountId === id)).toBe(true);
});
