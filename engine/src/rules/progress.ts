/**
 * Challenges, streaks and friends brought: what is given for them, once for each time they are reached, and what is taken back
 * when returns undo what they were reached by. An award remembers by how much it was reached, as a level does.
 */
import type { Given, Item } from '../account-state.ts';
import { put, type Draft } from '../draft.ts';
import type { Rule, Window } from '../program/compiled.ts';
import type { Challenge, Streak } from '../program/compiled-benefits.ts';
import type { RuleScope } from '../program/scope.ts';
import { instant, type Day, type Instant } from '../values/time.ts';
import { count, counterOf, counterValue, periodNow, setCounter, uncount } from './counters.ts';
import { earnBy, outsideOf } from './earn.ts';
import { bring } from './effects.ts';
import { matches } from './match.ts';
import { closeItem, hasRoomForItem, itemOf, itemsOf, openItem } from './open-items.ts';
import { nextPeriodOf, periodOf } from './periods.ts';
import { revoke } from './take-back.ts';

/** How long after an award a return can still take it back. */
const AWARD_RETURNABLE_MS = 60 * 86_400_000;
/** Awards at once: one event that counts a thousand targets gives no more than this. */
const AWARDS_AT_ONCE_MAX = 100;

/** Gives what the event has reached. */
export function award(draft: Draft, scope: RuleScope): void {
  const counted = new Set(draft.meters.filter(({ add }) => add > 0).map(({ meter }) => meter));
  // What a merged account still counts is its heir's.
  if (counted.size === 0 || draft.state.heir !== undefined) return;
  for (const challenge of draft.program.challenges)
    if (counted.has(challenge.meter)) awardChallenge(draft, challenge, scope);
  for (const streak of draft.program.streaks) if (counted.has(streak.meter)) awardStreak(draft, streak, scope);
}

/** The friend whom this account brought has bought; it happens once for each friend. */
export function awardReferrer(draft: Draft, friend: string, scope: RuleScope): void {
  const { referral } = draft.program;
  if (referral === null) return;
  const cause: Cause = { id: `referral:${friend}`, meter: '', every: 'ever', period: '', margin: 0 };
  if (itemOf(draft, cause.id) === null) give(draft, referral.referrer, scope, cause);
}

/** The friend has returned what they had bought. */
export function revokeReferrer(draft: Draft, friend: string): void {
  const id = `referral:${friend}`;
  const item = itemOf(draft, id);
  if (item?.type === 'award') revokeAward(draft, id, item);
}

/** The purchase that a friend had qualified by is undone in time: whoever brought them hears of it. */
export function disqualify(draft: Draft, purchase: string, qualifiedAt: Instant): void {
  const { referral, heir } = draft.state;
  if (heir !== undefined) draft.undone.purchases.push({ purchase, at: qualifiedAt });
  if (referral?.status !== 'qualified' || referral.purchase !== purchase) return;
  if (draft.asOf >= qualifiedAt + AWARD_RETURNABLE_MS) return;
  const { purchase: _, ...rest } = referral;
  draft.state = { ...draft.state, referral: { ...rest, status: 'joined' } };
  draft.emits.push({
    name: 'referral.returned',
    to: referral.by,
    data: { friend: referral.friend ?? draft.before.id },
  });
}

/** Takes back the awards that returns have undone. */
export function reviewAwards(draft: Draft): void {
  for (const [id, item] of itemsOf(draft)) if (item.type === 'award' && item.margin < 0) revokeAward(draft, id, item);
  for (const streak of draft.program.streaks) shorten(draft, streak);
}

/** Forgets what no return can undo any more, so that it does not pile up with the years. */
export function forgetOld(draft: Draft): void {
  for (const [id, item] of Object.entries(draft.state.items ?? {})) {
    const isMemory = item.type === 'award' || item.type === 'expected';
    if (isMemory && item.until !== null && item.until <= draft.asOf) closeItem(draft, id);
  }
}

/** Where an award belongs. */
interface Cause {
  readonly id: string;
  readonly meter: string;
  readonly every: Window;
  readonly period: Day | '';
  readonly margin: number;
}

function awardChallenge(draft: Draft, challenge: Challenge, scope: RuleScope): void {
  const { id, meter, every, target, repeat } = challenge;
  const period = periodNow(draft, every);
  const value = counterValue(draft, counterOf.meter(meter, every), period);
  const done = counterValue(draft, counterOf.challenge(id), period);
  const reached = repeat ? Math.floor(value / target) : Math.min(1, Math.floor(value / target));
  for (let number = done + 1; number <= Math.min(reached, done + AWARDS_AT_ONCE_MAX); number += 1) {
    const cause = { id: `challenge:${id}/${period}/${number}`, meter, every, period, margin: value - number * target };
    if (!give(draft, challenge.rule, scope, cause)) return;
    count(draft, counterOf.challenge(id), period, 1);
  }
}

/** A streak counts the periods in a row in which its meter grew; reached, it begins again with the next period. */
function awardStreak(draft: Draft, streak: Streak, scope: RuleScope): void {
  const { id, meter, every, target } = streak;
  const period = periodNow(draft, every);
  const known = draft.state.counters?.[counterOf.streak(id)];
  if (period === '' || counterValue(draft, counterOf.meter(meter, every), period) <= 0 || known?.[0] === period) return;
  const goesOn =
    known !== undefined && known[0] !== '' && nextPeriodOf(draft.program, draft.state, every, known[0]) === period;
  const length = goesOn ? known[1] + 1 : 1;
  setCounter(draft, counterOf.streak(id), period, length === target ? 0 : length);
  if (length < target) return;
  const margin = counterValue(draft, counterOf.meter(meter, every), period) - 1;
  give(draft, streak.rule, scope, { id: `streak:${id}/${period}`, meter, every, period, margin });
}

/** Whether it was given. */
function give(draft: Draft, rule: Rule, scope: RuleScope, cause: Cause): boolean {
  const match = matches(draft, rule, scope);
  if (match.type === 'no') {
    draft.reasons.push({ rule: rule.id, applied: false, code: match.code, params: match.params });
    return false;
  }
  const { earned, reasons, applied, once } = earnBy(draft, [rule], outsideOf(scope));
  draft.reasons.push(...reasons);
  if (applied.length === 0) return false;
  const given = earned.map(({ wallet, units: made, lot, counted }): Given => {
    put(draft, { wallet, kind: 'earn', rule: rule.id }, made, lot);
    return { rule: rule.id, wallet, units: made, lot, ...(counted.length === 0 ? {} : { counted: [...counted] }) };
  });
  bring(draft, applied);
  draft.reasons.push({ rule: rule.id, applied: true, code: 'reached', params: {} });
  if (hasRoomForItem(draft)) {
    const until = instant(draft.asOf + AWARD_RETURNABLE_MS);
    const { meter, every, period, margin } = cause;
    const used = once.length === 0 ? {} : { counted: [...once] };
    openItem(draft, cause.id, { type: 'award', cause: rule.id, meter, every, period, margin, until, given, ...used });
  }
  return true;
}

function revokeAward(draft: Draft, id: string, item: Extract<Item, { type: 'award' }>): void {
  for (const given of item.given) {
    revoke(draft, given);
    uncount(draft, given.counted, (one) => one.add);
  }
  uncount(draft, item.counted, (one) => one.add);
  closeItem(draft, id);
  const challenge = draft.program.challenges.find(({ rule }) => rule.id === item.cause);
  if (challenge !== undefined && periodNow(draft, item.every) === item.period)
    count(draft, counterOf.challenge(challenge.id), item.period === '' ? '' : periodNow(draft, item.every), -1);
  unbreak(draft, item);
}

/** A period of which nothing is left is no longer in the streak. */
function shorten(draft: Draft, { id, meter, every }: Streak): void {
  const [period, length] = draft.state.counters?.[counterOf.streak(id)] ?? ['', 0];
  const counter = draft.state.counters?.[counterOf.meter(meter, every)];
  if (period === '' || length === 0 || counter?.[0] !== period || counter[1] > 0) return;
  setCounter(draft, counterOf.streak(id), periodBefore(draft, every, period), length - 1);
}

function periodBefore({ program, state }: Draft, every: Window, period: Day): Day | '' {
  return periodOf(program, state, every, program.calendar.minus(period, { years: 0, months: 0, days: 1 }));
}

/** A streak whose last period was undone stands where it stood before. */
function unbreak(draft: Draft, item: Extract<Item, { type: 'award' }>): void {
  const streak = draft.program.streaks.find(({ rule }) => rule.id === item.cause);
  const known = streak === undefined ? undefined : draft.state.counters?.[counterOf.streak(streak.id)];
  if (streak === undefined || known === undefined || known[0] === '' || known[0] !== item.period) return;
  setCounter(draft, counterOf.streak(streak.id), periodBefore(draft, streak.every, known[0]), streak.target - 1);
}
