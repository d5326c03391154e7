// npm run check: format, types, lint, generated files in step, tests (house tests among them). Each step runs even if
// an earlier one failed, so that one run shows everything there is to mend; a last line says which steps failed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');
const bin = (/** @type {string} */ path) => [process.execPath, join(PROJECT, 'node_modules', path)];
const tsc = bin('typescript/bin/tsc');

// A project with references leaves its files to those that it references, unchecked (tsc 7.0.2): the engine and the client are
// checked by a configuration of their own without Node's types, which also proves that they need none.
const programs = [
  '.',
  'engine/tsconfig.pure.json',
  'engine/tsconfig.test.json',
  'server',
  'client/tsconfig.pure.json',
  'client/tsconfig.test.json',
  'web',
  'web/src/member/worker',
];

/** @type {readonly (readonly [name: string, command: readonly string[]])[]} */
const steps = [
  ['format', [...bin('oxfmt/bin/oxfmt'), '--check', '--no-error-on-unmatched-pattern']],
  ...programs.map((path) => /** @type {const} */ ([`types ${path}`, [...tsc, '--noEmit', '-p', path]])),
  ['lint', [...bin('oxlint/bin/oxlint'), '--type-aware']],
  ...generated(),
  ['tests', [process.execPath, join(PROJECT, 'scripts/test.mjs')]],
];

// `npm run openapi -- --check` answers whether openapi.json is what the routes say; it exists once there are routes.
function generated() {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  if (scripts.openapi === undefined) return [];
  return [/** @type {const} */ (['openapi.json in step', ['npm', 'run', '--silent', 'openapi', '--', '--check']])];
}

const failed = steps.filter(([name, [command, ...parameters]]) => {
  const startedAt = performance.now();
  const { status } = spawnSync(command ?? '', parameters, { cwd: PROJECT, stdio: 'inherit' });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  return status !== 0;
});

if (failed.length > 0) {
  process.stdout.write(`\nTo mend: ${failed.map(([name]) => name).join(', ')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('\nEverything is in order.\n');
}
