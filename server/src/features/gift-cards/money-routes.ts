/** /v1/gift-cards/payments and /v1/gift-cards/refunds: what leaves a card and comes back. */
import { z } from 'zod';
import { label } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { sourceField } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { type CardDeps, findCard } from './card.ts';
import { payWithCard } from './pay.ts';
import { paymentsOfReceipt } from './receipt-payments.ts';
import { refundToCard } from './refund.ts';
import {
  payBodySchema,
  paymentAnswer,
  paymentSchema,
  receiptPaymentAnswer,
  receiptPaymentSchema,
  refundAnswer,
  refundBodySchema,
  refundSchema,
} from './schema.ts';

type Deps = CardDeps & { readonly time: OrganizationClock };

export function addGiftCardMoneyRoutes(add: AddRoute, deps: Deps): void {
  addPaying(add, deps);
  addListing(add, deps);
  addRefunding(add, deps);
}

function addPaying(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/gift-cards/payments',
    id: 'payWithGiftCard',
    isSelling: true,
    tag: 'Gift cards',
    scopes: ['till'],
    summary: 'Pay with a gift card',
    description:
      'Takes money from the card for a receipt, all of it or a part. The receipt’s number protects it: the same payment again gets the first answer. The purchase itself is recorded as ever, with the gift card among its `payments`: it earns like money, once.',
    params: noParams,
    query: noQuery,
    body: payBodySchema,
    answers: { 201: paymentSchema, 200: paymentSchema },
    codes: [
      'gift_card_unknown',
      'gift_card_inactive',
      'gift_card_blocked',
      'gift_card_expired',
      'gift_card_insufficient',
      'gift_card_payment_taken',
      'too_many_guesses',
    ],
    handle: async ({ caller, address, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const card = await findCard(deps, { organizationId, asker: { keyId, address }, code: body.code });
      const { operation, repeated } = await payWithCard(soldBy(deps, caller), {
        organizationId,
        card,
        amount: body.amount,
        upTo: body.upTo ?? null,
        receipt: { source: body.source, id: body.receiptId },
        now,
      });
      return acknowledged(paymentAnswer(operation, card), repeated);
    },
  });
}

function addListing(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/gift-cards/payments',
    id: 'listGiftCardPayments',
    tag: 'Gift cards',
    scopes: ['till', 'read'],
    summary: 'What gift cards paid of a receipt',
    description:
      'In the order in which they paid, with what is left to refund: for a return, whose money goes back where it came from. Empty when no gift card paid.',
    params: noParams,
    query: z.strictObject({ receiptId: label(100), source: sourceField }),
    body: noBody,
    answers: { 200: z.strictObject({ payments: z.array(receiptPaymentSchema) }) },
    codes: [],
    handle: async ({ caller: { organizationId }, query: { receiptId, source } }) => {
      const payments = await paymentsOfReceipt(deps, organizationId, { source, id: receiptId });
      return { status: 200, body: { payments: payments.map(receiptPaymentAnswer) } };
    },
  });
}

function addRefunding(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/gift-cards/refunds',
    id: 'refundToGiftCard',
    isSelling: true,
    tag: 'Gift cards',
    scopes: ['till'],
    idempotent: true,
    summary: 'Refund to a gift card',
    description:
      'Money of a payment comes back onto its card, in any parts up to what was paid, with the dates that it had; if they are over, for two weeks more. A refund with a number of its own is applied once.',
    params: noParams,
    query: noQuery,
    body: refundBodySchema,
    answers: { 201: refundSchema, 200: refundSchema },
    codes: ['gift_card_payment_unknown', 'gift_card_refund_too_large', 'gift_card_refund_taken', 'key_reused'],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const { paymentId, amount, id, source } = body;
      const { operation, card, repeated } = await refundToCard(soldBy(deps, caller), {
        organizationId,
        paymentId,
        amount,
        number: id === undefined ? null : { source, id },
        idempotencyKey,
        now: await deps.time.now(caller),
      });
      return acknowledged(refundAnswer(operation, card, paymentId), repeated);
    },
  });
}
