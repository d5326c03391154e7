// Many single questions become few questions about many, in order, and a failure reaches only those who asked with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

test('questions of one turn go together, and each gets its own answer', async () => {
  const batches: number[] = [];
  const double = createBatcher<number, number>({
    load: (keys) => {
      batches.push(keys.length);
      return Promise.resolve(keys.map((key) => key * 2));
    },
    sizeMax: 100,
    parallelMax: 2,
  });
  expect(await Promise.all([1, 2, 3].map((key) => double(key)))).toEqual([2, 4, 6]);
  expect(batches).toEqual([3]);
});

test('while the allowed batches are under way the next one grows', async () => {
  const batches: number[] = [];
  const slow = createBatcher<number, number>({
    load: async (keys) => {
      batches.push(keys.length);
      await sleep(30);
      return keys;
    },
    sizeMax: 4,
    parallelMax: 1,
  });
  const first = slow(0);
  await sleep(5);
  const rest = Array.from({ length: 9 }, (_, index) => slow(index + 1));
  expect(await Promise.all([first, ...rest])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(batches).toEqual([1, 4, 4, 1]);
});

test('a batch that fails fails alone', async () => {
  const picky = createBatcher<number, number>({
    load: (keys) => (keys.includes(2) ? Promise.reject(new Error('two')) : Promise.resolve(keys)),
    sizeMax: 1,
    parallelMax: 3,
  });
  const outcomes = await Promise.allSettled([picky(1), picky(2), picky(3)]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a wrong number of answers is an error, not a mix-up', async () => {
  const broken = createBatcher<number, number>({ load: () => Promise.resolve([1]), sizeMax: 10, parallelMax: 1 });
  const outcomes = await Promise.allSettled([broken(1), broken(2)]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
});

test('batches keep their distance, and whoever comes after a pause does not wait', async () => {
  const begun: number[] = [];
  const quick = createBatcher<number, number>({
    load: (keys) => {
      begun.push(performance.now());
      return Promise.resolve(keys);
    },
    sizeMax: 100,
    parallelMax: 1,
    spacingMs: 300,
  });
  const asked = performance.now();
  await quick(1);
  await Promise.all(
    [0, 5, 10].map(async (afterMs) => {
      await sleep(afterMs);
      return quick(2);
    }),
  );
  expect(begun).toHaveLength(2);
  const [first = Number.NaN, second = Number.NaN] = begun;
  expect(first - asked).toBeLessThan(300);
  expect(second - first).toBeGreaterThan(295);
  await sleep(350);
  const again = performance.now();
  await quick(3);
  expect((begun[2] ?? Number.NaN) - again).toBeLessThan(300);
});
