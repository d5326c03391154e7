import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quickChoices } from './quick-choices.ts';

test.each([
  [206, 1, [0, 50, 100, 206]],
  [745, 1, [0, 100, 200, 745]],
  [1284, 1, [0, 200, 500, 1284]],
  [10, 1, [0, 2, 5, 10]],
  [3, 1, [0, 1, 3]],
  [1, 1, [0, 1]],
  // With two decimals: 74.50 of them.
  [7450, 100, [0, 1000, 2000, 7450]],
  [50, 100, [0, 50]],
])('of %i in parts of %i', (most, parts, choices) => {
  expect(quickChoices(most, parts)).toEqual(choices);
});

test('never more than there is, never the same twice, from nothing to all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.constantFrom(1, 10, 100), (most, parts) => {
      const choices = quickChoices(most, parts);
      expect(choices.length).toBeLessThanOrEqual(4);
      expect([choices[0], choices.at(-1)]).toEqual([0, most]);
      expect(choices.every((choice, index) => index === 0 || choice > (choices[index - 1] ?? 0))).toBe(true);
    }),
  );
});
