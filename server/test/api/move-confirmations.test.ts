// Units that leave an account or its wallet at a till count under the organization's limit as those that pay: above it only with a code.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { balance, CATALOGUE, deliver, memberWith, publish } from './catalogue-shop.ts';
import type { TestMember } from './coffee.ts';
import { expectStatus } from './staff-house.ts';
import { type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';
import { newTill, type TestTill } from './till-house.ts';

let api: TestApi;
let shop: TestOrganization;
let till: TestTill;

/** 100 bonuses, at a rouble each. Prizes pay nothing, and ten of them make a bonus. */
const LIMIT = 10_000;
const PROGRAM = CATALOGUE.replace('units: 300 }] }', 'units: 3000 }] }')
  .replace('name: prizes', 'name: prizes\n    transfer: { min: 1 }')
  .replace('conversions:\n', 'conversions:\n  - { id: prizes, from: prize, to: bonus, rate: 1 per 10 }\n');

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publish(shop.call, PROGRAM);
  till = await newTill(api, shop);
  expectStatus(await shop.call('PUT', '/v1/till-settings', { json: { confirmAbove: LIMIT } }), 200);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

const lettersSchema = z.array(z.object({ to: z.string(), kind: z.string(), text: z.string().nullable() }));

/** The code that the member gets for so much. */
async function codeFor({ id, phone }: TestMember, amount: number): Promise<string> {
  expectStatus(await till.call('POST', '/v1/till/confirmations', { json: { member: { id }, amount } }), 201);
  const letters = lettersSchema.parse((await shop.call('GET', '/v1/letters?limit=200')).at('letters'));
  const letter = letters.find(({ to, kind }) => to === phone && kind === 'code');
  return /^\d{6}/u.exec(letter?.text ?? '')?.[0] ?? '';
}

const give = (from: TestMember, to: TestMember, units: number, more: object = {}, call: Call = till.call) =>
  call('POST', '/v1/transfers', {
    json: { from: { id: from.id }, to: { id: to.id }, wallet: 'bonus', units, ...more },
  });

describe('units given to somebody at a till', () => {
  test('up to the limit need no code, above it the sender’s, whatever number it has, and it works once', async () => {
    const anna = await memberWith(shop.call, { bonus: 1_000 });
    const boris = await memberWith(shop.call);
    expectStatus(await give(anna, boris, 100), 201);
    const refused = await give(anna, boris, 101);
    expect([refused.status, refused.code, refused.at('amount'), refused.at('limit')]).toEqual([
      409,
      'confirmation_required',
      10_100,
      LIMIT,
    ]);
    const theirs = await codeFor(boris, 20_000);
    expect((await give(anna, boris, 150, { confirmation: theirs })).code).toBe('confirmation_wrong');
    const confirmation = await codeFor(anna, 15_000);
    const more = { confirmation, id: 't-1' };
    const given = await give(anna, boris, 150, more);
    expectStatus(given, 201);
    // The repeat of what was done needs no code, nothing else may use it again.
    expect((await give(anna, boris, 150, { id: 't-1' })).at('id')).toBe(given.at('id'));
    expect((await give(anna, boris, 120, { confirmation })).code).toBe('confirmation_wrong');
    await deliver(api);
    expect([await balance(shop.call, anna), await balance(shop.call, boris)]).toEqual([750, 250]);
  });

  test('that pay nothing count as what they can be exchanged for', async () => {
    const anna = await memberWith(shop.call, { prize: 5_000 });
    const boris = await memberWith(shop.call);
    expectStatus(await give(anna, boris, 1_000, { wallet: 'prize' }), 201);
    const refused = await give(anna, boris, 1_010, { wallet: 'prize' });
    expect([refused.code, refused.at('amount')]).toEqual(['confirmation_required', 10_100]);
  });

  test('that would be refused anyway are refused for that, and no code is used for it', async () => {
    const anna = await memberWith(shop.call, { bonus: 120 });
    const boris = await memberWith(shop.call);
    expect((await give(anna, boris, 200)).code).toBe('units_insufficient');
    const confirmation = await codeFor(anna, 20_000);
    expect((await give(anna, boris, 200, { confirmation })).code).toBe('units_insufficient');
    expectStatus(await give(anna, boris, 120, { confirmation }), 201);
  });

  test('whose process died after the code was used are given by the repeat', async () => {
    const anna = await memberWith(shop.call, { bonus: 500 });
    const boris = await memberWith(shop.call);
    const confirmation = await codeFor(anna, 20_000);
    const text = `update pay_confirmations set used_for = 'transfer transfer api/died' where member_id = '${anna.id}'`;
    await api.database.db.system.query({ text, values: [] });
    expect((await give(anna, boris, 150, { confirmation })).code).toBe('confirmation_wrong');
    expectStatus(await give(anna, boris, 150, { confirmation, id: 'died' }), 201);
  });

  test('by a program with a key of its own need none', async () => {
    const anna = await memberWith(shop.call, { bonus: 500 });
    const boris = await memberWith(shop.call);
    expectStatus(await give(anna, boris, 200, {}, shop.call), 201);
  });
});

test('units exchanged at a till above the limit need the code of their owner', async () => {
  const anna = await memberWith(shop.call, { bonus: 1_000 });
  const exchange = (units: number, more: object = {}, headers: Readonly<Record<string, string>> = {}) =>
    till.call('POST', '/v1/conversions', {
      json: { member: { id: anna.id }, conversionId: 'to-rubles', units, ...more },
      headers,
    });
  expectStatus(await exchange(100), 201);
  const refused = await exchange(400);
  expect([refused.code, refused.at('amount')]).toEqual(['confirmation_required', 40_000]);
  const confirmation = await codeFor(anna, 40_000);
  const key = { 'idempotency-key': 'exchange-1' };
  const exchanged = await exchange(400, { confirmation }, key);
  expectStatus(exchanged, 201);
  expect((await exchange(400, {}, key)).at('id')).toBe(exchanged.at('id'));
  expect((await exchange(400, { confirmation })).code).toBe('confirmation_wrong');
  expect(await balance(shop.call, anna)).toBe(500);
});
