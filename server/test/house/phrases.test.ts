// The phrases of every part: none that nobody says, no two languages that disagree, every form that a language needs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Phrase } from '../../../web/src/i18n/define-phrases.ts';

const SOURCE = join(import.meta.dirname, '../../../web/src');
const FORMS = { ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] } as const;
/** Of the API and of the code; people on screens read one word (docs/decisions/0008-web.md). */
const OTHER_WORDS = /\bmembers?\b|участник|покупател/iu;
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/u.test(file) && !file.includes('.test.'));
const texts = new Map(files.map((file) => [file, readFileSync(join(SOURCE, file), 'utf8')]));

interface Part {
  readonly file: string;
  readonly name: string;
  readonly en: Readonly<Record<string, Phrase>>;
  readonly ru: Readonly<Record<string, Phrase>>;
}

const parts = (
  await Promise.all(files.filter((file) => texts.get(file)?.includes('definePhrases({')).map(partsIn))
).flat();

test('the phrases are found', () => {
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['uiPhrases', 'officePhrases']));
});

describe.each(parts.map((part) => [`${part.file} ${part.name}`, part] as const))('%s', (_, part) => {
  test('every phrase is said somewhere, in a file that uses these phrases', () => {
    const users = [...texts].filter(([, text]) => text.includes(`(${part.name})`)).map(([, text]) => text);
    const silent = Object.keys(part.en).filter((key) => !users.some((text) => text.includes(`t('${key}'`)));
    expect(silent).toEqual([]);
  });

  test('both languages have the same phrases with the same parameters', () => {
    expect(Object.keys(part.ru).toSorted()).toEqual(Object.keys(part.en).toSorted());
    const different = Object.keys(part.en).filter(
      (key) => String(paramsOf(part.ru[key])) !== String(paramsOf(part.en[key])),
    );
    expect(different).toEqual([]);
  });

  test('every counted phrase has the forms of its language, each with the same parameters', () => {
    const wrong = LANGUAGES.flatMap((language) =>
      Object.entries(part[language]).flatMap(([key, phrase]) => {
        if (typeof phrase === 'string') return [];
        const forms = [phrase.one, phrase.few, phrase.many, phrase.other].filter((text) => text !== undefined);
        const complete = FORMS[language].every((form) => phrase[form] !== undefined);
        const same = new Set(forms.map((text) => String(paramsOf(text)))).size === 1;
        return complete && same ? [] : [`${language} ${key}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('the people of a shop are called customers, in both languages', () => {
    const texts = LANGUAGES.flatMap((language) => Object.values(part[language]).flatMap(textsOf));
    expect(texts.filter((text) => OTHER_WORDS.test(text))).toEqual([]);
  });

  test('no phrase is empty, and none is left in the other language', () => {
    const odd = Object.entries(part.ru).filter(([key, phrase]) => {
      const text = typeof phrase === 'string' ? phrase : phrase.other;
      return (
        text.trim() === '' || (text === part.en[key] && /[a-z]{3}/iu.test(text.replaceAll(/\{\w+\}|Kopilka|API/gu, '')))
      );
    });
    expect(odd.map(([key]) => key)).toEqual([]);
  });
});

test('the alarm works', () => {
  expect(paramsOf('{who} paid {sum}')).toEqual(['sum', 'who']);
  expect(paramsOf({ one: '{n} of {who}', other: '{n} of {who}' })).toEqual(['n', 'who']);
});

async function partsIn(file: string): Promise<readonly Part[]> {
  const loaded: Readonly<Record<string, unknown>> = await import(join(SOURCE, file));
  return Object.entries(loaded).flatMap(([name, value]) =>
    isPhrases(value) ? [{ file, name, en: value.en, ru: value.ru }] : [],
  );
}

function isPhrases(value: unknown): value is Pick<Part, 'en' | 'ru'> {
  return typeof value === 'object' && value !== null && 'en' in value && 'ru' in value;
}

function textsOf(phrase: Phrase): readonly string[] {
  if (typeof phrase === 'string') return [phrase];
  return [phrase.one, phrase.few, phrase.many, phrase.other].filter((text) => text !== undefined);
}

function paramsOf(phrase: Phrase | undefined): readonly string[] {
  if (phrase === undefined) return [];
  const text = typeof phrase === 'string' ? phrase : phrase.other;
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '').toSorted();
}
