/**
 * A shop to tell stories about: a program written as YAML, one account, a clock that the story moves. Money is written as
 * people write it ("199.90"), units are whole numbers of the wallet's smallest part, moments are of the program's zone.
 */
import {
  catchUp,
  decide,
  instant,
  levelIdAt,
  loadProgram,
  money,
  NEW_ACCOUNT,
  parseDecimal,
  parseQuantity,
  standingAt,
  units,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type Instant,
  type PayRequest,
  type PurchaseEvent,
  type ReceiptLine,
  type Refusal,
  type WalletStanding,
} from '../src/index.ts';

/** Category, what the line costs, how many (1), what the shop itself took off (0.00). */
export type LineText = readonly [category: string, amount: string, quantity?: string, discount?: string];

export interface ProgramText {
  readonly currency?: string;
  readonly timezone?: string;
  readonly wallets?: string;
  readonly meters?: string;
  readonly tiers?: string;
  /** One rule a line: "{ id: base, on: purchase, earn: … }". */
  readonly rules?: readonly string[];
  /** Other parts, as they stand in the document. */
  readonly more?: string;
}

export const PLAIN_WALLET = 'bonus: { worth: 1.00 }';

/** A whole program of the parts that matter to a story. */
export function programText({ currency, timezone, wallets, meters, tiers, rules, more }: ProgramText): string {
  return [
    'kopilka: 1',
    'id: story',
    'name: Story',
    `currency: ${currency ?? 'RUB'}`,
    `timezone: ${timezone ?? 'Europe/Moscow'}`,
    `wallets: { ${wallets ?? PLAIN_WALLET} }`,
    ...(meters === undefined ? [] : [`meters: { ${meters} }`]),
    ...(tiers === undefined ? [] : [`tiers: { ${tiers} }`]),
    rules === undefined || rules.length === 0 ? 'rules: []' : 'rules:',
    ...(rules ?? []).map((rule) => `  - ${rule}`),
    ...(more === undefined ? [] : [more]),
  ].join('\n');
}

export function programOf(source: string): CompiledProgram {
  const loaded = loadProgram(source, 'yaml');
  if (loaded.ok) return loaded.program;
  throw new Error(loaded.problems.map(({ path, message, hint }) => `${path}: ${message} (${hint})`).join('\n'));
}

export function moneyOf(text: string, decimals = 2): ReturnType<typeof money> {
  const minor = parseDecimal(text, decimals);
  if (minor === null) throw new Error(`not money: ${text}`);
  return money(minor);
}

export function lineOf([category, amount, pieces = '1', discount]: LineText): ReceiptLine {
  const quantity = parseQuantity(pieces);
  if (quantity === null) throw new Error(`not a quantity: ${pieces}`);
  const cost = moneyOf(amount);
  const off = discount === undefined ? money(0) : moneyOf(discount);
  return {
    sku: category,
    category,
    quantity,
    price: money(Math.round(((cost + off) * 1_000_000) / quantity)),
    ...(discount === undefined ? {} : { discount: off }),
    amount: cost,
  };
}

export function receiptOf(lines: readonly ReceiptLine[], currency = 'RUB'): PurchaseEvent['receipt'] {
  return { currency, total: money(lines.reduce<number>((sum, line) => sum + line.amount, 0)), lines: [...lines] };
}

/** "2026-11-22T10:00" by the clock on the wall, or with Z. */
export function momentOf(text: string, zone: string): Instant {
  if (text.endsWith('Z')) return instant(Temporal.Instant.from(text).epochMilliseconds);
  return instant(Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds);
}

export interface Basket {
  readonly lines: readonly LineText[];
  readonly pay?: number | 'max';
  readonly wallet?: string;
  readonly currency?: string;
  readonly checkout?: string;
  /** When it happened, if that is not now: a till that was offline. */
  readonly at?: string;
}

type Of<Type extends Decision['type']> = Extract<Decision, { readonly type: Type }>;

/** One account in one program. Everything that it is told happens now, after whatever was due until now. */
export class Shop {
  readonly program: CompiledProgram;
  account: Account = NEW_ACCOUNT;
  now: Instant;
  /** What happened by itself while time passed. */
  readonly passed: Decision[] = [];
  readonly decisions: Decision[] = [];
  #purchases = 0;

  constructor(text: ProgramText, at = '2026-11-22T12:00') {
    this.program = programOf(programText(text));
    this.now = momentOf(at, this.program.calendar.zone);
  }

  /** Moves the clock. */
  on(moment: string): this {
    this.now = momentOf(moment, this.program.calendar.zone);
    return this;
  }

  buy(basket: Basket): Of<'purchase'> & { readonly id: string } {
    this.#purchases += 1;
    const id = `purchase-${this.#purchases}`;
    return { ...told('purchase', this.#tell(this.purchaseEvent(basket), id)), id };
  }

  hold(checkout: string, basket: Basket, until: string): Of<'hold'> {
    const { receipt, at, ...pay } = this.purchaseEvent(basket);
    const event = {
      ...pay,
      type: 'hold' as const,
      at,
      receipt,
      checkout,
      until: momentOf(until, this.program.calendar.zone),
    };
    return told('hold', this.#tell(event));
  }

  release(checkout: string): Of<'release'> {
    return told('release', this.#tell({ type: 'release', at: this.now, checkout }));
  }

  giveBack(purchase: string, ...lines: readonly (readonly [line: number, quantity: string])[]): Of<'return'> {
    return told('return', this.#tell(this.returnEvent(purchase, ...lines)));
  }

  correct(amount: number, wallet = 'bonus'): Of<'correction'> {
    return told(
      'correction',
      this.#tell({ type: 'correction', at: this.now, wallet, units: units(amount), reason: 'test' }),
    );
  }

  hear(name: string, data: Readonly<Record<string, unknown>> = {}): Of<'custom'> {
    return told('custom', this.#tell({ type: 'custom', at: this.now, name, data }));
  }

  /** Why it is refused. */
  refusal(event: Event): Refusal {
    this.live();
    const verdict = decide(this.program, this.account, event);
    if (verdict.type === 'decided') throw new Error('it was not refused');
    return verdict;
  }

  purchaseEvent({ lines, pay, wallet = 'bonus', currency, checkout, at }: Basket): PurchaseEvent {
    const request: PayRequest | undefined =
      pay === undefined ? undefined : { wallet, units: pay === 'max' ? 'max' : units(pay) };
    return {
      type: 'purchase',
      at: at === undefined ? this.now : momentOf(at, this.program.calendar.zone),
      receipt: receiptOf(lines.map(lineOf), currency ?? this.program.currency),
      ...(request === undefined ? {} : { pay: request }),
      ...(checkout === undefined ? {} : { checkout }),
    };
  }

  returnEvent(purchase: string, ...lines: readonly (readonly [line: number, quantity: string])[]): Event {
    const pieces = lines.map(([line, text]) => {
      const quantity = parseQuantity(text);
      if (quantity === null) throw new Error(`not a quantity: ${text}`);
      return { line, quantity };
    });
    return { type: 'return', at: this.now, parts: [{ purchase, lines: pieces }] };
  }

  /** Lets happen what is due by now. */
  live(): this {
    const { decisions, account } = catchUp(() => this.program, this.account, this.now);
    this.passed.push(...decisions);
    this.account = account;
    return this;
  }

  wallet(id = 'bonus'): WalletStanding {
    const standing = standingAt(this.program, this.account, this.now).wallets[id];
    if (standing === undefined) throw new Error(`no wallet ${id}`);
    return standing;
  }

  level(): string | null {
    return this.live().account.asOf === null
      ? (this.program.tiers?.levels[0].id ?? null)
      : levelIdAt(this.program, this.account);
  }

  #tell(event: Event, id?: string): Decision | Refusal {
    this.live();
    const verdict = decide(this.program, this.account, event, id);
    if (verdict.type === 'refused') return verdict;
    this.account = verdict.account;
    this.decisions.push(verdict.decision);
    return verdict.decision;
  }
}

function told<Type extends Decision['type']>(type: Type, decision: Decision | Refusal): Of<Type> {
  if (isOf(type, decision)) return decision;
  throw new Error(`expected a ${type}, was ${JSON.stringify(decision)}`);
}

function isOf<Type extends Decision['type']>(type: Type, decision: Decision | Refusal): decision is Of<Type> {
  return decision.type === type;
}
