// Whoever mends a file reads what is wrong first, and then what to do, in both languages.
import { expect, test } from 'vitest';
import { PROBLEM_CODES, problemWords } from './problem-words.ts';

test.each(PROBLEM_CODES)('%s says what is wrong and what to do', (code) => {
  const { en, ru } = problemWords(code);
  const sentences = /^\p{Lu}.+\.\s\p{Lu}.+\.$/u;
  expect(en).toMatch(sentences);
  expect(ru).toMatch(sentences);
  expect(en).not.toMatch(/\p{Script=Cyrillic}/u);
  expect(ru).toMatch(/\p{Script=Cyrillic}/u);
});
