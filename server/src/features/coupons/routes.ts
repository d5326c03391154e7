/** /v1/coupons, /v1/coupon-batches, /v1/coupon-codes: coupons on cards, and codes that anybody can bring. */
import { z } from 'zod';
import { momentAnswer, momentText, programIdField, text, unitsAnswer } from '../../fields.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { memberReferenceField } from '../members/reference.ts';
import { acknowledged } from '../operations/posted.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { addBatchRoutes } from './batch-routes.ts';
import { checkCode } from './check-code.ts';
import { typedCodeField } from './code-text.ts';
import { blockCode } from './block.ts';
import { issueCoupons } from './issue.ts';
import { checkedCodeSchema, couponIdField } from './schema.ts';

type Deps = QuoteDeps & { readonly time: OrganizationClock };

const COUPONS_AT_ONCE_MAX = 1_000;

const issueBodySchema = z
  .strictObject({
    member: memberReferenceField,
    programId: programIdField.optional(),
    count: z.int().min(1).max(COUPONS_AT_ONCE_MAX).default(1),
    reason: text(500).default('Issued by the shop').meta({ description: 'Stays in the journal.' }),
  })
  .meta({ examples: [{ member: { phone: '+79991234567' }, reason: 'Birthday' }] });

const issuedSchema = z
  .strictObject({
    id: z.string().meta({ description: 'The operation’s id.' }),
    accountId: z.string(),
    at: momentAnswer,
    programVersion: z.int(),
    couponId: z.string(),
    count: z.int(),
    available: unitsAnswer.meta({ description: 'Coupons of this kind on the card now.' }),
    expiring: z
      .strictObject({ units: unitsAnswer, at: momentAnswer })
      .nullable()
      .meta({ description: 'How many of them expire first, and when.' }),
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'IssuedCoupons' });

const checkBodySchema = z
  .strictObject({
    code: typedCodeField,
    member: memberReferenceField.optional().meta({ description: 'Who brings it: personal codes are theirs only.' }),
    programId: programIdField.optional(),
  })
  .meta({ examples: [{ code: 'summer-26', member: { phone: '+79991234567' } }] });

const blockBodySchema = z.strictObject({ code: typedCodeField }).meta({ examples: [{ code: 'summer-26' }] });
const blockedSchema = z
  .strictObject({ batchId: z.string(), couponId: z.string(), blocked: z.boolean() })
  .meta({ id: 'BlockedCouponCode' });

export function addCouponRoutes(add: AddRoute, deps: Deps): void {
  addIssuing(add, deps);
  addBatchRoutes(add, deps);
  addChecking(add, deps);
  addBlocking(add, deps, true);
  addBlocking(add, deps, false);
}

function addIssuing(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/coupons/:couponId/issues',
    id: 'issueCoupons',
    journalParams: ['couponId'],
    tag: 'Coupons',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Put coupons on a card',
    description: 'The member gets coupons of this kind, which live as long as the program says.',
    params: z.strictObject({ couponId: couponIdField }),
    query: noQuery,
    body: issueBodySchema,
    answers: { 201: issuedSchema, 200: issuedSchema },
    codes: [
      'coupon_unknown',
      'member_unknown',
      'member_blocked',
      'program_unknown',
      'program_required',
      'amount_too_large',
      'account_closed',
      'key_reused',
    ],
    handle: async ({ caller: { organizationId, sandbox }, params: { couponId }, body, idempotencyKey }) => {
      const now = await deps.time.now({ organizationId, sandbox });
      const request = { organizationId, couponId, ...body, programId: body.programId, idempotencyKey, now };
      const { operation, wallet, by, repeated } = await issueCoupons(deps, request);
      const { decision, accountId } = operation;
      const standing = decision.after.wallets[wallet];
      const expiring = standing?.expiring ?? null;
      const answer = {
        id: operation.operationId,
        accountId,
        at: momentText(decision.at),
        programVersion: by.version,
        couponId,
        count: body.count,
        available: standing?.available ?? 0,
        expiring: expiring === null ? null : { units: expiring.units, at: momentText(expiring.at) },
        reasons: reasonAnswers(decision.reasons, by.program),
      };
      return acknowledged(answer, repeated);
    },
  });
}

function addChecking(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/coupon-codes/check',
    id: 'checkCouponCode',
    isQuestion: true,
    tag: 'Coupons',
    scopes: ['till'],
    summary: 'Ask what a code is',
    description:
      'Nothing is used. A code that does not exist and one that is somebody else’s get the same answer; many of them are answered later and later, and finally with 429. Whether it does anything for a basket, a quote with `apply` says.',
    params: noParams,
    query: noQuery,
    body: checkBodySchema,
    answers: { 200: checkedCodeSchema },
    codes: [
      'coupon_code_unknown',
      'too_many_guesses',
      'member_unknown',
      'member_blocked',
      'program_unknown',
      'program_required',
    ],
    handle: async ({ caller, address, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await deps.programs.choose(organizationId, body.programId);
      const member =
        body.member === undefined
          ? null
          : await findMemberAccount(deps, { organizationId, programId, member: body.member, now });
      const guesser = { organizationId, keyId, address, memberId: member?.memberId ?? null };
      return { status: 200, body: await checkCode(deps, guesser, { programId, code: body.code, now }) };
    },
  });
}

function addBlocking(add: AddRoute, deps: Deps, blocked: boolean): void {
  add({
    method: 'POST',
    url: blocked ? '/v1/coupon-codes/block' : '/v1/coupon-codes/unblock',
    id: blocked ? 'blockCouponCode' : 'unblockCouponCode',
    tag: 'Coupons',
    scopes: ['shop'],
    summary: blocked ? 'Block a code' : 'Unblock a code',
    description: blocked
      ? 'It cannot be used any more; a checkout that has reserved it may still be committed.'
      : 'It can be used again, unless its batch is blocked.',
    params: noParams,
    query: noQuery,
    body: blockBodySchema,
    answers: { 200: blockedSchema },
    codes: ['coupon_code_unknown', 'too_many_guesses'],
    handle: async ({ caller: { organizationId, keyId }, address, body: { code } }) => {
      const guesser = { organizationId, keyId, address, memberId: null };
      return { status: 200, body: await blockCode(deps.db, guesser, { code, blocked }) };
    },
  });
}
