/**
 * Amounts, units and moments in the reader's language. Money comes in minor units of the organization's currency (kopecks), moments
 * as ISO text and are shown in the organization's time zone: a receipt's time is the shop's, wherever one reads it.
 */
import { type Language, pluralForm } from './define-phrases.ts';

export interface Place {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA, such as Europe/Moscow. */
  readonly timeZone: string;
}

/** What a unit is called, as a program's document tells it. */
export interface UnitName {
  readonly ru?: { readonly one: string; readonly few: string; readonly many: string } | undefined;
  readonly en?: { readonly one: string; readonly other: string } | undefined;
}

export interface Format {
  readonly language: Language;
  /** 123450 → 1 234,50 ₽. With `sign`, what is added has a plus. */
  money(minor: number, options?: { readonly sign?: boolean; readonly currency?: string }): string;
  /** As short as an axis wants it: 12 тыс. ₽. */
  moneyShort(minor: number): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** 0.618 → 61,8 %. */
  percent(share: number): string;
  /** 5 → 5 бонусов; without a name in this language, in the other one. */
  units(count: number, name: UnitName, options?: { readonly sign?: boolean }): string;
  /** Only the word: бонусов. */
  unitWord(count: number, name: UnitName): string;
  /** 21 ноября 2026. */
  date(moment: string): string;
  /** The last day of something that ends with the beginning of a day: until 22 ноября 00:00 → 21 ноября 2026. */
  lastDay(end: string): string;
  /** 21 ноя, 14:32. */
  dateTime(moment: string): string;
  time(moment: string): string;
  /** A day of the calendar, 2026-11-21, whatever the zone: 21 ноя 2026 г. */
  day(day: string): string;
  /** 21 ноя. */
  dayShort(day: string): string;
  /** How many digits of a currency are minor: 2 for roubles. */
  minorDigits(currency: string): number;
  readonly decimalSeparator: string;
  readonly groupSeparator: string;
}

/** As a label begins: кассир → Кассир. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const LOCALES = { ru: 'ru-RU', en: 'en-GB' } as const;

export function createFormat(language: Language, { currency, timeZone }: Place): Format {
  const locale = LOCALES[language];
  const number = (value: number, options?: Intl.NumberFormatOptions): string =>
    withMinus(new Intl.NumberFormat(locale, options).format(value));
  const moment = (options: Intl.DateTimeFormatOptions): ((text: string) => string) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (text) => withYear(format.format(new Date(text)));
  };
  const date = moment({ day: 'numeric', month: 'long', year: 'numeric' });
  const unitWord = (count: number, name: UnitName): string => wordFor(Math.abs(count), name, language);
  return {
    language,
    number,
    money: (minor, options = {}) =>
      money({ minor, locale, currency: options.currency ?? currency, signed: options.sign }),
    moneyShort: (minor) =>
      number(minor / 10 ** digitsOf(locale, currency), {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumFractionDigits: 1,
      }),
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 1 }),
    units: (count, name, options = {}) => {
      const written = number(count, options.sign === true ? { signDisplay: 'exceptZero' } : {});
      return `${written}\u00a0${unitWord(count, name)}`.trimEnd();
    },
    unitWord,
    date,
    lastDay: (end) => date(new Date(Date.parse(end) - 1).toISOString()),
    dateTime: moment({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    time: moment({ hour: '2-digit', minute: '2-digit' }),
    day: (text) => calendarDay(locale, text, { year: 'numeric' }),
    dayShort: (text) => calendarDay(locale, text, {}),
    minorDigits: (of) => digitsOf(locale, of),
    decimalSeparator: separatorIn(locale, 'decimal'),
    groupSeparator: separatorIn(locale, 'group'),
  };
}

function calendarDay(locale: string, day: string, more: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC', ...more });
  return withYear(format.format(new Date(`${day}T00:00:00Z`)));
}

function money(one: {
  readonly minor: number;
  readonly locale: string;
  readonly currency: string;
  readonly signed: boolean | undefined;
}): string {
  const format = new Intl.NumberFormat(one.locale, {
    style: 'currency',
    currency: one.currency,
    currencyDisplay: 'narrowSymbol',
    ...(one.signed === true ? { signDisplay: 'exceptZero' } : {}),
  });
  return withMinus(format.format(one.minor / 10 ** digitsOf(one.locale, one.currency)));
}

/** Intl writes a hyphen, which is shorter than a plus and may be torn from its number at the end of a line. */
function withMinus(written: string): string {
  return written.replace('-', '\u2212');
}

/** «г.» is not left alone on the next line. */
function withYear(written: string): string {
  return written.replace(' г.', '\u00a0г.');
}

function digitsOf(locale: string, currency: string): number {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;
}

const WITH_SEPARATORS = 12_345.5;

function separatorIn(locale: string, type: 'decimal' | 'group'): string {
  return new Intl.NumberFormat(locale).formatToParts(WITH_SEPARATORS).find((part) => part.type === type)?.value ?? '';
}

function wordFor(count: number, { ru, en }: UnitName, language: Language): string {
  if (language === 'ru' && ru !== undefined) return pluralForm({ ...ru, other: ru.few }, count, 'ru');
  if (en !== undefined) return pluralForm(en, count, 'en');
  return ru === undefined ? '' : pluralForm({ ...ru, other: ru.few }, count, 'ru');
}
