/**
 * Exchanges units for a reward. A reward with a pool of codes takes its code first, by the request's own key, so that whatever
 * crashes between the two, a retry posts the same redemption with the same code.
 */
import { randomUUID } from 'node:crypto';
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { LedgerBusyError } from '../../ledger/ledger-error.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { record, type Recorded, type ToRecord } from '../profiles/recorded.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { giveCodeBack, spendCode, takeCode } from '../rewards/pool.ts';
import { receiptKey } from '../receipts/schema.ts';

export interface RedeemRequest {
  readonly organizationId: string;
  readonly member: MemberName;
  readonly programId: string | undefined;
  readonly rewardId: string;
  readonly quantity: number;
  /** The caller's own number of it. */
  readonly number: { readonly id: string; readonly source: string } | null;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

export async function redeem(deps: QuoteDeps, request: RedeemRequest): Promise<Recorded> {
  const { organizationId, member, rewardId, quantity, number, now } = request;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: request.programId, at: now });
  const { accountId, memberId } = await findMemberAccount(deps, { organizationId, programId, member, now });
  const reward = active.program.rewards.get(rewardId);
  const keys = keysOf(request);
  await requireSpending(deps, { organizationId, memberId, accountId }, keys);
  const person = active.program.keeps.member ? { member: memberId } : {};
  const post = (code: string | null): Promise<Recorded> =>
    record(deps, {
      organizationId,
      programId,
      accountId,
      event: {
        type: 'redeem',
        at: now,
        reward: rewardId,
        quantity,
        ...(code === null ? {} : { code }),
        ...person,
      },
      now,
      keys,
      meaning: { memberId, programId, rewardId, quantity, number },
    });
  if (reward?.codes !== true || reward.use !== 'catalogue') return post(null);
  if (quantity > 1) throw new ApiError('reward_code_quantity', { reward: rewardId });
  return redeemWithCode(deps, { organizationId, programId, rewardId, keys }, post);
}

interface Wanted extends Pick<ToRecord, 'organizationId' | 'programId' | 'keys'> {
  readonly rewardId: string;
}

async function redeemWithCode(
  deps: QuoteDeps,
  { organizationId, programId, rewardId, keys }: Wanted,
  post: (code: string | null) => Promise<Recorded>,
): Promise<Recorded> {
  const pool = { organizationId, programId, rewardId };
  const [key] = keys;
  if (key === undefined) throw new Error('a redemption without a key');
  const claimKey = `${key.kind}/${key.key}`;
  // What happened already has its code, also when the pool is empty by now.
  const isRepeat = await hasHappened(deps, organizationId, key);
  const code = isRepeat ? null : await takeCode(deps.db, pool, claimKey);
  if (!isRepeat && code === null) throw new ApiError('reward_out_of_stock', { reward: rewardId });
  const recorded = await post(code).catch(async (error: unknown) => {
    // Of a failure it is not known whether it happened: then the code stays with its key.
    const isRefused = error instanceof ApiError || error instanceof LedgerBusyError;
    if (isRefused && !isRepeat) await giveCodeBack(deps.db, pool, claimKey);
    throw error;
  });
  await spendCode(deps.db, pool, { claimKey, redemptionId: recorded.operation.operationId });
  return recorded;
}

async function hasHappened({ ledger }: QuoteDeps, organizationId: string, key: OperationKey): Promise<boolean> {
  const claim = await ledger.claimed(organizationId, key);
  return claim !== null && (await ledger.operation(organizationId, claim.operationId)) !== null;
}

/** Never none: a code is claimed by the first of them. */
function keysOf({ number, idempotencyKey }: RedeemRequest): readonly OperationKey[] {
  const own = number === null ? [] : [{ kind: 'redemption', key: receiptKey(number) } as const];
  const keys = [...own, ...idempotencyKeys('redeem', idempotencyKey)];
  // No source begins like this, so it is nobody's number.
  return keys.length > 0 ? keys : [{ kind: 'redemption', key: `#/${randomUUID()}` }];
}
