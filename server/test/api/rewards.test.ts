// The catalogue, pools of codes, redemptions: taken once, handed over or cancelled once, never more than there is.
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  balance,
  CATALOGUE,
  deliver,
  keyOf,
  memberWith,
  moveClock,
  operationsOf,
  publish,
  refusal,
  times,
} from './catalogue-shop.ts';
import { expectSound } from './network-house.ts';
import { newOperationId, shardOf } from '../../src/ledger/ids.ts';
import { createTestApi, type Call, type TestApi, type TestOrganization } from './test-api.ts';
import type { TestMember } from './coffee.ts';

const START = Date.parse('2026-11-22T09:00:00Z');

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;
let till: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization({ sandbox: true, now: START });
  other = await api.organization();
  await publish(shop.call);
  await publish(other.call);
  till = api.as(await keyOf(shop, 'Till', 'till'));
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

function redeem(member: TestMember, rewardId: string, more: object = {}, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return till('POST', '/v1/redemptions', { json: { member: { id: member.id }, rewardId, ...more }, headers });
}

async function rewardOf(id: string, member?: TestMember) {
  const query = member === undefined ? '' : `?member=${member.id}`;
  return till('GET', `/v1/rewards/${id}${query}`);
}

function load(id: string, codes: readonly string[], call = shop.call) {
  return call('POST', `/v1/rewards/${id}/codes`, { json: { codes } });
}

describe('the catalogue', () => {
  test('without a member it says what there is and nothing about who may', async () => {
    const answer = await till('GET', '/v1/rewards');
    expect(answer.status).toBe(200);
    expect(answer.at('accountId')).toBeNull();
    expect(answer.at('rewards.0')).toMatchObject({
      id: 'croissant',
      name: { ru: 'Круассан', en: 'Croissant' },
      about: { ru: 'Свежий', en: 'Fresh' },
      price: { wallet: 'bonus', units: 150 },
      gift: 'CROISSANT',
      use: 'catalogue',
      available: null,
      why: null,
    });
    expect(answer.at('rewards.4')).toMatchObject({ id: 'half-price', use: 'receipt', about: null });
  });

  test('with a member it says whether each can be taken now, and why not in both languages', async () => {
    const member = await memberWith(shop.call, { bonus: 120 });
    expect((await rewardOf('badge', member)).at('available')).toBe('yes');
    const dear = await rewardOf('croissant', member);
    expect([dear.at('available'), dear.at('why.code')]).toEqual(['no', 'units_insufficient']);
    expect(dear.textAt('why.text.ru')).toContain('120 бонусов');
    expect(dear.textAt('why.text.en')).toContain('120 bonuses');
    expect((await rewardOf('closed-sale', member)).at('why.code')).toBe('reward_not_for_you');
    expect((await rewardOf('half-price', member)).at('why.code')).toBe('units_insufficient');
    const rich = await memberWith(shop.call, { bonus: 1_000 });
    expect((await rewardOf('half-price', rich)).at('available')).toBe('with_receipt');
  });

  test('what it says is what a redemption gets', async () => {
    const member = await memberWith(shop.call, { bonus: 1_000 });
    expect((await redeem(member, 'badge')).status).toBe(201);
    expect((await rewardOf('badge', member)).at('why.code')).toBe('limit_reached');
    expect(refusal(await redeem(member, 'badge'))).toEqual([409, 'limit_reached']);
  });

  test('a reward that there is not, a member that there is not, two names at once: refused', async () => {
    expect(refusal(await rewardOf('nothing'))).toEqual([404, 'reward_unknown']);
    const nobody = await till('GET', '/v1/rewards?member=00000000-0000-7000-8000-000000000001');
    expect(refusal(nobody)).toEqual([404, 'member_unknown']);
    const two = await till('GET', '/v1/rewards?card=1&external=2');
    expect(refusal(two)).toEqual([400, 'request_invalid']);
  });
});

describe('redemptions', () => {
  test('a reward to hand over is reserved, and collected once', async () => {
    const member = await memberWith(shop.call, { bonus: 400 });
    const made = await redeem(member, 'croissant', { quantity: 2 });
    expect(made.status).toBe(201);
    expect(made.at('status')).toBe('reserved');
    expect(made.at('price')).toEqual({ wallet: 'bonus', units: 300 });
    expect(made.at('gifts')).toEqual([{ sku: 'CROISSANT', quantity: '2' }]);
    expect(made.at('until')).toBe('2026-11-28T21:00:00.000Z');
    expect(made.at('balances.bonus.available')).toBe(100);
    expect(made.textAt('reasons.0.text.ru')).toContain('300');

    const url = `/v1/redemptions/${made.textAt('id')}`;
    const progress = await till('GET', `/v1/accounts/${member.accountId}/progress`);
    expect(progress.at('open.0')).toMatchObject({ type: 'redemption', id: made.at('id'), quantity: 2, units: 300 });
    const collected = await times(20, () => till('POST', `${url}/collect`));
    expect(collected.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(collected.map(({ text }) => text)).size).toBe(1);
    const cancelled = await till('POST', `${url}/cancel`, { json: { reason: 'too late' } });
    expect(refusal(cancelled)).toEqual([409, 'item_closed']);
    expect(cancelled.at('ended')).toBe('collected');
    const now = await till('GET', url);
    expect([now.at('status'), now.at('closed.operationId')]).toEqual(['collected', collected[0]?.at('id')]);
    expect(await balance(shop.call, member)).toBe(100);
  });

  test('a cancelled one gives its units back to their lot, with their dates, and its piece to the stock', async () => {
    const member = await memberWith(shop.call, { bonus: 200 });
    const before = await till('GET', `/v1/members/${member.id}`);
    const left = (await rewardOf('croissant')).at('left');
    const made = await redeem(member, 'croissant');
    expect((await rewardOf('croissant')).at('left')).toBe(Number(left) - 1);
    const url = `/v1/redemptions/${made.textAt('id')}`;
    const first = await till('POST', `${url}/cancel`, { json: { reason: 'changed her mind' } });
    expect([first.status, first.at('status')]).toEqual([201, 'cancelled']);
    const again = await till('POST', `${url}/cancel`);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(refusal(await till('POST', `${url}/collect`))).toEqual([409, 'item_closed']);
    const after = await till('GET', `/v1/members/${member.id}`);
    expect(after.at('accounts.0.balances')).toEqual(before.at('accounts.0.balances'));
    expect((await rewardOf('croissant')).at('left')).toBe(left);
    expect((await till('GET', url)).at('closed')).toMatchObject({ reason: 'changed her mind' });
  });

  test('what brings everything at once is done, and there is nothing to collect', async () => {
    const member = await memberWith(shop.call, { bonus: 50 });
    const made = await redeem(member, 'badge');
    expect([made.at('status'), made.at('until')]).toEqual(['done', null]);
    const url = `/v1/redemptions/${made.textAt('id')}`;
    expect((await till('GET', url)).at('status')).toBe('done');
    expect(refusal(await till('POST', `${url}/collect`))).toEqual([409, 'item_closed']);
    const progress = await till('GET', `/v1/accounts/${member.accountId}/progress`);
    expect(progress.at('badges.0')).toMatchObject({ id: 'patron', name: { ru: 'Меценат', en: 'Patron' }, times: 1 });
  });

  test('the same request 20 times at once is one redemption and one answer; with other contents it is refused', async () => {
    const member = await memberWith(shop.call, { bonus: 1_000 });
    const answers = await times(20, () => redeem(member, 'croissant', {}, 'twenty'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await balance(shop.call, member)).toBe(850);
    expect(refusal(await redeem(member, 'badge', {}, 'twenty'))).toEqual([409, 'key_reused']);
    const numbered = await times(2, () => redeem(member, 'badge', { id: 'n-1' }));
    expect(new Set(numbered.map(({ text }) => text)).size).toBe(1);
    expect(refusal(await redeem(member, 'croissant', { id: 'n-1' }))).toEqual([409, 'key_reused']);
    await till('POST', `/v1/redemptions/${answers[0]?.textAt('id') ?? ''}/cancel`);
  });

  test('20 different requests for the last pieces: no more are taken than there are', async () => {
    const stocked = CATALOGUE.replace('stock: 5', 'stock: 7');
    await publish(other.call, stocked);
    const members = await times(10, () => memberWith(other.call, { bonus: 300 }));
    const answers = await times(20, (index) =>
      other.call('POST', '/v1/redemptions', {
        json: { member: { id: members[index % 10]?.id }, rewardId: 'croissant' },
      }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(7);
    expect(answers.filter(({ code }) => code === 'reward_out_of_stock')).toHaveLength(13);
    const seen = await other.call('GET', `/v1/rewards/croissant?member=${members[0]?.id ?? ''}`);
    expect([seen.at('left'), seen.at('why.code')]).toEqual([0, 'reward_out_of_stock']);
  });

  test('nothing changes when it is refused', async () => {
    const member = await memberWith(shop.call, { bonus: 20 });
    const before = await operationsOf(shop.call, member);
    const refused = [
      [await redeem(member, 'croissant'), 409, 'units_insufficient'],
      [await redeem(member, 'closed-sale'), 409, 'reward_not_for_you'],
      [await redeem(member, 'half-price'), 422, 'reward_not_here'],
      [await redeem(member, 'nothing'), 404, 'reward_unknown'],
      [await redeem(member, 'croissant', { quantity: 0 }), 400, 'request_invalid'],
      [await redeem(member, 'croissant', { quantity: 101 }), 400, 'request_invalid'],
      [await redeem(member, 'croissant', { price: 1 }), 400, 'request_invalid'],
      [await redeem({ ...member, id: '00000000-0000-7000-8000-000000000001' }, 'badge'), 404, 'member_unknown'],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, member)).toBe(before);
  });

  test('a page of a member’s redemptions tells what became of each, newest first', async () => {
    const member = await memberWith(shop.call, { bonus: 1_000 });
    const badge = await redeem(member, 'badge');
    const collected = await redeem(member, 'croissant');
    await till('POST', `/v1/redemptions/${collected.textAt('id')}/collect`);
    const open = await redeem(member, 'croissant');
    const page = await till('GET', `/v1/redemptions?phone=${encodeURIComponent(member.phone)}&limit=2`);
    expect([page.at('redemptions.0.id'), page.at('redemptions.0.status')]).toEqual([open.at('id'), 'reserved']);
    expect([page.at('redemptions.1.id'), page.at('redemptions.1.status')]).toEqual([collected.at('id'), 'collected']);
    const next = await till('GET', `/v1/redemptions?member=${member.id}&limit=2&cursor=${page.textAt('next')}`);
    expect([next.at('redemptions.0.id'), next.at('redemptions.0.status')]).toEqual([badge.at('id'), 'done']);
    expect(next.at('next')).toBeNull();
    expect(refusal(await till('GET', '/v1/redemptions'))).toEqual([400, 'request_invalid']);
    await till('POST', `/v1/redemptions/${open.textAt('id')}/cancel`);
  });
});

describe('codes', () => {
  test('a pool takes each code once and says which it had', async () => {
    const loaded = await load('cinema', ['A1', 'A2', 'A2']);
    expect([loaded.at('added'), loaded.at('duplicates'), loaded.at('left')]).toEqual([2, ['A2'], 2]);
    const again = await load('cinema', ['A1', 'A3']);
    expect([again.at('added'), again.at('duplicates'), again.at('left')]).toEqual([1, ['A1'], 3]);
    expect((await rewardOf('cinema')).at('left')).toBe(3);
    expect(refusal(await load('croissant', ['X']))).toEqual([422, 'reward_without_codes']);
    expect(refusal(await load('nothing', ['X']))).toEqual([404, 'reward_unknown']);
    expect(refusal(await load('cinema', []))).toEqual([400, 'request_invalid']);
    expect(refusal(await load('cinema', ['X'], till))).toEqual([403, 'scope_insufficient']);
  });

  test('10 000 codes are loaded at once, one more is refused', async () => {
    const codes = Array.from({ length: 10_001 }, (_, index) => `many-${index}`);
    expect(refusal(await load('cinema', codes, other.call))).toEqual([400, 'request_invalid']);
    const loaded = await load('cinema', codes.slice(1), other.call);
    expect([loaded.at('added'), loaded.at('left')]).toEqual([10_000, 10_000]);
  });

  test('a retry gets the same code, a refusal gives it back, the pool of one organization is not the other’s', async () => {
    const member = await memberWith(shop.call, { bonus: 100 });
    const first = await redeem(member, 'cinema', {}, 'film');
    expect([first.status, first.at('code'), first.at('status')]).toEqual([201, 'A1', 'reserved']);
    const again = await redeem(member, 'cinema', {}, 'film');
    expect([again.status, again.text]).toEqual([200, first.text]);
    const poor = await redeem(member, 'cinema', {}, 'second-film');
    expect(refusal(poor)).toEqual([409, 'units_insufficient']);
    expect((await rewardOf('cinema')).at('left')).toBe(2);
    expect(refusal(await redeem(member, 'cinema', { quantity: 2 }))).toEqual([422, 'reward_code_quantity']);
  });

  test('20 members at once for two codes: two get one each, the others are told that there are none', async () => {
    const members = await times(20, () => memberWith(shop.call, { bonus: 100 }));
    const answers = await times(20, async (index) => {
      const member = members[index];
      if (member === undefined) throw new Error('no member');
      return redeem(member, 'cinema', {}, `crowd-${index}`);
    });
    const codes = answers.filter(({ status }) => status === 201).map((answer) => answer.at('code'));
    expect(new Set(codes)).toEqual(new Set(['A2', 'A3']));
    expect(answers.filter(({ code }) => code === 'reward_out_of_stock')).toHaveLength(18);
    const broke = members.find((_, index) => answers[index]?.status !== 201);
    if (broke === undefined) throw new Error('all got one');
    expect(await balance(shop.call, broke)).toBe(100);
    expect((await rewardOf('cinema', broke)).at('why.code')).toBe('reward_out_of_stock');
  });

  test('the same request 20 times at once takes one code, also when it is the last', async () => {
    await load('cinema', ['B1']);
    const member = await memberWith(shop.call, { bonus: 500 });
    const answers = await times(20, () => redeem(member, 'cinema', {}, 'last'));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.at('code')).toBe('B1');
    expect(await balance(shop.call, member)).toBe(400);
  });

  test('a crash between the code and the redemption is finished by the retry, with the very code', async () => {
    await load('cinema', ['C1', 'C2']);
    const member = await memberWith(shop.call, { bonus: 100 });
    // As the crash left it: claimed by the request's key, nothing posted.
    await api.database.db.system.query({
      text: `update reward_codes
        set claim_key = 'idempotency/redeem crashed', account_id = $1, operation_id = $2, holders = 1, claimed_until = now()
        where code = 'C2'`,
      values: [member.accountId, newOperationId(START, shardOf(member.accountId))],
    });
    const answer = await redeem(member, 'cinema', {}, 'crashed');
    expect([answer.status, answer.at('code')]).toEqual([201, 'C2']);
  });

  test('a code of a cancelled redemption is not given to anybody else', async () => {
    const member = await memberWith(shop.call, { bonus: 100 });
    const made = await redeem(member, 'cinema');
    expect(made.at('code')).toBe('C1');
    await till('POST', `/v1/redemptions/${made.textAt('id')}/cancel`);
    expect(await balance(shop.call, member)).toBe(100);
    expect(refusal(await redeem(member, 'cinema'))).toEqual([409, 'reward_out_of_stock']);
  });
});

test('another organization’s rewards and redemptions are unknown', async () => {
  const member = await memberWith(shop.call, { bonus: 1_000 });
  const made = await redeem(member, 'croissant');
  const url = `/v1/redemptions/${made.textAt('id')}`;
  expect(refusal(await other.call('GET', url))).toEqual([404, 'redemption_unknown']);
  expect(refusal(await other.call('POST', `${url}/collect`))).toEqual([404, 'redemption_unknown']);
  expect(refusal(await other.call('POST', `${url}/cancel`))).toEqual([404, 'redemption_unknown']);
  const list = await other.call('GET', `/v1/redemptions?member=${member.id}`);
  expect(refusal(list)).toEqual([404, 'member_unknown']);
  const stolen = { json: { member: { id: member.id }, rewardId: 'badge' } };
  expect(refusal(await other.call('POST', '/v1/redemptions', stolen))).toEqual([404, 'member_unknown']);
  expect((await till('GET', url)).at('status')).toBe('reserved');
  expect(refusal(await till('GET', '/v1/redemptions/nothing'))).toEqual([400, 'request_invalid']);
  await till('POST', `${url}/cancel`);
});

test('what was reserved goes with the account that is merged into another, and is handed over there', async () => {
  const member = await memberWith(shop.call, { bonus: 200 });
  const heir = await memberWith(shop.call);
  const made = await redeem(member, 'croissant');
  const url = `/v1/redemptions/${made.textAt('id')}`;
  const merged = await api.ledger.post({
    organizationId: shop.organizationId,
    programId: 'benefits',
    accountId: member.accountId,
    event: { type: 'merge', at: instant(START), into: heir.accountId },
    now: instant(START),
    history: false,
    keys: [],
    bodyHash: '',
  });
  expect(merged.type).toBe('done');
  expect((await till('GET', url)).at('status')).toBe('reserved');
  await deliver(api);
  const collected = await till('POST', `${url}/collect`);
  expect([collected.status, collected.at('accountId')]).toEqual([201, heir.accountId]);
  expect((await till('POST', `${url}/collect`)).text).toBe(collected.text);
  expect((await till('GET', url)).at('status')).toBe('collected');
});

test('the list of an heir holds what was redeemed before on the account that became part of it', async () => {
  const [heir, twin] = [await memberWith(shop.call, { bonus: 500 }), await memberWith(shop.call, { bonus: 500 })];
  await load('cinema', ['H-1', 'H-2', 'H-3', 'H-4']);
  const ids: unknown[] = [];
  for (const member of [twin, heir, twin]) ids.unshift((await redeem(member, 'cinema')).at('id'));
  const into = `/v1/accounts/${heir.accountId}/merge`;
  expect((await shop.call('POST', into, { json: { from: twin.accountId, reason: 'One person' } })).status).toBe(201);
  await deliver(api);
  ids.unshift((await redeem(heir, 'cinema')).at('id'));
  const seen: unknown[] = [];
  let cursor = '';
  for (let pages = 0; pages < 3; pages += 1) {
    const page = await till('GET', `/v1/redemptions?member=${twin.id}&limit=2${cursor}`);
    seen.push(...[0, 1].flatMap((n) => page.at(`redemptions.${n}.id`) ?? []));
    if (page.at('next') === null) break;
    cursor = `&cursor=${page.textAt('next')}`;
  }
  expect(seen).toEqual(ids);
});

test('a redemption that nobody came for cancels itself, and says so', async () => {
  const member = await memberWith(shop.call, { bonus: 150 });
  const made = await redeem(member, 'croissant');
  const url = `/v1/redemptions/${made.textAt('id')}`;
  await moveClock(shop.call, '2026-11-28T20:59:59Z');
  expect((await till('GET', url)).at('status')).toBe('reserved');
  await moveClock(shop.call, '2026-11-28T21:00:00Z');
  const overdue = await till('GET', url);
  expect(overdue.at('closed')).toEqual({ at: '2026-11-28T21:00:00.000Z', operationId: null, reason: null });
  expect(overdue.at('status')).toBe('cancelled');
  expect(await balance(shop.call, member)).toBe(150);
  expect(refusal(await till('POST', `${url}/collect`))).toEqual([409, 'item_closed']);
  expect(refusal(await till('POST', `${url}/cancel`))).toEqual([409, 'item_closed']);
});
