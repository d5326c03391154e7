/**
 * Published programs, compiled and kept in memory. An organization's programs are asked for again when they were last
 * looked at more than a second ago, and then only for versions newer than the known ones; in between every answer is
 * immediate. The process that publishes a version knows it at once, and answers when the others do, too.
 */
import { type Instant, instant, loadProgram } from '@kopilka/engine';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { ActiveProgram, ProgramSource, ProgramTimeline } from '../../ledger/program-source.ts';
import { newerVersions, type ShelvedVersion, type StoredVersion } from './store.ts';

const FRESH_MS = 1_000;

/** All published versions of one program, as of one moment. */
export interface KnownProgram extends ProgramTimeline {
  readonly programId: string;
  /** The system's own: accounts live by it, and to everybody else it is not there. */
  readonly internal: boolean;
  readonly newest: KnownVersion;
  at(at: Instant): KnownVersion;
  version(version: number): KnownVersion | null;
}

export interface KnownVersion extends ActiveProgram {
  readonly stored: StoredVersion;
}

export interface ProgramRegistry extends ProgramSource {
  /** Internal ones too: whoever has an account of it must be able to read the rules that it lives by. */
  timeline(organizationId: string, programId: string): KnownProgram | null | Promise<KnownProgram | null>;
  /** What members join and callers may name: without internal programs. */
  programIds(organizationId: string): readonly string[] | Promise<readonly string[]>;
  /** The named program, or the only one; never an internal one. Throws ApiError program_unknown or program_required. */
  choose(organizationId: string, programId: string | undefined): KnownProgram | Promise<KnownProgram>;
  /** Looks for new versions now, whatever the age of what is known. */
  refresh(organizationId: string): Promise<void>;
  /** Resolves when every other process knows what has been published until now. */
  heardEverywhere(): Promise<void>;
}

interface Shelf {
  readonly checkedAt: number;
  readonly programs: ReadonlyMap<string, KnownProgram>;
}

export function createProgramRegistry(
  db: Database,
  clock: Clock,
  { isAlone = true }: { readonly isAlone?: boolean } = {},
): ProgramRegistry {
  const shelves = new Map<string, Shelf>();
  const loading = new Map<string, Promise<Shelf>>();

  async function load(organizationId: string): Promise<Shelf> {
    const checkedAt = clock.now();
    const known = shelves.get(organizationId)?.programs ?? new Map<string, KnownProgram>();
    const newest = [...known.values()].map(({ programId, newest: { version } }) => ({ programId, version }));
    const news = await newerVersions(db.system, organizationId, newest);
    // Another question may have been answered meanwhile: what it found is kept.
    const shelf = { checkedAt, programs: extended(shelves.get(organizationId)?.programs ?? known, news) };
    shelves.set(organizationId, shelf);
    return shelf;
  }

  function reload(organizationId: string): Promise<Shelf> {
    const started = load(organizationId).finally(() => {
      if (loading.get(organizationId) === started) loading.delete(organizationId);
    });
    loading.set(organizationId, started);
    return started;
  }

  function look<T>(organizationId: string, question: (shelf: Shelf) => T): T | Promise<T> {
    const shelf = shelves.get(organizationId);
    if (shelf !== undefined && clock.now() - shelf.checkedAt < FRESH_MS) return question(shelf);
    return (loading.get(organizationId) ?? reload(organizationId)).then(question);
  }

  return {
    programIds: (organizationId) => look(organizationId, (shelf) => publicOf(shelf).map(({ programId }) => programId)),
    choose: (organizationId, programId) => look(organizationId, (shelf) => chosen(shelf, programId)),
    timeline: (organizationId, programId) => look(organizationId, (shelf) => shelf.programs.get(programId) ?? null),
    refresh: async (organizationId) => {
      // A question that is on its way may have been asked before the publication.
      await loading.get(organizationId);
      await reload(organizationId);
    },
    heardEverywhere: async () => {
      if (!isAlone) await sleep(FRESH_MS);
    },
  };
}

function chosen(shelf: Shelf, programId: string | undefined): KnownProgram {
  if (programId !== undefined) {
    const named = shelf.programs.get(programId);
    if (named === undefined || named.internal) throw new ApiError('program_unknown', { programId });
    return named;
  }
  const all = publicOf(shelf);
  const [only, another] = all;
  if (only === undefined) throw new ApiError('program_unknown');
  if (another !== undefined) throw new ApiError('program_required', { programs: all.map((one) => one.programId) });
  return only;
}

function publicOf({ programs }: Shelf): readonly KnownProgram[] {
  return [...programs.values()].filter(({ internal }) => !internal);
}

function extended(
  known: ReadonlyMap<string, KnownProgram>,
  news: readonly ShelvedVersion[],
): ReadonlyMap<string, KnownProgram> {
  if (news.length === 0) return known;
  const programs = new Map(known);
  for (const [programId, stored] of Map.groupBy(news, (version) => version.programId)) {
    const before = versionsOf(programs.get(programId));
    const added = stored.filter((version) => version.version > before.length).map(compiled);
    const internal = stored[0]?.internal ?? false;
    if (added.length > 0) programs.set(programId, knownProgram({ programId, internal }, [...before, ...added]));
  }
  return programs;
}

function versionsOf(program: KnownProgram | undefined): readonly KnownVersion[] {
  const count = program?.newest.version ?? 0;
  return Array.from({ length: count }, (_, index) => program?.version(index + 1) ?? null).filter(
    (version) => version !== null,
  );
}

function knownProgram(
  { programId, internal }: Pick<KnownProgram, 'programId' | 'internal'>,
  versions: readonly KnownVersion[],
): KnownProgram {
  const [first] = versions;
  const newest = versions.at(-1);
  if (first === undefined || newest === undefined || newest.version !== versions.length) {
    throw new Error(`versions of ${programId} are missing`);
  }
  // Of those in force rules the one that came into force last; of several at the same moment the newest.
  const byStart = versions.toSorted((a, b) => startOf(a) - startOf(b) || a.version - b.version);
  return {
    programId,
    internal,
    newest,
    at: (at) => byStart.findLast((version) => startOf(version) <= at) ?? first,
    version: (version) => versions[version - 1] ?? null,
    after: (at) =>
      byStart.flatMap((version) =>
        startOf(version) > at
          ? [{ version: version.version, program: version.program, from: instant(startOf(version)) }]
          : [],
      ),
  };
}

/** The beginning of time is before every moment that a Date can hold. */
const BEGINNING_MS = -9e15;

function startOf({ stored }: KnownVersion): number {
  return stored.effectiveFrom ?? BEGINNING_MS;
}

/** What was published had passed every check; one that fails now was published by code that knew another language. */
function compiled(stored: StoredVersion): KnownVersion {
  const loaded = loadProgram(stored.source, stored.format);
  if (loaded.ok) return { version: stored.version, program: loaded.program, stored };
  const [first] = loaded.problems;
  throw new Error(
    `version ${stored.version} of ${stored.programId} cannot be read by this server: ${first?.path} ${first?.message}`,
  );
}
