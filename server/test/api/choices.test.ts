// What members pick each period, and units that wait for a partner's word: confirmed or cancelled once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balance, keyOf, memberWith, moveClock, operationsOf, publish, refusal, times } from './catalogue-shop.ts';
import { buy, type TestMember } from './coffee.ts';
import { expectSound } from './network-house.ts';
import { type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const START = Date.parse('2026-11-05T09:00:00Z');

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;
let till: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization({ sandbox: true, now: START });
  other = await api.organization({ sandbox: true, now: START });
  await publish(shop.call);
  await publish(other.call);
  till = api.as(await keyOf(shop, 'Till', 'till'));
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

function pick({ accountId }: TestMember, period: string, picks: readonly string[], key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return till('PUT', `/v1/accounts/${accountId}/choices/favourites`, { json: { period, picks }, headers });
}

async function seen(member: TestMember) {
  return (await till('GET', `/v1/choices?member=${member.id}`)).at('choices.0');
}

describe('choices', () => {
  test('a member sees the list, picks for this period and the next, and sees until when', async () => {
    const anna = await memberWith(shop.call);
    expect(await seen(anna)).toEqual({
      id: 'favourites',
      name: { ru: 'Любимые', en: 'Favourites' },
      offered: ['coffee', 'pastry', 'tea', 'beans'],
      names: { tea: { ru: 'Чай', en: 'Tea' } },
      personal: false,
      most: 2,
      from: '2026-10-31T21:00:00.000Z',
      until: '2026-11-30T21:00:00.000Z',
      current: [],
      next: [],
      changeableUntil: '2026-11-10T21:00:00.000Z',
      closed: null,
    });
    const now = await pick(anna, 'current', ['tea', 'coffee']);
    expect([now.status, now.at('picks')]).toEqual([201, ['tea', 'coffee']]);
    expect(now.textAt('reasons.0.text.ru')).toContain('Чай, coffee');
    await pick(anna, 'next', ['beans']);
    await pick(anna, 'current', ['pastry']);
    expect(await seen(anna)).toMatchObject({ current: ['pastry'], next: ['beans'] });
  });

  test('the same pick 20 times at once under one key is one operation', async () => {
    const anna = await memberWith(shop.call);
    const answers = await times(20, () => pick(anna, 'current', ['tea'], 'pick'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await operationsOf(shop.call, anna)).toBe(1);
    expect(refusal(await pick(anna, 'current', ['beans'], 'pick'))).toEqual([409, 'key_reused']);
  });

  test('a list of one’s own replaces the common one until it is taken away', async () => {
    const anna = await memberWith(shop.call);
    const url = `/v1/accounts/${anna.accountId}/choices/favourites/offer`;
    const offered = await shop.call('PUT', url, { json: { options: ['tea', 'beans'] } });
    expect([offered.status, offered.at('options')]).toEqual([201, ['tea', 'beans']]);
    expect(await seen(anna)).toMatchObject({ offered: ['tea', 'beans'], personal: true });
    expect(refusal(await pick(anna, 'current', ['coffee']))).toEqual([422, 'choice_not_offered']);
    expect((await pick(anna, 'current', ['beans'])).status).toBe(201);
    await shop.call('PUT', url, { json: { options: null } });
    expect(await seen(anna)).toMatchObject({ personal: false, current: ['beans'] });
    expect(refusal(await shop.call('PUT', url, { json: { options: ['gold'] } }))).toEqual([422, 'choice_not_offered']);
    expect(refusal(await shop.call('PUT', url, { json: { options: [] } }))).toEqual([400, 'request_invalid']);
    expect(refusal(await till('PUT', url, { json: { options: null } }))).toEqual([403, 'scope_insufficient']);
  });

  test('what is not offered, too much, unknown choices and accounts: refused, and nothing changes', async () => {
    const anna = await memberWith(shop.call);
    const url = `/v1/accounts/${anna.accountId}/choices/nothing`;
    const nobody = { ...anna, accountId: '00000000-0000-7000-8000-000000000001' };
    const refused = [
      [await pick(anna, 'current', ['gold']), 422, 'choice_not_offered'],
      [await pick(anna, 'current', ['tea', 'coffee', 'beans']), 422, 'choice_not_offered'],
      [await pick(anna, 'last', ['tea']), 400, 'request_invalid'],
      [await till('PUT', url, { json: { period: 'current', picks: [] } }), 404, 'choice_unknown'],
      [await pick(nobody, 'current', ['tea']), 404, 'account_unknown'],
      [await till('GET', '/v1/choices'), 400, 'request_invalid'],
      [await till('GET', `/v1/choices?member=${nobody.accountId}`), 404, 'member_unknown'],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, anna)).toBe(0);
  });

  test('another organization’s accounts cannot be picked for', async () => {
    const anna = await memberWith(shop.call);
    const url = `/v1/accounts/${anna.accountId}/choices/favourites`;
    const picks = { json: { period: 'current', picks: ['tea'] } };
    expect(refusal(await other.call('PUT', url, picks))).toEqual([404, 'account_unknown']);
    const options = { json: { options: null } };
    expect(refusal(await other.call('PUT', `${url}/offer`, options))).toEqual([404, 'account_unknown']);
    expect(refusal(await other.call('GET', `/v1/choices?member=${anna.id}`))).toEqual([404, 'member_unknown']);
    expect(await operationsOf(shop.call, anna)).toBe(0);
  });
});

describe('expected units', () => {
  let orders = 0;

  /** 100 units expected at the bookshop's partner. */
  async function order(member: TestMember): Promise<{ readonly id: string; readonly operationId: string }> {
    orders += 1;
    const id = `order-${orders}`;
    const receipt = { source: 'books', partner: 'books' };
    const bought = await buy(till, { id: member.id }, { id, amount: 100_000, receipt });
    expect(bought.status).toBe(201);
    return { id, operationId: bought.textAt('id') };
  }

  const confirm = (json: object, call = shop.call) => call('POST', '/v1/confirmations', { json });
  const cancel = (json: object, call = shop.call) => call('POST', '/v1/confirmations/cancel', { json });

  test('confirmed by the partner’s receipt, units get their dates, once for 20 confirmations', async () => {
    const anna = await memberWith(shop.call);
    const { id, operationId } = await order(anna);
    const progress = await till('GET', `/v1/accounts/${anna.accountId}/progress`);
    expect(progress.at('open')).toEqual([
      {
        type: 'expected',
        operationId,
        partner: 'books',
        units: [{ rule: 'books', wallet: 'prize', units: 100 }],
      },
    ]);
    const named = { receipt: { id, source: 'books' }, partner: 'books' };
    const answers = await times(20, () => confirm(named));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.at('units')).toEqual([{ rule: 'books', wallet: 'prize', units: 100 }]);
    expect(answers[0]?.at('balances.prize.pending')).toBe(100);
    expect((await confirm({ operationId })).text).toBe(answers[0]?.text);
    const late = await cancel({ operationId, reason: 'too late' });
    expect([...refusal(late), late.at('ended')]).toEqual([409, 'item_closed', 'confirmed']);
    const after = await till('GET', `/v1/accounts/${anna.accountId}/progress`);
    expect(after.at('open')).toEqual([]);
  });

  test('cancelled, units go, and cannot be confirmed any more', async () => {
    const anna = await memberWith(shop.call);
    const { operationId } = await order(anna);
    const cancelled = await cancel({ operationId, partner: 'books', reason: 'not paid for' });
    expect([cancelled.status, cancelled.at('status')]).toEqual([201, 'cancelled']);
    expect((await cancel({ operationId })).text).toBe(cancelled.text);
    const late = await confirm({ operationId });
    expect([...refusal(late), late.at('ended')]).toEqual([409, 'item_closed', 'cancelled']);
    const standing = await till('GET', `/v1/members/${anna.id}`);
    expect(standing.at('accounts.0.balances.prize')).toMatchObject({ available: 0, pending: 0, debt: 0 });
  });

  test('confirmed and cancelled at the same moment: one of them happens', async () => {
    const anna = await memberWith(shop.call);
    const { operationId } = await order(anna);
    const answers = await times(10, (index) => (index % 2 === 0 ? confirm : cancel)({ operationId }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(answers.filter(({ code }) => code === 'item_closed')).toHaveLength(5);
  });

  test('unknown, another partner’s, another organization’s, and what expects nothing: refused', async () => {
    const anna = await memberWith(shop.call, { rub: 500, bonus: 500 });
    const { id, operationId } = await order(anna);
    const own = await buy(till, { id: anna.id }, { id: 'own-1' });
    const payout = await shop.call('POST', '/v1/payouts', {
      json: { member: { id: anna.id }, wallet: 'rub', units: 100 },
    });
    const redemption = await till('POST', '/v1/redemptions', {
      json: { member: { id: anna.id }, rewardId: 'croissant' },
    });
    const before = await operationsOf(shop.call, anna);
    const refused = [
      [await confirm({ operationId, partner: 'films' }), 404, 'operation_unknown'],
      [await cancel({ receipt: { id, source: 'books' }, partner: 'films' }), 404, 'operation_unknown'],
      [await confirm({ receipt: { id } }), 404, 'operation_unknown'],
      [await confirm({ operationId: '00000000-0000-7000-8000-000000000001' }), 404, 'operation_unknown'],
      [await confirm({ operationId }, other.call), 404, 'operation_unknown'],
      [await cancel({ receipt: { id, source: 'books' } }, other.call), 404, 'operation_unknown'],
      [await confirm({ operationId: own.at('id') }), 404, 'item_unknown'],
      // These have ways of their own, which ask for two people.
      [await cancel({ operationId: payout.at('operationId') }), 404, 'operation_unknown'],
      [await cancel({ operationId: redemption.at('id') }), 404, 'operation_unknown'],
      [await confirm({}), 400, 'request_invalid'],
      [await confirm({ operationId, receipt: { id } }), 400, 'request_invalid'],
      [await confirm({ operationId }, till), 403, 'scope_insufficient'],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, anna)).toBe(before);
    expect((await confirm({ operationId })).status).toBe(201);
  });

  test('the confirmed units can be spent so many days later', async () => {
    const anna = await memberWith(shop.call);
    const { operationId } = await order(anna);
    await moveClock(shop.call, '2026-11-08T09:00:00Z');
    await confirm({ operationId });
    expect(await balance(shop.call, anna, 'prize')).toBe(0);
    await moveClock(shop.call, '2026-11-18T21:00:00Z');
    expect(await balance(shop.call, anna, 'prize')).toBe(100);
  });
});

test('after the deadline only the next period can be picked for, and then it is the current one', async () => {
  const anna = await memberWith(shop.call);
  const late = await pick(anna, 'current', ['tea']);
  expect(refusal(late)).toEqual([409, 'choice_closed']);
  expect(await seen(anna)).toMatchObject({ changeableUntil: null, closed: 'deadline', current: [] });
  expect((await pick(anna, 'next', ['tea'])).status).toBe(201);
  await moveClock(shop.call, '2026-12-01T09:00:00Z');
  expect(await seen(anna)).toMatchObject({ current: ['tea'], next: [], closed: null });
});
