// Codes cannot be guessed, used twice or asked for without end, and they tell nobody who is a member.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { tidyCards } from '../../src/features/card/tidy.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { askCode, cardOf, codeFor, CONSENTS, newAddress, openCard, otherThan } from './card-house.ts';
import { newMember, newPhone, publishCoffee } from './coffee.ts';
import { atOnce, outcome, statuses } from './network-house.ts';
import { type Browser, openBrowser } from './staff-house.ts';
import { type Answer, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization();
  await publishCoffee(shop.call);
});
beforeEach(() => forgetCounts());
afterAll(() => api.close());

async function forgetCounts(): Promise<void> {
  await query(api.database.db.system, sql`delete from card_rates`, z.never());
}

function visitor(): Browser {
  return openBrowser(api, newAddress());
}

function signIn(browser: Browser, phone: string, code: string): Promise<Answer> {
  return browser.call('POST', cardOf(shop, '/sign-in'), { phone, code, consents: CONSENTS });
}

const countRow = z.object({ count: z.number() });

async function rowsIn(table: string): Promise<number> {
  const [row] = await query(
    api.database.db.system,
    { text: `select count(*)::int as count from ${table}`, values: [] },
    countRow,
  );
  return row?.count ?? 0;
}

test('of twenty that bring the same code at once one is signed in', async () => {
  const phone = newPhone();
  const browser = visitor();
  const code = await askCode(shop, browser, phone);
  const answers = await atOnce(20, () => signIn(visitor(), phone, code));
  expect(statuses(answers)).toEqual({ 201: 1, 422: 19 });
  const found = await shop.call('GET', `/v1/members?phone=${encodeURIComponent(phone)}`);
  const card = answers.find(({ status }) => status === 201);
  expect(found.at('members.0.id')).toBe(card?.at('memberId'));
  expect(outcome(await signIn(visitor(), phone, code))).toEqual([422, 'card_code_wrong']);
});

test('of a flood of guesses at once five are looked at, and then the right code is void, too', async () => {
  const phone = newPhone();
  const code = await askCode(shop, visitor(), phone);
  const wrong = otherThan(code);
  const answers = await atOnce(30, () => signIn(visitor(), phone, wrong));
  expect(statuses(answers)).toEqual({ 422: 30 });
  const tries = await query(
    api.database.db.system,
    sql`select tries as count from card_codes where tries > 0`,
    countRow,
  );
  expect(tries).toEqual([{ count: 5 }]);
  expect(outcome(await signIn(visitor(), phone, code))).toEqual([422, 'card_code_wrong']);
  await forgetCounts();
  const next = await askCode(shop, visitor(), phone);
  expect((await signIn(visitor(), phone, next)).status).toBe(201);
});

test('a code is over after ten minutes, and void when the next one was sent', async () => {
  const phone = newPhone();
  const first = await askCode(shop, visitor(), phone);
  await forgetCounts();
  const second = await askCode(shop, visitor(), phone);
  expect(outcome(await signIn(visitor(), phone, first))).toEqual([422, 'card_code_wrong']);
  await query(api.database.db.system, sql`update card_codes set expires_at = now()`, z.never());
  expect(outcome(await signIn(visitor(), phone, second))).toEqual([422, 'card_code_wrong']);
  await tidyCards(api.database.db);
  expect(await rowsIn('card_codes')).toBe(0);
});

test('a code is for one telephone, one purpose and one shop', async () => {
  const other = await api.organization();
  await publishCoffee(other.call);
  const phone = newPhone();
  const code = await askCode(shop, visitor(), phone);
  const elsewhere = await visitor().call('POST', cardOf(other, '/sign-in'), { phone, code, consents: CONSENTS });
  expect(outcome(elsewhere)).toEqual([422, 'card_code_wrong']);
  expect(outcome(await signIn(visitor(), newPhone(), code))).toEqual([422, 'card_code_wrong']);
  const card = await openCard(api, shop);
  expect(outcome(await card.call('PUT', '/me/contacts', { phone, code }))).toEqual([422, 'card_code_wrong']);
  expect((await signIn(visitor(), phone, code)).status).toBe(201);
});

test('neither the code nor where it went can be read in the tables of codes and counts', async () => {
  const phone = newPhone();
  const code = await askCode(shop, visitor(), phone);
  for (const table of ['card_codes', 'card_rates']) {
    const rows = await query(
      api.database.db.system,
      { text: `select t::text as row from ${table} t`, values: [] },
      z.object({ row: z.string() }),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      expect(row).not.toContain(code);
      expect(row).not.toContain(phone.slice(1));
    }
  }
});

test('known and unknown people get the same answer for the same work', async () => {
  const { phone } = await newMember(shop.call);
  const asked = [phone, newPhone()];
  const seen: unknown[] = [];
  for (const each of asked) {
    const before = [await rowsIn('card_codes'), await rowsIn('letters')];
    const answer = await visitor().call('POST', cardOf(shop, '/codes'), { phone: each });
    const after = [await rowsIn('card_codes'), await rowsIn('letters')];
    const wrong = await signIn(visitor(), each, otherThan(await codeFor(shop, each)));
    seen.push([
      answer.status,
      answer.text.replaceAll(/"expiresAt":"[^"]+"/gu, ''),
      after.map((count, index) => count - (before[index] ?? 0)),
      wrong.status,
      wrong.text.replaceAll(/"requestId":"[^"]+"/gu, ''),
    ]);
  }
  expect(seen[0]).toEqual(seen[1]);
});

test('one destination gets a code a minute and five an hour, whoever asks and by whichever process', async () => {
  const elsewhere = await api.another();
  const phone = newPhone();
  const ask = (from: Pick<TestApi, 'as'>) =>
    openBrowser(from, newAddress()).call('POST', cardOf(shop, '/codes'), { phone });
  expect((await ask(api)).status).toBe(202);
  const soon = await ask(elsewhere);
  expect([...outcome(soon), Number(soon.headers['retry-after']) <= 60]).toEqual([429, 'too_many_codes', true]);
  for (let sent = 2; sent <= 5; sent += 1) {
    await query(api.database.db.system, sql`delete from card_rates where kind = 'soon'`, z.never());
    expect((await ask(sent % 2 === 0 ? elsewhere : api)).status).toBe(202);
  }
  await query(api.database.db.system, sql`delete from card_rates where kind = 'soon'`, z.never());
  const last = await ask(api);
  expect([...outcome(last), Number(last.headers['retry-after']) > 3_000]).toEqual([429, 'too_many_codes', true]);
});

test('an address that asks for everybody is stopped, and does not use up what all share', async () => {
  const browser = visitor();
  const answers = await atOnce(80, () => browser.call('POST', cardOf(shop, '/codes'), { phone: newPhone() }));
  const { 202: sent = 0, 429: refused = 0 } = statuses(answers);
  expect([sent, refused]).toEqual([60, 20]);
  expect((await visitor().call('POST', cardOf(shop, '/codes'), { phone: newPhone() })).status).toBe(202);
});

test('an address that tries wrong codes everywhere is stopped', async () => {
  const browser = visitor();
  const answers = await atOnce(65, () => signIn(browser, newPhone(), '000000'));
  expect(statuses(answers)).toEqual({ 422: 60, 429: 5 });
  expect(outcome(await signIn(browser, newPhone(), '000000'))).toEqual([429, 'too_many_codes']);
});

test.each([
  [{}],
  [{ phone: '+79991234567', email: 'a@shop.example' }],
  [{ phone: 'call me' }],
  [{ email: 'nobody' }],
  [{ phone: '+79991234567', sms: true }],
])('%j is no request for a code', async (body) => {
  expect(outcome(await visitor().call('POST', cardOf(shop, '/codes'), body))).toEqual([400, 'request_invalid']);
});

test('a shop that is not here sends nothing', async () => {
  const nowhere = { ...shop, organizationId: '019ab4b0-0000-7000-8000-0000000000aa' };
  const asked = await visitor().call('POST', cardOf(nowhere, '/codes'), { phone: newPhone() });
  expect(outcome(asked)).toEqual([404, 'organization_unknown']);
  const answer = await visitor().call('POST', cardOf(nowhere, '/sign-in'), { phone: newPhone(), code: '123456' });
  expect(outcome(answer)).toEqual([404, 'organization_unknown']);
});

test('where a channel is set up the answer says so, to everybody alike, and the outbox shows no code', async () => {
  const sending = await createTestApi({ hasSms: true, trustedProxies: ['loopback'] });
  try {
    const its = await sending.organization();
    await publishCoffee(its.call);
    const phone = newPhone();
    const asked = await openBrowser(sending, newAddress()).call('POST', cardOf(its, '/codes'), { phone });
    const mailed = await openBrowser(sending, newAddress()).call('POST', cardOf(its, '/codes'), {
      email: 'anna@shop.example',
      language: 'en',
    });
    expect([asked.at('delivery'), mailed.at('delivery')]).toEqual(['sent', 'outbox']);
    const letters = await its.call('GET', '/v1/letters');
    expect(letters.at('letters.0')).toMatchObject({ channel: 'email', text: expect.stringContaining('Shop') });
    expect(letters.at('letters.1')).toMatchObject({ to: phone, channel: 'sms', kind: 'code', text: null });
  } finally {
    await sending.close();
  }
});
