/** The steps that somebody of the staff takes with an import; the work itself is done by a job (work.ts). */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database, Tx } from '../../kit/db.ts';
import { rulesAt } from '../programs/rules-at.ts';
import { checkMapping } from './check-mapping.ts';
import {
  changeImport,
  deleteImport,
  deleteRefusals,
  type ImportChange,
  type ImportPlace,
  lockImport,
  type StoredImport,
} from './import-store.ts';
import type { ImportDeps } from './import-deps.ts';
import type { ImportMapping, ImportState } from './schema.ts';

/** Throws ApiError import_unknown, import_state, import_file_forgotten, import_mapping_invalid, program_unknown or program_required. */
export async function mapImport(
  { db, programs }: Pick<ImportDeps, 'db' | 'programs'>,
  place: ImportPlace,
  { mapping, now }: { readonly mapping: ImportMapping; readonly now: Instant },
): Promise<void> {
  const { organizationId } = place;
  const { programId, active } = await rulesAt(programs, { organizationId, programId: mapping.programId, at: now });
  await change(db, place, async (tx, one) => {
    requireFile(one);
    requireState(one, one.startedAt === null ? ['read', 'checked', 'failed'] : []);
    if (one.file === null) throw new ApiError('import_state', { state: one.state });
    checkMapping({ kind: one.kind, columns: one.file.columns, program: active.program }, mapping);
    await deleteRefusals(tx, place);
    return {
      state: 'checking',
      mapping: { ...mapping, programId },
      isGuess: false,
      failure: null,
      forgetFindings: true,
    };
  });
}

/** Throws ApiError import_unknown, import_state or import_file_forgotten. */
export async function startImport(db: Database, place: ImportPlace): Promise<void> {
  await change(db, place, async (_tx, one) => {
    if (one.state === 'running') return null;
    requireState(one, one.found === null ? [] : ['checked', 'stopped', 'failed']);
    requireFile(one);
    return { state: 'running', failure: null, starts: true };
  });
}

/** Throws ApiError import_unknown or import_state. */
export async function stopImport(db: Database, place: ImportPlace): Promise<void> {
  await change(db, place, async (_tx, one) => {
    if (one.state === 'stopping' || one.state === 'stopped') return null;
    requireState(one, ['checking', 'running']);
    return { state: 'stopping' };
  });
}

/** Throws ApiError import_unknown or import_busy. */
export async function forgetImport(db: Database, place: ImportPlace): Promise<void> {
  await change(db, place, async (tx, one) => {
    if (['checking', 'running', 'stopping'].includes(one.state)) throw new ApiError('import_busy');
    await deleteImport(tx, place);
    return null;
  });
}

/** `decide` answers null when nothing is to be changed. */
async function change(
  db: Database,
  place: ImportPlace,
  decide: (tx: Tx, one: StoredImport) => Promise<ImportChange | null>,
): Promise<void> {
  await db.tenant(place.organizationId, async (tx) => {
    const one = await lockImport(tx, place);
    if (one === null) throw new ApiError('import_unknown');
    const wanted = await decide(tx, one);
    if (wanted !== null) await changeImport(tx, place, wanted);
  });
}

function requireState({ state }: StoredImport, allowed: readonly ImportState[]): void {
  if (!allowed.includes(state)) throw new ApiError('import_state', { state });
}

function requireFile({ hasFile }: StoredImport): void {
  if (!hasFile) throw new ApiError('import_file_forgotten');
}
