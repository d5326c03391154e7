/**
 * What was decided about an event: the movements to write, the change of every other part of the account, and why.
 * A decision is complete: applying it needs no rule, explaining it needs no recomputation, undoing it needs no program.
 */
import { z } from 'zod';
import type { Account } from './account.ts';
import { countedSchema, drawSchema, itemSchema } from './account-state.ts';
import { grantSchema, lotKeySchema } from './lot.ts';
import { moneyField, quantityField, unitsField } from './values/amount.ts';
import { dayField, instantField } from './values/time.ts';

export const ENTRY_KINDS = [
  'earn',
  'pay',
  'redeem',
  'expire',
  'reverse',
  'restore',
  'correct',
  'join',
  'confirm',
  'convert',
  'transfer',
  'payout',
] as const;

/**
 * One movement of a wallet. `lot` null moves the debt: negative units make it larger, positive repay it. Kinds: earn (by a
 * rule), pay (for a purchase), redeem (for a reward or coupon), expire, reverse (earned units taken back), restore (spent units given
 * back), correct, join (lots that never expire become one), confirm (expected units get their dates), convert (between wallets),
 * transfer (between accounts), payout (to the member's own money).
 */
export const entrySchema = z.strictObject({
  wallet: z.string(),
  kind: z.enum(ENTRY_KINDS),
  units: unitsField,
  lot: lotKeySchema.nullable(),
  rule: z.string().optional(),
  /** The coalition's partner who owes (earned at) or is owed (spent at). */
  partner: z.string().optional(),
});

export const meterChangeSchema = z.strictObject({ meter: z.string(), day: dayField, add: z.int() });

/** Why something was or was not done. The words are made by explain.ts from the code and the parameters. */
export const reasonSchema = z.strictObject({
  /** The rule it speaks of; absent when it is about paying, tiers or the operation itself. */
  rule: z.string().optional(),
  applied: z.boolean(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export const lineShareSchema = z.strictObject({
  quantity: quantityField,
  amount: moneyField,
  /** Of `amount`, what units pay, in money and in units. */
  payMoney: moneyField,
  payUnits: unitsField,
  /** Units earned, by index into the outcome's `earned`. */
  earned: z.array(unitsField),
  /** What the line added, by meter. */
  meters: z.record(z.string(), z.int()),
  /** Of `amount`, what the program takes off, by index into the outcome's `discounts`; absent when there are none. */
  discounts: z.array(moneyField).optional(),
  /** Units that rewards and coupons cost, by index into the outcome's `costs`; absent when there are none. */
  costs: z.array(unitsField).optional(),
});

/** Units made by one rule: how much went into the lot and how much repaid debt. */
export const earnedSchema = z.strictObject({
  rule: z.string(),
  wallet: z.string(),
  units: unitsField,
  lot: lotKeySchema,
  repaid: unitsField,
  /** Counters and shared limits that count these units, by unit; they are given back with the units. */
  counted: z.array(countedSchema).optional(),
});

/** What a rule takes off the price. */
export const discountSchema = z.strictObject({ rule: z.string(), money: moneyField });

/** What a reward or a coupon applied to a receipt costs. */
export const costSchema = z.strictObject({
  rule: z.string(),
  wallet: z.string(),
  units: unitsField,
  draws: z.array(drawSchema),
});

/** A thing for nothing, to be handed over with the purchase. */
export const giftSchema = z.strictObject({ rule: z.string(), sku: z.string(), quantity: quantityField });

export const paymentSchema = z.strictObject({
  wallet: z.string(),
  units: unitsField,
  money: moneyField,
  /** The lots that were drawn, in the order of drawing; a lot null is debt (a checkout committed too late). */
  draws: z.array(drawSchema),
});

/** What a receipt comes to. */
export const purchaseOutcomeSchema = z.strictObject({
  total: moneyField,
  /** What is left to pay by money. */
  toPay: moneyField,
  payment: paymentSchema.nullable(),
  /** The most that units may pay here, by the wallet asked for or the first that pays; null when none pays. */
  payable: z.strictObject({ wallet: z.string(), units: unitsField }).nullable(),
  earned: z.array(earnedSchema),
  lines: z.array(lineShareSchema),
  discounts: z.array(discountSchema).optional(),
  costs: z.array(costSchema).optional(),
  gifts: z.array(giftSchema).optional(),
  freeDelivery: z.literal(true).optional(),
  /** What the whole purchase counted; given back when all of it has been returned. */
  counted: z.array(countedSchema).optional(),
  partner: z.string().optional(),
});

export const returnedPartSchema = z.strictObject({
  purchase: z.string(),
  lines: z.array(z.strictObject({ line: z.int().min(0), quantity: quantityField })),
  /** Money to give back: the returned goods less what units had paid. */
  money: moneyField,
  /** Units given back, with the wallet; taken back, by wallet. */
  restored: z.array(z.strictObject({ wallet: z.string(), units: unitsField })),
  takenBack: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsField })),
  /** Rewards that were handed over and stay with the customer. */
  kept: z.array(giftSchema).optional(),
});

export const returnOutcomeSchema = z.strictObject({
  parts: z.array(returnedPartSchema),
  /** Money to give back after what the till withholds for units already spent. */
  money: moneyField,
  withheld: moneyField,
});

export const walletStandingSchema = z.strictObject({
  /** Can be spent now: active, not expired, not reserved. */
  available: unitsField,
  /** Will become active later. */
  pending: unitsField,
  /** Reserved by open checkouts. */
  held: unitsField,
  debt: unitsField,
  /** What expires first of what is available or pending, and when. */
  expiring: z.strictObject({ units: unitsField, at: instantField }).nullable(),
});

export const tierStandingSchema = z.strictObject({
  level: z.string(),
  /** Until when the level is kept whatever happens; null without end. */
  until: instantField.nullable(),
  /** The meter that levels are measured by, over its window. */
  measured: z.int(),
  next: z.strictObject({ level: z.string(), missing: z.int() }).nullable(),
});

/** Where an account stands: balances by wallet, level and the distance to the next. */
export const standingSchema = z.strictObject({
  wallets: z.record(z.string(), walletStandingSchema),
  tier: tierStandingSchema.nullable(),
});

/** An event for another account or, without one, for this. */
export const emittedSchema = z.strictObject({
  name: z.string(),
  /** The account it is for. */
  to: z.string().optional(),
  data: z.record(z.string(), z.string()),
});

const common = {
  at: instantField,
  /** The account's time after this decision: nothing before it happens any more. */
  asOf: instantField,
  entries: z.array(entrySchema),
  meters: z.array(meterChangeSchema),
  /** The levels held from now on; absent when nothing changed. */
  grants: z.array(grantSchema).optional(),
  /** The level before and after, when it changed. */
  tier: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  /** Derived events for the outbox: names that rules may wait for, such as "tier.changed". */
  emits: z.array(emittedSchema).optional(),
  /** Of budgets, stocks and limits shared by accounts: what this takes or, negative, gives back, by key. */
  quotas: z.record(z.string(), z.int()).optional(),
  /** Badges given now. */
  badges: z.array(z.string()).optional(),
  /** Words for the member, by rule. */
  messages: z
    .array(z.strictObject({ rule: z.string(), ru: z.string().optional(), en: z.string().optional() }))
    .optional(),
  reasons: z.array(reasonSchema),
  /** The account as its member sees it afterwards. */
  after: standingSchema,
};

export const purchaseDecisionSchema = z.strictObject({
  type: z.literal('purchase'),
  ...common,
  purchase: purchaseOutcomeSchema,
  checkout: z.string().optional(),
  /** The reserved units were gone when the checkout was committed: so many became debt. */
  shortfall: unitsField.optional(),
});
export const returnDecisionSchema = z.strictObject({
  type: z.literal('return'),
  ...common,
  return: returnOutcomeSchema,
});
export const correctionDecisionSchema = z.strictObject({ type: z.literal('correction'), ...common });
export const customDecisionSchema = z.strictObject({
  type: z.literal('custom'),
  ...common,
  earned: z.array(earnedSchema),
});
export const holdDecisionSchema = z.strictObject({
  type: z.literal('hold'),
  ...common,
  purchase: purchaseOutcomeSchema,
  hold: z.strictObject({
    checkout: z.string(),
    until: instantField,
    wallet: z.string().nullable(),
    units: unitsField,
    /** Reserved besides, for rewards and coupons: by wallet. */
    costs: z.record(z.string(), unitsField).optional(),
  }),
});
export const releaseDecisionSchema = z.strictObject({ type: z.literal('release'), ...common, checkout: z.string() });
/** Nothing happened, and the operation's id is used up: its receipt may be claimed for somebody else. */
export const voidDecisionSchema = z.strictObject({ type: z.literal('void'), ...common });
export const clockDecisionSchema = z.strictObject({ type: z.literal('clock'), ...common });

/** Events whose decision says no more than what moved and why. */
export const PLAIN_TYPES = [
  'profile',
  'choose',
  'offer',
  'collect',
  'transfer',
  'merge',
  'receive',
  'grant',
  'refer',
] as const;
export const plainDecisionSchema = z.strictObject({ type: z.enum(PLAIN_TYPES), ...common });
/** An item that was opened, or closed by cancelling or confirming; `item` is the operation that opened it. */
export const itemDecisionSchema = z.strictObject({
  type: z.enum(['redeem', 'payout', 'cancel', 'confirm']),
  ...common,
  item: z.string(),
  gifts: z.array(giftSchema).optional(),
  of: itemSchema,
});
export const convertDecisionSchema = z.strictObject({
  type: z.literal('convert'),
  ...common,
  converted: z.strictObject({ from: z.string(), units: unitsField, to: z.string(), into: unitsField }),
});

export const decisionSchema = z.discriminatedUnion('type', [
  purchaseDecisionSchema,
  returnDecisionSchema,
  correctionDecisionSchema,
  customDecisionSchema,
  holdDecisionSchema,
  releaseDecisionSchema,
  clockDecisionSchema,
  voidDecisionSchema,
  plainDecisionSchema,
  itemDecisionSchema,
  convertDecisionSchema,
]);

export type EntryKind = (typeof ENTRY_KINDS)[number];
/** Kinds of operations: one for each kind of event. */
export const OPERATION_TYPES = [
  'purchase',
  'return',
  'correction',
  'custom',
  'hold',
  'release',
  'clock',
  'void',
  ...PLAIN_TYPES,
  'redeem',
  'payout',
  'cancel',
  'confirm',
  'convert',
] as const;

export type Entry = Readonly<z.infer<typeof entrySchema>>;
export type MeterChange = Readonly<z.infer<typeof meterChangeSchema>>;
export type Reason = Readonly<z.infer<typeof reasonSchema>>;
export type LineShare = Readonly<z.infer<typeof lineShareSchema>>;
export type Earned = Readonly<z.infer<typeof earnedSchema>>;
export type Payment = Readonly<z.infer<typeof paymentSchema>>;
export type PurchaseOutcome = Readonly<z.infer<typeof purchaseOutcomeSchema>>;
export type ReturnedPart = Readonly<z.infer<typeof returnedPartSchema>>;
export type Discount = Readonly<z.infer<typeof discountSchema>>;
export type Cost = Readonly<z.infer<typeof costSchema>>;
export type GiftGiven = Readonly<z.infer<typeof giftSchema>>;
export type Emitted = Readonly<z.infer<typeof emittedSchema>>;
export type PlainDecision = Readonly<z.infer<typeof plainDecisionSchema>>;
export type ItemDecision = Readonly<z.infer<typeof itemDecisionSchema>>;
export type ConvertDecision = Readonly<z.infer<typeof convertDecisionSchema>>;
export type PurchaseDecision = Readonly<z.infer<typeof purchaseDecisionSchema>>;
export type ReturnDecision = Readonly<z.infer<typeof returnDecisionSchema>>;
export type CorrectionDecision = Readonly<z.infer<typeof correctionDecisionSchema>>;
export type CustomDecision = Readonly<z.infer<typeof customDecisionSchema>>;
export type HoldDecision = Readonly<z.infer<typeof holdDecisionSchema>>;
export type ReleaseDecision = Readonly<z.infer<typeof releaseDecisionSchema>>;
export type ClockDecision = Readonly<z.infer<typeof clockDecisionSchema>>;
export type VoidDecision = Readonly<z.infer<typeof voidDecisionSchema>>;
export type WalletStanding = Readonly<z.infer<typeof walletStandingSchema>>;
export type TierStanding = Readonly<z.infer<typeof tierStandingSchema>>;
export type Standing = Readonly<z.infer<typeof standingSchema>>;
export type Decision =
  | PurchaseDecision
  | ReturnDecision
  | CorrectionDecision
  | CustomDecision
  | HoldDecision
  | ReleaseDecision
  | ClockDecision
  | VoidDecision
  | PlainDecision
  | ItemDecision
  | ConvertDecision;

/** The no that a customer or a cashier can hear. Every code has its words in explain.ts and its HTTP status in the server. */
export const REFUSAL_CODES = [
  'currency_mismatch',
  'wallet_unknown',
  'wallet_cannot_pay',
  'units_insufficient',
  'pay_over_limit',
  'purchase_unknown',
  'line_unknown',
  'return_exceeds_purchase',
  'correction_below_zero',
  'correction_zero',
  'checkout_unknown',
  'checkout_committed',
  'checkout_cancelled',
  'amount_too_large',
  'reward_unknown',
  'reward_not_for_you',
  'reward_not_now',
  'reward_not_here',
  'reward_out_of_stock',
  'coupon_unknown',
  'coupon_not_applicable',
  'limit_reached',
  'choice_unknown',
  'choice_closed',
  'choice_not_offered',
  'item_unknown',
  'items_too_many',
  'conversion_unknown',
  'conversion_not_allowed',
  'transfer_not_allowed',
  'transfer_to_self',
  'account_in_debt',
  'account_closed',
  'merge_with_self',
  'level_unknown',
  'level_over',
  'referral_exists',
  'referral_late',
  'payout_not_allowed',
  'attribute_unknown',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly type: 'refused';
  readonly code: RefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The whole answer of `decide`: the decision with the account as it is afterwards, or why not. */
export type Verdict = { readonly type: 'decided'; readonly decision: Decision; readonly account: Account } | Refusal;

/** A decision read back from where we stored it: checked, and left as it was written, so that a repeat is equal to the byte. */
export const storedDecisionField = z.custom<Decision>((value) => decisionSchema.safeParse(value).success);
export const storedPurchaseField = z.custom<PurchaseDecision>(
  (value) => purchaseDecisionSchema.safeParse(value).success,
);
