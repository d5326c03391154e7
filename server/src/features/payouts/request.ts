/**
 * Asks for a payout: the row first, then the operation that takes the units, then the row says so. The payout's id comes from the
 * request's key, so a retry after a crash anywhere in between finishes the same payout.
 */
import { hash, randomUUID } from 'node:crypto';
import { type CompiledProgram, type Instant, money, units, type Money, type Units } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { LedgerBusyError } from '../../ledger/ledger-error.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { record, type Recorded } from '../profiles/recorded.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { receiptKey } from '../receipts/schema.ts';
import { type Asked, confirmPayout, deleteBegunPayout, savePayout } from './store.ts';

export interface PayoutRequest {
  readonly organizationId: string;
  /** Who asks. */
  readonly keyId: string;
  readonly member: MemberName;
  readonly programId: string | undefined;
  readonly wallet: string;
  readonly asked: { readonly units: Units } | { readonly amount: Money };
  readonly destination: string | null;
  /** The caller's own number of it. */
  readonly number: { readonly id: string; readonly source: string } | null;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

export interface RequestedPayout {
  readonly payoutId: string;
  readonly recorded: Recorded;
}

export async function requestPayout(deps: QuoteDeps, request: PayoutRequest): Promise<RequestedPayout> {
  const { organizationId, member, wallet, destination, number, now } = request;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: request.programId, at: now });
  const { accountId, memberId } = await findMemberAccount(deps, { organizationId, programId, member, now });
  const amount = unitsAsked(active.program, request);
  const payoutId = payoutIdOf(request);
  await requireSpending(deps, { organizationId, memberId, accountId }, keysOf(payoutId, request));
  const save = (asked: Asked): Promise<void> => {
    const requested = { by: request.keyId, at: now };
    const payout = { payoutId, programId, accountId, memberId, wallet, units: amount, destination, requested };
    return deps.db.tenant(organizationId, (tx) => savePayout(tx, organizationId, payout, asked));
  };
  await save(null);
  const recorded = await record(deps, {
    organizationId,
    programId,
    accountId,
    event: { type: 'payout', at: now, wallet, units: amount },
    now,
    keys: keysOf(payoutId, request),
    meaning: { memberId, programId, wallet, units: amount, destination, number },
  }).catch(async (error: unknown) => {
    if (error instanceof ApiError || error instanceof LedgerBusyError)
      await forgetBegun(deps, organizationId, payoutId);
    throw error;
  });
  await save({ operationId: recorded.operation.operationId, repeated: recorded.repeated });
  return { payoutId, recorded };
}

/** Of a payout that was begun: whether its units have left, as the ledger knows. */
export async function finishBegun(deps: QuoteDeps, organizationId: string, payoutId: string): Promise<boolean> {
  const claim = await deps.ledger.claimed(organizationId, payoutKey(payoutId));
  const operation = claim === null ? null : await deps.ledger.operation(organizationId, claim.operationId);
  if (operation?.event.type !== 'payout') return false;
  const { wallet, units: amount } = operation.event;
  const { operationId } = operation;
  await deps.db.tenant(organizationId, (tx) => confirmPayout(tx, payoutId, { operationId, wallet, units: amount }));
  return true;
}

/** Unless the very same request has happened meanwhile. */
async function forgetBegun(deps: QuoteDeps, organizationId: string, payoutId: string): Promise<void> {
  if (await finishBegun(deps, organizationId, payoutId)) return;
  await deps.db.tenant(organizationId, (tx) => deleteBegunPayout(tx, payoutId));
}

/** Throws ApiError wallet_unknown or payout_amount. */
function unitsAsked(program: CompiledProgram, { wallet: id, asked }: PayoutRequest): Units {
  const wallet = program.wallets.get(id);
  if (wallet === undefined) throw new ApiError('wallet_unknown', { wallet: id });
  if ('units' in asked) return asked.units;
  const worth = wallet.worth ?? money(0);
  if (worth === 0 || asked.amount % worth !== 0) throw new ApiError('payout_amount', { wallet: id, worth });
  return units(asked.amount / worth);
}

function keysOf(payoutId: string, { idempotencyKey }: PayoutRequest): readonly OperationKey[] {
  return [payoutKey(payoutId), ...idempotencyKeys('requestPayout', idempotencyKey)];
}

function payoutKey(payoutId: string): OperationKey {
  return { kind: 'payout', key: payoutId };
}

/** A UUID of version 8 made of the request's key; of nothing but chance when it has none. */
export function payoutIdOf({
  organizationId,
  number,
  idempotencyKey,
}: Pick<PayoutRequest, 'organizationId' | 'number' | 'idempotencyKey'>): string {
  const key = number === null ? idempotencyKey : receiptKey(number);
  const kind = number === null ? 'idempotency' : 'payout';
  const from = key === null ? randomUUID() : `${organizationId}/${kind}/${key}`;
  const hex = hash('sha256', from);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
