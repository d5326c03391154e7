// Both languages of an error tell the same things.
import { expect, test } from 'vitest';
import { ERRORS } from './errors.ts';
import { RUSSIAN_ADVICE } from './russian-advice.ts';

test.each(Object.entries(ERRORS))(
  '%s: what is filled into the Russian sentence, the English one names too',
  (code, entry) => {
    const russian = Object.entries(RUSSIAN_ADVICE).find(([name]) => name === code)?.[1] ?? '';
    expect(russian).toMatch(/[А-Яа-я]/u);
    const named = new Set(entry.detail.match(/\{\w+\}/gu) ?? []);
    expect((russian.match(/\{\w+\}/gu) ?? []).filter((place) => !named.has(place))).toEqual([]);
  },
);
