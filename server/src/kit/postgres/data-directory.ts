// The data directory: where it is by default, and whether it can be used at all.
// Layout: kopilka.lock · secrets.json (0600) · postgres/ (the cluster, owned by the user PostgreSQL runs as).
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DataDirectoryError } from './data-directory-error.ts';
import { errorText, systemErrorCode } from './system-error.ts';
import { canUse, chooseSystemUser, makeSystemDirectory, SYSTEM_DIRECTORY } from './system-user.ts';

/** `KOPILKA_DATA` wins; else `.kopilka/` in the project; else, when root keeps the project to itself, /var/lib/kopilka. */
export function resolveDataDirectory(place: {
  readonly chosen: string | undefined;
  readonly projectDirectory: string;
}): string {
  if (place.chosen !== undefined) return resolve(place.chosen);
  const inProject = join(place.projectDirectory, '.kopilka');
  const user = chooseSystemUser(join(inProject, 'postgres'));
  if (canUse(user, place.projectDirectory)) return inProject;
  return join(SYSTEM_DIRECTORY, shortHash(place.projectDirectory));
}

/** Makes the directory when it is missing and proves that we may write in it. */
export function prepareDataDirectory(directory: string): void {
  try {
    if (dirname(directory) === SYSTEM_DIRECTORY) makeSystemDirectory();
    makeDirectories(directory);
    if (!statSync(directory).isDirectory()) throw notADirectory(directory);
    const probe = join(directory, `.write-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw refusal(directory, error);
  }
}

// Node's own recursive mkdir turns in a circle for ever inside /proc, so the missing ones are made one by one.
function makeDirectories(directory: string): void {
  if (existsSync(directory)) return;
  if (dirname(directory) !== directory) makeDirectories(dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o755 });
  } catch (error) {
    // Another process may have made it in between.
    if (systemErrorCode(error) !== 'EEXIST' || !statSync(directory).isDirectory()) throw error;
  }
}

/** Lets another user pass through (not list) a directory that was made private, as `mktemp -d` does. */
export function allowPassage(directory: string): void {
  chmodSync(directory, statSync(directory).mode | 0o011);
}

export function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

function refusal(directory: string, error: unknown): unknown {
  if (error instanceof DataDirectoryError) return error;
  switch (systemErrorCode(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return notADirectory(directory);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOSPC':
      return new DataDirectoryError(
        'not-writable',
        `The data directory ${directory} cannot be written (${errorText(error)}): ` +
          'give this user the right to write there, or choose another directory with KOPILKA_DATA.',
      );
    default:
      return error;
  }
}

function notADirectory(directory: string): DataDirectoryError {
  return new DataDirectoryError(
    'not-a-directory',
    `${directory} is a file, or lies inside one, not a directory: choose another place with KOPILKA_DATA.`,
  );
}
