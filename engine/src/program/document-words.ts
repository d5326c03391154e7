/** Words for people in a program document: text, texts by language, plural forms. */
import { z } from 'zod';
import { wordsField } from './fields.ts';

const RU = 'In Russian.';
const EN = 'In English.';
const NO_WORDS = { error: 'no words', params: { hint: 'give at least one of ru, en' } };

export const localTextSchema = z
  .union(
    [
      wordsField,
      z
        .strictObject({
          ru: wordsField.meta({ description: RU }).optional(),
          en: wordsField.meta({ description: EN }).optional(),
        })
        .refine(saysSomething, NO_WORDS),
    ],
    { error: 'expected text, or texts by language' },
  )
  .meta({
    description: 'Words for people: one text for every language, or { ru: Золото, en: Gold }.',
    examples: ['Corner Coffee', { ru: 'Угловая кофейня', en: 'Corner Coffee' }],
  });

const russianPlural = z.strictObject({
  one: wordsField.meta({ description: 'With 1, 21, 31: бонус.' }),
  few: wordsField.meta({ description: 'With 2, 3, 4: бонуса.' }),
  many: wordsField.meta({ description: 'With 0, 5 and more: бонусов.' }),
});
const englishPlural = z.strictObject({
  one: wordsField.meta({ description: 'With 1: bonus.' }),
  other: wordsField.meta({ description: 'With all others: bonuses.' }),
});
const NO_PLURAL = { error: 'expected text or plural forms' };

export const pluralSchema = z
  .union(
    [
      wordsField,
      z
        .strictObject({
          ru: z.union([wordsField, russianPlural], NO_PLURAL).meta({ description: RU }).optional(),
          en: z.union([wordsField, englishPlural], NO_PLURAL).meta({ description: EN }).optional(),
        })
        .refine(saysSomething, NO_WORDS),
    ],
    { error: 'expected text, or plural forms by language' },
  )
  .meta({
    description:
      'What a unit is called, with plural forms: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }.',
    examples: [{ ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' }, en: { one: 'bonus', other: 'bonuses' } }],
  });

function saysSomething(words: { readonly ru?: unknown; readonly en?: unknown }): boolean {
  return words.ru !== undefined || words.en !== undefined;
}
