/**
 * Limits that accounts share: budgets of rules, stocks of rewards, limits per store, till and program. The engine sees one
 * account, so the event tells how much is still to be had; the decision says what it takes, and the ledger sees to it that it is there.
 */
import type { Event } from './event.ts';
import type { CompiledProgram, Limit, Rule } from './program/compiled.ts';
import { periodOf } from './rules/periods.ts';
import type { Instant } from './values/time.ts';

export interface QuotaDemand {
  readonly key: string;
  /** The whole of it. */
  readonly limit: number;
}

/** Where something happens, for limits per store and till. */
export interface Place {
  readonly store: string;
  readonly till: string;
}

/** What an event may take of shared limits; nothing for nearly all events. */
export function quotaDemands(program: CompiledProgram, event: Event): readonly QuotaDemand[] {
  switch (event.type) {
    case 'purchase':
    case 'hold': {
      const place = { store: event.receipt.store ?? '', till: event.receipt.till ?? '' };
      const applied = (event.apply ?? []).flatMap((each) =>
        each.type === 'reward'
          ? demandsOfReward(program, each.reward, event.at, place)
          : demandsOf(program, program.coupons.get(each.coupon)?.rule, event.at, place),
      );
      return [...sharedOn(program, 'purchase', event.at, place), ...applied];
    }
    case 'custom':
      return sharedOn(program, event.name, event.at, NOWHERE);
    case 'redeem':
      return demandsOfReward(program, event.reward, event.at, NOWHERE);
    default:
      return NONE;
  }
}

/** The event with what is to be had. */
export function withQuotas(event: Event, offered: Readonly<Record<string, number>>): Event {
  switch (event.type) {
    case 'purchase':
    case 'hold':
    case 'custom':
    case 'redeem':
      return { ...event, quotas: offered };
    default:
      return event;
  }
}

/** The key of a shared limit in the period of an instant; null where the limit is the account's own. */
export function quotaKey(program: CompiledProgram, limit: Limit, at: Instant, place: Place): string | null {
  const period = periodOf(program, {}, limit.every, program.calendar.dayOf(at));
  switch (limit.per) {
    case 'program':
      return `${limit.id}/${period}`;
    case 'store':
      return `${limit.id}/${period}/${place.store}`;
    case 'till':
      return `${limit.id}/${period}/${place.store}/${place.till}`;
    default:
      return null;
  }
}

export const NOWHERE: Place = { store: '', till: '' };

/** By what is taken of a reward's stock. */
export function stockKey(reward: string): string {
  return `stock:${reward}`;
}

const shared = new WeakMap<CompiledProgram, Map<string, readonly Rule[]>>();

function sharedOn(program: CompiledProgram, event: string, at: Instant, place: Place): readonly QuotaDemand[] {
  let known = shared.get(program);
  if (known === undefined) shared.set(program, (known = new Map<string, readonly Rule[]>()));
  let rules = known.get(event);
  if (rules === undefined) {
    rules = rulesOf(program, event).filter((rule) => rule.limits.some(isShared));
    known.set(event, rules);
  }
  return rules.length === 0 ? NONE : rules.flatMap((rule) => demandsOf(program, rule, at, place));
}

const NONE: readonly QuotaDemand[] = [];

/** Rules of the event, and what may follow from it: a purchase can finish a challenge. */
function rulesOf(program: CompiledProgram, event: string): readonly Rule[] {
  const own = program.rulesOn.get(event) ?? [];
  const followers = [...program.challenges, ...program.streaks].map(({ rule }) => rule);
  const { referral } = program;
  const referred = referral === null ? [] : [referral.friend, referral.referrer];
  return [...own, ...followers, ...referred];
}

function demandsOf(
  program: CompiledProgram,
  rule: Rule | undefined,
  at: Instant,
  place: Place,
): readonly QuotaDemand[] {
  return (rule?.limits ?? []).flatMap((limit) => {
    const key = quotaKey(program, limit, at, place);
    if (key === null) return [];
    return [
      ...(limit.times === null ? [] : [{ key: `${key}:times`, limit: limit.times }]),
      ...(limit.units === null ? [] : [{ key: `${key}:units`, limit: limit.units }]),
    ];
  });
}

function demandsOfReward(program: CompiledProgram, id: string, at: Instant, place: Place): readonly QuotaDemand[] {
  const reward = program.rewards.get(id);
  if (reward === undefined) return NONE;
  const stock = reward.stock === null ? [] : [{ key: stockKey(id), limit: reward.stock }];
  return [...stock, ...demandsOf(program, reward.rule, at, place)];
}

function isShared(limit: Limit): boolean {
  return limit.per === 'store' || limit.per === 'till' || limit.per === 'program';
}
