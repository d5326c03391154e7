/** A workbook's table of texts, which its cells name by number: all of them in one piece of memory with a bound. */
import { ImportFileError } from '../file-error.ts';
import { readXml } from './xml.ts';

/** Texts of a million rows. Beyond that a workbook is better saved as CSV, which may be of any length. */
const TEXT_BYTES_MAX = 192 * 1024 ** 2;
const FIRST_BYTES = 64 * 1024;

export interface SharedStrings {
  at(index: number): string;
}

/** Throws ImportFileError. */
export async function readSharedStrings(stream: AsyncIterable<Buffer> | null): Promise<SharedStrings> {
  const texts = createTexts();
  if (stream === null) return texts;
  let current = '';
  let isText = false;
  // How a name is pronounced stands beside it and is no part of it.
  let phonetic = 0;
  await readXml(stream, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    text: (text) => {
      if (isText) current += text;
    },
    close: (name) => {
      if (name === 'si') texts.add(current);
      if (name === 'rPh') phonetic -= 1;
      if (name === 't') isText = false;
    },
  });
  return texts;
}

function createTexts(): SharedStrings & { add(text: string): void } {
  let bytes = Buffer.alloc(FIRST_BYTES);
  let ends = new Uint32Array(1024);
  let count = 0;
  let used = 0;
  return {
    add: (text) => {
      const length = Buffer.byteLength(text);
      if (used + length > TEXT_BYTES_MAX)
        throw new ImportFileError('The workbook has too much text.', { code: 'import_file_bomb' });
      if (used + length > bytes.length) {
        const larger = Buffer.alloc(Math.max(bytes.length * 2, used + length));
        bytes.copy(larger, 0, 0, used);
        bytes = larger;
      }
      if (count === ends.length) {
        const more = new Uint32Array(ends.length * 2);
        more.set(ends);
        ends = more;
      }
      used += bytes.write(text, used);
      ends[count] = used;
      count += 1;
    },
    at: (index) => (index < count ? bytes.toString('utf8', index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index]) : ''),
  };
}
