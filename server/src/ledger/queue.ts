/**
 * Waiting operations, worked on in batches. While a batch is under way the next one grows, so batches get larger as load does and
 * nobody waits for a timer.
 *
 * Rejected: one transaction per operation (a flush to disk each; see bench/), a delay to gather more (it costs every quiet shop
 * the delay and gains nothing under load), and fixed lanes by account (half of them idle while the others overflow).
 */
import { LedgerClosedError } from './ledger-error.ts';
import { createWaitingRoom, type Manners } from './waiting-room.ts';

/** Operations in one batch at most: larger ones measured no faster and make everyone wait longer. */
const BATCH_MAX = 256;
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
  /** Tasks handed in and in no batch yet. */
  waiting(): number;
  /** Resolves when everything accepted is done; later pushes throw LedgerClosedError. */
  close(): Promise<void>;
}

export interface QueueOptions<Task> extends Manners<Task> {
  /** Never throws: it settles its tasks one by one. */
  work(batch: readonly Task[]): Promise<void>;
}

export function createQueue<Task>({ work, ...manners }: QueueOptions<Task>): Queue<Task> {
  const room = createWaitingRoom(manners);
  const running = new Set<Promise<void>>();
  let starting = false;
  let closed = false;

  async function run(): Promise<void> {
    const isAlone = running.size === 0;
    const share = isAlone && room.size >= HALVED_FROM ? Math.ceil(room.size / 2) : room.size;
    const batch = room.take(Math.min(BATCH_MAX, share));
    await work(batch);
    room.leave(batch);
  }

  function start(): void {
    while (room.hasReady && room.size >= (WAITING_TO_BEGIN[running.size] ?? Number.POSITIVE_INFINITY)) {
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
      room.enter(task);
      startSoon();
    },
    waiting: () => room.size,
    close: async () => {
      closed = true;
      start();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
