// How organizations begin on the web: the first by the link that an empty server prints, once; others by whoever owns one.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { found, openSetup, OWNED_MAX } from '../../src/features/founding/found.ts';
import { expectStatus, newColleague, newEmail, newOwner, openBrowser, PASSWORD } from './staff-house.ts';
import { createTestApi, type TestApi } from './test-api.ts';

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});
afterEach(() => api.close());

const begin = (token: string) => ({ token, email: newEmail(), name: 'Анна', password: PASSWORD, shop: ' Кофейня ☕ ' });

describe('the first owner', () => {
  test('begins by the link, is signed in, and owns the shop', async () => {
    const token = await openSetup(api.database.db);
    const browser = openBrowser(api);
    const made = await browser.call('POST', '/v1/setup', begin(token ?? ''));
    expect([made.status, made.at('name')]).toEqual([201, 'Кофейня ☕']);
    const me = await browser.call('GET', '/v1/me');
    expect([me.at('organization.id'), me.at('organization.role')]).toEqual([made.at('id'), 'owner']);
    expect((await browser.call('GET', '/v1/staff')).status).toBe(200);
  });

  test('the link works once, also for many at once', async () => {
    const token = (await openSetup(api.database.db)) ?? '';
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => openBrowser(api).call('POST', '/v1/setup', begin(token))),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404, 404, 404, 404]);
    expect((await openBrowser(api).call('POST', '/v1/setup', begin(token))).code).toBe('setup_unknown');
  });

  test('a newer link ends the one before', async () => {
    const before = (await openSetup(api.database.db)) ?? '';
    const token = (await openSetup(api.database.db)) ?? '';
    expect((await openBrowser(api).call('POST', '/v1/setup', begin(before))).code).toBe('setup_unknown');
    expect((await openBrowser(api).call('POST', '/v1/setup', begin(token))).status).toBe(201);
  });

  test('where there is an organization there is no link, and one from before works no longer', async () => {
    const token = (await openSetup(api.database.db)) ?? '';
    await api.organization();
    expect(await openSetup(api.database.db)).toBeNull();
    expect((await openBrowser(api).call('POST', '/v1/setup', begin(token))).code).toBe('setup_unknown');
  });

  test('what cannot be taken leaves the link good', async () => {
    const token = (await openSetup(api.database.db)) ?? '';
    const short = await openBrowser(api).call('POST', '/v1/setup', { ...begin(token), password: 'short' });
    expect(short.code).toBe('request_invalid');
    const nameless = await openBrowser(api).call('POST', '/v1/setup', { ...begin(token), shop: '   ' });
    expect(nameless.code).toBe('request_invalid');
    expect((await openBrowser(api).call('POST', '/v1/setup', begin(token))).status).toBe(201);
  });

  test('guesses are counted and then not looked at, and another site’s page is refused', async () => {
    const token = (await openSetup(api.database.db)) ?? '';
    const foreign = await openBrowser(api).call('POST', '/v1/setup', begin(token), { origin: 'https://evil.example' });
    expect(foreign.code).toBe('origin_foreign');
    const guesses = await Promise.all(
      Array.from({ length: 15 }, () => openBrowser(api).call('POST', '/v1/setup', begin('guess'))),
    );
    expect(guesses.at(-1)?.status).toBeGreaterThanOrEqual(404);
    expect((await openBrowser(api).call('POST', '/v1/setup', begin('guess'))).code).toBe('too_many_tries');
  });
});

describe('another organization', () => {
  test('is its founder’s, and the session works for it from now on', async () => {
    const shop = await api.organization();
    const { browser, personId } = await newOwner(api, shop);
    const made = await browser.call('POST', '/v1/me/organizations', { name: 'Вторая' });
    expect(made.status).toBe(201);
    const me = await browser.call('GET', '/v1/me');
    expect([me.at('organization.id'), me.at('organization.role')]).toEqual([made.at('id'), 'owner']);
    expect((await browser.call('GET', '/v1/organization')).at('name')).toBe('Вторая');
    expect((await browser.call('GET', '/v1/programs')).at('programs')).toEqual([]);
    expect((await shop.call('GET', '/v1/staff')).at('staff.0.id')).toBe(personId);
  });

  test('a repeat makes no second one, also at once', async () => {
    const { browser } = await newOwner(api, await api.organization());
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => browser.call('POST', '/v1/me/organizations', { name: 'Вторая' })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.at('id'))).size).toBe(1);
  });

  test.each(['manager', 'cashier', 'analyst'])('a %s founds none', async (role) => {
    const { browser } = await newColleague(api, await api.organization(), role);
    expect((await browser.call('POST', '/v1/me/organizations', { name: 'Моя' })).code).toBe('founding_not_allowed');
  });

  test('there is an end to it', async () => {
    const { browser, personId } = await newOwner(api, await api.organization());
    for (let n = 1; n < OWNED_MAX; n += 1)
      await found(api.database.db, { personId, name: `Shop ${n}`, now: Date.now() });
    const answer = await browser.call('POST', '/v1/me/organizations', { name: 'One more' });
    expect([answer.code, answer.at('max')]).toEqual(['organizations_too_many', OWNED_MAX]);
    expectStatus(await browser.call('POST', '/v1/me/organizations', { name: 'Shop 1' }), 200);
  });
});
