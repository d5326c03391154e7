/** /v1/corrections: units given or taken by a person, with a reason that stays in the journal. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import {
  momentAnswer,
  momentText,
  programIdField,
  signedUnitsField,
  text,
  unitsAnswer,
  uuidField,
  walletField,
} from '../../fields.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { findMemberAccount, ownerOfAccount } from '../members/find-account.ts';
import { memberReferenceField } from '../members/reference.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { acknowledged } from '../operations/posted.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { rulesAt, rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

const bodySchema = z
  .strictObject({
    member: memberReferenceField.optional(),
    accountId: uuidField.optional(),
    programId: programIdField.optional(),
    wallet: walletField,
    units: signedUnitsField.meta({ description: 'Added, or taken when negative; not zero.', examples: [100] }),
    reason: text(500),
  })
  .refine(
    (body) => (body.member === undefined) !== (body.accountId === undefined),
    'name the account by exactly one of member and accountId',
  )
  .meta({ examples: [{ member: { phone: '+79991234567' }, wallet: 'bonus', units: 100, reason: 'Coffee was late' }] });

const correctionSchema = z
  .strictObject({
    id: z.string(),
    accountId: z.string(),
    at: momentAnswer,
    programVersion: z.int(),
    wallet: z.string(),
    units: unitsAnswer,
    balances: balancesSchema,
    tier: tierSchema,
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'Correction' });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addCorrectionRoutes(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/corrections',
    id: 'correct',
    tag: 'Corrections',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Correct a balance',
    description: 'Adds units to a wallet or takes them, with a reason that stays in the journal. Never below zero.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: correctionSchema, 200: correctionSchema },
    codes: [
      'member_unknown',
      'account_unknown',
      'program_unknown',
      'program_required',
      'wallet_unknown',
      'correction_below_zero',
      'correction_zero',
      'amount_too_large',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { accountId, programId } = await accountOf(deps, { organizationId, body, now });
      const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
      const { wallet, units, reason } = body;
      const { operation, repeated } = await postOperation(
        deps,
        {
          organizationId,
          programId,
          accountId,
          now,
          history: false,
          event: { type: 'correction', at: now, wallet, units, reason },
          keys: idempotencyKeys('correct', idempotencyKey),
          bodyHash: orderedMeaningHash([accountId, wallet, units, reason]),
        },
        active.program,
      );
      const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
      const { decision } = operation;
      const answer = {
        id: operation.operationId,
        accountId,
        at: momentText(decision.at),
        programVersion: by.version,
        wallet,
        units,
        balances: balancesAnswer(decision.after),
        tier: tierAnswer(decision.after),
        reasons: reasonAnswers(decision.reasons, by.program),
      };
      return acknowledged(answer, repeated);
    },
  });
}

async function accountOf(
  deps: Deps,
  {
    organizationId,
    body,
    now,
  }: {
    readonly organizationId: string;
    readonly body: z.output<typeof bodySchema>;
    readonly now: Parameters<typeof rulesAt>[1]['at'];
  },
): Promise<{ readonly accountId: string; readonly programId: string }> {
  const { accountId, member } = body;
  if (accountId !== undefined) {
    const { programId } = await ownerOfAccount(deps, organizationId, accountId);
    return { accountId, programId };
  }
  if (member === undefined) throw new ApiError('member_unknown');
  const { programId } = await deps.programs.choose(organizationId, body.programId);
  const found = await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
  return { accountId: found.accountId, programId };
}
