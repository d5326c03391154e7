/** The server under measurement: `kopilka serve` on a database of its own, with one organization, one program and members. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { connectOrStartEmbedded } from '../../server/src/kit/postgres/connect-or-start.ts';
import { loadResultSchema, type LoadPlan, type LoadResult } from './plan.ts';

/** One wallet, two levels, one rule: what a small shop has. */
export const PROGRAM = `
kopilka: 1
id: bench
name: Bench
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: bonus
    worth: 1.00
    activates: { after: P1D }
    expires: { after: P180D }
    pay: { max: 50%, of: receipt }
tiers:
  by: spend
  window: { rolling: P12M }
  levels:
    - { id: regular, from: 0 }
    - { id: gold, from: 20000.00 }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: { regular: 5%, gold: 7% } } }
`;

export const MACHINE = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores shared with the load; fsync on`;

export interface BenchServer {
  /** Of its screens and its API. */
  readonly origin: string;
  readonly databaseUrl: string;
  readonly directory: string;
  readonly organizationId: string;
  /** Microseconds of processor time so far: of the server's processes, and by process of the embedded database. */
  processorTimes(): ProcessorTimes;
  send(
    path: string,
    init: { readonly method: string; readonly body?: string; readonly type?: string },
  ): Promise<unknown>;
  load(plan: Omit<LoadPlan, 'port' | 'key'>): Promise<LoadResult>;
  stop(): Promise<void>;
}

export interface ProcessorTimes {
  readonly server: number;
  readonly database: ReadonlyMap<string, number>;
}

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'server/src/main.ts');
/** The flags that scripts/run.mjs started this process with, as it does the server; BENCH_NODE adds others (--cpu-prof …). */
const NODE_FLAGS = [...process.execArgv, ...(process.env['BENCH_NODE'] ?? '').split(' ').filter(Boolean)];

/** With DATABASE_URL on that server, which should be empty; otherwise on an embedded one. `options` are those of `serve`. */
export async function startBench(options: readonly string[] = []): Promise<BenchServer> {
  const directory = mkdtempSync(join(tmpdir(), 'kopilka-bench-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const environment = { ...process.env, KOPILKA_DATA: directory, PORT: String(port), LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, [...NODE_FLAGS, MAIN, 'serve', '--no-demo', ...options], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    await stopped(server);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await serving(port);
    const key = await newKey(environment);
    const send: BenchServer['send'] = async (path, { method, body, type = 'application/json' }) => {
      const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': type }) };
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      const said: unknown = JSON.parse(text);
      return said;
    };
    await send('/v1/programs/bench', { method: 'PUT', body: PROGRAM, type: 'application/yaml' });
    const { id: organizationId } = z
      .looseObject({ id: z.string() })
      .parse(await send('/v1/organization', { method: 'GET' }));
    return {
      origin: `http://127.0.0.1:${port}`,
      databaseUrl:
        process.env['DATABASE_URL'] ??
        (await connectOrStartEmbedded({ dataDirectory: directory, log: () => undefined })).url,
      directory,
      organizationId,
      processorTimes: () => processorTimes(server.pid ?? 0, directory),
      send,
      load: (plan) => load({ ...plan, port, key }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Processor time for one of so many. */
export function spent(from: ProcessorTimes, to: ProcessorTimes, count: number): string {
  const { server, database } = processorBetween(from, to);
  return `server ${Math.round(server / count)}, database ${Math.round(database / count)}`;
}

/** Microseconds. Connections of the database that ended meanwhile take their time with them. */
export function processorBetween(
  from: ProcessorTimes,
  to: ProcessorTimes,
): { readonly server: number; readonly database: number } {
  const database = [...to.database].reduce((sum, [pid, time]) => sum + time - (from.database.get(pid) ?? 0), 0);
  return { server: to.server - from.server, database };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en')}/s`;
}

async function serving(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (ready?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not become ready');
}

async function newKey(env: NodeJS.ProcessEnv): Promise<string> {
  const command = [MAIN, 'organization', 'create', '--name', 'Bench'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  const key = /kp_\S+/u.exec(stdout)?.[0];
  if (key === undefined) throw new Error(`no key in: ${stdout}`);
  return key;
}

async function load(plan: LoadPlan): Promise<LoadResult> {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'load.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(plan));
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  return loadResultSchema.parse(JSON.parse(output));
}

function processorTimes(server: number, directory: string): ProcessorTimes {
  const processes = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/u.test(name)) : [];
  const [postmaster = ''] = textOf(join(directory, 'postgres/postmaster.pid')).split('\n');
  const parents = new Map(processes.map((pid) => [pid, statOf(pid)[1] ?? '']));
  const servers = processes.filter((pid) => pid === String(server) || parents.get(pid) === String(server));
  const own = servers.filter((pid) => pid !== postmaster);
  const database = processes.filter((pid) => parents.get(pid) === postmaster && postmaster !== '');
  return {
    server: own.reduce((sum, pid) => sum + microseconds(pid), 0),
    database: new Map(database.map((pid) => [pid, microseconds(pid)])),
  };
}

/** Empty when there is no such file, or the process has ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** The fields of /proc/<pid>/stat after the name: state, parent, … */
function statOf(pid: string): readonly string[] {
  return textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
}

function microseconds(pid: string): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000;
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
