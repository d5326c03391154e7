/** /v1/quotes: what a receipt would come to. */
import { z } from 'zod';
import { problemFrom, problemSchema } from '../../problem.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { quoteSchema } from '../purchases/answer.ts';
import { quoteBodySchema } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { askQuote, type QuoteDeps } from './ask.ts';

const refusedSchema = z
  .strictObject({ outcome: z.literal('refused'), problem: problemSchema })
  .meta({ id: 'RefusedQuote', description: 'The purchase would be refused, and why.' });

export function addQuoteRoutes(add: AddRoute, deps: QuoteDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'POST',
    url: '/v1/quotes',
    id: 'askQuote',
    isQuestion: true,
    tag: 'Quotes',
    scopes: ['till'],
    summary: 'Ask what a receipt would come to',
    description:
      'The very decision that a purchase would get, and nothing is written: ask as often as the basket changes. A question is answered 200 also when the purchase would be refused; then `outcome` is "refused" and `problem` says why.',
    params: noParams,
    query: noQuery,
    body: quoteBodySchema,
    answers: { 200: z.union([quoteSchema, refusedSchema]) },
    codes: [
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
      'account_closed',
      'too_many_guesses',
      'store_foreign',
    ],
    handle: async ({ caller, address, body }) => {
      const { organizationId, scopes, keyId, till } = caller;
      const asker = { keyId, address };
      const now = await deps.time.now(caller);
      const outcome = await askQuote(soldBy(deps, caller), { organizationId, scopes, asker, till, now, body });
      return {
        status: 200,
        body:
          outcome.type === 'quoted'
            ? outcome.quote
            : { outcome: 'refused' as const, problem: problemFrom(outcome.error, '') },
      };
    },
  });
}
