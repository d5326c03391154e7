// The disk of the embedded database fills up: writing is refused with a code, reading goes on, and when there is room all
// goes on by itself, even if PostgreSQL ended meanwhile. The disk is a small tmpfs, which only root can make.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { runKopilka } from '../harness/kopilka-process.ts';
import { openShop, type Shop } from './shop.ts';

const DISK_MB = 640;
const BACK_WITHIN_MS = 30_000;
const MB = 1024 * 1024;

const disk = mkdtempSync(join(tmpdir(), 'kopilka-disk-'));
const hasDisk = process.getuid?.() === 0 && mount();
const data = join(disk, 'data');
const ballast = join(disk, 'ballast');

describe.skipIf(!hasDisk)('on a disk that fills up (root makes a small one for this test)', () => {
  let server: ServerProcess;
  let shop: Shop;

  beforeAll(async () => {
    const made = await runKopilka(['organization', 'create', '--name', 'Shop'], { KOPILKA_DATA: data });
    const key = /kp_\S+/u.exec(made.said)?.[0] ?? '';
    expect(key, made.said).not.toBe('');
    server = await startServer({ KOPILKA_DATA: data }, ['--workers', '1']);
    shop = await openShop(server, key);
  });

  afterAll(async () => {
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('writing is refused in time and reading goes on; with room everything does', async () => {
    expect((await shop.purchase('before')).status).toBe(201);
    fillUntil(100 * MB);
    await expect.poll(() => shop.purchase('full').then(({ code }) => code), { timeout: 10_000 }).toBe('writes_refused');
    const refused = await shop.purchase('full');
    expect([refused.status, Number(refused.retryAfter) > 0]).toEqual([503, true]);
    expect((await shop.quote()).status).toBe(200);
    expect((await shop.readMember()).status).toBe(200);
    expect((await shop.call('GET', '/readyz')).status).toBe(503);
    rmSync(ballast);
    await expect.poll(() => shop.purchase('full').then(({ status }) => status), { timeout: 10_000 }).toBeLessThan(202);
    await expect.poll(() => shop.call('GET', '/readyz').then(({ status }) => status)).toBe(200);
  });

  test('PostgreSQL that ends on a full disk is started again for as long as it takes', async () => {
    fillUntil(0);
    const load = Promise.all(Array.from({ length: 20 }, (_, index) => shop.purchase(`very full ${index}`)));
    process.kill(postmaster(), 'SIGKILL');
    for (const { status } of await load) expect([201, 503]).toContain(status);
    await expect.poll(() => server.said(), { timeout: 20_000 }).toMatch(/starts again when there is room/u);
    // Longer than all its pauses together were when it used to give up.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect((await shop.purchase('still full')).status).toBe(503);
    rmSync(ballast);
    await expect
      .poll(() => shop.purchase('room again').then(({ status }) => status), {
        timeout: BACK_WITHIN_MS,
        interval: 500,
      })
      .toBe(201);
    for (let index = 0; index < 20; index += 1)
      expect([200, 201]).toContain((await shop.purchase(`very full ${index}`)).status);
  });

  test('nothing is half written: the audit is clean and knows every acknowledged purchase', async () => {
    const { code, said } = await runKopilka(['audit'], { KOPILKA_DATA: data });
    expect(said).toContain('Clean');
    expect(code).toBe(0);
    expect(said).toContain(`${shop.acknowledged.size} operations`);
  });
});

afterAll(() => {
  if (hasDisk) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

function mount(): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'tmpfs', disk]).status === 0;
}

/** Until so many bytes are left, or none. */
function fillUntil(left: number): void {
  const file = openSync(ballast, 'w');
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(disk);
      const most = bavail * bsize - left;
      if (most <= 0) return;
      writeSync(file, Buffer.alloc(Math.min(most, MB)));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

function postmaster(): number {
  const { clusterDirectory } = z
    .object({ clusterDirectory: z.string().default(join(data, 'postgres')) })
    .parse(JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')));
  return Number.parseInt(readFileSync(join(clusterDirectory, 'postmaster.pid'), 'utf8'), 10);
}
