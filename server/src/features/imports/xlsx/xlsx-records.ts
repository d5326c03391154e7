/** A sheet of a workbook as a stream of rows. What grows with the file is only its table of texts, and that has a bound. */
import type { FileBytes } from '../bytes.ts';
import { ImportFileError } from '../file-error.ts';
import { COLUMNS_MAX, type RawRecords, tooWide } from '../raw-records.ts';
import type { FileShape } from '../stored.ts';
import { dateText, numberText } from './cell-text.ts';
import { readSharedStrings, type SharedStrings } from './shared-strings.ts';
import { openWorkbook, readDateStyles } from './workbook.ts';
import { xmlItems } from './xml.ts';

/** Excel's own limit is 32 767. */
const CELL_CHARACTERS_MAX = 100_000;

interface Reading {
  readonly strings: SharedStrings;
  readonly dates: readonly boolean[];
  readonly is1904: boolean;
  readonly decimal: '.' | ',';
}

/** Throws ImportFileError, at once or while rows are read. */
export async function xlsxRecords(
  bytes: FileBytes,
  { sheet, decimal }: Pick<FileShape, 'sheet' | 'decimal'>,
): Promise<RawRecords> {
  const workbook = await openWorkbook(bytes);
  const { archive, sheets, is1904 } = workbook;
  const wanted = sheet === null ? sheets[0] : sheets.find(({ name }) => name === sheet);
  if (wanted === undefined)
    throw new ImportFileError('The workbook has no such sheet.', { code: 'import_sheet_unknown' });
  const dates = await readDateStyles(workbook);
  const strings = await readSharedStrings(await archive.open('xl/sharedStrings.xml'));
  const stream = await archive.open(wanted.path);
  if (stream === null) throw new ImportFileError('The workbook lacks the sheet that it names.');
  const gathered = createGatherer({ strings, dates, is1904, decimal });
  return { records: xmlItems(stream, gathered.handler, gathered.take), read: archive.read };
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

/** Puts cells together to rows. Rows without anything are none. */
function createGatherer(reading: Reading) {
  let ready: string[][] = [];
  let row: string[] = [];
  let column = -1;
  let cell: Cell | null = null;
  let isValue = false;
  return {
    take: () => {
      const rows = ready;
      ready = [];
      return rows;
    },
    handler: {
      open: (name: string, attributes: Readonly<Record<string, string>>) => {
        if (name === 'row') {
          row = [];
          column = -1;
        } else if (name === 'c') {
          const { r = '', t: type = 'n', s: style = '0' } = attributes;
          column = r === '' ? column + 1 : columnOf(r);
          cell = { column, type, style: Number(style), text: '' };
        } else isValue = name === 'v' || name === 't';
      },
      text: (text: string) => {
        if (cell === null || !isValue) return;
        cell.text += text;
        if (cell.text.length > CELL_CHARACTERS_MAX) throw new ImportFileError('A cell is too long.');
      },
      close: (name: string) => {
        if (name === 'v' || name === 't') isValue = false;
        if (name === 'c' && cell !== null) {
          const text = cellText(cell, reading);
          if (text !== '') put(row, cell.column, text);
          cell = null;
        }
        if (name === 'row' && row.length > 0) ready.push(row);
      },
    },
  };
}

function put(row: string[], column: number, text: string): void {
  if (column >= COLUMNS_MAX) throw tooWide();
  while (row.length < column) row.push('');
  row[column] = text;
}

function cellText({ type, style, text }: Cell, { strings, dates, is1904, decimal }: Reading): string {
  switch (type) {
    case 's':
      return strings.at(Number(text));
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return (dates[style] === true ? dateText(text, { is1904 }) : null) ?? numberText(text, decimal);
    default:
      return text;
  }
}

/** "AB12" is 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const value = (letter.codePointAt(0) ?? 0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}
