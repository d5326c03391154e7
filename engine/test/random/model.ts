/**
 * The naive account: a bag of parcels, one for each time that units came, never joined; a number for what is owed; purchases
 * with what each line cost, paid and earned. Written from domain.md, to disagree with the engine where the engine is wrong.
 */
import type { Event } from '../../src/index.ts';
import { datesOf, dateOf, midnight, type Dates } from './model-dates.ts';
import { at, earnings, gifts, limits, spread, sum, type ModelEarned } from './model-receipt.ts';
import { afterOf, linesOf, METERS, partOf, takeFrom, type Bought, type Draw, type Parcel } from './model-parts.ts';
import type { ProgramSpec, WalletSpec } from './program-spec.ts';

interface Reserved {
  readonly wallet: string | null;
  readonly units: number;
  readonly until: number;
}

export interface ModelPurchase {
  readonly type: 'purchase';
  readonly toPay: number;
  readonly payUnits: readonly number[];
  readonly payMoney: readonly number[];
  readonly earned: readonly ModelEarned[];
  readonly payable: number;
  readonly shortfall: number;
}

export interface ModelReturn {
  readonly type: 'return';
  readonly money: number;
  readonly withheld: number;
  readonly restored: number;
  readonly takenBack: number;
}

export interface ModelRefusal {
  readonly type: 'refused';
  readonly code: string;
}

export interface ModelWallet {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly debt: number;
  readonly expiring: { readonly units: number; readonly at: number } | null;
}

export class Model {
  readonly spec: ProgramSpec;
  now = Number.NEGATIVE_INFINITY;
  parcels: Parcel[] = [];
  readonly debts = new Map<string, number>();
  readonly bought = new Map<string, Bought>();
  readonly reserved = new Map<string, Reserved>();
  /** What was added, by meter and day; and by the period and day for the levels. */
  readonly meters = new Map<string, number>();
  expired = new Map<string, number>();

  constructor(spec: ProgramSpec) {
    this.spec = spec;
  }

  /** What is over, is gone. */
  passTo(moment: number): void {
    this.now = Math.max(this.now, moment);
    for (const parcel of this.parcels) {
      if (parcel.to !== null && parcel.to <= this.now)
        this.expired.set(parcel.wallet, (this.expired.get(parcel.wallet) ?? 0) + parcel.units);
    }
    this.parcels = this.parcels.filter((parcel) => parcel.units > 0 && (parcel.to === null || parcel.to > this.now));
  }

  purchase(
    event: Extract<Event, { type: 'purchase' | 'hold' }>,
    id: string,
    rank: number,
  ): ModelPurchase | ModelRefusal {
    this.passTo(event.at);
    const wallet = this.#paying(event);
    const checkout = event.type === 'purchase' ? event.checkout : undefined;
    const allowed = wallet === null ? { caps: [], units: 0 } : limits(wallet, event.receipt);
    const available = wallet === null ? 0 : this.#available(wallet.id, this.now, checkout);
    const payable = Math.min(allowed.units, available);
    const asked = this.#asked(event, payable, checkout);
    if (checkout === undefined) {
      if (asked > available) return { type: 'refused', code: 'units_insufficient' };
      if (asked > allowed.units) return { type: 'refused', code: 'pay_over_limit' };
    } else if (wallet !== null && asked * (wallet.worth ?? 0) > event.receipt.total)
      return { type: 'refused', code: 'pay_over_limit' };
    const amounts = event.receipt.lines.map((line) => line.amount);
    const money = asked * (wallet?.worth ?? 0);
    const caps = money > sum(allowed.caps) ? amounts : allowed.caps;
    const payMoney =
      money === 0
        ? amounts.map(() => 0)
        : spread(
            money,
            amounts.map((amount, line) => (at(caps, line) > 0 ? amount : 0)),
            caps,
          );
    const payUnits = money === 0 ? amounts.map(() => 0) : spread(asked, payMoney);
    const earned = earnings(this.spec, event.receipt, payMoney, { at: event.at, rank });
    const answer = {
      type: 'purchase',
      toPay: event.receipt.total - money,
      payMoney,
      payUnits,
      earned,
      payable,
    } as const;
    if (event.type === 'hold') {
      this.reserved.set(event.checkout, {
        wallet: asked === 0 ? null : (wallet?.id ?? null),
        units: asked,
        until: event.until,
      });
      return { ...answer, shortfall: 0 };
    }
    const draws = wallet === null || asked === 0 ? [] : this.#draw(wallet.id, asked, Math.min(asked, available));
    for (const made of earned) this.#give(made.wallet, made.units, made);
    if (checkout !== undefined) this.reserved.delete(checkout);
    this.passTo(this.now);
    const day = dateOf(event.at, this.spec.zone).toString();
    const lines = linesOf(this.spec, event.receipt, { payMoney, payUnits, earned });
    this.bought.set(id, {
      day,
      acceptedAt: this.now,
      wallet: asked === 0 ? null : (wallet?.id ?? null),
      draws: draws.map((draw) => ({ ...draw })),
      earned,
      lines,
      returned: lines.map(() => 0),
    });
    for (const line of lines) for (const [meter, value] of Object.entries(line.meters)) this.#count(meter, day, value);
    return { ...answer, shortfall: sum(draws.filter((draw) => draw.dates === null).map((draw) => draw.units)) };
  }

  giveBack(event: Extract<Event, { type: 'return' }>): ModelReturn | ModelRefusal {
    this.passTo(event.at);
    for (const part of event.parts) {
      const bought = this.bought.get(part.purchase);
      if (bought === undefined) return { type: 'refused', code: 'purchase_unknown' };
      const after = afterOf(bought, part.lines);
      if (after === null) return { type: 'refused', code: 'line_unknown' };
      if (after.some((quantity, line) => quantity > (bought.lines[line]?.quantity ?? 0)))
        return { type: 'refused', code: 'return_exceeds_purchase' };
    }
    const answer = { money: 0, withheld: 0, restored: 0, takenBack: 0 };
    for (const part of event.parts) {
      const bought = this.bought.get(part.purchase);
      const after = bought === undefined ? null : afterOf(bought, part.lines);
      if (bought === undefined || after === null) throw new Error('it was just there');
      const share = (wholeOf: (line: number) => number): number =>
        sum(
          bought.lines.map(
            (line, index) =>
              partOf(wholeOf(index), at(after, index), line.quantity) -
              partOf(wholeOf(index), at(bought.returned, index), line.quantity),
          ),
        );
      const money = share((line) => (bought.lines[line]?.amount ?? 0) - (bought.lines[line]?.payMoney ?? 0));
      answer.restored += this.#restore(
        bought,
        share((line) => bought.lines[line]?.payUnits ?? 0),
      );
      let withheld = 0;
      for (const made of bought.earned) {
        const units = share((line) => made.byLine[line] ?? 0);
        answer.takenBack += units;
        withheld += this.#takeBack(made, units, money - withheld);
      }
      for (const meter of METERS)
        this.#count(meter, bought.day, -share((line) => bought.lines[line]?.meters[meter] ?? 0));
      after.forEach((quantity, line) => (bought.returned[line] = quantity));
      answer.money += money - withheld;
      answer.withheld += withheld;
    }
    this.passTo(this.now);
    return { type: 'return', ...answer };
  }

  correct(event: Extract<Event, { type: 'correction' }>): ModelRefusal | null {
    this.passTo(event.at);
    const wallet = this.#wallet(event.wallet);
    if (event.units > 0) {
      this.#give(wallet.id, event.units, datesOf(this.now, this.spec.zone, 0, wallet.ends));
      return null;
    }
    const available = this.#available(wallet.id, this.now);
    const pending = sum(
      this.parcels
        .filter((parcel) => parcel.wallet === wallet.id && parcel.from > this.now)
        .map((parcel) => parcel.units),
    );
    if (-event.units > available + pending) return { type: 'refused', code: 'correction_below_zero' };
    const now = Math.min(-event.units, available);
    this.#draw(wallet.id, now, now);
    let left = -event.units - now;
    for (const parcel of this.#inOrder(wallet.id)) if (parcel.from > this.now) left -= takeFrom(parcel, left);
    return null;
  }

  gift(event: Extract<Event, { type: 'custom' }>, rank: number): readonly ModelEarned[] {
    this.passTo(event.at);
    const made = gifts(this.spec, event, rank);
    for (const each of made) this.#give(each.wallet, each.units, each);
    this.passTo(this.now);
    return made;
  }

  standing(wallet: string, moment: number): ModelWallet {
    const alive = this.parcels.filter(
      (parcel) => parcel.wallet === wallet && parcel.units > 0 && (parcel.to === null || parcel.to > moment),
    );
    const active = sum(alive.filter((parcel) => parcel.from <= moment).map((parcel) => parcel.units));
    const available = this.#available(wallet, moment);
    const first = Math.min(...alive.map((parcel) => parcel.to ?? Number.POSITIVE_INFINITY));
    return {
      available,
      pending: sum(alive.map((parcel) => parcel.units)) - active,
      held: active - available,
      debt: this.debts.get(wallet) ?? 0,
      expiring:
        first === Number.POSITIVE_INFINITY
          ? null
          : { units: sum(alive.filter((parcel) => parcel.to === first).map((parcel) => parcel.units)), at: first },
    };
  }

  /** What of a purchase still counts as spent. */
  netSpend(bought: Bought): number {
    return sum(
      bought.lines.map(
        (line, index) =>
          (line.meters['spend'] ?? 0) - partOf(line.meters['spend'] ?? 0, at(bought.returned, index), line.quantity),
      ),
    );
  }

  #paying(event: Extract<Event, { type: 'purchase' | 'hold' }>): WalletSpec | null {
    return event.pay === undefined
      ? (this.spec.wallets.find((wallet) => wallet.worth !== null) ?? null)
      : this.#wallet(event.pay.wallet);
  }

  #asked(event: Extract<Event, { type: 'purchase' | 'hold' }>, payable: number, checkout: string | undefined): number {
    if (event.pay === undefined) return 0;
    if (event.pay.units !== 'max') return event.pay.units;
    if (checkout === undefined) return payable;
    const worth = this.#wallet(event.pay.wallet).worth ?? 1;
    return Math.min(this.reserved.get(checkout)?.units ?? 0, Math.floor(event.receipt.total / worth));
  }

  #available(wallet: string, moment: number, except?: string): number {
    const active = this.parcels.filter(
      (parcel) => parcel.wallet === wallet && parcel.from <= moment && (parcel.to === null || parcel.to > moment),
    );
    const held = [...this.reserved].filter(
      ([id, each]) => id !== except && each.wallet === wallet && each.until > moment,
    );
    return Math.max(0, sum(active.map((parcel) => parcel.units)) - sum(held.map(([, each]) => each.units)));
  }

  /** Soonest expiry first, then oldest; those that live for ever and are active are all of one age. */
  #inOrder(wallet: string): Parcel[] {
    const age = (parcel: Parcel): number => (parcel.to === null && parcel.from <= this.now ? 0 : parcel.from);
    const end = (parcel: Parcel): number => parcel.to ?? Number.MAX_VALUE;
    return this.parcels
      .filter((parcel) => parcel.wallet === wallet)
      .toSorted((a, b) => end(a) - end(b) || age(a) - age(b));
  }

  #draw(wallet: string, units: number, spendable: number): Draw[] {
    const draws: Draw[] = [];
    let left = spendable;
    for (const parcel of this.#inOrder(wallet)) {
      if (parcel.from > this.now) continue;
      const taken = takeFrom(parcel, left);
      left -= taken;
      if (taken > 0) draws.push({ units: taken, dates: parcel });
    }
    if (units > spendable) {
      this.debts.set(wallet, (this.debts.get(wallet) ?? 0) + units - spendable);
      draws.push({ units: units - spendable, dates: null });
    }
    return draws;
  }

  /** Whatever comes repays debt first. */
  #give(wallet: string, units: number, { from, to }: Dates): void {
    const debt = this.debts.get(wallet) ?? 0;
    const repaid = Math.min(debt, units);
    this.debts.set(wallet, debt - repaid);
    if (units > repaid) this.parcels.push({ wallet, units: units - repaid, from, to });
  }

  #restore(bought: Bought, units: number): number {
    if (bought.wallet === null) return 0;
    const wallet = this.#wallet(bought.wallet);
    let left = units;
    while (left > 0) {
      const last = bought.draws.at(-1);
      if (last === undefined) throw new Error('nothing left to give back');
      const here = Math.min(left, last.units);
      last.units -= here;
      left -= here;
      if (last.units === 0) bought.draws.pop();
      const grace = {
        from: 0,
        to: midnight(dateOf(this.now, this.spec.zone).add({ days: wallet.graceDays }), this.spec.zone),
      };
      const isOver = last.dates !== null && last.dates.to !== null && last.dates.to <= this.now;
      this.#give(wallet.id, here, isOver ? grace : (last.dates ?? datesOf(this.now, this.spec.zone, 0, wallet.ends)));
    }
    return units;
  }

  #takeBack(made: ModelEarned, units: number, moneyLeft: number): number {
    const wallet = this.#wallet(made.wallet);
    const isOwn = (parcel: Parcel): boolean =>
      parcel.to === made.to &&
      (parcel.from === made.from || (made.to === null && made.from <= this.now && parcel.from <= this.now));
    let left = units;
    const parcels = this.#inOrder(wallet.id);
    for (const parcel of [...parcels.filter(isOwn), ...parcels.filter((each) => !isOwn(each))])
      left -= takeFrom(parcel, left);
    const kept =
      wallet.debt === 'withhold' && wallet.worth !== null ? Math.min(left, Math.floor(moneyLeft / wallet.worth)) : 0;
    this.debts.set(wallet.id, (this.debts.get(wallet.id) ?? 0) + left - kept);
    return kept * (wallet.worth ?? 0);
  }

  #count(meter: string, day: string, value: number): void {
    const key = `${meter} ${day}`;
    this.meters.set(key, (this.meters.get(key) ?? 0) + value);
  }

  #wallet(id: string): WalletSpec {
    const wallet = this.spec.wallets.find((each) => each.id === id);
    if (wallet === undefined) throw new Error(`no wallet ${id}`);
    return wallet;
  }
}
