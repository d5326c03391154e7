/** What waits to be posted, and what it becomes on its way through a batch. */
import type { Event, Instant } from '@kopilka/engine';
import type { ClaimOutcome } from './claims.ts';
import type { OperationRequest, PostResult } from './ledger.ts';
import type { ProgramTimeline } from './program-source.ts';

/** A request on its way, or (without a request) time that an account should live up to. */
export interface Task {
  readonly organizationId: string;
  readonly programId: string;
  readonly accountId: string;
  readonly timeline: ProgramTimeline;
  /** Until when time passes before and without an event. */
  readonly until: Instant;
  readonly request: OperationRequest | null;
  readonly operationId: string;
  /** When it was handed in, as performance.now() counts. */
  readonly acceptedAtMs: number;
  readonly resolve: (result: PostResult | TaskForeign | TaskLived) => void;
  readonly reject: (error: unknown) => void;
}

/** The task's key is claimed for another account or operation. */
export type TaskForeign = Extract<ClaimOutcome, { type: 'foreign' }>;

/** Time passed; so many operations happened. */
export interface TaskLived {
  readonly type: 'lived';
  readonly operations: number;
}

/** A task whose keys are claimed. */
export interface Work {
  readonly task: Task;
  readonly operationId: string;
  readonly event: Event | null;
  /** The operation may exist already: look before deciding. */
  readonly mayExist: boolean;
  readonly sameBody: boolean;
}

/** What becomes of a task once the batch is committed; an operation that could not be decided fails alone. */
export type Answer =
  | { readonly work: Work; readonly result: PostResult | TaskLived }
  | { readonly work: Work; readonly error: unknown };
