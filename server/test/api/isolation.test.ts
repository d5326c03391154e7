// One organization's key and another's ids: whatever route is tried, the other's things are unknown and stay as they are.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { cardAttempts } from './card-house.ts';
import { catalogueAttempts } from './catalogue-shop.ts';
import { codeAttempts } from './code-attempts.ts';
import { buy, newMember, publishCoffee, purchaseBody, type TestMember } from './coffee.ts';
import { importAttempts, PEOPLE, upload } from './imports-house.ts';
import { networkAttempts } from './network-house.ts';
import { newOwner, staffAttempts } from './staff-house.ts';
import { newTill, type TestTill, tillAttempts } from './till-house.ts';
import { type Answer, createTestApi, type Sent, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let mine: TestOrganization;
let theirs: TestOrganization;
let victim: TestMember;
let bought: Answer;
let begun: Answer;
let theirKeyId: string;
let theirOwner: { readonly personId: string; readonly email: string };
let theirInvitationId: string;
let theirTill: TestTill;
let theirImportId: string;

beforeAll(async () => {
  api = await createTestApi();
  mine = await api.organization({ sandbox: true });
  theirs = await api.organization({ sandbox: true });
  await publishCoffee(mine.call);
  await publishCoffee(theirs.call);
  await newMember(mine.call);
  victim = await newMember(theirs.call);
  bought = await buy(theirs.call, { phone: victim.phone }, { id: 'theirs-1', amount: 20_000 });
  const basket = { total: 10_000, lines: [{ sku: 'LATTE', quantity: 1, price: 10_000, amount: 10_000 }] };
  begun = await theirs.call('POST', '/v1/checkouts', { json: { member: { phone: victim.phone }, receipt: basket } });
  theirOwner = await newOwner(api, theirs);
  const invitation = { email: 'invited@theirs.example', role: 'cashier' };
  theirInvitationId = (await theirs.call('POST', '/v1/staff/invitations', { json: invitation })).textAt('id');
  theirTill = await newTill(api, theirs, { storeId: 'their-store' });
  theirImportId = await upload(theirs.call, 'members', PEOPLE);
  theirKeyId = (await theirs.call('GET', '/v1/keys')).textAt('keys.0.id');
});
afterAll(() => api.close());

type Attempt = readonly [method: string, url: string, sent: Sent, status: number, code: string | null];

function attempts(): readonly Attempt[] {
  const { id, accountId, phone } = victim;
  const json = (body: object): Sent => ({ json: body });
  return [
    // First: later it tells which of their ids were asked for here.
    ['GET', '/v1/deeds', {}, 200, null],
    ['GET', `/v1/members?phone=${encodeURIComponent(phone)}`, {}, 200, null],
    ['GET', `/v1/members/search?q=${encodeURIComponent(phone)}`, {}, 200, null],
    ['GET', '/v1/members/list', {}, 200, null],
    ['GET', `/v1/members/${id}`, {}, 404, 'member_unknown'],
    ['PATCH', `/v1/members/${id}`, json({ status: 'blocked' }), 404, 'member_unknown'],
    ['GET', `/v1/members/${id}/data`, {}, 404, 'member_unknown'],
    ['DELETE', `/v1/members/${id}`, {}, 404, 'member_unknown'],
    ['POST', '/v1/identify', json({ scan: phone }), 404, 'scan_unknown'],
    ['POST', '/v1/identify', json({ member: { id } }), 404, 'member_unknown'],
    ['POST', '/v1/quotes', json(purchaseBody({ id })), 404, 'member_unknown'],
    ['POST', '/v1/quotes', json(purchaseBody({ phone })), 404, 'member_unknown'],
    [
      'POST',
      '/v1/checkouts',
      json({ member: { id }, receipt: { total: 1, lines: [{ sku: 'A', quantity: 1, price: 1, amount: 1 }] } }),
      404,
      'member_unknown',
    ],
    ['POST', `/v1/checkouts/${begun.textAt('id')}/commit`, {}, 404, 'checkout_unknown'],
    ['POST', `/v1/checkouts/${begun.textAt('id')}/cancel`, {}, 404, 'checkout_unknown'],
    ['POST', '/v1/purchases', json(purchaseBody({ id })), 404, 'member_unknown'],
    ['POST', '/v1/purchases/batch', json({ purchases: [purchaseBody({ id })] }), 200, null],
    ['POST', '/v1/returns', json({ purchaseId: bought.at('id') }), 404, 'purchase_unknown'],
    ['POST', '/v1/returns', json({ receipt: { id: 'theirs-1' } }), 404, 'purchase_unknown'],
    ['POST', '/v1/returns', json({ member: { id }, lines: [{ sku: 'LATTE', quantity: 1 }] }), 404, 'member_unknown'],
    ['GET', '/v1/outbox', {}, 200, null],
    ['POST', `/v1/outbox/${accountId}.1.0/retry`, {}, 404, 'undelivered_unknown'],
    ['DELETE', `/v1/outbox/${accountId}.1.0`, {}, 404, 'undelivered_unknown'],
    ['POST', '/v1/events', json({ member: { id }, name: 'shop.x' }), 404, 'member_unknown'],
    [
      'POST',
      '/v1/corrections',
      json({ member: { id }, wallet: 'bonus', units: 5, reason: 'x' }),
      404,
      'member_unknown',
    ],
    ['POST', '/v1/corrections', json({ accountId, wallet: 'bonus', units: 5, reason: 'x' }), 404, 'account_unknown'],
    ['GET', `/v1/accounts/${accountId}`, {}, 404, 'account_unknown'],
    ['GET', `/v1/accounts/${accountId}/lots`, {}, 404, 'account_unknown'],
    ['GET', `/v1/accounts/${accountId}/journal`, {}, 404, 'account_unknown'],
    ['GET', `/v1/accounts/${accountId}/operations`, {}, 404, 'account_unknown'],
    ['GET', `/v1/accounts/${accountId}/operations/${bought.textAt('id')}`, {}, 404, 'operation_unknown'],
    ['GET', `/v1/operations/${bought.textAt('id')}`, {}, 404, 'operation_unknown'],
    ['DELETE', `/v1/keys/${theirKeyId}`, {}, 404, 'api_key_unknown'],
    // These name nobody: they answer about, or change, the caller's own organization only.
    ['POST', '/v1/members', json({ identities: { phone } }), 201, null],
    ['GET', '/v1/organization', {}, 200, null],
    ['PATCH', '/v1/organization', json({ name: 'Mine' }), 200, null],
    ['PUT', '/v1/organization/logo', json({ picture: 'PHN2Zz4=' }), 422, 'logo_not_a_picture'],
    ['DELETE', '/v1/organization/logo', {}, 200, null],
    ['GET', '/v1/keys', {}, 200, null],
    ['POST', '/v1/keys', json({ name: 'Mine', scopes: ['read'] }), 201, null],
    ['GET', '/v1/reports/today', {}, 200, null],
    ['GET', '/v1/programs', {}, 200, null],
    ['GET', '/v1/programs/corner-coffee', {}, 200, null],
    ['GET', '/v1/programs/corner-coffee/versions', {}, 200, null],
    ['GET', '/v1/programs/corner-coffee/versions/1', {}, 200, null],
    ['GET', '/v1/program-schema', {}, 200, null],
    ['GET', '/v1/program-templates', {}, 200, null],
    ['PUT', '/v1/programs/corner-coffee?check=true', { text: '{}' }, 422, 'program_invalid'],
    ...codeAttempts({ id }),
    ...networkAttempts({ id, accountId }),
    ...catalogueAttempts({ id, accountId, operationId: bought.textAt('id') }),
    ...cardAttempts({ organizationId: mine.organizationId, memberId: id }),
    ...staffAttempts({ personId: theirOwner.personId, invitationId: theirInvitationId }),
    ...importAttempts(theirImportId),
    ...tillAttempts({
      tillId: theirTill.tillId,
      storeId: theirTill.storeId,
      cashierId: theirOwner.personId,
      memberId: id,
    }),
    ['POST', '/v1/sandbox/clock', json({ now: '2031-01-01T00:00:00Z' }), 200, null],
  ];
}

const THEIR_PATHS = [
  '/v1/organization',
  '/v1/keys',
  '/v1/programs',
  '/v1/staff',
  '/v1/staff/invitations',
  '/v1/letters',
  '/v1/stores',
  '/v1/tills',
  '/v1/cashiers',
  '/v1/till-settings',
  '/v1/imports',
] as const;

async function theirState(): Promise<readonly string[]> {
  const paths = [
    `/v1/members/${victim.id}`,
    `/v1/accounts/${victim.accountId}/journal`,
    `/v1/accounts/${victim.accountId}/operations`,
    ...THEIR_PATHS,
  ];
  return Promise.all(paths.map(async (path) => (await theirs.call('GET', path)).text));
}

test('no route tells of another organization or changes it', async () => {
  const before = await theirState();
  for (const [method, url, sent, status, code] of attempts()) {
    const answer = await mine.call(method, url, sent);
    expect([method, url, answer.status, answer.code ?? null], answer.text).toEqual([method, url, status, code]);
    const asked = JSON.stringify([url, sent]);
    for (const secret of [
      theirs.organizationId,
      theirKeyId,
      victim.id,
      victim.accountId,
      bought.textAt('id'),
      theirOwner.email,
      theirTill.tillId,
      theirTill.storeId,
      theirImportId,
    ]) {
      if (!asked.includes(secret)) expect(answer.text).not.toContain(secret);
    }
  }
  expect(
    (await mine.call('POST', '/v1/purchases/batch', { json: { purchases: [purchaseBody({ id: victim.id })] } })).at(
      'results.0.problem.code',
    ),
  ).toBe('member_unknown');
  expect(await theirState()).toEqual(before);
});

test('every operation of the API is on the walk', async () => {
  const document = z
    .looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(JSON.parse((await api.as(null)('GET', '/openapi.json')).text));
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    // What is public is told to anybody without a key; that it is no more than a name, its own test says (test/web). So do those of changes.
    path.startsWith('/v1/') && !path.startsWith('/v1/public/') && !path.endsWith('/live')
      ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
      : [],
  );
  const walked = attempts().map(([method, url]) => [method, url.split('?', 1)[0] ?? ''] as const);
  const missed = all.filter((name) => {
    const [method, pattern = ''] = name.split(' ');
    const shape = new RegExp(`^${pattern.replace(/\{\w+\}/gu, '[^/]+')}$`, 'u');
    return !walked.some(([walkedMethod, path]) => walkedMethod === method && shape.test(path));
  });
  expect(missed).toEqual([]);
});

test('the same receipt number belongs to each organization apart', async () => {
  const { phone } = await newMember(mine.call);
  expect((await buy(mine.call, { phone }, { id: 'theirs-1', amount: 20_000 })).status).toBe(201);
});

test('the database itself hides another organization’s members', async () => {
  const seen = await api.database.db.tenant(mine.organizationId, (tx) =>
    tx.query({ text: 'select member_id from members where member_id = $1', values: [victim.id] }),
  );
  expect(seen.rowCount).toBe(0);
});
