/**
 * Rows of a file of receipts, with the cells that the mapping names. A row that has not as many cells as the header is passed on as such.
 */
import { ImportFileError } from './file-error.ts';
import type { Mapping } from './mapping.ts';
import type { RawRecords } from './raw-records.ts';

export interface FileRow {
  /** From 1, the header not counted. */
  readonly number: number;
  /** False when the row has not as many cells as the header: what follows may be shifted. */
  readonly whole: boolean;
  readonly receipt: string;
  readonly date: string;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly quantity: string;
  readonly price: string;
  readonly store: string;
  readonly member: string;
}

export interface RowStream {
  readonly rows: AsyncIterable<FileRow>;
  /** How much of the file has been read, from 0 to 1. */
  read(): number;
}

type Cell = Exclude<keyof FileRow, 'number' | 'whole'>;

/** `name` is the file's, for whoever reads what is wrong with it. Throws ImportFileError while rows are read. */
export function readRows({ records, read }: RawRecords, mapping: Mapping, name: string): RowStream {
  return { rows: rowsOf(records, mapping, name), read };
}

async function* rowsOf(
  records: AsyncIterable<readonly string[]>,
  mapping: Mapping,
  path: string,
): AsyncGenerator<FileRow> {
  let header: Header | undefined;
  let number = 0;
  for await (const cells of records) {
    if (header === undefined) header = readHeader(cells, mapping, path);
    else yield rowOf(cells, header, ++number);
  }
  if (header === undefined) throw new ImportFileError(`${path} is empty.`, { code: 'import_file_empty' });
}

interface Header {
  readonly cells: number;
  readonly places: Readonly<Record<Cell, number>>;
}

/** A column of the file that the mapping neither names nor ignores is a mistake, as is one that is not there. */
function readHeader(cells: readonly string[], mapping: Mapping, path: string): Header {
  const { columns } = mapping;
  const names: Readonly<Record<Cell, string | undefined>> = {
    receipt: columns.receipt,
    date: columns.date.column,
    sku: columns.sku,
    quantity: columns.quantity,
    price: columns.price,
    name: columns.name,
    category: columns.category,
    store: columns.store,
    member: columns.member?.column,
  };
  const header = cells.map((cell) => cell.trim());
  const wanted = Object.values(names).filter((name) => name !== undefined);
  const missing = [...wanted, ...mapping.ignore].filter((name) => !header.includes(name));
  const forgotten = header.filter((name) => !wanted.includes(name) && !mapping.ignore.includes(name));
  const twice = header.filter((name, place) => header.indexOf(name) !== place);
  const problems = [
    ...missing.map((name) => `the mapping names the column "${name}", which the file does not have`),
    ...forgotten.map((name) => `the mapping says nothing of the column "${name}": map it, or list it under ignore`),
    ...twice.map((name) => `the column "${name}" stands twice in the file`),
  ];
  if (problems.length > 0) throw new ImportFileError(problems.map((problem) => `${path}: ${problem}`).join('\n'));
  const place = (cell: Cell): number => header.indexOf(names[cell] ?? '\0');
  return {
    cells: header.length,
    places: {
      receipt: place('receipt'),
      date: place('date'),
      sku: place('sku'),
      quantity: place('quantity'),
      price: place('price'),
      name: place('name'),
      category: place('category'),
      store: place('store'),
      member: place('member'),
    },
  };
}

function rowOf(cells: readonly string[], { cells: count, places }: Header, number: number): FileRow {
  const cell = (place: number): string => cells[place]?.trim() ?? '';
  return {
    number,
    whole: cells.length === count,
    receipt: cell(places.receipt),
    date: cell(places.date),
    sku: cell(places.sku),
    name: cell(places.name),
    category: cell(places.category),
    quantity: cell(places.quantity),
    price: cell(places.price),
    store: cell(places.store),
    member: cell(places.member),
  };
}
