// One server per data directory. The lock file names the process that serves the directory and, once the database
// accepts connections, its port, so that a tool run beside the server connects instead of starting a second database.
// A lock whose process is gone is stale and is taken over; a crash therefore never needs a hand.
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DataDirectoryError } from './data-directory-error.ts';
import { identifyProcess, isSameProcessAlive } from './process-identity.ts';
import { systemErrorCode } from './system-error.ts';

const lockSchema = z.object({ pid: z.number(), started: z.string(), port: z.number().optional() });

export type LockContent = z.infer<typeof lockSchema>;

export interface DataLock {
  /** Tells others on which port the database listens. */
  publishPort(port: number): void;
  release(): void;
}

const ATTEMPTS_MAX = 5;

export function acquireDataLock(dataDirectory: string): DataLock {
  const path = lockPath(dataDirectory);
  const self = identifyProcess(process.pid) ?? { pid: process.pid, started: 'unknown' };
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const holder = readLiveLock(dataDirectory);
    if (holder !== undefined) throw takenBy(dataDirectory, holder);
    removeStale(path, dataDirectory);
    if (createWhole(path, self)) {
      return {
        publishPort: (port) => replace(path, { ...self, port }),
        release: () => rmSync(path, { force: true }),
      };
    }
  }
  throw new DataDirectoryError('taken', `Another process keeps taking the data directory ${dataDirectory}.`);
}

/** The lock, when the process that wrote it still lives. */
export function readLiveLock(dataDirectory: string): LockContent | undefined {
  const content = readLock(lockPath(dataDirectory));
  return content !== undefined && isSameProcessAlive(content) ? content : undefined;
}

function lockPath(dataDirectory: string): string {
  return join(dataDirectory, 'kopilka.lock');
}

function takenBy(dataDirectory: string, holder: LockContent): DataDirectoryError {
  return new DataDirectoryError(
    'taken',
    `The data directory ${dataDirectory} is in use by a running Kopilka (process ${holder.pid}): ` +
      'stop that one first, or choose another directory with KOPILKA_DATA.',
  );
}

function readLock(path: string): LockContent | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

// Two processes may find the same stale lock. Renaming it away is atomic, so one of them gets it; if what was renamed
// turns out to be a lock that a third process has just taken, it is put back.
function removeStale(path: string, dataDirectory: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  const renamed = readLock(aside);
  if (renamed !== undefined && isSameProcessAlive(renamed)) {
    linkSync(aside, path);
    rmSync(aside);
    throw takenBy(dataDirectory, renamed);
  }
  rmSync(aside, { force: true });
}

// Written beside and linked into place: nobody can read a half-written lock, and an existing one is never overwritten.
function createWhole(path: string, content: LockContent): boolean {
  const draft = writeDraft(path, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(path: string, content: LockContent): void {
  renameSync(writeDraft(path, content), path);
}

function writeDraft(path: string, content: LockContent): string {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o644 });
  return draft;
}
