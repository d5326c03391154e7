// PostgreSQL itself fails beneath a server: one of its processes aborts and takes all connections with it, or all of them stand still
// for a while, as on a machine that is short of memory. Requests are answered in a known time, and nothing is started again by hand.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runKopilka } from '../harness/kopilka-process.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { allProcesses, postgresProcesses } from '../simulation/house.ts';
import { openShop, type Shop } from './shop.ts';

/** What is promised, and what a busy machine takes to notice it. */
const ANSWERED_WITHIN_MS = 10_000 + 2_000;
const BACK_WITHIN_MS = 30_000;
const STANDSTILL_MS = 20_000;

const directory = mkdtempSync(join(tmpdir(), 'kopilka-crash-'));
const data = join(directory, 'data');
let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  // Open to PostgreSQL's user, so that its cluster lies here.
  chmodSync(directory, 0o711);
  const made = await runKopilka(['organization', 'create', '--name', 'Shop'], { KOPILKA_DATA: data });
  const key = /kp_\S+/u.exec(made.said)?.[0] ?? '';
  expect(key, made.said).not.toBe('');
  server = await startServer({ KOPILKA_DATA: data }, ['--workers', '2']);
  shop = await openShop(server, key);
});

afterAll(async () => {
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  rmSync(directory, { recursive: true, force: true });
});

/** A purchase by each of 40 tills, beside quotes and reads. */
function ask(name: string) {
  return Promise.all([
    ...Array.from({ length: 40 }, (_, index) => shop.purchase(`${name} ${index}`)),
    ...Array.from({ length: 20 }, () => shop.quote()),
    ...Array.from({ length: 20 }, () => shop.readMember()),
  ]);
}

/** By both workers: one may be there again before the other. */
async function expectAllIsServed(name: string): Promise<void> {
  const refused = async (): Promise<unknown> =>
    (await ask(name)).filter(({ status }) => status !== 200 && status !== 201);
  await expect.poll(refused, { timeout: BACK_WITHIN_MS }).toEqual([]);
  expect((await shop.purchase(`${name} after`)).status).toBe(201);
  await expect.poll(() => shop.call('GET', '/readyz').then(({ status }) => status), { timeout: 3_000 }).toBe(200);
}

/** A worker that had not begun yet ends with the database, says so and is started again; none that served does. */
function expectNobodyFell(): void {
  const times = (words: string): number => server.said().split(words).length - 1;
  expect(times('a worker process ended'), server.said()).toBe(times('The database went away.'));
}

test('one of its processes aborts under load: all connections end, and everything is served again', async () => {
  expect((await shop.purchase('abort before')).status).toBe(201);
  const load = ask('abort');
  const [victim] = postgresProcesses(data).backends;
  process.kill(victim ?? 0, 'SIGABRT');
  const replies = await load;
  // What was done before is done; the rest is told to come again, and why.
  expect(replies.filter(({ status, code }) => status >= 400 && code !== 'unavailable')).toEqual([]);
  expect(Math.max(...replies.map(({ ms }) => ms))).toBeLessThan(ANSWERED_WITHIN_MS);
  await expectAllIsServed('abort');
  expectNobodyFell();
});

test('all its processes stand still for 20 seconds: 503 in time, and everything is served when they go on', async () => {
  const still = allProcesses(data);
  for (const pid of still) process.kill(pid, 'SIGSTOP');
  try {
    const goesOn = sleep(STANDSTILL_MS);
    const replies = await ask('still');
    expect(replies.filter(({ status, code }) => status !== 503 || code !== 'unavailable')).toEqual([]);
    expect(replies.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    expect(Math.max(...replies.map(({ ms }) => ms))).toBeLessThan(ANSWERED_WITHIN_MS);
    expect((await shop.call('GET', '/readyz')).status).toBe(503);
    expect((await shop.call('GET', '/healthz')).status).toBe(200);
    await goesOn;
  } finally {
    for (const pid of still) process.kill(pid, 'SIGCONT');
  }
  await expectAllIsServed('still');
  expectNobodyFell();
});

test('what was acknowledged is there, once, and the books balance', async () => {
  const { code, said } = await runKopilka(['audit'], { KOPILKA_DATA: data });
  expect(said).toContain('Clean');
  expect(code).toBe(0);
  expect(shop.acknowledged.size).toBe(1 + 40 + 1 + 40 + 1);
  expect(said).toContain(`${shop.acknowledged.size} operations`);
});
