/**
 * A CSV file, plain or gzip, as a stream of rows with the cells that the mapping names. Memory does not grow with the file.
 * A row that has not as many cells as the header is passed on as such; a file that is no CSV at all stops here.
 */
import { createReadStream, statSync } from 'node:fs';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { ImportFileError } from './file-error.ts';
import type { Mapping } from './mapping.ts';

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

const cellsSchema = z.array(z.string());

/** Throws ImportFileError, at once or while rows are read. */
export function readRows(path: string, mapping: Mapping): RowStream {
  const bytes = sizeOf(path);
  let seen = 0;
  const file = createReadStream(path);
  file.on('data', (chunk) => {
    seen += chunk.length;
  });
  const records = parse({ delimiter: mapping.delimiter, bom: true, relax_column_count: true, skip_empty_lines: true });
  const flowing = path.endsWith('.gz')
    ? pipeline(file, createGunzip(), decoder(mapping.encoding), records)
    : pipeline(file, decoder(mapping.encoding), records);
  // What goes wrong reaches whoever reads the records; here it only must not go unheard.
  flowing.catch(() => undefined);
  return { rows: rowsOf(records, mapping, path), read: () => (bytes === 0 ? 1 : Math.min(1, seen / bytes)) };
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new ImportFileError(`There is no file ${path}.`);
  return found.size;
}

/** Bytes of any encoding into UTF-8, which is what the parser reads. */
function decoder(encoding: string): Transform {
  const text = new TextDecoder(encoding);
  return new Transform({
    transform(chunk: Uint8Array, _encoding: string, done: TransformCallback) {
      done(null, text.decode(chunk, { stream: true }));
    },
    flush(done: TransformCallback) {
      done(null, text.decode());
    },
  });
}

async function* rowsOf(records: AsyncIterable<unknown>, mapping: Mapping, path: string): AsyncGenerator<FileRow> {
  let header: Header | undefined;
  let number = 0;
  try {
    for await (const record of records) {
      const cells = cellsSchema.parse(record);
      if (header === undefined) header = readHeader(cells, mapping, path);
      else yield rowOf(cells, header, ++number);
    }
  } catch (error) {
    if (error instanceof ImportFileError || !(error instanceof Error)) throw error;
    throw new ImportFileError(`${path} cannot be read after row ${number}: ${error.message}`, { cause: error });
  }
  if (header === undefined) throw new ImportFileError(`${path} is empty.`);
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
