// Codes and gift cards between two processes of the server: whoever is quicker, each is used as often as it may be and no more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { tidyCodes } from '../../src/features/coupons/tidy-codes.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { newMember } from './coffee.ts';
import { basket, bring, countedUses, namedCode, newShop as newCouponShop, usesOf } from './coupon-house.ts';
import { balance, closeAudited, newShop as newCardShop, pay, sell } from './gift-card-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let as: (key: string | null) => Call;
let cards: TestOrganization;
let coupons: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  as = (await api.another()).as;
  cards = await newCardShop(api, '{}');
  coupons = await newCouponShop(api);
});
afterAll(() => closeAudited(api));

/** So many requests at once, every other one to the other process. */
function onBoth(of: TestOrganization, times: number, request: (call: Call, n: number) => Promise<Answer>) {
  const calls = [of.call, as(of.key)] as const;
  return Promise.all(Array.from({ length: times }, (_, n) => request(calls[n % 2 === 0 ? 0 : 1], n)));
}

function codesOf(answers: readonly Answer[]): readonly unknown[] {
  return answers.map(({ status, code }) => (status < 300 ? 'done' : String(code))).toSorted(byText);
}

function byText(a: string, b: string): number {
  return a.localeCompare(b);
}

/** What the code counts is what there is, and how many of its uses are done. */
async function expectCounted(code: string): Promise<number> {
  const uses = await usesOf(api, code);
  expect(await countedUses(api, code)).toBe(uses.filter(({ status }) => status !== 'released').length);
  return uses.filter(({ status }) => status === 'used').length;
}

test('20 payments at once of all that is on a card, from two processes: exactly one', async () => {
  for (const amount of [100_000, 'max']) {
    const { code } = await sell(cards.call, 100_000);
    const answers = await onBoth(cards, 20, (call) => pay(call, code, { amount }));
    expect(codesOf(answers)).toEqual(['done', ...Array.from({ length: 19 }, () => 'gift_card_insufficient')]);
    expect(answers.find(({ status }) => status === 201)?.at('amount')).toBe(100_000);
    expect(await balance(cards.call, code)).toBe(0);
  }
});

test('a card sold at once with two receipts, from two processes, is sold with one', async () => {
  const made = await cards.call('POST', '/v1/gift-cards', { json: { amount: 50_000 } });
  const code = made.textAt('card.code');
  const answers = await onBoth(cards, 10, (call, n) =>
    call('POST', '/v1/gift-cards/activate', { json: { code, receipt: { id: `race-${n % 2}` } } }),
  );
  expect(new Set(codesOf(answers))).toEqual(new Set(['done', 'gift_card_activated']));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await balance(as(cards.key), code)).toBe(50_000);
});

test('payments, refunds and blocks of one card at once: what is on it is what was paid in less what was taken', async () => {
  const { id, code } = await sell(cards.call, 100_000);
  const paymentId = (await pay(cards.call, code, { amount: 40_000 })).at('id');
  const answers = await onBoth(cards, 24, (call, n) => {
    if (n % 6 === 5) return call('POST', `/v1/gift-cards/${n === 5 ? 'block' : 'unblock'}`, { json: { id } });
    if (n % 3 === 0) return call('POST', '/v1/gift-cards/refunds', { json: { paymentId, amount: 10_000 } });
    return pay(call, code, { amount: 7_000 });
  });
  const done = answers.filter(({ status }) => status === 201);
  const refunded = done.filter((answer) => answer.at('paymentId') !== undefined).length * 10_000;
  const paid = done.filter((answer) => answer.at('paymentId') === undefined).length * 7_000;
  expect(refunded).toBe(40_000);
  expect(await balance(cards.call, code)).toBe(100_000 - 40_000 + refunded - paid);
});

test('one single-use code at once in 20 receipts, from two processes: exactly one', async () => {
  const code = await namedCode(coupons.call, { usesMax: 1 });
  const members = await Promise.all(Array.from({ length: 20 }, () => newMember(coupons.call)));
  const answers = await onBoth(coupons, 20, (call, n) => bring(call, { phone: members[n]?.phone }, code));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await expectCounted(code)).toBe(1);
});

test('a checkout cancelled and committed at once: one of them, and the code is free or used accordingly', async () => {
  for (let round = 0; round < 12; round += 1) {
    const code = await namedCode(coupons.call, { usesMax: 1 });
    const [anna, boris] = [await newMember(coupons.call), await newMember(coupons.call)];
    const json = { member: { phone: anna.phone }, receipt: basket, apply: [{ code }] };
    const id = (await coupons.call('POST', '/v1/checkouts', { json })).textAt('id');
    const answers = await onBoth(coupons, 8, (call, n) => {
      if (n === 7) return bring(call, { phone: boris.phone }, code);
      return call('POST', `/v1/checkouts/${id}/${(n + round) % 3 === 0 ? 'commit' : 'cancel'}`);
    });
    const ended = answers.slice(0, 7);
    const isCommitted = ended.some(({ code: refusal }) => refusal === 'checkout_committed');
    expect(new Set(codesOf(ended))).toEqual(
      new Set(['done', isCommitted ? 'checkout_committed' : 'checkout_cancelled']),
    );
    const isTaken = answers[7]?.status === 201;
    expect(isCommitted && isTaken).toBe(false);
    expect(await expectCounted(code)).toBe(isCommitted || isTaken ? 1 : 0);
    const after = await bring(as(coupons.key), { phone: boris.phone }, code);
    expect(codesOf([after])).toEqual([isCommitted || isTaken ? 'coupon_code_used' : 'done']);
  }
});

test('a checkout out of time is committed while others want its code and the tidying runs: nothing is counted wrong', async () => {
  const sandbox = await newCouponShop(api, { sandbox: true });
  for (let round = 0; round < 6; round += 1) {
    const code = await namedCode(sandbox.call, { usesMax: 1 });
    const [anna, boris] = [await newMember(sandbox.call), await newMember(sandbox.call)];
    const json = { member: { phone: anna.phone }, receipt: basket, apply: [{ code }], minutes: 1 };
    const begun = await sandbox.call('POST', '/v1/checkouts', { json });
    await query(
      api.database.db.system,
      sql`update coupon_code_uses set lease_until = now() - interval '1 second' where code = ${code}`,
      z.never(),
    );
    await sandbox.call('POST', '/v1/sandbox/clock', { json: { now: begun.at('until') } });
    const tidying = tidyCodes(api.database.db, api.ledger);
    const answers = await onBoth(sandbox, 4, (call, n) =>
      n % 4 < 2
        ? call('POST', `/v1/checkouts/${begun.textAt('id')}/commit`)
        : bring(call, { phone: boris.phone }, code, { id: `late-${round}` }),
    );
    await tidying;
    expect(codesOf(answers.slice(0, 2))).toEqual(['done', 'done']);
    const isTaken = answers.slice(2).some(({ status }) => status < 300);
    expect(await expectCounted(code)).toBe(isTaken ? 2 : 1);
  }
});
