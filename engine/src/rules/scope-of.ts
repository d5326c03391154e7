/** What conditions look at, made of the account as it was before the event. Parts that no expression asks for are not made. */
import { availableUnits, type Draft } from '../draft.ts';
import type { Receipt, ReceiptLine } from '../event.ts';
import type { CompiledProgram, Window } from '../program/compiled.ts';
import type { AccountScope, EventScope, LineFacts, ReceiptScope, RuleScope, TimeScope } from '../program/scope.ts';
import { QUANTITY_SCALE } from '../values/amount.ts';
import type { Calendar } from '../values/calendar.ts';
import { counterOf, counterValue, periodNow } from './counters.ts';
import { picksNow } from './choices.ts';
import { levelAt } from './tiers.ts';

const NOTHING: Readonly<Record<string, never>> = {};
const DAY_MS = 86_400_000;

/** The facts of one event; each part is made when it is first asked for. */
class Facts implements RuleScope {
  readonly receipt: ReceiptScope;
  readonly event: EventScope;
  readonly kept: { view: object | null } = { view: null };
  readonly #draft: Draft;
  readonly #source: Receipt | null;
  #lines: readonly LineFacts[] | null = null;
  #account: AccountScope | null = null;
  #time: TimeScope | null = null;

  constructor(draft: Draft, source: Receipt | null, parts: { receipt: ReceiptScope; event: EventScope }) {
    this.#draft = draft;
    this.#source = source;
    this.receipt = parts.receipt;
    this.event = parts.event;
  }

  get lines(): readonly LineFacts[] {
    const major = 10 ** this.#draft.program.currencyDecimals;
    return (this.#lines ??= (this.#source?.lines ?? []).map((line) => lineFacts(line, major)));
  }

  get account(): AccountScope {
    return (this.#account ??= accountScope(this.#draft));
  }

  get member(): RuleScope['member'] {
    return memberFacts(this.#draft);
  }

  get time(): TimeScope {
    return (this.#time ??= timeFacts(calendarAt(this.#draft.program, this.receipt.store), this.#draft));
  }

  /** The same event when so much is left to pay by money, minor units. */
  paying(paid: number): Facts {
    const inMajor = paid / 10 ** this.#draft.program.currencyDecimals;
    if (inMajor === this.receipt.paid) return this;
    const receipt = { ...this.receipt, paid: inMajor };
    const facts = new Facts(this.#draft, this.#source, { receipt, event: this.event });
    facts.#lines = this.#lines;
    facts.#account = this.#account;
    facts.#time = this.#time;
    return facts;
  }
}

export type { Facts };

/** Of a receipt whose goods come to `total`, minor units; nothing is paid with units yet. */
export function scopeOf(draft: Draft, receipt: Receipt, total: number): Facts {
  const major = 10 ** draft.program.currencyDecimals;
  const partner = receipt.partner ?? '';
  return new Facts(draft, receipt, {
    receipt: {
      total: total / major,
      paid: total / major,
      store: receipt.store ?? '',
      till: receipt.till ?? '',
      channel: receipt.channel ?? '',
      partner,
      means: receipt.payments === undefined ? NOTHING : meansOf(receipt.payments, major),
      attributes: receipt.attributes ?? NOTHING,
    },
    event: { type: 'purchase', amount: total / major, partner, data: NOTHING },
  });
}

/** Of an event without a receipt. */
export function eventScopeOf(
  draft: Draft,
  event: {
    readonly type: string;
    readonly data: EventScope['data'];
    readonly amount?: number | undefined;
    readonly partner?: string | undefined;
  },
): Facts {
  const amount = (event.amount ?? 0) / 10 ** draft.program.currencyDecimals;
  const partner = event.partner ?? '';
  return new Facts(draft, null, {
    receipt: { ...NO_RECEIPT, partner },
    event: { type: event.type, amount, partner, data: event.data },
  });
}

/** The account alone, as it is in the draft now. */
export function accountOnly(draft: Draft): Facts {
  return eventScopeOf(draft, { type: '', data: NOTHING });
}

export function calendarAt(program: CompiledProgram, store: string): Calendar {
  return program.stores.get(store)?.calendar ?? program.calendar;
}

const NO_RECEIPT: ReceiptScope = {
  total: 0,
  paid: 0,
  store: '',
  till: '',
  channel: '',
  partner: '',
  means: NOTHING,
  attributes: NOTHING,
};

function accountScope(draft: Draft): AccountScope {
  const { program } = draft;
  const { tiers, meters, accountAsks: asks } = program;
  const scale = tiers?.meter === undefined || tiers.meter === null ? 0 : (meters.get(tiers.meter)?.scale ?? 0);
  const within = (window: Window) => (asks.has(window) ? windowFacts(draft, window) : NOTHING);
  return {
    day: within('day'),
    week: within('week'),
    month: within('month'),
    quarter: within('quarter'),
    year: within('year'),
    period: within('period'),
    ever: within('ever'),
    tier: levelAt(program, draft.grants, draft.asOf)?.id ?? '',
    meters:
      tiers?.meter === undefined || tiers.meter === null
        ? NOTHING
        : { [tiers.meter]: (draft.sums[tiers.meter] ?? 0) / 10 ** scale },
    balance: asks.has('balance') ? balances(draft) : NOTHING,
    choices: asks.has('choices') ? picks(draft) : NOTHING,
    badges: asks.has('badges') ? badges(draft) : NOTHING,
    days: draft.state.since === undefined ? 0 : Math.floor((draft.asOf - draft.state.since) / DAY_MS),
  };
}

function windowFacts(draft: Draft, window: Window): Readonly<Record<string, number>> {
  const period = periodNow(draft, window);
  const facts: Record<string, number> = {};
  for (const meter of draft.program.meters.values()) {
    if (meter.windows.includes(window))
      facts[meter.id] = counterValue(draft, counterOf.meter(meter.id, window), period) / 10 ** meter.scale;
  }
  return facts;
}

function balances(draft: Draft): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...draft.program.wallets.values()].map(({ id, decimals }) => [id, availableUnits(draft, id) / 10 ** decimals]),
  );
}

function picks(draft: Draft): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...draft.program.choices.values()].map((choice) => [choice.id, picksNow(draft, choice)]));
}

function badges(draft: Draft): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...draft.program.badges.keys()].map((badge) => [badge, counterValue(draft, counterOf.badge(badge), '')]),
  );
}

function memberFacts({ program, state }: Draft): RuleScope['member'] {
  if (program.attributes.size === 0) return NOTHING;
  const known = state.attributes ?? {};
  return Object.fromEntries([...program.attributes].map(([name, otherwise]) => [name, known[name] ?? otherwise]));
}

function timeFacts(calendar: Calendar, { at }: Draft): TimeScope {
  const day = calendar.dayOf(at);
  const minutes = calendar.minuteOf(at);
  return {
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    weekday: calendar.weekdayOf(day),
    day: Number(day.slice(8)),
    month: Number(day.slice(5, 7)),
    year: Number(day.slice(0, 4)),
  };
}

function meansOf(payments: NonNullable<Receipt['payments']>, major: number): Readonly<Record<string, number>> {
  const means: Record<string, number> = {};
  for (const { means: name, amount } of payments) means[name] = (means[name] ?? 0) + amount / major;
  return means;
}

function lineFacts(line: ReceiptLine, major: number): LineFacts {
  return {
    sku: line.sku,
    name: line.name ?? '',
    category: line.category ?? '',
    kind: line.kind ?? '',
    quantity: line.quantity / QUANTITY_SCALE,
    price: line.price / major,
    amount: line.amount / major,
    attributes: line.attributes ?? NOTHING,
  };
}
