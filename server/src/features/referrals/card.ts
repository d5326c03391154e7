/** A member’s own side of referrals: the code, the link, and what has become of those who came by it. */
import type { Instant } from '@kopilka/engine';
import type { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import type { referralCardSchema } from './answer.ts';
import { codeOf, linkWith, settingsOf } from './code.ts';
import { qualifiedAmong } from './progress.ts';
import { countReferrals, listReferrals } from './store.ts';

/** Friends whose accounts are looked at; who has brought more knows that it goes well. */
const LOOKED_AT_MAX = 1_000;

/** Throws ApiError member_unknown or referral_not_offered. */
export async function readCard(
  deps: QuoteDeps,
  wanted: {
    readonly organizationId: string;
    readonly programId: string | undefined;
    readonly memberId: string;
    readonly now: Instant;
  },
): Promise<z.input<typeof referralCardSchema>> {
  const { organizationId, memberId, now } = wanted;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: wanted.programId, at: now });
  if (active.program.referral === null) throw new ApiError('referral_not_offered');
  const member = { kind: 'id', value: memberId } as const;
  await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
  const code = await codeOf(deps.db, { organizationId, memberId, now });
  const { settings, counts, referrals } = await deps.db.tenant(organizationId, async (tx) => ({
    settings: await settingsOf(tx, organizationId),
    counts: await countReferrals(tx, organizationId, memberId),
    referrals: await listReferrals(tx, organizationId, {
      status: 'joined',
      referrerId: memberId,
      before: null,
      limit: LOOKED_AT_MAX,
    }),
  }));
  return {
    memberId,
    code,
    link: linkWith(settings.link, code),
    joined: counts.get('joined') ?? 0,
    qualified: (await qualifiedAmong(deps.db, referrals, now)).size,
    inReview: counts.get('review') ?? 0,
  };
}
