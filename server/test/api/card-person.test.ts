// What of a card is the person's own: profile, contacts, consents, devices, data; who may not see it; and its end.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { finishLeftDeletions } from '../../src/features/card/deletion.ts';
import { createCardSessions } from '../../src/features/card/sessions.ts';
import { createMemberResolver } from '../../src/features/members/resolve.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { shardOf } from '../../src/ledger/ids.ts';
import {
  askCode,
  aMinuteLater,
  CARD_SHOP,
  cardOf,
  codeFor,
  CONSENTS,
  keyIn,
  newAddress,
  openCard,
  otherThan,
} from './card-house.ts';
import { publish } from './catalogue-shop.ts';
import { buy, newPhone } from './coffee.ts';
import { expectSound, newKey, outcome } from './network-house.ts';
import { openBrowser } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization({ sandbox: true, now: Date.parse('2026-03-02T09:00:00Z') });
  other = await api.organization();
  await publish(shop.call, CARD_SHOP);
  await publish(other.call, CARD_SHOP);
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

test('the profile: a birthday once, a name in any script, and every answer to a consent is kept', async () => {
  const card = await openCard(api, shop);
  const name = `‮${'👩‍🚀'.repeat(20)}<b>Зоя</b>`;
  const changed = await card.call('PATCH', '/me/profile', { name, birthday: '1990-05-17' });
  expect([changed.at('name'), changed.at('birthday'), changed.at('birthdayFixed')]).toEqual([name, '1990-05-17', true]);
  expect(outcome(await card.call('PATCH', '/me/profile', { birthday: '1991-05-17' }))).toEqual([
    409,
    'card_birthday_fixed',
  ]);
  expect((await card.call('PATCH', '/me/profile', { birthday: '1990-05-17' })).status).toBe(200);
  const young = await openCard(api, shop);
  expect(outcome(await young.call('PATCH', '/me/profile', { birthday: '2030-01-01' }))).toEqual([
    400,
    'request_invalid',
  ]);
  expect(outcome(await card.call('PATCH', '/me/profile', { name: 'x'.repeat(500) }))).toEqual([400, 'request_invalid']);

  const consent = (granted: boolean, kind = 'advertising') =>
    card.call('PUT', '/me/consents', { kind, version: 1, granted });
  await consent(true);
  await consent(true);
  const last = await consent(false);
  const grantedOf = z.array(z.object({ kind: z.string(), granted: z.boolean() })).parse(last.at('history'));
  expect(grantedOf.filter(({ kind }) => kind === 'advertising').map(({ granted }) => granted)).toEqual([
    false,
    true,
    false,
  ]);
  expect(outcome(await consent(false, 'processing'))).toEqual([409, 'card_processing_needed']);
});

test('another e-mail address is proved by a code that works for this member only; whose it is stays unsaid', async () => {
  const card = await openCard(api, shop);
  const stranger = await openCard(api, shop);
  const email = `${card.memberId}@shop.example`;
  const asked = await card.call('POST', '/me/contacts/codes', { email });
  expect([asked.status, asked.at('channel'), asked.at('delivery')]).toEqual([202, 'email', 'outbox']);
  const code = await codeFor(shop, email);
  expect(outcome(await stranger.call('PUT', '/me/contacts', { email, code }))).toEqual([422, 'card_code_wrong']);
  expect(outcome(await card.call('POST', '/sign-in', { email, code, consents: CONSENTS }))).toEqual([
    422,
    'card_code_wrong',
  ]);
  expect((await card.call('PUT', '/me/contacts', { email, code })).at('email')).toBe(email);
  await aMinuteLater(api);
  await stranger.call('POST', '/me/contacts/codes', { email });
  const refused = await stranger.call('PUT', '/me/contacts', { email, code: await codeFor(shop, email) });
  expect([...outcome(refused), refused.text.includes(card.memberId)]).toEqual([409, 'card_contact_taken', false]);
  expect((await card.call('DELETE', '/me/contacts/phone')).at('phone')).toBeNull();
  expect(outcome(await card.call('DELETE', '/me/contacts/email'))).toEqual([409, 'card_contact_last']);
});

test('a session that is ended is over everywhere, and the others go on', async () => {
  const card = await openCard(api, shop);
  await aMinuteLater(api);
  const second = await openCard(api, shop, { phone: card.phone });
  const seen = await card.call('GET', '/me/sessions');
  const sessions = z.array(z.object({ id: z.string(), isThis: z.boolean() })).parse(seen.at('sessions'));
  const theirs = sessions.find(({ isThis }) => !isThis)?.id ?? '';
  expect(sessions.length).toBe(2);
  const stranger = await openCard(api, shop);
  expect(outcome(await stranger.call('DELETE', `/me/sessions/${theirs}`))).toEqual([404, 'own_session_unknown']);
  expect((await card.call('DELETE', `/me/sessions/${theirs}`)).status).toBe(204);
  expect(outcome(await second.call('GET', '/me'))).toEqual([401, 'card_session_unknown']);
  expect((await card.call('GET', '/me')).status).toBe(200);
  const kept = card.browser.cookies();
  expect((await card.call('POST', '/sign-out')).status).toBe(204);
  expect(card.browser.cookies()).toBe('');
  const stolen = await api.as(null)('GET', cardOf(shop, '/me'), { headers: { cookie: kept } });
  expect(outcome(stolen)).toEqual([401, 'card_session_unknown']);
});

test('what a process remembers of a session is at most five seconds old', async () => {
  const card = await openCard(api, shop);
  const { db } = api.database;
  let now = Date.now();
  const here = createCardSessions({ db, clock: { now: () => now } });
  const elsewhere = createCardSessions({ db, clock: { now: () => now } });
  const visitor = {
    headers: { cookie: card.browser.cookies() },
    method: 'GET',
    host: 'localhost',
    ip: '10.0.0.1',
    protocol: 'http',
  } as const;
  const member = await here.member(visitor, shop.organizationId);
  await elsewhere.end(member, member.sessionId);
  now += 4_900;
  expect((await here.member(visitor, shop.organizationId)).memberId).toBe(card.memberId);
  now += 200;
  await expect(here.member(visitor, shop.organizationId)).rejects.toMatchObject({ code: 'card_session_unknown' });
});

test('a card of one shop is nothing in another, and a page of another site may change nothing', async () => {
  const card = await openCard(api, shop);
  const cookie = card.browser.cookies();
  for (const path of ['/me', '/me/profile', '/me/history', '/me/data', '/me/sessions'])
    expect(outcome(await api.as(null)('GET', cardOf(other, path), { headers: { cookie } }))).toEqual([
      401,
      'card_session_unknown',
    ]);
  const foreign = { cookie, origin: 'https://evil.example' };
  for (const [method, path] of [
    ['DELETE', '/me/sessions'],
    ['POST', '/me/key'],
    ['POST', '/sign-out'],
  ] as const)
    expect(outcome(await api.as(null)(method, cardOf(shop, path), { headers: foreign }))).toEqual([
      403,
      'origin_foreign',
    ]);
  const bent = `kopilka.card=${Buffer.from(cookie.slice(13), 'base64url').fill(7, 40).toString('base64url')}`;
  expect(outcome(await api.as(null)('GET', cardOf(shop, '/me'), { headers: { cookie: bent } }))).toEqual([
    401,
    'card_session_unknown',
  ]);
  expect(
    (await api.as(null)('GET', cardOf(shop, '/session'), { headers: { cookie: bent } })).at('memberId'),
  ).toBeNull();
  const own = await card.call('GET', '/session');
  expect([own.at('memberId'), own.headers['cache-control']]).toEqual([card.memberId, 'no-store']);
});

test('another process knows the session and the codes, as one that was started anew does', async () => {
  const elsewhere = await api.another();
  const browser = openBrowser(api, newAddress());
  const phone = newPhone();
  const code = await askCode(shop, browser, phone);
  const there = openBrowser(elsewhere, newAddress());
  const arrived = await there.call('POST', cardOf(shop, '/sign-in'), { phone, code, consents: CONSENTS });
  expect(arrived.status).toBe(201);
  expect(keyIn(arrived).prefix).toMatch(/^KC1\.[A-Z2-7]{32}$/u);
  const cookie = there.cookies();
  expect((await api.as(null)('GET', cardOf(shop, '/me'), { headers: { cookie } })).status).toBe(200);
});

test('everything stored about oneself is told, and erased for ever by a fresh code', async () => {
  const card = await openCard(api, shop, { name: 'Trillian', from: 'poster-7' });
  await buy(shop.call, { id: card.memberId }, { amount: 10_000 });
  const data = await card.call('GET', '/me/data');
  expect(data.headers['content-disposition']).toBe('attachment; filename="my-data.json"');
  for (const word of ['Trillian', card.phone, 'poster-7', '"processing"', '"purchase"'])
    expect(data.text).toContain(word);
  expect(outcome(await card.call('POST', '/me/deletion/codes', { channel: 'email' }))).toEqual([
    409,
    'card_contact_missing',
  ]);
  await aMinuteLater(api);
  expect((await card.call('POST', '/me/deletion/codes', { channel: 'sms' })).status).toBe(202);
  const code = await codeFor(shop, card.phone);
  const remove = (told: string) => card.call('POST', '/me/deletion', { channel: 'sms', code: told });
  expect(outcome(await remove(otherThan(code)))).toEqual([422, 'card_code_wrong']);
  expect((await remove(code)).status).toBe(204);
  expect(card.browser.cookies()).toBe('');
  const privacy = await newKey(api, shop.call, ['privacy']);
  expect(outcome(await privacy('GET', `/v1/members/${card.memberId}/data`))).toEqual([404, 'member_unknown']);
  expect((await shop.call('GET', '/v1/letters')).text).not.toContain(card.phone);
  // The telephone is free again: whoever has it starts anew.
  await aMinuteLater(api);
  const next = await openCard(api, shop, { phone: card.phone });
  expect(next.memberId).not.toBe(card.memberId);
});

test('a deletion that a crash cut short is finished by the server', async () => {
  const card = await openCard(api, shop);
  const { db } = api.database;
  await query(
    db.system,
    sql`
      insert into card_deletions (shard, member_id, organization_id, wished_at)
      values (${shardOf(card.memberId)}, ${card.memberId}, ${shop.organizationId}, now() - interval '1 hour')`,
    z.never(),
  );
  const deps = { db, ledger: api.ledger, programs: api.registry, resolveMember: createMemberResolver(db) };
  await finishLeftDeletions(deps);
  expect(outcome(await shop.call('GET', `/v1/members/${card.memberId}`))).toEqual([404, 'member_unknown']);
  const left = await query(db.system, sql`select member_id from card_deletions`, z.unknown());
  expect(left).toEqual([]);
});

test('one who is forgotten by the shop is signed out everywhere', async () => {
  const card = await openCard(api, shop);
  const privacy = await newKey(api, shop.call, ['privacy']);
  expect((await privacy('DELETE', `/v1/members/${card.memberId}`)).status).toBe(200);
  const elsewhere = await api.another();
  const headers = { cookie: card.browser.cookies() };
  expect(outcome(await elsewhere.as(null)('GET', cardOf(shop, '/me'), { headers }))).toEqual([
    401,
    'card_session_unknown',
  ]);
});
