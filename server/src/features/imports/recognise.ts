/**
 * What a file is, from its bytes; its name is not asked. A workbook by its archive, a packed file by its mark, and text by its letters:
 * UTF-8 and UTF-16 prove themselves, among the old Cyrillic encodings the one is taken in which the commonest letters come out.
 */
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { FileBytes } from './bytes.ts';
import { ImportFileError } from './file-error.ts';
import type { ENCODINGS } from './mapping.ts';
import type { readChoicesSchema } from './schema.ts';
import type { FileShape } from './stored.ts';
import { fileErrorOf } from './xlsx/zip.ts';
import { openWorkbook } from './xlsx/workbook.ts';

export type Choices = z.output<typeof readChoicesSchema>;

export interface Recognised {
  readonly shape: FileShape;
  /** Of a workbook. */
  readonly sheets: readonly string[];
}

type Encoding = (typeof ENCODINGS)[number];

/** How far a file is looked into for the first letter that is not ASCII. */
const LOOK_BYTES_MAX = 64 * 1024 ** 2;
/** What is looked at closely. */
const SAMPLE_BYTES = 256 * 1024;
const RECORDS_LOOKED_AT = 30;
/** Control characters that no table has; those above ASCII come of a wrong encoding. */
const NO_TEXT = /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/u;
const DELIMITERS = [';', ',', '\t', '|'] as const;

/** Throws ImportFileError. */
export async function recognise(bytes: FileBytes, choices: Choices): Promise<Recognised> {
  const mark = (await bytes.read(0, 8)).toString('hex');
  if (mark.startsWith('504b0304')) return recogniseWorkbook(bytes, choices);
  if (mark.startsWith('d0cf11e0'))
    throw new ImportFileError('The file is an old workbook.', { code: 'import_file_old_excel' });
  return recogniseText(bytes, choices, mark.startsWith('1f8b'));
}

async function recogniseWorkbook(bytes: FileBytes, { sheet }: Choices): Promise<Recognised> {
  const { sheets } = await openWorkbook(bytes);
  const names = sheets.map(({ name }) => name);
  const wanted = sheet ?? names[0] ?? '';
  if (!names.includes(wanted))
    throw new ImportFileError('The workbook has no such sheet.', { code: 'import_sheet_unknown' });
  const shape: FileShape = {
    format: 'xlsx',
    gzip: false,
    encoding: 'utf-8',
    delimiter: ',',
    skipped: 0,
    sheet: wanted,
    decimal: '.',
  };
  return { shape, sheets: names };
}

async function recogniseText(bytes: FileBytes, choices: Choices, gzip: boolean): Promise<Recognised> {
  const { start, telling } = await samplesOf(bytes, gzip);
  if (start.length === 0) throw new ImportFileError('The file is empty.', { code: 'import_file_empty' });
  const encoding = choices.encoding ?? encodingOf(telling) ?? unrecognised();
  const text = new TextDecoder(encoding).decode(start, { stream: true });
  if (/^\s*</u.test(text) || NO_TEXT.test(text)) unrecognised();
  const told = /^\uFEFF?sep=(.)\r?\n/iu.exec(text);
  const delimiter = choices.delimiter ?? told?.[1] ?? delimiterOf(text);
  const skipped = told === null ? 0 : 1;
  const shape: FileShape = { format: 'csv', gzip, encoding, delimiter, skipped, sheet: null, decimal: '.' };
  return { shape, sheets: [] };
}

function unrecognised(): never {
  throw new ImportFileError('The file is neither text nor a workbook.', { code: 'import_file_unrecognised' });
}

/** The beginning, and the first piece with letters that tell encodings apart (the beginning, when there is none). */
async function samplesOf(
  bytes: FileBytes,
  gzip: boolean,
): Promise<{ readonly start: Buffer; readonly telling: Buffer }> {
  const unpacked = gzip ? unpack(bytes) : bytes.stream();
  let start = Buffer.alloc(0);
  let telling: Buffer | null = null;
  let seen = 0;
  try {
    for await (const chunk of unpacked) {
      if (!(chunk instanceof Buffer)) throw new Error('a stream of bytes gave something else');
      seen += chunk.length;
      if (start.length < SAMPLE_BYTES) start = Buffer.concat([start, chunk]).subarray(0, SAMPLE_BYTES);
      // A letter may begin in the piece before: what is left of it is no letter of UTF-8, and is passed over.
      telling ??= chunk.some((byte) => byte >= 0x80) ? chunk.subarray(0, SAMPLE_BYTES) : null;
      if (seen >= LOOK_BYTES_MAX || (telling !== null && start.length === SAMPLE_BYTES)) break;
    }
  } catch (error) {
    throw fileErrorOf(error);
  }
  return { start, telling: start.some((byte) => byte >= 0x80 || byte === 0) ? start : (telling ?? start) };
}

function unpack(bytes: FileBytes): AsyncIterable<unknown> {
  const gunzip = createGunzip();
  // What goes wrong reaches whoever reads; here it only must not go unheard.
  pipeline(Readable.from(bytes.stream()), gunzip).catch(() => undefined);
  return gunzip;
}

/** null for what is no text. */
function encodingOf(sample: Buffer): Encoding | null {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const zeros = [0, 1].map((rest) => sample.filter((byte, index) => byte === 0 && index % 2 === rest).length);
  const [even = 0, odd = 0] = zeros;
  if (even + odd > 0) {
    if (odd > sample.length / 8 && even < odd / 8) return 'utf-16le';
    return even > sample.length / 8 && odd < even / 8 ? 'utf-16be' : null;
  }
  return isUtf8(sample) ? 'utf-8' : oldEncodingOf(sample);
}

function isUtf8(sample: Buffer): boolean {
  // It may begin and end within a letter.
  const first = sample.findIndex((byte) => (byte & 0xc0) !== 0x80);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample.subarray(Math.min(first, 3)), { stream: true });
    return true;
  } catch {
    return false;
  }
}

const COMMON = /[оеаинтсрвл]/gu;
const CYRILLIC = /[а-яё]/giu;

function oldEncodingOf(sample: Buffer): Encoding {
  const letters = sample.filter((byte) => byte >= 0x80).length;
  const scored = (['windows-1251', 'koi8-r', 'ibm866'] as const).map((encoding) => {
    const text = new TextDecoder(encoding).decode(sample);
    return {
      encoding,
      cyrillic: text.match(CYRILLIC)?.length ?? 0,
      common: text.match(COMMON)?.length ?? 0,
    };
  });
  const best = scored.toSorted((a, b) => b.common - a.common || b.cyrillic - a.cyrillic)[0];
  return best === undefined || best.cyrillic < letters / 2 || best.common === 0 ? 'windows-1252' : best.encoding;
}

/** By which the first rows have the same number of cells, and the most. */
function delimiterOf(text: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const counts = cellCounts(text, delimiter);
    const [header = 1] = counts;
    const alike = counts.filter((count) => count === header).length / Math.max(1, counts.length);
    return { delimiter, header, score: header === 1 ? 0 : alike };
  });
  const best = scored.toSorted((a, b) => b.score - a.score || b.header - a.header)[0];
  return best === undefined || best.score === 0 ? ',' : best.delimiter;
}

/** Of the first records; a record may have line breaks within quotes. */
function cellCounts(text: string, delimiter: string): readonly number[] {
  const counts: number[] = [];
  let cells = 1;
  let isQuoted = false;
  let isBlank = true;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === delimiter) cells += 1;
    else if (!isQuoted && letter === '\n') {
      if (!isBlank) counts.push(cells);
      if (counts.length === RECORDS_LOOKED_AT) return counts;
      [cells, isBlank] = [1, true];
      continue;
    }
    if (letter !== '\r') isBlank = false;
  }
  // The last may be cut off, unless it is all there is.
  return counts.length === 0 ? [cells] : counts;
}
