/** `kopilka serve` as a process of its own, for what only a process can show: signals, crashes, several of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ServerProcess {
  readonly pid: number;
  /** http://127.0.0.1:<port> */
  readonly address: string;
  /** Everything it has said so far. */
  said(): string;
  /** The processes it has started and that still live. */
  children(): readonly number[];
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const START_PATIENCE_MS = 60_000;

/** Waits until it serves. `options` are those of the command, such as ['--workers', '2']. */
export async function startServer(
  environment: Readonly<Record<string, string>>,
  options: readonly string[] = [],
  patienceMs = START_PATIENCE_MS,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--no-demo', ...options], {
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (text += chunk));
  }
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? null);
  const address = await addressIn(child, () => text, patienceMs);
  const pid = child.pid ?? 0;
  return {
    pid,
    address,
    said: () => text,
    children: () => childrenOf(pid),
    kill: (signal) => child.kill(signal),
    ended,
  };
}

function addressIn(child: ChildProcess, said: () => string, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('it did not serve in time'), patienceMs);
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${why}:\n${said()}`));
    };
    const onExit = (code: number | null): void => fail(`it ended with ${code}`);
    child.once('exit', onExit);
    child.stdout?.on('data', () => {
      const address = / serves (http:\S+)/u.exec(said())?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve(address);
    });
  });
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}
