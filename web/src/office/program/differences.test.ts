/** What changed between two documents, named as the program names it; and the smallest change that makes one of the other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';
import { smallestChange } from './smallest-change.ts';

const BEFORE = `name: Кофейня
tiers:
  levels:
    - { id: guest, name: { ru: Гость, en: Guest }, from: 0 }
rules:
  - id: base
    name: { ru: Бонусы, en: Bonuses }
    earn: { rate: { guest: 5% } } # the usual
`;

test('a changed value has the names of its place; comments and spaces are no change', () => {
  const after = BEFORE.replace('guest: 5%', 'guest:   6%').replace('# the usual', '# more');
  expect(differencesOf(BEFORE, after, 'ru')).toEqual([
    { place: ['Бонусы', 'начисление', 'сколько возвращается', 'Гость'], before: '5%', after: '6%' },
  ]);
  expect(differencesOf(BEFORE, BEFORE.replace('# the usual', ''), 'ru')).toEqual([]);
});

test('a new item does not move those after it', () => {
  const after = BEFORE.replace('rules:\n', 'rules:\n  - { id: welcome, units: 100 }\n');
  expect(differencesOf(BEFORE, after, 'en')).toEqual([{ place: ['welcome', 'how many'], before: null, after: '100' }]);
});

test('what cannot be read is not compared', () => {
  expect(differencesOf(BEFORE, 'a: [', 'en')).toBeNull();
});

test('the smallest change makes the other text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), fc.string({ maxLength: 10 }), (a, b, c) => {
      const from = a + c + b;
      const to = a + b + c;
      const change = smallestChange(from, to);
      const made = change === null ? from : from.slice(0, change.from) + change.insert + from.slice(change.to);
      expect(made).toBe(to);
    }),
  );
});
