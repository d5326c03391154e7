/**
 * What somebody says of a file's columns while they say it: each column is at most one thing, each thing at most one column. It begins with
 * the server's guess and ends as the mapping that the server takes.
 */
import type { Guess, ImportKind, Mapping } from './imports.ts';

const MEMBER_FIELDS = [
  'phone',
  'email',
  'card',
  'external',
  'name',
  'birthday',
  'balance',
  'level',
  'advertising',
  'registeredAt',
] as const;
const CUSTOMER_FIELDS = ['member.phone', 'member.email', 'member.card', 'member.external'] as const;
const RECEIPT_FIELDS = [
  'receipt',
  'date',
  'sku',
  'name',
  'quantity',
  'price',
  'category',
  'store',
  ...CUSTOMER_FIELDS,
] as const;

export type Field = (typeof MEMBER_FIELDS)[number] | (typeof RECEIPT_FIELDS)[number];
/** The column of each thing. */
export type Fields = Readonly<Partial<Record<Field, string>>>;

type MemberGuess = Extract<Guess, { kind: 'members' }>;
type ReceiptGuess = Extract<Guess, { kind: 'receipts' }>;
export type Rules = Omit<ReceiptGuess['rules'], 'returns'>;

export interface Draft {
  readonly fields: Fields;
  readonly decimal: '.' | ',';
  readonly dateFormat: string;
  readonly programId: string | undefined;
  /** Of members. */
  readonly wallet: string | undefined;
  readonly countryCode: string;
  readonly welcome: boolean;
  /** ISO; null: for ever. */
  readonly levelUntil: string | null;
  /** Of receipts: how the numbers of returns begin; null when there are none. */
  readonly returns: string | null;
  readonly rules: Rules | null;
}

const IDENTITIES: readonly Field[] = ['phone', 'email', 'card', 'external'];
const NEEDED: readonly Field[] = ['receipt', 'date', 'sku', 'quantity', 'price'];

export function fieldsOf(kind: ImportKind): readonly Field[] {
  return kind === 'members' ? MEMBER_FIELDS : RECEIPT_FIELDS;
}

export function draftOf(guess: Guess): Draft {
  const { decimal, programId } = guess;
  if (guess.kind === 'members') {
    const { columns, dateFormat, wallet, countryCode = '', welcome, levelUntil } = guess;
    return {
      fields: columns,
      decimal,
      programId,
      dateFormat,
      wallet,
      countryCode,
      welcome,
      levelUntil,
      returns: null,
      rules: null,
    };
  }
  const { date, member, ...plain } = guess.columns;
  const { returns, ...rules } = guess.rules;
  return {
    fields: {
      ...plain,
      ...(date === undefined ? {} : { date: date.column }),
      ...(member === undefined ? {} : { [`member.${member.kind}`]: member.column }),
    },
    decimal,
    programId,
    dateFormat: date?.format ?? 'iso',
    wallet: undefined,
    countryCode: '',
    welcome: false,
    levelUntil: null,
    returns: returns === 'none' ? null : returns.startsWith,
    rules,
  };
}

/** What the draft does not speak of stays as it was guessed. null while something is missing (lackOf). */
export function mappingOf(draft: Draft, guess: Guess, zone: string): Mapping | null {
  return guess.kind === 'members' ? memberMapping(draft, guess) : receiptMapping(draft, guess, zone);
}

function memberMapping(draft: Draft, guess: MemberGuess): Mapping {
  const { fields, decimal, dateFormat, programId, wallet, countryCode, welcome, levelUntil } = draft;
  const columns = Object.fromEntries(
    MEMBER_FIELDS.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])),
  );
  return {
    kind: 'members',
    source: guess.source,
    levelUntil,
    columns,
    decimal,
    dateFormat,
    welcome,
    ...(programId === undefined ? {} : { programId }),
    ...(wallet === undefined ? {} : { wallet }),
    ...(countryCode === '' ? {} : { countryCode }),
  };
}

function receiptMapping(draft: Draft, guess: ReceiptGuess, zone: string): Mapping | null {
  const { fields, decimal, dateFormat, programId, returns, rules } = draft;
  const { receipt, date, sku, quantity, price } = fields;
  if (receipt === undefined || date === undefined || sku === undefined) return null;
  if (quantity === undefined || price === undefined || rules === null) return null;
  const { name, category, store } = fields;
  const kinds = ['phone', 'email', 'card', 'external'] as const;
  const kind = kinds.find((each) => fields[`member.${each}`] !== undefined);
  const customer = kind === undefined ? undefined : fields[`member.${kind}`];
  return {
    kind: 'receipts',
    source: guess.source,
    grouping: guess.grouping,
    decimal,
    ...(programId === undefined ? {} : { programId }),
    columns: {
      receipt,
      date: { column: date, format: dateFormat, zone: guess.columns.date?.zone ?? zone },
      sku,
      quantity,
      price,
      ...(name === undefined ? {} : { name }),
      ...(category === undefined ? {} : { category }),
      ...(store === undefined ? {} : { store }),
      ...(kind === undefined || customer === undefined
        ? {}
        : { member: { ...keptRemoval(guess, kind, customer), column: customer, kind } }),
    },
    rules: {
      ...rules,
      returns: returns === null || returns === '' ? 'none' : { startsWith: returns, match: 'newest first' },
    },
  };
}

/** What was to be cut out of a cell belongs to the column that it was guessed of. */
function keptRemoval(
  { columns: { member } }: ReceiptGuess,
  kind: string,
  column: string,
): { readonly remove?: string } {
  const isSame = member !== undefined && member.kind === kind && member.column === column;
  return isSame && member.remove !== undefined ? { remove: member.remove } : {};
}

export function fieldOf(kind: ImportKind, fields: Fields, column: string): Field | null {
  return fieldsOf(kind).find((field) => fields[field] === column) ?? null;
}

/** The column becomes this, whatever it was, and what was this before is left aside. A receipt names its customer in one column only. */
export function withField(fields: Fields, column: string, field: Field | null): Fields {
  const isCustomer = (name: string): boolean => CUSTOMER_FIELDS.some((each) => each === name);
  const isOut = (name: string): boolean => name === field || (field !== null && isCustomer(field) && isCustomer(name));
  const rest = Object.fromEntries(Object.entries(fields).filter(([name, of]) => of !== column && !isOut(name)));
  return field === null ? rest : { ...rest, [field]: column };
}

/** Why the file cannot be read so yet: nothing tells who it is, or things that every receipt has are not chosen. */
export interface Lack {
  readonly identity: boolean;
  readonly fields: readonly Field[];
}

export function lackOf(kind: ImportKind, fields: Fields): Lack {
  return kind === 'members'
    ? { identity: IDENTITIES.every((field) => fields[field] === undefined), fields: [] }
    : { identity: false, fields: NEEDED.filter((field) => fields[field] === undefined) };
}

const EXAMPLES_MAX = 3;

/** Different things that stand in a column. */
export function examplesOf(sample: readonly (readonly string[])[], index: number): readonly string[] {
  const filled = sample.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
  return [...new Set(filled)].slice(0, EXAMPLES_MAX);
}

const SHOWN_AS: Readonly<Record<string, string>> = {
  yyyy: '2025',
  MM: '12',
  M: '12',
  dd: '31',
  d: '31',
  HH: '18',
  H: '18',
  mm: '05',
  ss: '00',
};

/** A day that no two formats write alike: 31.12.2025 18:05. */
export function dateExample(format: string): string {
  return format === 'iso' ? '2025-12-31' : format.replaceAll(/([yMdHms])\1*/gu, (token) => SHOWN_AS[token] ?? token);
}
