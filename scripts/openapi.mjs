// npm run openapi: writes openapi.json from the routes and the client's types from openapi.json; with --check only says
// whether both are in step with the code.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');
const check = process.argv.includes('--check') ? ['--check'] : [];

for (const command of [['server/src/main.ts', 'openapi'], ['client/scripts/generate.ts']]) {
  const { status } = spawnSync(process.execPath, [...command, ...check], { cwd: PROJECT, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
