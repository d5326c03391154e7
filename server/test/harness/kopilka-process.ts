/** A command of `kopilka` as a process of its own, run to its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

export interface CommandEnd {
  readonly code: number | null;
  /** What it printed, on both streams. */
  readonly said: string;
}

export async function runKopilka(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  signalled?: { readonly signal: NodeJS.Signals; readonly when: Promise<unknown> },
): Promise<CommandEnd> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (said += chunk));
  }
  void signalled?.when.then(() => child.kill(signalled.signal));
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, said };
}
