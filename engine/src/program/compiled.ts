/**
 * A program made ready to decide by: every reference resolved, every text parsed, every condition compiled once. It is
 * made only by `compileProgram` from a document that has passed all checks, so the rules that read it need no doubts.
 */
import type { Money, Units } from '../values/amount.ts';
import type { Calendar, DurationParts, Period } from '../values/calendar.ts';
import type { Ratio } from '../values/ratio.ts';
import type { Instant } from '../values/time.ts';
import type { LineScope, RuleScope } from './scope.ts';

export interface CompiledProgram {
  readonly id: string;
  readonly name: LocalText;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Decimal places of the currency: 2 for RUB, 0 for JPY. */
  readonly currencyDecimals: number;
  readonly calendar: Calendar;
  readonly wallets: ReadonlyMap<string, Wallet>;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly tiers: Tiers | null;
  readonly rules: readonly Rule[];
  /** The same rules by the event they wait for ("purchase", "enrolled", "shop.review"), in the document's order. */
  readonly rulesOn: ReadonlyMap<string, readonly Rule[]>;
}

/** Words for people, at least one of the two; `text.ru ?? text.en` is never undefined. */
export interface LocalText {
  readonly ru?: string;
  readonly en?: string;
}

/** Plural forms by CLDR category. */
export interface LocalPlural {
  readonly ru?: { readonly one: string; readonly few: string; readonly many: string };
  readonly en?: { readonly one: string; readonly other: string };
}

export interface Wallet {
  readonly id: string;
  readonly name: LocalPlural;
  readonly decimals: number;
  /** Minor money that one smallest unit pays, a whole number; null when the wallet cannot pay. */
  readonly worth: Money | null;
  readonly activates: Activation;
  readonly expires: Expiry;
  /** null when the wallet cannot pay. */
  readonly pay: PayTerms | null;
  /** What a return does when the units it takes back are already spent. */
  readonly debt: 'allow' | 'withhold';
  /** How long a lot that has expired lives when a return brings its units back. */
  readonly grace: DurationParts;
}

export type Activation = { readonly type: 'atOnce' } | { readonly type: 'after'; readonly duration: DurationParts };

export type Expiry =
  | { readonly type: 'never' }
  | { readonly type: 'after'; readonly duration: DurationParts; readonly roundUp: 'day' | Period }
  /** At the end of this date, every year: the first such date on or after the day of accrual. */
  | { readonly type: 'on'; readonly month: number; readonly day: number };

export interface PayTerms {
  /** The largest part that units may pay. */
  readonly max: Ratio;
  readonly of: 'line' | 'receipt';
  readonly minReceipt: Money;
  /** What stays to be paid by money on every line, for a receipt without zero lines. */
  readonly leave: Money;
  /** Lines that units cannot pay. */
  readonly except: Condition<LineScope> | null;
}

export interface Meter {
  readonly id: string;
  readonly on: 'purchase';
  readonly add: 'paid' | 'total' | 'quantity' | 'count' | 'earned';
  /** For `add: earned`, whose units are counted. */
  readonly wallet: string | null;
  /** Only these lines count; null counts all (and `count` then adds 1 a receipt). */
  readonly lines: Condition<LineScope> | null;
  /** 10^scale parts make one whole: currency decimals for money, 6 for quantity, 0 for count, wallet decimals for units. */
  readonly scale: number;
}

export interface Tiers {
  readonly meter: string;
  readonly window:
    | { readonly type: 'ever' }
    | { readonly type: 'rolling'; readonly duration: DurationParts }
    | { readonly type: 'calendar'; readonly period: Period };
  readonly keeps:
    | { readonly type: 'ever' }
    | { readonly type: 'for'; readonly duration: DurationParts }
    | { readonly type: 'untilEndOfNext'; readonly period: Period };
  /** Ascending by `from`; the first has `from` 0 and is everybody's. */
  readonly levels: readonly [Level, ...Level[]];
}

export interface Level {
  readonly id: string;
  readonly rank: number;
  readonly name: LocalText;
  /** Threshold in the meter's smallest parts. */
  readonly from: number;
}

export interface Rule {
  readonly id: string;
  readonly name: LocalText;
  readonly on: string;
  readonly schedule: Schedule | null;
  readonly condition: Condition<RuleScope> | null;
  readonly earn: Earn;
}

export interface Earn {
  readonly wallet: string;
  /** What the amounts below are taken of: before anything, after the shop's and our discounts, or what money pays. */
  readonly basis: 'gross' | 'discounted' | 'paid';
  readonly lines: Condition<LineScope> | null;
  readonly amount: EarnAmount;
  readonly rounding: 'floor' | 'halfUp' | 'ceil';
  readonly roundAt: 'line' | 'receipt';
  /** The rule's own dates, where they differ from the wallet's. */
  readonly activates: Activation | null;
  readonly expires: Expiry | null;
}

export type EarnAmount =
  /** Smallest units per minor money, exactly. */
  | { readonly type: 'rate'; readonly rate: ByTier<Ratio> }
  /** So many units for every full `per` of the receipt's eligible amount. */
  | { readonly type: 'step'; readonly units: ByTier<Units>; readonly per: Money }
  | { readonly type: 'fixed'; readonly units: ByTier<Units> };

/** One value for all levels, or one for each level by id. */
export type ByTier<T> =
  | { readonly type: 'same'; readonly value: T }
  | { readonly type: 'tier'; readonly values: ReadonlyMap<string, T> };

export interface Condition<Scope> {
  readonly source: string;
  /** Throws ConditionError when the expression fails on this data. */
  test(scope: Scope): boolean;
}

export interface Schedule {
  readonly from: Instant | null;
  /** Exclusive. */
  readonly until: Instant | null;
  /** ISO weekdays 1 (Monday) … 7, null for all. */
  readonly days: ReadonlySet<number> | null;
  /** Minutes of the local day, from inclusive, to exclusive; `from > to` runs over midnight. Null for the whole day. */
  readonly hours: { readonly from: number; readonly to: number } | null;
}
