/** The bytes of a file, wherever they are: on a disk, or in parts in the database. Read in order, or from any place. */
import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Database } from '../../kit/db.ts';
import { ImportFileError } from './file-error.ts';
import { findPart, type ImportPlace, listParts } from './import-store.ts';

export interface FileBytes {
  readonly size: number;
  /** All of them, in order. */
  stream(): AsyncIterable<Buffer>;
  /** Less than `length` only at the end. */
  read(start: number, length: number): Promise<Buffer>;
}

/** Throws ImportFileError when there is no such file. */
export function bytesOnDisk(path: string): FileBytes {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new ImportFileError(`There is no file ${path}.`);
  return {
    size: found.size,
    stream: async function* () {
      for await (const chunk of createReadStream(path)) if (chunk instanceof Buffer) yield chunk;
    },
    read: async (start, length) => {
      await using file = await open(path);
      const buffer = Buffer.alloc(Math.min(length, Math.max(0, found.size - start)));
      await file.read(buffer, 0, buffer.length, start);
      return buffer;
    },
  };
}

/** Parts are read when they are needed, and the last few are remembered: a workbook is read at several places by turns. */
const PARTS_REMEMBERED = 4;

export async function bytesInParts(db: Database, place: ImportPlace): Promise<FileBytes> {
  const { organizationId } = place;
  const parts = await db.tenant(organizationId, (tx) => listParts(tx, place));
  const starts: number[] = [];
  let size = 0;
  for (const { length } of parts) {
    starts.push(size);
    size += length;
  }
  const remembered = new Map<number, Promise<Buffer>>();

  function load(index: number): Promise<Buffer> {
    const known = remembered.get(index);
    if (known !== undefined) return known;
    const loading = fetchPart(index);
    remembered.set(index, loading);
    const [oldest] = remembered.keys();
    if (remembered.size > PARTS_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return loading;
  }

  async function fetchPart(index: number): Promise<Buffer> {
    const number = parts[index]?.number ?? -1;
    const bytes = await db.tenant(organizationId, (tx) => findPart(tx, place, number));
    if (bytes === null)
      throw new ImportFileError('The file was forgotten while it was read.', { code: 'import_file_forgotten' });
    return bytes;
  }

  return {
    size,
    stream: async function* () {
      for (let index = 0; index < parts.length; index += 1) yield await fetchPart(index);
    },
    read: async (start, length) => {
      const pieces: Buffer[] = [];
      const end = Math.min(size, start + length);
      let index = starts.findLastIndex((each) => each <= start);
      for (let at = start; at < end; index += 1) {
        const part = await load(index);
        const from = at - (starts[index] ?? 0);
        const piece = part.subarray(from, from + (end - at));
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
}
