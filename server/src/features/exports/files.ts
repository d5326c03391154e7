/**
 * The files of an export. Each is written beside its name and takes it when everything is written, so that half an export
 * never looks like a whole one. They hold personal data: only their owner may read them.
 */
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

export class ExportDirectoryError extends Error {
  override readonly name = 'ExportDirectoryError';
}

const OWNER_ONLY_DIRECTORY = 0o700;
const OWNER_ONLY_FILE = 0o600;

export interface ExportFiles<Name extends string> {
  append(name: Name, text: string): Promise<void>;
  /** All files take their names. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Throws ExportDirectoryError when the directory holds something already. */
export async function openExportFiles<Name extends string>(
  directory: string,
  names: readonly Name[],
): Promise<ExportFiles<Name>> {
  await mkdir(directory, { recursive: true, mode: OWNER_ONLY_DIRECTORY });
  const there = (await readdir(directory)).filter((name) => !name.endsWith('.part'));
  if (there.length > 0) {
    throw new ExportDirectoryError(`${directory} is not empty: name a directory that is, or a new one.`);
  }
  const handles = new Map<Name, FileHandle>();
  for (const name of names) handles.set(name, await open(join(directory, `${name}.part`), 'w', OWNER_ONLY_FILE));
  const close = async (): Promise<void> => {
    for (const handle of handles.values()) await handle.close();
    handles.clear();
  };
  return {
    append: async (name, text) => {
      await handles.get(name)?.write(text);
    },
    finish: async () => {
      await close();
      for (const name of names) await rename(join(directory, `${name}.part`), join(directory, name));
    },
    close,
  };
}
