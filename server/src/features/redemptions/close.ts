/**
 * Closes what is open on an account: hands it over, cancels or confirms it. Once, by whichever way comes first: the same closing
 * again answers its first answer, another one is told how it ended.
 */
import type { Event, Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { record, type Recorded } from '../profiles/recorded.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { waits } from './answer.ts';
import { closingAccountOf, endingOf } from './ending.ts';

export interface Closing {
  readonly opener: StoredOperation;
  readonly programId: string;
  readonly way: 'collect' | 'cancel' | 'confirm';
  /** Of a cancellation. */
  readonly reason?: string | undefined;
  readonly now: Instant;
}

/** How often an account may have been merged on. */
const HEIRS_MAX = 10;

/** Throws ApiError item_closed with how it ended, or busy while it is on its way from one account to another. */
export async function closeItem(deps: QuoteDeps, closing: Closing): Promise<Recorded> {
  let accountId = await closingAccountOf(deps, closing.opener);
  for (let step = 0; step <= HEIRS_MAX; step += 1) {
    try {
      return await closeOn(deps, closing, accountId);
    } catch (error) {
      const heir = heirIn(error);
      if (heir === null) return await told(deps, closing, error);
      accountId = heir;
    }
  }
  throw new Error(`${closing.opener.operationId} has been handed on too often`);
}

function closeOn(
  deps: QuoteDeps,
  { opener, programId, way, reason, now }: Closing,
  accountId: string,
): Promise<Recorded> {
  const { organizationId, operationId: item } = opener;
  return record(deps, {
    organizationId,
    programId,
    accountId,
    event: eventOf(way, { at: now, item, reason }),
    now,
    keys: [{ kind: 'item', key: item }],
    // A reason is no other cancellation.
    meaning: { [way]: item },
  });
}

function eventOf(
  way: Closing['way'],
  { at, item, reason }: { readonly at: Instant; readonly item: string; readonly reason: string | undefined },
): Event {
  if (way !== 'cancel') return { type: way, at, item };
  return { type: 'cancel', at, item, ...(reason === undefined ? {} : { reason }) };
}

/** The account that it went to with everything else; null when the error is another. */
function heirIn(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.code !== 'account_closed') return null;
  const { heir } = error.params;
  return typeof heir === 'string' ? heir : null;
}

/** How it ended, instead of that it is not there. */
async function told(deps: QuoteDeps, { opener, programId, now }: Closing, error: unknown): Promise<never> {
  if (!(error instanceof ApiError) || (error.code !== 'item_unknown' && error.code !== 'key_reused')) throw error;
  const ending = await endingOf(deps, opener, now);
  if (ending.type !== 'open' && ending.type !== 'gone') throw new ApiError('item_closed', { ended: ending.type });
  const { organizationId, programVersion: version, decision } = opener;
  if (decision.type !== 'redeem' && decision.type !== 'payout') throw error;
  const { program } = await rulesOf(deps.programs, { organizationId, programId, version });
  if (decision.type === 'redeem' && !waits(opener, program)) throw new ApiError('item_closed', { ended: 'done' });
  const { until } = decision.of;
  if (until !== null && until <= now) throw new ApiError('item_closed', { ended: 'cancelled' });
  // On its way from an account that was merged to its heir.
  throw new ApiError('busy');
}
