// PostgreSQL refuses to run as root, and rightly. When Kopilka itself is started by root (a container, a small server),
// the database runs as a system user without a password or a shell: `kopilka`, made when it is missing.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what another user must be able to enter. */
export const SYSTEM_DIRECTORY = '/var/lib/kopilka';

const USER_NAME = 'kopilka';

/** The user PostgreSQL runs as, or undefined when we are an ordinary user and PostgreSQL runs as ourselves. */
export function chooseSystemUser(clusterDirectory: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = ownerOf(clusterDirectory) ?? lookUp(USER_NAME) ?? create() ?? lookUp('postgres') ?? lookUp('nobody');
  if (user === undefined) {
    throw new Error(
      'PostgreSQL cannot run as root, and this system has none of the users kopilka, postgres, nobody: ' +
        'make one with `useradd --system kopilka`, start Kopilka as an ordinary user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** Whether the user may run or enter this path; asked of the system itself, which knows about ACLs and mounts. */
export function canUse(user: SystemUser | undefined, path: string): boolean {
  if (user === undefined) return true;
  return spawnSync('test', ['-x', path], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Makes a directory in /var/lib/kopilka that others may pass through, whatever root's umask is. */
export function makeSystemDirectory(...names: readonly string[]): string {
  let path = SYSTEM_DIRECTORY;
  for (const name of ['', ...names]) {
    path = join(path, name);
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o755);
  }
  return path;
}

export function spawnAs(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

// An existing cluster belongs to whoever made it: an image built again may number its users differently.
function ownerOf(clusterDirectory: string): SystemUser | undefined {
  const stat = statSync(clusterDirectory, { throwIfNoEntry: false });
  if (stat === undefined || stat.uid === 0) return undefined;
  return { name: `user ${stat.uid}`, uid: stat.uid, gid: stat.gid };
}

function lookUp(name: string): SystemUser | undefined {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { name, uid, gid };
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number.parseInt(stdout ?? '', 10);
  return status === 0 && Number.isInteger(id) ? id : undefined;
}

function create(): SystemUser | undefined {
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--home-dir',
    SYSTEM_DIRECTORY,
    '--shell',
    '/usr/sbin/nologin',
    USER_NAME,
  ]);
  return lookUp(USER_NAME);
}
