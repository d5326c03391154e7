/** Where the cursor stands in a document that is being written. */
import { describe, expect, test } from 'vitest';
import { cursorAt } from './path-at.ts';

const TEXT = `wallets:
  bonus:
    worth: 1.00
    expires: { after: P180D }
    |
tiers:
  levels:
    - { id: guest, from: 0 }
rules:
  - id: base
    on: purchase
    earn: { wallet: bonus, rate: { guest: 5%, | } }
  - id: other
    # a comment | here
    on: |
  - | 
`;

function at(nth: number): ReturnType<typeof cursorAt> {
  const places = [...TEXT.matchAll(/\|/gu)].map(({ index }) => index - TEXT.slice(0, index).split('|').length + 1);
  return cursorAt(TEXT.replaceAll('|', ''), places[nth] ?? 0);
}

describe('the cursor', () => {
  test.each([
    ['a new key of a wallet', 0, { path: ['wallets', 'bonus'], key: null, typed: '' }],
    ['a level of a rate in brackets', 1, { path: ['rules', 0, 'earn', 'rate'], key: null, typed: '' }],
    ['a comment', 2, null],
    ['the value of a key of the second rule', 3, { path: ['rules', 1], key: 'on', typed: '' }],
    ['the first key of the third rule', 4, { path: ['rules', 2], key: null, typed: '' }],
  ])('%s', (_, nth, expected) => {
    expect(at(nth)).toEqual(expected);
  });

  test('what is typed of a key or a value stands before it', () => {
    expect(cursorAt('wallets:\n  bonus:\n    wor', 26)).toEqual({
      path: ['wallets', 'bonus'],
      key: null,
      typed: 'wor',
    });
    expect(cursorAt('currency: RU', 12)).toEqual({ path: [], key: 'currency', typed: 'RU' });
  });
});
