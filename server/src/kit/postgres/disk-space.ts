// How much room PostgreSQL's disk has. A database that cannot write its journal ends at once (PANIC) and cannot start
// again before there is room, so a full disk is seen coming and waited out instead of being called a failure.
import { statfsSync } from 'node:fs';

/** What PostgreSQL needs to start at all: its journal grows by files of 16 MB. */
const START_BYTES_MIN = 48 * 1024 * 1024;

/** Bytes that an ordinary user may still write there; undefined when the system does not say. */
export function freeBytes(directory: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

export function isDiskFull(directory: string): boolean {
  const free = freeBytes(directory);
  return free !== undefined && free < START_BYTES_MIN;
}
