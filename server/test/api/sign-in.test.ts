// People sign in: cookies, pages of others, wrong tries, second factors, recovery, sessions.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import {
  codeOf,
  expectStatus,
  newColleague,
  newEmail,
  newOwner,
  openBrowser,
  PASSWORD,
  setCookies,
  tokenFor,
} from './staff-house.ts';
import { type Answer, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization();
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

let addresses = 0;
/** Of nobody else in these tests, so that one test's wrong tries are not another's. */
function newAddress(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}

const sessionsSchema = z.array(z.object({ id: z.string(), isThis: z.boolean(), address: z.string() }));

test('the cookie is out of scripts’ reach and of other sites’, and Secure where people come by https', async () => {
  const { email, password } = await newOwner(api, shop);
  const [plain = ''] = setCookies(await openBrowser(api).signIn({ email, password }));
  expect(plain).toMatch(/^kopilka\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/u);
  const secure = await openBrowser(api).call(
    'POST',
    '/v1/sign-in',
    { email, password },
    {
      'x-forwarded-proto': 'https',
    },
  );
  expect(setCookies(secure)[0]).toMatch(/; HttpOnly; SameSite=Lax; Secure$/u);
});

test('signing in makes a new session every time and ends the one that the browser had', async () => {
  const { browser, ...who } = await newOwner(api, shop);
  const before = browser.cookies();
  expectStatus(await browser.signIn(who), 200);
  expect(browser.cookies()).not.toBe(before);
  const old = await api.as(null)('GET', '/v1/me', { headers: { cookie: before } });
  expect([old.status, old.code]).toEqual([401, 'session_unknown']);
  expect((await browser.call('GET', '/v1/me')).at('email')).toBe(who.email);
});

test('a page learns who has signed in, and that nobody has, without an error', async () => {
  const { browser, ...who } = await newOwner(api, shop);
  const found = await browser.call('GET', '/v1/session');
  expect([found.at('me.email'), found.at('me.organization.id')]).toEqual([who.email, shop.organizationId]);
  const cookie = browser.cookies();
  expectStatus(await browser.call('POST', '/v1/sign-out'), 204);
  for (const headers of [{}, { cookie }, { cookie: `${cookie}x` }]) {
    const nobody = await api.as(null)('GET', '/v1/session', { headers });
    expect([nobody.status, nobody.text]).toEqual([200, '{"me":null}']);
  }
});

test('a cookie that was tampered with, or whose signature is another’s, is nobody’s', async () => {
  const [one, two] = [await newOwner(api, shop), await newOwner(api, shop)];
  const [mine = '', theirs = ''] = [one, two].map(({ browser }) => browser.cookies());
  const crossed = `${mine.split('.').slice(0, 2).join('.')}.${theirs.split('.').slice(2).join('.')}`;
  for (const cookie of [crossed, `${mine}x`, 'kopilka.session_token=', 'kopilka.session_token=%E0%A4%A']) {
    const answer = await api.as(null)('GET', '/v1/organization', { headers: { cookie } });
    expect(answer.status, cookie).toBe(401);
  }
});

test('pages of others change nothing with somebody’s cookie, and sign nobody in', async () => {
  const { browser, email, password } = await newOwner(api, shop);
  const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost:8080' }];
  for (const headers of foreign) {
    const answer = await browser.call('POST', '/v1/keys', { name: 'Evil', scopes: ['admin'] }, headers);
    expect([answer.status, answer.code], headers.origin).toEqual([403, 'origin_foreign']);
    expect((await browser.call('PATCH', '/v1/me', { name: 'Evil' }, headers)).code).toBe('origin_foreign');
    expect((await openBrowser(api).call('POST', '/v1/sign-in', { email, password }, headers)).code).toBe(
      'origin_foreign',
    );
    expect((await browser.call('POST', '/v1/sign-out', undefined, headers)).code).toBe('origin_foreign');
  }
  const cookie = browser.cookies();
  const json = { name: 'Evil' };
  const silent = await api.as(null)('PATCH', '/v1/me', { json, headers: { cookie } });
  expect(silent.code).toBe('origin_foreign');
  const cross = await api.as(null)('PATCH', '/v1/me', { json, headers: { cookie, 'sec-fetch-site': 'cross-site' } });
  expect(cross.code).toBe('origin_foreign');
  expect((await browser.call('GET', '/v1/keys', undefined, { origin: 'https://evil.example' })).status).toBe(200);
  expect((await browser.call('GET', '/v1/keys')).text).not.toContain('Evil');
  expect((await browser.call('GET', '/v1/me')).at('name')).toBe('Olga');
});

test('a key needs no page, and wins over a cookie', async () => {
  const { browser } = await newColleague(api, shop, 'analyst');
  const headers = { authorization: `Bearer ${shop.key}`, origin: 'https://their-own-office.example' };
  expect((await browser.call('POST', '/v1/keys', { name: 'K', scopes: ['till'] }, headers)).status).toBe(201);
});

test('after ten wrong passwords nobody is told anything for a while, and an address that nobody has is treated the same', async () => {
  const { email, password } = await newOwner(api, shop);
  const outcomes = await Promise.all(
    [email, newEmail('nobody')].map(async (account) => {
      const tries = Array.from({ length: 13 }, () =>
        openBrowser(api, newAddress()).signIn({ email: account, password: 'not the password' }),
      );
      const answers = await Promise.all(tries);
      for (const answer of answers.filter(({ status }) => status === 429))
        expect(answer.at('retryAfterSeconds')).toBeGreaterThan(800);
      return answers.map(({ code }) => String(code)).toSorted();
    }),
  );
  const wanted = [
    ...Array.from({ length: 10 }, () => 'sign_in_wrong'),
    ...Array.from({ length: 3 }, () => 'too_many_tries'),
  ];
  expect(outcomes).toEqual([wanted, wanted]);
  const right = await openBrowser(api, newAddress()).signIn({ email, password });
  expect([right.status, right.code, setCookies(right)]).toEqual([429, 'too_many_tries', []]);
});

test('an address that tries one password on many accounts is stopped, others are not', async () => {
  const { email, password } = await newOwner(api, shop);
  const guesser = newAddress();
  const answers: Answer[] = [];
  for (let round = 0; round < 5; round += 1) {
    const tries = Array.from({ length: 13 }, () =>
      openBrowser(api, guesser).signIn({ email: newEmail('guessed'), password: 'Password123' }),
    );
    answers.push(...(await Promise.all(tries)));
  }
  expect(answers.filter(({ code }) => code === 'sign_in_wrong')).toHaveLength(60);
  expect((await openBrowser(api, guesser).signIn({ email, password })).code).toBe('too_many_tries');
  expect((await openBrowser(api, newAddress()).signIn({ email, password })).status).toBe(200);
});

test('whoever mistypes a few times and then remembers begins anew', async () => {
  const who = await newOwner(api, shop);
  const browser = openBrowser(api, newAddress());
  for (let round = 0; round < 3; round += 1) {
    const wrong = await Promise.all([1, 2, 3].map(() => browser.signIn({ ...who, password: 'not the password' })));
    expect(wrong.map(({ code }) => code)).toEqual(['sign_in_wrong', 'sign_in_wrong', 'sign_in_wrong']);
    expect((await browser.signIn(who)).status).toBe(200);
  }
});

test('twenty people sign in at once', async () => {
  const { email, password } = await newOwner(api, shop);
  const browsers = Array.from({ length: 20 }, () => openBrowser(api));
  const answers = await Promise.all(browsers.map((browser) => browser.signIn({ email, password })));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(browsers.map((browser) => browser.cookies())).size).toBe(20);
  const names = await Promise.all(browsers.map((browser) => browser.call('GET', '/v1/me')));
  expect(new Set(names.map((answer) => answer.at('email')))).toEqual(new Set([email]));
});

test('passwords are kept as argon2id, and neither recovery tokens nor recovery codes are kept as they are', async () => {
  const { personId, email, browser, password } = await newOwner(api, shop);
  const begun = await browser.call('POST', '/v1/me/second-factor', { password });
  expectStatus(await openBrowser(api).call('POST', '/v1/password-recovery', { email }), 202);
  await expect.poll(() => tokenFor(shop, email).catch(() => null)).not.toBeNull();
  const token = await tokenFor(shop, email);
  const rows = await query(
    api.database.db.system,
    sql`
      select a.password_hash, f::text as factor, (select string_agg(v::text, ' ') from people_verifications v) as waiting
      from people_accounts a
      join people_second_factors f using (person_id)
      where a.person_id = ${personId}`,
    z.object({ password_hash: z.string(), factor: z.string(), waiting: z.string() }),
  );
  expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  expect(rows[0]?.waiting).not.toContain(token);
  for (const code of z.array(z.string()).parse(begun.at('recoveryCodes'))) expect(rows[0]?.factor).not.toContain(code);
});

test('with a second factor the password is not enough; a code of the device is, and a recovery code once', async () => {
  const { email, browser, password } = await newOwner(api, shop);
  const refused = await browser.call('POST', '/v1/me/second-factor', { password: 'not the password' });
  expect(refused.code).toBe('password_wrong');
  const begun = await browser.call('POST', '/v1/me/second-factor', { password });
  expectStatus(begun, 200);
  // Begun is not on: a device that was never confirmed locks nobody out.
  expect((await openBrowser(api).signIn({ email, password })).at('needsCode')).toBe(false);
  const uri = begun.textAt('uri');
  expect((await browser.call('POST', '/v1/me/second-factor/confirm', { code: '000000' })).code).toBe(
    'second_factor_wrong',
  );
  const before = browser.cookies();
  expectStatus(await browser.call('POST', '/v1/me/second-factor/confirm', { code: codeOf(uri) }), 204);
  expect(browser.cookies()).not.toBe(before);
  expect((await browser.call('GET', '/v1/me')).at('hasSecondFactor')).toBe(true);

  const other = openBrowser(api, newAddress());
  expect((await other.signIn({ email, password })).at('needsCode')).toBe(true);
  expect((await other.call('GET', '/v1/organization')).status).toBe(401);
  expect((await other.call('POST', '/v1/sign-in/code', { code: '000000' })).code).toBe('second_factor_wrong');
  expectStatus(await other.call('POST', '/v1/sign-in/code', { code: codeOf(uri) }), 200);
  expect((await other.call('GET', '/v1/organization')).status).toBe(200);

  const [recovery = ''] = z.array(z.string()).parse(begun.at('recoveryCodes'));
  for (const status of [200, 401]) {
    const lost = openBrowser(api, newAddress());
    await lost.signIn({ email, password });
    const answer = await lost.call('POST', '/v1/sign-in/code', { code: recovery, isRecoveryCode: true });
    expect(answer.status).toBe(status);
  }
  expectStatus(await browser.call('POST', '/v1/me/second-factor/off', { password }), 204);
  expect((await openBrowser(api).signIn({ email, password })).at('needsCode')).toBe(false);
});

test('codes cannot be tried on and on: five for a password given, then the password again, then nothing for a while', async () => {
  const { email, browser, password } = await newOwner(api, shop);
  const uri = (await browser.call('POST', '/v1/me/second-factor', { password })).textAt('uri');
  expectStatus(await browser.call('POST', '/v1/me/second-factor/confirm', { code: codeOf(uri) }), 204);
  const wrong = codeOf(uri) === '000000' ? '000001' : '000000';
  const codes: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    const guesser = openBrowser(api, newAddress());
    await guesser.signIn({ email, password });
    for (let count = 0; count < 6; count += 1)
      codes.push((await guesser.call('POST', '/v1/sign-in/code', { code: wrong })).code);
  }
  expect(codes.filter((code) => code === 'second_factor_wrong')).toHaveLength(10);
  const guesser = openBrowser(api, newAddress());
  await guesser.signIn({ email, password });
  expect((await guesser.call('POST', '/v1/sign-in/code', { code: codeOf(uri) })).code).toBe('too_many_tries');
});

test('a forgotten password is set anew by a letter, once; whoever had come in by the old one is out', async () => {
  const { email, browser, password } = await newOwner(api, shop);
  const stranger = openBrowser(api, newAddress());
  const asked = await stranger.call('POST', '/v1/password-recovery', { email });
  const unknown = await stranger.call('POST', '/v1/password-recovery', { email: newEmail('nobody') });
  expect([asked.status, asked.text]).toEqual([unknown.status, unknown.text]);
  await expect.poll(() => tokenFor(shop, email).catch(() => null)).not.toBeNull();
  const token = await tokenFor(shop, email);
  const complete = (sent: object) => stranger.call('POST', '/v1/password-recovery/complete', sent);
  expect((await complete({ token, password: 'short' })).code).toBe('request_invalid');
  expect((await complete({ token: `${token}x`, password: PASSWORD })).code).toBe('recovery_unknown');
  expectStatus(await complete({ token, password: PASSWORD }), 204);
  expect((await complete({ token, password: `${PASSWORD}!` })).code).toBe('recovery_unknown');
  expect((await browser.call('GET', '/v1/me')).code).toBe('session_unknown');
  expect((await stranger.signIn({ email, password })).code).toBe('sign_in_wrong');
  expect((await stranger.signIn({ email, password: PASSWORD })).status).toBe(200);
});

test('whoever is locked by somebody’s guesses comes in by a letter', async () => {
  const { email, password } = await newOwner(api, shop);
  const guesses = Array.from({ length: 12 }, () =>
    openBrowser(api, newAddress()).signIn({ email, password: 'not the password' }),
  );
  await Promise.all(guesses);
  const browser = openBrowser(api, newAddress());
  expect((await browser.signIn({ email, password })).code).toBe('too_many_tries');
  await browser.call('POST', '/v1/password-recovery', { email });
  await expect.poll(() => tokenFor(shop, email).catch(() => null)).not.toBeNull();
  const token = await tokenFor(shop, email);
  expectStatus(await browser.call('POST', '/v1/password-recovery/complete', { token, password: PASSWORD }), 204);
  expect((await browser.signIn({ email, password: PASSWORD })).status).toBe(200);
});

test('a letter’s link is over after an hour', async () => {
  const { email } = await newOwner(api, shop);
  const stranger = openBrowser(api, newAddress());
  await stranger.call('POST', '/v1/password-recovery', { email });
  await expect.poll(() => tokenFor(shop, email).catch(() => null)).not.toBeNull();
  const token = await tokenFor(shop, email);
  const { system } = api.database.db;
  const [link] = await query(
    system,
    sql`select expires_at from people_verifications order by expires_at desc limit 1`,
    z.object({ expires_at: z.number() }),
  );
  const anHourLater = new Date((link?.expires_at ?? 0) - 61 * 60_000);
  await query(system, sql`update people_verifications set expires_at = ${anHourLater}`, z.never());
  const answer = await stranger.call('POST', '/v1/password-recovery/complete', { token, password: PASSWORD });
  expect(answer.code).toBe('recovery_unknown');
});

test('the password is changed by whoever knows it, and all other sessions end', async () => {
  const { email, browser, password } = await newOwner(api, shop);
  const other = openBrowser(api);
  await other.signIn({ email, password });
  const change = { present: 'not the password', wanted: PASSWORD };
  expect((await browser.call('PUT', '/v1/me/password', change)).code).toBe('password_wrong');
  expectStatus(await browser.call('PUT', '/v1/me/password', { ...change, present: password }), 204);
  expect((await other.call('GET', '/v1/me')).code).toBe('session_unknown');
  expect((await browser.call('GET', '/v1/organization')).at('id')).toBe(shop.organizationId);
  expect((await openBrowser(api).signIn({ email, password: PASSWORD })).status).toBe(200);
});

test('people see where they are signed in, end one session or all others, and sign out', async () => {
  const { email, browser, password } = await newOwner(api, shop);
  const [lost, third] = [openBrowser(api, newAddress()), openBrowser(api, newAddress())];
  await lost.signIn({ email, password });
  await third.signIn({ email, password });
  const listed = sessionsSchema.parse((await browser.call('GET', '/v1/me/sessions')).at('sessions'));
  expect(listed.map(({ isThis }) => String(isThis)).toSorted()).toEqual(['false', 'false', 'true']);
  const theirs = sessionsSchema.parse((await lost.call('GET', '/v1/me/sessions')).at('sessions'));
  const lostId = theirs.find(({ isThis }) => isThis)?.id ?? '';
  const stranger = await newOwner(api, shop);
  expect((await stranger.browser.call('DELETE', `/v1/me/sessions/${lostId}`)).code).toBe('own_session_unknown');
  expectStatus(await browser.call('DELETE', `/v1/me/sessions/${lostId}`), 204);
  expect((await lost.call('GET', '/v1/me')).code).toBe('session_unknown');
  expectStatus(await browser.call('DELETE', '/v1/me/sessions'), 204);
  expect((await third.call('GET', '/v1/me')).code).toBe('session_unknown');
  const cookie = browser.cookies();
  expectStatus(await browser.call('POST', '/v1/sign-out'), 204);
  expect(browser.cookies()).toBe('');
  expect((await api.as(null)('GET', '/v1/me', { headers: { cookie } })).code).toBe('session_unknown');
});

test('a session ends after a week', async () => {
  const { personId, browser } = await newOwner(api, shop);
  await query(
    api.database.db.system,
    sql`update people_sessions set expires_at = now() - interval '1 second' where person_id = ${personId}`,
    z.never(),
  );
  expect((await browser.call('GET', '/v1/me')).code).toBe('session_unknown');
});
