/**
 * Turns many single questions into few questions about many. Keys that are asked in one turn of the event loop go
 * together; while `parallelMax` batches are under way the next one grows, so that batches get larger as load does.
 * (dataloader was considered: it caches by default and does not limit how many batches run at once.)
 */

export interface BatcherOptions<Key, Value> {
  /** Answers in the order of the keys. */
  load(keys: readonly Key[]): Promise<readonly Value[]>;
  readonly sizeMax: number;
  readonly parallelMax: number;
  /**
   * Milliseconds from the beginning of one batch to that of the next, at least: a quick database would else be asked for almost every
   * key alone, at several times the cost. A key that comes after a pause does not wait. 0 when left out.
   */
  readonly spacingMs?: number;
}

interface Waiting<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

export function createBatcher<Key, Value>(options: BatcherOptions<Key, Value>): (key: Key) => Promise<Value> {
  let waiting: Waiting<Key, Value>[] = [];
  let running = 0;
  let scheduled = false;
  let begunAtMs = Number.NEGATIVE_INFINITY;
  const { spacingMs = 0 } = options;

  function schedule(): void {
    if (scheduled || running >= options.parallelMax) return;
    scheduled = true;
    const waitMs = spacingMs === 0 ? 0 : begunAtMs + spacingMs - performance.now();
    if (waitMs > 0) setTimeout(begin, waitMs);
    else setImmediate(begin);
  }

  function begin(): void {
    scheduled = false;
    begunAtMs = performance.now();
    while (waiting.length > 0 && running < options.parallelMax) void run(take());
  }

  function take(): readonly Waiting<Key, Value>[] {
    const batch = waiting.slice(0, options.sizeMax);
    waiting = waiting.slice(options.sizeMax);
    return batch;
  }

  async function run(batch: readonly Waiting<Key, Value>[]): Promise<void> {
    running += 1;
    try {
      settle(batch, await options.load(batch.map((one) => one.key)));
    } catch (error) {
      for (const one of batch) one.reject(error);
    } finally {
      running -= 1;
      if (waiting.length > 0) schedule();
    }
  }

  function settle(batch: readonly Waiting<Key, Value>[], values: readonly Value[]): void {
    if (values.length !== batch.length) throw new Error(`a batch of ${batch.length} got ${values.length} answers`);
    for (const [index, value] of values.entries()) batch[index]?.resolve(value);
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      schedule();
    });
}
