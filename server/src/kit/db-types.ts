// How values of PostgreSQL become values of JavaScript, the same in every connection:
// bigint → a safe integer or an error (never a rounded number); timestamptz → epoch milliseconds, infinity → null;
// date and timestamp → their text; json → parsed, unknown until a schema has looked at it.
import pg from 'pg';
import { parse } from 'postgres-array';

const OID = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  int8Array: 1016,
  dateArray: 1182,
  timestampArray: 1115,
  timestamptzArray: 1185,
} as const;

type TextParser = (text: string) => unknown;

const parsers = new Map<number, TextParser>([
  [OID.int8, parseInt8],
  [OID.timestamptz, parseTimestamptz],
  [OID.date, (text) => text],
  [OID.timestamp, (text) => text],
  [OID.int8Array, (text) => parse(text, parseInt8)],
  [OID.timestamptzArray, (text) => parse(text, parseTimestamptz)],
  [OID.dateArray, parseTexts],
  [OID.timestampArray, parseTexts],
]);

export const databaseTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): unknown =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database holds ${text}, past what a number counts exactly.`);
  return value;
}

const TIMESTAMPTZ = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-]\d\d)(?::?(\d\d))?$/u;

/** Sub-millisecond digits are cut off. */
export function parseTimestamptz(text: string): number | null {
  if (text === 'infinity' || text === '-infinity') return null;
  const match = TIMESTAMPTZ.exec(text);
  if (match === null) throw new RangeError(`The database holds a moment that Kopilka cannot read: ${text}`);
  const [, year = '', month, day, hour, minute, second, fraction = '', offsetHours, offsetMinutes = '00'] = match;
  const isoYear = year.length > 4 ? `+${year.padStart(6, '0')}` : year;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  return Date.parse(
    `${isoYear}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offsetHours}:${offsetMinutes}`,
  );
}

function parseTexts(text: string): unknown {
  return parse(text, (item) => item);
}
