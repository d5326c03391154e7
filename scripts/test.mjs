// npm test [-- filters]: every test of every workspace, then one closing line that says how many passed and failed.
// The exit code is 0 only when something ran and nothing failed.
import { startVitest } from 'vitest/node';
import { ClosingLine } from './test-reporter.mjs';

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
