/**
 * What happens to a payout after it was asked for: approved by somebody else, then paid; or refused at any time before, and its
 * units come back. The ledger closes the open units once, so of a payment and a refusal at the same time one wins.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import type { Recorded } from '../profiles/recorded.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { closeItem } from '../redemptions/close.ts';
import { finishBegun } from './request.ts';
import { settleEnded } from './settle.ts';
import { approvePayout, findPayout, putPaid, putRefused, type StoredPayout } from './store.ts';

export interface StepRequest {
  readonly organizationId: string;
  readonly payoutId: string;
  /** Who does it. */
  readonly keyId: string;
  readonly now: Instant;
}

type Known = StoredPayout & { readonly operationId: string };

/** Throws ApiError payout_unknown. */
export async function readPayout(deps: QuoteDeps, organizationId: string, payoutId: string): Promise<Known> {
  const read = (): Promise<StoredPayout | null> => deps.db.tenant(organizationId, (tx) => findPayout(tx, payoutId));
  let payout = await read();
  // A crash came between the units and the row.
  if (payout?.status === 'begun' && (await finishBegun(deps, organizationId, payoutId))) payout = await read();
  // Or between the units and what was done last.
  if (payout !== null && (await settleEnded(deps, organizationId, [payout]))) payout = await read();
  if (payout === null || payout.operationId === null) throw new ApiError('payout_unknown');
  return { ...payout, operationId: payout.operationId };
}

/** Throws ApiError payout_unknown, payout_same_person or payout_status. */
export async function approve(
  deps: QuoteDeps,
  { organizationId, payoutId, keyId, now }: StepRequest,
): Promise<{ readonly payout: StoredPayout; readonly repeated: boolean }> {
  const before = await readPayout(deps, organizationId, payoutId);
  if (before.requested.by === keyId) throw new ApiError('payout_same_person');
  const isNow = await deps.db.tenant(organizationId, (tx) => approvePayout(tx, payoutId, { by: keyId, at: now }));
  const payout = isNow ? await readPayout(deps, organizationId, payoutId) : before;
  if (isNow) return { payout, repeated: false };
  const current = await readPayout(deps, organizationId, payoutId);
  // The same person again; a payout paid meanwhile has been approved all the same.
  if (current.approved?.by === keyId && current.status !== 'refused') return { payout: current, repeated: true };
  throw new ApiError('payout_status', { stage: current.status });
}

/** Throws ApiError payout_unknown or payout_status. */
export async function pay(
  deps: QuoteDeps,
  request: StepRequest,
): Promise<{ readonly payout: StoredPayout; readonly recorded: Recorded }> {
  const { organizationId, payoutId, keyId, now } = request;
  const before = await readPayout(deps, organizationId, payoutId);
  if (before.status !== 'approved' && before.status !== 'paid')
    throw new ApiError('payout_status', { stage: before.status });
  const put = (done: boolean): Promise<void> =>
    deps.db.tenant(organizationId, (tx) => putPaid(tx, payoutId, { by: keyId, at: now, done }));
  await put(false);
  const recorded = await closeItem(deps, {
    opener: await openerOf(deps, organizationId, before),
    programId: before.programId,
    way: 'collect',
    now,
  }).catch(asStatus);
  await put(true);
  return { payout: await readPayout(deps, organizationId, payoutId), recorded };
}

/** Throws ApiError payout_unknown or payout_status. */
export async function refuse(
  deps: QuoteDeps,
  request: StepRequest & { readonly reason: string | undefined },
): Promise<{ readonly payout: StoredPayout; readonly recorded: Recorded }> {
  const { organizationId, payoutId, keyId, reason, now } = request;
  const before = await readPayout(deps, organizationId, payoutId);
  const put = (done: boolean): Promise<void> =>
    deps.db.tenant(organizationId, (tx) =>
      putRefused(tx, payoutId, { by: keyId, at: now, reason: reason ?? null, done }),
    );
  await put(false);
  const recorded = await closeItem(deps, {
    opener: await openerOf(deps, organizationId, before),
    programId: before.programId,
    way: 'cancel',
    reason,
    now,
  }).catch(asStatus);
  await put(true);
  return { payout: await readPayout(deps, organizationId, payoutId), recorded };
}

async function openerOf(
  { ledger }: QuoteDeps,
  organizationId: string,
  { operationId }: Known,
): Promise<StoredOperation> {
  const operation = await ledger.operation(organizationId, operationId);
  if (operation === null) throw new Error(`the operation ${operationId} of a payout is not there`);
  return operation;
}

/** How the open units ended, in a payout's own words. */
function asStatus(error: unknown): never {
  if (!(error instanceof ApiError) || error.code !== 'item_closed') throw error;
  throw new ApiError('payout_status', { stage: error.params['ended'] === 'collected' ? 'paid' : 'refused' });
}
