/**
 * A program made ready to decide by: every reference resolved, every text parsed, every condition compiled once. It is
 * made only by `compileProgram` from a document that has passed all checks, so the rules that read it need no doubts.
 */
import type { Money, Quantity, Units } from '../values/amount.ts';
import type { Calendar, DurationParts, Period } from '../values/calendar.ts';
import type { Ratio } from '../values/ratio.ts';
import type { Instant } from '../values/time.ts';
import type {
  Challenge,
  Choice,
  Conversion,
  Coupon,
  GiftCards,
  Leaderboard,
  Named,
  Partner,
  PrizeDraw,
  Referral,
  Reward,
  Store,
  Streak,
} from './compiled-benefits.ts';
import type { WINDOWS } from './document-limits.ts';
import type { RuleScope } from './scope.ts';

export interface CompiledProgram {
  readonly id: string;
  readonly name: LocalText;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Decimal places of the currency: 2 for RUB, 0 for JPY. */
  readonly currencyDecimals: number;
  readonly calendar: Calendar;
  /** Those of the document and, by `couponWallet`, one for each kind of coupon. */
  readonly wallets: ReadonlyMap<string, Wallet>;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly tiers: Tiers | null;
  readonly rules: readonly Rule[];
  /** The same rules by the event they wait for ("purchase", "enrolled", "shop.review"), in the order of their work. */
  readonly rulesOn: ReadonlyMap<string, readonly Rule[]>;
  /** Where each of them stands, by id. */
  readonly places: ReadonlyMap<string, number>;
  /** Meters by the event they count. */
  readonly metersOn: ReadonlyMap<string, readonly Meter[]>;
  readonly discounts: DiscountTerms;
  /** By name, with the default that stands in for what is not known. */
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
  /** On which day of the month periods of accounts begin. */
  readonly statementDay: number | 'joined';
  readonly rewards: ReadonlyMap<string, Reward>;
  readonly coupons: ReadonlyMap<string, Coupon>;
  readonly referral: Referral | null;
  readonly challenges: readonly Challenge[];
  readonly streaks: readonly Streak[];
  readonly badges: ReadonlyMap<string, Named>;
  readonly choices: ReadonlyMap<string, Choice>;
  readonly leaderboards: ReadonlyMap<string, Leaderboard>;
  readonly draws: ReadonlyMap<string, PrizeDraw>;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly stores: ReadonlyMap<string, Store>;
  readonly conversions: ReadonlyMap<string, Conversion>;
  readonly giftCards: GiftCards | null;
  /** What accounts must remember for this program's sake. */
  readonly keeps: {
    readonly since: boolean;
    readonly activeAt: boolean;
    /** Who of a shared account acts: some limit is each member's own. */
    readonly member: boolean;
  };
  /** Fields of `account` that expressions look at: the others need not be made. */
  readonly accountAsks: ReadonlySet<string>;
  /** Names of everything that can be the cause of units, by id as it stands in reasons and in the journal. */
  readonly causes: ReadonlyMap<string, LocalText>;
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
  /** What holds for every rule that earns here. */
  readonly earn: { readonly except: LineCondition | null; readonly minReceipt: Money };
  /** On what terms members give units to each other; null not at all. */
  readonly transfer: { readonly min: Units; readonly limits: readonly Limit[] } | null;
  /** On what terms units become the member's own money; null not at all. */
  readonly payout: { readonly min: Units; readonly limits: readonly Limit[] } | null;
}

export type Activation =
  | { readonly type: 'atOnce' }
  | { readonly type: 'after'; readonly duration: DurationParts }
  /** On the account's next statement day, or so much later. */
  | { readonly type: 'statement'; readonly duration: DurationParts }
  /** When the operation is confirmed, or so much later. */
  | { readonly type: 'confirmed'; readonly duration: DurationParts };

export type Expiry =
  | { readonly type: 'never' }
  | { readonly type: 'after'; readonly duration: DurationParts; readonly roundUp: 'day' | Period }
  /** At the end of this date, every year: the first such date on or after the day of accrual. */
  | { readonly type: 'on'; readonly month: number; readonly day: number }
  /** All units of the wallet at once, so long after the last deed; levels in `except` keep theirs. */
  | { readonly type: 'inactive'; readonly duration: DurationParts; readonly except: ReadonlySet<string> };

export interface PayTerms {
  /** The largest part that units may pay. */
  readonly max: Ratio;
  readonly of: 'line' | 'receipt';
  readonly minReceipt: Money;
  /** What stays to be paid by money on every line, for a receipt without zero lines. */
  readonly leave: Money;
  /** Units pay only in multiples of so many. */
  readonly step: Units;
  /** Lines that units cannot pay. */
  readonly except: LineCondition | null;
}

export interface Meter {
  readonly id: string;
  /** The event that it counts. */
  readonly on: string;
  readonly add: MeterAdd;
  /** For `add: earned`, whose units are counted. */
  readonly wallet: string | null;
  readonly condition: RuleCondition | null;
  /** Only these lines count; null counts all (and `count` then adds 1 a receipt). */
  readonly lines: LineCondition | null;
  /** 10^scale parts make one whole: currency decimals for money, 6 for quantity and data, 0 for count, wallet decimals for units. */
  readonly scale: number;
  /** Windows that conditions, challenges and streaks ask for; the account keeps a counter for each. */
  readonly windows: readonly Window[];
}

export type MeterAdd =
  | { readonly type: 'paid' | 'total' | 'quantity' | 'count' | 'earned' | 'amount' }
  /** A number that the event carries. */
  | { readonly type: 'data'; readonly name: string };

export interface Tiers {
  /** null where levels are reached by tasks. */
  readonly meter: string | null;
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
  /** Threshold in the meter's smallest parts; 0 for levels by tasks. */
  readonly from: number;
  /** The tasks of this level; null where a meter is measured, and for the first level. */
  readonly condition: RuleCondition | null;
  readonly privileges: readonly LocalText[];
}

export interface Rule {
  readonly id: string;
  readonly name: LocalText;
  readonly on: string;
  /** With `on: inactive`, after how long; with `on: birthday`, how long before. */
  readonly offset: DurationParts;
  readonly schedule: Schedule | null;
  readonly condition: RuleCondition | null;
  /** What the condition cannot hold without, told by its text: a quick no before it is evaluated. */
  readonly guards: readonly Guard[];
  readonly effects: Effects;
  readonly limits: readonly Limit[];
  readonly caps: readonly Cap[];
  readonly group: { readonly id: string; readonly mode: 'best' | 'first' | 'all' } | null;
  readonly exclusive: boolean;
  readonly priority: number;
  /** Accounts of 10 000 that are left out. */
  readonly control: number;
}

/** receipt.<field> is one of the values. */
export interface Guard {
  readonly field: 'store' | 'till' | 'channel' | 'partner';
  readonly values: ReadonlySet<string>;
}

export interface Effects {
  readonly earn: Earn | null;
  readonly multiply: Multiply | null;
  readonly discount: Discount | null;
  readonly gift: { readonly sku: string; readonly quantity: Quantity } | null;
  readonly coupon: { readonly id: string; readonly count: Units; readonly expires: Expiry | null } | null;
  readonly badge: string | null;
  readonly freeDelivery: boolean;
  readonly tier: { readonly level: string; readonly duration: DurationParts | null } | null;
  readonly message: LocalText | null;
}

export interface Multiply {
  readonly rule: string;
  /** What is added, as a share of the rule's units: 1 for twice as many. */
  readonly extra: ByTier<Ratio>;
  readonly lines: LineCondition | null;
}

export interface Discount {
  readonly amount: DiscountAmount;
  readonly lines: LineCondition | null;
  /** The most a receipt may get by it; null without bound. */
  readonly max: Money | null;
}

export type DiscountAmount =
  | { readonly type: 'percent'; readonly share: ByTier<Ratio> }
  | { readonly type: 'amount'; readonly money: ByTier<Money> }
  /** Each whole piece costs so much. */
  | { readonly type: 'price'; readonly money: Money }
  | {
      readonly type: 'cheapest';
      readonly of: number;
      readonly count: number;
      readonly share: Ratio;
      /** Sets at most; null as many as there are. */
      readonly times: number | null;
    }
  | {
      readonly type: 'buy';
      readonly pieces: number;
      readonly get: number;
      /** What is bought; null the same lines as are got. */
      readonly from: LineCondition | null;
      readonly share: Ratio;
      readonly times: number | null;
    }
  | {
      readonly type: 'bundle';
      readonly parts: readonly { readonly lines: LineCondition; readonly pieces: number }[];
      readonly price: Money;
      readonly times: number | null;
    }
  | {
      readonly type: 'ladder';
      /** From the lowest. */
      readonly steps: readonly { readonly from: Money; readonly share: Ratio | null; readonly money: Money | null }[];
    };

/** What holds for every discount. */
export interface DiscountTerms {
  /** The largest part of a line that all of them may take. */
  readonly max: Ratio;
  readonly leave: Money;
  readonly except: LineCondition | null;
}

/** Within which something counts; `period` is the account's own. */
export type Window = (typeof WINDOWS)[number];

export interface Limit {
  /** Unique in the program: the counter of an account, the beginning of a shared limit's key. */
  readonly id: string;
  readonly per: 'account' | 'member' | 'store' | 'till' | 'program';
  readonly every: Window;
  readonly times: number | null;
  readonly units: Units | null;
}

/** A bound of each account that rules share. */
export interface Cap {
  readonly id: string;
  readonly units: ByTier<Units>;
  readonly every: Window;
}

export interface Earn {
  readonly wallet: string;
  /** What the amounts below are taken of: before anything, after the shop's and our discounts, or what money pays. */
  readonly basis: 'gross' | 'discounted' | 'paid';
  readonly lines: LineCondition | null;
  readonly amount: EarnAmount;
  /** The most units at once; null without bound. */
  readonly max: Units | null;
  readonly rounding: 'floor' | 'halfUp' | 'ceil';
  readonly roundAt: 'line' | 'receipt';
  /** Rounded to multiples of so many smallest units: 1 when not otherwise said. */
  readonly multiple: Units;
  /** The rule's own dates, where they differ from the wallet's. */
  readonly activates: Activation | null;
  readonly expires: Expiry | null;
}

export type EarnAmount =
  /** Smallest units per minor money, exactly. */
  | { readonly type: 'rate'; readonly rate: ByTier<Ratio> }
  /** So many units for every full `per` of the receipt's eligible amount. */
  | { readonly type: 'step'; readonly units: ByTier<Units>; readonly per: Money }
  | { readonly type: 'fixed'; readonly units: ByTier<Units> }
  /** For every whole piece. */
  | { readonly type: 'each'; readonly units: ByTier<Units> }
  | {
      readonly type: 'ladder';
      /** From the lowest. */
      readonly steps: readonly { readonly from: Money; readonly rate: Ratio | null; readonly units: Units | null }[];
    };

/** One value for all levels, or one for each level by id. */
export type ByTier<T> =
  | { readonly type: 'same'; readonly value: T }
  | { readonly type: 'tier'; readonly values: ReadonlyMap<string, T> };

export interface RuleCondition {
  readonly source: string;
  /** Throws ConditionError when the expression fails on this data. */
  test(scope: RuleScope): boolean;
}

/** A condition over one line among the others. */
export interface LineCondition {
  readonly source: string;
  /** Whether it holds for the line of this index. Throws ConditionError when the expression fails on this data. */
  test(scope: RuleScope, line: number): boolean;
}

export interface Schedule {
  readonly from: Instant | null;
  /** Levels that may begin so much before `from`. */
  readonly early: ReadonlyMap<string, DurationParts>;
  /** Exclusive. */
  readonly until: Instant | null;
  /** ISO weekdays 1 (Monday) … 7, null for all. */
  readonly days: ReadonlySet<number> | null;
  /** Minutes of the local day, from inclusive, to exclusive; `from > to` runs over midnight. Null for the whole day. */
  readonly hours: { readonly from: number; readonly to: number } | null;
}
