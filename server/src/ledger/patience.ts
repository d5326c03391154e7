/**
 * How long the door waits. A till must hear in a known time that the database is gone, however many wait with it; what was
 * not answered may be repeated, and is applied once.
 */
import type { Task } from './task.ts';

/** An operation that nobody began to post for so long is refused: nothing of it was written. */
const WAITING_MS_MAX = 8_000;
/** A connection that leaves one of our statements unanswered for so long is given up. */
export const ANSWER_MS_MAX = 8_000;
/** For so long a batch is tried again after its connection was lost; a try that has begun is waited for. */
const TRYING_MS_MAX = 6_000;
/** The same for a past that is imported: a crash of the database, or a machine that can do no more, need not end it. */
const TRYING_HISTORY_MS_MAX = 60_000;

/** Whether a task is tried no more, so long after its batch was begun. */
export function hasTriedEnough({ request }: Task, tryingMs: number): boolean {
  return tryingMs > (request?.history === true ? TRYING_HISTORY_MS_MAX : TRYING_MS_MAX);
}

/** Time that passes and a past that is imported have nobody waiting at a till. */
export function isTooLate({ acceptedAtMs, request }: Task, nowMs: number): boolean {
  return request !== null && !request.history && nowMs - acceptedAtMs > WAITING_MS_MAX;
}
