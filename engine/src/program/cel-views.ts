/**
 * The scope as the CEL library likes it: its types are known by their constructors, so the plain facts are wrapped once a
 * test, and only those that the expression asks for. The fields here are the language; scope.ts describes them.
 */
import type { AccountScope, EventScope, LineFacts, LineScope, ReceiptScope, RuleScope } from './scope.ts';

export const RECEIPT_FIELDS = {
  total: 'double',
  paid: 'double',
  store: 'string',
  till: 'string',
  channel: 'string',
} as const;
export const LINE_FIELDS = {
  sku: 'string',
  name: 'string',
  category: 'string',
  quantity: 'double',
  price: 'double',
  amount: 'double',
} as const;
export const ACCOUNT_FIELDS = { tier: 'string', meters: 'map<string, double>' } as const;
export const EVENT_FIELDS = { type: 'string', data: 'map<string, dyn>' } as const;

export class Receipt implements ReceiptScope {
  readonly total: number;
  readonly paid: number;
  readonly store: string;
  readonly till: string;
  readonly channel: string;
  constructor(facts: ReceiptScope) {
    this.total = facts.total;
    this.paid = facts.paid;
    this.store = facts.store;
    this.till = facts.till;
    this.channel = facts.channel;
  }
}

export class Line implements LineFacts {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly quantity: number;
  readonly price: number;
  readonly amount: number;
  constructor(facts: LineFacts) {
    this.sku = facts.sku;
    this.name = facts.name;
    this.category = facts.category;
    this.quantity = facts.quantity;
    this.price = facts.price;
    this.amount = facts.amount;
  }
}

export class Account implements AccountScope {
  readonly tier: string;
  readonly meters: Readonly<Record<string, number>>;
  constructor(facts: AccountScope) {
    this.tier = facts.tier;
    this.meters = facts.meters;
  }
}

export class Event implements EventScope {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  constructor(facts: EventScope) {
    this.type = facts.type;
    this.data = facts.data;
  }
}

/** What an expression over a rule's scope is evaluated on. */
export class RuleView {
  readonly #scope: RuleScope;
  #receipt: Receipt | null = null;
  #lines: readonly Line[] | null = null;
  #account: Account | null = null;
  #event: Event | null = null;
  constructor(scope: RuleScope) {
    this.#scope = scope;
  }
  get receipt(): Receipt {
    return (this.#receipt ??= new Receipt(this.#scope.receipt));
  }
  get lines(): readonly Line[] {
    return (this.#lines ??= this.#scope.lines.map((line) => new Line(line)));
  }
  get account(): Account {
    return (this.#account ??= new Account(this.#scope.account));
  }
  get event(): Event {
    return (this.#event ??= new Event(this.#scope.event));
  }
}

/** The same with the line in question. */
export class LineView extends RuleView {
  readonly line: Line;
  constructor(scope: LineScope) {
    super(scope);
    this.line = new Line(scope.line);
  }
}
