/**
 * Waiting operations, taken in batches. A lane works on one batch at a time and meanwhile the next one grows, so batches
 * get larger as load does and nobody waits for a timer. An account always belongs to the same lane: its operations are
 * applied in the order they were accepted, and two lanes never hold the same account.
 *
 * Rejected: one transaction per operation (a flush to disk each; see bench/), and a delay to gather more (it costs every
 * quiet shop the delay and gains nothing under load).
 */
import { LedgerBusyError, LedgerClosedError } from './ledger-error.ts';

/** Operations in one batch at most: larger ones measured no faster and make everyone wait longer. */
const BATCH_MAX = 256;
/** Operations waiting in one lane at most; past it new ones are refused, so that memory is bounded. */
const WAITING_MAX = 20_000;

export interface Queue<Task> {
  /** Hands a task in; the work function settles it. Throws LedgerBusyError when too many wait. */
  push(task: Task, lane: number): void;
  waiting(): number;
  /** Resolves when everything accepted is done; later pushes throw LedgerClosedError. */
  close(): Promise<void>;
}

export function createQueue<Task>(lanes: number, work: (batch: readonly Task[]) => Promise<void>): Queue<Task> {
  const waiting: Task[][] = Array.from({ length: lanes }, () => []);
  const running: (Promise<void> | null)[] = Array.from({ length: lanes }, () => null);
  let closed = false;

  async function run(lane: number): Promise<void> {
    // Let everything that arrives in this turn of the event loop join the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      const batch = waiting[lane]?.splice(0, BATCH_MAX) ?? [];
      if (batch.length === 0) break;
      await work(batch);
    }
    running[lane] = null;
  }

  return {
    push: (task, key) => {
      if (closed) throw new LedgerClosedError();
      const lane = key % lanes;
      const line = waiting[lane];
      if (line === undefined || line.length >= WAITING_MAX) throw new LedgerBusyError();
      line.push(task);
      running[lane] ??= run(lane);
    },
    waiting: () => waiting.reduce((sum, line) => sum + line.length, 0),
    close: async () => {
      closed = true;
      await Promise.all(running);
    },
  };
}
