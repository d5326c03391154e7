/** /v1/purchases: receipts go in, exact bonuses come out. */
import { z } from 'zod';
import type { ErrorCode } from '../../errors.ts';
import { problemSchema, type Problem } from '../../problem.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { PURCHASE_EXAMPLE, purchaseBodySchema } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { purchaseSchema } from './answer.ts';
import { type PurchaseDeps, recordPurchase } from './record.ts';
import { recordBatch } from './record-batch.ts';

const BATCH_RECEIPTS_MAX = 500;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;

export const PURCHASE_CODES = [
  'program_unknown',
  'program_required',
  'member_unknown',
  'member_blocked',
  'member_required',
  'line_amount_mismatch',
  'total_mismatch',
  'amount_too_large',
  'receipt_in_future',
  'receipt_too_old',
  'receipt_taken',
  'key_reused',
  'currency_mismatch',
  'wallet_unknown',
  'wallet_ambiguous',
  'wallet_cannot_pay',
  'partner_unknown',
  'reward_unknown',
  'reward_not_for_you',
  'reward_not_now',
  'reward_not_here',
  'reward_out_of_stock',
  'coupon_unknown',
  'coupon_not_applicable',
  'limit_reached',
  'coupon_code_unknown',
  'coupon_code_used',
  'coupon_code_in_use',
  'coupon_code_blocked',
  'coupon_code_expired',
  'coupon_code_not_yet',
  'too_many_guesses',
  'account_closed',
  'units_insufficient',
  'pay_over_limit',
  'family_spending_not_allowed',
  'store_foreign',
  'confirmation_required',
  'confirmation_wrong',
] as const satisfies readonly ErrorCode[];

const batchSchema = z.strictObject({ purchases: z.array(z.unknown()).min(1).max(BATCH_RECEIPTS_MAX) });
const batchDocument = z
  .strictObject({ purchases: z.array(purchaseBodySchema).min(1).max(BATCH_RECEIPTS_MAX) })
  .meta({ examples: [{ purchases: [PURCHASE_EXAMPLE] }] });
const batchAnswerSchema = z
  .strictObject({
    results: z
      .array(
        z.union([
          z.strictObject({ status: z.enum(['done', 'repeated']), purchase: purchaseSchema }),
          z.strictObject({ status: z.literal('refused'), problem: problemSchema }),
        ]),
      )
      .readonly(),
  })
  .meta({ id: 'BatchAnswer' });

interface Deps extends PurchaseDeps {
  readonly time: OrganizationClock;
  /** Logs what is unexpected and names it for the caller. */
  readonly failed: (error: unknown) => Problem;
}

export function addPurchaseRoutes(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/purchases',
    id: 'recordPurchase',
    isSelling: true,
    tag: 'Purchases',
    scopes: ['till'],
    idempotent: true,
    summary: 'Record a purchase',
    description:
      'A receipt of a member, or of nobody when no member is named. All money is in minor units. 201 when it was recorded now; 200 with the same body and the header Idempotency-Replayed when it was recorded before.',
    params: noParams,
    query: noQuery,
    body: purchaseBodySchema,
    answers: { 201: purchaseSchema, 200: purchaseSchema },
    codes: PURCHASE_CODES,
    handle: async ({ caller, address, body, idempotencyKey }) => {
      const { organizationId, scopes, keyId, till } = caller;
      const recorded = await recordPurchase(soldBy(deps, caller), {
        organizationId,
        scopes,
        asker: { keyId, address },
        till,
        now: await deps.time.now(caller),
        body,
        idempotencyKey,
      });
      return acknowledged(recorded.purchase, recorded.repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/purchases/batch',
    id: 'recordPurchases',
    isSelling: true,
    isLong: true,
    tag: 'Purchases',
    scopes: ['till'],
    idempotent: true,
    bodyBytesMax: BATCH_BYTES_MAX,
    summary: 'Record many purchases',
    description:
      'Up to 500 receipts, each as in POST /v1/purchases and each with its own answer, in their order. One that is refused does not stop the others; the whole request may be repeated.',
    params: noParams,
    query: noQuery,
    body: batchSchema,
    bodyDocument: batchDocument,
    answers: { 200: batchAnswerSchema },
    codes: PURCHASE_CODES,
    handle: async ({ caller, address, body, idempotencyKey }) => {
      const { organizationId, scopes, keyId, till } = caller;
      const now = await deps.time.now(caller);
      const results = await recordBatch(soldBy(deps, caller), {
        organizationId,
        scopes,
        asker: { keyId, address },
        till,
        now,
        purchases: body.purchases,
        idempotencyKey,
        failed: deps.failed,
      });
      return { status: 200, body: { results } };
    },
  });
}
