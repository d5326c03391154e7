// How the embedded PostgreSQL is tuned: for a shop's small machine (a few hundred megabytes, a slow disk), never at the
// price of losing a committed purchase. A test run gives up durability instead, its data being thrown away.

import { totalmem } from 'node:os';

export type PostgresPurpose = 'serve' | 'test';

const COMMON = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  huge_pages: 'off',
  jit: 'off',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  log_min_messages: 'warning',
} as const;

const SERVE = {
  ...COMMON,
  shared_buffers: `${pagesInMemoryMb()}MB`,
  max_connections: '200',
  wal_level: 'replica',
  fsync: 'on',
  synchronous_commit: 'on',
  // A week of logs, one file a day, each overwritten by the same weekday of the next week.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_line_prefix: '%m [%p] %a ',
} as const;

const TEST = {
  ...COMMON,
  shared_buffers: '256MB',
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
} as const;

export function serverSettings(purpose: PostgresPurpose): readonly string[] {
  return Object.entries(purpose === 'serve' ? SERVE : TEST).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * A sixteenth of the memory: a shop's small server keeps room for everything else, and on a large one a million members' pages stay at
 * hand. With a quarter of a gigabyte a purchase among them cost 1.44 times one among ten thousand; with one and a half, 1.19.
 */
function pagesInMemoryMb(): number {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.round(Math.min(2048, Math.max(128, bytes / 2 ** 20 / 16)));
}
