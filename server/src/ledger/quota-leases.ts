/**
 * What this process has leased of quotas that accounts share: the part of a budget or a stock that it may give away without
 * asking. What is remembered here is a hope; the commit takes from the lease in the database, and fails when that has less.
 *
 * Units that nobody here has asked for in a while are given back, so that another process can give them away. A process
 * that dies does not: its leases are no longer renewed, and come back when somebody is short or the next one ticks.
 */
import { randomUUID } from 'node:crypto';
import type { Queryable } from '../kit/sql.ts';
import { leaseQuotas, quotaId, releaseLeases, renewLeases, type QuotaName } from './quota-store.ts';

/** Given back when unused for this long. */
const IDLE_MS = 3_000;
const TICK_MS = 1_000;
/** quota_lease and quota_release take leases that were not renewed for 60 s. */
const RENEW_MS = 15_000;

export interface Lease {
  readonly id: string;
  readonly name: QuotaName;
  /** What is not set aside for a batch under way. */
  left: number;
  /** Batches under way that have set something aside. */
  uses: number;
  usedAtMs: number;
  /** Whether the database knows it: it does once anything was granted. */
  isKnown: boolean;
}

/** What a batch is short of. */
export interface Shortage {
  readonly lease: Lease;
  readonly limit: number;
  readonly wanted: number;
}

export interface QuotaLeases {
  /** The lease of a quota, if anything of it is leased. */
  find(name: QuotaName): Lease | undefined;
  /** The lease of a quota; a new one has nothing yet. */
  take(name: QuotaName): Lease;
  /** Answers how much was granted for each; it is the caller's to keep or to put into the lease. */
  lease(on: Queryable, shortages: readonly Shortage[]): Promise<readonly number[]>;
  /** Gives leases back that the database knows otherwise than we do. */
  forget(on: Queryable, leases: readonly Lease[]): Promise<void>;
  /** Gives everything back. */
  close(): Promise<void>;
}

export function createQuotaLeases(system: Queryable): QuotaLeases {
  const process = randomUUID();
  const leases = new Map<string, Lease>();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let renewedAtMs = 0;

  function drop(gone: readonly Lease[]): readonly string[] {
    for (const lease of gone) if (leases.get(quotaId(lease.name)) === lease) leases.delete(quotaId(lease.name));
    return gone.map((lease) => lease.id);
  }

  async function tick(): Promise<void> {
    const now = performance.now();
    const idle = [...leases.values()].filter((lease) => lease.uses === 0 && lease.usedAtMs + IDLE_MS < now);
    const given = drop(idle);
    const isTimeToRenew = renewedAtMs + RENEW_MS < now;
    if (isTimeToRenew) renewedAtMs = now;
    if (isTimeToRenew && leases.size > 0)
      await renewLeases(
        system,
        [...leases.values()].map((lease) => lease.id),
      );
    if (given.length > 0 || isTimeToRenew) await releaseLeases(system, given);
    if (leases.size === 0) stop();
  }

  function start(): void {
    if (timer !== undefined) return;
    renewedAtMs = performance.now();
    timer = setInterval(() => {
      // What could not be given back is not renewed any more either, so it comes back by itself.
      ticking = ticking.then(tick).catch(() => undefined);
    }, TICK_MS);
    timer.unref();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    find: (name) => {
      const lease = leases.get(quotaId(name));
      return lease?.isKnown === true ? lease : undefined;
    },
    take: (name) => {
      const known = leases.get(quotaId(name));
      if (known !== undefined) return known;
      const lease = { id: randomUUID(), name, left: 0, uses: 0, usedAtMs: performance.now(), isKnown: false };
      leases.set(quotaId(name), lease);
      start();
      return lease;
    },
    lease: async (on, shortages) => {
      const asked = shortages.map(({ lease, limit, wanted }) => ({ ...lease.name, leaseId: lease.id, limit, wanted }));
      const granted = await leaseQuotas(on, process, asked);
      for (const [index, { lease }] of shortages.entries()) if ((granted[index] ?? 0) > 0) lease.isKnown = true;
      return granted;
    },
    forget: (on, gone) => releaseLeases(on, drop(gone)),
    close: async () => {
      stop();
      await ticking;
      const all = drop([...leases.values()]);
      if (all.length > 0) await releaseLeases(system, all);
    },
  };
}
