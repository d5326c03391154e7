// npm run lock: writes package-lock.json anew from the package.json files, in an empty directory.
// `npm install` beside an existing node_modules drops the packages of other platforms from a lock file without registry
// addresses, and npm ci then refuses it; a house test watches for that.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');
const room = mkdtempSync(join(tmpdir(), 'kopilka-lock-'));
const { workspaces } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

for (const file of [
  '.npmrc',
  'package.json',
  ...workspaces.map((/** @type {string} */ name) => `${name}/package.json`),
]) {
  mkdirSync(dirname(join(room, file)), { recursive: true });
  cpSync(join(PROJECT, file), join(room, file));
}
// Inside `npm run`, npm would otherwise work on the project instead of the room.
const { npm_config_local_prefix: _, ...env } = process.env;
const npm = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--loglevel=error'], {
  cwd: room,
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (npm.status === 0) cpSync(join(room, 'package-lock.json'), join(PROJECT, 'package-lock.json'));
rmSync(room, { recursive: true });
process.exitCode = npm.status ?? 1;
