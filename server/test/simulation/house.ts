/**
 * The servers of a storm: the first owns the embedded database and has two workers, the second works on the same database through the
 * proxy. Whichever ends is started again, as a supervisor would. With an address of a database both work on that one.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createDatabase } from '../../src/kit/db.ts';
import { migrate } from '../../src/kit/migrate.ts';
import { readLiveLock } from '../../src/kit/postgres/data-lock.ts';
import { readSecrets } from '../../src/kit/postgres/secrets.ts';
import { startEmbeddedPostgres } from '../../src/kit/postgres/start-embedded.ts';
import { CLUSTER_LAYOUT } from '../../src/table-places.ts';
import { runKopilka } from '../harness/kopilka-process.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.ts';
import { type Addresses, environmentOf } from './made-database.ts';

const RETURN_PATIENCE_MS = 60_000;
const RESTART_PAUSE_MS = 200;
const SMALL_DISK_MB = 400;

/** A data directory that is ready to be copied: making one takes seconds, a copy a fraction. */
export interface Ground {
  readonly data: string;
  /** Where Node keeps what it has compiled, which is half of the work of starting a server. */
  readonly compiled: string;
  remove(): void;
}

export interface House {
  readonly addresses: readonly [string, string];
  readonly proxy: DatabaseProxy;
  /** null when the database is somebody else's. */
  readonly dataDirectory: string | null;
  /** Whether its disk is a small one, which may be filled. */
  readonly hasSmallDisk: boolean;
  /** The database's address, past the proxy; null while it has none. */
  databaseUrl(): string | null;
  server(which: 0 | 1): ServerProcess | null;
  /** New ones, with their keys. */
  organizations(sandboxes: readonly boolean[]): Promise<readonly string[]>;
  /** Resolves when both serve. Throws when one does not come back. */
  whole(): Promise<void>;
  audit(): Promise<{ readonly isClean: boolean; readonly text: string }>;
  /** What the servers have said, from the end. */
  said(): string;
  close(): Promise<void>;
}

export async function prepareGround(): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'kopilka-sim-ground-'));
  // PostgreSQL runs as another user when we are root, and the cluster has to lie where it is copied with the rest.
  chmodSync(directory, 0o711);
  const data = join(directory, 'data');
  const postgres = await startEmbeddedPostgres({ dataDirectory: data, log: () => undefined });
  try {
    await migrate(postgres.url);
    return {
      data,
      compiled: join(directory, 'compiled'),
      remove: () => rmSync(directory, { recursive: true, force: true }),
    };
  } finally {
    await postgres.stop();
  }
}

async function makeOrganizations(
  { url, tenantUrl }: Addresses,
  sandboxes: readonly boolean[],
): Promise<readonly string[]> {
  const db = createDatabase(url, { tenantUrl, poolMax: 2, applicationName: 'kopilka simulation' });
  try {
    const making = sandboxes.map((sandbox) =>
      createOrganization({ db, clock: systemClock }, { name: 'Shop of a storm', sandbox }),
    );
    return (await Promise.all(making)).map(({ adminKey }) => adminKey);
  } finally {
    await db.close();
  }
}

/** On a copy of the ground; with addresses, on that database, which must be migrated or empty. */
export async function openHouse(where: {
  readonly ground: Ground | null;
  readonly given: Addresses | null;
  readonly smallDisk: boolean;
}): Promise<House> {
  const { ground, given } = where;
  const place = ground === null ? null : layOut(ground, where.smallDisk);
  const external = given === null ? null : new URL(given.url);
  const at = (): { readonly host: string; readonly port: number } | null => {
    if (external !== null) return { host: external.hostname, port: Number(external.port || 5432) };
    const port = place === null ? undefined : readLiveLock(place.data)?.port;
    return port === undefined ? null : { host: '127.0.0.1', port };
  };
  const proxy = await startDatabaseProxy(at);
  const throughProxy = ({ url, tenantUrl }: Addresses): Addresses => ({
    url: proxied(new URL(url), proxy.port),
    tenantUrl: tenantUrl === undefined ? undefined : proxied(new URL(tenantUrl), proxy.port),
  });
  if (given !== null) await migrate(given.url, { layout: CLUSTER_LAYOUT });
  const ports = [await freePort(), await freePort()] as const;
  const quick = ground === null ? {} : { NODE_COMPILE_CACHE: ground.compiled };
  const own: Record<string, string> =
    given !== null ? environmentOf(given) : { KOPILKA_DATA: place?.data ?? '', ...quick };
  const first = keepServing({ PORT: String(ports[0]), LOG_LEVEL: 'warn', ...own }, ['--workers', '2']);
  await first.whole();
  const database = given ?? { url: embeddedAddress(place?.data ?? '').href, tenantUrl: undefined };
  const second = keepServing(
    { PORT: String(ports[1]), LOG_LEVEL: 'warn', ...quick, ...environmentOf(throughProxy(database)) },
    ['--workers', '1'],
  );
  const servers = [first, second] as const;
  const databaseUrl = (): string | null => {
    if (given !== null) return given.url;
    const now = at();
    return now === null ? null : proxied(embeddedAddress(place?.data ?? ''), now.port);
  };
  return {
    addresses: [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`],
    proxy,
    dataDirectory: place?.data ?? null,
    hasSmallDisk: place?.isSmall ?? false,
    databaseUrl,
    organizations: (sandboxes) =>
      makeOrganizations({ url: databaseUrl() ?? '', tenantUrl: given?.tenantUrl }, sandboxes),
    server: (which) => servers[which].current(),
    whole: async () => {
      await Promise.all(servers.map((server) => server.whole()));
    },
    audit: async () => {
      const { code, said } = await runKopilka(['audit'], own);
      return { isClean: code === 0, text: said };
    },
    said: () => servers.map((server) => server.said()).join('\n'),
    close: async () => {
      await second.stop();
      await first.stop();
      await proxy.close();
      place?.remove();
    },
  };
}

interface Place {
  readonly data: string;
  readonly isSmall: boolean;
  remove(): void;
}

/** A small disk is a tmpfs, which only root can make: elsewhere the copy lies where temporary files do. */
function layOut(ground: Ground, smallDisk: boolean): Place {
  const directory = mkdtempSync(join(tmpdir(), 'kopilka-sim-'));
  const options = ['-t', 'tmpfs', '-o', `size=${SMALL_DISK_MB}m,mode=755`, 'tmpfs', directory];
  const isSmall = smallDisk && spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
  const data = join(directory, 'data');
  const copied = spawnSync('cp', ['-a', ground.data, data], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`the ground could not be copied: ${copied.stderr}`);
  chmodSync(directory, 0o711);
  return {
    data,
    isSmall,
    remove: () => {
      if (isSmall) spawnSync('umount', ['-l', directory]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function embeddedAddress(data: string): URL {
  const secrets = readSecrets(data);
  if (secrets === undefined) throw new Error(`${data} has no secrets`);
  return new URL(`postgres://kopilka:${secrets.password}@127.0.0.1/kopilka`);
}

function proxied(address: URL, port: number): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}

interface Kept {
  current(): ServerProcess | null;
  whole(): Promise<void>;
  said(): string;
  stop(): Promise<void>;
}

function keepServing(environment: Readonly<Record<string, string>>, options: readonly string[]): Kept {
  let current: ServerProcess | null = null;
  let stopping = false;
  let said = '';
  let complaint = '';
  // Whatever ends the simulation ends its servers.
  const endIt = (): void => current?.kill('SIGKILL');
  process.on('exit', endIt);
  const running = (async () => {
    while (!stopping) {
      try {
        current = await startServer(environment, options);
        if (stopping) current.kill('SIGKILL');
        await current.ended;
        said += current.said();
      } catch (error) {
        complaint = error instanceof Error ? error.message : String(error);
      }
      current = null;
      if (!stopping) await sleep(RESTART_PAUSE_MS);
    }
  })();
  return {
    current: () => current,
    said: () => said + (current?.said() ?? complaint),
    whole: async () => {
      const deadline = performance.now() + RETURN_PATIENCE_MS;
      for (;;) {
        if (current !== null && (await isReady(current.address))) return;
        if (performance.now() > deadline) throw new Error(`a server does not come back: ${complaint}`);
        await sleep(50);
      }
    },
    stop: async () => {
      stopping = true;
      current?.kill('SIGTERM');
      const patience = setTimeout(() => current?.kill('SIGKILL'), 10_000);
      await running;
      clearTimeout(patience);
      process.off('exit', endIt);
    },
  };
}

async function isReady(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer?.status === 200;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (at === null || typeof at === 'string') throw new Error('no free port');
  return at.port;
}

/** Fills the small disk to the last byte; the answer makes room again. */
export function fillDisk(dataDirectory: string): () => void {
  const ballast = join(dataDirectory, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { stdio: 'ignore' });
  return () => rmSync(ballast, { force: true });
}

/** Process ids of PostgreSQL: the postmaster's, and those of its connections. */
export function postgresProcesses(dataDirectory: string): { readonly postmaster: number; readonly backends: number[] } {
  const file = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8');
  const postmaster = Number(file.split('\n')[0]);
  return { postmaster, backends: childrenOf(postmaster).filter((pid) => commandOf(pid).includes('kopilka kopilka')) };
}

/** All of them, the postmaster first. */
export function allProcesses(dataDirectory: string): readonly number[] {
  const { postmaster } = postgresProcesses(dataDirectory);
  return [postmaster, ...childrenOf(postmaster)];
}

/** Workers among the children of a server's main process. */
export function workersOf(server: ServerProcess): number[] {
  return childrenOf(server.pid).filter((pid) => commandOf(pid).includes('main.ts'));
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
