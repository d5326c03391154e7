/** What gift cards are asked for with, and told as. */
import { type Instant, type Money, money, type Standing } from '@kopilka/engine';
import { z } from 'zod';
import {
  label,
  momentAnswer,
  momentText,
  moneyAnswer,
  positiveMoneyField,
  programIdField,
  text,
  unitsAnswer,
  uuidField,
} from '../../fields.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { typedCodeField } from '../coupons/code-text.ts';
import { memberReferenceField } from '../members/reference.ts';
import { sourceField } from '../receipts/schema.ts';
import { expiryOf, moneyOn } from './card.ts';
import { paidBy, paidReceipt } from './pay.ts';
import type { ReceiptPayment } from './receipt-payments.ts';
import type { StoredCard, StoredCardBatch } from './store.ts';

const CARDS_MAX = 100_000;
/** A payment is counted in pieces of one minor unit, in millionths: more would leave what numbers count exactly. */
const AMOUNT_MAX = 9_000_000_000;

const amountField = positiveMoneyField.refine((amount) => amount <= AMOUNT_MAX, `must be at most ${AMOUNT_MAX}`);
const receiptField = z
  .strictObject({ id: label(100), source: sourceField })
  .meta({ description: 'The shop’s number of the receipt that it was sold with.' });

export const issueBodySchema = z
  .strictObject({
    amount: amountField.meta({ description: 'Minor money on each, as the program sells them.', examples: [300000] }),
    programId: programIdField.optional(),
    count: z.int().min(1).max(CARDS_MAX).default(1),
    activate: z.boolean().default(false).meta({ description: 'Sell it at once; only a single card.' }),
    receipt: receiptField.optional(),
    buyer: memberReferenceField.optional().meta({ description: 'Which member bought it.' }),
  })
  .superRefine((body, context) => {
    const complain = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, input: body });
    if (body.activate && body.count > 1)
      complain('activate', 'cards of a batch are activated one by one, when they are sold');
    if (!body.activate && (body.receipt !== undefined || body.buyer !== undefined))
      complain('receipt', 'a card that is not activated has neither a receipt nor a buyer');
  })
  .meta({ examples: [{ amount: 300000, activate: true, receipt: { id: '2026-000042' } }] });

export const activateBodySchema = z
  .strictObject({
    code: typedCodeField,
    receipt: receiptField.optional(),
    buyer: memberReferenceField.optional().meta({ description: 'Which member bought it.' }),
  })
  .meta({ examples: [{ code: '7KXR-4FNP-3HYT-9CGM-6JRT', receipt: { id: '2026-000042' } }] });

export const checkBodySchema = z
  .strictObject({ code: typedCodeField })
  .meta({ examples: [{ code: '7KXR-4FNP-3HYT-9CGM-6JRT' }] });

export const payBodySchema = z
  .strictObject({
    code: typedCodeField,
    amount: z
      .union([amountField, z.literal('max')])
      .meta({ description: 'Minor money to take, or "max": all that is on the card.' }),
    upTo: amountField.optional().meta({ description: 'With "max": no more than this, what is left to pay.' }),
    receiptId: label(100).meta({
      description: 'The shop’s number of the receipt that is paid. A repeat is applied once.',
    }),
    source: sourceField,
  })
  .refine((body) => body.upTo === undefined || body.amount === 'max', 'upTo goes with amount "max" only')
  .meta({ examples: [{ code: '7KXR-4FNP-3HYT-9CGM-6JRT', amount: 'max', upTo: 450000, receiptId: '2026-000043' }] });

export const refundBodySchema = z
  .strictObject({
    paymentId: uuidField,
    amount: amountField.meta({ description: 'Minor money to give back, up to what is left of the payment.' }),
    id: label(100).optional().meta({ description: 'The refund’s own number; a repeat is applied once.' }),
    source: sourceField,
  })
  .meta({ examples: [{ paymentId: '01934d2e-7d00-7000-8000-0000000000a7', amount: 100000, id: 'R-17' }] });

export const blockBodySchema = z
  .strictObject({
    code: typedCodeField.optional(),
    id: uuidField.optional(),
    reason: text(500).default('Blocked by the shop'),
  })
  .refine(
    (body) => (body.code === undefined) !== (body.id === undefined),
    'name the card by exactly one of code and id',
  )
  .meta({ examples: [{ id: '01934d2e-7d00-7000-8000-0000000000a7', reason: 'Stolen' }] });

const STATUSES = ['inactive', 'active', 'blocked', 'expired'] as const;

const cardFields = {
  id: z.string().meta({ description: 'Not a secret: nobody pays with it.' }),
  batchId: z.string(),
  programId: z.string(),
  nominal: moneyAnswer,
  currency: z.string(),
  status: z.enum(STATUSES),
  balance: moneyAnswer.meta({ description: 'Minor money that can be spent.' }),
  soldAt: momentAnswer.nullable(),
  buyerId: z.string().nullable(),
  expiresAt: momentAnswer.nullable().meta({ description: 'null: not sold yet, or never.' }),
};

export const cardSchema = z.strictObject(cardFields).meta({ id: 'GiftCard' });
export const issuedCardSchema = z
  .strictObject({ ...cardFields, code: z.string().meta({ description: 'For the buyer only.' }) })
  .meta({ id: 'IssuedGiftCard' });

const batchFields = {
  id: z.string(),
  programId: z.string(),
  nominal: moneyAnswer,
  currency: z.string(),
  count: z.int(),
  createdAt: momentAnswer,
};
export const issuedSchema = z
  .strictObject({
    batch: z.strictObject(batchFields),
    card: issuedCardSchema.nullable().meta({ description: 'When it is one.' }),
  })
  .meta({ id: 'IssuedGiftCards' });
export const batchSchema = z
  .strictObject({
    ...batchFields,
    status: z.enum(['making', 'ready']),
    made: z.int().meta({ description: 'Cards that are there so far.' }),
  })
  .meta({ id: 'GiftCardBatch' });

export const paymentSchema = z
  .strictObject({
    id: z.string().meta({ description: 'Refunds name it.' }),
    cardId: z.string(),
    at: momentAnswer,
    amount: moneyAnswer.meta({ description: 'Minor money that was taken.' }),
    currency: z.string(),
    balance: moneyAnswer.meta({ description: 'What was left on the card after it.' }),
  })
  .meta({ id: 'GiftCardPayment' });

export const receiptPaymentSchema = z
  .strictObject({
    ...paymentSchema.omit({ balance: true }).shape,
    left: moneyAnswer.meta({ description: 'Minor money of it that has not been refunded yet.' }),
    ending: z.string().meta({ description: 'The last letters of the card’s code, by which whoever has it knows it.' }),
  })
  .meta({ id: 'GiftCardReceiptPayment' });

export const refundSchema = z
  .strictObject({
    id: z.string(),
    paymentId: z.string(),
    cardId: z.string(),
    at: momentAnswer,
    amount: moneyAnswer,
    currency: z.string(),
    balance: moneyAnswer.meta({ description: 'What was on the card after it.' }),
  })
  .meta({ id: 'GiftCardRefund' });

export const operationSchema = z
  .strictObject({
    id: z.string(),
    type: z.enum(['sale', 'payment', 'refund', 'expiry', 'other']),
    at: momentAnswer,
    amount: unitsAnswer.meta({ description: 'Minor money that came onto the card or, negative, left it.' }),
    balance: moneyAnswer.meta({ description: 'After it.' }),
    receipt: z.string().nullable().meta({ description: 'Of a payment: source/number.' }),
  })
  .meta({ id: 'GiftCardOperation' });

export function batchAnswer(batch: StoredCardBatch): z.input<typeof issuedSchema>['batch'] {
  return {
    id: batch.batchId,
    programId: batch.programId,
    nominal: batch.nominal,
    currency: batch.currency,
    count: batch.wanted,
    createdAt: momentText(batch.createdAt),
  };
}

export function cardAnswer(card: StoredCard, balance: Money, now: Instant): z.input<typeof cardSchema> {
  return {
    id: card.accountId,
    batchId: card.batchId,
    programId: card.programId,
    nominal: card.nominal,
    currency: card.currency,
    status: statusOf(card, balance, now),
    balance,
    soldAt: card.soldAt === null ? null : momentText(card.soldAt),
    buyerId: card.buyerId,
    expiresAt: card.expiresAt === null ? null : momentText(card.expiresAt),
  };
}

/** A card right after its sale: the same however often and however late it is told. */
export function soldAnswer(
  card: StoredCard,
  sale: StoredOperation,
  buyerId: string | null,
): z.input<typeof cardSchema> {
  const { at, after } = sale.decision;
  const sold = { ...card, status: 'active', blocked: null, soldAt: at, buyerId, expiresAt: expiryOf(sale) } as const;
  return cardAnswer(sold, moneyOn(after), at);
}

/** A card that has just been made. */
export function unsoldAnswer(card: StoredCard, now: Instant): z.input<typeof cardSchema> {
  const unsold = { ...card, status: 'inactive', blocked: null, soldAt: null, buyerId: null, expiresAt: null } as const;
  return cardAnswer(unsold, money(0), now);
}

export function paymentAnswer(operation: StoredOperation, { currency }: StoredCard): z.input<typeof paymentSchema> {
  return {
    id: operation.operationId,
    cardId: operation.accountId,
    at: momentText(operation.decision.at),
    amount: paidBy(operation),
    currency,
    balance: moneyOn(operation.decision.after),
  };
}

const ENDING_CHARACTERS = 4;

export function receiptPaymentAnswer({ card, operation, left }: ReceiptPayment): z.input<typeof receiptPaymentSchema> {
  const { balance: _balance, ...payment } = paymentAnswer(operation, card);
  return { ...payment, left, ending: card.code.slice(-ENDING_CHARACTERS) };
}

export function refundAnswer(
  operation: StoredOperation,
  { currency }: StoredCard,
  paymentId: string,
): z.input<typeof refundSchema> {
  return {
    id: operation.operationId,
    paymentId,
    cardId: operation.accountId,
    at: momentText(operation.decision.at),
    amount: movedBy(operation),
    currency,
    balance: moneyOn(operation.decision.after),
  };
}

const TYPES: Readonly<Record<string, z.input<typeof operationSchema>['type']>> = {
  correction: 'sale',
  purchase: 'payment',
  return: 'refund',
  clock: 'expiry',
};

export function operationAnswer(operation: StoredOperation): z.input<typeof operationSchema> {
  const { decision } = operation;
  const after: Standing = decision.after;
  return {
    id: operation.operationId,
    type: TYPES[decision.type] ?? 'other',
    at: momentText(decision.at),
    amount: movedBy(operation),
    balance: moneyOn(after),
    receipt: paidReceipt(operation),
  };
}

/** All entries of a card's account are of its money. */
function movedBy({ decision }: StoredOperation): number {
  return decision.entries.reduce<number>((sum, { units }) => sum + units, 0);
}

function statusOf({ status, blocked, expiresAt }: StoredCard, balance: Money, now: Instant): (typeof STATUSES)[number] {
  if (blocked !== null) return 'blocked';
  if (status === 'active' && expiresAt !== null && expiresAt <= now && balance === 0) return 'expired';
  return status;
}
