// One run of the `postgres` program on a cluster: launch it, know when it is ready, stop it in order.
// It is started in a process group of its own, so a terminal's Ctrl-C reaches only us and we decide when it stops.
// If we are killed outright, a tiny watchdog (a shell that reads a pipe only we hold) asks it to shut down.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.ts';
import { CLEAN_ENVIRONMENT } from './cluster.ts';
import { postgresProcessesIn } from './process-identity.ts';
import { serverSettings, type PostgresPurpose } from './settings.ts';
import { spawnAs, type SystemUser } from './system-user.ts';

export interface PostmasterOptions {
  readonly binaries: PostgresBinaries;
  readonly clusterDirectory: string;
  readonly user: SystemUser | undefined;
  readonly port: number;
  readonly purpose: PostgresPurpose;
  readonly log: (line: string) => void;
  /** Removed by the watchdog when we die without stopping: a throw-away directory of a test run. */
  readonly removeAfterDeath: string | undefined;
}

export interface Postmaster {
  readonly pid: number;
  /** How the process ended, in words; settles once. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

type StopMode = 'fast' | 'immediate';

const READY_POLL_MS = 15;
const RECOVERY_NOTICE_MS = 10_000;
/**
 * PostgreSQL 18 that is asked to stop in order while it recovers from the crash of one of its processes waits for ever. An immediate stop
 * loses nothing, what was committed is replayed at the next start: so an ordered one gets little longer than its checkpoint takes, and
 * less where a server waits to serve again.
 */
const FAST_STOP_MS = 15_000;
const ORPHAN_STOP_MS = 5_000;
const IMMEDIATE_STOP_MS = 10_000;
const COMPLAINT_CHARACTERS_MAX = 4_000;

/** Resolves when the server accepts connections; rejects with what it said when it ends before that. */
export async function launchPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const child = spawn(
    options.binaries.postgres,
    ['-D', options.clusterDirectory, '-p', String(options.port), ...serverSettings(options.purpose)],
    {
      ...spawnAs(options.user),
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const complaint = collectTail(child);
  const exited = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(await exited);
  const watchdog = startWatchdog(pid, options);
  const over = new AbortController();
  void exited.then(() => {
    over.abort();
    watchdog?.kill('SIGKILL');
  });
  await Promise.race([exited, waitUntilReady(pid, options, over.signal)]);
  if (over.signal.aborted) throw new Error(complaint() || (await exited));
  return { pid, exited, stop: () => stop(child, exited, options) };
}

/** Ends a server that outlived the Kopilka which started it, so that the cluster can be opened again. */
export async function stopOrphan(options: Pick<PostmasterOptions, 'binaries' | 'clusterDirectory' | 'log'>) {
  const named = readPostmasterFile(options.clusterDirectory).pid;
  const alive = () => postgresProcessesIn(options.clusterDirectory, named);
  if (alive().length === 0) return;
  options.log('A PostgreSQL server of an earlier run still works on this data; stopping it.');
  const plan = [
    ['SIGINT', ORPHAN_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', IMMEDIATE_STOP_MS],
  ] as const;
  for (const [signal, patienceMs] of plan) {
    // SIGINT goes to the postmaster alone, which then ends its children in order; children without one get it all.
    const pids = alive();
    const targets = named !== undefined && pids.includes(named) && signal === 'SIGINT' ? [named] : pids;
    for (const pid of targets) signalQuietly(pid, signal);
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (alive().length === 0) return;
      await sleep(READY_POLL_MS);
    }
  }
}

function collectTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-COMPLAINT_CHARACTERS_MAX);
  });
  return () =>
    tail
      .split('\n')
      .map((line) => /(?:FATAL|PANIC|ERROR|HINT|DETAIL):\s*(.*)/.exec(line)?.[1] ?? '')
      .filter((line) => line !== '' && !line.startsWith('Future log output'))
      .join(' ');
}

// The eighth line of postmaster.pid is the server's own word on its state; reading it needs no connection.
async function waitUntilReady(pid: number, options: PostmasterOptions, over: AbortSignal): Promise<undefined> {
  let noticeAt = performance.now() + RECOVERY_NOTICE_MS;
  while (!over.aborted) {
    const state = readPostmasterFile(options.clusterDirectory);
    if (state.pid === pid && state.status === 'ready') return undefined;
    if (performance.now() > noticeAt) {
      options.log('PostgreSQL is still starting: it replays its journal after an unclean stop.');
      noticeAt += RECOVERY_NOTICE_MS;
    }
    await sleep(READY_POLL_MS);
  }
  return undefined;
}

function readPostmasterFile(clusterDirectory: string): { readonly pid?: number; readonly status?: string } {
  try {
    const lines = readFileSync(join(clusterDirectory, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return Number.isInteger(pid) ? { pid, status: (lines[7] ?? '').trim() } : {};
  } catch {
    return {};
  }
}

async function stop(child: ChildProcess, exited: Promise<string>, options: PostmasterOptions): Promise<void> {
  const first: StopMode = options.purpose === 'test' ? 'immediate' : 'fast';
  requestStop(child, first, options);
  if (await endedWithin(exited, first === 'fast' ? FAST_STOP_MS : IMMEDIATE_STOP_MS)) return;
  requestStop(child, 'immediate', options);
  if (await endedWithin(exited, IMMEDIATE_STOP_MS)) return;
  child.kill('SIGKILL');
  await exited;
}

function requestStop(child: ChildProcess, mode: StopMode, options: PostmasterOptions): void {
  if (process.platform === 'win32') {
    spawnSync(options.binaries.pgCtl, ['stop', '-D', options.clusterDirectory, '-m', mode, '-W'], { cwd: '/' });
    return;
  }
  child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
}

async function endedWithin(exited: Promise<string>, timeoutMs: number): Promise<boolean> {
  const alarm = new AbortController();
  const timeout = sleep(timeoutMs, false, { signal: alarm.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), timeout]);
  alarm.abort();
  return ended;
}

function signalQuietly(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime, which is what was wanted.
  }
}

// `read` returns when the pipe's other end closes, that is, when this process is gone however it went. The pid is
// compared with postmaster.pid, so that a pid used again by somebody else is left alone.
const WATCHDOG = `
read -r _
if [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ]; then
  kill "-$3" "$2" 2>/dev/null
  if [ -n "$4" ]; then while kill -0 "$2" 2>/dev/null; do sleep 0.1; done; fi
fi
if [ -n "$4" ]; then rm -rf "$4"; fi`;

function startWatchdog(pid: number, options: PostmasterOptions): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const signal = options.purpose === 'test' ? 'QUIT' : 'INT';
  const watchdog = spawn(
    '/bin/sh',
    ['-c', WATCHDOG, 'kopilka-watchdog', options.clusterDirectory, String(pid), signal, options.removeAfterDeath ?? ''],
    {
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  watchdog.on('error', (error) => options.log(`The watchdog of PostgreSQL could not be started: ${error.message}`));
  watchdog.stdin.on('error', () => undefined);
  watchdog.unref();
  return watchdog;
}
