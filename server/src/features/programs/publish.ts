/**
 * Publishes a version of a program, or only checks one. The first version rules from the beginning of time, so that a
 * shop's past can be imported under it; a later one from now or from a moment to come. The same text again is no change,
 * unless it is to rule from another moment. What accounts hold is kept from each version to the one that rules after it.
 */
import { type Instant, loadProgram, type Problem, problemWords } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { discontinuities } from './continuity.ts';
import type { ProgramRegistry } from './registry.ts';
import { insertVersion, lockProgram, neighbours, type ProgramFormat, type StoredVersion } from './store.ts';

export interface Publication {
  readonly organizationId: string;
  readonly programId: string;
  readonly source: string;
  readonly format: ProgramFormat;
  /** null: from now. The first version rules from the beginning of time whatever this says. */
  readonly effectiveFrom: Instant | null;
  /** The newest version that the author has seen, 0 for none; absent or null: whatever it is. */
  readonly expectedVersion?: number | null;
  readonly now: Instant;
  /** A program of the system's own: see ProgramRegistry. */
  readonly internal?: boolean;
}

/** The id that a document without mistakes carries. Throws ApiError program_invalid with every mistake. */
export function documentId(source: string, format: ProgramFormat): string {
  const loaded = loadProgram(source, format);
  if (!loaded.ok) throw new ApiError('program_invalid', { problems: loaded.problems.map(inBothLanguages) });
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
    if (newest !== undefined && isSame(newest, publication)) return { stored: newest, isNew: false };
    checkUnchanged(newest, publication.expectedVersion ?? null);
    const version = { programId, version: (newest?.version ?? 0) + 1, source, format, publishedAt: now };
    const stored = { ...version, effectiveFrom: newest === undefined ? null : laterStart(publication) };
    if (stored.effectiveFrom !== null) {
      const { before, after } = await neighbours(tx, organizationId, { programId, from: stored.effectiveFrom, now });
      if (before !== undefined) checkContinuity(before, stored);
      if (after !== undefined) checkContinuity(stored, after);
    }
    await insertVersion(tx, organizationId, stored);
    return { stored, isNew: true };
  });
  await programs.refresh(organizationId);
  if (isNew) await programs.heardEverywhere();
  return stored;
}

/** The same text again, unless it is to rule from another moment. */
function isSame(newest: StoredVersion, { source, format, effectiveFrom }: Publication): boolean {
  const isMoved = effectiveFrom !== null && newest.effectiveFrom !== null && effectiveFrom !== newest.effectiveFrom;
  return newest.source === source && newest.format === format && !isMoved;
}

/** Whoever made their document of an older version has not seen what somebody else published since. */
function checkUnchanged(newest: StoredVersion | undefined, expected: number | null): void {
  const version = newest?.version ?? 0;
  if (expected !== null && expected !== version) throw new ApiError('program_changed', { version });
}

/** Of two versions that rule one after the other. One that is planned for later may be what lacks something. */
function checkContinuity(earlier: StoredVersion, later: StoredVersion): void {
  const previous = loadProgram(earlier.source, earlier.format);
  const next = loadProgram(later.source, later.format);
  const problems = previous.ok && next.ok ? discontinuities(previous.program, next.program) : [];
  if (problems.length === 0) return;
  const hint = `version ${later.version}, planned for later, has it otherwise: publish that one anew first`;
  const isPlanned = later.version < earlier.version;
  throw new ApiError('program_invalid', {
    problems: (isPlanned ? problems.map((problem) => ({ ...problem, hint })) : problems).map(inBothLanguages),
  });
}

function inBothLanguages(problem: Problem): Problem & { readonly messageRu: string; readonly hintRu: string } {
  const { ru } = problemWords(problem);
  return { ...problem, messageRu: ru.message, hintRu: ru.hint };
}

function laterStart({ effectiveFrom, now }: Publication): Instant {
  if (effectiveFrom !== null && effectiveFrom < now) throw new ApiError('effective_in_past');
  return effectiveFrom ?? now;
}
