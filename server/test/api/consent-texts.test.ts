// The texts to agree to: versions that never change, and how many have said what to which of them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCard } from './card-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['127.0.0.1'] });
  shop = await api.organization();
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

const words = (text: string) => ({ title: { ru: text, en: text }, text: { ru: text, en: text } });
const publish = (kind: string, text: string, expectedVersion?: number) =>
  shop.call('PUT', `/v1/consents/${kind}`, {
    json: { ...words(text), ...(expectedVersion === undefined ? {} : { expectedVersion }) },
  });
const consents = (processing: number, advertising: number, wants = false) => ({
  processing: { version: processing, granted: true },
  advertising: { version: advertising, granted: wants },
});

interface Counted {
  readonly kind: string;
  readonly version: number;
  readonly agreed: number;
  readonly declined: number;
}

test('each member counts once for each text, by their newest word; a new version begins with nobody', async () => {
  const counted = async (): Promise<unknown> => (await shop.call('GET', '/v1/consents')).at('consents');
  const row = (kind: string, version: number, agreed: number, declined: number): Counted => ({
    kind,
    version,
    agreed,
    declined,
  });
  expect(await counted()).toMatchObject([row('processing', 1, 0, 0), row('advertising', 1, 0, 0)]);
  const anna = await openCard(api, shop, { consents: consents(1, 1) });
  await openCard(api, shop, { consents: consents(1, 1, true) });
  expect(await counted()).toMatchObject([row('processing', 1, 2, 0), row('advertising', 1, 1, 1)]);
  expect((await publish('advertising', 'Другой', 1)).at('version')).toBe(2);
  await openCard(api, shop, { consents: consents(1, 2, true) });
  // Anna changes her mind, by the words of now.
  const said = { kind: 'advertising', version: 2, granted: true };
  expect((await anna.call('PUT', '/me/consents', said)).status).toBe(200);
  expect(await counted()).toMatchObject([
    row('processing', 1, 3, 0),
    { ...row('advertising', 2, 2, 0), title: { ru: 'Другой', en: 'Другой' } },
    row('advertising', 1, 1, 0),
  ]);
  const other = await api.organization();
  expect((await other.call('GET', '/v1/consents')).at('consents.0.agreed')).toBe(0);
});

test('who began with an older version publishes nothing, and is told of the newer one', async () => {
  const { version } = { version: Number((await publish('processing', 'Мой')).at('version')) };
  const refused = await publish('processing', 'Чужой', version - 1);
  expect([refused.status, refused.code, refused.at('version')]).toEqual([409, 'consent_text_changed', version]);
  const newest = await shop.call('GET', '/v1/consents');
  expect(newest.at('consents.0.text.ru')).toBe('Мой');
  expect((await publish('processing', 'Снова мой', version)).at('version')).toBe(version + 1);
});
