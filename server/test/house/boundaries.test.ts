// Proves that the linter's alarms work: a small made-up tree, once clean and once with one violation of each rule, is
// linted with the project's own configuration. A boundary that nobody has tried to cross is only a wish.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { CLEAN_TREE, PLANTED } from './planted-violations.ts';
import { PROJECT } from './project-files.ts';

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), message: z.string(), filename: z.string() })),
});

const LINT_TIMEOUT_MS = 20_000;

let tree: string;
let cleanReport: readonly string[];
let plantedReport: readonly string[];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'kopilka-boundaries-'));
  cpSync(join(PROJECT, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
  for (const name of readdirSync(PROJECT).filter((file) => /^tsconfig.*\.json$/u.test(file))) {
    cpSync(join(PROJECT, name), join(tree, name));
  }
  for (const room of ['engine', 'server', 'client', 'web']) {
    const configs = readdirSync(join(PROJECT, room)).filter((file) => /^(?:tsconfig.*|package)\.json$/u.test(file));
    for (const name of configs) cpSync(join(PROJECT, room, name), join(tree, room, name));
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(tree, 'node_modules'));
  for (const [path, text] of Object.entries(CLEAN_TREE)) write(path, text);
  cleanReport = lint();
  for (const { path, text } of PLANTED) write(path, text);
  plantedReport = lint();
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test('a clean tree is not complained about', () => {
  expect(cleanReport).toEqual([]);
});

test.each(PLANTED.map((planted) => [planted.why, planted] as const))('reported: %s', (_, { path, rule }) => {
  expect(plantedReport.filter((line) => line.startsWith(path))).toContain(`${path} ${rule}`);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function lint(): readonly string[] {
  const oxlint = join(PROJECT, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--type-aware', '--format=json'], {
    cwd: tree,
    encoding: 'utf8',
    timeout: LINT_TIMEOUT_MS,
  });
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
  return diagnostics.map(({ filename, code, message }) => `${filename} ${code ?? message}`);
}
