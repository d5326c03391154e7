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

// Screens show these sentences as they are.
test.each(Object.entries(ERRORS))(
  '%s: speaks to people, of customers, and names no request of the API',
  (code, { title, titleRu, detail }) => {
    const russian = Object.entries(RUSSIAN_ADVICE).find(([name]) => name === code)?.[1] ?? '';
    expect([title, titleRu, detail, russian].filter((text) => /\bmembers?\b|участник|покупател/iu.test(text))).toEqual(
      [],
    );
    expect(detail).not.toMatch(/\b(?:GET|POST|PUT|PATCH|DELETE)\b/u);
  },
);
