// An organization's name, colour and picture: who changes them, what is taken for a picture, and how it is handed out.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegOf, pngOf, webpOf } from './pictures.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const SIZE = { width: 64, height: 48 };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

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

const change = (json: object) => shop.call('PATCH', '/v1/organization', { json });
const put = (bytes: Buffer) =>
  shop.call('PUT', '/v1/organization/logo', { json: { picture: bytes.toString('base64') } });

describe('name and colour', () => {
  test('are changed one by one or together, and anybody sees them', async () => {
    await change({ name: '  Пекарня 👩‍🍳 مخبز  ' });
    const changed = await change({ accentColor: '#0F7A5A' });
    expect([changed.at('name'), changed.at('accentColor')]).toEqual(['Пекарня 👩‍🍳 مخبز', '#0f7a5a']);
    const seen = await api.as(null)('GET', `/v1/public/organizations/${shop.organizationId}`);
    expect([seen.at('name'), seen.at('accentColor')]).toEqual(['Пекарня 👩‍🍳 مخبز', '#0f7a5a']);
    expect((await change({ accentColor: null })).at('accentColor')).toBeNull();
    expect((await change({})).at('name')).toBe('Пекарня 👩‍🍳 مخبز');
  });

  test.each([
    ['nothing but spaces', { name: '   ' }],
    ['500 characters', { name: 'x'.repeat(500) }],
    ['two lines', { name: 'a\nb' }],
    ['NUL', { name: 'a\0b' }],
    ['half a sign', { name: 'a\ud83d' }],
    ['a colour by name', { accentColor: 'red' }],
    ['a colour with something after it', { accentColor: '#0f7a5a;background:url(x)' }],
  ])('%s is refused, and nothing changes', async (_why, json) => {
    const before = (await shop.call('GET', '/v1/organization')).at('name');
    expect((await change(json)).code).toBe('request_invalid');
    expect((await shop.call('GET', '/v1/organization')).at('name')).toBe(before);
  });
});

describe('the picture', () => {
  test.each([
    ['image/png', pngOf(SIZE)],
    ['image/jpeg', jpegOf(SIZE)],
    ['image/webp', webpOf(SIZE)],
  ])('%s is taken and handed out as it is, as nothing but a picture', async (type, bytes) => {
    const address = (await put(bytes)).textAt('logo');
    const { statusCode, headers, rawPayload } = await api.app.inject(address);
    expect([statusCode, headers['content-type'], rawPayload.equals(bytes)]).toEqual([200, type, true]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const again = await api.app.inject({ url: address, headers: { 'if-none-match': String(headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('another picture has another address, and the old one is not kept for long', async () => {
    const first = (await put(pngOf(SIZE))).textAt('logo');
    const second = (await put(pngOf({ width: 65, height: 65 }))).textAt('logo');
    expect(second).not.toBe(first);
    expect((await api.app.inject(first)).headers['cache-control']).toBe('public, max-age=60');
  });

  const whole = pngOf(SIZE);
  test.each([
    ['SVG', Buffer.from(SVG)],
    ['SVG behind a whole PNG', Buffer.concat([whole, Buffer.from(SVG)])],
    ['SVG behind a whole JPEG', Buffer.concat([jpegOf(SIZE), Buffer.from(SVG), Buffer.from([0xff, 0xd9])])],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
    ['a PNG cut off', whole.subarray(0, -5)],
    ['a PNG with one wrong byte', whole.with(20, 1)],
    ['a PNG’s first bytes only', whole.subarray(0, 8)],
    ['a JPEG cut off', jpegOf(SIZE).subarray(0, -2)],
    ['a JPEG without a frame', Buffer.from('ffd8ffda0008010100003f00ffd9', 'hex')],
    ['a WebP cut off', webpOf(SIZE).subarray(0, -1)],
    ['a WebP with more behind it', Buffer.concat([webpOf(SIZE), Buffer.from('more')])],
    ['noise', randomBytes(500)],
  ])('%s is not taken for one', async (_what, bytes) => {
    const before = (await shop.call('GET', '/v1/organization')).at('logo');
    expect((await put(Buffer.from(bytes))).code).toBe('logo_not_a_picture');
    expect((await shop.call('GET', '/v1/organization')).at('logo')).toBe(before);
  });

  test.each([
    ['too small', pngOf({ width: 15, height: 64 }), 'logo_size_wrong'],
    ['too large', pngOf({ width: 64, height: 2049 }), 'logo_size_wrong'],
    ['too heavy', randomBytes(256 * 1024 + 1), 'logo_too_heavy'],
  ])('%s is refused with its bounds', async (_what, bytes, code) => {
    const refused = await put(bytes);
    expect([refused.status, refused.code]).toEqual([422, code]);
    expect(refused.textAt('detail')).not.toContain('{');
  });

  test('what is no base64, or far too much, is refused before it is looked at', async () => {
    const wrong = await shop.call('PUT', '/v1/organization/logo', { json: { picture: 'not base64!' } });
    expect(wrong.code).toBe('request_invalid');
    expect((await put(randomBytes(600 * 1024))).code).toBe('body_too_large');
  });

  test('is taken away, also twice; then there is none', async () => {
    await put(pngOf(SIZE));
    expect((await shop.call('DELETE', '/v1/organization/logo')).at('logo')).toBeNull();
    expect((await shop.call('DELETE', '/v1/organization/logo')).at('logo')).toBeNull();
    const gone = await api.as(null)('GET', `/v1/public/organizations/${shop.organizationId}/logo`);
    expect([gone.status, gone.code]).toEqual([404, 'logo_unknown']);
  });

  test('any bytes are either a picture or refused, never a failure', async () => {
    for (const good of [pngOf(SIZE), jpegOf(SIZE), webpOf(SIZE)]) {
      for (let round = 0; round < 30; round += 1) {
        const bytes = Buffer.from(good);
        bytes.writeUInt8(randomBytes(1).readUInt8(), Math.floor(Math.random() * bytes.length));
        expect([200, 422]).toContain((await put(bytes)).status);
      }
    }
  });
});

test('a key’s last use is known, to some minutes', async () => {
  const made = await shop.call('POST', '/v1/keys', { json: { name: 'Counted', scopes: ['till'] } });
  const lastUse = async (): Promise<unknown> => {
    const { text } = await shop.call('GET', '/v1/keys');
    return /"name":"Counted"[^}]*"lastUsedAt":(null|"[^"]+")/u.exec(text)?.[1];
  };
  expect(await lastUse()).toBe('null');
  await api.as(made.textAt('key'))('GET', '/v1/organization');
  await expect.poll(lastUse).toMatch(/^"20/u);
});

test('what one shop changes is not another’s', async () => {
  const other = await api.organization();
  await put(pngOf(SIZE));
  expect([
    (await other.call('GET', '/v1/organization')).at('logo'),
    (await shop.call('GET', '/v1/organization')).at('logo'),
  ]).toEqual([null, expect.stringContaining(shop.organizationId)]);
});
