/**
 * Work that is done again and again, with a pause in between. When it finds nothing to do its pause doubles up to a bound, so that an idle
 * server hardly asks its database (on a cluster one question is one for every shard); whoever knows of something to do wakes it.
 */

export interface Recurring {
  /** From the end of one run to the beginning of the next. */
  readonly pauseMs: number;
  /** After each run that answered 0 or false the pause doubles, up to this; any other run and a failure take it back. By default it stays. */
  readonly idlePauseMs?: number | undefined;
  run(): Promise<unknown>;
  failed(error: unknown): void;
}

export interface Recurrence {
  /** There may be something to do: the next run begins pauseMs after the end of the last, or at once when that is over. */
  wake(): void;
  /** Waits for the run under way. */
  stop(): Promise<void>;
}

/** The first run comes after a pause. */
export function everySoOften({ pauseMs, idlePauseMs = pauseMs, run, failed }: Recurring): Recurrence {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;
  let nextPauseMs = pauseMs;
  let endedAtMs = performance.now();
  let isWoken = false;

  async function once(): Promise<void> {
    isWoken = false;
    const found = await run().catch(failed);
    const isIdle = found === 0 || found === false;
    running = null;
    endedAtMs = performance.now();
    // What it was woken for may have come after it had looked.
    nextPauseMs = isIdle && !isWoken ? Math.min(nextPauseMs * 2, idlePauseMs) : pauseMs;
    if (!stopped) wait(nextPauseMs);
  }

  function wait(ms: number): void {
    timer = setTimeout(() => {
      running = once();
    }, ms);
  }

  wait(pauseMs);
  return {
    wake: () => {
      isWoken = true;
      if (stopped || running !== null || nextPauseMs === pauseMs) return;
      nextPauseMs = pauseMs;
      clearTimeout(timer);
      wait(Math.max(0, endedAtMs + pauseMs - performance.now()));
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
