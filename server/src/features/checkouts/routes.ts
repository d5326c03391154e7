/** /v1/checkouts: the two phases of a till that prints a fiscal receipt in between. */
import { z } from 'zod';
import { uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { purchaseSchema } from '../purchases/answer.ts';
import { soldBy } from '../tills/seller.ts';
import { beginCheckout, type CheckoutDeps } from './begin.ts';
import { cancelCheckout } from './cancel.ts';
import { commitCheckout } from './commit.ts';
import { checkoutBodySchema, checkoutSchema, commitBodySchema } from './schema.ts';

const params = z.strictObject({ id: uuidField });
const cancelledSchema = z
  .strictObject({
    id: z.string(),
    status: z.literal('cancelled'),
    accountId: z.string(),
    balances: balancesSchema,
    tier: tierSchema,
  })
  .meta({ id: 'CancelledCheckout' });

type Deps = CheckoutDeps & { readonly time: OrganizationClock };

export function addCheckoutRoutes(add: AddRoute, deps: Deps): void {
  addBeginning(add, deps);
  addEnding(add, deps);
}

function addBeginning(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/checkouts',
    id: 'beginCheckout',
    isSelling: true,
    tag: 'Checkouts',
    scopes: ['till'],
    idempotent: true,
    summary: 'Begin a checkout',
    description:
      'A quote whose units are reserved until it is committed, cancelled or times out. Print the fiscal receipt by its `toPay` and `lines`, then commit.',
    params: noParams,
    query: noQuery,
    body: checkoutBodySchema,
    answers: { 201: checkoutSchema, 200: checkoutSchema },
    codes: [
      'program_unknown',
      'program_required',
      'member_unknown',
      'member_blocked',
      'line_amount_mismatch',
      'total_mismatch',
      'amount_too_large',
      'receipt_in_future',
      'receipt_too_old',
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
    ],
    handle: async ({ caller, address, body, idempotencyKey }) => {
      const { organizationId, scopes, keyId, till } = caller;
      const begun = await beginCheckout(soldBy(deps, caller), {
        organizationId,
        scopes,
        asker: { keyId, address },
        till,
        now: await deps.time.now(caller),
        body,
        idempotencyKey,
      });
      return acknowledged(begun.checkout, begun.repeated);
    },
  });
}

function addEnding(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/checkouts/:id/commit',
    id: 'commitCheckout',
    isSelling: true,
    tag: 'Checkouts',
    scopes: ['till'],
    idempotent: true,
    summary: 'Commit a checkout',
    description:
      'The purchase is recorded by the rules and for the receipt of the checkout. It is not refused for want of units any more: if the time was over and the units are gone, the difference becomes debt.',
    params,
    query: noQuery,
    body: commitBodySchema,
    answers: { 201: purchaseSchema, 200: purchaseSchema },
    codes: ['checkout_unknown', 'checkout_cancelled', 'checkout_committed', 'receipt_taken', 'key_reused'],
    handle: async ({ caller, params: { id }, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const committed = await commitCheckout(soldBy(deps, caller), {
        organizationId,
        checkoutId: id,
        receipt: body?.receipt ?? null,
        idempotencyKey,
        now,
      });
      return acknowledged(committed.purchase, committed.repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/checkouts/:id/cancel',
    id: 'cancelCheckout',
    isSelling: true,
    tag: 'Checkouts',
    scopes: ['till'],
    summary: 'Cancel a checkout',
    description: 'Its units are free again. Cancelling twice is the same as once.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: cancelledSchema },
    codes: ['checkout_unknown', 'checkout_committed'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId } = caller;
      const { accountId, after } = await cancelCheckout(soldBy(deps, caller), {
        organizationId,
        checkoutId: id,
        now: await deps.time.now(caller),
      });
      return {
        status: 200,
        body: { id, status: 'cancelled' as const, accountId, balances: balancesAnswer(after), tier: tierAnswer(after) },
      };
    },
  });
}
