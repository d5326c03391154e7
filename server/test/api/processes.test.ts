// Two servers on one database: what one does, the other knows within the times that are promised.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthenticator, REMEMBERED_MS } from '../../src/features/keys/authenticate.ts';
import { createProgramRegistry } from '../../src/features/programs/registry.ts';
import { sql } from '../../src/kit/sql.ts';
import { COFFEE, newMember, publishCoffee } from './coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let nowMs = Date.now();
const clock = { now: () => nowMs };

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
});
afterAll(() => api.close());

test('a key that was revoked elsewhere dies within five seconds', async () => {
  const made = await shop.call('POST', '/v1/keys', { json: { name: 'Till', scopes: ['till'] } });
  const other = createAuthenticator(api.database.db, clock);
  const header = `Bearer ${made.textAt('key')}`;
  expect((await other.authenticate(header)).scopes.has('till')).toBe(true);
  await shop.call('DELETE', `/v1/keys/${made.textAt('id')}`);
  nowMs += REMEMBERED_MS - 1;
  expect(other.authenticate(header)).not.toBeInstanceOf(Promise);
  nowMs += 1;
  await expect(Promise.resolve(other.authenticate(header))).rejects.toMatchObject({ code: 'key_unknown' });
});

test('a version that was published elsewhere rules within a second, and costs nothing in between', async () => {
  const other = createProgramRegistry(api.database.db, clock);
  expect((await other.choose(shop.organizationId, undefined)).newest.version).toBe(1);
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: `${COFFEE}# 2\n`,
    headers: { 'content-type': 'application/yaml' },
  });
  nowMs += 999;
  const before = other.choose(shop.organizationId, 'corner-coffee');
  expect(before).not.toBeInstanceOf(Promise);
  nowMs += 1;
  expect((await other.choose(shop.organizationId, 'corner-coffee')).newest.version).toBe(2);
  expect(await other.timeline(shop.organizationId, 'tea-house')).toBeNull();
});

test('what fails inside is told without its insides and logged under the same id', async () => {
  const broken = await createTestApi();
  const lost = await broken.organization();
  const { id } = await newMember(shop.call);
  await broken.database.db.system.query(sql`alter table members rename to elsewhere`);
  const answer = await lost.call('GET', `/v1/members/${id}`);
  expect([answer.status, answer.code]).toEqual([500, 'internal']);
  expect(answer.text).not.toMatch(/relation|stack|\.ts/u);
  expect(broken.failures).toEqual([expect.objectContaining({ requestId: answer.at('requestId') })]);
  await broken.database.db.close();
  expect((await broken.as(null)('GET', '/readyz')).at('ready')).toBe(false);
  expect((await broken.as(null)('GET', '/healthz')).at('status')).toBe('ok');
  await broken.app.close();
});

test('an answer that is not what the description says fails the tests', async () => {
  const check = await import('./answer-check.ts');
  const openapi = (await api.as(null)('GET', '/openapi.json')).text;
  const held = check.createAnswerCheck(openapi);
  const answer = (body: object, status = 200) => ({
    status,
    text: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  expect(() => held('GET', '/v1/programs', answer({ programs: [] }))).not.toThrow();
  expect(() => held('GET', '/v1/programs', answer({ programs: [{}] }))).toThrow('not what it is documented as');
  expect(() => held('GET', '/v1/programs', answer({ programs: [], more: 1 }))).toThrow('not what it is documented as');
  expect(() => held('GET', '/v1/programs', answer({}, 418))).toThrow('not documented');
});
