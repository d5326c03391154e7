// Tells whether the process that wrote a pid into a file is still the one that has this pid.
// A bare pid is not enough: pids are used again, in a container after each start. So the moment of the process's start
// is part of its identity: on Linux the boot id and the start tick from /proc, elsewhere what `ps` prints.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
}

/** The identity of a living process, or undefined when there is none (a zombie counts as none). */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  return started === undefined ? undefined : { pid, started };
}

export function isSameProcessAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.started === identity.started;
}

/**
 * Processes of PostgreSQL that work on this cluster directory (a postmaster and its children all stand in it).
 * Only Linux can tell cheaply; elsewhere it looks at the one pid that postmaster.pid names.
 */
export function postgresProcessesIn(clusterDirectory: string, postmasterPid: number | undefined): readonly number[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && standsIn(pid, clusterDirectory));
  }
  if (postmasterPid === undefined || process.platform === 'win32') return [];
  const command = spawnSync('ps', ['-p', String(postmasterPid), '-o', 'command='], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(clusterDirectory) ? [postmasterPid] : [];
}

function standsIn(pid: number, directory: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === directory &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres') &&
      startOnLinux(pid) !== undefined
    );
  } catch {
    return false;
  }
}

function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in brackets and may itself contain brackets and spaces: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTick = fields[19];
    if (startTick === undefined || state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTick}`;
  } catch {
    return undefined;
  }
}

function startElsewhere(pid: number): string | undefined {
  if (process.platform === 'win32') return isPidAlive(pid) ? 'unknown' : undefined;
  const started = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).stdout.trim();
  return started === '' ? undefined : started;
}

function isPidAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
