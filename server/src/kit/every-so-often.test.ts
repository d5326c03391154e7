import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everySoOften, type Recurrence, type Recurring } from './every-so-often.ts';

let recurrence: Recurrence;
/** When the runs began, in milliseconds since the test did. */
let runs: number[];
let answer: () => Promise<unknown>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  runs = [];
  answer = () => Promise.resolve(0);
});

afterEach(async () => {
  await recurrence.stop();
  vi.useRealTimers();
});

function begin(pauses: Pick<Recurring, 'pauseMs' | 'idlePauseMs'>): void {
  const startedAt = performance.now();
  recurrence = everySoOften({
    ...pauses,
    run: () => {
      runs.push(performance.now() - startedAt);
      return answer();
    },
    failed: () => undefined,
  });
}

test.each([0, false])(
  'a job that finds nothing (%s) is asked half as often each time, up to its bound',
  async (nothing) => {
    answer = () => Promise.resolve(nothing);
    begin({ pauseMs: 100, idlePauseMs: 500 });
    await vi.advanceTimersByTimeAsync(2_300);
    expect(runs).toEqual([100, 300, 700, 1200, 1700, 2200]);
  },
);

test.each([
  ['something was found', () => Promise.resolve(3)],
  ['it does not tell', () => Promise.resolve()],
  ['it failed', () => Promise.reject(new Error('the database is away'))],
])('the pause is short again once %s', async (_, found) => {
  begin({ pauseMs: 100, idlePauseMs: 500 });
  await vi.advanceTimersByTimeAsync(1_200);
  answer = found;
  await vi.advanceTimersByTimeAsync(700);
  expect(runs).toEqual([100, 300, 700, 1200, 1700, 1800, 1900]);
});

test('without a bound the pause stays', async () => {
  begin({ pauseMs: 100 });
  await vi.advanceTimersByTimeAsync(500);
  expect(runs).toEqual([100, 200, 300, 400, 500]);
});

test('a wake ends a long pause at once, and a short one not before its time', async () => {
  begin({ pauseMs: 100, idlePauseMs: 500 });
  await vi.advanceTimersByTimeAsync(950);
  recurrence.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toEqual([100, 300, 700, 950]);
  await vi.advanceTimersByTimeAsync(50);
  for (let times = 0; times < 100; times += 1) recurrence.wake();
  await vi.advanceTimersByTimeAsync(49);
  expect(runs).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toEqual([100, 300, 700, 950, 1050]);
});

test('what it was woken for while it ran is looked for after a short pause', async () => {
  begin({ pauseMs: 100, idlePauseMs: 500 });
  await vi.advanceTimersByTimeAsync(1_100);
  const run = Promise.withResolvers<number>();
  answer = () => run.promise;
  await vi.advanceTimersByTimeAsync(100);
  recurrence.wake();
  run.resolve(0);
  await vi.advanceTimersByTimeAsync(100);
  expect(runs).toEqual([100, 300, 700, 1200, 1300]);
});

test('stopped, it waits for the run under way and begins no other', async () => {
  begin({ pauseMs: 100 });
  const run = Promise.withResolvers<number>();
  answer = () => run.promise;
  await vi.advanceTimersByTimeAsync(100);
  let isStopped = false;
  const stopping = recurrence.stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isStopped).toBe(false);
  run.resolve(1);
  await stopping;
  recurrence.wake();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs).toEqual([100]);
});
