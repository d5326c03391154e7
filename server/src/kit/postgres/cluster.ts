// The PostgreSQL cluster inside a data directory: finds it, refuses one it must not touch, makes a new one.
// initdb works in `<cluster>.new`, which is renamed when it is whole, so a crash in the middle leaves nothing half made.
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { allowPassage, shortHash } from './data-directory.ts';
import { makeSecrets, readSecrets, secretsPath, writeSecrets, type Secrets } from './secrets.ts';
import { canUse, chooseSystemUser, makeSystemDirectory, spawnAs, type SystemUser } from './system-user.ts';

export interface Cluster {
  readonly directory: string;
  readonly secrets: Secrets;
  readonly user: SystemUser | undefined;
  /** False until initdb has been run. */
  readonly exists: boolean;
}

export const ADMIN_USER = 'postgres';

/** Decides where the cluster is or will be, and with which passwords; refuses what it must not touch. */
export function locateCluster(
  dataDirectory: string,
  { binaries, log }: { readonly binaries: PostgresBinaries; readonly log: (line: string) => void },
): Cluster {
  const inside = join(dataDirectory, 'postgres');
  const known = readSecrets(dataDirectory);
  const directory = known?.clusterDirectory ?? inside;
  const exists = isFilled(directory);
  if (exists) checkVersion(directory, binaries);
  const user = chooseSystemUser(directory);
  if (known !== undefined) return { directory, secrets: known, user, exists };
  if (exists) {
    throw new DataDirectoryError(
      'secrets-missing',
      `${dataDirectory} holds a database but not its password (${secretsPath(dataDirectory)} is missing): ` +
        'put that file back from a backup, or choose another directory with KOPILKA_DATA.',
    );
  }
  const outside = placeOutside(dataDirectory, user);
  if (outside !== undefined)
    log(`PostgreSQL's files go to ${outside}, because its user cannot enter ${dataDirectory}.`);
  const secrets = makeSecrets(outside);
  writeSecrets(dataDirectory, secrets);
  return { directory: outside ?? inside, secrets, user, exists: false };
}

// A cluster of another major version has files that mean something else.
function checkVersion(directory: string, binaries: PostgresBinaries): void {
  const path = join(directory, 'PG_VERSION');
  if (!existsSync(path)) {
    throw new DataDirectoryError(
      'not-a-cluster',
      `${directory} is not empty and is not a PostgreSQL database (it has no PG_VERSION): ` +
        'choose another directory with KOPILKA_DATA.',
    );
  }
  const major = Number.parseInt(readFileSync(path, 'utf8'), 10);
  if (major === binaries.major) return;
  const newer = major > binaries.major;
  throw new DataDirectoryError(
    newer ? 'newer-version' : 'older-version',
    `The database in ${directory} was made by PostgreSQL ${major}; this Kopilka carries PostgreSQL ${binaries.major}. ` +
      (newer
        ? 'Use the newer Kopilka that made it.'
        : 'Bring it over with pg_dump from the older version into a new directory.'),
  );
}

export async function createCluster(
  cluster: Cluster,
  binaries: PostgresBinaries,
  options: { readonly sync: boolean },
): Promise<void> {
  const unfinished = `${cluster.directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = join(unfinished, `../.password-${randomUUID()}`);
  writeFileSync(passwordFile, `${cluster.secrets.adminPassword}\n`, { mode: 0o600 });
  try {
    if (cluster.user !== undefined) {
      chownSync(unfinished, cluster.user.uid, cluster.user.gid);
      chownSync(passwordFile, cluster.user.uid, cluster.user.gid);
    }
    await runInitdb(unfinished, passwordFile, { cluster, binaries, sync: options.sync });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(cluster.directory, { recursive: true, force: true });
  renameSync(unfinished, cluster.directory);
}

// The builtin C.UTF-8 locale sorts and compares the same on every machine and every C library, for ever: an index
// built here can be read there. Collation for people is asked for by the query that needs it.
async function runInitdb(
  directory: string,
  passwordFile: string,
  how: { readonly cluster: Cluster; readonly binaries: PostgresBinaries; readonly sync: boolean },
): Promise<void> {
  const child = spawn(
    how.binaries.initdb,
    [
      `--pgdata=${directory}`,
      `--username=${ADMIN_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(how.sync ? [] : ['--no-sync']),
    ],
    { ...spawnAs(how.cluster.user), cwd: '/', env: CLEAN_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done));
  if (code === 0) return;
  throw new DataDirectoryError(
    'cannot-start',
    `PostgreSQL could not make a database in ${directory}: ${complaint.trim()}`,
  );
}

/** PostgreSQL must not be steered by what happens to stand in our environment (PGPORT, LC_ALL, TZ …). */
export const CLEAN_ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
};

function isFilled(directory: string): boolean {
  return existsSync(directory) && readdirSync(directory).length > 0;
}

// A directory that root keeps private above the data directory (as in /root) cannot be opened for others without
// widening someone else's rights, so the cluster alone moves out and the rest of the data stays where it was asked for.
function placeOutside(dataDirectory: string, user: SystemUser | undefined): string | undefined {
  if (canUse(user, dataDirectory)) return undefined;
  if (canUse(user, dirname(dataDirectory))) {
    allowPassage(dataDirectory);
    return undefined;
  }
  const name = `cluster-${shortHash(dataDirectory)}-${randomUUID().slice(0, 8)}`;
  return join(makeSystemDirectory(name), 'postgres');
}
