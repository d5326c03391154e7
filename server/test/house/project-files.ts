// The files of this repository as git would list them, for tests that read the house itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '../../..');

const TEXT =
  /\.(?:[cm]?[jt]sx?|json|jsonc|sql|md|ya?ml|html|css|sh|svg|csv)$|(?:^|\/)(?:\.ci\/run|\.npmrc|\.gitignore|LICENSE)$/u;

const GENERATED_FOLDERS = new Set(['node_modules', '.git', '.kopilka', 'dist', 'coverage']);

/** Tracked files and new ones that are not ignored; paths relative to the project, with forward slashes. */
export function listProjectFiles(): readonly string[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // An unpacked archive has no git to ask.
  const paths = status === 0 ? stdout.split('\0') : [...filesBelow('')];
  return paths.filter((path) => path !== '' && existsSync(join(PROJECT, path)));
}

export function isText(path: string): boolean {
  return TEXT.test(path);
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(PROJECT, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !GENERATED_FOLDERS.has(entry.name)) yield* filesBelow(path);
  }
}
