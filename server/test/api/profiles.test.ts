// What rules know of people, levels given by hand, how far an account has come, and the words that rules have for it.
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
import { buy, newPhone, type TestMember } from './coffee.ts';
import { expectSound } from './network-house.ts';
import { type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const START = Date.parse('2026-11-02T09:00:00Z');
const FULL = { name: 'Анна', birthday: '1990-11-20' };

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

function tell({ accountId }: TestMember, json: object, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return shop.call('PUT', `/v1/accounts/${accountId}/profile`, { json, headers });
}

function change({ id }: TestMember, json: object) {
  return till('PATCH', `/v1/members/${id}`, { json });
}

/** The dates that the last profile operation has left. */
async function dates(member: TestMember): Promise<unknown> {
  const found = await api.ledger.operations(shop.organizationId, member.accountId, { type: 'profile', limit: 1 });
  const event = found[0]?.event;
  return event?.type === 'profile' ? (event.dates ?? null) : null;
}

describe('profiles', () => {
  test('attributes are what conditions read', async () => {
    const anna = await memberWith(shop.call);
    const told = await tell(anna, { attributes: { employee: true, city: 'Тверь' }, statementDay: 5 });
    expect(told.status).toBe(201);
    expect((await buy(till, { id: anna.id })).at('earned')).toEqual([]);
    await tell(anna, { attributes: { employee: null } });
    expect((await buy(till, { id: anna.id })).at('earned.0.units')).toBe(10);
  });

  test('20 times at once under one key it is one operation', async () => {
    const anna = await memberWith(shop.call);
    const answers = await times(20, () => tell(anna, { dates: [{ whose: 'child', on: '02-29' }] }, 'told'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await operationsOf(shop.call, anna)).toBe(1);
    expect(refusal(await tell(anna, { statementDay: 2 }, 'told'))).toEqual([409, 'key_reused']);
  });

  test('what the program does not declare, days that are not, empty bodies: refused, and nothing changes', async () => {
    const anna = await memberWith(shop.call);
    const refused = [
      [await tell(anna, { attributes: { salary: 1 } }), 422, 'attribute_unknown'],
      [await tell(anna, { attributes: { employee: 'yes' } }), 422, 'attribute_unknown'],
      [await tell(anna, { dates: [{ whose: 'child', on: '02-30' }] }), 400, 'request_invalid'],
      [await tell(anna, { dates: [{ whose: 'child', on: '1990-02-01' }] }), 400, 'request_invalid'],
      [await tell(anna, { statementDay: 29 }), 400, 'request_invalid'],
      [await tell(anna, {}), 400, 'request_invalid'],
      [await tell(anna, { name: 'Anna' }), 400, 'request_invalid'],
      [
        await tell({ ...anna, accountId: '00000000-0000-7000-8000-000000000001' }, { statementDay: 1 }),
        404,
        'account_unknown',
      ],
      [
        await other.call('PUT', `/v1/accounts/${anna.accountId}/profile`, { json: { statementDay: 1 } }),
        404,
        'account_unknown',
      ],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, anna)).toBe(0);
  });
});

describe('birthdays of members', () => {
  const self = (on: string) => ({ whose: 'self', on });

  test('are kept in step when a member is made, changed and forgotten, beside what the shop has told', async () => {
    const anna = await memberWith(shop.call, {}, { birthday: '1990-05-17' });
    expect(await dates(anna)).toEqual([self('05-17')]);
    const told = await tell(anna, { dates: [{ whose: 'child', on: '03-08' }] });
    expect(told.at('dates')).toEqual([self('05-17'), { whose: 'child', on: '03-08' }]);
    await change(anna, { profile: { birthday: '1990-05-18' } });
    expect(await dates(anna)).toEqual([self('05-18'), { whose: 'child', on: '03-08' }]);
    const before = await operationsOf(shop.call, anna);
    await change(anna, { profile: { birthday: '1991-05-18', comment: 'Older' } });
    expect(await operationsOf(shop.call, anna)).toBe(before);
    await change(anna, { profile: { birthday: null } });
    expect(await dates(anna)).toEqual([{ whose: 'child', on: '03-08' }]);
  });

  test('a change that a crash cut short is finished by the same change', async () => {
    const anna = await memberWith(shop.call);
    // As the crash left it: the profile is written, the account has not heard of it.
    await api.database.db.system.query({
      text: `update members set profile = profile || '{"birthday": "1990-05-17"}' where member_id = $1`,
      values: [anna.id],
    });
    await change(anna, { profile: { birthday: '1990-05-17' } });
    expect(await dates(anna)).toEqual([self('05-17')]);
  });

  test('what a shop has told as self stays when something else of the member changes', async () => {
    const anna = await memberWith(shop.call);
    await tell(anna, { dates: [self('07-01')] });
    await change(anna, { profile: { name: 'Anna' } });
    expect(await dates(anna)).toEqual([self('07-01')]);
  });
});

describe('a profile that has been filled in', () => {
  test('is rewarded once, whoever tells of it and however often it changes', async () => {
    const anna = await memberWith(shop.call, {}, { name: 'Анна' });
    expect(await balance(shop.call, anna)).toBe(0);
    await times(5, () => change(anna, { profile: { birthday: '1990-06-17' } }));
    expect(await balance(shop.call, anna)).toBe(100);
    await change(anna, { profile: { birthday: null } });
    await change(anna, { profile: { birthday: '1990-06-17' } });
    const told = await shop.call('POST', '/v1/events', {
      json: { member: { id: anna.id }, name: 'profile.completed' },
    });
    expect([told.status, told.at('earned.0.units')]).toEqual([200, 100]);
    expect(await balance(shop.call, anna)).toBe(100);
  });

  test('is noticed at once when a member is made with everything, and needs a phone or an e-mail', async () => {
    expect(await balance(shop.call, await memberWith(shop.call, {}, { ...FULL, birthday: '1990-06-01' }))).toBe(100);
    const card = await till('POST', '/v1/members', {
      json: { identities: { card: 'card-of-nobody' }, profile: { ...FULL, birthday: '1990-06-01' } },
    });
    expect(card.at('accounts.0.balances.bonus.available')).toBe(0);
    const id = card.textAt('id');
    const changed = await till('PATCH', `/v1/members/${id}`, { json: { identities: { phone: newPhone() } } });
    expect(changed.at('accounts.0.balances.bonus.available')).toBe(100);
  });
});

describe('levels by hand', () => {
  const grant = ({ accountId }: TestMember, json: object, key?: string, call = shop.call) =>
    call('POST', `/v1/accounts/${accountId}/tier`, {
      json,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });

  test('a level is given until a day, once for 20 equal requests, and taken back', async () => {
    const anna = await memberWith(shop.call);
    const gold = { level: 'gold', until: '2026-12-31T21:00:00Z', reason: 'Our first customer' };
    const answers = await times(20, () => grant(anna, gold, 'gold'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.at('tier')).toMatchObject({ level: 'gold', until: '2026-12-31T21:00:00.000Z' });
    expect((await till('GET', `/v1/rewards/closed-sale?member=${anna.id}`)).at('available')).toBe('yes');
    const taken = await grant(anna, { level: null, reason: 'A mistake' });
    expect(taken.at('tier.level')).toBe('regular');
    expect(refusal(await grant(anna, { ...gold, reason: 'Another' }, 'gold'))).toEqual([409, 'key_reused']);
  });

  test('levels that are not, no reason, others’ accounts: refused, and nothing changes', async () => {
    const anna = await memberWith(shop.call);
    const gold = { level: 'gold', reason: 'x' };
    const refused = [
      [await grant(anna, { level: 'platinum', reason: 'x' }), 422, 'level_unknown'],
      [await grant(anna, { level: 'gold' }), 400, 'request_invalid'],
      [await grant(anna, { level: null, until: '2026-12-31T21:00:00Z', reason: 'x' }), 400, 'request_invalid'],
      [await grant(anna, gold, undefined, till), 403, 'scope_insufficient'],
      [await grant(anna, gold, undefined, other.call), 404, 'account_unknown'],
    ] as const;
    for (const [answer, status, code] of refused) expect(refusal(answer)).toEqual([status, code]);
    expect(await operationsOf(shop.call, anna)).toBe(0);
  });
});

describe('progress', () => {
  test('tells challenges, streaks and coupons in words of both languages, and nothing of a new account', async () => {
    const anna = await memberWith(shop.call);
    await shop.call('POST', '/v1/events', { json: { member: { id: anna.id }, name: 'shop.treat' } });
    await buy(till, { id: anna.id }, { amount: 10_000 });
    await buy(till, { id: anna.id }, { amount: 10_000 });
    const answer = await till('GET', `/v1/accounts/${anna.accountId}/progress`);
    expect(answer.at('challenges')).toEqual([
      {
        id: 'five-a-month',
        name: { ru: 'Five a month', en: 'Five a month' },
        value: '2',
        target: '5',
        missing: '3',
        reached: 0,
        repeat: false,
        open: true,
        from: '2026-10-31T21:00:00.000Z',
        until: '2026-11-30T21:00:00.000Z',
      },
    ]);
    expect(answer.at('streaks.0')).toMatchObject({ id: 'three-days', length: 1, target: 3, counted: true });
    expect(answer.at('coupons')).toEqual([
      {
        id: 'free-coffee',
        name: { ru: 'Кофе в подарок', en: 'Free coffee' },
        available: 2,
        lots: [{ units: 2, from: null, until: null }],
      },
    ]);
    const fresh = await memberWith(shop.call);
    const nothing = await till('GET', `/v1/accounts/${fresh.accountId}/progress`);
    expect([nothing.at('challenges.0.value'), nothing.at('badges'), nothing.at('open')]).toEqual(['0', [], []]);
  });

  test('another organization’s accounts are unknown', async () => {
    const anna = await memberWith(shop.call);
    for (const what of ['progress', 'messages'])
      expect(refusal(await other.call('GET', `/v1/accounts/${anna.accountId}/${what}`))).toEqual([
        404,
        'account_unknown',
      ]);
    expect(refusal(await till('GET', '/v1/accounts/nothing/progress'))).toEqual([400, 'request_invalid']);
  });
});

test('messages of rules are told newest first, page by page', async () => {
  const anna = await memberWith(shop.call);
  for (let count = 0; count < 3; count += 1) await buy(till, { id: anna.id }, { amount: 500_000 });
  await deliver(api);
  const url = `/v1/accounts/${anna.accountId}/messages`;
  const page = await till('GET', `${url}?limit=2`);
  expect(page.at('messages.0')).toMatchObject({
    rule: 'big',
    text: { ru: 'Спасибо за большую покупку', en: 'Thank you for the big purchase' },
  });
  const last = await till('GET', `${url}?limit=2&cursor=${page.textAt('next')}`);
  expect([last.at('messages.1'), last.at('next')]).toEqual([undefined, null]);
  const ids = [page.at('messages.0.id'), page.at('messages.1.id'), last.at('messages.0.id')];
  expect(new Set(ids).size).toBe(3);
  expect(refusal(await till('GET', `${url}?cursor=nonsense`))).toEqual([400, 'cursor_invalid']);
});

test('a birthday brings what its rule gives, for the member’s own and nobody forgotten', async () => {
  const anna = await memberWith(shop.call, {}, { birthday: '1990-11-20' });
  const forgotten = await memberWith(shop.call, {}, { birthday: '1990-11-20' });
  await change(forgotten, { profile: { birthday: null } });
  await moveClock(shop.call, '2026-11-20T09:00:00Z');
  await deliver(api);
  expect(await balance(shop.call, anna)).toBe(300);
  expect(await balance(shop.call, forgotten)).toBe(0);
});

describe('events that somebody tells', () => {
  const hear = (member: TestMember, json: object) =>
    shop.call('POST', '/v1/events', { json: { member: { id: member.id }, ...json } });

  test('names that every program knows are taken, with money and a partner; limits per member count the member', async () => {
    const anna = await memberWith(shop.call);
    for (const name of ['payment', 'visit', 'review.published', 'survey.answered', 'app.installed', 'subscribed'])
      expect((await hear(anna, { name, amount: 5_000, partner: 'books' })).status).toBe(201);
    const limited = CATALOGUE.replace(
      'rules:\n',
      'rules:\n  - { id: visit, on: visit, limits: [{ per: member, every: day, times: 1 }], earn: { wallet: bonus, units: 7 } }\n',
    );
    await publish(shop.call, limited);
    expect((await hear(anna, { name: 'visit' })).at('earned.0.units')).toBe(7);
    expect((await hear(anna, { name: 'visit' })).at('earned')).toEqual([]);
    const [operation] = await api.ledger.operations(shop.organizationId, anna.accountId, { limit: 1 });
    expect(operation?.event).toMatchObject({ type: 'custom', member: anna.id });
  });

  test('what only the system knows, unknown names and partners: refused, and nothing changes', async () => {
    const anna = await memberWith(shop.call);
    const system = [
      'purchase',
      'enrolled',
      'birthday',
      'inactive',
      'tier.changed',
      'reward.redeemed',
      'referral.joined',
    ];
    for (const name of [...system, 'payments', 'shop.', 'Shop.x'])
      expect(refusal(await hear(anna, { name }))).toEqual([400, 'request_invalid']);
    expect(refusal(await hear(anna, { name: 'visit', partner: 'nobody' }))).toEqual([422, 'partner_unknown']);
    expect(refusal(await hear(anna, { name: 'payment', amount: -1 }))).toEqual([400, 'request_invalid']);
    expect(await operationsOf(shop.call, anna)).toBe(0);
  });
});
