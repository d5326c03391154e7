/** What members are given to choose, collect and win, and who else takes part, ready to decide by. */
import type { Money, Units } from '../values/amount.ts';
import type { Calendar, DurationParts } from '../values/calendar.ts';
import type { Ratio } from '../values/ratio.ts';
import type { Instant } from '../values/time.ts';
import type { ByTier, Limit, LocalText, Rule, RuleCondition, Window } from './compiled.ts';

export interface Named {
  readonly id: string;
  readonly name: LocalText;
  readonly about: LocalText;
}

export interface Reward extends Named {
  readonly price: { readonly wallet: string; readonly units: Units } | null;
  /** Money that the customer pays besides. */
  readonly pay: Money;
  /** What it brings, under the id "reward:<id>", with its schedule, condition and limits. */
  readonly rule: Rule;
  readonly use: 'receipt' | 'catalogue';
  /** Only from the birthday on for so long. */
  readonly birthday: ByTier<DurationParts> | null;
  readonly stock: number | null;
  /** How long it is reserved; null for ever. */
  readonly collect: DurationParts | null;
  readonly codes: boolean;
}

export interface Coupon {
  readonly id: string;
  readonly name: LocalText;
  /** The wallet whose units are coupons of this kind: "coupon:<id>". */
  readonly wallet: string;
  readonly rule: Rule;
}

export interface Referral {
  readonly qualifies: RuleCondition;
  readonly within: DurationParts | null;
  /** "referral:friend" and "referral:referrer". */
  readonly friend: Rule;
  readonly referrer: Rule;
}

export interface Challenge {
  readonly id: string;
  readonly name: LocalText;
  readonly meter: string;
  readonly target: number;
  readonly every: Window;
  readonly repeat: boolean;
  /** "challenge:<id>", with its schedule and condition. */
  readonly rule: Rule;
}

export interface Streak {
  readonly id: string;
  readonly name: LocalText;
  readonly meter: string;
  readonly every: 'day' | 'week' | 'month';
  readonly target: number;
  /** "streak:<id>". */
  readonly rule: Rule;
}

export interface Choice {
  readonly id: string;
  readonly name: LocalText;
  readonly pick: ByTier<number>;
  readonly every: 'month' | 'period';
  readonly of: readonly string[];
  /** What people call them, where it is said. */
  readonly names: ReadonlyMap<string, LocalText>;
  /** Days of the current period within which it may still be picked; null all. */
  readonly until: number | null;
  readonly final: boolean;
}

export interface Leaderboard {
  readonly id: string;
  readonly name: LocalText;
  readonly meter: string;
  readonly every: Window;
  /** null for all levels. */
  readonly levels: ReadonlySet<string> | null;
  readonly names: 'initials' | 'first' | 'number';
}

export interface PrizeDraw {
  readonly id: string;
  readonly name: LocalText;
  readonly tickets: string;
  readonly at: Instant;
  readonly prizes: readonly { readonly name: LocalText; readonly count: number }[];
}

export interface Partner {
  readonly id: string;
  readonly name: LocalText;
  /** Minor money for each whole unit of the wallet; null its worth. */
  readonly issue: Money | null;
  readonly redeem: Money | null;
  /** The largest part of a receipt there that units may pay; null as the wallet says. */
  readonly payMax: Ratio | null;
}

export interface Store {
  readonly id: string;
  readonly name: LocalText;
  readonly calendar: Calendar;
}

export interface Conversion {
  readonly id: string;
  readonly name: LocalText;
  readonly from: string;
  readonly to: string;
  /** Smallest units of `to` for each smallest unit of `from`. */
  readonly rate: Ratio;
  readonly min: Units;
  readonly condition: RuleCondition | null;
  readonly limits: readonly Limit[];
}

export interface GiftCards {
  /** null for any amount within min and max. */
  readonly amounts: readonly Money[] | null;
  readonly min: Money;
  readonly max: Money | null;
  readonly expires: DurationParts | null;
}
