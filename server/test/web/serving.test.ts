// How the server hands out the built screens: found from every address of an app, cached as long as is right, never more than
// was built.
import Fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addApps } from '../../src/features/apps/routes.ts';

const SCRIPT = 'console.log("screens");\n'.repeat(100);
const SCRIPT_PATH = '/assets/office-B4PGoZir.js';

let directory: string;
let app: FastifyInstance;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kopilka-apps-'));
  mkdirSync(join(directory, 'assets'));
  for (const page of ['office', 'till', 'member']) write(`${page}.html`, `<!doctype html><title>${page}</title>`);
  write('assets/office-B4PGoZir.js', SCRIPT);
  writeFileSync(join(directory, 'assets/office-B4PGoZir.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(directory, 'assets/office-B4PGoZir.js.gz'), gzipSync(SCRIPT));
  write('assets/scheme.js', 'document;');
  write('secret.env', 'PASSWORD=1');
  app = Fastify();
  addApps(app, directory);
  await app.ready();
});

afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true });
});

describe('pages', () => {
  test.each([
    ['/office', 'office'],
    ['/office/members/42?tab=lots', 'office'],
    ['/till', 'till'],
    ['/c/0199-shop', 'member'],
    ['/c/0199-shop/history', 'member'],
  ])('%s leads to its app', async (url, page) => {
    const { statusCode, headers, body } = await app.inject(url);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain(`<title>${page}</title>`);
    expect(headers['cache-control']).toBe('no-cache');
  });

  test('no script but ours can run in them, and nobody can frame them', async () => {
    const policy = String((await app.inject('/office')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(?:;|$)/u);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test('a page that has not changed is not sent again', async () => {
    const first = await app.inject('/office');
    const again = await app.inject({ url: '/office', headers: { 'if-none-match': String(first.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers['content-security-policy']).toBe(first.headers['content-security-policy']);
  });
});

describe('files', () => {
  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip;q=0.5, br;q=0', 'gzip', gunzipSync],
  ])('whoever takes %s gets the copy compressed as %s when it was built', async (accepted, encoding, open) => {
    const { headers, rawPayload } = await app.inject({ url: SCRIPT_PATH, headers: { 'accept-encoding': accepted } });
    expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'accept-encoding']);
    expect(open(rawPayload).toString()).toBe(SCRIPT);
  });

  test('whoever takes no compression gets none, and another tag', async () => {
    const plain = await app.inject({ url: SCRIPT_PATH, headers: { 'accept-encoding': 'identity' } });
    const small = await app.inject({ url: SCRIPT_PATH, headers: { 'accept-encoding': 'br' } });
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, SCRIPT]);
    expect(plain.headers.etag).not.toBe(small.headers.etag);
  });

  test('a name with a hash is kept for ever, one without is asked for anew', async () => {
    expect((await app.inject(SCRIPT_PATH)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject('/assets/scheme.js')).headers['cache-control']).toBe('no-cache');
  });

  test.each([
    '/assets/none.js',
    '/assets/../secret.env',
    '/assets/%2e%2e/secret.env',
    '/assets/..%2fsecret.env',
    '/assets/office-B4PGoZir.js.br',
    '/assets//etc/passwd',
    '/assets/',
  ])('nothing but what was built is handed out: %s', async (url) => {
    const { statusCode, body } = await app.inject(url);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('PASSWORD');
  });
});

test('a server without built screens says what to do, in both languages', async () => {
  const bare = Fastify();
  addApps(bare, join(directory, 'nowhere'));
  const { statusCode, body, headers } = await bare.inject('/office');
  expect(statusCode).toBe(503);
  expect(body).toContain('npm run build');
  expect(body).toContain('Экраны ещё не собраны');
  expect(headers['cache-control']).toBe('no-store');
  await bare.close();
});

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}
