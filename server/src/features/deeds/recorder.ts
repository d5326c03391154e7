/**
 * Writes down who did what, beside the requests and not in them: deeds are collected in memory and written a few times a second,
 * many by one statement. What is collected is bounded; beyond that, or when a process dies, the last half of a second may be missing,
 * which is said in the guide. What moves units is in the ledger in any case.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { Deed } from '../../route.ts';
import { insertDeeds, type NotedDeed } from './store.ts';

const PAUSE_MS = 250;
const PAUSE_AFTER_FAILURE_MS = 2_000;
const BATCH_MAX = 500;
const WAITING_MAX = 20_000;
const COUNT_MAX = 4_096;

export interface DeedRecorder {
  note(deed: Deed): void;
  /** Writes everything that was noted before; for whoever reads right after, and for the end. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface RecorderDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Hears that deeds could not be written, and how many have been lost since the start. */
  readonly failed: (error: unknown, lost: number) => void;
}

export function createDeedRecorder({ db, clock, failed }: RecorderDeps): DeedRecorder {
  let waiting: NotedDeed[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const plan = (afterMs: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush().catch(() => undefined);
    }, afterMs);
    timer.unref();
  };

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX);
      try {
        await insertDeeds(db.system, batch);
      } catch (error) {
        failed(error, lost);
        plan(PAUSE_AFTER_FAILURE_MS);
        throw error;
      }
      waiting = waiting.slice(batch.length);
    }
  }

  /** Deeds of one process within one millisecond keep their order: ids are UUIDs of version 7 with a counter (RFC 9562, 6.2). */
  let lastAt = 0;
  let count = 0;
  function moment(): Pick<NotedDeed, 'at' | 'deedId'> {
    const at = clock.now();
    count = at === lastAt ? (count + 1) % COUNT_MAX : 0;
    lastAt = at;
    return { at, deedId: orderedId(at, count) };
  }

  /** One after another, so that nothing is written twice. */
  function flush(): Promise<void> {
    writing = writing.catch(() => undefined).then(write);
    return writing;
  }

  return {
    note: (deed) => {
      if (waiting.length >= WAITING_MAX) {
        lost += 1;
        return;
      }
      waiting.push({ ...deed, ...moment() });
      plan(PAUSE_MS);
    },
    flush,
    close: async () => {
      clearTimeout(timer);
      await flush().catch(() => undefined);
    },
  };
}

function orderedId(at: number, count: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x70_00 | count, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
