// Who works for an organization: invited, changed, removed; in one organization and not in another.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openAuth } from '../../src/features/people/open-auth.ts';
import { createSessions, REMEMBERED_MS } from '../../src/features/people/sessions.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { expectStatus, newColleague, newEmail, newOwner, openBrowser, PASSWORD, tokenFor } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

const staffSchema = z.array(z.object({ id: z.string(), email: z.string(), role: z.string() }));
const workSchema = z.array(z.object({ id: z.string(), role: z.string() }));

test('whoever is invited comes in by the letter, once, as what they were invited as', async () => {
  const owner = await newOwner(api, shop);
  const email = newEmail('cashier');
  const invited = await owner.browser.call('POST', '/v1/staff/invitations', {
    email: email.toUpperCase(),
    role: 'cashier',
  });
  expectStatus(invited, 201);
  expect(invited.text).not.toContain(await tokenFor(shop, email));
  const token = await tokenFor(shop, email);
  const stranger = openBrowser(api);
  const looked = await stranger.call('POST', '/v1/invitations/look', { token });
  expect(JSON.parse(looked.text)).toEqual({ organization: 'Shop', role: 'cashier', email, hasSignIn: false });
  const accept = (sent: object) => stranger.call('POST', '/v1/invitations/accept', { token, ...sent });
  expect((await accept({})).code).toBe('invitation_incomplete');
  expect((await accept({ name: 'C', password: 'short' })).code).toBe('request_invalid');
  const both = await Promise.all([1, 2].map(() => accept({ name: 'C', password: PASSWORD })));
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['204', '404']);
  await stranger.signIn({ email, password: PASSWORD });
  expect((await stranger.call('GET', '/v1/me')).at('organization.role')).toBe('cashier');
  expect((await owner.browser.call('POST', '/v1/staff/invitations', { email, role: 'owner' })).code).toBe(
    'staff_already',
  );
});

test('a link is dead when it is replaced, withdrawn or over, and only its hash is kept', async () => {
  const email = newEmail();
  const invite = () => shop.call('POST', '/v1/staff/invitations', { json: { email, role: 'analyst' } });
  const look = (token: string) => openBrowser(api).call('POST', '/v1/invitations/look', { token });
  await invite();
  const first = await tokenFor(shop, email);
  await invite();
  const second = await tokenFor(shop, email);
  expect((await look(first)).code).toBe('invitation_unknown');
  expect((await look(second)).status).toBe(200);
  const kept = await query(
    api.database.db.system,
    sql`select string_agg(i::text, ' ') as rows from staff_invitations i`,
    z.object({ rows: z.string() }),
  );
  expect(kept[0]?.rows).not.toContain(second);
  const listed = await shop.call('GET', '/v1/staff/invitations');
  const ids = z.array(z.object({ id: z.string(), email: z.string() })).parse(listed.at('invitations'));
  const id = ids.find((one) => one.email === email)?.id ?? '';
  expectStatus(await shop.call('DELETE', `/v1/staff/invitations/${id}`), 204);
  expect((await look(second)).code).toBe('invitation_unknown');
  await invite();
  const third = await tokenFor(shop, email);
  await query(api.database.db.system, sql`update staff_invitations set expires_at = now()`, z.never());
  expect((await look(third)).code).toBe('invitation_unknown');
});

test('one person may work for several organizations, as something else in each, and works for the one they choose', async () => {
  const other = await api.organization();
  const { browser, email, password, personId } = await newColleague(api, shop, 'cashier');
  expectStatus(await other.call('POST', '/v1/staff/invitations', { json: { email, role: 'owner' } }), 201);
  const token = await tokenFor(other, email);
  // Whoever merely reads the letter cannot work in their name.
  const thief = await openBrowser(api).call('POST', '/v1/invitations/accept', { token, name: 'T', password: PASSWORD });
  expect(thief.code).toBe('invitation_not_yours');
  const somebody = await newColleague(api, shop, 'analyst');
  expect((await somebody.browser.call('POST', '/v1/invitations/accept', { token })).code).toBe('invitation_not_yours');
  expectStatus(await browser.call('POST', '/v1/invitations/accept', { token }), 204);

  expect((await browser.call('GET', '/v1/staff')).code).toBe('scope_insufficient');
  expectStatus(await browser.call('PUT', '/v1/me/organization', { organizationId: other.organizationId }), 200);
  const staff = staffSchema.parse((await browser.call('GET', '/v1/staff')).at('staff'));
  expect(staff).toEqual([{ id: personId, email, role: 'owner' }]);
  const work = workSchema.parse((await browser.call('GET', '/v1/me')).at('organizations'));
  expect(new Set(work.map(({ role }) => role))).toEqual(new Set(['cashier', 'owner']));
  const third = await api.organization();
  const refused = await browser.call('PUT', '/v1/me/organization', { organizationId: third.organizationId });
  expect(refused.code).toBe('workplace_unknown');

  // Neither organization may read the letter that opens the other's door.
  await openBrowser(api).call('POST', '/v1/password-recovery', { email });
  await expect
    .poll(async () => {
      const rows = await query(
        api.database.db.system,
        sql`select organization_id from letters where recipient = ${email} and kind = 'recovery'`,
        z.object({ organization_id: z.string().nullable() }),
      );
      return rows;
    })
    .toEqual([{ organization_id: null }]);
  for (const { call } of [shop, other]) expect((await call('GET', '/v1/letters')).text).not.toContain('/recovery#');
  expect((await openBrowser(api).signIn({ email, password })).status).toBe(200);
});

test('an organization keeps an owner, also when two owners remove each other at the same time', async () => {
  const house = await api.organization();
  const one = await newOwner(api, house);
  for (const [method, body] of [
    ['DELETE', undefined],
    ['PATCH', { role: 'manager' }],
  ] as const)
    expect((await one.browser.call(method, `/v1/staff/${one.personId}`, body)).code).toBe('last_owner');
  const two = await newOwner(api, house);
  const answers = await Promise.all([
    one.browser.call('DELETE', `/v1/staff/${two.personId}`),
    two.browser.call('DELETE', `/v1/staff/${one.personId}`),
  ]);
  expect(answers.map(({ status }) => status)).toContain(204);
  const left = staffSchema.parse((await house.call('GET', '/v1/staff')).at('staff'));
  expect(left.map(({ role }) => role)).toEqual(['owner']);
});

test('a role that changes counts at once', async () => {
  const { browser, personId } = await newColleague(api, shop, 'analyst');
  expect((await browser.call('GET', '/v1/keys')).code).toBe('scope_insufficient');
  expectStatus(await shop.call('PATCH', `/v1/staff/${personId}`, { json: { role: 'owner' } }), 204);
  expect((await browser.call('GET', '/v1/keys')).status).toBe(200);
  expectStatus(await shop.call('PATCH', `/v1/staff/${personId}`, { json: { role: 'analyst' } }), 204);
  expect((await browser.call('GET', '/v1/keys')).code).toBe('scope_insufficient');
});

test('whoever is removed is out at once, and within five seconds in another process', async () => {
  let nowMs = Date.now();
  const clock = { now: () => nowMs };
  const { db } = api.database;
  const auth = openAuth({ db, clock: systemClock, publicUrl: 'http://localhost', secret: undefined });
  const other = createSessions({ auth, db, clock });
  const { browser, personId } = await newColleague(api, shop, 'cashier');
  const visitor = {
    headers: { cookie: browser.cookies() },
    method: 'GET',
    host: 'localhost',
    ip: '127.0.0.1',
    protocol: 'http',
  } as const;
  expect((await other.authenticate(visitor)).keyId).toBe(personId);
  expect((await browser.call('GET', '/v1/organization')).status).toBe(200);
  expectStatus(await shop.call('DELETE', `/v1/staff/${personId}`), 204);
  expect((await browser.call('GET', '/v1/organization')).code).toBe('session_unknown');
  nowMs += REMEMBERED_MS - 1;
  expect(other.authenticate(visitor)).not.toBeInstanceOf(Promise);
  nowMs += 1;
  await expect(Promise.resolve(other.authenticate(visitor))).rejects.toMatchObject({ code: 'session_unknown' });
});

test('whoever works for nobody any more signs in and may do nothing', async () => {
  const { browser, email, password, personId } = await newColleague(api, shop, 'cashier');
  expectStatus(await shop.call('DELETE', `/v1/staff/${personId}`), 204);
  expectStatus(await browser.signIn({ email, password }), 200);
  expect((await browser.call('GET', '/v1/me')).at('organization')).toBeNull();
  expect((await browser.call('GET', '/v1/organization')).code).toBe('organization_not_chosen');
});

test('whoever signs in at one server has signed in at another, and signing out there ends it here', async () => {
  const another = await api.another();
  const owner = await newOwner(api, shop);
  const { browser } = owner;
  const there = openBrowser(another);
  await there.signIn(owner);
  expect((await api.as(null)('GET', '/v1/me', { headers: { cookie: there.cookies() } })).status).toBe(200);
  const cookie = browser.cookies();
  expect((await another.as(null)('GET', '/v1/organization', { headers: { cookie } })).status).toBe(200);
});

test('no organization sees another’s people, invitations, letters and deeds', async () => {
  const theirs = await api.organization();
  const owner = await newOwner(api, theirs);
  const email = newEmail('theirs');
  await theirs.call('POST', '/v1/staff/invitations', { json: { email, role: 'cashier' } });
  const mine = await newOwner(api, shop);
  for (const url of ['/v1/staff', '/v1/staff/invitations', '/v1/letters', '/v1/deeds']) {
    const { status, text } = await mine.browser.call('GET', url);
    expect(status).toBe(200);
    for (const secret of [owner.email, owner.personId, email, theirs.organizationId])
      expect(text).not.toContain(secret);
  }
  expect((await mine.browser.call('PATCH', `/v1/staff/${owner.personId}`, { role: 'analyst' })).code).toBe(
    'staff_unknown',
  );
  expect((await mine.browser.call('DELETE', `/v1/staff/${owner.personId}`)).code).toBe('staff_unknown');
  expect((await owner.browser.call('GET', '/v1/me')).at('organization.role')).toBe('owner');
});

test('the database itself hides people from whoever sees one organization', async () => {
  const tables = ['people', 'people_accounts', 'people_sessions', 'people_second_factors', 'server_secrets'];
  await api.database.db.tenant(shop.organizationId, async (tx) => {
    for (const table of tables)
      expect((await tx.query({ text: `select 1 from ${table}`, values: [] })).rowCount).toBe(0);
  });
});
