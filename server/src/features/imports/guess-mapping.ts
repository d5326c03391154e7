/** What the columns of a file may mean, from their names and first cells: a beginning for whoever says what they do mean. */
import type { CompiledProgram } from '@kopilka/engine';
import { compileDateFormat } from './date-format.ts';
import { normalPhone } from '../members/identity.ts';
import { guessSchema, type GuessedMapping, type ImportKind, type MemberColumn } from './schema.ts';
import type { StoredFile } from './stored.ts';

type Names<Key extends string> = readonly (readonly [Key, RegExp])[];

/** In the order in which they choose. */
const MEMBER_NAMES: Names<MemberColumn> = [
  ['phone', /phone|mobile|^tel|телефон|^тел\b|^моб/iu],
  ['email', /e-?mail|почт/iu],
  ['birthday', /birth|рожд|^др$/iu],
  ['registeredAt', /regist|joined|created|регистр|дата (?:создан|вступл|выдач|добавл)/iu],
  ['advertising', /consent|advert|marketing|subscri|реклам|рассыл|соглас/iu],
  ['balance', /balance|points|bonus|cashback|баланс|балл|бонус|остаток|кешб|кэшб/iu],
  ['level', /level|tier|status|уров|статус|грейд/iu],
  ['card', /card|карт|штрих/iu],
  ['name', /^name|full ?name|customer ?name|^фио|ф\. ?и\. ?о|^имя|^клиент$|^customer$/iu],
  ['external', /^id$|\bid$|^ид$|^код|^code|external|crm|№|номер/iu],
];

type ReceiptColumn = 'receipt' | 'date' | 'sku' | 'quantity' | 'price' | 'name' | 'category' | 'store' | 'member';

const RECEIPT_NAMES: Names<ReceiptColumn> = [
  ['date', /date|time|дата|время/iu],
  ['quantity', /qty|quantity|кол-? ?во|количеств/iu],
  ['price', /price|цена/iu],
  ['sku', /sku|stock ?code|article|артикул|код товар|item ?(?:id|code|no)|product ?(?:id|code)|barcode|штрих/iu],
  ['receipt', /receipt|invoice|чек|order|bill|докум|заказ/iu],
  ['member', /customer|client|member|клиент|покупат|card|карт|phone|телефон/iu],
  ['store', /store|shop|branch|магазин|точк|касс|склад|филиал/iu],
  ['category', /categor|group|категор|групп/iu],
  ['name', /description|name|наимен|назван|товар/iu],
];

export function guessMapping(
  kind: ImportKind,
  file: Pick<StoredFile, 'columns' | 'sample' | 'shape'>,
  programs: readonly CompiledProgram[],
): GuessedMapping {
  return kind === 'members' ? guessMembers(file, programs) : guessReceipts(file, programs);
}

type Sampled = Pick<StoredFile, 'columns' | 'sample' | 'shape'>;

function guessMembers(file: Sampled, programs: readonly CompiledProgram[]): GuessedMapping {
  const columns = chosen(file.columns, MEMBER_NAMES);
  const cells = (name: string | undefined): readonly string[] => cellsOf(file, name);
  const dateFormat = dateFormatOf([...cells(columns.birthday), ...cells(columns.registeredAt)]);
  const needsCountry = cells(columns.phone).some((cell) => normalPhone(cell) === null);
  const countryCode = needsCountry ? COUNTRY_CODES[programs[0]?.currency ?? ''] : undefined;
  return guessSchema.parse({
    kind: 'members',
    decimal: decimalOf(file, cells(columns.balance)),
    dateFormat,
    columns,
    ...(countryCode === undefined ? {} : { countryCode }),
  });
}

function guessReceipts(file: Sampled, programs: readonly CompiledProgram[]): GuessedMapping {
  const { date, member, ...columns } = chosen(file.columns, RECEIPT_NAMES);
  const zone = programs[0]?.calendar.zone ?? 'UTC';
  return guessSchema.parse({
    kind: 'receipts',
    decimal: decimalOf(file, [...cellsOf(file, columns.price), ...cellsOf(file, columns.quantity)]),
    grouping: cellsOf(file, columns.price).some((cell) => /\d \d{3}/u.test(cell)) ? ' ' : '',
    columns: {
      ...columns,
      ...(date === undefined ? {} : { date: { column: date, format: dateFormatOf(cellsOf(file, date)), zone } }),
      ...(member === undefined ? {} : { member: memberColumn(file, member) }),
    },
  });
}

/** As the numbers are written; where none has a fraction, as spreadsheets that put a semicolon between cells write it. */
function decimalOf({ shape }: Sampled, cells: readonly string[]): '.' | ',' {
  if (shape.format === 'xlsx') return shape.decimal;
  const ends = (mark: RegExp): number => cells.filter((cell) => mark.test(cell)).length;
  const [commas, points] = [ends(/,\d{1,2}$/u), ends(/\.\d{1,2}$/u)];
  if (commas === points) return shape.delimiter === ';' ? ',' : '.';
  return commas > points ? ',' : '.';
}

function memberColumn(file: Sampled, column: string) {
  const kind = /phone|телефон/iu.test(column) ? 'phone' : /card|карт/iu.test(column) ? 'card' : 'external';
  const hasFraction = cellsOf(file, column).some((cell) => /^\d+\.0$/u.test(cell));
  return { column, kind, ...(hasFraction ? { remove: String.raw`\.0$` } : {}) };
}

/** Each column once, for the first meaning that takes it. */
function chosen<Key extends string>(columns: readonly string[], names: Names<Key>): Partial<Record<Key, string>> {
  const found: Partial<Record<Key, string>> = {};
  const taken = new Set<string>();
  for (const [key, pattern] of names) {
    const name = columns.find((column) => !taken.has(column) && pattern.test(column));
    if (name === undefined) continue;
    found[key] = name;
    taken.add(name);
  }
  return found;
}

function cellsOf({ columns, sample }: Sampled, name: string | undefined): readonly string[] {
  const place = name === undefined ? -1 : columns.indexOf(name);
  return sample.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '');
}

const DATE_FORMATS = [
  'iso',
  'dd.MM.yyyy',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'd.M.yyyy',
  'd.M.yyyy H:mm',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'M/d/yyyy H:mm',
  'dd-MM-yyyy',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
] as const;

/** The first that reads all of them, or else most. */
function dateFormatOf(cells: readonly string[]): string {
  const scored = DATE_FORMATS.map((format) => {
    const read = compileDateFormat(format, 'UTC');
    return { format, count: cells.filter((cell) => read !== null && read(cell) !== null).length };
  });
  return scored.toSorted((a, b) => b.count - a.count)[0]?.format ?? 'iso';
}

/** Of shops that count in these; whoever maps the file sees it and may choose another. */
const COUNTRY_CODES: Readonly<Record<string, string>> = {
  RUB: '7',
  KZT: '7',
  BYN: '375',
  UAH: '380',
  AMD: '374',
  GEL: '995',
  UZS: '998',
  GBP: '44',
  USD: '1',
};
