/**
 * What a condition in a program may look at. Money is in major units here (`receipt.total >= 500.00`), because people
 * write it so; conditions only compare, amounts are never computed from these numbers.
 */

export interface RuleScope {
  readonly receipt: ReceiptScope;
  readonly lines: readonly LineFacts[];
  readonly account: AccountScope;
  readonly event: EventScope;
}

export interface LineScope extends RuleScope {
  readonly line: LineFacts;
}

export interface ReceiptScope {
  /** Sum of the lines' amounts, major units. */
  readonly total: number;
  /** What is left to pay by money, major units. */
  readonly paid: number;
  /** Text or "" when the receipt does not say. */
  readonly store: string;
  readonly till: string;
  readonly channel: string;
}

export interface LineFacts {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly quantity: number;
  /** Price of one and amount of the line, major units. */
  readonly price: number;
  readonly amount: number;
}

export interface AccountScope {
  /** Level id, "" in a program without levels. */
  readonly tier: string;
  /** Meters named by the program's tiers, in whole units of the meter. */
  readonly meters: Readonly<Record<string, number>>;
}

export interface EventScope {
  /** "purchase", "shop.review" … */
  readonly type: string;
  /** What the shop sent with a custom event. */
  readonly data: Readonly<Record<string, unknown>>;
}
