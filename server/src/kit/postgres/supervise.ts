// Brings PostgreSQL back when it ends by itself (killed by the system for memory, by hand, by a crash), on the same
// port, so that pools simply connect again. The pause doubles with each failure; after a row of failures it gives up
// and says so, because a database that cannot stay up needs a person. While its disk is full it is not a failure: room is
// waited for, as long as it takes.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDiskFull } from './disk-space.ts';
import { launchPostmaster, stopOrphan, type Postmaster, type PostmasterOptions } from './postmaster.ts';
import { errorText } from './system-error.ts';

export interface Supervised {
  readonly port: number;
  stop(): Promise<void>;
  onExit(callback: (reason: string) => void): void;
}

const FAILURES_MAX = 8;
const FIRST_PAUSE_MS = 100;
const PAUSE_MAX_MS = 10_000;
const FULL_DISK_LOOK_MS = 1_000;
/** A run longer than this clears the count of failures. */
const STEADY_AFTER_MS = 60_000;

export function supervise(first: Postmaster, options: PostmasterOptions): Supervised {
  const callbacks: ((reason: string) => void)[] = [];
  const stopping = new AbortController();
  let current: Postmaster | undefined = first;

  async function keepRunning(): Promise<void> {
    let failures = 0;
    let startedAt = performance.now();
    while (current !== undefined && !stopping.signal.aborted) {
      const reason = await current.exited;
      if (stopping.signal.aborted) return;
      failures = performance.now() - startedAt > STEADY_AFTER_MS ? 1 : failures + 1;
      options.log(`PostgreSQL ended unexpectedly (${reason}); starting it again on port ${options.port}.`);
      current = await relaunch(failures);
      startedAt = performance.now();
    }
  }

  async function relaunch(failuresBefore: number): Promise<Postmaster | undefined> {
    let lastReason = 'it keeps ending soon after each start';
    for (let failures = failuresBefore; failures <= FAILURES_MAX; failures += 1) {
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), PAUSE_MAX_MS), undefined, { signal: stopping.signal });
      await roomOnDisk();
      try {
        await stopOrphan({ ...options, log: () => undefined });
        const again = await launchPostmaster(options);
        options.log('PostgreSQL runs again.');
        return again;
      } catch (error) {
        lastReason = errorText(error);
        if (isDiskFull(options.clusterDirectory)) failures = 0;
      }
    }
    const reason = `PostgreSQL cannot be kept running: ${lastReason}`;
    options.log(reason);
    for (const callback of callbacks) callback(reason);
    return undefined;
  }

  async function roomOnDisk(): Promise<void> {
    if (!isDiskFull(options.clusterDirectory)) return;
    options.log(`The disk of ${options.clusterDirectory} is full. PostgreSQL starts again when there is room.`);
    while (isDiskFull(options.clusterDirectory)) await sleep(FULL_DISK_LOOK_MS, undefined, { signal: stopping.signal });
  }

  const running = keepRunning().catch(() => undefined);
  return {
    port: options.port,
    onExit: (callback) => callbacks.push(callback),
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await running;
      await current?.stop();
    },
  };
}
