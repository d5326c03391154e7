/** What of a workbook must be known before one of its sheets can be read: their names, its calendar, which formats are dates. */
import type { FileBytes } from '../bytes.ts';
import { ImportFileError } from '../file-error.ts';
import { isDateFormat } from './cell-text.ts';
import { readXml } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

export interface Sheet {
  readonly name: string;
  /** In the archive. */
  readonly path: string;
}

export interface Workbook {
  readonly archive: Archive;
  /** At least one; those with cells only. */
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
}

const MAIN = 'xl/workbook.xml';

/** Throws ImportFileError: also when the archive is no workbook. */
export async function openWorkbook(bytes: FileBytes): Promise<Workbook> {
  const archive = await openArchive(bytes);
  const main = await archive.open(MAIN);
  const relations = await archive.open('xl/_rels/workbook.xml.rels');
  if (main === null || relations === null) throw unrecognised();
  const targets = new Map<string, string>();
  await readXml(relations, {
    open: (name, { Id = '', Target = '', Type = '' }) => {
      if (name === 'Relationship' && Type.endsWith('/worksheet')) targets.set(Id, pathOf(Target));
    },
    text: () => undefined,
    close: () => undefined,
  });
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readXml(main, {
    open: (element, { name = '', id = '', date1904 = '0' }) => {
      const path = targets.get(id);
      if (element === 'sheet' && path !== undefined) sheets.push({ name, path });
      if (element === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
    },
    text: () => undefined,
    close: () => undefined,
  });
  if (sheets.length === 0) throw unrecognised();
  return { archive, sheets, is1904 };
}

function unrecognised(): ImportFileError {
  return new ImportFileError('The archive is no workbook.', { code: 'import_file_unrecognised' });
}

function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** By a cell's style: whether its number is a date. */
export async function readDateStyles({ archive }: Workbook): Promise<readonly boolean[]> {
  const stream = await archive.open('xl/styles.xml');
  if (stream === null) return [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let isInCells = false;
  await readXml(stream, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'cellXfs') isInCells = true;
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'xf' && isInCells) styles.push(Number(numFmtId));
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles.map((id) => isDateFormat(id, codes));
}
