/**
 * What a condition in a program may look at. Money is in major units here (`receipt.total >= 500.00`), because people
 * write it so; conditions only compare, amounts are never computed from these numbers.
 */

export interface RuleScope {
  readonly receipt: ReceiptScope;
  readonly lines: readonly LineFacts[];
  readonly account: AccountScope;
  /** Declared attributes by name; what is not known has its default. */
  readonly member: Readonly<Record<string, string | number | boolean>>;
  readonly event: EventScope;
  /** The event's own time by the clock of its store. */
  readonly time: TimeScope;
  /** Where cel-views.ts keeps what it makes of this scope. */
  readonly kept: { view: object | null };
}

type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface ReceiptScope {
  /** Sum of the lines' amounts without gift cards being sold, major units. */
  readonly total: number;
  /** What is left to pay by money, major units: after discounts while units are not spent yet. */
  readonly paid: number;
  /** Text or "" when the receipt does not say. */
  readonly store: string;
  readonly till: string;
  readonly channel: string;
  readonly partner: string;
  /** Major units by means of payment: "card" in receipt.means. */
  readonly means: Readonly<Record<string, number>>;
  readonly attributes: Attributes;
}

export interface LineFacts {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** "gift_card" for a gift card being sold, otherwise "". */
  readonly kind: string;
  readonly quantity: number;
  /** Price of one and amount of the line, major units. */
  readonly price: number;
  readonly amount: number;
  readonly attributes: Attributes;
}

/** Counts are those before the event. */
export interface AccountScope {
  /** Level id, "" in a program without levels. */
  readonly tier: string;
  /** The meter that levels are measured by, in its window; whole units of the meter. */
  readonly meters: Readonly<Record<string, number>>;
  readonly day: Readonly<Record<string, number>>;
  readonly week: Readonly<Record<string, number>>;
  readonly month: Readonly<Record<string, number>>;
  readonly quarter: Readonly<Record<string, number>>;
  readonly year: Readonly<Record<string, number>>;
  readonly period: Readonly<Record<string, number>>;
  readonly ever: Readonly<Record<string, number>>;
  /** Units that can be spent, by wallet. */
  readonly balance: Readonly<Record<string, number>>;
  /** What was picked for the current period, by choice. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** How often each badge was given. */
  readonly badges: Readonly<Record<string, number>>;
  /** Whole days since its first operation. */
  readonly days: number;
}

export interface EventScope {
  /** "purchase", "shop.review" … */
  readonly type: string;
  /** Money that the event is about, major units; of a purchase its total. */
  readonly amount: number;
  readonly partner: string;
  /** What the shop sent with a custom event. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TimeScope {
  readonly hour: number;
  readonly minute: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
}
