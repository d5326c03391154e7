// Every operation of the API as every role and with keys of every scope: allowed exactly where its scopes say.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLE_SCOPES, ROLES } from '../../src/features/people/roles.ts';
import { type Scope, SCOPES } from '../../src/route.ts';
import { type Browser, newColleague, newOwner, openBrowser } from './staff-house.ts';
import { type Answer, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

interface Walked {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** null: it needs none. */
  readonly scopes: readonly Scope[] | null;
  readonly isForPeople: boolean;
  readonly isForMembers: boolean;
}

let api: TestApi;
let shop: TestOrganization;
let operations: readonly Walked[];
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization({ sandbox: true });
  operations = operationsIn((await api.as(null)('GET', '/openapi.json')).text);
  browsers.set('owner', (await newOwner(api, shop)).browser);
  // A second owner, so that the walk may remove one.
  await newOwner(api, shop);
  for (const role of ROLES.slice(1)) browsers.set(role, (await newColleague(api, shop, role)).browser);
});
afterAll(() => api.close());

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string().optional(),
        description: z.string().optional(),
        security: z.array(z.record(z.string(), z.unknown())).optional(),
      }),
    ),
  ),
});

function operationsIn(openapi: string): readonly Walked[] {
  return Object.entries(documentSchema.parse(JSON.parse(openapi)).paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId = '', description = '', security = [] }]) => {
      if (!path.startsWith('/v1/')) return [];
      const scopes = /^Scope: (.+)\.$/mu.exec(description)?.[1];
      return [
        {
          name: operationId,
          method: method.toUpperCase(),
          url: path.replaceAll(/\{\w+\}/gu, randomUUID()),
          scopes: scopes === undefined ? null : SCOPES.filter((scope) => scopes.includes(`\`${scope}\``)),
          isForPeople: security.some((way) => 'session' in way),
          isForMembers: security.some((way) => 'card' in way),
        },
      ];
    }),
  );
}

const withBody = (method: string): object | undefined => (method === 'GET' || method === 'DELETE' ? undefined : {});

function isRefused(answer: Answer): boolean {
  expect(answer.status).not.toBe(401);
  return answer.code === 'scope_insufficient';
}

/** An answer that does not end is walked by a test of its own (live.test.ts). */
const ENDLESS = 'watchChanges';
const scoped = () =>
  operations.flatMap(({ scopes, ...rest }) => (scopes === null || rest.name === ENDLESS ? [] : [{ ...rest, scopes }]));

test('the walk is the whole API', () => {
  expect(operations.length).toBeGreaterThan(120);
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
});

test.each(ROLES)('%s', async (role) => {
  const browser = browsers.get(role);
  const wrong: string[] = [];
  for (const { name, method, url, scopes } of scoped()) {
    const answer = await browser?.call(method, url, withBody(method));
    if (answer === undefined) throw new Error(`nobody is ${role}`);
    const isAllowed = scopes.some((scope) => ROLE_SCOPES[role].includes(scope));
    if (isRefused(answer) === isAllowed) wrong.push(`${name}: ${answer.text}`);
  }
  expect(wrong).toEqual([]);
});

test.each(SCOPES)('a key of the scope %s', async (scope) => {
  const made = await shop.call('POST', '/v1/keys', { json: { name: scope, scopes: [scope] } });
  const call = api.as(made.textAt('key'));
  const implied: readonly Scope[] = scope === 'admin' ? SCOPES : scope === 'shop' ? ['shop', 'till'] : [scope];
  const wrong: string[] = [];
  for (const { name, method, url, scopes } of scoped()) {
    const json = withBody(method);
    const answer = await call(method, url, json === undefined ? {} : { json });
    if (isRefused(answer) === scopes.some((wanted) => implied.includes(wanted))) wrong.push(`${name}: ${answer.text}`);
  }
  expect(wrong).toEqual([]);
});

test('without a key or a session only what is for anybody is answered', async () => {
  const wrong: string[] = [];
  for (const { name, method, url, isForPeople, isForMembers, scopes } of operations) {
    const answer = await openBrowser(api).call(method, url, withBody(method));
    const code = isForMembers ? 'card_session_missing' : scopes === null ? 'session_missing' : 'key_missing';
    const isStopped = answer.status === 401 && answer.code === code;
    // Of a route for people or customers that has a body, a wrong body may be told first.
    const isTold = scopes === null && answer.code === 'request_invalid';
    if (isForPeople || isForMembers ? !isStopped && !isTold : isStopped) wrong.push(`${name}: ${answer.text}`);
  }
  expect(wrong).toEqual([]);
});

/** As a shop's owner would say it, so that a mistake in the table of roles is one here. */
test.each([
  ['cashier', 'POST', '/v1/purchases', true],
  ['cashier', 'POST', '/v1/members', true],
  ['cashier', 'POST', '/v1/returns', true],
  ['cashier', 'POST', '/v1/corrections', false],
  ['cashier', 'PUT', '/v1/programs/any', false],
  ['cashier', 'GET', '/v1/staff', false],
  ['cashier', 'GET', '/v1/deeds', false],
  ['analyst', 'GET', '/v1/programs', true],
  ['analyst', 'POST', '/v1/purchases', false],
  ['analyst', 'PATCH', `/v1/members/${randomUUID()}`, false],
  ['analyst', 'POST', '/v1/keys', false],
  ['manager', 'POST', '/v1/corrections', true],
  ['manager', 'POST', '/v1/purchases', true],
  ['manager', 'GET', '/v1/programs', true],
  ['manager', 'POST', '/v1/keys', false],
  ['manager', 'POST', '/v1/staff/invitations', false],
  ['manager', 'DELETE', `/v1/members/${randomUUID()}`, false],
  ['owner', 'POST', '/v1/keys', true],
  ['owner', 'DELETE', `/v1/members/${randomUUID()}`, true],
])('a %s may %s %s: %s', async (role, method, url, isAllowed) => {
  const answer = await browsers.get(role)?.call(method, url, withBody(method));
  expect(answer?.code === 'scope_insufficient').toBe(!isAllowed);
});
