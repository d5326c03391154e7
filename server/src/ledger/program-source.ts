/**
 * Where the ledger gets the rules it decides by: a snapshot of all published versions of a program, answered at once while
 * it is fresh in memory (so that a batch does not wait for a promise each), and by a promise when the database is asked.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';

/** A published version of a program, ready to decide by. */
export interface ActiveProgram {
  readonly version: number;
  readonly program: CompiledProgram;
}

export interface ComingProgram extends ActiveProgram {
  readonly from: Instant;
}

/** All published versions of one program, as of one moment; immutable. */
export interface ProgramTimeline {
  /** The version in force at an instant (the first one rules from the beginning of time). */
  at(at: Instant): ActiveProgram;
  /** This very version; null when there is none. */
  version(version: number): ActiveProgram | null;
  /** Versions published already that come into force after an instant; absent when a source knows none. */
  after?(at: Instant): readonly ComingProgram[];
}

export interface ProgramSource {
  /** null when the organization has no such program, or nothing of it is published. */
  timeline(organizationId: string, programId: string): ProgramTimeline | null | Promise<ProgramTimeline | null>;
}
