// Money, units and moments as people of each language write them, in the shop's currency and zone.
import { expect, test } from 'vitest';
import { createFormat } from './format.ts';
import { languageOf } from './language.tsx';

const MOSCOW = { currency: 'RUB', timeZone: 'Europe/Moscow' };
const ru = createFormat('ru', MOSCOW);
const en = createFormat('en', MOSCOW);
const BONUS = { ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' }, en: { one: 'bonus', other: 'bonuses' } };
const NEW_YEAR = '2026-12-31T21:30:00Z';

test('money: minor units of the currency, whatever it has', () => {
  expect(spaced(ru.money(123_450))).toBe('1 234,50 ₽');
  expect(spaced(ru.money(-50, { sign: true }))).toBe('−0,50 ₽');
  expect(spaced(ru.money(50, { sign: true }))).toBe('+0,50 ₽');
  expect(en.money(123_450, { currency: 'USD' })).toBe('$1,234.50');
  expect(en.money(1200, { currency: 'JPY' })).toBe('¥1,200');
  expect(spaced(ru.money(900_719_925_474_099))).toBe('9 007 199 254 740,99 ₽');
  expect([ru.minorDigits('RUB'), ru.minorDigits('JPY'), ru.minorDigits('KWD')]).toEqual([2, 0, 3]);
});

test('what ends with the beginning of a day ends on the day before', () => {
  expect(ru.lastDay('2026-12-21T21:00:00Z')).toBe('21 декабря 2026\u00a0г.');
  expect(ru.date('2026-12-21T21:00:00Z')).toBe('22 декабря 2026\u00a0г.');
});

test('units: a number and the right form of their name, in the other language if need be', () => {
  expect(spaced(ru.units(1284, BONUS))).toBe('1 284 бонуса');
  expect(spaced(ru.units(5, BONUS, { sign: true }))).toBe('+5 бонусов');
  expect(spaced(ru.units(-1, BONUS, { sign: true }))).toBe('−1 бонус');
  expect(spaced(en.units(1, BONUS))).toBe('1 bonus');
  expect(spaced(en.units(2, { ru: BONUS.ru }))).toBe('2 бонуса');
  expect(en.units(2, {})).toBe('2');
});

test('moments are those of the shop, not of the reader', () => {
  expect(spaced(ru.date(NEW_YEAR))).toBe('1 января 2027 г.');
  expect(en.time(NEW_YEAR)).toBe('00:30');
  expect(createFormat('en', { ...MOSCOW, timeZone: 'America/New_York' }).date(NEW_YEAR)).toBe('31 December 2026');
});

test('shares are percentages with one digit', () => {
  expect(spaced(ru.percent(0.618))).toBe('61,8 %');
  expect(en.percent(0.5)).toBe('50%');
});

test('what is typed in has the separators that are shown', () => {
  expect([ru.decimalSeparator, en.decimalSeparator, en.groupSeparator]).toEqual([',', '.', ',']);
});

test.each([
  [['de-DE', 'ru-RU'], 'ru'],
  [['uk'], 'ru'],
  [['en-US', 'ru'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('of %j the first that we speak: %s', (preferred, language) => {
  expect(languageOf(preferred)).toBe(language);
});

/** Intl writes no-break spaces of several widths. */
function spaced(text: string): string {
  return text.replaceAll(/\s/gu, ' ');
}
