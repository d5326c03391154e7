/**
 * The leaves of the program document: texts that must read as durations, rates, decimals, dates. Each names its form and
 * an example, from which complaints and the editors' help are made. Numbers stay decimal text (numbers of YAML and JSON
 * are read from their source), so that 300.00 and 1.10 are exact; a JavaScript number is accepted for callers that build
 * documents in code.
 */
import { z } from 'zod';
import { calendarOf, isZone } from '../values/calendar.ts';
import { readDecimal } from '../values/decimal.ts';
import { parseDuration } from '../values/duration.ts';
import { parseRate } from '../values/ratio.ts';
import { CURRENCIES } from './currencies.ts';
import { readHours, readMonthDay, readMoment } from './schedule-text.ts';

/** How a leaf is described to people. */
interface Help {
  readonly description: string;
  readonly examples: readonly [string, ...string[]];
}

const ID_LENGTH_MAX = 40;
const TEXT_LENGTH_MAX = 200;
const EXPRESSION_LENGTH_MAX = 2000;
const UTC = calendarOf('UTC');

/** Names used in expressions, where "-" would be a minus: wallets and meters. */
export const nameField = z.string().refine((text) => /^[a-z][a-z0-9_]*$/.test(text) && text.length <= ID_LENGTH_MAX, {
  error: (issue) => `not a name: "${String(issue.input)}"`,
  params: {
    hint: `small Latin letters, digits and _, from a letter, at most ${ID_LENGTH_MAX}, like bonus or status_points`,
  },
});

/** Ids of programs, rules and levels. */
export const slugField = z.string().refine((text) => /^[a-z][a-z0-9_-]*$/.test(text) && text.length <= ID_LENGTH_MAX, {
  error: (issue) => `not an id: "${String(issue.input)}"`,
  params: { hint: `small Latin letters, digits, - and _, from a letter, at most ${ID_LENGTH_MAX}, like corner-coffee` },
});

export const wordsField = z.string().refine((text) => text.trim() !== '' && text.length <= TEXT_LENGTH_MAX, {
  error: 'empty or too long',
  params: { hint: `write 1 to ${TEXT_LENGTH_MAX} characters` },
});

export const currencyField = z
  .string()
  .refine((text) => CURRENCIES.has(text), {
    error: (issue) => `unknown currency: "${String(issue.input)}"`,
    params: { hint: 'three capital letters of ISO 4217, like RUB, EUR or USD', known: [...CURRENCIES] },
  })
  .meta({
    title: 'Currency',
    description: 'ISO 4217 code of the money on receipts, for example RUB.',
    examples: ['RUB'],
  });

export const zoneField = z
  .string()
  .refine(isZone, {
    error: (issue) => `unknown time zone: "${String(issue.input)}"`,
    params: {
      hint: 'a name of the IANA list, like Europe/Moscow',
      // Hundreds of names, asked for only when one is wrong.
      get known() {
        return Intl.supportedValuesOf('timeZone');
      },
    },
  })
  .meta({
    title: 'Time zone',
    description: 'IANA zone in which days, months and years of the program begin and end, for example Europe/Moscow.',
    examples: ['Europe/Moscow'],
  });

export const decimalField = (help: Help) =>
  z
    .preprocess(numberToText, decimalText())
    .meta({ description: help.description, examples: [...help.examples], type: ['number', 'string'] });

export const rateField = (help: Help) =>
  readable((text) => parseRate(text) !== null, 'a rate', 'like 5%, 0.5% or "1 per 33.00"', help);

export const percentField = (help: Help) =>
  readable((text) => parseRate(text)?.type === 'percent', 'a percentage', 'like 50% or 12.5%', help);

export const durationField = (help: Help) =>
  readable(
    (text) => isLasting(text),
    'a duration',
    'like P180D (days), P2W (weeks), P12M (months) or P1Y, at most a century and not zero',
    help,
  );

export const monthDayField = (help: Help) =>
  readable(
    (text) => readMonthDay(text) !== null,
    'a date of every year',
    'month and day, like "12-31"; "02-29" is not in every year',
    help,
  );

export const hoursField = (help: Help) =>
  readable(
    (text) => readHours(text) !== null,
    'hours of a day',
    'like "08:00-10:00", or "22:00-02:00" over midnight',
    help,
  );

export const momentField = (help: Help) =>
  readable(
    (text) => readMoment(text, UTC) !== null,
    'a date or a moment',
    'like 2027-01-01, 2027-01-01T10:00 (program zone) or 2027-01-01T07:00:00Z',
    help,
  );

/** A condition in CEL; what it may name is checked apart, with positions. */
export const expressionField = (help: Help) =>
  z
    .string()
    .refine((text) => text.trim() !== '' && text.length <= EXPRESSION_LENGTH_MAX, {
      error: 'an expression is empty or too long',
      params: {
        hint: `write a condition of at most ${EXPRESSION_LENGTH_MAX} characters, like receipt.total >= 500.00`,
      },
    })
    .meta({ description: help.description, examples: [...help.examples] });

export const wholeField = (min: number, max: number, help: Help) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
      z.int().min(min).max(max),
    )
    .meta({ description: help.description, examples: help.examples.map(Number) });

function readable(reads: (text: string) => boolean, what: string, form: string, help: Help) {
  return z
    .string()
    .refine(reads, { error: (issue) => `not ${what}: "${String(issue.input)}"`, params: { hint: `write it ${form}` } })
    .meta({ description: help.description, examples: [...help.examples] });
}

function decimalText() {
  return z.string().refine((text) => readDecimal(text) !== null, {
    error: (issue) => `not a number: "${String(issue.input)}"`,
    params: { hint: 'digits with a decimal point and nothing else, like 300.00; not negative' },
  });
}

function numberToText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function isLasting(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== null && duration.years + duration.months + duration.days > 0;
}
