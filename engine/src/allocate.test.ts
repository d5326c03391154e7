import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, AllocationError, splitPieces } from './allocate.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const weightLists = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 12 });
const lines = fc.array(fc.record({ weight: fc.nat(100_000), cap: fc.nat(100_000) }), { minLength: 1, maxLength: 12 });

describe('worked rows', () => {
  test.each<[string, number, number[], number[] | undefined, number[]]>([
    ['two nearly equal lines and a trifle', 5000, [10_000, 9_999, 50], undefined, [2494, 2494, 12]],
    ['three different lines', 10_000, [19_900, 4_990, 3_330], undefined, [7052, 1768, 1180]],
    ['three equal lines: the odd kopeck to the first', 1000, [1000, 1000, 1000], undefined, [334, 333, 333]],
    ['a tie goes to the larger weight', 2, [1, 3], undefined, [0, 2]],
    ['half of each item', 650, [1000, 300], [500, 150], [500, 150]],
    ['the overflow of a capped line goes to the others', 10, [1, 1, 1], [1, 10, 10], [1, 5, 4]],
    ['overflow upon overflow', 100, [50, 30, 20], [10, 30, 100], [10, 30, 60]],
    ['everything at its cap', 60, [1, 2, 3], [10, 20, 30], [10, 20, 30]],
    ['a free line gets nothing', 100, [0, 500], [0, 500], [0, 100]],
    ['a free line with room gets only what fits nowhere else', 7, [0, 500], [10, 5], [2, 5]],
    ['all lines free, no caps: equally', 5, [0, 0], undefined, [3, 2]],
    ['nothing to spread', 0, [5, 5], undefined, [0, 0]],
    ['nothing over nothing', 0, [], undefined, []],
    [
      'as much as a number holds',
      Number.MAX_SAFE_INTEGER,
      [1, 1],
      undefined,
      [4_503_599_627_370_496, 4_503_599_627_370_495],
    ],
  ])('%s', (_, amount, weights, caps, expected) => expect(allocate(amount, weights, caps)).toEqual(expected));
});

describe('whatever the lines', () => {
  test('shares sum exactly, and each is within one of its exact proportion', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), weightLists, (amount, weights) => {
        const shares = allocate(amount, weights);
        expect(shares.reduce((total, share) => total + BigInt(share), 0n)).toBe(BigInt(amount));
        const total = BigInt(sum(weights));
        if (total === 0n) return;
        for (const [index, share] of shares.entries()) {
          const exact = BigInt(amount) * BigInt(weights[index] ?? 0);
          const off = BigInt(share) * total - exact;
          expect(off > -total && off < total).toBe(true);
          if (weights[index] === 0) expect(share).toBe(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('capped shares sum exactly and none passes its cap', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (rows, part) => {
        const caps = rows.map((row) => row.cap);
        const weights = rows.map((row) => row.weight);
        const amount = Math.floor(sum(caps) * part);
        const shares = allocate(amount, weights, caps);
        expect(sum(shares)).toBe(amount);
        for (const [index, share] of shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(caps[index] ?? 0);
        }
        const roomWithWeight = sum(rows.filter((row) => row.weight > 0).map((row) => row.cap));
        if (amount <= roomWithWeight) {
          for (const [index, share] of shares.entries()) if (weights[index] === 0) expect(share).toBe(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a line of larger weight never gets less', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), weightLists, (amount, weights) => {
        const rows = allocate(amount, weights).map((share, index) => ({ share, weight: weights[index] ?? 0 }));
        rows.sort((a, b) => a.weight - b.weight || a.share - b.share);
        expect(rows.map((row) => row.share)).toEqual(rows.map((row) => row.share).toSorted((a, b) => a - b));
      }),
    );
  });

  test('equal whole caps as weights at full amount give the caps back', () => {
    fc.assert(
      fc.property(weightLists, (weights) => {
        expect(allocate(sum(weights), weights, weights)).toEqual(weights);
      }),
    );
  });

  test('big numbers and small ones spread by the same rule', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }), (amount, weights) => {
        fc.pre(sum(weights) > 0);
        // The same proportions with weights so large that products leave the safe range.
        const huge = weights.map((weight) => weight * 2 ** 40);
        expect(allocate(amount, huge)).toEqual(allocate(amount, weights));
      }),
    );
  });
});

describe('what cannot be spread is an error', () => {
  test.each<[string, number, number[], number[] | undefined]>([
    ['more than the caps', 101, [1, 1], [50, 50]],
    ['a negative amount', -1, [1], undefined],
    ['half a kopeck', 0.5, [1], undefined],
    ['a negative weight', 1, [-1], undefined],
    ['a negative cap', 1, [1], [-1]],
    ['caps for other lines', 1, [1], [1, 1]],
    ['something over no lines', 1, [], undefined],
  ])('%s', (_, amount, weights, caps) => expect(() => allocate(amount, weights, caps)).toThrow(AllocationError));
});

describe('a total as prices of pieces', () => {
  test.each([
    [
      7505,
      3,
      [
        { pieces: 1, price: 2501 },
        { pieces: 2, price: 2502 },
      ],
    ],
    [9000, 3, [{ pieces: 3, price: 3000 }]],
    [
      2,
      3,
      [
        { pieces: 1, price: 0 },
        { pieces: 2, price: 1 },
      ],
    ],
    [0, 2, [{ pieces: 2, price: 0 }]],
  ])('%i over %i', (total, pieces, expected) => expect(splitPieces(total, pieces)).toEqual(expected));

  test('the pieces sum to the total', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 10_000 }), (total, pieces) => {
        const split = splitPieces(total, pieces);
        expect(sum(split.map((part) => part.pieces * part.price))).toBe(total);
        expect(sum(split.map((part) => part.pieces))).toBe(pieces);
      }),
    );
  });

  test('no pieces cannot share a total', () => expect(() => splitPieces(5, 0)).toThrow(AllocationError));
});
