/** A CSV file, plain or gzip, as a stream of rows. Memory does not grow with the file. */
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { FileBytes } from './bytes.ts';
import { ImportFileError } from './file-error.ts';
import type { RawRecords } from './raw-records.ts';
import type { FileShape } from './stored.ts';

/** A row that is longer began with a quote that nobody closed. */
const RECORD_CHARACTERS_MAX = 1024 * 1024;
/** Of a packed file: more is no file of a shop. */
const UNPACKED_BYTES_MAX = 8 * 1024 ** 3;

const cellsSchema = z.array(z.string());

export function csvRecords(
  bytes: FileBytes,
  { gzip, encoding, delimiter, skipped }: Pick<FileShape, 'gzip' | 'encoding' | 'delimiter' | 'skipped'>,
): RawRecords {
  let seen = 0;
  const file = Readable.from(counted(bytes.stream(), (count) => (seen += count)));
  const records = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    from_line: skipped + 1,
    max_record_size: RECORD_CHARACTERS_MAX,
  });
  const flowing = gzip
    ? pipeline(file, createGunzip(), limited(), decoder(encoding), records)
    : pipeline(file, decoder(encoding), records);
  // What goes wrong reaches whoever reads the records; here it only must not go unheard.
  flowing.catch(() => undefined);
  return { records: rowsOf(records), read: () => (bytes.size === 0 ? 1 : Math.min(1, seen / bytes.size)) };
}

async function* counted(chunks: AsyncIterable<Buffer>, heard: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    heard(chunk.length);
    yield chunk;
  }
}

function limited(): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding: string, done: TransformCallback) {
      seen += chunk.length;
      if (seen > UNPACKED_BYTES_MAX)
        done(new ImportFileError('Unpacked, the file is too large.', { code: 'import_file_bomb' }));
      else done(null, chunk);
    },
  });
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

async function* rowsOf(records: AsyncIterable<unknown>): AsyncGenerator<readonly string[]> {
  let number = 0;
  try {
    for await (const record of records) {
      yield cellsSchema.parse(record);
      number += 1;
    }
  } catch (error) {
    if (error instanceof ImportFileError || !isFileFault(error)) throw error;
    throw new ImportFileError(`The file cannot be read after row ${Math.max(0, number - 1)}: ${error.message}`, {
      cause: error,
    });
  }
}

/** Of the parser or of unpacking; anything else (the database is away) is no fault of the file. */
function isFileFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(?:CSV_|Z_)/u.test(String(error.code));
}
