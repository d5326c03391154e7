// The embedded PostgreSQL of one data directory: starts it, keeps it running, stops it in order.
// Kept true while it runs: one server per directory (lock file), loopback only, the port stays the same through a
// restart so that connection pools find it again, and the application's role is never a superuser, so that row-level
// security applies to it.
import { createServer } from 'node:net';
import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { ADMIN_USER, createCluster, locateCluster, type Cluster } from './cluster.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { clearReadOnly, guardDisk } from './disk-guard.ts';
import { prepareDataDirectory } from './data-directory.ts';
import { acquireDataLock, type DataLock } from './data-lock.ts';
import { APPLICATION_NAME, ensureApplicationDatabase } from './application-database.ts';
import { launchPostmaster, stopOrphan, type PostmasterOptions } from './postmaster.ts';
import type { PostgresPurpose } from './settings.ts';
import { supervise, type Supervised } from './supervise.ts';
import { errorText } from './system-error.ts';
import { chooseSystemUser } from './system-user.ts';

export interface EmbeddedPostgres {
  /** For the application: the role `kopilka`, which owns the database `kopilka` and is not a superuser. */
  readonly url: string;
  /** For maintenance and tests: the superuser, in the database `postgres`. */
  readonly adminUrl: string;
  readonly version: string;
  stop(): Promise<void>;
  /** Called once if the database ends and cannot be brought back; not called after stop(). */
  onExit(callback: (reason: string) => void): void;
}

export interface EmbeddedPostgresOptions {
  readonly dataDirectory: string;
  readonly log: (line: string) => void;
  readonly purpose?: PostgresPurpose;
}

const LAUNCHES_MAX = 5;
const LAUNCH_PAUSE_MS = 500;

/** Throws DataDirectoryError, a sentence for the terminal, when the directory cannot be used. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  prepareDataDirectory(options.dataDirectory);
  const lock = acquireDataLock(options.dataDirectory);
  try {
    return await startLocked(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(options: EmbeddedPostgresOptions, lock: DataLock): Promise<EmbeddedPostgres> {
  const { dataDirectory, log, purpose = 'serve' } = options;
  const binaries = findBinaries(chooseSystemUser(join(dataDirectory, 'postgres')));
  const cluster = locateCluster(dataDirectory, { binaries, log });
  await stopOrphan({ binaries, clusterDirectory: cluster.directory, log });
  if (!cluster.exists) await createCluster(cluster, binaries, { sync: purpose === 'serve' });
  const supervised = await launch({
    binaries,
    clusterDirectory: cluster.directory,
    user: cluster.user,
    purpose,
    log,
    removeAfterDeath: purpose === 'test' ? dataDirectory : undefined,
  });
  const urls = connectionUrls(cluster, supervised.port);
  try {
    await clearReadOnly(urls.adminUrl);
    await ensureApplicationDatabase(urls.adminUrl, cluster.secrets.password);
  } catch (error) {
    await supervised.stop();
    throw error;
  }
  const stopGuard =
    purpose === 'test'
      ? () => Promise.resolve()
      : guardDisk({ clusterDirectory: cluster.directory, adminUrl: urls.adminUrl, log });
  lock.publishPort(supervised.port);
  return {
    ...urls,
    version: binaries.version,
    onExit: supervised.onExit,
    stop: async () => {
      await stopGuard();
      await supervised.stop();
      if (purpose !== 'test') return lock.release();
      // Where its user could not enter the directory, the cluster lies elsewhere, in a directory of its own (placeOutside).
      if (relative(dataDirectory, cluster.directory).startsWith('..'))
        rmSync(dirname(cluster.directory), { recursive: true, force: true });
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export function connectionUrls(cluster: Pick<Cluster, 'secrets'>, port: number) {
  const { password, adminPassword } = cluster.secrets;
  return {
    url: `postgres://${APPLICATION_NAME}:${password}@127.0.0.1:${port}/${APPLICATION_NAME}`,
    adminUrl: `postgres://${ADMIN_USER}:${adminPassword}@127.0.0.1:${port}/postgres`,
  };
}

// A port that was free a moment ago may be taken by now, and the dying children of a killed server hold its memory for
// an instant: both pass, so a failed launch is tried again before it is called a failure.
async function launch(options: Omit<PostmasterOptions, 'port'>): Promise<Supervised> {
  for (let attempt = 1; ; attempt += 1) {
    const withPort = { ...options, port: await freePort() };
    try {
      return supervise(await launchPostmaster(withPort), withPort);
    } catch (error) {
      if (attempt === LAUNCHES_MAX) {
        const where = options.clusterDirectory;
        throw new DataDirectoryError('cannot-start', `PostgreSQL does not start on ${where}: ${errorText(error)}`);
      }
      await sleep(LAUNCH_PAUSE_MS);
      await stopOrphan(options);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') failed(new Error('The system named no free port.'));
        else done(address.port);
      });
    });
  });
}
