// What somebody says of the columns: one thing each, the guess kept where nobody says otherwise, nothing sent that lacks what it needs.
import { expect, test } from 'vitest';
import type { Guess } from './imports.ts';
import { dateExample, draftOf, examplesOf, fieldOf, lackOf, mappingOf, withField } from './mapping-draft.ts';

const MEMBERS: Guess = {
  kind: 'members',
  source: 'opening',
  decimal: ',',
  dateFormat: 'dd.MM.yyyy',
  columns: { phone: 'Телефон', balance: 'Баланс' },
  countryCode: '7',
  levelUntil: null,
  welcome: false,
};

const RULES = {
  zeroPrice: 'keep',
  negativePrice: 'refuse',
  negativeQuantity: 'refuse',
  missingName: 'keep',
  duplicateLine: 'keep',
} as const;

const RECEIPTS: Guess = {
  kind: 'receipts',
  source: 'import',
  decimal: '.',
  grouping: ' ',
  columns: {
    receipt: 'No',
    date: { column: 'Date', format: 'iso', zone: 'Europe/London' },
    sku: 'SKU',
    price: 'Price',
    member: { column: 'Customer', kind: 'external', remove: '\\.0$' },
  },
  rules: { returns: { startsWith: 'C', match: 'newest first' }, ...RULES },
};

test('a guess that nobody changes comes back as it is', () => {
  expect(mappingOf(draftOf(MEMBERS), MEMBERS, 'Europe/Moscow')).toEqual(MEMBERS);
  const whole: Guess = { ...RECEIPTS, columns: { ...RECEIPTS.columns, quantity: 'Qty' } };
  expect(mappingOf(draftOf(whole), whole, 'Europe/Moscow')).toEqual(whole);
});

test('a country code that was taken out is not sent, a program and a wallet that were chosen are', () => {
  const draft = { ...draftOf(MEMBERS), countryCode: '', programId: 'coffee', wallet: 'bonus' };
  const { countryCode: _without, ...rest } = MEMBERS;
  expect(mappingOf(draft, MEMBERS, 'UTC')).toEqual({ ...rest, programId: 'coffee', wallet: 'bonus' });
});

test('a column is one thing, a thing is one column', () => {
  const { fields } = draftOf(MEMBERS);
  expect(withField(fields, 'Мобильный', 'phone')).toEqual({ phone: 'Мобильный', balance: 'Баланс' });
  expect(withField(fields, 'Баланс', 'card')).toEqual({ phone: 'Телефон', card: 'Баланс' });
  expect(withField(fields, 'Баланс', null)).toEqual({ phone: 'Телефон' });
  expect(fieldOf('members', fields, 'Город')).toBeNull();
});

test('a receipt names its customer in one column; what was cut out of another column’s cells is not cut out of this one’s', () => {
  const fields = withField(withField(draftOf(RECEIPTS).fields, 'Qty', 'quantity'), 'Mail', 'member.email');
  expect(fieldOf('receipts', fields, 'Customer')).toBeNull();
  const mapping = mappingOf({ ...draftOf(RECEIPTS), fields }, RECEIPTS, 'UTC');
  expect(mapping?.columns).toMatchObject({ member: { column: 'Mail', kind: 'email' } });
  expect(mapping?.columns).not.toHaveProperty('member.remove');
});

test('what is missing is named, and nothing is sent without it', () => {
  expect(lackOf('members', { name: 'Имя' })).toEqual({ identity: true, fields: [] });
  expect(lackOf('members', { card: 'Карта' })).toEqual({ identity: false, fields: [] });
  const draft = draftOf(RECEIPTS);
  expect(lackOf('receipts', draft.fields)).toEqual({ identity: false, fields: ['quantity'] });
  expect(mappingOf(draft, RECEIPTS, 'UTC')).toBeNull();
});

test('examples are what differs and is not empty', () => {
  const sample = [['1', ' '], ['1', 'a'], ['2'], ['3', ''], ['4', 'b']];
  expect(examplesOf(sample, 0)).toEqual(['1', '2', '3']);
  expect(examplesOf(sample, 1)).toEqual(['a', 'b']);
});

test.each([
  ['dd.MM.yyyy', '31.12.2025'],
  ['MM/dd/yyyy HH:mm', '12/31/2025 18:05'],
  ['d.M.yyyy H:mm:ss', '31.12.2025 18:05:00'],
  ['iso', '2025-12-31'],
])('a format is shown by a day that no two write alike: %s', (format, shown) => {
  expect(dateExample(format)).toBe(shown);
});
