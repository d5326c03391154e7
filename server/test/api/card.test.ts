// The customer's card from the poster to the counter: joining, what it shows and why, what is taken with it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { execute, sql } from '../../src/kit/sql.ts';
import {
  askCode,
  aMinuteLater,
  CARD_SHOP,
  cardOf,
  CONSENTS,
  newAddress,
  openCard,
  type TestCard,
} from './card-house.ts';
import { deliver, memberWith, moveClock, publish } from './catalogue-shop.ts';
import { buy, newPhone } from './coffee.ts';
import { expectSound, outcome, statuses } from './network-house.ts';
import { openBrowser, setCookies } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization({ sandbox: true, now: Date.parse('2026-03-02T09:00:00Z') });
  await publish(shop.call, CARD_SHOP);
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

async function give(card: TestCard, units: number): Promise<void> {
  const json = { member: { id: card.memberId }, wallet: 'bonus', units, reason: 'A test' };
  expect((await shop.call('POST', '/v1/corrections', { json })).status).toBe(201);
}

test('somebody new joins by a code: welcomed, with consents word for word and where they came from', async () => {
  const browser = openBrowser(api, newAddress());
  const texts = await browser.call('GET', `/v1/public/organizations/${shop.organizationId}/consents`);
  expect([texts.at('consents.0.kind'), texts.at('consents.0.required'), texts.at('consents.1.required')]).toEqual([
    'processing',
    true,
    false,
  ]);
  expect(texts.textAt('consents.0.text.ru')).toContain('«Shop»');
  const phone = newPhone();
  const code = await askCode(shop, browser, phone);
  const bare = await browser.call('POST', cardOf(shop, '/sign-in'), { phone, code });
  expect([...outcome(bare), bare.at('consents')]).toEqual([409, 'consent_needed', texts.at('consents')]);
  const asked = { phone, code, consents: CONSENTS, name: 'Анна', language: 'ru', from: 'window' };
  const arrived = await browser.call('POST', cardOf(shop, '/sign-in'), asked);
  expect([arrived.status, arrived.at('joined')]).toEqual([201, true]);
  const cookie = setCookies(arrived).join();
  expect(cookie).toMatch(
    /^kopilka\.card=[\w-]{86}; Path=\/v1\/card\/[0-9a-f-]{36}; Max-Age=\d+; HttpOnly; SameSite=Lax$/u,
  );

  const card = await browser.call('GET', cardOf(shop, '/me'));
  expect(card.at('member')).toEqual({
    id: arrived.at('memberId'),
    name: 'Анна',
    status: 'active',
    language: 'ru',
    card: null,
  });
  expect(card.at('programs.0.wallets.0')).toMatchObject({
    id: 'bonus',
    name: { ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' }, en: { one: 'bonus', other: 'bonuses' } },
    available: 50,
    worth: 100,
    expiring: [{ units: 50, at: expect.any(String) }],
  });
  expect(card.at('programs.0.level')).toMatchObject({
    name: { ru: 'Обычный', en: 'Regular' },
    by: 'money',
    next: { name: { ru: 'Золото', en: 'Gold' }, missing: '100000.00', missingMinor: 10_000_000, share: 0 },
  });
  const known = await shop.call('GET', `/v1/members/${arrived.textAt('memberId')}/consents`);
  expect([known.at('current.0'), known.at('current.1'), known.at('joined.from')]).toMatchObject([
    { kind: 'processing', version: 1, granted: true, by: 'member' },
    { kind: 'advertising', version: 1, granted: false, by: 'member' },
    'window',
  ]);
});

test('who is known signs in by the same code, and one without a consent is asked for it once', async () => {
  const known = await memberWith(shop.call, { bonus: 40 }, { name: 'Борис' });
  const browser = openBrowser(api, newAddress());
  const code = await askCode(shop, browser, known.phone);
  const signIn = (body: object) =>
    browser.call('POST', cardOf(shop, '/sign-in'), { phone: known.phone, code, ...body });
  expect(outcome(await signIn({}))).toEqual([409, 'consent_needed']);
  expect(outcome(await signIn({ consents: { processing: { version: 1, granted: false } } }))).toEqual([
    409,
    'consent_needed',
  ]);
  expect(outcome(await signIn({ consents: { processing: { version: 7, granted: true } } }))).toEqual([
    409,
    'consent_outdated',
  ]);
  const arrived = await signIn({ consents: CONSENTS, name: 'Somebody else' });
  expect([arrived.status, arrived.at('joined'), arrived.at('memberId')]).toEqual([200, false, known.id]);
  expect((await browser.call('GET', cardOf(shop, '/me'))).at('member.name')).toBe('Борис');
  const again = openBrowser(api, newAddress());
  await aMinuteLater(api);
  const next = await askCode(shop, again, known.phone);
  expect((await again.call('POST', cardOf(shop, '/sign-in'), { phone: known.phone, code: next })).status).toBe(200);
});

test('a code of a friend counts for the new member, and a wrong one is told before the code is used up', async () => {
  const friend = await memberWith(shop.call);
  const referralCode = (await shop.call('GET', `/v1/members/${friend.id}/referral`)).textAt('code');
  const browser = openBrowser(api, newAddress());
  const phone = newPhone();
  const code = await askCode(shop, browser, phone);
  const join = (given: string) =>
    browser.call('POST', cardOf(shop, '/sign-in'), { phone, code, consents: CONSENTS, referralCode: given });
  expect(outcome(await join('NOTHERE9'))).toEqual([404, 'referral_code_unknown']);
  const joined = await join(referralCode);
  expect([joined.status, joined.at('friend')]).toEqual([201, { status: 'counted', problem: null }]);
  expect((await shop.call('GET', `/v1/members/${friend.id}/referral`)).at('joined')).toBe(1);
});

test('a code of a friend keeps nobody out: one’s own, a late one, a suspicious one, and when too many were tried', async () => {
  const own = await openCard(api, shop);
  expect(own.friend).toBeNull();
  const codeOf = async (memberId: string) =>
    (await shop.call('GET', `/v1/members/${memberId}/referral`)).textAt('code');
  const again = async (referralCode: string) => {
    await aMinuteLater(api);
    return openCard(api, shop, { phone: own.phone, referralCode });
  };
  expect((await again(await codeOf(own.memberId))).friend).toMatchObject({
    status: 'refused',
    problem: { code: 'referral_self' },
  });
  expect((await again('NOTHERE9')).friend).toMatchObject({ status: 'refused', problem: { code: 'referral_late' } });
  // From where wrong codes came all the time.
  const browser = openBrowser(api, newAddress());
  const phone = newPhone();
  const code = await askCode(shop, browser, phone);
  const join = (referralCode: string) =>
    browser.call('POST', cardOf(shop, '/sign-in'), { phone, code, consents: CONSENTS, referralCode });
  await execute(
    api.database.db.system,
    sql`
      insert into code_guesses (bucket, organization_id, kind, subject, failures, since)
      select get_byte(sha256(('key/' || ${shop.organizationId}::text)::bytea), 0), ${shop.organizationId}, 'key',
        ${shop.organizationId}, 1000, clock_timestamp()
      on conflict (bucket, organization_id, kind, subject) do update set failures = 1000`,
  );
  const joined = await join('NOTHERE9');
  expect([joined.status, joined.at('friend.problem.code')]).toEqual([201, 'too_many_guesses']);
  await execute(api.database.db.system, sql`delete from code_guesses`);
  expect((await browser.call('GET', cardOf(shop, '/me'))).status).toBe(200);
});

test('the history says why this many, and its lines what each brought; another member’s is unknown', async () => {
  const card = await openCard(api, shop);
  const bought = await buy(
    shop.call,
    { id: card.memberId },
    { id: 'card-1', amount: 30_000, receipt: { store: 'main' } },
  );
  // An id says nothing to a customer: a store is told by the name that the office gave it, or not at all.
  expect((await card.call('GET', '/me/history')).at('operations.0.store')).toBeNull();
  expect((await shop.call('PUT', '/v1/stores/main', { json: { name: 'На Покровке' } })).status).toBeLessThan(300);
  const history = await card.call('GET', '/me/history');
  expect(history.at('operations.0')).toMatchObject({
    id: bought.at('id'),
    type: 'purchase',
    receipt: 'card-1',
    store: { ru: 'На Покровке', en: 'На Покровке' },
    total: 30_000,
    moved: [{ wallet: 'bonus', units: 30 }],
    byOther: false,
  });
  expect(history.textAt('operations.0.why.0.ru')).toMatch(/30/u);
  expect(history.at('wallets.0.name.ru.many')).toBe('бонусов');
  const whole = await card.call('GET', `/me/history/${bought.textAt('id')}`);
  expect(whole.at('lines.0')).toMatchObject({ sku: 'LATTE', amount: 30_000, earned: [{ wallet: 'bonus', units: 30 }] });
  const first = await card.call('GET', '/me/history?limit=1');
  const second = await card.call('GET', `/me/history?limit=1&cursor=${first.textAt('next')}`);
  expect([first.at('operations.0.type'), second.at('operations.0.type')]).toEqual(['purchase', 'custom']);
  const stranger = await openCard(api, shop);
  expect(outcome(await stranger.call('GET', `/me/history/${bought.textAt('id')}`))).toEqual([404, 'operation_unknown']);
});

test('of a family’s account only what moved is told, unless it names the member', async () => {
  const card = await openCard(api, shop);
  const guest = await memberWith(shop.call);
  const owned = await shop.call('POST', '/v1/families', { json: { member: { id: card.memberId }, name: 'Home' } });
  const family = `/v1/families/${owned.textAt('id')}`;
  const invited = await shop.call('POST', `${family}/invitations`, { json: { member: { id: guest.id } } });
  const reply = { member: { id: guest.id }, code: invited.textAt('code'), consent: '1' };
  const accepted = await shop.call('POST', `${family}/invitations/${invited.textAt('id')}/accept`, { json: reply });
  expect(accepted.status).toBeLessThan(300);
  await deliver(api);
  await buy(shop.call, { id: guest.id }, { id: 'secret-shopping', amount: 20_000 });
  const history = await card.call('GET', '/me/history');
  expect(history.at('operations.0')).toMatchObject({
    byOther: true,
    receipt: null,
    total: null,
    why: [],
    moved: [{ wallet: 'bonus', units: 20 }],
  });
  expect(history.text).not.toContain('secret-shopping');
});

test('what has not changed is answered with 304', async () => {
  const card = await openCard(api, shop);
  const first = await card.call('GET', '/me');
  const etag = z.string().parse(first.headers['etag']);
  const same = await card.call('GET', '/me', undefined, { 'if-none-match': etag });
  expect([same.status, same.text]).toEqual([304, '']);
  await give(card, 5);
  expect((await card.call('GET', '/me', undefined, { 'if-none-match': etag })).status).toBe(200);
});

test('a reward is taken once under its key, shown with its code, and refused with a reason', async () => {
  const card = await openCard(api, shop);
  const poor = await card.call('GET', '/me/rewards');
  expect(poor.at('rewards.0')).toMatchObject({
    name: { ru: 'Круассан', en: 'Croissant' },
    available: 'no',
    why: { code: 'units_insufficient' },
    wallet: { id: 'bonus' },
  });
  await give(card, 500);
  expect((await card.call('GET', '/me/rewards')).at('rewards.0.available')).toBe('yes');
  const take = (rewardId: string, key: string) =>
    card.call('POST', '/me/redemptions', { rewardId }, { 'idempotency-key': key });
  const [one, two] = await Promise.all([take('croissant', 'a'), take('croissant', 'a')]);
  expect(statuses([one, two])).toEqual({ 200: 1, 201: 1 });
  expect(one.at('id')).toBe(two.at('id'));
  expect(one.at('status')).toBe('reserved');
  expect(outcome(await take('badge', 'a'))).toEqual([409, 'key_reused']);
  // Another member's key of the same words is another key.
  const neighbour = await openCard(api, shop);
  await give(neighbour, 500);
  const theirs = await neighbour.call('POST', '/me/redemptions', { rewardId: 'croissant' }, { 'idempotency-key': 'a' });
  expect([theirs.status, theirs.at('id') === one.at('id')]).toEqual([201, false]);
  await shop.call('POST', `/v1/redemptions/${one.textAt('id')}/collect`);
  const taken = await card.call('GET', '/me/redemptions');
  expect(taken.at('redemptions.0')).toMatchObject({ name: { en: 'Croissant' }, status: 'collected' });
  expect(taken.at('redemptions.1')).toBeUndefined();
  expect(outcome(await take('closed-sale', 'b'))).toEqual([409, 'reward_not_for_you']);
});

test('a blocked card shows itself, and nothing can be taken with it', async () => {
  const card = await openCard(api, shop);
  await give(card, 500);
  await shop.call('PATCH', `/v1/members/${card.memberId}`, { json: { status: 'blocked' } });
  expect((await card.call('GET', '/me')).at('member.status')).toBe('blocked');
  expect(outcome(await card.call('POST', '/me/redemptions', { rewardId: 'croissant' }))).toEqual([409, 'card_blocked']);
});

test('another text is another version: who has not seen it is shown it, and earlier answers keep theirs', async () => {
  const own = await api.organization();
  await publish(own.call, CARD_SHOP);
  const early = await openCard(api, own);
  const words = { ru: '<b>Да</b>', en: 'Yes' };
  const published = await own.call('PUT', '/v1/consents/processing', { json: { title: words, text: words } });
  expect([published.status, published.at('version')]).toEqual([200, 2]);
  const phone = newPhone();
  const browser = openBrowser(api, newAddress());
  const code = await askCode(own, browser, phone);
  const join = (version: number) =>
    browser.call('POST', cardOf(own, '/sign-in'), {
      phone,
      code,
      consents: { processing: { version, granted: true } },
    });
  const outdated = await join(1);
  expect([...outcome(outdated), outdated.at('consents.0.version')]).toEqual([409, 'consent_outdated', 2]);
  expect((await join(2)).status).toBe(201);
  expect((await early.call('GET', '/me/profile')).at('consents.0')).toMatchObject({ version: 1, granted: true });
});

test('what somebody says at the till is kept as said there', async () => {
  const json = { identities: { phone: newPhone() }, consents: CONSENTS };
  const made = await shop.call('POST', '/v1/members', { json });
  const known = await shop.call('GET', `/v1/members/${made.textAt('id')}/consents`);
  expect([known.at('current.0'), known.at('joined')]).toMatchObject([
    { kind: 'processing', granted: true, by: 'staff' },
    null,
  ]);
  const card = await openCard(api, shop, { phone: json.identities.phone, consents: {} });
  expect(card.memberId).toBe(made.textAt('id'));
});

test('what burns when is told by date, soonest first', async () => {
  const later = await api.organization({ sandbox: true, now: Date.parse('2026-03-02T09:00:00Z') });
  await publish(later.call, CARD_SHOP);
  const card = await openCard(api, later);
  await moveClock(later.call, '2026-03-12T09:00:00Z');
  await buy(later.call, { id: card.memberId }, { amount: 20_000 });
  const wallet = await card.call('GET', '/me');
  expect(wallet.at('programs.0.wallets.0.expiring')).toEqual([
    { units: 50, at: expect.stringMatching(/^2026-08-/u) },
    { units: 20, at: expect.stringMatching(/^2026-09-/u) },
  ]);
});
