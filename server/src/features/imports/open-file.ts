/** Reads a file that has come: what it is, its columns, its first rows, and what they may mean. */
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { bytesInParts, type FileBytes } from './bytes.ts';
import { ImportFileError } from './file-error.ts';
import { guessMapping } from './guess-mapping.ts';
import {
  changeImport,
  findImport,
  type ImportPlace,
  listParts,
  lockImport,
  type StoredImport,
} from './import-store.ts';
import { type Choices, recognise } from './recognise.ts';
import { openRecords } from './records.ts';
import type { ImportDeps } from './import-deps.ts';
import type { StoredFile } from './stored.ts';

const SAMPLE_ROWS = 20;
/** A cell of the sample is to be recognised, not read. */
const SAMPLE_CHARACTERS_MAX = 200;

/** Throws ApiError import_unknown, import_state, import_incomplete, or why the file cannot be read. */
export async function openFile(
  { db, programs }: Pick<ImportDeps, 'db' | 'programs'>,
  place: ImportPlace,
  choices: Choices,
): Promise<void> {
  const { organizationId } = place;
  const one = readable(await db.tenant(organizationId, (tx) => findImport(tx, place)));
  await requireWhole(db, one);
  const file = await readOrSay(db, one, choices);
  const ids = await programs.programIds(organizationId);
  const known = await Promise.all(ids.map(async (id) => programs.timeline(organizationId, id)));
  const mapping = guessMapping(
    one.kind,
    file,
    known.flatMap((timeline) => timeline?.newest.program ?? []),
  );
  await db.tenant(organizationId, async (tx) => {
    readable(await lockImport(tx, place));
    await changeImport(tx, place, { state: 'read', file, mapping, isGuess: true, failure: null, forgetFindings: true });
  });
}

/** Throws ApiError import_unknown, import_state or import_file_forgotten. */
function readable(one: StoredImport | null): StoredImport {
  if (one === null) throw new ApiError('import_unknown');
  if (!one.hasFile) throw new ApiError('import_file_forgotten');
  const isWaiting = ['uploading', 'read', 'checked', 'failed'].includes(one.state);
  if (!isWaiting || one.startedAt !== null) throw new ApiError('import_state', { state: one.state });
  return one;
}

async function requireWhole(db: Database, one: StoredImport): Promise<void> {
  const parts = await db.tenant(one.organizationId, (tx) => listParts(tx, one));
  const received = parts.reduce((sum, { length }) => sum + length, 0);
  const hasGap = parts.some(({ number }, index) => number !== index);
  if (hasGap || received !== one.bytes)
    throw new ApiError('import_incomplete', { missing: Math.max(1, one.bytes - received) });
}

/** The import remembers why its file cannot be read, and whoever asked is told. */
async function readOrSay(db: Database, one: StoredImport, choices: Choices): Promise<StoredFile> {
  try {
    return await readFile(await bytesInParts(db, one), choices);
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    const { code, params } = error;
    await db.tenant(one.organizationId, async (tx) => {
      readable(await lockImport(tx, one));
      await changeImport(tx, one, { state: 'failed', failure: { code }, forgetFindings: true });
    });
    throw new ApiError(code, params);
  }
}

/** Throws ImportFileError. */
export async function readFile(bytes: FileBytes, choices: Choices): Promise<StoredFile> {
  const { shape, sheets } = await recognise(bytes, choices);
  const records = await openRecords(bytes, shape);
  const sample: string[][] = [];
  for await (const { cells } of records.rows) {
    sample.push(cells.map((cell) => cell.slice(0, SAMPLE_CHARACTERS_MAX).toWellFormed()));
    if (sample.length === SAMPLE_ROWS) break;
  }
  if (sample.length === 0) throw new ImportFileError('The file has no rows.', { code: 'import_file_empty' });
  return { shape, sheets: [...sheets], columns: [...records.columns], sample, rows: null, window: null };
}
