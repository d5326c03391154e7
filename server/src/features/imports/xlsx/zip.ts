/**
 * The ZIP around a workbook, read at any place without ever holding it whole. Sizes that an archive announces are looked at before
 * anything is unpacked, and yauzl holds it to them while it is: what unpacks to more is given up.
 */
import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { FileBytes } from '../bytes.ts';
import { ImportFileError } from '../file-error.ts';

const SLICE_BYTES = 256 * 1024;
/** A workbook has some dozens. */
const ENTRIES_MAX = 10_000;
/** A sheet of a million long rows stays below. */
const UNPACKED_BYTES_MAX = 3 * 1024 ** 3;
/** Ordinary sheets are packed to a tenth, very monotonous ones to a hundredth; small ones may be anything. */
const RATIO_MAX = 200;
const SUSPICIOUS_BYTES = 64 * 1024 ** 2;

export interface Archive {
  /** null when there is no such file in it. */
  open(path: string): Promise<AsyncIterable<Buffer> | null>;
  /** From 0 to 1: of the file that was opened last. */
  read(): number;
}

/** Throws ImportFileError. */
export async function openArchive(bytes: FileBytes): Promise<Archive> {
  const reader = new BytesReader(bytes);
  const entries = new Map<string, Entry>();
  const zip = await asFileError(async () => {
    const opened = await fromRandomAccessReaderPromise(reader, bytes.size, { autoClose: false, lazyEntries: true });
    if (opened.entryCount > ENTRIES_MAX) throw bomb();
    for await (const entry of opened.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    return opened;
  });
  let seen = 0;
  let size = 0;
  return {
    open: async (path) => {
      const entry = entries.get(path.toLowerCase());
      if (entry === undefined) return null;
      if (entry.isEncrypted())
        throw new ImportFileError('The workbook has a password.', { code: 'import_file_protected' });
      const { uncompressedSize, compressedSize } = entry;
      const isSuspicious = uncompressedSize > SUSPICIOUS_BYTES && uncompressedSize > RATIO_MAX * compressedSize;
      if (uncompressedSize > UNPACKED_BYTES_MAX || isSuspicious) throw bomb();
      [seen, size] = [0, uncompressedSize];
      const stream = await asFileError(() => zip.openReadStreamPromise(entry));
      return counted(stream, (count) => (seen += count));
    },
    read: () => (size === 0 ? 1 : Math.min(1, seen / size)),
  };
}

async function* counted(stream: Readable, heard: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Buffer)) throw new Error('a stream of bytes gave something else');
    heard(chunk.length);
    yield chunk;
  }
}

export function bomb(): ImportFileError {
  return new ImportFileError('Unpacked, the workbook is too large.', { code: 'import_file_bomb' });
}

/** What yauzl and zlib complain of is the file's fault. */
export async function asFileError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileErrorOf(error);
  }
}

/** The database's failures have codes or names of their own and stay what they are. */
export function fileErrorOf(error: unknown): unknown {
  if (error instanceof ImportFileError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code !== '' && !code.startsWith('Z_')) return error;
  return new ImportFileError(`The workbook cannot be read: ${error.message}`, { cause: error });
}

class BytesReader extends RandomAccessReader {
  readonly #bytes: FileBytes;

  constructor(bytes: FileBytes) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(slices(this.#bytes, start, end), { objectMode: false });
  }
}

async function* slices(bytes: FileBytes, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += SLICE_BYTES) yield await bytes.read(at, Math.min(SLICE_BYTES, end - at));
}
