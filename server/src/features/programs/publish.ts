/**
 * Publishes a version of a program, or only checks one. The first version rules from the beginning of time, so that a
 * shop's past can be imported under it; a later one from now or from a moment to come. The same text again is no change.
 */
import { type Instant, loadProgram } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { discontinuities } from './continuity.ts';
import type { ProgramRegistry } from './registry.ts';
import { insertVersion, lockProgram, type ProgramFormat, type StoredVersion } from './store.ts';

export interface Publication {
  readonly organizationId: string;
  readonly programId: string;
  readonly source: string;
  readonly format: ProgramFormat;
  /** null: from now. The first version rules from the beginning of time whatever this says. */
  readonly effectiveFrom: Instant | null;
  readonly now: Instant;
  /** A program of the system's own: see ProgramRegistry. */
  readonly internal?: boolean;
}

/** The id that a document without mistakes carries. Throws ApiError program_invalid with every mistake. */
export function documentId(source: string, format: ProgramFormat): string {
  const loaded = loadProgram(source, format);
  if (!loaded.ok) throw new ApiError('program_invalid', { problems: loaded.problems });
  return loaded.program.id;
}

/** Throws ApiError program_invalid or program_id_mismatch. */
export function checkProgram({
  programId,
  source,
  format,
}: Pick<Publication, 'programId' | 'source' | 'format'>): void {
  const found = documentId(source, format);
  if (found !== programId) throw new ApiError('program_id_mismatch', { expected: programId, found });
}

export async function publishProgram(
  { db, programs }: { readonly db: Database; readonly programs: ProgramRegistry },
  publication: Publication,
): Promise<StoredVersion> {
  checkProgram(publication);
  const { organizationId, programId, source, format, now } = publication;
  const { stored, isNew } = await db.tenant(organizationId, async (tx) => {
    const internal = publication.internal ?? false;
    const held = await lockProgram(tx, organizationId, { programId, internal, now });
    if (held.internal !== internal) throw new ApiError('program_id_reserved', { programId });
    const { newest } = held;
    if (newest !== undefined && newest.source === source && newest.format === format)
      return { stored: newest, isNew: false };
    if (newest !== undefined) checkContinuity(newest, publication);
    const version = { programId, version: (newest?.version ?? 0) + 1, source, format, publishedAt: now };
    const stored = { ...version, effectiveFrom: newest === undefined ? null : laterStart(publication) };
    await insertVersion(tx, organizationId, stored);
    return { stored, isNew: true };
  });
  await programs.refresh(organizationId);
  if (isNew) await programs.heardEverywhere();
  return stored;
}

function checkContinuity(newest: StoredVersion, { source, format }: Publication): void {
  const previous = loadProgram(newest.source, newest.format);
  const next = loadProgram(source, format);
  const problems = previous.ok && next.ok ? discontinuities(previous.program, next.program) : [];
  if (problems.length > 0) throw new ApiError('program_invalid', { problems });
}

function laterStart({ effectiveFrom, now }: Publication): Instant {
  if (effectiveFrom !== null && effectiveFrom < now) throw new ApiError('effective_in_past');
  return effectiveFrom ?? now;
}
