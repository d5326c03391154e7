/** Gives money of a payment back onto its card, in any parts, to the lots that paid it, with their dates. */
import { type Instant, type Money, QUANTITY_SCALE, quantity } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { OperationKey, StoredOperation } from '../../ledger/ledger.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { receiptKey } from '../receipts/schema.ts';
import { type CardDeps, findCardById } from './card.ts';
import { paidBy } from './pay.ts';
import { refundedOf } from './receipt-payments.ts';
import type { StoredCard } from './store.ts';

export interface CardRefund {
  readonly organizationId: string;
  readonly paymentId: string;
  readonly amount: Money;
  /** The refund's own number; null when it has none. */
  readonly number: { readonly source: string; readonly id: string } | null;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

/** Throws ApiError gift_card_payment_unknown, gift_card_refund_too_large or gift_card_refund_taken. */
export async function refundToCard(
  deps: CardDeps,
  refund: CardRefund,
): Promise<{ readonly operation: StoredOperation; readonly card: StoredCard; readonly repeated: boolean }> {
  const { organizationId, paymentId, amount, now } = refund;
  const payment = await deps.ledger.operation(organizationId, paymentId);
  if (payment === null || payment.decision.type !== 'purchase') throw new ApiError('gift_card_payment_unknown');
  const card = await findCardById(deps, organizationId, payment.accountId).catch(asUnknown);
  const known = await deps.programs.timeline(organizationId, card.ledgerProgramId);
  if (known === null) throw new Error('the program of a gift card is not there');
  const pieces = quantity(amount * QUANTITY_SCALE);
  const posted = await postOperation(
    deps,
    {
      organizationId,
      programId: card.ledgerProgramId,
      accountId: card.accountId,
      event: { type: 'return', at: now, parts: [{ purchase: paymentId, lines: [{ line: 0, quantity: pieces }] }] },
      now,
      history: false,
      keys: keysOf(refund),
      bodyHash: orderedMeaningHash([paymentId, amount]),
    },
    known.at(now).program,
  ).catch(async (error: unknown) => {
    throw await inWords(deps, payment, error);
  });
  if (posted.operation.decision.type !== 'return') throw new ApiError('gift_card_refund_taken');
  return { ...posted, card };
}

function keysOf({ number, idempotencyKey }: CardRefund): readonly OperationKey[] {
  return [
    ...(number === null ? [] : [{ kind: 'gift_card', key: `refund/${receiptKey(number)}` } as const]),
    ...idempotencyKeys('refundToGiftCard', idempotencyKey),
  ];
}

async function inWords(deps: CardDeps, payment: StoredOperation, error: unknown): Promise<unknown> {
  if (!(error instanceof ApiError)) return error;
  if (error.code === 'receipt_taken') return new ApiError('gift_card_refund_taken');
  if (error.code !== 'return_exceeds_purchase') return error;
  return new ApiError('gift_card_refund_too_large', { left: paidBy(payment) - (await refundedOf(deps, payment)) });
}

function asUnknown(error: unknown): never {
  throw error instanceof ApiError && error.code === 'gift_card_unknown'
    ? new ApiError('gift_card_payment_unknown')
    : error;
}
