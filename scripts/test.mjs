// npm test [-- filters]: every test of every workspace, then one closing line that says how many passed and failed.
// The exit code is 0 only when something ran and nothing failed.
import { startVitest } from 'vitest/node';
import { buildWebIfNeeded } from './build-web.mjs';
import { installChromiumIfNeeded } from './chromium.ts';
import { ClosingLine } from './test-reporter.mjs';

if (!buildWebIfNeeded()) {
  process.stdout.write('The screens could not be built.\n0 passed, 1 failed\n');
  process.exit(1);
}

if (!installChromiumIfNeeded()) {
  process.stdout.write(
    'There is no Chromium: install it, or say where it is with CHROMIUM=/path.\n0 passed, 1 failed\n',
  );
  process.exit(1);
}

const closing = new ClosingLine();
const filters = process.argv.slice(2);
const vitest = await startVitest('test', filters, {
  watch: false,
  reporters: ['default', closing],
});
await vitest.close();

const ok = closing.failed === 0 && (closing.total ?? 0) > 0 && (process.exitCode ?? 0) === 0;
process.stdout.write(`\n${closing.line ?? '0 passed, 0 failed'}\n`);
process.exit(ok ? 0 : 1);
