// The samples are tables: as many cells in each row as in the header, separated as spreadsheets of the language do it.
import { expect, test } from 'vitest';
import { sampleText } from './sample-file.ts';

test.each([
  ['members', 'ru', ';'],
  ['members', 'en', ','],
  ['receipts', 'ru', ';'],
  ['receipts', 'en', ','],
] as const)('%s in %s', (kind, language, delimiter) => {
  const text = sampleText(kind, language);
  expect(text.startsWith('\ufeff')).toBe(true);
  const rows = text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(delimiter));
  expect(rows).toHaveLength(4);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
});
