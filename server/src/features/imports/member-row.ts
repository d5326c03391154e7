/** One row as a member: what it says, or why it cannot be taken. Nothing is asked of the database here. */
import { type CompiledProgram, type Instant, instant } from '@kopilka/engine';
import { IDENTITY_KINDS, type Identity, identityFields } from '../members/identity.ts';
import { profileSchema } from '../members/profile.ts';
import { compileDateFormat, type ReadDate } from './date-format.ts';
import { readFileDecimal, toPlaces } from './decimal-text.ts';
import { readPhone } from './phone-text.ts';
import type { ProblemCode } from './problem-words.ts';
import type { FileRecord } from './records.ts';
import type { MemberColumn, MemberMapping } from './schema.ts';

export interface MemberRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** At least one. */
  readonly identities: readonly Identity[];
  readonly name: string | null;
  /** yyyy-MM-dd. */
  readonly birthday: string | null;
  /** In the smallest part of the wallet, above zero. */
  readonly units: number | null;
  /** A level's id. */
  readonly level: string | null;
  readonly advertising: boolean | null;
  readonly registeredAt: Instant | null;
}

export interface RowFault {
  readonly code: ProblemCode;
  /** The cell. */
  readonly example: string | null;
}

export type ReadMember = (record: FileRecord) => MemberRow | RowFault;

export interface MemberReading {
  readonly mapping: MemberMapping;
  readonly columns: readonly string[];
  readonly program: CompiledProgram;
  /** The wallet of the balances; null where the file has none. */
  readonly wallet: string | null;
  readonly isWorkbook: boolean;
  readonly now: Instant;
}

/** In whole units: more is another column, or a mistake. */
const BALANCE_MAX = 100_000_000n;
const YES = /^(?:yes|y|true|1|да|д|\+|истина|x|х|v|✓)$/iu;
const NO = /^(?:no|n|false|0|нет|н|-|ложь)$/iu;
const REPLACEMENT = '\uFFFD';

class Fault extends Error implements RowFault {
  readonly code: ProblemCode;
  readonly example: string | null;

  constructor(code: ProblemCode, example: string | null) {
    super(code);
    this.code = code;
    this.example = example;
  }
}

export function createMemberReader(reading: MemberReading): ReadMember {
  const { mapping, columns } = reading;
  const places = new Map<string, number>(
    Object.entries(mapping.columns).map(([key, name]) => [key, name === undefined ? -1 : columns.indexOf(name)]),
  );
  const readers = createReaders(reading);
  return ({ number, cells: all }) => {
    const cells =
      all.length > columns.length && all.slice(columns.length).every(isBlank) ? all.slice(0, columns.length) : all;
    if (cells.length !== columns.length) return { code: 'row_broken', example: null };
    const cell = (key: MemberColumn): string => cellText(cells[places.get(key) ?? -1]);
    try {
      return readRow({ row: number, cells, cell }, readers);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { code: error.code, example: error.example };
    }
  };
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

/** Without what a refused row was given against formulas. */
function cellText(cell: string | undefined): string {
  const text = (cell ?? '').trim().replace(/^'(?=[=+\-@])/u, '');
  if (text.includes(REPLACEMENT)) throw new Fault('text_broken', text);
  return text;
}

interface Readers {
  readonly identities: (cell: (key: MemberColumn) => string) => readonly Identity[];
  readonly birthday: (text: string) => string;
  readonly registered: (text: string) => Instant;
  readonly units: (text: string) => number | null;
  readonly level: (text: string) => string;
}

function readRow(
  { row, cells, cell }: { row: number; cells: readonly string[]; cell: (key: MemberColumn) => string },
  readers: Readers,
): MemberRow {
  const told = <T>(key: MemberColumn, read: (text: string) => T): T | null => {
    const text = cell(key);
    return text === '' ? null : read(text);
  };
  const identities = readers.identities(cell);
  if (identities.length === 0) throw new Fault('identity_missing', null);
  return {
    row,
    cells,
    identities,
    name: told('name', readName),
    birthday: told('birthday', readers.birthday),
    units: told('balance', readers.units),
    level: told('level', readers.level),
    advertising: told('advertising', readAdvertising),
    registeredAt: told('registeredAt', readers.registered),
  };
}

function createReaders({ mapping, program, wallet, isWorkbook, now }: MemberReading): Readers {
  const { dateFormat, decimal, countryCode } = mapping;
  const day = createDateReader(dateFormat, { zone: 'UTC', isWorkbook });
  const moment = createDateReader(dateFormat, { zone: program.calendar.zone, isWorkbook });
  const today = program.calendar.dayOf(now);
  const decimals = wallet === null ? 0 : (program.wallets.get(wallet)?.decimals ?? 0);
  const levels = levelNames(program);
  return {
    identities: (cell) => readIdentities(cell, countryCode),
    birthday: (text) => {
      const at = day(text);
      const date = at === null ? '' : new Date(at).toISOString().slice(0, 10);
      if (!profileSchema.shape.birthday.safeParse(date).success || date > today)
        throw new Fault('birthday_unreadable', text);
      return date;
    },
    registered: (text) => {
      const at = moment(text);
      // A date without a time is noon, which today may still be ahead.
      if (at === null || program.calendar.dayOf(at) > today) throw new Fault('registered_unreadable', text);
      return instant(Math.min(at, now));
    },
    units: (text) => readUnits(text, decimal, decimals),
    level: (text) => {
      const level = levels.get(text.toLowerCase());
      if (level === undefined) throw new Fault('level_unknown', text);
      return level;
    },
  };
}

function readIdentities(cell: (key: MemberColumn) => string, countryCode: string | undefined): readonly Identity[] {
  return IDENTITY_KINDS.flatMap((kind): readonly Identity[] => {
    const text = cell(kind);
    if (text === '') return [];
    if (kind === 'phone') {
      const read = readPhone(text, countryCode);
      if (read.type === 'unreadable') throw new Fault(read.code, text);
      return [{ kind, value: read.value }];
    }
    const read = identityFields[kind].safeParse(text);
    if (!read.success) throw new Fault(`${kind}_unreadable`, text);
    return [{ kind, value: read.data }];
  });
}

function readName(text: string): string {
  const read = profileSchema.shape.name.safeParse(text.replaceAll(/\s+/gu, ' '));
  if (!read.success || read.data === undefined) throw new Fault('name_unreadable', text.slice(0, 100));
  return read.data;
}

function readAdvertising(text: string): boolean {
  if (YES.test(text)) return true;
  if (NO.test(text)) return false;
  throw new Fault('advertising_unreadable', text);
}

/** null for nothing, which needs no opening balance. */
function readUnits(text: string, decimal: '.' | ',', decimals: number): number | null {
  const read = readFileDecimal(text.replaceAll(/[\s']/gu, ''), { decimal, grouping: '' });
  if (read === null) throw new Fault('balance_unreadable', text);
  if (read.digits < 0n) throw new Fault('balance_negative', text);
  const { value, exact } = toPlaces(read, decimals);
  if (!exact) throw new Fault('balance_fraction', text);
  if (value > BALANCE_MAX * 10n ** BigInt(decimals)) throw new Fault('balance_absurd', text);
  return value === 0n ? null : Number(value);
}

function levelNames(program: CompiledProgram): ReadonlyMap<string, string> {
  const levels = program.tiers?.levels ?? [];
  return new Map(
    levels.flatMap(({ id, name }) =>
      [id, name.ru, name.en].flatMap((each): (readonly [string, string])[] =>
        each === undefined ? [] : [[each.toLowerCase(), id]],
      ),
    ),
  );
}

/** Five digits in a workbook are a day of its calendar, in a column that was not told to be one. */
const SERIAL = /^\d{5}$/u;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** By the format; ISO 8601 is read whatever the format, because a workbook's own dates are handed on so. */
function createDateReader(format: string, { zone, isWorkbook }: { zone: string; isWorkbook: boolean }): ReadDate {
  const own = compileDateFormat(format, zone) ?? (() => null);
  const iso = compileDateFormat('iso', zone) ?? (() => null);
  return (text) => {
    if (isWorkbook && SERIAL.test(text))
      return iso(new Date(SERIAL_EPOCH + Number(text) * DAY_MS).toISOString().slice(0, 10));
    return own(text) ?? iso(text);
  };
}
