/**
 * The time by the database, which all processes of all machines share, instead of the machine's own clock, which may be
 * hours off. The database is asked at the start and every minute; in between time goes on by the processor's counter,
 * which nobody can set. When the machine's clock and that counter part (somebody set the clock, or the machine slept,
 * which stops the counter), the database is asked at once.
 */
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { queryOne, sql, type Queryable } from './sql.ts';

export interface DatabaseClock extends Clock {
  /** What the machine's clock has to be corrected by: positive when it is behind. */
  correctionSeconds(): number;
  close(): void;
}

export interface DatabaseClockOptions {
  readonly on: Queryable;
  readonly log: Log;
  /** The machine's clock and its counter, in milliseconds; others in tests. */
  readonly machine?: { wall(): number; counter(): number };
}

const ASK_MS = 60_000;
const LOOK_MS = 1_000;
/** A clock and a counter that part by more have not drifted: one of them was set, or stood still. */
const JUMP_MS = 1_000;
/** A difference to the database that is kept, being no more than an answer's time on its way. */
const TOLERATED_MS = 50;
/** An answer that took longer says too little of when it was given. */
const ANSWER_MS_MAX = 2_000;
/** A machine whose clock is off by more has something to be mended, which a person should hear of. */
const WARNED_FROM_SECONDS = 2;

const nowSchema = z.object({ now: z.number() });
const MACHINE = { wall: () => Date.now(), counter: () => performance.now() };

/** Resolves when the database's time is known; fails when it does not answer. */
export async function startDatabaseClock({ on, log, machine = MACHINE }: DatabaseClockOptions): Promise<DatabaseClock> {
  let anchor = await ask();
  let parted = machine.wall() - machine.counter();
  let askedAt = machine.counter();
  let warnedOf = 0;

  async function ask(): Promise<{ readonly now: number; readonly at: number; readonly tookMs: number }> {
    const before = machine.counter();
    const row = await queryOne(on, sql`select clock_timestamp() as now`, nowSchema);
    if (row === undefined) throw new Error('the database does not say what time it is');
    const after = machine.counter();
    return { now: row.now, at: (before + after) / 2, tookMs: after - before };
  }

  function now(): number {
    return Math.round(anchor.now + machine.counter() - anchor.at);
  }

  function correctionSeconds(): number {
    return (now() - machine.wall()) / 1000;
  }

  async function correct(): Promise<void> {
    const answer = await ask();
    if (answer.tookMs > ANSWER_MS_MAX) return;
    const difference = answer.now - (anchor.now + answer.at - anchor.at);
    if (Math.abs(difference) > TOLERATED_MS + answer.tookMs / 2) anchor = answer;
    askedAt = machine.counter();
    warn();
  }

  function warn(): void {
    const seconds = Math.round(correctionSeconds());
    if (Math.abs(seconds - warnedOf) < WARNED_FROM_SECONDS) return;
    warnedOf = seconds;
    if (seconds === 0) log.info({}, 'the clock of this machine is right again');
    else
      log.warn({ correctionSeconds: seconds }, 'the clock of this machine is wrong: the time of the database is used');
  }

  warn();
  let asking = false;
  let isDue = false;
  const timer = setInterval(() => {
    const apart = machine.wall() - machine.counter();
    isDue ||= Math.abs(apart - parted) > JUMP_MS || machine.counter() - askedAt > ASK_MS;
    parted = apart;
    if (asking || !isDue) return;
    asking = true;
    // A database that is away is asked again with the next look; until then the counter goes on.
    void correct()
      .then(
        () => (isDue = false),
        () => undefined,
      )
      .finally(() => (asking = false));
  }, LOOK_MS);
  timer.unref();
  return { now, correctionSeconds, close: () => clearInterval(timer) };
}
