// The files of this repository as git would list them, for tests that read the house itself.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '../../..');

const TEXT =
  /\.(?:[cm]?[jt]sx?|json|jsonc|sql|md|ya?ml|html|css|sh|svg|csv)$|(?:^|\/)(?:\.ci\/run|\.npmrc|\.gitignore|LICENSE)$/u;

/** Tracked files and new ones that are not ignored; paths relative to the project, with forward slashes. */
export function listProjectFiles(): readonly string[] {
  const options = { cwd: PROJECT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], options);
  return output.split('\0').filter((path) => path !== '' && existsSync(join(PROJECT, path)));
}

export function isText(path: string): boolean {
  return TEXT.test(path);
}
