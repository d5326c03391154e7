// A store gets a short name of plain letters for receipts and rules, whatever its own is.
import { expect, test } from 'vitest';
import { storeIdOf } from './store-id.ts';

test.each([
  ['На Покровке', 'na-pokrovke'],
  ['Щёлково, ТЦ «Юбилейный»', 'schelkovo-tts-yubileynyy'],
  ['Café de l’Été №2', 'cafe-de-l-ete-no2'],
  ['  ☕️ 1  ', '1'],
  ['مقهى', 'store-1'],
  ['', 'store-1'],
  ['x'.repeat(500), 'x'.repeat(40)],
])('%j is %j', (name, id) => {
  expect(storeIdOf(name, new Set())).toBe(id);
});

test('what is taken gets a number', () => {
  expect(storeIdOf('Покровка', new Set(['pokrovka', 'pokrovka-2']))).toBe('pokrovka-3');
  expect(storeIdOf('店', new Set(['store-1']))).toBe('store-2');
});
