// What the till understands of what was typed, and that a sale goes one way only.
import { expect, test } from 'vitest';
import { unitNamesIn } from '../data/unit-names.ts';
import { NEW_SALE, receiptOf, saleAfter } from './sale.ts';
import { type Member, readTyped } from './who.ts';

const ANNA: Member = {
  id: 'm-1',
  status: 'active',
  createdAt: '2026-01-01T00:00:00Z',
  identities: { phone: '+79001234567' },
  profile: {},
  accounts: [],
};

test.each([
  ['8 900 123-45-67', { phone: '8 900 123-45-67', card: '8 900 123-45-67' }],
  ['+7 (900) 123-45-67', { phone: '+7 (900) 123-45-67', card: null }],
  ['2000000012345\r\n', { phone: '2000000012345', card: '2000000012345' }],
  ['KP:a1b2', { phone: null, card: 'KP:a1b2' }],
  ['\u001d\u0000 ', { phone: null, card: null }],
  ['123', { phone: null, card: '123' }],
])('%j is asked for as %j', (typed, asked) => {
  expect(readTyped(typed)).toEqual(asked);
});

test('a sale pays nothing with units unless that is chosen, and keeps its receipt number while the sum is corrected', () => {
  const found = saleAfter(NEW_SALE, { type: 'found', member: ANNA, receiptId: 'r-1' });
  expect(found).toMatchObject({ step: 'what', pay: 0, receiptId: 'r-1' });
  const typed = saleAfter(saleAfter(found, { type: 'typed', total: 29_000 }), { type: 'typed', total: 30_000 });
  expect(typed).toMatchObject({ total: 30_000, pay: 0, receiptId: 'r-1' });
});

test('words that come too late change nothing', () => {
  for (const word of [{ type: 'typed', total: 1 } as const, { type: 'chosen', pay: 1 } as const])
    expect(saleAfter(NEW_SALE, word)).toBe(NEW_SALE);
});

test('without a sum there is no receipt', () => {
  expect(receiptOf({ receiptId: 'r-1', total: 0 })).toBeNull();
  expect(receiptOf({ receiptId: 'r-1', total: 100 })).toMatchObject({
    id: 'r-1',
    total: 100,
    lines: [{ amount: 100 }],
  });
});

test('units are called what the program calls them, however it is written', () => {
  const nameOf = unitNamesIn({
    wallets: {
      forms: { name: { ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' }, en: { one: 'bonus', other: 'bonuses' } } },
      plain: { name: { ru: 'балл' } },
      text: { name: 'pt' },
      odd: { name: { ru: { one: 5 } } },
    },
  });
  expect(nameOf('forms').en).toEqual({ one: 'bonus', other: 'bonuses' });
  expect(nameOf('plain')).toEqual({ ru: { one: 'балл', few: 'балл', many: 'балл' } });
  expect(nameOf('text').ru?.many).toBe('pt');
  expect([nameOf('odd'), nameOf('none'), unitNamesIn(undefined)('forms')]).toEqual([{}, {}, {}]);
});
