/**
 * Exchanges units for a reward. A reward with a pool of codes takes its code first, by the request's own key and for one operation's id,
 * so that whatever crashes between the two, a retry posts the same redemption with the same code; or, when nobody has come back for
 * long (rewards/tidy-claims.ts), another redemption with another code.
 */
import { randomUUID } from 'node:crypto';
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { newOperationId, shardOf } from '../../ledger/ids.ts';
import { LedgerBusyError } from '../../ledger/ledger-error.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { record, type Recorded, type ToRecord } from '../profiles/recorded.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { giveCodeBack, spendCode, takeCode, takeCodeBack } from '../rewards/pool.ts';
import type { HeldCode, Pool } from '../rewards/code.ts';
import { receiptKey } from '../receipts/schema.ts';

/** How often a code may be taken away before its redemption. */
const CODE_TRIES_MAX = 3;

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
  const post: Post = (held) =>
    record(deps, {
      organizationId,
      programId,
      accountId,
      event: {
        type: 'redeem',
        at: now,
        reward: rewardId,
        quantity,
        ...(held === null ? {} : { code: held.code }),
        ...person,
      },
      now,
      keys,
      ...(held === null ? {} : { operationId: held.operationId }),
      meaning: { memberId, programId, rewardId, quantity, number },
    });
  if (reward?.codes !== true || reward.use !== 'catalogue') return post(null);
  if (quantity > 1) throw new ApiError('reward_code_quantity', { reward: rewardId });
  return redeemWithCode(deps, { organizationId, programId, accountId, rewardId, keys, now }, post);
}

type Post = (held: HeldCode | null) => Promise<Recorded>;

interface Wanted extends Pick<ToRecord, 'organizationId' | 'programId' | 'accountId' | 'keys' | 'now'> {
  readonly rewardId: string;
}

async function redeemWithCode(deps: QuoteDeps, wanted: Wanted, post: Post): Promise<Recorded> {
  const { organizationId, programId, accountId, rewardId, keys } = wanted;
  const pool = { organizationId, programId, rewardId };
  const [key] = keys;
  if (key === undefined) throw new Error('a redemption without a key');
  const claimKey = `${key.kind}/${key.key}`;
  for (let tries = 1; tries <= CODE_TRIES_MAX; tries += 1) {
    const standing = await standingOf(deps, wanted, key);
    // What happened already has its code, also when the pool is empty by now.
    if (standing.happened) return post(null);
    const { operationId } = standing;
    const held = await takeCode(deps.db, pool, { claimKey, accountId, operationId });
    if (held === null) throw new ApiError('reward_out_of_stock', { reward: rewardId });
    const recorded = await postWithCode(deps, { pool, held, organizationId }, post);
    if (recorded !== null) return recorded;
  }
  throw new ApiError('busy');
}

/** null when the code was taken away, because nobody seemed to come back for it: it is somebody else's by now. */
async function postWithCode(
  { db, ledger }: QuoteDeps,
  { pool, held, organizationId }: { readonly pool: Pool; readonly held: HeldCode; readonly organizationId: string },
  post: Post,
): Promise<Recorded | null> {
  try {
    const recorded = await post(held);
    await spendCode(db, pool, held);
    return recorded;
  } catch (error) {
    // Of another failure it is not known whether it happened: then the code stays with its key.
    if (!(error instanceof ApiError) && !(error instanceof LedgerBusyError)) throw error;
    const isUsedUp = (await ledger.operation(organizationId, held.operationId))?.event.type === 'void';
    await (isUsedUp ? takeCodeBack : giveCodeBack)(db, pool, held);
    if (isUsedUp) return null;
    throw error;
  }
}

/** Whether the key's redemption has happened; otherwise the operation that it will be. */
async function standingOf(
  { ledger }: QuoteDeps,
  { organizationId, accountId, now }: Wanted,
  key: OperationKey,
): Promise<{ readonly happened: true } | { readonly happened: false; readonly operationId: string }> {
  const claim = await ledger.claimed(organizationId, key);
  const operation = claim === null ? null : await ledger.operation(organizationId, claim.operationId);
  if (operation !== null && operation.event.type !== 'void') return { happened: true };
  const isOwn = claim !== null && operation === null && claim.accountId === accountId;
  return { happened: false, operationId: isOwn ? claim.operationId : newOperationId(now, shardOf(accountId)) };
}

/** Never none: a code is claimed by the first of them. */
function keysOf({ number, idempotencyKey }: RedeemRequest): readonly OperationKey[] {
  const own = number === null ? [] : [{ kind: 'redemption', key: receiptKey(number) } as const];
  const keys = [...own, ...idempotencyKeys('redeem', idempotencyKey)];
  // No source begins like this, so it is nobody's number.
  return keys.length > 0 ? keys : [{ kind: 'redemption', key: `#/${randomUUID()}` }];
}
