/**
 * What can happen to an account. An event carries everything that the decision needs besides the account and the program,
 * so that it can be stored beside its decision and decided again years later with the same result.
 */
import { z } from 'zod';
import { moneyField, quantityField, unitsField } from './values/amount.ts';
import { parcelSchema } from './parcel.ts';
import { instantField } from './values/time.ts';

/** Flat facts that a shop adds to what it tells: { brand: "Lavazza", mcc: "5814", promo: true }. */
export const attributesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

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
  /** The least that discounts may leave of `amount` (a minimum price by law, a floor of the shop). */
  floor: moneyField.optional(),
  /** A gift card being sold is an advance: it earns nothing, takes no discount and is not paid by units. */
  kind: z.enum(['gift_card']).optional(),
  attributes: attributesSchema.optional(),
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
  /** The coalition's partner that sold it; absent for the operator's own shops. */
  partner: z.string().optional(),
  /** How the money came: "card", "cash", "gift_card" …; any part of the total. */
  payments: z.array(z.strictObject({ means: z.string(), amount: moneyField })).optional(),
  attributes: attributesSchema.optional(),
  lines: z.array(receiptLineSchema).min(1),
});

/** How much to pay with units: an exact number, or as much as the limits allow. */
export const payRequestSchema = z.strictObject({
  wallet: z.string(),
  units: z.union([unitsField, z.literal('max')]),
});

/** What the customer wants to use here: a reward of the catalogue, a coupon of the account, a code (already found and reserved). */
export const applySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reward'), reward: z.string() }),
  z.strictObject({ type: z.literal('coupon'), coupon: z.string(), code: z.string().optional() }),
]);

/** At which till it was asked for, and by whom. It stands for the record: nothing is decided by it. */
export const sellerSchema = z.strictObject({
  /** The till's id. */
  till: z.string(),
  store: z.string(),
  /** The id of whoever worked there, if that is known. */
  cashier: z.string().optional(),
});

/** What every event has that somebody asked for. */
const asked = { at: instantField, seller: sellerSchema.optional() };

/** What every event of a person may carry. */
const personal = {
  /** Which member of a shared account acts, for limits per member. */
  member: z.string().optional(),
  /** What is still to be had of budgets, stocks and limits shared by accounts, by key; see quotas.ts. */
  quotas: z.record(z.string(), z.int().min(0)).optional(),
};

const basket = {
  receipt: receiptSchema,
  pay: payRequestSchema.optional(),
  apply: z.array(applySchema).optional(),
  ...personal,
};

export const purchaseEventSchema = z.strictObject({
  type: z.literal('purchase'),
  ...asked,
  ...basket,
  /** The checkout that this purchase commits: its reserved units are free for it, and it can no longer be refused. */
  checkout: z.string().optional(),
  /** What that checkout had promised and the printed receipt shows: it is taken as it was. */
  frozen: z
    .strictObject({
      discounts: z.array(z.strictObject({ rule: z.string(), byLine: z.array(moneyField) })),
      costs: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsField })),
    })
    .optional(),
});

export const returnEventSchema = z.strictObject({
  type: z.literal('return'),
  ...asked,
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
  ...asked,
  wallet: z.string(),
  /** Signed: what is added or, when negative, taken. */
  units: unitsField,
  reason: z.string(),
});

/** Something that the shop tells: "shop.review" …, or that the system itself does: "enrolled". */
export const customEventSchema = z.strictObject({
  type: z.literal('custom'),
  ...asked,
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** Money that the event is about (a payment, a reload), minor units: rates are taken of it. */
  amount: moneyField.optional(),
  partner: z.string().optional(),
  ...personal,
});

/** What is known of the account's people, as far as rules may ask: declared attributes, dates of every year, the statement day. */
export const profileEventSchema = z.strictObject({
  type: z.literal('profile'),
  ...asked,
  /** By name; null forgets. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** Replaces all: whose birthday ("self", "child" …) on which month and day. */
  dates: z.array(z.strictObject({ whose: z.string(), on: z.string().regex(/^\d{2}-\d{2}$/) })).optional(),
  /** Day of the month on which the account's own periods begin. */
  statementDay: z.int().min(1).max(28).optional(),
});

/** What the member picks of a choice's list for this period or the next. */
export const chooseEventSchema = z.strictObject({
  type: z.literal('choose'),
  ...asked,
  choice: z.string(),
  period: z.enum(['current', 'next']),
  picks: z.array(z.string()),
});

/** A list offered to this account alone instead of the common one; null takes it away. */
export const offerEventSchema = z.strictObject({
  type: z.literal('offer'),
  ...asked,
  choice: z.string(),
  options: z.array(z.string()).nullable(),
});

/** Units are exchanged for a reward of the catalogue, outside of a purchase. */
export const redeemEventSchema = z.strictObject({
  type: z.literal('redeem'),
  ...asked,
  reward: z.string(),
  quantity: z.int().min(1),
  /** From a pool of codes, taken by the caller. */
  code: z.string().optional(),
  ...personal,
});

/** Units of a money wallet leave for the member's own money: reserved until paid (collect) or refused (cancel). */
export const payoutEventSchema = z.strictObject({
  type: z.literal('payout'),
  ...asked,
  wallet: z.string(),
  units: unitsField,
});

/** An open item (a redemption, a payout) is handed over: it can no longer be cancelled. */
export const collectEventSchema = z.strictObject({ type: z.literal('collect'), ...asked, item: z.string() });

/** An open item ends without effect: its units come back, expected units go. */
export const cancelEventSchema = z.strictObject({
  type: z.literal('cancel'),
  ...asked,
  item: z.string(),
  reason: z.string().optional(),
});

/** What an operation gave in expectation is confirmed: its units get their dates from now on. */
export const confirmEventSchema = z.strictObject({ type: z.literal('confirm'), ...asked, item: z.string() });

export const convertEventSchema = z.strictObject({
  type: z.literal('convert'),
  ...asked,
  conversion: z.string(),
  units: unitsField,
});

/** Units go to another account, with their dates. */
export const transferEventSchema = z.strictObject({
  type: z.literal('transfer'),
  ...asked,
  wallet: z.string(),
  units: unitsField,
  to: z.string(),
});

/** The account ends: all it has goes to another, and so does whatever still comes to it. */
export const mergeEventSchema = z.strictObject({ type: z.literal('merge'), ...asked, into: z.string() });

/** What another account sent: by transfer or by merging into this one. */
export const receiveEventSchema = z.strictObject({
  type: z.literal('receive'),
  at: instantField,
  from: z.string(),
  cause: z.enum(['transfer', 'merge']),
  parcel: parcelSchema,
});

/** A level given by hand, until an instant or for ever; level null takes back what was given by hand. */
export const grantEventSchema = z.strictObject({
  type: z.literal('grant'),
  ...asked,
  level: z.string().nullable(),
  until: instantField.nullable(),
  reason: z.string(),
});

/** The account was brought by another. */
export const referEventSchema = z.strictObject({ type: z.literal('refer'), ...asked, by: z.string() });

/** A checkout begins: decides a purchase and reserves its units until `until`. */
export const holdEventSchema = z.strictObject({
  type: z.literal('hold'),
  ...asked,
  checkout: z.string(),
  until: instantField,
  ...basket,
});

export const releaseEventSchema = z.strictObject({
  type: z.literal('release'),
  ...asked,
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
  profileEventSchema,
  chooseEventSchema,
  offerEventSchema,
  redeemEventSchema,
  payoutEventSchema,
  collectEventSchema,
  cancelEventSchema,
  confirmEventSchema,
  convertEventSchema,
  transferEventSchema,
  mergeEventSchema,
  receiveEventSchema,
  grantEventSchema,
  referEventSchema,
]);

export type Seller = Readonly<z.infer<typeof sellerSchema>>;
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
export type ProfileEvent = Readonly<z.infer<typeof profileEventSchema>>;
export type ChooseEvent = Readonly<z.infer<typeof chooseEventSchema>>;
export type OfferEvent = Readonly<z.infer<typeof offerEventSchema>>;
export type RedeemEvent = Readonly<z.infer<typeof redeemEventSchema>>;
export type PayoutEvent = Readonly<z.infer<typeof payoutEventSchema>>;
export type CollectEvent = Readonly<z.infer<typeof collectEventSchema>>;
export type CancelEvent = Readonly<z.infer<typeof cancelEventSchema>>;
export type ConfirmEvent = Readonly<z.infer<typeof confirmEventSchema>>;
export type ConvertEvent = Readonly<z.infer<typeof convertEventSchema>>;
export type TransferEvent = Readonly<z.infer<typeof transferEventSchema>>;
export type MergeEvent = Readonly<z.infer<typeof mergeEventSchema>>;
export type ReceiveEvent = Readonly<z.infer<typeof receiveEventSchema>>;
export type GrantEvent = Readonly<z.infer<typeof grantEventSchema>>;
export type ReferEvent = Readonly<z.infer<typeof referEventSchema>>;
export type Frozen = NonNullable<PurchaseEvent['frozen']>;
export type ApplyRequest = Readonly<z.infer<typeof applySchema>>;
export type Event =
  | PurchaseEvent
  | ReturnEvent
  | CorrectionEvent
  | CustomEvent
  | HoldEvent
  | ReleaseEvent
  | ClockEvent
  | VoidEvent
  | ProfileEvent
  | ChooseEvent
  | OfferEvent
  | RedeemEvent
  | PayoutEvent
  | CollectEvent
  | CancelEvent
  | ConfirmEvent
  | ConvertEvent
  | TransferEvent
  | MergeEvent
  | ReceiveEvent
  | GrantEvent
  | ReferEvent;

/** An event read back from where we stored it: checked, and left as it was written. */
export const storedEventField = z.custom<Event>((value) => eventSchema.safeParse(value).success);
