/**
 * When something happened, by the organization's clock. A till's clock may be a little ahead, and a till that was offline
 * may be three days late; anything older is history, which only an import may write.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { momentText } from '../../fields.ts';
import type { Scope } from '../../route.ts';

export const AHEAD_MS_MAX = 5 * 60_000;
export const LATE_MS_MAX = 72 * 3_600_000;

/** Throws ApiError receipt_in_future, receipt_too_old or scope_insufficient. */
export function momentOf(told: {
  readonly at: Instant | undefined;
  readonly history: boolean;
  readonly now: Instant;
  readonly scopes: ReadonlySet<Scope>;
}): Instant {
  const { at = told.now, now } = told;
  if (told.history && !told.scopes.has('import')) throw new ApiError('scope_insufficient', { scope: 'import' });
  if (at > now + AHEAD_MS_MAX) throw new ApiError('receipt_in_future', { now: momentText(now) });
  if (at < now - LATE_MS_MAX && !told.history) throw new ApiError('receipt_too_old', { now: momentText(now) });
  return at > now ? now : at;
}
