/** Puts coupons on a member's card: units of the coupon's own wallet, by a correction that says why. */
import { type Instant, units } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import type { ActiveProgram } from '../../ledger/program-source.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesAt, rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

export interface IssueRequest {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly couponId: string;
  readonly member: MemberName;
  readonly count: number;
  readonly reason: string;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

/** Throws ApiError. */
export async function issueCoupons(
  deps: QuoteDeps,
  request: IssueRequest,
): Promise<{
  readonly operation: StoredOperation;
  readonly wallet: string;
  readonly by: ActiveProgram;
  readonly repeated: boolean;
}> {
  const { organizationId, couponId, count, reason, now } = request;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: request.programId, at: now });
  const coupon = active.program.coupons.get(couponId);
  if (coupon === undefined) throw new ApiError('coupon_unknown', { coupon: couponId });
  const { wallet } = coupon;
  const { accountId } = await findMemberAccount(deps, { organizationId, programId, member: request.member, now });
  const { operation, repeated } = await postOperation(
    deps,
    {
      organizationId,
      programId,
      accountId,
      now,
      history: false,
      event: { type: 'correction', at: now, wallet, units: units(count), reason },
      keys: idempotencyKeys('issueCoupons', request.idempotencyKey),
      bodyHash: orderedMeaningHash([accountId, wallet, count, reason]),
    },
    active.program,
  );
  const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  return { operation, wallet, by, repeated };
}
