// Phrases are said with their numbers in the right form, and a wrong key or parameter does not compile.
import { expect, test } from 'vitest';
import { definePhrases, pluralForm, sayIn } from './define-phrases.ts';

const phrases = definePhrases({
  en: {
    plain: 'Total',
    named: '{who} paid {sum}',
    counted: { one: '{n} bonus of {who}', other: '{n} bonuses of {who}' },
  },
  ru: {
    plain: 'Итого',
    named: '{who} — {sum}',
    counted: {
      one: '{n} бонус у {who}',
      few: '{n} бонуса у {who}',
      many: '{n} бонусов у {who}',
      other: '{n} бонуса у {who}',
    },
  },
});
const ru = sayIn(phrases, 'ru');
const en = sayIn(phrases, 'en');

test.each([
  [0, '0 бонусов у Анны'],
  [1, '1 бонус у Анны'],
  [2, '2 бонуса у Анны'],
  [5, '5 бонусов у Анны'],
  [11, '11 бонусов у Анны'],
  [21, '21 бонус у Анны'],
  [112, '112 бонусов у Анны'],
  [1.5, '1,5 бонуса у Анны'],
  [1284, '1\u00a0284 бонуса у Анны'],
])('Russian counts as people do: %d', (n, said) => {
  expect(ru('counted', { n, who: 'Анны' })).toBe(said);
});

test.each([
  [0, '0 bonuses of Ann'],
  [1, '1 bonus of Ann'],
  [1284, '1,284 bonuses of Ann'],
])('English counts as people do: %d', (n, said) => {
  expect(en('counted', { n, who: 'Ann' })).toBe(said);
});

test('what a parameter says is not read as a phrase', () => {
  expect(en('named', { who: '{sum}', sum: '$&' })).toBe('{sum} paid $&');
  expect(ru('plain')).toBe('Итого');
});

test('a form that a language lacks is the usual one', () => {
  expect(pluralForm({ one: 'шт.', other: 'шт.' }, 5, 'ru')).toBe('шт.');
});

test('a missing, an unknown and a forgotten parameter are compile errors', () => {
  const wrong = (): unknown => [
    // @ts-expect-error -- the phrase has no such parameter
    en('plain', { who: 'Ann' }),
    // @ts-expect-error -- `sum` is missing
    en('named', { who: 'Ann' }),
    // @ts-expect-error -- no such phrase
    en('nothing'),
    // @ts-expect-error -- the number that chooses the form is missing
    en('counted', { who: 'Ann' }),
  ];
  expect(wrong).toBeTypeOf('function');
});
