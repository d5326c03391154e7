// Codes in trouble: processes that die in between, checkouts that run out of time, and those who guess.
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { findCode, reserveCode } from '../../src/features/coupons/codes.ts';
import { admitGuesser, refuseGuess } from '../../src/features/coupons/guess-guard.ts';
import { makeWaitingCodes } from '../../src/features/coupons/make-codes.ts';
import { tidyCodes } from '../../src/features/coupons/tidy-codes.ts';
import { execute, query, sql } from '../../src/kit/sql.ts';
import { newMember } from './coffee.ts';
import { basket, bring, codesOf, countedUses, makeCodes, namedCode, newShop, usesOf } from './coupon-house.ts';
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

test('a batch that a crash has cut off is finished by whoever comes, exactly once, and says how far it is', async () => {
  const made = await makeCodes(shop.call, { count: 25_000 });
  const url = `/v1/coupon-batches/${made.textAt('id')}`;
  const before = await shop.call('GET', url);
  expect([before.at('status'), before.at('made'), before.at('count')]).toEqual(['making', 10_000, 25_000]);
  const stop = new AbortController();
  stop.abort();
  await makeWaitingCodes(api.database.db, stop.signal);
  expect((await shop.call('GET', url)).at('made')).toBe(10_000);
  await Promise.all([1, 2, 3].map(() => makeWaitingCodes(api.database.db)));
  await makeWaitingCodes(api.database.db);
  const after = await shop.call('GET', url);
  expect([after.at('status'), after.at('made')]).toEqual(['ready', 25_000]);
  expect(new Set(await codesOf(api, shop, made.textAt('id'))).size).toBe(25_000);
});

test('a checkout that ran out of time gives its code up, and its commit is accepted all the same', async () => {
  const sandbox = await newShop(api, { sandbox: true });
  const code = await namedCode(sandbox.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(sandbox.call), await newMember(sandbox.call)];
  const json = { member: { phone: anna.phone }, receipt: basket, apply: [{ code }], minutes: 10 };
  const begun = await sandbox.call('POST', '/v1/checkouts', { json });
  const now = Date.parse(begun.textAt('until'));
  await sandbox.call('POST', '/v1/sandbox/clock', { json: { now: new Date(now + 1_000).toISOString() } });
  expect((await bring(sandbox.call, { phone: boris.phone }, code)).status).toBe(201);
  const late = await sandbox.call('POST', `/v1/checkouts/${begun.textAt('id')}/commit`);
  expect([late.status, late.at('toPay')]).toEqual([201, 9_000]);
  expect((await usesOf(api, code)).map(({ status }) => status)).toEqual(['used', 'used']);
  expect(await countedUses(api, code)).toBe(2);
});

test('a process that died between the purchase and its confirmation: the code is used, by that purchase', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const bought = await bring(shop.call, { phone: anna.phone }, code);
  await execute(
    api.database.db.system,
    sql`update coupon_code_uses set status = 'reserved', holders = 1, operation_id = null where code = ${code}`,
  );
  expect((await bring(shop.call, { phone: boris.phone }, code)).code).toBe('coupon_code_used');
  expect(await usesOf(api, code)).toEqual([{ status: 'used', operation_id: bought.at('id'), holders: 0 }]);
  expect(await countedUses(api, code)).toBe(1);
});

test('a process that died before the purchase: the code is free when nobody can be at work with it any more', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const { db } = api.database;
  const { organizationId } = shop;
  const deps = { db, ledger: api.ledger };
  const guesser = { organizationId, keyId: 'test', address: 'test', memberId: anna.id };
  const found = await findCode(deps, guesser, { programId: 'corner-coffee', code });
  const now = instant(Date.now());
  const claim = { kind: 'receipt', key: 'api/never-came' } as const;
  const { id: memberId, accountId } = anna;
  await reserveCode(deps, { organizationId, found, claim, accountId, memberId, at: now, now });
  expect((await bring(shop.call, { phone: boris.phone }, code)).code).toBe('coupon_code_in_use');
  await tidyCodes(db, api.ledger);
  expect(await countedUses(api, code)).toBe(1);
  await execute(
    db.system,
    sql`update coupon_code_uses set lease_until = now() - interval '1 second' where code = ${code}`,
  );
  await tidyCodes(db, api.ledger);
  expect([await countedUses(api, code), (await usesOf(api, code))[0]?.status]).toEqual([0, 'released']);
  expect((await bring(shop.call, { phone: boris.phone }, code)).status).toBe(201);
});

test('a checkout whose process died before it wrote down its code: the commit uses the code once', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const { phone } = await newMember(shop.call);
  const begun = await shop.call('POST', '/v1/checkouts', {
    json: { member: { phone }, receipt: basket, apply: [{ code }] },
  });
  await execute(
    api.database.db.system,
    sql`update coupon_code_uses set checkout_id = null, checkout_until = null where code = ${code}`,
  );
  const committed = await shop.call('POST', `/v1/checkouts/${begun.textAt('id')}/commit`);
  expect(committed.status).toBe(201);
  expect(await usesOf(api, code)).toEqual([{ status: 'used', operation_id: committed.at('id'), holders: 0 }]);
  expect(await countedUses(api, code)).toBe(1);
});

test('a personal code works for its member; to others it does not exist, in the same words', async () => {
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const code = await namedCode(shop.call, { member: { phone: anna.phone }, usesMax: 1 });
  const foreign = await bring(shop.call, { phone: boris.phone }, code);
  const unknown = await bring(shop.call, { phone: boris.phone }, 'NOTHING-LIKE-THIS');
  const noCode = await bring(shop.call, { phone: boris.phone }, '…!…');
  expect([foreign.status, foreign.code]).toEqual([404, 'coupon_code_unknown']);
  expect([unknown.text, noCode.text]).toEqual([foreign.text, foreign.text]);
  const nobody = await shop.call('POST', '/v1/coupon-codes/check', { json: { code } });
  expect(nobody.code).toBe('coupon_code_unknown');
  const own = await shop.call('POST', '/v1/coupon-codes/check', { json: { code, member: { phone: anna.phone } } });
  expect([own.at('kind'), own.at('status')]).toEqual(['personal', 'usable']);
  expect((await bring(shop.call, { phone: anna.phone }, code)).status).toBe(201);
});

test('a member who guesses is slowed, then refused with Retry-After, with good codes as with bad ones', async () => {
  const guarded = await newShop(api);
  const code = await namedCode(guarded.call);
  const { phone } = await newMember(guarded.call);
  const guess = (n: number) =>
    guarded.call('POST', '/v1/coupon-codes/check', { json: { code: `GUESS${n}`, member: { phone } } });
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n)));
  expect(answers.filter((answer) => answer.code === 'coupon_code_unknown')).toHaveLength(10);
  const refused = answers.filter((answer) => answer.code === 'too_many_guesses');
  expect(refused).toHaveLength(20);
  expect(refused.every((answer) => answer.status === 429 && Number(answer.headers['retry-after']) > 3_500)).toBe(true);
  const good = { json: { code, member: { phone } } };
  expect((await guarded.call('POST', '/v1/coupon-codes/check', good)).code).toBe('too_many_guesses');
  expect((await bring(guarded.call, { phone }, code)).code).toBe('too_many_guesses');
  const quote = { json: { member: { phone }, receipt: basket, apply: [{ code }] } };
  expect((await guarded.call('POST', '/v1/quotes', quote)).code).toBe('too_many_guesses');
  const other = await newMember(guarded.call);
  expect((await bring(guarded.call, { phone: other.phone }, code)).status).toBe(201);
});

test('guesses are counted by key and by address too, good codes do not set them back, and a window ends', async () => {
  const { db } = api.database;
  const limit = { free: 2, max: 4 };
  const limits = { windowSeconds: 3_600, member: { free: 9, max: 9 }, address: limit, key: limit };
  const asker = { organizationId: shop.organizationId, keyId: 'k-1', address: '192.0.2.1', memberId: null };
  const code = 'coupon_code_unknown';
  const fail = (guesser = asker) => refuseGuess(db, guesser, { code, limits }).catch((error: unknown) => error);
  const startedAt = performance.now();
  for (let n = 0; n < 4; n += 1) {
    expect(await fail()).toMatchObject({ code });
    await admitGuesser(db, { ...asker, keyId: 'k-other', address: '192.0.2.9' }, limits);
    if (n < 3) await admitGuesser(db, asker, limits);
  }
  expect(performance.now() - startedAt).toBeGreaterThan(300);
  await expect(admitGuesser(db, asker, limits)).rejects.toMatchObject({ code: 'too_many_guesses' });
  expect(await fail()).toMatchObject({ code: 'too_many_guesses' });
  expect(await fail({ ...asker, keyId: 'k-2' })).toMatchObject({ code: 'too_many_guesses' });
  expect(await fail({ ...asker, address: '192.0.2.2' })).toMatchObject({ code: 'too_many_guesses' });
  expect(await fail({ ...asker, keyId: 'k-3', address: '192.0.2.3' })).toMatchObject({ code });
  await execute(
    db.system,
    sql`update code_guesses set since = now() - interval '2 hours' where subject in ('k-1', '192.0.2.1')`,
  );
  await admitGuesser(db, asker, limits);
  expect(await fail()).toMatchObject({ code });
});

test('the ledger does not hold the texts of codes', async () => {
  const code = await namedCode(shop.call);
  const { phone } = await newMember(shop.call);
  const bought = await bring(shop.call, { phone }, code);
  const rows = await query(
    api.database.db.system,
    sql`select event || decision as text from operations where operation_id = ${bought.at('id')}`,
    z.object({ text: z.string() }),
  );
  expect(rows.map(({ text }) => text.includes(code))).toEqual([false]);
  expect(bought.text).not.toContain(code);
});

test('a printed receipt is accepted with its code, even if the coupon would be refused by now', async () => {
  const [held, other] = [
    await namedCode(shop.call, { couponId: 'twice' }),
    await namedCode(shop.call, { couponId: 'twice' }),
  ];
  const { phone } = await newMember(shop.call);
  const begun = await shop.call('POST', '/v1/checkouts', {
    json: { member: { phone }, receipt: basket, apply: [{ code: held }] },
  });
  expect((await bring(shop.call, { phone }, other)).status).toBe(201);
  await shop.call('POST', '/v1/coupon-codes/block', { json: { code: held } });
  const committed = await shop.call('POST', `/v1/checkouts/${begun.textAt('id')}/commit`);
  expect([committed.status, (await usesOf(api, held)).map(({ status }) => status)]).toEqual([201, ['used']]);
});

test('what is left over is tidied: reservations of checkouts out of time, and counts of guesses long ago', async () => {
  const sandbox = await newShop(api, { sandbox: true });
  const code = await namedCode(sandbox.call, { usesMax: 1 });
  const { phone } = await newMember(sandbox.call);
  const json = { member: { phone }, receipt: basket, apply: [{ code }], minutes: 60 };
  const begun = await sandbox.call('POST', '/v1/checkouts', { json });
  const overdue = sql`update coupon_code_uses set lease_until = now() - interval '1 second' where code = ${code}`;
  await execute(api.database.db.system, overdue);
  await tidyCodes(api.database.db, api.ledger);
  expect(await countedUses(api, code)).toBe(1);
  await sandbox.call('POST', '/v1/sandbox/clock', { json: { now: begun.at('until') } });
  await tidyCodes(api.database.db, api.ledger);
  expect([await countedUses(api, code), (await usesOf(api, code))[0]?.status]).toEqual([0, 'released']);
  await execute(api.database.db.system, sql`update code_guesses set since = now() - interval '3 hours'`);
  await tidyCodes(api.database.db, api.ledger);
  const left = await query(
    api.database.db.system,
    sql`select subject from code_guesses`,
    z.object({ subject: z.string() }),
  );
  expect(left).toEqual([]);
});
