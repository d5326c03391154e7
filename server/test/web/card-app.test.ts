// What a telephone installs as a shop's app: its manifest and its picture, of the shop and of nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureOf } from '../../src/features/apps/picture.ts';
import { COFFEE } from '../api/coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
});

afterAll(() => api.close());

test('the manifest is the shop’s: its name and colour, its card at the start, and nothing outside of it', async () => {
  await shop.call('PATCH', '/v1/organization', { json: { name: 'Кофе «У <дома>»', accentColor: '#c2571a' } });
  const { statusCode, headers, body } = await api.app.inject(`/c/${shop.organizationId}/manifest.webmanifest`);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/manifest+json; charset=utf-8']);
  const home = `/c/${shop.organizationId}`;
  expect(JSON.parse(body)).toMatchObject({
    id: home,
    start_url: home,
    scope: home,
    name: 'Кофе «У <дома>»',
    display: 'standalone',
    theme_color: '#c2571a',
    icons: [
      { src: `${home}/picture.svg`, purpose: 'any' },
      { src: `${home}/picture.svg`, purpose: 'maskable' },
    ],
  });
});

test('the picture is a drawing that can do nothing, with the first letter of the name', async () => {
  const { headers, body } = await api.app.inject(`/c/${shop.organizationId}/picture.svg`);
  expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(body).toContain('>К</text>');
  expect(body).toContain('fill="#c2571a"');
});

test('of a shop that is not there, there is neither', async () => {
  for (const file of ['manifest.webmanifest', 'picture.svg']) {
    expect((await api.app.inject(`/c/${crypto.randomUUID()}/${file}`)).statusCode).toBe(404);
    expect((await api.app.inject(`/c/nobody/${file}`)).statusCode).toBe(400);
  }
});

test.each([
  ['угловая', 'У'],
  ['  «кофе»', 'К'],
  ['<script>', 'S'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['&&&', '&amp;'],
  ['שלום', 'ש'],
])('of %s the picture shows %s', (name, initial) => {
  expect(pictureOf(name, '#000000')).toContain(`>${initial}</text>`);
});

test.each([
  ['#000000', '#ffffff'],
  ['#0f7a5a', '#ffffff'],
  ['#ffee00', '#16191f'],
  ['#ffffff', '#16191f'],
])('letters on %s can be read', (color, ink) => {
  expect(pictureOf('A', color)).toContain(`fill="${ink}">`);
});

test('what newcomers are promised is what the engine decides', async () => {
  const url = `/v1/public/organizations/${shop.organizationId}/offers`;
  expect((await api.as(null)('GET', url)).at('offers')).toEqual([]);
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  const told = await api.as(null)('GET', url);
  expect(told.at('offers.0')).toMatchObject({
    programId: 'corner-coffee',
    currency: 'RUB',
    sum: 1000_00,
    discount: 0,
    earned: [{ id: 'bonus', units: 50 }],
    welcome: [{ id: 'bonus', units: 100 }],
  });
  expect((await api.as(null)('GET', `/v1/public/organizations/${crypto.randomUUID()}/offers`)).code).toBe(
    'organization_unknown',
  );
});
