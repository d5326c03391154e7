// What the one field of the till is about to ask for.
import { expect, test } from 'vitest';
import { unitNamesIn } from '../data/unit-names.ts';
import { programWordsIn, say } from '../data/program-words.ts';
import { newReceiptNumber, readSlip, receiptNumberOf, slipText } from './receipt-number.ts';
import { kindOfTyped, phoneIn } from './typed.ts';

test.each([
  ['', 'nothing'],
  ['  ', 'nothing'],
  ['12', 'whole'],
  ['4567', 'partial'],
  ['45-67', 'partial'],
  ['8 900 123-45-67', 'whole'],
  ['2000000012345', 'whole'],
  ['Ан', 'partial'],
  ["Жан-Люк д'Арк", 'partial'],
  ['בדיקה', 'partial'],
  ['SUMMER26', 'whole'],
  ['😀', 'whole'],
  ['<b>', 'whole'],
] as const)('%j is %s', (typed, kind) => {
  expect(kindOfTyped(typed)).toBe(kind);
});

test('a new member begins with the phone that was looked for', () => {
  expect(['8 900 123-45-67', '4567', 'Анна', 'SUMMER26'].map(phoneIn)).toEqual(['8 900 123-45-67', '', '', '']);
});

test('a receipt’s number can be read aloud, typed and scanned from its slip', () => {
  const number = newReceiptNumber(new Date(2026, 10, 22));
  expect(number).toMatch(/^261122-[34679CFGHJKMNPRTXY]{5}-[34679CFGHJKMNPRTXY]{5}$/u);
  expect(newReceiptNumber()).not.toBe(newReceiptNumber());
  expect(readSlip(slipText(number))).toBe(number);
  expect(readSlip('2000000012345')).toBeNull();
  for (const typed of [number, number.toLowerCase(), number.replaceAll('-', ' '), slipText(number), ` ${number} `])
    expect(receiptNumberOf(typed)).toBe(number);
  expect(receiptNumberOf(' чек-17 ')).toBe('чек-17');
});

const DOCUMENT = {
  wallets: {
    bonus: {
      name: { ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' }, en: { one: 'bonus', other: 'bonuses' } },
      pay: { max: '50%', minReceipt: '300.00' },
    },
    cash: { name: { ru: 'рубль' }, decimals: 2 },
    text: { name: 'pt' },
    odd: { name: { ru: { one: 5 } } },
  },
  tiers: { levels: [{ id: 'guest' }, { id: 'gold', name: { ru: 'Золото', en: 'Gold' } }, { id: 'text', name: 'VIP' }] },
};

test('units are called what the program calls them, however it is written', () => {
  const nameOf = unitNamesIn(DOCUMENT);
  expect(nameOf('bonus').en).toEqual({ one: 'bonus', other: 'bonuses' });
  expect(nameOf('cash')).toEqual({ ru: { one: 'рубль', few: 'рубль', many: 'рубль' } });
  expect(nameOf('text').ru?.many).toBe('pt');
  expect([nameOf('odd'), nameOf('none'), unitNamesIn(undefined)('bonus')]).toEqual([{}, {}, {}]);
});

test('levels are called what the program calls them; parts and terms of units are the document’s', () => {
  const words = programWordsIn(DOCUMENT);
  expect(say(words.levelName('gold') ?? {}, 'ru')).toBe('Золото');
  expect(say(words.levelName('text') ?? {}, 'en')).toBe('VIP');
  expect([words.levelName('none'), programWordsIn(null).levelName('gold')]).toEqual([null, null]);
  expect([words.partsOf('bonus'), words.partsOf('cash')]).toEqual([1, 100]);
  expect([words.payShare('bonus'), words.payFrom('bonus'), words.payShare('cash'), words.payFrom('cash')]).toEqual([
    '50%',
    300,
    null,
    null,
  ]);
});
