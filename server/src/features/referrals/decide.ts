/** A person looks at a suspicious referral: approved it counts from then on, rejected it never does. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { postReferral, type Referred } from './refer.ts';
import { lockReferral, type StoredReferral, updateStatus } from './store.ts';

export interface ReferralDecision {
  readonly organizationId: string;
  readonly referralId: string;
  readonly keyId: string;
  readonly now: Instant;
}

/** Throws ApiError referral_unknown or referral_decided. */
export async function approveReferral(deps: QuoteDeps, decision: ReferralDecision): Promise<Referred> {
  const { organizationId, now } = decision;
  const decided = await decide(deps, decision, 'joined');
  const { programId } = decided.referral;
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  await postReferral(deps, { organizationId, referral: decided.referral, active, now });
  return decided;
}

export async function rejectReferral(deps: QuoteDeps, decision: ReferralDecision): Promise<Referred> {
  return decide(deps, decision, 'rejected');
}

async function decide(
  { db }: Pick<QuoteDeps, 'db'>,
  { organizationId, referralId, keyId, now }: ReferralDecision,
  status: 'joined' | 'rejected',
): Promise<Referred> {
  return db.tenant(organizationId, async (tx) => {
    const referral = await lockReferral(tx, referralId);
    if (referral === null) throw new ApiError('referral_unknown');
    if (referral.status === status) return { referral, repeated: true };
    if (referral.status !== 'review') throw new ApiError('referral_decided', { status: referral.status });
    await updateStatus(tx, referralId, { status, at: now, by: keyId });
    const decided: StoredReferral = { ...referral, status, decidedAt: now, decidedBy: keyId };
    return { referral: decided, repeated: false };
  });
}
