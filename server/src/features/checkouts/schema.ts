/** What a checkout is asked for with, and told as. */
import type { HoldDecision } from '@kopilka/engine';
import { z } from 'zod';
import { label, momentAnswer, momentText, programIdField } from '../../fields.ts';
import { memberReferenceField } from '../members/reference.ts';
import { type DecidedReceipt, decidedReceiptFields } from '../purchases/answer.ts';
import { applyField } from '../receipts/apply.ts';
import { BASKET_EXAMPLE, basketSchema, confirmationField, paySchema, sourceField } from '../receipts/schema.ts';

const HOLD_MINUTES_DEFAULT = 15;
const HOLD_MINUTES_MAX = 1440;

export const checkoutBodySchema = z
  .strictObject({
    member: memberReferenceField,
    programId: programIdField.optional(),
    receipt: basketSchema,
    pay: paySchema.optional(),
    apply: applyField.optional(),
    minutes: z
      .int()
      .min(1)
      .max(HOLD_MINUTES_MAX)
      .default(HOLD_MINUTES_DEFAULT)
      .meta({ description: 'How long the units stay reserved.' }),
    confirmation: confirmationField,
  })
  .meta({ examples: [{ member: { phone: '+79991234567' }, receipt: BASKET_EXAMPLE, pay: { units: 'max' } }] });

export const commitBodySchema = z
  .union([
    z.null(),
    z.undefined(),
    z.strictObject({
      receipt: z
        .strictObject({ id: label(100), source: sourceField })
        .optional()
        .meta({ description: 'The number of the printed receipt, by which it is protected and can be returned.' }),
    }),
  ])
  .meta({ description: 'May be left out.', examples: [{ receipt: { id: 'fiscal-000042' } }] });

export const checkoutSchema = z
  .strictObject({
    id: z.string(),
    at: momentAnswer,
    until: momentAnswer.meta({
      description: 'Until when the units are reserved; a commit after it is accepted all the same.',
    }),
    ...decidedReceiptFields,
  })
  .meta({ id: 'Checkout' });

export type CheckoutAnswer = z.input<typeof checkoutSchema>;

export function checkoutAnswer(decision: HoldDecision, decided: DecidedReceipt): CheckoutAnswer {
  return {
    id: decision.hold.checkout,
    at: momentText(decision.at),
    until: momentText(decision.hold.until),
    ...decided,
  };
}
