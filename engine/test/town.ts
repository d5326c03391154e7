/**
 * A town to tell longer stories about: one program, several members with an account each, limits that they share. What one
 * account sends to another (units, a friend's thanks) or to itself (a birthday) arrives at once. Money is written as people write
 * it, units are whole numbers of the wallet's smallest part. A refusal is thrown with its code as the message.
 */
import {
  decide,
  NEW_ACCOUNT,
  nextDue,
  parcelSchema,
  quotaDemands,
  withQuotas,
  type Account,
  type CompiledProgram,
  type Decision,
  type Emitted,
  type Event,
  type Instant,
  type Refusal,
} from '../src/index.ts';
import { Person, type Done } from './person.ts';
import { deepFrozen } from './random/run.ts';
import { momentOf, programOf } from './shop.ts';

const DELIVERIES_MAX = 300;

/** Why something did not happen; its message is the code. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Something that happened to an account. */
export interface Told {
  readonly who: string;
  readonly id: string;
  readonly event: Event;
  readonly before: Account;
  readonly decision: Decision;
  readonly after: Account;
}

/** The parts of a program that a story is about, as YAML; wallets and rules may be left out. */
export function townOf(body: string, at = '2026-11-22T12:00'): Town {
  const head = ['kopilka: 1', 'id: story', 'name: Story', 'currency: RUB', 'timezone: Europe/Moscow'];
  const rest = [
    ...(/^wallets:/m.test(body) ? [] : ['wallets: { bonus: { worth: 1.00 } }']),
    ...(/^rules:/m.test(body) ? [] : ['rules: []']),
  ];
  return new Town(programOf([...head, ...rest, body].join('\n')), at);
}

export class Town {
  readonly program: CompiledProgram;
  now: Instant;
  readonly accounts = new Map<string, Account>();
  /** Of limits that accounts share: what has been taken, by key. */
  readonly taken = new Map<string, number>();
  readonly told: Told[] = [];
  /** Operations of each, so that their ids do not depend on what others do. */
  readonly #operations = new Map<string, number>();

  constructor(program: CompiledProgram, at = '2026-11-22T12:00') {
    this.program = program;
    this.now = momentOf(at, program.calendar.zone);
  }

  /** Moves the clock; everything due until then happens to everybody, the earliest first. */
  on(moment: string): this {
    return this.until(momentOf(moment, this.program.calendar.zone));
  }

  until(moment: Instant): this {
    for (let next = this.#dueFirst(moment); next !== null; next = this.#dueFirst(moment)) {
      this.now = next.at;
      this.#tick(next.who, next.at);
    }
    this.now = moment;
    return this;
  }

  person(name: string): Person {
    return new Person(this, name);
  }

  account(who: string): Account {
    return this.accounts.get(who) ?? { ...NEW_ACCOUNT, id: who };
  }

  /** Whoever has the account by now. */
  heirOf(who: string): string {
    const { heir } = this.account(who).state;
    return heir === undefined ? who : this.heirOf(heir);
  }

  /** What is decided is done; what follows from it follows. */
  tell(who: string, event: Event, depth = 0): Done<Decision['type']> {
    if (depth > DELIVERIES_MAX) throw new Error('consequences without end');
    for (let due = this.#dueOf(who, this.now); due !== null; due = this.#dueOf(who, this.now)) this.#tick(who, due);
    const number = (this.#operations.get(who) ?? 0) + 1;
    this.#operations.set(who, number);
    const id = `${who}-${number}`;
    const offered = this.offer(event);
    const before = deepFrozen(this.account(who));
    const verdict = decide(this.program, before, deepFrozen(offered), id);
    if (verdict.type === 'refused') throw new Refused(verdict);
    this.#keep({ who, id, event: offered, before, decision: verdict.decision, after: verdict.account });
    for (const sent of verdict.decision.emits ?? []) this.#deliver(who, sent, depth + 1);
    return { ...verdict.decision, id };
  }

  /** The event with what is left of every shared limit that it could ask for. */
  offer(event: Event): Event {
    const left = quotaDemands(this.program, event).map(
      ({ key, limit }) => [key, Math.max(0, limit - (this.taken.get(key) ?? 0))] as const,
    );
    return left.length === 0 ? event : withQuotas(event, Object.fromEntries(left));
  }

  #keep(told: Told): void {
    this.accounts.set(told.who, told.after);
    this.told.push(told);
    for (const [key, taken] of Object.entries(told.decision.quotas ?? {}))
      this.taken.set(key, (this.taken.get(key) ?? 0) + taken);
  }

  #deliver(from: string, { name, to, data }: Emitted, depth: number): void {
    if (name === 'message') return;
    const known = to ?? from;
    // What comes to an account that has ended goes on to its heir, unless the account itself passes it on.
    const who = name === 'receive' ? known : this.heirOf(known);
    const cause = data['cause'] === 'merge' ? ('merge' as const) : ('transfer' as const);
    const event: Event =
      name === 'receive'
        ? { type: 'receive', at: this.now, from, cause, parcel: parcelSchema.parse(JSON.parse(data['parcel'] ?? '')) }
        : { type: 'custom', at: this.now, name, data };
    this.tell(who, event, depth);
  }

  #tick(who: string, at: Instant): void {
    const event: Event = { type: 'clock', at };
    const before = deepFrozen(this.account(who));
    const id = `${who}-at-${at}`;
    const verdict = decide(this.program, before, event, id);
    if (verdict.type === 'refused') throw new Error('time cannot be refused');
    if (nextDue(this.program, verdict.account) === at) throw new Error('what was due is still due');
    this.#keep({ who, id, event, before, decision: verdict.decision, after: verdict.account });
    for (const sent of verdict.decision.emits ?? []) this.#deliver(who, sent, 1);
  }

  #dueOf(who: string, until: Instant): Instant | null {
    const due = nextDue(this.program, this.account(who));
    return due !== null && due <= until ? due : null;
  }

  #dueFirst(until: Instant): { readonly who: string; readonly at: Instant } | null {
    let first: { readonly who: string; readonly at: Instant } | null = null;
    for (const who of this.accounts.keys()) {
      const at = this.#dueOf(who, until);
      if (at !== null && (first === null || at < first.at)) first = { who, at };
    }
    return first;
  }
}
