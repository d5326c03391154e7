// Units that change hands or wallets: what leaves arrives once, with its dates, and what may not leave stays.
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balance, deliver, keyOf, memberWith, operationsOf, publish, refusal, times } from './catalogue-shop.ts';
import type { TestMember } from './coffee.ts';
import { expectSound } from './network-house.ts';
import { type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;
let till: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  other = await api.organization();
  await publish(shop.call);
  await publish(other.call);
  till = api.as(await keyOf(shop, 'Till', 'till'));
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

function send(from: TestMember, to: TestMember, units: number, more: object = {}, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const json = { from: { id: from.id }, to: { phone: to.phone }, wallet: 'bonus', units, ...more };
  return till('POST', '/v1/transfers', { json, headers });
}

describe('transfers', () => {
  test('units leave at once, arrive with their dates, and it can be seen that they have', async () => {
    const anna = await memberWith(shop.call, { bonus: 200 });
    const boris = await memberWith(shop.call, { bonus: 5 });
    const before = await till('GET', `/v1/members/${anna.id}`);
    const sent = await send(anna, boris, 150);
    expect(sent.status).toBe(201);
    expect([sent.at('toAccountId'), sent.at('wallet'), sent.at('units')]).toEqual([boris.accountId, 'bonus', 150]);
    expect(sent.at('balances.bonus.available')).toBe(50);
    expect(sent.textAt('reasons.0.text.en')).toContain('150');
    const url = `/v1/transfers/${sent.textAt('id')}`;
    expect((await till('GET', url)).at('status')).toBe('on_the_way');
    await deliver(api);
    const arrived = await till('GET', url);
    expect(arrived.at('status')).toBe('arrived');
    expect(arrived.at('fromAccountId')).toBe(anna.accountId);
    const after = await till('GET', `/v1/members/${boris.id}`);
    expect(after.at('accounts.0.balances.bonus.available')).toBe(155);
    expect(after.at('accounts.0.balances.bonus.expiring.at')).toBe(before.at('accounts.0.balances.bonus.expiring.at'));
  });

  test('the same request 20 times at once moves units once; with other contents it is refused', async () => {
    const anna = await memberWith(shop.call, { bonus: 200 });
    const boris = await memberWith(shop.call);
    const answers = await times(20, () => send(anna, boris, 100, {}, 'twenty'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await deliver(api);
    expect([await balance(shop.call, anna), await balance(shop.call, boris)]).toEqual([100, 100]);
    expect(refusal(await send(anna, boris, 50, {}, 'twenty'))).toEqual([409, 'key_reused']);
    const numbered = await times(2, () => send(anna, boris, 50, { id: 't-1' }));
    expect(new Set(numbered.map(({ text }) => text)).size).toBe(1);
    expect(refusal(await send(anna, boris, 60, { id: 't-1' }))).toEqual([409, 'key_reused']);
    expect(await balance(shop.call, anna)).toBe(50);
  });

  test('20 at once for more than there is and more than the day allows: nothing is given twice', async () => {
    const anna = await memberWith(shop.call, { bonus: 1_000 });
    const boris = await memberWith(shop.call);
    const answers = await times(20, () => send(anna, boris, 60));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ code }) => code === 'limit_reached')).toHaveLength(15);
    await deliver(api);
    expect([await balance(shop.call, anna), await balance(shop.call, boris)]).toEqual([700, 300]);
  });

  test('to oneself, too few, too many, unknown people and wallets: refused, and nothing changes', async () => {
    const anna = await memberWith(shop.call, { bonus: 100, rub: 500 });
    const boris = await memberWith(shop.call);
    const stranger = { ...boris, id: '00000000-0000-7000-8000-000000000001', phone: '+79000000000' };
    const blocked = await memberWith(shop.call);
    await shop.call('PATCH', `/v1/members/${blocked.id}`, { json: { status: 'blocked' } });
    const before = await operationsOf(shop.call, anna);
    const refused = [
      [await send(anna, anna, 50), 422, 'transfer_to_self'],
      [await send(anna, boris, 9), 409, 'transfer_not_allowed'],
      [await send(anna, boris, 101), 409, 'units_insufficient'],
      [await send(anna, boris, 50, { wallet: 'rub' }), 409, 'transfer_not_allowed'],
      [await send(anna, boris, 50, { wallet: 'gold' }), 422, 'wallet_unknown'],
      [await send(anna, stranger, 50), 404, 'member_unknown'],
      [await send(stranger, boris, 50), 404, 'member_unknown'],
      [await send(anna, blocked, 50), 409, 'member_blocked'],
      [await send(blocked, boris, 50), 409, 'member_blocked'],
      [await send(anna, boris, 0), 400, 'request_invalid'],
      [await send(anna, boris, -50), 400, 'request_invalid'],
      [await send(anna, boris, 1.5), 400, 'request_invalid'],
      [await send(anna, boris, 50, { programId: 'nothing' }), 404, 'program_unknown'],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, anna)).toBe(before);
  });

  test('an account in debt gives nothing away', async () => {
    const anna = await memberWith(shop.call);
    const boris = await memberWith(shop.call);
    const lines = [{ sku: 'TEA', category: 'tea', quantity: 1, price: 200_000, amount: 200_000 }];
    const receipt = { id: 'debt-1', total: 200_000, lines };
    const bought = await till('POST', '/v1/purchases', { json: { member: { id: anna.id }, receipt } });
    expect((await send(anna, boris, 150)).status).toBe(201);
    await till('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
    expect((await till('GET', `/v1/members/${anna.id}`)).at('accounts.0.balances.bonus.debt')).toBe(150);
    expect(refusal(await send(anna, boris, 10))).toEqual([409, 'account_in_debt']);
  });

  test('units for an account that has been merged meanwhile go to its heir', async () => {
    const anna = await memberWith(shop.call, { bonus: 100 });
    const boris = await memberWith(shop.call);
    const heir = await memberWith(shop.call);
    const sent = await send(anna, boris, 100);
    const now = instant(Date.now());
    const merged = await api.ledger.post({
      organizationId: shop.organizationId,
      programId: 'benefits',
      accountId: boris.accountId,
      event: { type: 'merge', at: now, into: heir.accountId },
      now,
      history: false,
      keys: [],
      bodyHash: '',
    });
    expect(merged.type).toBe('done');
    await deliver(api);
    expect((await till('GET', `/v1/transfers/${sent.textAt('id')}`)).at('status')).toBe('arrived');
    expect(await balance(shop.call, heir)).toBe(100);
  });

  test('another organization’s members and transfers are unknown', async () => {
    const anna = await memberWith(shop.call, { bonus: 100 });
    const boris = await memberWith(shop.call);
    const theirs = await memberWith(other.call, { bonus: 100 });
    const sent = await send(anna, boris, 50);
    const url = `/v1/transfers/${sent.textAt('id')}`;
    expect(refusal(await other.call('GET', url))).toEqual([404, 'transfer_unknown']);
    expect(refusal(await till('GET', '/v1/transfers/00000000-0000-7000-8000-000000000001'))).toEqual([
      404,
      'transfer_unknown',
    ]);
    const json = { from: { id: theirs.id }, to: { id: anna.id }, wallet: 'bonus', units: 50 };
    expect(refusal(await till('POST', '/v1/transfers', { json }))).toEqual([404, 'member_unknown']);
    expect(refusal(await other.call('POST', '/v1/transfers', { json }))).toEqual([404, 'member_unknown']);
    expect(await balance(other.call, theirs)).toBe(100);
  });
});

describe('conversions', () => {
  const convert = (member: TestMember, units: number, conversionId = 'to-rubles', key?: string) =>
    till('POST', '/v1/conversions', {
      json: { member: { id: member.id }, conversionId, units },
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });

  test('the program’s exchanges are listed with their rates', async () => {
    const answer = await till('GET', '/v1/conversions');
    expect(answer.at('conversions')).toEqual([
      {
        id: 'to-rubles',
        name: { ru: 'В рубли', en: 'To rubles' },
        from: 'bonus',
        to: 'rub',
        rate: { give: 2, get: 1 },
        min: 100,
      },
      {
        id: 'gold-only',
        name: { ru: 'gold-only', en: 'gold-only' },
        from: 'bonus',
        to: 'rub',
        rate: { give: 1, get: 1 },
        min: expect.any(Number),
      },
    ]);
  });

  test('units of one wallet become units of another, rounded down, once for 20 equal requests', async () => {
    const anna = await memberWith(shop.call, { bonus: 500 });
    const answers = await times(20, () => convert(anna, 301, 'to-rubles', 'exchange'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([answers[0]?.at('given'), answers[0]?.at('got')]).toEqual([
      { wallet: 'bonus', units: 301 },
      { wallet: 'rub', units: 150 },
    ]);
    expect([await balance(shop.call, anna), await balance(shop.call, anna, 'rub')]).toEqual([199, 150]);
    expect(refusal(await convert(anna, 100, 'to-rubles', 'exchange'))).toEqual([409, 'key_reused']);
  });

  test('too few, too many, not for this level, unknown: refused, and nothing changes', async () => {
    const anna = await memberWith(shop.call, { bonus: 150 });
    const before = await operationsOf(shop.call, anna);
    const refused = [
      [await convert(anna, 99), 409, 'conversion_not_allowed'],
      [await convert(anna, 151), 409, 'units_insufficient'],
      [await convert(anna, 100, 'gold-only'), 409, 'conversion_not_allowed'],
      [await convert(anna, 100, 'nothing'), 404, 'conversion_unknown'],
      [await convert(anna, 0), 400, 'request_invalid'],
      [await convert({ ...anna, id: '00000000-0000-7000-8000-000000000001' }, 100), 404, 'member_unknown'],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, anna)).toBe(before);
    const json = { member: { id: anna.id }, conversionId: 'to-rubles', units: 100 };
    expect(refusal(await other.call('POST', '/v1/conversions', { json }))).toEqual([404, 'member_unknown']);
  });
});
