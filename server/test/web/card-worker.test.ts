// The card's service worker on the built files: it has what the page needs without a network, and a new version of the server never
// gets stuck behind an old one. The servers are two that follow each other at one address, as an update does it.
import Fastify, { type FastifyInstance } from 'fastify';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../../../scripts/chromium.ts';
import { addApps } from '../../src/features/apps/routes.ts';

const DIST = join(import.meta.dirname, '../../../web/dist');
const CARD = '/c/0199a000-0000-7000-8000-00000000000a';
const shellSchema = z.object({ build: z.string(), entry: z.string(), files: z.array(z.string()).min(10) });

let directory: string;
let browser: Browser;
const servers: FastifyInstance[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kopilka-worker-'));
  cpSync(DIST, directory, { recursive: true });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  for (const server of servers) await server.close();
  rmSync(directory, { recursive: true });
});

/** What is built may be compressed beside: what is changed here is not. */
function change(name: string, from: string | RegExp, to: string): void {
  const path = join(directory, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  for (const ending of ['.gz', '.br']) rmSync(`${path}${ending}`, { force: true });
}

async function serve(port: number): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true });
  addApps(server, directory);
  await server.listen({ port, host: '127.0.0.1' });
  servers.push(server);
  return server;
}

function shellOf(script: string): z.output<typeof shellSchema> {
  return shellSchema.parse(JSON.parse(/^self\.shell = (\{.*\});$/mu.exec(script)?.[1] ?? ''));
}

/** Whether the worker that was found last has been installed and has taken over. */
const AT_WORK = `caches.open('card-second').then(async (cache) => {
  const registration = await navigator.serviceWorker.getRegistration('/c/');
  const isDone = registration.installing === null && registration.waiting === null;
  return isDone && (await cache.match('/c/page')) !== undefined && registration.active.state === 'activated';
})`;

test('it is asked for anew every time, and everything that it keeps is there', async () => {
  const server = Fastify();
  addApps(server, DIST);
  const worker = await server.inject('/c/worker.js');
  expect([worker.statusCode, worker.headers['cache-control']]).toEqual([200, 'no-cache']);
  const { entry, files } = shellOf(worker.body);
  expect((await server.inject(CARD)).body).toContain(entry);
  const statuses = await Promise.all(files.map(async (file) => (await server.inject(file)).statusCode));
  expect(new Set(statuses)).toEqual(new Set([200]));
  await server.close();
});

test('after an update the next opening is the new one, also without a network from then on', async () => {
  change('member.html', /<title>.*<\/title>/u, '<title>first</title>');
  const first = await serve(0);
  const { port } = z.object({ port: z.number() }).parse(first.server.address());
  const context = await browser.newContext();
  const page = await context.newPage();
  const open = async (): Promise<string> => {
    await page.goto(`http://127.0.0.1:${port}${CARD}`, { waitUntil: 'commit' });
    return page.title();
  };
  const kept = (): Promise<unknown> => page.evaluate('caches.keys()');
  expect(await open()).toBe('first');
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  const { build } = shellOf((await first.inject('/c/worker.js')).body);
  expect(await kept()).toEqual([`card-${build}`]);
  await first.close();
  expect(await open()).toBe('first');

  change('member.html', '<title>first</title>', '<title>second</title>');
  change('worker.js', build, 'second');
  const second = await serve(port);
  expect(await open()).toBe('second');
  await expect.poll(kept, { timeout: 10_000 }).toEqual([`card-${build}`, 'card-second']);
  await expect.poll(() => page.evaluate(AT_WORK), { timeout: 10_000 }).toBe(true);
  await second.close();
  await expect.poll(open, { timeout: 10_000 }).toBe('second');
  await context.close();
});
