/**
 * Purchases per second over HTTP beside pgbench committing the same rows, one purchase per seven-statement transaction, on the
 * same server in the same run. Rounds take turns, so that a noisy machine is noisy for all; the ratio of the medians counts.
 *
 *   npm run bench -- purchases [--seconds 8] [--rounds 3] [--members 10000] [--connections 64] [--warm 8] [--workers 2]
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { connectOrStartEmbedded } from '../../server/src/kit/postgres/connect-or-start.ts';
import { prepareBaseline, runBaseline } from './baseline.ts';
import { loadResultSchema, type LoadPlan, type LoadResult } from './plan.ts';

const BATCH_RECEIPTS = 100;
const BATCH_CONNECTIONS = 16;

const PROGRAM = `
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

const idSchema = z.object({ id: z.string() });

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    members: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '64' },
    warm: { type: 'string', default: '8' },
    workers: { type: 'string', default: '' },
  },
});
const seconds = Number(options.seconds);
const connections = Number(options.connections);
const memberCount = Number(options.members);
const root = join(import.meta.dirname, '../..');
const dataDirectory = mkdtempSync(join(tmpdir(), 'kopilka-bench-'));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const environment = { ...process.env, KOPILKA_DATA: dataDirectory, PORT: String(port), LOG_LEVEL: 'error' };

const nodeFlags = (process.env['BENCH_NODE'] ?? '').split(' ').filter(Boolean);
const workers = options.workers === '' ? [] : ['--workers', options.workers];
const server = spawn(
  process.execPath,
  // The flag that scripts/run.mjs starts the server with; BENCH_NODE adds others (--cpu-prof …).
  ['--max-semi-space-size=128', ...nodeFlags, join(root, 'server/src/main.ts'), 'serve', '--no-demo', ...workers],
  { env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
);
try {
  await serving();
  const key = await newOrganization();
  const yaml = { authorization: `Bearer ${key}`, 'content-type': 'application/yaml' };
  await send('/v1/programs/bench', { method: 'PUT', body: PROGRAM, headers: yaml });
  const members = await newMembers(key);
  const postgres = await connectOrStartEmbedded({ dataDirectory, log: () => undefined });
  process.stdout.write(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores shared with the load; ${memberCount} members, fsync on\n`,
  );
  await load({ key, members, seconds: Number(options.warm), receipts: 1, connections, run: 'warm' });
  const script = await prepareBaseline(postgres.url, memberCount, dataDirectory);
  await runBaseline(postgres.url, script, connections, Number(options.warm));
  const rates: Record<'baseline' | 'single' | 'batch', number[]> = { baseline: [], single: [], batch: [] };
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    rates.baseline.push(await runBaseline(postgres.url, script, connections, seconds));
    const before = processorTimes();
    const single = await load({ key, members, seconds, receipts: 1, connections, run: `single${round}` });
    const middle = processorTimes();
    rates.single.push(single.receipts / single.seconds);
    const batch = await load({
      key,
      members,
      seconds,
      receipts: BATCH_RECEIPTS,
      connections: BATCH_CONNECTIONS,
      run: `batch${round}`,
    });
    rates.batch.push(batch.receipts / batch.seconds);
    const after = processorTimes();
    process.stdout.write(
      `round ${round}: processor µs a purchase: ${spent(before, middle, single.receipts)}, load ${single.processorMicroseconds} · in batches ${spent(middle, after, batch.receipts)}, load ${batch.processorMicroseconds}\n`,
    );
    const failed = single.bad + batch.bad === 0 ? '' : ` (${single.bad + batch.bad} BAD ANSWERS)`;
    process.stdout.write(
      `round ${round}: pgbench ${shown(rates.baseline)}/s · one receipt per request ${shown(rates.single)}/s (p50 ${single.latency.p50} ms, p99 ${single.latency.p99} ms) · ${BATCH_RECEIPTS} per request ${shown(rates.batch)}/s${failed}\n`,
    );
  }
  const base = median(rates.baseline);
  process.stdout.write(
    `ratio to seven statements per purchase: one per request ${(median(rates.single) / base).toFixed(2)} (bar 1.5) · batch ${(median(rates.batch) / base).toFixed(2)} (bar 3)\n`,
  );
} finally {
  await stopped(server);
  rmSync(dataDirectory, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function shown(values: readonly number[]): string {
  return Math.round(values.at(-1) ?? Number.NaN).toLocaleString('en');
}

async function serving(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (ready?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not become ready');
}

async function newOrganization(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'server/src/main.ts'), 'organization', 'create', '--name', 'Bench'],
    { env: environment },
  );
  const key = /kp_\S+/.exec(stdout)?.[0];
  if (key === undefined) throw new Error(`no key in: ${stdout}`);
  return key;
}

async function newMembers(key: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  let next = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (next < memberCount) {
        next += 1;
        const body = JSON.stringify({ identities: { card: `card-${next}` } });
        const member = idSchema.parse(await send('/v1/members', { method: 'POST', body, headers }));
        ids.push(member.id);
      }
    }),
  );
  return ids;
}

async function send(path: string, init: RequestInit & { readonly headers: Record<string, string> }): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

async function load(plan: Omit<LoadPlan, 'port'>): Promise<LoadResult> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ ...plan, port }));
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  return loadResultSchema.parse(JSON.parse(output));
}

/** Microseconds of processor time so far, by process; empty where there is no /proc. */
interface ProcessorTimes {
  readonly server: number;
  readonly database: ReadonlyMap<string, number>;
}

function processorTimes(): ProcessorTimes {
  const postmaster = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const processes = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  const own = processes.filter((pid) => statOf(pid)[1] === postmaster);
  const servers = [
    String(server.pid),
    ...processes.filter((pid) => statOf(pid)[1] === String(server.pid) && pid !== postmaster),
  ];
  return {
    server: servers.reduce((sum, pid) => sum + ticks(pid), 0),
    database: new Map(own.map((pid) => [pid, ticks(pid)])),
  };
}

/** Empty when the process has ended meanwhile. */
function read(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

/** The fields of /proc/<pid>/stat after the name: state, parent, … */
function statOf(pid: string): readonly string[] {
  return read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
}

function ticks(pid: string): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000;
}

/** Connections that ended meanwhile take their time with them: they were the baseline's, not ours. */
function spent(from: ProcessorTimes, to: ProcessorTimes, purchases: number): string {
  const database = [...to.database].reduce((sum, [pid, time]) => sum + time - (from.database.get(pid) ?? 0), 0);
  return `server ${Math.round((to.server - from.server) / purchases)}, database ${Math.round(database / purchases)}`;
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
