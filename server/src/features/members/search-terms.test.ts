// What is typed and what is known are folded alike, and a question is no more than a few beginnings.
import { expect, test } from 'vitest';
import { foldedWords, readQuestion, searchTerms } from './search-terms.ts';

test.each([
  ['Семён Ёлкин', 'семен елкин'],
  ['José Ängström', 'JOSE ANGSTROM'],
  ['Łukasz Øre Straße', 'lukasz ore strasse'],
  ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  ['O’Brien', "O'brien"],
  ['Анна-Мария   Петрова', 'анна мария петрова'],
])('%s is the same as %s', (a, b) => {
  expect(foldedWords(a)).toEqual(foldedWords(b));
  expect(foldedWords(a).length).toBeGreaterThan(0);
});

test('a name is found by any of its words, with the others behind it', () => {
  const terms = searchTerms('Соколова Анна Петровна', []).map(({ term }) => term);
  expect(terms).toEqual(['СОКОЛОВА АННА ПЕТРОВНА', 'АННА ПЕТРОВНА СОКОЛОВА', 'ПЕТРОВНА СОКОЛОВА АННА']);
});

test('phones and cards are found by their last digits; what has too few is not, and the CRM’s number never', () => {
  const terms = searchTerms(undefined, [
    { kind: 'phone', value: '+79161234567' },
    { kind: 'card', value: 'A-12' },
    { kind: 'card', value: '2000-0001' },
    { kind: 'external', value: '99999999' },
  ]);
  expect(terms).toEqual([
    { kind: 'digits', term: '76543216197' },
    { kind: 'digits', term: '10000002' },
  ]);
});

test.each([
  ['8 (916) 123', ['+8916123', '+7916123']],
  ['916 123-45-67', ['+9161234567', '+79161234567']],
  ['+7 916', ['+7916']],
  [' 7916', ['+7916']],
  ['8 916 123-45-67', ['+79161234567']],
])('%s is how a phone begins', (typed, phones) => {
  const { identities } = readQuestion(typed);
  expect(identities.filter(({ kind }) => kind === 'phone').map(({ beginning }) => beginning)).toEqual(phones);
});

test('last digits are looked for from four of them on', () => {
  expect(readQuestion('45-67').digits).toBe('7654');
  expect(readQuestion('567')).toEqual({ identities: [], digits: null, words: [], phrases: [] });
});

test('words come with the longest first, an address as it begins, and nothing asks for nothing', () => {
  const { words, phrases } = readQuestion('ан соколова');
  expect([words, phrases]).toEqual([
    ['СОКОЛОВА', 'АН'],
    ['АН СОКОЛОВА', 'СОКОЛОВА АН'],
  ]);
  expect(readQuestion('Anna@Exa').identities).toEqual([{ kind: 'email', beginning: 'anna@exa' }]);
  for (const typed of ['', '   ', '%', '🎉', '--'])
    expect([readQuestion(typed).words, readQuestion(typed).digits]).toEqual([[], null]);
});

test('a name as long as a database would not take it is still found by its beginning', () => {
  const long = 'ﷲ'.repeat(200);
  const [term] = searchTerms(long, []);
  const [word = ''] = readQuestion(long).words;
  expect(Buffer.byteLength(term?.term ?? '')).toBeLessThan(1000);
  expect(term?.term.startsWith(word)).toBe(true);
});
