// These tests start, kill and starve real PostgreSQL servers; nothing in them is pretended.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { connectOrStartEmbedded } from './connect-or-start.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { postgresProcessesIn } from './process-identity.ts';
import { canUse } from './system-user.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded.ts';

const WAIT_MS = 20_000;
const NOBODY = { name: 'nobody', uid: 65_534, gid: 65_534 } as const;

let data: string;
let lines: string[];
let running: EmbeddedPostgres[];
let children: ChildProcess[];

beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), 'kopilka-embedded-'));
  chmodSync(parent, 0o755);
  data = join(parent, 'data');
  lines = [];
  running = [];
  children = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  for (const child of children) child.kill('SIGKILL');
  await until(() => serverPids().length === 0);
  rmSync(join(data, '..'), { recursive: true, force: true });
});

describe('a data directory', () => {
  test('is made at the first start and found again at the second', async () => {
    const first = await start();
    await run(first.url, `create table coins (worth bigint); insert into coins values (5)`);
    await first.stop();
    expect(serverPids()).toEqual([]);
    const second = await start();
    expect(await run(second.url, 'select worth from coins')).toEqual([{ worth: '5' }]);
    expect(second.version).toMatch(/^18\./u);
  });

  test('keeps its passwords to its owner, and the database takes no other', async () => {
    const server = await start();
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(run(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(await run(server.adminUrl, `show listen_addresses`)).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await run(server.adminUrl, `show unix_socket_directories`)).toEqual([{ unix_socket_directories: '' }]);
    expect(await run(server.adminUrl, `show fsync`)).toEqual([{ fsync: 'on' }]);
  });

  test('gives the application a role that row-level security binds', async () => {
    const { url } = await start();
    const rights = `select rolname, rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname = current_user`;
    expect(await run(url, rights)).toEqual([
      { rolname: 'kopilka', rolsuper: false, rolbypassrls: false, rolcreatedb: false },
    ]);
    const locale = `select datlocprovider::text, datlocale, pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`;
    expect(await run(url, locale)).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' }]);
  });

  test.runIf(process.getuid?.() === 0)('is worked on by another user when we are root', async () => {
    await start();
    expect(statSync(join(data, 'postgres')).uid).not.toBe(0);
    expect(statSync(data).uid).toBe(0);
    for (const pid of serverPids()) expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
  });

  test.runIf(process.getuid?.() === 0)('that is private to root is opened for passing through only', async () => {
    mkdirSync(data, { mode: 0o700 });
    await start();
    expect(statSync(data).mode & 0o777).toBe(0o711);
  });

  test.runIf(process.getuid?.() === 0)('inside a directory private to root has its cluster outside', async () => {
    chmodSync(join(data, '..'), 0o700);
    const server = await start();
    expect(await run(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const { clusterDirectory } = z
      .object({ clusterDirectory: z.string() })
      .parse(JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')));
    expect(clusterDirectory).toMatch(/^\/var\/lib\/kopilka\/cluster-/u);
    await server.stop();
    const again = await start();
    await again.stop();
    rmSync(join(clusterDirectory, '..'), { recursive: true });
  });
});

describe('a tool beside a server', () => {
  test('connects to the running database and leaves it running', async () => {
    const server = await start();
    const beside = await connectOrStartEmbedded(options());
    expect(beside.url).toBe(server.url);
    await beside.stop();
    expect(await run(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('starts the database when nobody runs it, and stops it after', async () => {
    const alone = await connectOrStartEmbedded(options());
    expect(await run(alone.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await alone.stop();
    expect(serverPids()).toEqual([]);
    expect(existsSync(join(data, 'kopilka.lock'))).toBe(false);
  });
});

describe('recovers', () => {
  test('when the database is killed: same port, every committed row', async () => {
    const server = await start();
    await run(server.url, 'create table coins (worth int); insert into coins values (7)');
    process.kill(postmasterPid(), 'SIGKILL');
    await until(() => lines.includes('PostgreSQL runs again.'));
    expect(await run(server.url, 'select worth from coins')).toEqual([{ worth: 7 }]);
    expect(lines).toContainEqual(expect.stringMatching(/^PostgreSQL ended unexpectedly \(signal SIGKILL\)/u));
    await server.stop();
    expect(serverPids()).toEqual([]);
  });

  test('when the server is killed: the watchdog stops the database, the next start finds every row', async () => {
    const { child, url } = await startInChild();
    await run(url, 'create table coins (worth int); insert into coins values (9)');
    child.kill('SIGKILL');
    await until(() => serverPids().length === 0);
    const next = await start();
    expect(await run(next.url, 'select worth from coins')).toEqual([{ worth: 9 }]);
  });

  test('when the server and the watchdog are killed: the next start stops the orphan and takes over', async () => {
    const { child, url } = await startInChild();
    await run(url, 'create table coins (worth int); insert into coins values (11)');
    for (const pid of watchdogPids()) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    await sleep(300);
    expect(serverPids()).not.toEqual([]);
    const next = await start();
    expect(await run(next.url, 'select worth from coins')).toEqual([{ worth: 11 }]);
    expect(lines).toContainEqual(expect.stringMatching(/^A PostgreSQL server of an earlier run/u));
  });

  test('when the server is killed while its database recovers: the next start does not wait for a stop that never ends', async () => {
    const { child, url } = await startInChild();
    await run(url, 'create table coins (worth int); insert into coins values (13)');
    for (const pid of watchdogPids()) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    const holding = new pg.Client(url);
    holding.on('error', () => undefined);
    await holding.connect();
    const { rows }: { rows: { pid: number }[] } = await holding.query('select pg_backend_pid() as pid');
    const startedAt = performance.now();
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await sleep(50);
    const next = await start();
    expect(await run(next.url, 'select worth from coins')).toEqual([{ worth: 13 }]);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });

  test('when everything is killed at once, as by a power cut', async () => {
    const { child, url } = await startInChild();
    await run(url, 'create table coins (worth int); insert into coins values (13)');
    const gone = new Promise((done) => child.once('exit', done));
    for (const pid of [...watchdogPids(), ...serverPids()]) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    await gone;
    const next = await start();
    expect(await run(next.url, 'select worth from coins')).toEqual([{ worth: 13 }]);
  });

  test('from pid files whose numbers belong to other processes now', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(data, 'kopilka.lock'), JSON.stringify({ pid: process.pid, started: 'long ago', port: 1 }));
    writeFileSync(join(data, 'postgres/postmaster.pid'), `${process.pid}\n${join(data, 'postgres')}\n`);
    const second = await start();
    expect(await run(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('from an initdb that was cut off', async () => {
    mkdirSync(join(data, 'postgres.new'), { recursive: true });
    writeFileSync(join(data, 'postgres.new/PG_VERSION'), '18\n');
    const server = await start();
    expect(await run(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(data, 'postgres.new'))).toBe(false);
  });
});

describe('refuses with a sentence', () => {
  test('a directory in use by a living server of this process or another', async () => {
    await start();
    await refused('taken', new RegExp(`^The data directory ${data} is in use by a running Kopilka`, 'u'));
  });

  test('a directory in use by a living server in another process', async () => {
    const { child } = await startInChild();
    await refused('taken', new RegExp(`\\(process ${child.pid}\\)`, 'u'));
  });

  test.each([
    ['newer-version', '19', /made by PostgreSQL 19; this Kopilka carries PostgreSQL 18\. Use the newer Kopilka/u],
    ['older-version', '16', /made by PostgreSQL 16; .* pg_dump/u],
  ])('a database of a %s', async (code, version, sentence) => {
    const server = await start();
    await server.stop();
    writeFileSync(join(data, 'postgres/PG_VERSION'), `${version}\n`);
    await refused(code, sentence);
    expect(existsSync(join(data, 'kopilka.lock'))).toBe(false);
  });

  test('a directory with something else in it', async () => {
    mkdirSync(join(data, 'postgres'), { recursive: true });
    writeFileSync(join(data, 'postgres/holiday.jpg'), '');
    await refused('not-a-cluster', /is not a PostgreSQL database/u);
  });

  test('a database whose password is lost', async () => {
    const server = await start();
    await server.stop();
    rmSync(join(data, 'secrets.json'));
    await refused('secrets-missing', /secrets\.json is missing/u);
  });

  test('a file in the place of the directory, or above it', async () => {
    writeFileSync(data, '');
    await refused('not-a-directory', /is a file/u);
    await refused('not-a-directory', /is a file/u, join(data, 'inside'));
  });

  test('a directory nobody can write', async () => {
    await refused('not-writable', /cannot be written/u, '/proc/kopilka');
  });

  test.runIf(process.getuid?.() === 0 && canUse(NOBODY, import.meta.dirname))(
    'a directory another user cannot write',
    () => {
      mkdirSync(data, { mode: 0o755 });
      const program = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'start-embedded.ts'))});
      await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(data)}, log() {} }).catch((e) => console.log(e.code));`;
      const result = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        uid: NOBODY.uid,
        gid: NOBODY.gid,
      });
      expect(String(result.stdout).trim()).toBe('not-writable');
    },
  );
});

function options(dataDirectory = data) {
  return { dataDirectory, log: (line: string) => lines.push(line) };
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(options());
  running.push(server);
  return server;
}

async function refused(code: string, sentence: RegExp, directory = data): Promise<void> {
  const error: unknown = await startEmbeddedPostgres(options(directory)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataDirectoryError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(sentence) });
}

async function startInChild(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'start-embedded.ts'))});
    const server = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(data)}, log() {} });
    console.log(server.url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const url = await new Promise<string>((done) => child.stdout.setEncoding('utf8').once('data', done));
  return { child, url: url.trim() };
}

async function run(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const result: { readonly rows?: readonly unknown[] } = await client.query(text);
    return result.rows ?? [];
  } finally {
    await client.end();
  }
}

function postmasterPid(): number {
  return Number.parseInt(readFileSync(join(clusterDirectory(), 'postmaster.pid'), 'utf8'), 10);
}

function serverPids(): readonly number[] {
  return postgresProcessesIn(clusterDirectory(), undefined);
}

function watchdogPids(): readonly number[] {
  const list = spawnSync('pgrep', ['-f', `kopilka-watchdog ${clusterDirectory()}`], { encoding: 'utf8' }).stdout;
  return list.split('\n').filter(Boolean).map(Number);
}

function clusterDirectory(): string {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) return join(data, 'postgres');
  const secrets = z.object({ clusterDirectory: z.string().optional() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  return secrets.clusterDirectory ?? join(data, 'postgres');
}

async function until(condition: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(condition()).toBe(true), { timeout: WAIT_MS, interval: 20 });
}
