/**
 * How far an account has come with what its program offers besides units and levels: challenges, streaks, badges, choices,
 * coupons on the card, and what is open. Read from the account's state; nothing is decided here.
 */
import type { Account } from './account.ts';
import type { Item } from './account-state.ts';
import { availableUnits, draftOf, isExpired, type Draft } from './draft.ts';
import { type Keeping, keepingAt } from './keeping.ts';
import type { CompiledProgram, LocalText } from './program/compiled.ts';
import type { Challenge, Choice, Coupon, Streak } from './program/compiled-benefits.ts';
import { forTier } from './rules/by-tier.ts';
import { decideChoose, picksNow } from './rules/choices.ts';
import { counterOf, counterValue, periodNow } from './rules/counters.ts';
import { isScheduled } from './rules/match.ts';
import { nextPeriodOf } from './rules/periods.ts';
import type { Units } from './values/amount.ts';
import type { Day, Instant } from './values/time.ts';

/** From the first moment to the one after the last; null without such. */
export interface Span {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

export interface ChallengeProgress {
  readonly id: string;
  readonly name: LocalText;
  /** The meter's parts: 10^scale of them make one whole. */
  readonly value: number;
  readonly target: number;
  readonly scale: number;
  readonly within: Span;
  /** How often it has been reached within the window. */
  readonly reached: number;
  /** Up to the next time; null when there is no next within the window. */
  readonly missing: number | null;
  readonly repeat: boolean;
  /** Whether its schedule lets it be reached now. */
  readonly open: boolean;
}

export interface StreakProgress {
  readonly id: string;
  readonly name: LocalText;
  /** Periods in a row so far. */
  readonly length: number;
  readonly target: number;
  readonly every: Streak['every'];
  /** Whether this period is counted already. */
  readonly counted: boolean;
  /** The end of this period: without something in it, the streak begins anew. Counted, it goes on into the next. */
  readonly within: Span;
}

export interface BadgeProgress {
  readonly id: string;
  readonly name: LocalText;
  readonly about: LocalText;
  readonly times: number;
}

export interface ChoiceProgress {
  readonly id: string;
  readonly name: LocalText;
  /** The account's own list, or the common one. */
  readonly offered: readonly string[];
  /** Of those that have one. */
  readonly names: ReadonlyMap<string, LocalText>;
  /** The list is the account's own. */
  readonly personal: boolean;
  readonly most: number;
  readonly within: Span;
  readonly current: readonly string[];
  readonly next: readonly string[];
  /** Until when the current period's picks may be changed; null when they may not any more. */
  readonly changeableUntil: Instant | null;
  /** Why they may not: the deadline is over, or what was picked stays. */
  readonly closed: 'deadline' | 'final' | null;
}

export interface CouponProgress {
  readonly id: string;
  readonly name: LocalText;
  /** Can be used now. */
  readonly available: Units;
  /** `from` null: can be used now. */
  readonly lots: readonly ({ readonly units: Units } & Span)[];
}

export interface OpenItem {
  /** The operation that opened it. */
  readonly id: string;
  readonly item: Extract<Item, { readonly type: 'redemption' | 'payout' | 'expected' }>;
}

export interface Progress {
  /** What it takes to keep the level; null where nothing can or need be done. */
  readonly keeping: Keeping | null;
  readonly challenges: readonly ChallengeProgress[];
  readonly streaks: readonly StreakProgress[];
  readonly badges: readonly BadgeProgress[];
  readonly choices: readonly ChoiceProgress[];
  readonly coupons: readonly CouponProgress[];
  /** Redemptions and payouts that wait, units that wait for a confirmation; oldest first. */
  readonly items: readonly OpenItem[];
}

/** The account must have lived up to `at` and have all days of its levels' window. */
export function progressAt(program: CompiledProgram, account: Account, at: Instant): Progress {
  const draft = draftOf(program, account, { at });
  return {
    keeping: keepingAt(program, account, at),
    challenges: program.challenges.map((challenge) => challengeOf(draft, challenge)),
    streaks: program.streaks.map((streak) => streakOf(draft, streak)),
    badges: badgesOf(draft),
    choices: [...program.choices.values()].map((choice) => choiceOf(draft, choice)),
    coupons: [...program.coupons.values()].map((coupon) => couponOf(draft, coupon)),
    items: openItemsOf(account),
  };
}

/** Oldest first. Awards and what checkouts have set aside are nobody's to finish; of cancelled expectations only the memory is left. */
export function openItemsOf({ state }: Account): readonly OpenItem[] {
  return Object.entries(state.items ?? {})
    .flatMap(([id, item]): readonly OpenItem[] => {
      if (item.type === 'award' || item.type === 'hold') return [];
      return item.type === 'expected' && item.given.length === 0 ? [] : [{ id, item }];
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function challengeOf(draft: Draft, challenge: Challenge): ChallengeProgress {
  const { id, name, meter, every, target, repeat, rule } = challenge;
  const period = periodNow(draft, every);
  const value = counterValue(draft, counterOf.meter(meter, every), period);
  const reached = counterValue(draft, counterOf.challenge(id), period);
  const missing = repeat || reached === 0 ? Math.max(0, (reached + 1) * target - value) : null;
  return {
    id,
    name,
    value,
    target,
    scale: draft.program.meters.get(meter)?.scale ?? 0,
    within: spanOf(draft, every, period),
    reached,
    missing,
    repeat,
    open: rule.schedule === null || isScheduled(draft, rule.schedule, ''),
  };
}

function streakOf(draft: Draft, { id, name, every, target }: Streak): StreakProgress {
  const period = periodNow(draft, every);
  const known = draft.state.counters?.[counterOf.streak(id)];
  const counted = known !== undefined && known[0] === period;
  const goesOn = known !== undefined && known[0] !== '' && nextOf(draft, every, known[0]) === period;
  const length = known !== undefined && (counted || goesOn) ? known[1] : 0;
  return { id, name, length, target, every, counted, within: spanOf(draft, every, period) };
}

function badgesOf(draft: Draft): readonly BadgeProgress[] {
  return [...draft.program.badges.values()].flatMap(({ id, name, about }) => {
    const times = counterValue(draft, counterOf.badge(id), '');
    return times > 0 ? [{ id, name, about, times }] : [];
  });
}

function choiceOf(draft: Draft, choice: Choice): ChoiceProgress {
  const { id, name, every } = choice;
  const { state, program } = draft;
  const period = periodNow(draft, every);
  const next = period === '' ? null : nextOf(draft, every, period);
  const own = state.offers?.[id];
  const closed = closedBecause(draft, choice);
  return {
    id,
    name,
    offered: own ?? choice.of,
    names: choice.names,
    personal: own !== undefined,
    most: forTier(draft, choice.pick),
    within: spanOf(draft, every, period),
    current: picksNow(draft, choice),
    next: state.choices?.[id]?.find(({ from }) => from === next)?.picks ?? [],
    changeableUntil: closed !== null || next === null ? null : lastChange(program, choice, { period, next }),
    closed,
  };
}

/** Asked of the very rule that will judge: nothing is picked in this trial. */
function closedBecause({ program, before, asOf }: Draft, { id }: Choice): ChoiceProgress['closed'] {
  const trial = draftOf(program, before, { at: asOf });
  const verdict = decideChoose(trial, { type: 'choose', at: asOf, choice: id, period: 'current', picks: [] });
  if (verdict.type !== 'refused' || verdict.code !== 'choice_closed') return null;
  return verdict.params['because'] === 'final' ? 'final' : 'deadline';
}

function lastChange(
  { calendar }: CompiledProgram,
  { until }: Choice,
  { period, next }: { readonly period: Day | ''; readonly next: Day },
): Instant {
  if (until === null || period === '') return calendar.startOf(next);
  const end = calendar.plus(period, { years: 0, months: 0, days: until });
  return calendar.startOf(end < next ? end : next);
}

function couponOf(draft: Draft, { id, name, wallet }: Coupon): CouponProgress {
  const lots = draft.lots.filter((lot) => lot.wallet === wallet && !isExpired(lot.key, draft.asOf));
  return {
    id,
    name,
    available: availableUnits(draft, wallet),
    lots: lots.map(({ key, remaining }) => ({
      units: remaining,
      from: key.from <= draft.asOf ? null : key.from,
      until: key.to,
    })),
  };
}

function spanOf(draft: Draft, every: Challenge['every'], period: Day | ''): Span {
  if (period === '') return { from: null, until: null };
  const { calendar } = draft.program;
  const next = nextOf(draft, every, period);
  return { from: calendar.startOf(period), until: next === null ? null : calendar.startOf(next) };
}

function nextOf({ program, state }: Draft, every: Challenge['every'], period: Day): Day | null {
  return nextPeriodOf(program, state, every, period);
}
