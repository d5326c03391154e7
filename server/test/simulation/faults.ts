/** Carries out the faults of a plan. What cannot be done at its moment (nobody is there to be killed) is counted as missed. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fillDisk, type House, postgresProcesses, workersOf } from './house.ts';
import type { Fault, FaultKind } from './plan.ts';
import type { Random } from './random.ts';

/** `done` counts by kind. */
export async function perform(fault: Fault, house: House, random: Random): Promise<boolean> {
  try {
    return await DEEDS[fault.kind](house, random, fault.lastsMs);
  } catch {
    return false;
  }
}

type Deed = (house: House, random: Random, lastsMs: number) => boolean | Promise<boolean>;

const DEEDS: Readonly<Record<FaultKind, Deed>> = {
  'kill-first': (house) => kill(house.server(0)?.pid),
  'kill-second': (house) => kill(house.server(1)?.pid),
  'kill-worker': (house, random) => kill(worker(house, random)),
  'kill-database': ({ dataDirectory }) => dataDirectory !== null && kill(postgresProcesses(dataDirectory).postmaster),
  'kill-backend': (house, random) => kill(backend(house, random)),
  'end-backends': endBackends,
  'cut-commits': ({ proxy }, random) => {
    proxy.cutCommits(random.int(1, 4));
    return true;
  },
  'slow-database': ({ proxy }, random, lastsMs) => {
    proxy.slowDown(random.int(20, 200), lastsMs);
    return true;
  },
  'full-answers': ({ proxy }, random) => {
    proxy.refuseCommits(random.int(1, 3));
    return true;
  },
  'full-disk': async ({ dataDirectory, hasSmallDisk }, _random, lastsMs) => {
    if (dataDirectory === null || !hasSmallDisk) return false;
    const makeRoom = fillDisk(dataDirectory);
    try {
      await sleep(lastsMs);
    } finally {
      makeRoom();
    }
    return true;
  },
  'freeze-worker': (house, random, lastsMs) => freeze(worker(house, random), lastsMs),
  'freeze-second': (house, _random, lastsMs) => freeze(house.server(1)?.pid, lastsMs),
  'freeze-backend': (house, random, lastsMs) => freeze(backend(house, random), lastsMs),
};

function kill(pid: number | undefined): boolean {
  return pid !== undefined && process.kill(pid, 'SIGKILL');
}

async function freeze(pid: number | undefined, lastsMs: number): Promise<boolean> {
  if (pid === undefined) return false;
  process.kill(pid, 'SIGSTOP');
  await sleep(lastsMs);
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // Something else has killed it meanwhile.
  }
  return true;
}

function worker(house: House, random: Random): number | undefined {
  const server = house.server(0);
  const workers = server === null ? [] : workersOf(server);
  return workers.length === 0 ? undefined : random.pick(workers);
}

function backend({ dataDirectory }: House, random: Random): number | undefined {
  const backends = dataDirectory === null ? [] : postgresProcesses(dataDirectory).backends;
  return backends.length === 0 ? undefined : random.pick(backends);
}

async function endBackends(house: House): Promise<boolean> {
  const url = house.databaseUrl();
  if (url === null) return false;
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = current_user and pid <> pg_backend_pid() limit 4`,
    );
  } finally {
    await client.end();
  }
  return true;
}
