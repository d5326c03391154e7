/**
 * Waiting operations, taken in batches. While a batch is worked on the next one grows, so batches get larger as load does and
 * nobody waits for a timer. An account is in one batch at a time: its operations are applied in the order they were accepted.
 *
 * Rejected: one transaction per operation (a flush to disk each; see bench/), a delay to gather more (it costs every quiet shop
 * the delay and gains nothing under load), and fixed lanes by account (half of them idle while the others overflow).
 */
import { LedgerBusyError, LedgerClosedError } from './ledger-error.ts';

/** Operations in one batch at most: larger ones measured no faster and make everyone wait longer. */
const BATCH_MAX = 256;
/** Operations waiting at most; past it new ones are refused, so that memory is bounded. */
const WAITING_MAX = 40_000;
/**
 * How many have to wait for another batch to begin while so many are under way. The second lets one compute while the other is
 * with the database; begun for a handful it would only make every operation dearer.
 */
const WAITING_TO_BEGIN = [1, 16, 192, 192] as const;
/**
 * From so many waiting, a batch with nothing beside it leaves half of them for a second one. If it took all, everyone would
 * be answered at once and ask again at once, and the database would rest while this process computes, and the other way round.
 */
const HALVED_FROM = 32;

export interface Queue<Task> {
  /** Hands a task in; the work function settles it. Throws LedgerBusyError when too many wait. */
  push(task: Task): void;
  /** Resolves when everything accepted is done; later pushes throw LedgerClosedError. */
  close(): Promise<void>;
}

export interface QueueOptions<Task> {
  accountOf(task: Task): string;
  /** Never throws: it settles its tasks one by one. */
  work(batch: readonly Task[]): Promise<void>;
}

export function createQueue<Task>({ accountOf, work }: QueueOptions<Task>): Queue<Task> {
  /** Waiting tasks by account, in the order they came. */
  const lines = new Map<string, Task[]>();
  /** Accounts with a line and in no batch, in the order they came. */
  const ready = new Set<string>();
  const inBatch = new Set<string>();
  const running = new Set<Promise<void>>();
  let waiting = 0;
  let starting = false;
  let closed = false;

  function take(): readonly Task[] {
    const batch: Task[] = [];
    const share = running.size === 0 && waiting >= HALVED_FROM ? Math.ceil(waiting / 2) : waiting;
    const most = Math.min(BATCH_MAX, share);
    for (const account of ready) {
      const line = lines.get(account) ?? [];
      const taken = line.splice(0, most - batch.length);
      if (line.length === 0) lines.delete(account);
      ready.delete(account);
      inBatch.add(account);
      batch.push(...taken);
      if (batch.length >= most) break;
    }
    waiting -= batch.length;
    return batch;
  }

  async function run(): Promise<void> {
    const batch = take();
    await work(batch);
    for (const account of new Set(batch.map(accountOf))) {
      inBatch.delete(account);
      if (lines.has(account)) ready.add(account);
    }
  }

  function start(): void {
    while (ready.size > 0 && waiting >= (WAITING_TO_BEGIN[running.size] ?? Number.POSITIVE_INFINITY)) {
      const own = run().finally(() => {
        running.delete(own);
        start();
      });
      running.add(own);
    }
  }

  /** Everything that arrives in this turn of the event loop joins the first batch. */
  function startSoon(): void {
    if (starting || running.size >= WAITING_TO_BEGIN.length) return;
    starting = true;
    setImmediate(() => {
      starting = false;
      start();
    });
  }

  return {
    push: (task) => {
      if (closed) throw new LedgerClosedError();
      if (waiting >= WAITING_MAX) throw new LedgerBusyError();
      const account = accountOf(task);
      const line = lines.get(account);
      if (line === undefined) lines.set(account, [task]);
      else line.push(task);
      if (!inBatch.has(account)) ready.add(account);
      waiting += 1;
      startSoon();
    },
    close: async () => {
      closed = true;
      start();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
