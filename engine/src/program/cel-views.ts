/**
 * The scope as the CEL library likes it: its types are known by their constructors, so the plain facts are wrapped once a
 * decision, and only those that expressions ask for. The fields here are the language; scope.ts describes them.
 */
import type { AccountScope, EventScope, LineFacts, ReceiptScope, RuleScope, TimeScope } from './scope.ts';

export const RECEIPT_FIELDS = {
  total: 'double',
  paid: 'double',
  store: 'string',
  till: 'string',
  channel: 'string',
  partner: 'string',
  means: 'map<string, double>',
  attributes: 'map<string, dyn>',
} as const;
export const LINE_FIELDS = {
  sku: 'string',
  name: 'string',
  category: 'string',
  kind: 'string',
  quantity: 'double',
  price: 'double',
  amount: 'double',
  attributes: 'map<string, dyn>',
} as const;
export const ACCOUNT_FIELDS = {
  tier: 'string',
  meters: 'map<string, double>',
  day: 'map<string, double>',
  week: 'map<string, double>',
  month: 'map<string, double>',
  quarter: 'map<string, double>',
  year: 'map<string, double>',
  period: 'map<string, double>',
  ever: 'map<string, double>',
  balance: 'map<string, double>',
  choices: 'map<string, list<string>>',
  badges: 'map<string, double>',
  days: 'double',
} as const;
export const EVENT_FIELDS = { type: 'string', amount: 'double', partner: 'string', data: 'map<string, dyn>' } as const;
export const TIME_FIELDS = {
  hour: 'double',
  minute: 'double',
  weekday: 'double',
  day: 'double',
  month: 'double',
  year: 'double',
} as const;

export class Receipt {
  constructor(facts: ReceiptScope) {
    Object.assign(this, facts);
  }
}

export class Line {
  constructor(facts: LineFacts) {
    Object.assign(this, facts);
  }
}

export class Account {
  constructor(facts: AccountScope) {
    Object.assign(this, facts);
  }
}

export class Event {
  constructor(facts: EventScope) {
    Object.assign(this, facts);
  }
}

export class Time {
  constructor(facts: TimeScope) {
    Object.assign(this, facts);
  }
}

/** What an expression over a rule's scope is evaluated on; made once for a scope, whatever the number of expressions. */
export class RuleView {
  readonly #scope: RuleScope;
  #receipt: Receipt | null = null;
  #lines: readonly Line[] | null = null;
  #account: Account | null = null;
  #event: Event | null = null;
  #time: Time | null = null;
  /** Set for expressions over one line. */
  line: Line | undefined;
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
  get member(): RuleScope['member'] {
    return this.#scope.member;
  }
  get event(): Event {
    return (this.#event ??= new Event(this.#scope.event));
  }
  get time(): Time {
    return (this.#time ??= new Time(this.#scope.time));
  }
}

/** Kept with the scope. Rejected: a weak map, whose entries cost the garbage collector a tenth of all deciding. */
export function viewOf(scope: RuleScope): RuleView {
  if (scope.kept.view instanceof RuleView) return scope.kept.view;
  const view = new RuleView(scope);
  scope.kept.view = view;
  return view;
}

/** The view of the rule's scope with the line in question. */
export function lineViewOf(scope: RuleScope, index: number): RuleView {
  const view = viewOf(scope);
  view.line = view.lines[index];
  return view;
}
