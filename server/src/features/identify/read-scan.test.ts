// Whatever a scanner types is read without a complaint, and only what could be ours is looked for.
import { expect, test } from 'vitest';
import { readScan } from './read-scan.ts';

test.each([
  [
    '8 900 123-45-67',
    [
      { kind: 'phone', value: '+79001234567' },
      { kind: 'card', value: '8 900 123-45-67' },
    ],
    '89001234567',
  ],
  [
    '+7 (900) 123-45-67',
    [
      { kind: 'phone', value: '+79001234567' },
      { kind: 'card', value: '+7 (900) 123-45-67' },
    ],
    null,
  ],
  ['2000000012345\r\n', [{ kind: 'card', value: '2000000012345' }], '2000000012345'],
  [']E02000000012345', [{ kind: 'card', value: '2000000012345' }], '2000000012345'],
  ['\u0002summer-26\u0003', [{ kind: 'card', value: 'summer-26' }], 'SUMMER26'],
  ['https://example.com/c/1?a=b', [{ kind: 'card', value: 'https://example.com/c/1?a=b' }], null],
])('%j could be %j or the code %j', (scanned, names, code) => {
  expect(readScan(scanned)).toMatchObject({ names, code });
});

test.each([
  ['nothing', ''],
  ['spaces and control characters', ' \u0000\u001d\u200e '],
  ['half of a letter', '\ud800'],
  ['ten kilobytes', 'x'.repeat(10_000)],
  ['a few hundred letters', 'ъ'.repeat(201)],
])('%s is nothing of ours', (_, scanned) => {
  expect(readScan(scanned)).toEqual({ names: [], code: null, isGuess: false });
});

test('a number of somebody else’s card is no guess, and what has letters is one', () => {
  expect([readScan('4600000012345').isGuess, readScan('7KXR4FNP').isGuess]).toEqual([false, true]);
});
