/** Somebody in a town, who does things now. A refusal is thrown with its code as the message. */
import {
  catchUp,
  instant,
  levelIdAt,
  parseQuantity,
  standingAt,
  units,
  type Account,
  type ApplyRequest,
  type CompiledProgram,
  type Decision,
  type Event,
  type Frozen,
  type Instant,
  type PayRequest,
  type Receipt,
  type ReceiptLine,
  type ReturnEvent,
  type WalletStanding,
} from '../src/index.ts';
import { goodOf, type Good } from './goods.ts';
import { momentOf, moneyOf, receiptOf } from './shop.ts';

export interface Till {
  readonly pay?: number | 'max';
  readonly wallet?: string;
  /** "reward:mug", "coupon:spring" of the card, "code:spring" in the hand. */
  readonly apply?: readonly string[];
  readonly store?: string;
  readonly till?: string;
  readonly channel?: string;
  readonly partner?: string;
  readonly checkout?: string;
  readonly frozen?: Frozen;
  /** Who of a shared account acts. */
  readonly member?: string;
  /** When it happened, if that is not now. */
  readonly at?: string;
}

type Of<Type extends Decision['type']> = Extract<Decision, { readonly type: Type }>;
/** A decision with the id of its operation. */
export type Done<Type extends Decision['type']> = Of<Type> & { readonly id: string };

/** Where somebody lives. */
interface Home {
  readonly program: CompiledProgram;
  readonly now: Instant;
  account(who: string): Account;
  tell(who: string, event: Event): Done<Decision['type']>;
}

/** Somebody with an account, who does things now. */
export class Person {
  readonly town: Home;
  readonly name: string;

  constructor(town: Home, name: string) {
    this.town = town;
    this.name = name;
  }

  buy(goods: readonly Good[], till: Till = {}): Done<'purchase'> {
    return this.#told('purchase', { type: 'purchase', ...this.basket(goods, till) });
  }

  hold(checkout: string, goods: readonly Good[], till: Till = {}): Done<'hold'> {
    const until = instant(this.town.now + 900_000);
    return this.#told('hold', { type: 'hold', ...this.basket(goods, till), checkout, until });
  }

  release(checkout: string): Done<'release'> {
    return this.#told('release', { type: 'release', at: this.town.now, checkout });
  }

  giveBack(
    purchase: { readonly id: string },
    ...lines: readonly (readonly [line: number, quantity: string])[]
  ): Done<'return'> {
    return this.#told('return', this.returnOf(purchase, ...lines));
  }

  /** All that is left of it. */
  giveAllBack(purchase: { readonly id: string }): Done<'return'> {
    const record = this.account().purchases.get(purchase.id);
    const lines = (record?.decision.purchase.lines ?? []).flatMap(
      (share, line): readonly (readonly [number, string])[] => {
        const left = share.quantity - (record?.returned[line] ?? 0);
        return left === 0 ? [] : [[line, String(left / 1_000_000)]];
      },
    );
    return this.giveBack(purchase, ...lines);
  }

  hear(
    name: string,
    data: Readonly<Record<string, unknown>> = {},
    more: { readonly amount?: string; readonly partner?: string } = {},
  ): Done<'custom'> {
    const { amount, ...rest } = more;
    const sum = amount === undefined ? {} : { amount: moneyOf(amount) };
    return this.#told('custom', { type: 'custom', at: this.town.now, name, data, ...sum, ...rest });
  }

  correct(amount: number, wallet = 'bonus'): Done<'correction'> {
    return this.#told('correction', {
      type: 'correction',
      at: this.town.now,
      wallet,
      units: units(amount),
      reason: 'given',
    });
  }

  redeem(reward: string, quantity = 1): Done<'redeem' | 'payout' | 'cancel' | 'confirm'> {
    return this.#told('redeem', { type: 'redeem', at: this.town.now, reward, quantity });
  }

  payout(amount: number, wallet = 'bonus'): Done<'redeem' | 'payout' | 'cancel' | 'confirm'> {
    return this.#told('payout', { type: 'payout', at: this.town.now, wallet, units: units(amount) });
  }

  collect(item: { readonly id: string }): Decision {
    return this.town.tell(this.name, { type: 'collect', at: this.town.now, item: item.id });
  }

  cancel(item: { readonly id: string }): Decision {
    return this.town.tell(this.name, { type: 'cancel', at: this.town.now, item: item.id });
  }

  confirm(item: { readonly id: string }): Decision {
    return this.town.tell(this.name, { type: 'confirm', at: this.town.now, item: item.id });
  }

  convert(conversion: string, amount: number): Done<'convert'> {
    return this.#told('convert', { type: 'convert', at: this.town.now, conversion, units: units(amount) });
  }

  transfer(to: string, amount: number, wallet = 'bonus'): Decision {
    return this.town.tell(this.name, { type: 'transfer', at: this.town.now, wallet, units: units(amount), to });
  }

  merge(into: string): Decision {
    return this.town.tell(this.name, { type: 'merge', at: this.town.now, into });
  }

  grant(level: string | null, until: string | null = null): Decision {
    const end = until === null ? null : momentOf(until, this.town.program.calendar.zone);
    return this.town.tell(this.name, { type: 'grant', at: this.town.now, level, until: end, reason: 'given' });
  }

  refer(by: string): Decision {
    return this.town.tell(this.name, { type: 'refer', at: this.town.now, by });
  }

  profile(known: Omit<Extract<Event, { type: 'profile' }>, 'type' | 'at'>): Decision {
    return this.town.tell(this.name, { type: 'profile', at: this.town.now, ...known });
  }

  choose(choice: string, picks: readonly string[], period: 'current' | 'next' = 'current'): Decision {
    return this.town.tell(this.name, { type: 'choose', at: this.town.now, choice, period, picks: [...picks] });
  }

  offer(choice: string, options: readonly string[] | null): Decision {
    return this.town.tell(this.name, {
      type: 'offer',
      at: this.town.now,
      choice,
      options: options === null ? null : [...options],
    });
  }

  account(): Account {
    return this.town.account(this.name);
  }

  wallet(id = 'bonus'): WalletStanding {
    const standing = standingAt(this.town.program, this.account(), this.town.now).wallets[id];
    if (standing === undefined) throw new Error(`no wallet ${id}`);
    return standing;
  }

  /** What can be spent now. */
  units(id = 'bonus'): number {
    return this.wallet(id).available;
  }

  coupons(id: string): number {
    return this.units(`coupon:${id}`);
  }

  level(): string | null {
    const { account, town } = { account: this.account(), town: this.town };
    if (account.asOf === null) return town.program.tiers?.levels[0].id ?? null;
    return levelIdAt(town.program, catchUp(() => town.program, account, town.now).account);
  }

  /** What a purchase of these goods says, without its type. */
  basket(goods: readonly Good[], till: Till = {}): Basket {
    const { pay, wallet = 'bonus', apply, at, checkout, frozen, member, ...place } = till;
    const asked: PayRequest | undefined =
      pay === undefined ? undefined : { wallet, units: pay === 'max' ? 'max' : units(pay) };
    return {
      at: at === undefined ? this.town.now : momentOf(at, this.town.program.calendar.zone),
      receipt: { ...receiptOf(goods.map(goodOf), this.town.program.currency), ...place },
      ...(asked === undefined ? {} : { pay: asked }),
      ...(apply === undefined ? {} : { apply: apply.map(applyOf) }),
      ...(checkout === undefined ? {} : { checkout }),
      ...(frozen === undefined ? {} : { frozen }),
      ...(member === undefined ? {} : { member }),
    };
  }

  returnOf(
    { id }: { readonly id: string },
    ...lines: readonly (readonly [line: number, quantity: string])[]
  ): ReturnEvent {
    const pieces = lines.map(([line, text]) => {
      const quantity = parseQuantity(text);
      if (quantity === null) throw new Error(`not a quantity: ${text}`);
      return { line, quantity };
    });
    return { type: 'return', at: this.town.now, parts: [{ purchase: id, lines: pieces }] };
  }

  #told<Type extends Decision['type']>(type: Type, event: Event): Done<Type> {
    const decision = this.town.tell(this.name, event);
    if (isOf(type, decision)) return decision;
    throw new Error(`expected a ${type}, was a ${decision.type}`);
  }
}

export interface Basket {
  readonly at: Instant;
  readonly receipt: Receipt & { lines: ReceiptLine[] };
  readonly pay?: PayRequest;
  readonly apply?: ApplyRequest[];
  readonly checkout?: string;
  readonly frozen?: Frozen;
  readonly member?: string;
}

function applyOf(text: string): ApplyRequest {
  const [what, id = ''] = text.split(':');
  if (what === 'reward') return { type: 'reward', reward: id };
  return { type: 'coupon', coupon: id, ...(what === 'code' ? { code: `CODE-${id}` } : {}) };
}

function isOf<Type extends Decision['type']>(type: Type, decision: Done<Decision['type']>): decision is Done<Type> {
  return decision.type === type;
}
