/**
 * What was decided about an event: the movements to write, the change of every other part of the account, and why.
 * A decision is complete: applying it needs no rule, explaining it needs no recomputation, undoing it needs no program.
 */
import { z } from 'zod';
import type { Account } from './account.ts';
import { moneyField, quantityField, unitsField } from './values/amount.ts';
import { dayField, instantField } from './values/time.ts';

/** Which lot of a wallet: lots with the same dates are one. `to` null never expires. */
export const lotKeySchema = z.strictObject({ from: instantField, to: instantField.nullable() });

export const ENTRY_KINDS = ['earn', 'pay', 'expire', 'reverse', 'restore', 'correct', 'join'] as const;

/**
 * One movement of a wallet. `lot` null moves the debt: negative units make it larger, positive repay it. Kinds: earn (by a
 * rule), pay (for a purchase), expire, reverse (earned units taken back by a return), restore (paid units given back), correct, join (lots that never expire become one).
 */
export const entrySchema = z.strictObject({
  wallet: z.string(),
  kind: z.enum(ENTRY_KINDS),
  units: unitsField,
  lot: lotKeySchema.nullable(),
  rule: z.string().optional(),
});

export const meterChangeSchema = z.strictObject({ meter: z.string(), day: dayField, add: z.int() });

/** A level held until an instant, whatever is measured meanwhile; `margin` is how far above the threshold it was reached. */
export const grantSchema = z.strictObject({
  level: z.string(),
  since: instantField,
  until: instantField.nullable(),
  margin: z.int(),
});

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
});

/** Units made by one rule: how much went into the lot and how much repaid debt. */
export const earnedSchema = z.strictObject({
  rule: z.string(),
  wallet: z.string(),
  units: unitsField,
  lot: lotKeySchema,
  repaid: unitsField,
});

export const paymentSchema = z.strictObject({
  wallet: z.string(),
  units: unitsField,
  money: moneyField,
  /** The lots that were drawn, in the order of drawing; a lot null is debt (a checkout committed too late). */
  draws: z.array(z.strictObject({ lot: lotKeySchema.nullable(), units: unitsField })),
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
});

export const returnedPartSchema = z.strictObject({
  purchase: z.string(),
  lines: z.array(z.strictObject({ line: z.int().min(0), quantity: quantityField })),
  /** Money to give back: the returned goods less what units had paid. */
  money: moneyField,
  /** Units given back, with the wallet; taken back, by wallet. */
  restored: z.array(z.strictObject({ wallet: z.string(), units: unitsField })),
  takenBack: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsField })),
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
  emits: z.array(z.strictObject({ name: z.string(), data: z.record(z.string(), z.string()) })).optional(),
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
  hold: z.strictObject({ checkout: z.string(), until: instantField, wallet: z.string().nullable(), units: unitsField }),
});
export const releaseDecisionSchema = z.strictObject({ type: z.literal('release'), ...common, checkout: z.string() });
/** Nothing happened, and the operation's id is used up: its receipt may be claimed for somebody else. */
export const voidDecisionSchema = z.strictObject({ type: z.literal('void'), ...common });
export const clockDecisionSchema = z.strictObject({ type: z.literal('clock'), ...common });

export const decisionSchema = z.discriminatedUnion('type', [
  purchaseDecisionSchema,
  returnDecisionSchema,
  correctionDecisionSchema,
  customDecisionSchema,
  holdDecisionSchema,
  releaseDecisionSchema,
  clockDecisionSchema,
  voidDecisionSchema,
]);

export type LotKey = Readonly<z.infer<typeof lotKeySchema>>;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type Entry = Readonly<z.infer<typeof entrySchema>>;
export type MeterChange = Readonly<z.infer<typeof meterChangeSchema>>;
export type Grant = Readonly<z.infer<typeof grantSchema>>;
export type Reason = Readonly<z.infer<typeof reasonSchema>>;
export type LineShare = Readonly<z.infer<typeof lineShareSchema>>;
export type Earned = Readonly<z.infer<typeof earnedSchema>>;
export type Payment = Readonly<z.infer<typeof paymentSchema>>;
export type PurchaseOutcome = Readonly<z.infer<typeof purchaseOutcomeSchema>>;
export type ReturnedPart = Readonly<z.infer<typeof returnedPartSchema>>;
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
  | VoidDecision;

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
