/** A referral, and a member’s own code, as answers tell them. */
import { z } from 'zod';
import { momentAnswer, momentText } from '../../fields.ts';
import { wordsSchema } from '../profiles/words.ts';
import type { StoredReferral } from './store.ts';
import { flagWords } from './suspicion.ts';

const personSchema = z.strictObject({ memberId: z.string(), accountId: z.string() });

export const referralSchema = z
  .strictObject({
    id: z.string(),
    programId: z.string(),
    status: z.enum(['review', 'joined', 'qualified', 'rejected']).meta({
      description:
        'review: a person must look at it; joined: it counts; qualified: a purchase of the friend has counted; rejected: it never will.',
    }),
    referrer: personSchema,
    friend: personSchema,
    reasons: z
      .array(z.strictObject({ code: z.string(), text: wordsSchema }))
      .meta({ description: 'Why a person must look at it; empty when nothing was suspicious.' }),
    createdAt: momentAnswer,
    decidedAt: momentAnswer.nullable(),
    decidedBy: z.string().nullable().meta({ description: 'Id of the key that approved or rejected it.' }),
  })
  .meta({ id: 'Referral' });

export const referralCardSchema = z
  .strictObject({
    memberId: z.string(),
    code: z.string(),
    link: z.string().nullable().meta({ description: 'null until PUT /v1/referrals/settings says where friends land.' }),
    joined: z.int().meta({ description: 'Friends who joined and count, qualified or not.' }),
    qualified: z
      .int()
      .meta({ description: 'Of those, who have bought as the program asks; the newest 1 000 are looked at.' }),
    inReview: z.int(),
  })
  .meta({ id: 'ReferralCard' });

export const referralSettingsSchema = z.strictObject({ link: z.string().nullable() }).meta({ id: 'ReferralSettings' });

export function referralAnswer(
  referral: StoredReferral,
  qualified: ReadonlySet<string>,
): z.input<typeof referralSchema> {
  return {
    id: referral.referralId,
    programId: referral.programId,
    status: qualified.has(referral.referralId) ? 'qualified' : referral.status,
    referrer: { memberId: referral.referrerId, accountId: referral.referrerAccountId },
    friend: { memberId: referral.friendId, accountId: referral.friendAccountId },
    reasons: referral.flags.map((code) => ({ code, text: flagWords(code) })),
    createdAt: momentText(referral.createdAt),
    decidedAt: referral.decidedAt === null ? null : momentText(referral.decidedAt),
    decidedBy: referral.decidedBy,
  };
}
