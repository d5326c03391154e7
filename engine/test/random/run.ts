/** Lives a random history with the engine and hands every step to whoever watches: the model, the bookkeeper, the reader. */
import {
  catchUp,
  decide,
  instant,
  levelIdAt,
  NEW_ACCOUNT,
  quantity,
  standingAt,
  units,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type Instant,
  type PayRequest,
  type Refusal,
} from '../../src/index.ts';
import { receiptOf } from '../shop.ts';
import type { Pay, Step } from './history.ts';

export const START = instant(Date.UTC(2026, 10, 22, 9));
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Told {
  readonly event: Event;
  readonly id: string;
  readonly before: Account;
  /** What was due before it. */
  readonly due: readonly Decision[];
  readonly verdict: Decision | Refusal;
  readonly after: Account;
  /** The level that the account held when the event came. */
  readonly rank: number;
}

export class Run {
  readonly program: CompiledProgram;
  readonly told: Told[] = [];
  account: Account = NEW_ACCOUNT;
  now: Instant = START;
  #checkouts: Extract<Event, { type: 'hold' }>[] = [];

  constructor(program: CompiledProgram) {
    this.program = program;
  }

  live(steps: readonly Step[], see: (told: Told) => void = () => undefined): this {
    for (const step of steps) {
      if (step.type === 'pass') this.now = instant(this.now + step.minutes * MINUTE_MS);
      const event = this.#eventOf(step);
      if (event !== null) see(this.tell(event));
    }
    return this;
  }

  tell(event: Event): Told {
    const before = deepFrozen(this.account);
    const id = `op${this.told.length}`;
    const lived = catchUp(() => this.program, before, event.at);
    const level = lived.account.asOf === null ? null : levelIdAt(this.program, lived.account);
    const rank = this.program.tiers?.levels.find((each) => each.id === level)?.rank ?? 0;
    const verdict = decide(this.program, deepFrozen(lived.account), deepFrozen(event), id);
    this.account = verdict.type === 'refused' ? lived.account : verdict.account;
    if (verdict.type === 'decided' && event.type === 'hold') this.#checkouts.push(event);
    if (verdict.type === 'decided' && (event.type === 'purchase' || event.type === 'release')) {
      this.#checkouts = this.#checkouts.filter((open) => open.checkout !== event.checkout);
    }
    const told: Told = {
      event,
      id,
      before,
      due: lived.decisions,
      verdict: verdict.type === 'refused' ? verdict : verdict.decision,
      after: this.account,
      rank,
    };
    this.told.push(told);
    return told;
  }

  /** Purchases with something left to return, oldest first. */
  get returnable(): readonly string[] {
    return [...this.account.purchases].flatMap(([id, { decision, returned }]) =>
      decision.purchase.lines.some((line, index) => line.quantity > (returned[index] ?? 0)) ? [id] : [],
    );
  }

  /** So many quarters of what is left of each line; null when that is nothing. */
  returnOf(purchases: readonly string[], quarters: readonly number[]): Extract<Event, { type: 'return' }> | null {
    const parts = [...new Set(purchases)].flatMap((purchase) => {
      const record = this.account.purchases.get(purchase);
      const lines = (record?.decision.purchase.lines ?? []).flatMap((line, index) => {
        const left = line.quantity - (record?.returned[index] ?? 0);
        const wanted = Math.floor((left * (quarters[index % quarters.length] ?? 0)) / 4);
        return wanted === 0 ? [] : [{ line: index, quantity: quantity(wanted) }];
      });
      return lines.length === 0 ? [] : [{ purchase, lines }];
    });
    return parts.length === 0 ? null : { type: 'return', at: this.now, parts };
  }

  payOf(pay: Pay, lines: Extract<Step, { type: 'buy' }>['lines']): PayRequest | undefined {
    if (pay.type === 'none') return undefined;
    if (pay.type === 'max') return { wallet: 'bonus', units: 'max' };
    const { bonus } = standingAt(this.program, this.account, this.now).wallets;
    const worth = this.program.wallets.get('bonus')?.worth ?? 1;
    const most = Math.min(bonus?.available ?? 0, Math.floor(receiptOf(lines).total / worth));
    return { wallet: 'bonus', units: units(Math.floor((most * pay.percent) / 100)) };
  }

  #eventOf(step: Step): Event | null {
    switch (step.type) {
      case 'pass':
        return null;
      case 'buy':
        return {
          type: 'purchase',
          at: instant(this.now - step.lateHours * HOUR_MS),
          receipt: receiptOf(step.lines),
          ...this.#pay(step),
        };
      case 'return': {
        const from = [...this.account.purchases.keys()];
        return this.returnOf(
          step.which.flatMap((which) => from[which % Math.max(1, from.length)] ?? []),
          step.quarters,
        );
      }
      case 'correct': {
        const wallets = [...this.program.wallets.keys()];
        return {
          type: 'correction',
          at: this.now,
          wallet: wallets[step.wallet % wallets.length] ?? '',
          units: units(step.units),
          reason: 'random',
        };
      }
      case 'enrolled':
        return { type: 'custom', at: this.now, name: 'enrolled', data: {} };
      case 'void':
        return { type: 'void', at: this.now };
      case 'hold':
        return {
          type: 'hold',
          at: this.now,
          checkout: `checkout${this.told.length}`,
          until: instant(this.now + step.minutes * MINUTE_MS),
          receipt: receiptOf(step.lines),
          ...this.#pay(step),
        };
      case 'commit': {
        const open = this.#checkouts[step.which % Math.max(1, this.#checkouts.length)];
        if (open === undefined) return null;
        const pay = step.asMax && open.pay !== undefined ? { ...open.pay, units: 'max' as const } : open.pay;
        return {
          type: 'purchase',
          at: this.now,
          receipt: open.receipt,
          checkout: open.checkout,
          ...(pay === undefined ? {} : { pay }),
        };
      }
      case 'release': {
        const open = this.#checkouts[step.which % Math.max(1, this.#checkouts.length)];
        return open === undefined ? null : { type: 'release', at: this.now, checkout: open.checkout };
      }
    }
  }

  #pay(step: Extract<Step, { type: 'buy' | 'hold' }>): { readonly pay?: PayRequest } {
    const pay = this.payOf(step.pay, step.lines);
    return pay === undefined ? {} : { pay };
  }
}

/** So that whoever changes what it was given is found out. */
export function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (value instanceof Map) for (const each of value.values()) deepFrozen(each);
  else for (const each of Object.values(value)) deepFrozen(each);
  return value;
}
