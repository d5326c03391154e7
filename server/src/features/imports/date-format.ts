/**
 * Dates as files write them: a pattern of yyyy MM M dd d HH H mm ss and whatever stands between, on the clock of a zone; or
 * `iso`, ISO 8601, which may carry its own offset. A time that the clock skipped is taken an hour later, one that it
 * showed twice the first time. A date without a time of day is noon.
 */
import { instant, type Instant } from '@kopilka/engine';

export type ReadDate = (text: string) => Instant | null;

const TOKENS = {
  yyyy: { pattern: '(\\d{4})', field: 'year' },
  MM: { pattern: '(\\d{2})', field: 'month' },
  M: { pattern: '(\\d{1,2})', field: 'month' },
  dd: { pattern: '(\\d{2})', field: 'day' },
  d: { pattern: '(\\d{1,2})', field: 'day' },
  HH: { pattern: '(\\d{2})', field: 'hour' },
  H: { pattern: '(\\d{1,2})', field: 'hour' },
  mm: { pattern: '(\\d{2})', field: 'minute' },
  ss: { pattern: '(\\d{2})', field: 'second' },
} as const;

type Field = (typeof TOKENS)[keyof typeof TOKENS]['field'];

const NOON = 12;

/** Null when the pattern cannot be read or lacks year, month or day. */
export function compileDateFormat(format: string, zone: string): ReadDate | null {
  if (format === 'iso') return (text) => readIso(text, zone);
  const fields: Field[] = [];
  const source = format.replaceAll(/([yMdHms])\1*|[^yMdHms]/gu, (part) => {
    const token = Object.entries(TOKENS).find(([name]) => name === part)?.[1];
    if (token === undefined) return /^[A-Za-z]/u.test(part) ? '(?!)' : RegExp.escape(part);
    fields.push(token.field);
    return token.pattern;
  });
  const complete = (['year', 'month', 'day'] as const).every((field) => fields.includes(field));
  if (!complete || new Set(fields).size !== fields.length || source.includes('(?!)')) return null;
  const pattern = new RegExp(`^${source}$`, 'u');
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return null;
    const found = new Map(fields.map((field, index) => [field, Number(match[index + 1])]));
    return local(found, zone);
  };
}

function local(found: ReadonlyMap<Field, number>, zone: string): Instant | null {
  const part = (field: Field, absent: number): number => found.get(field) ?? absent;
  const date = { year: part('year', 0), month: part('month', 0), day: part('day', 0) };
  const time = {
    hour: part('hour', found.has('minute') ? 0 : NOON),
    minute: part('minute', 0),
    second: part('second', 0),
  };
  return momentOrNull(() => Temporal.PlainDateTime.from({ ...date, ...time }, { overflow: 'reject' }), zone);
}

function readIso(text: string, zone: string): Instant | null {
  if (/(?:Z|[+-]\d{2}(?::?\d{2})?)$/u.test(text.slice(10))) {
    const at = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(at) ? null : instant(at);
  }
  const whole = text.length === 10 ? `${text}T12:00` : text.replace(' ', 'T');
  return momentOrNull(() => Temporal.PlainDateTime.from(whole), zone);
}

function momentOrNull(read: () => Temporal.PlainDateTime, zone: string): Instant | null {
  try {
    return instant(read().toZonedDateTime(zone).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
