/** Lives a random history in a town: each deed becomes an event that makes sense there, if any does; refusals are remembered. */
import {
  instant,
  money,
  quantity,
  standingAt,
  units,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type Frozen,
  type PayRequest,
  type PurchaseEvent,
  type Refusal,
} from '../../src/index.ts';
import { receiptOf } from '../shop.ts';
import { type Done } from '../person.ts';
import { Refused, Town } from '../town.ts';
import { MEMBERS, PEOPLE, PLACES, type Basket, type Deed, type Step } from './history.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const DATES = ['11-27', '12-03', '02-29'];

type Hold = Extract<Event, { type: 'hold' }>;

interface Open {
  readonly event: Hold;
  readonly decision: Extract<Decision, { type: 'hold' }>;
}

export class Life {
  readonly town: Town;
  readonly refusals: Refusal[] = [];
  /** Of each member, the checkouts that may be committed. */
  readonly #open = new Map<string, Open[]>();
  readonly #holds = new Map<string, number>();

  constructor(program: CompiledProgram) {
    this.town = new Town(program);
  }

  /** Everybody begins with something to spend, so that most of what they try works. */
  live(steps: readonly Step[]): this {
    for (const who of PEOPLE)
      for (const [wallet, amount] of [
        ['bonus', 200],
        ['star', 40],
      ] as const)
        this.do(who, { type: 'correct', wallet, units: amount });
    for (const step of steps) {
      if (step.type === 'pass') this.town.until(instant(this.town.now + step.minutes * MINUTE_MS));
      else this.do(PEOPLE[step.who] ?? 'ann', step.deed);
    }
    return this;
  }

  /** What was decided; null where it made no sense or was refused. */
  do(who: string, deed: Deed): Done<Decision['type']> | null {
    const event = this.#eventOf(who, deed);
    return event === null ? null : this.tell(who, event);
  }

  tell(who: string, event: Event): Done<Decision['type']> | null {
    try {
      const done = this.town.tell(who, event);
      this.#remember(who, event, done);
      return done;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusals.push(error.refusal);
      return null;
    }
  }

  basketOf(who: string, { lines, pay, apply, place, member }: Basket): Omit<PurchaseEvent, 'type'> {
    const asked = pay.type === 'none' ? undefined : this.#asked(who, pay);
    const applied = apply.map((text) => {
      const [what = '', id = ''] = text.split(':');
      if (what === 'reward') return { type: 'reward' as const, reward: id };
      return { type: 'coupon' as const, coupon: id, ...(what === 'code' ? { code: 'CODE' } : {}) };
    });
    return {
      at: this.town.now,
      receipt: { ...receiptOf(lines), ...PLACES[place] },
      ...(asked === undefined ? {} : { pay: asked }),
      ...(applied.length === 0 ? {} : { apply: applied }),
      ...(MEMBERS[member] === undefined ? {} : { member: MEMBERS[member] }),
    };
  }

  /** So many quarters of what is left of each line; null when that is nothing. */
  returnOf(who: string, purchases: readonly string[], quarters: readonly number[]): Event | null {
    const { purchases: known } = this.town.account(who);
    const parts = [...new Set(purchases)].flatMap((purchase) => {
      const record = known.get(purchase);
      const lines = (record?.decision.purchase.lines ?? []).flatMap((line, index) => {
        const left = line.quantity - (record?.returned[index] ?? 0);
        const wanted = Math.floor((left * (quarters[index % quarters.length] ?? 0)) / 4);
        return wanted === 0 ? [] : [{ line: index, quantity: quantity(wanted) }];
      });
      return lines.length === 0 ? [] : [{ purchase, lines }];
    });
    return parts.length === 0 ? null : { type: 'return', at: this.town.now, parts };
  }

  #asked(who: string, pay: Exclude<Basket['pay'], { type: 'none' }>): PayRequest {
    if (pay.type === 'max') return { wallet: 'bonus', units: 'max' };
    const { available = 0 } =
      standingAt(this.town.program, this.town.account(who), this.town.now).wallets['bonus'] ?? {};
    return { wallet: 'bonus', units: units(Math.floor((available * pay.percent) / 100)) };
  }

  #remember(who: string, event: Event, done: Done<Decision['type']>): void {
    const open = this.#open.get(who) ?? [];
    if (event.type === 'hold' && done.type === 'hold') this.#open.set(who, [...open, { event, decision: done }]);
    if (event.type === 'purchase' || event.type === 'release')
      this.#open.set(
        who,
        open.filter((each) => each.event.checkout !== event.checkout),
      );
  }

  #eventOf(who: string, deed: Deed): Event | null {
    const at = this.town.now;
    const account = this.town.account(who);
    switch (deed.type) {
      case 'buy':
        return {
          type: 'purchase',
          ...this.basketOf(who, deed.basket),
          at: instant(at - deed.lateHours * 60 * MINUTE_MS),
        };
      case 'hold': {
        const until = instant(at + deed.minutes * MINUTE_MS);
        const number = (this.#holds.get(who) ?? 0) + 1;
        this.#holds.set(who, number);
        return { type: 'hold', ...this.basketOf(who, deed.basket), checkout: `checkout-${who}-${number}`, until };
      }
      case 'commit':
        return this.#commitOf(who, deed);
      case 'release': {
        const open = chosen(this.#open.get(who) ?? [], deed.which);
        return open === undefined ? null : { type: 'release', at, checkout: open.event.checkout };
      }
      case 'return': {
        const bought = [...account.purchases.keys()];
        return this.returnOf(
          who,
          deed.which.flatMap((which) => chosen(bought, which) ?? []),
          deed.quarters,
        );
      }
      case 'correct':
        return { type: 'correction', at, wallet: deed.wallet, units: units(deed.units), reason: 'random' };
      case 'tell':
        return { type: 'custom', at, name: deed.name, data: { steps: deed.number }, amount: money(deed.number * 10) };
      case 'redeem':
        return { type: 'redeem', at, reward: deed.reward, quantity: deed.quantity };
      case 'close': {
        const item = chosen(itemsFor(account, deed.how), deed.which);
        return item === undefined ? null : { type: deed.how, at, item };
      }
      default:
        return this.#moreOf(deed);
    }
  }

  #moreOf(
    deed: Exclude<
      Deed,
      { type: 'buy' | 'hold' | 'commit' | 'release' | 'return' | 'correct' | 'tell' | 'redeem' | 'close' }
    >,
  ): Event {
    const at = this.town.now;
    switch (deed.type) {
      case 'payout':
        return { type: 'payout', at, wallet: 'bonus', units: units(deed.units) };
      case 'convert':
        return { type: 'convert', at, conversion: 'exchange', units: units(deed.units) };
      case 'transfer':
        return { type: 'transfer', at, wallet: deed.wallet, units: units(deed.units), to: PEOPLE[deed.to] ?? 'ann' };
      case 'merge': {
        // That the heir still is there is for the ledger to see: the engine sees one account.
        const into = PEOPLE[deed.into] ?? 'ann';
        return this.town.account(into).state.heir === undefined ? { type: 'merge', at, into } : { type: 'void', at };
      }
      case 'grant': {
        const until = deed.days === null ? null : instant(at + deed.days * DAY_MS);
        return { type: 'grant', at, level: deed.level, until, reason: 'random' };
      }
      case 'refer':
        return { type: 'refer', at, by: this.town.heirOf(PEOPLE[deed.by] ?? 'ann') };
      case 'profile': {
        const dates = DATES.slice(0, deed.what % 4).map((on) => ({ whose: 'self', on }));
        return { type: 'profile', at, ...(deed.what > 3 ? { statementDay: 20 + deed.what } : { dates }) };
      }
      case 'choose':
        return { type: 'choose', at, choice: 'favourites', period: deed.period, picks: [...deed.picks] };
    }
  }

  #commitOf(who: string, { which, isFrozen }: Extract<Deed, { type: 'commit' }>): Event | null {
    const open = chosen(this.#open.get(who) ?? [], which);
    if (open === undefined) return null;
    const { until: _, type: __, quotas: ___, ...basket } = open.event;
    const pay =
      open.decision.hold.wallet === null
        ? undefined
        : { wallet: open.decision.hold.wallet, units: open.decision.hold.units };
    return {
      ...basket,
      type: 'purchase',
      at: this.town.now,
      ...(pay === undefined ? {} : { pay }),
      ...(isFrozen ? { frozen: frozenOf(open.decision) } : {}),
    };
  }
}

/** What a checkout has promised. */
export function frozenOf({ purchase }: Extract<Decision, { type: 'hold' }>): Frozen {
  return {
    discounts: (purchase.discounts ?? []).map(({ rule }, index) => ({
      rule,
      byLine: purchase.lines.map((line) => line.discounts?.[index] ?? money(0)),
    })),
    costs: (purchase.costs ?? []).map(({ rule, wallet, units: price }) => ({ rule, wallet, units: price })),
  };
}

/** What may be collected, cancelled or confirmed. */
function itemsFor({ state }: Account, how: 'collect' | 'cancel' | 'confirm'): readonly string[] {
  return Object.entries(state.items ?? {}).flatMap(([id, item]) => {
    const isExpected = item.type === 'expected';
    const isThere = item.type === 'redemption' || item.type === 'payout';
    return how === 'confirm'
      ? isExpected
        ? [id]
        : []
      : how === 'collect'
        ? isThere
          ? [id]
          : []
        : isThere || isExpected
          ? [id]
          : [];
  });
}

function chosen<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)];
}
