import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DatabaseClock, startDatabaseClock } from './database-clock.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 1);

/** A database and a machine, each with a time of its own that a test can set; both go on by the same counter. */
let elapsed: number;
let database: { offset: number; away: boolean; questions: number };
let machine: { offset: number; asleep: number };
let warnings: object[];
let clock: DatabaseClock;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  elapsed = 0;
  database = { offset: 0, away: false, questions: 0 };
  machine = { offset: 0, asleep: 0 };
  warnings = [];
});
afterEach(() => {
  clock.close();
  vi.useRealTimers();
});

const databaseNow = (): number => START + elapsed + machine.asleep + database.offset;

async function start(): Promise<void> {
  clock = await startDatabaseClock({
    on: {
      query: () => {
        database.questions += 1;
        return database.away
          ? Promise.reject(new Error('away'))
          : Promise.resolve({ rows: [{ now: databaseNow() }], rowCount: 1 });
      },
    },
    log: { info: () => undefined, warn: (fields) => warnings.push(fields), error: () => undefined },
    machine: { wall: () => START + elapsed + machine.asleep + machine.offset, counter: () => elapsed },
  });
}

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    elapsed += 1_000;
    vi.advanceTimersByTime(1_000);
    await sleep(0);
  }
}

test.each([5, -5])('a machine whose clock is %s hours off tells the time of the database', async (hours) => {
  machine.offset = hours * HOUR_MS;
  await start();
  expect(clock.now()).toBe(databaseNow());
  expect(clock.correctionSeconds()).toBe(-hours * 3600);
  expect(warnings).toEqual([{ correctionSeconds: -hours * 3600 }]);
  await pass(30);
  expect(clock.now()).toBe(databaseNow());
});

test('a clock that is set while the server runs changes nothing but the warning', async () => {
  await start();
  expect(warnings).toEqual([]);
  machine.offset = 3 * HOUR_MS;
  expect(clock.now()).toBe(databaseNow());
  await pass(2);
  expect(clock.now()).toBe(databaseNow());
  expect(warnings).toEqual([{ correctionSeconds: -3 * 3600 }]);
});

test('a machine that slept asks at once, and again until it is answered', async () => {
  await start();
  machine.asleep = 8 * HOUR_MS;
  database.away = true;
  await pass(5);
  database.away = false;
  await pass(2);
  expect(clock.now()).toBe(databaseNow());
  expect(warnings).toEqual([]);
});

test('the database is asked once a minute, and its own change is followed', async () => {
  await start();
  await pass(59);
  expect(database.questions).toBe(1);
  database.offset = 10 * 60_000;
  await pass(3);
  expect(database.questions).toBe(2);
  expect(clock.now()).toBe(databaseNow());
});
