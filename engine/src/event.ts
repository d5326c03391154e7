/**
 * What can happen to an account. An event carries everything that the decision needs besides the account and the program,
 * so that it can be stored beside its decision and decided again years later with the same result.
 */
import { z } from 'zod';
import { moneyField, quantityField, unitsField } from './values/amount.ts';
import { instantField } from './values/time.ts';

/** One line of a receipt. `amount` is authoritative: what the line costs after the shop's own price cuts. */
export const receiptLineSchema = z.strictObject({
  sku: z.string(),
  name: z.string().optional(),
  category: z.string().optional(),
  quantity: quantityField,
  /** Minor money for one. */
  price: moneyField,
  /** Minor money taken off by the shop itself. */
  discount: moneyField.optional(),
  amount: moneyField,
});

export const receiptSchema = z.strictObject({
  /** The shop's own number, unique for its source. */
  id: z.string().optional(),
  currency: z.string(),
  /** Sum of the lines' amounts. */
  total: moneyField,
  store: z.string().optional(),
  till: z.string().optional(),
  channel: z.string().optional(),
  lines: z.array(receiptLineSchema).min(1),
});

/** How much to pay with units: an exact number, or as much as the limits allow. */
export const payRequestSchema = z.strictObject({
  wallet: z.string(),
  units: z.union([unitsField, z.literal('max')]),
});

export const purchaseEventSchema = z.strictObject({
  type: z.literal('purchase'),
  at: instantField,
  receipt: receiptSchema,
  pay: payRequestSchema.optional(),
  /** The checkout that this purchase commits: its reserved units are free for it, and it can no longer be refused. */
  checkout: z.string().optional(),
});

export const returnEventSchema = z.strictObject({
  type: z.literal('return'),
  at: instantField,
  /** Which purchases are taken back, by operation id; quantities of their lines by index. One operation undoes all parts. */
  parts: z
    .array(
      z.strictObject({
        purchase: z.string(),
        lines: z.array(z.strictObject({ line: z.int().min(0), quantity: quantityField })).min(1),
      }),
    )
    .min(1),
});

export const correctionEventSchema = z.strictObject({
  type: z.literal('correction'),
  at: instantField,
  wallet: z.string(),
  /** Signed: what is added or, when negative, taken. */
  units: unitsField,
  reason: z.string(),
});

/** Something that the shop tells: "shop.review" …, or that the system itself does: "enrolled". */
export const customEventSchema = z.strictObject({
  type: z.literal('custom'),
  at: instantField,
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** A checkout begins: decides a purchase and reserves its units until `until`. */
export const holdEventSchema = z.strictObject({
  type: z.literal('hold'),
  at: instantField,
  checkout: z.string(),
  until: instantField,
  receipt: receiptSchema,
  pay: payRequestSchema.optional(),
});

export const releaseEventSchema = z.strictObject({
  type: z.literal('release'),
  at: instantField,
  checkout: z.string(),
});

/** Time itself: whatever is due at `at` happens (expiry, tier review). */
export const clockEventSchema = z.strictObject({ type: z.literal('clock'), at: instantField });

/** Uses up an operation id without any effect. */
export const voidEventSchema = z.strictObject({ type: z.literal('void'), at: instantField });

export const eventSchema = z.discriminatedUnion('type', [
  purchaseEventSchema,
  returnEventSchema,
  correctionEventSchema,
  customEventSchema,
  holdEventSchema,
  releaseEventSchema,
  clockEventSchema,
  voidEventSchema,
]);

export type ReceiptLine = Readonly<z.infer<typeof receiptLineSchema>>;
export type Receipt = Omit<Readonly<z.infer<typeof receiptSchema>>, 'lines'> & {
  readonly lines: readonly ReceiptLine[];
};
export type PayRequest = Readonly<z.infer<typeof payRequestSchema>>;
export type PurchaseEvent = Readonly<z.infer<typeof purchaseEventSchema>>;
export type ReturnEvent = Readonly<z.infer<typeof returnEventSchema>>;
export type CorrectionEvent = Readonly<z.infer<typeof correctionEventSchema>>;
export type CustomEvent = Readonly<z.infer<typeof customEventSchema>>;
export type HoldEvent = Readonly<z.infer<typeof holdEventSchema>>;
export type ReleaseEvent = Readonly<z.infer<typeof releaseEventSchema>>;
export type ClockEvent = Readonly<z.infer<typeof clockEventSchema>>;
export type VoidEvent = Readonly<z.infer<typeof voidEventSchema>>;
export type Event =
  | PurchaseEvent
  | ReturnEvent
  | CorrectionEvent
  | CustomEvent
  | HoldEvent
  | ReleaseEvent
  | ClockEvent
  | VoidEvent;

/** An event read back from where we stored it: checked, and left as it was written. */
export const storedEventField = z.custom<Event>((value) => eventSchema.safeParse(value).success);
