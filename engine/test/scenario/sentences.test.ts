/** Every sentence that the stories of all programs bring: in its language, whole, and without what is meant for machines. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkProgram } from '../../src/scenario/check-program.ts';
import { createEngineWorld } from '../../src/scenario/engine-world.ts';
import type { World } from '../../src/scenario/world.ts';

const PROGRAMS = new URL('../../../programs/', import.meta.url).pathname;
/** Programs that name all that people read, unlike those that show one mechanic. */
const NAMED = readdirSync(PROGRAMS, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && entry.name !== 'extras' ? [entry.name] : [],
);
/** Names of brands and of units of measure that Russian keeps. */
const KEPT = /\b(Insider|VIB|Rouge|Pro)\b/g;

async function sentencesOf(folder: string, language: 'ru' | 'en'): Promise<ReadonlySet<string>> {
  const said = new Set<string>();
  const read = (name: string): string | null => {
    const file = join(PROGRAMS, folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  await checkProgram(read, ({ programAt }): World => {
    const world = createEngineWorld(programAt, language);
    return {
      pass: world.pass,
      perform: async (deed) => {
        const outcome = await world.perform(deed);
        if (outcome.type === 'refused') said.add(outcome.because);
        else for (const { words } of outcome.reasons) said.add(words);
        return outcome;
      },
      see: async (member) => {
        const seen = await world.see(member);
        for (const { words } of seen.reasons) said.add(words);
        return seen;
      },
    };
  });
  return said;
}

/** What a scenario corrects with is in the language of the scenarios. */
const isOurs = (sentence: string): boolean => !sentence.includes('(a scenario)');

describe.each(NAMED)('%s', (folder) => {
  test('speaks Russian without English, and English without Russian', async () => {
    const [russian, english] = [await sentencesOf(folder, 'ru'), await sentencesOf(folder, 'en')];
    expect(russian.size).toBeGreaterThan(5);
    const strange = [...russian].filter((sentence) => isOurs(sentence) && /[a-z]/i.test(sentence.replace(KEPT, '')));
    expect(strange).toEqual([]);
    expect([...english].filter((sentence) => /[а-яё]/i.test(sentence))).toEqual([]);
  });

  test('says whole sentences without codes, empty places and doubled signs', async () => {
    for (const language of ['ru', 'en'] as const)
      expect(
        [...(await sentencesOf(folder, language))].filter((sentence) =>
          /_|==|&&|undefined|NaN| {2}|: .*: |:$|\s$|\(\)/.test(sentence.replace(/ /g, ' ')),
        ),
      ).toEqual([]);
  });
});
