/**
 * The browser of the tests: CHROMIUM, or one that the system has. As root on Debian a missing one is installed, as a clean machine
 * of the continuous integration needs it; and as root it runs without its sandbox, which root may not have.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const APT = '/usr/bin/apt-get';

/** `args` are switches of Chromium besides. Throws when there is none. */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium: install it, or say where it is with CHROMIUM.');
  return chromium.launch({ executablePath, args: [...args, ...(isRoot() ? ['--no-sandbox'] : [])] });
}

/** Answers whether there is one now. */
export function installChromiumIfNeeded(): boolean {
  if (findChromium() !== null) return true;
  if (!isRoot() || !existsSync(APT)) return false;
  process.stderr.write('Installing Chromium for the tests (once)…\n');
  return (
    apt('update', '-qq') &&
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') &&
    findChromium() !== null
  );
}

function findChromium(): string | null {
  const chosen = process.env['CHROMIUM'];
  if (chosen !== undefined) return existsSync(chosen) ? chosen : null;
  return PLACES.find((place) => existsSync(place)) ?? null;
}

function apt(...parameters: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(APT, parameters, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
