// Publishing beside others: a document is published over what its author has seen, or not at all; every version can be read again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CORNER_COFFEE } from '../web/corner-coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
});
afterAll(() => api.close());

const publish = (text: string, query = '') =>
  shop.call('PUT', `/v1/programs/corner-coffee${query}`, { text, headers: { 'content-type': 'application/yaml' } });
const withRate = (rate: string) => CORNER_COFFEE.replace('guest: 5%', `guest: ${rate}`);

test('whoever has not seen the newest version publishes nothing, and is told which it is', async () => {
  expect((await publish(CORNER_COFFEE, '?expectedVersion=0')).at('version')).toBe(1);
  expect((await publish(withRate('6%'), '?expectedVersion=1')).at('version')).toBe(2);
  const late = await publish(withRate('8%'), '?expectedVersion=1');
  expect([late.status, late.code, late.at('version')]).toEqual([409, 'program_changed', 2]);
  expect((await shop.call('GET', '/v1/programs/corner-coffee')).textAt('source')).toContain('guest: 6%');
  expect((await publish(withRate('8%'), '?expectedVersion=2')).at('version')).toBe(3);
});

test('a repeat after a lost answer is the same publication', async () => {
  expect((await publish(withRate('8%'), '?expectedVersion=2')).at('version')).toBe(3);
});

test('of two at once one is published', async () => {
  const answers = await Promise.all([
    publish(withRate('11%'), '?expectedVersion=3'),
    publish(withRate('12%'), '?expectedVersion=3'),
  ]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test('every version is there with its document as it was written, ruling or planned', async () => {
  const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
  const planned = await publish(withRate('20%'), `?effectiveFrom=${effectiveFrom}`);
  const version = Number(planned.at('version'));
  const first = await shop.call('GET', '/v1/programs/corner-coffee/versions/1');
  expect([first.at('source'), first.at('effectiveFrom')]).toEqual([CORNER_COFFEE, null]);
  const last = await shop.call('GET', `/v1/programs/corner-coffee/versions/${version}`);
  expect([last.at('source'), last.at('effectiveFrom')]).toEqual([withRate('20%'), effectiveFrom]);
  expect((await shop.call('GET', '/v1/programs/corner-coffee')).at('version')).not.toBe(version);
  expect((await shop.call('GET', `/v1/programs/corner-coffee/versions/${version + 1}`)).code).toBe(
    'program_version_unknown',
  );
  expect((await shop.call('GET', '/v1/programs/other/versions/1')).code).toBe('program_unknown');
});

test('mistakes come with Russian words beside the English ones', async () => {
  const answer = await publish(CORNER_COFFEE.replace('currency: RUB', 'curency: RUB'));
  expect(answer.code).toBe('program_invalid');
  expect([answer.at('problems.0.message'), answer.at('problems.0.messageRu')]).toEqual([
    'unknown key "curency"',
    'неизвестное слово «curency»',
  ]);
});
