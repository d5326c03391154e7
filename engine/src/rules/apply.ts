/** What the customer brings to a receipt: rewards of the catalogue and coupons, with what they cost. */
import type { Counted } from '../account-state.ts';
import type { Cost, Refusal } from '../decision.ts';
import { availableUnits, isActive, owe, takeFrom, type Draft } from '../draft.ts';
import type { ApplyRequest } from '../event.ts';
import type { Rule } from '../program/compiled.ts';
import type { Coupon, Reward } from '../program/compiled-benefits.ts';
import { stockKey, type Place } from '../quotas.ts';
import { NO_UNITS, units, type Units } from '../values/amount.ts';
import type { RuleScope } from '../program/scope.ts';
import { lastOn } from './anniversaries.ts';
import { forTier } from './by-tier.ts';
import { leftOf, take } from './counters.ts';
import { hasTimes, roomIn } from './limits.ts';
import { matches } from './match.ts';

/** Something applied, and what it costs: nothing for a code, one coupon of the card, the price of a reward. */
export interface Brought {
  readonly rule: Rule;
  readonly wallet: string | null;
  readonly units: Units;
  readonly stock: string | null;
}

/** Every one must be usable here: a cashier who is told of a coupon hears at once why it is not. */
export function broughtBy(
  draft: Draft,
  requests: readonly ApplyRequest[],
  {
    scope,
    place,
    checkout,
  }: { readonly scope: RuleScope; readonly place: Place; readonly checkout: string | undefined },
): readonly Brought[] | Refusal {
  const brought: Brought[] = [];
  const spent = new Map<string, number>();
  for (const request of requests) {
    const isSame = ({ rule }: Brought): boolean =>
      rule.id === (request.type === 'reward' ? `reward:${request.reward}` : `coupon:${request.coupon}`);
    const number = brought.filter(isSame).length + 1;
    const one = request.type === 'reward' ? rewardIn(draft, request.reward, number) : couponIn(draft, request);
    if ('code' in one) return one;
    const refusal = refusalOf(draft, one, { scope, place, number });
    if (refusal !== null) return refusal;
    if (one.wallet !== null) {
      const wanted = (spent.get(one.wallet) ?? 0) + one.units;
      const available = availableUnits(draft, one.wallet, checkout);
      if (wanted > available)
        return request.type === 'coupon'
          ? refuse('coupon_not_applicable', { coupon: one.rule.id, because: 'none_on_card' })
          : refuse('units_insufficient', { wallet: one.wallet, asked: wanted, available });
      spent.set(one.wallet, wanted);
    }
    brought.push(one);
  }
  return brought;
}

/** Why a reward is not for this account now; null when it is. */
export function rewardRefusal(draft: Draft, reward: Reward): Refusal | null {
  if (reward.birthday !== null && !isAroundBirthday(draft, reward.birthday))
    return refuse('reward_not_now', { reward: reward.id });
  return null;
}

/** Takes from the stock. Answers what to give back when it is undone; null when there is too little. */
export function takeStock(draft: Draft, reward: Reward, quantity: number): readonly Counted[] | null {
  if (reward.stock === null) return [];
  const key = stockKey(reward.id);
  if (leftOf(draft, key) < quantity) return null;
  take(draft, key, quantity);
  return [{ counter: key, period: null, add: quantity }];
}

/** Draws what something costs, soonest expiry first; what a late checkout no longer finds becomes debt. */
export function drawCost(
  draft: Draft,
  cost: { readonly rule: string; readonly wallet: string; readonly units: Units },
  mayOwe: boolean,
): Cost {
  const booking = { wallet: cost.wallet, kind: 'redeem' as const, rule: cost.rule };
  const draws: Cost['draws'] = [];
  let left: number = cost.units;
  for (const lot of draft.lots.filter((each) => each.wallet === cost.wallet && isActive(each.key, draft.asOf))) {
    if (left === 0) break;
    const taken = takeFrom(draft, booking, units(left), lot.key);
    draws.push({ lot: lot.key, units: taken });
    left -= taken;
  }
  if (left > 0) {
    if (!mayOwe) throw new Error(`${cost.rule} was promised for units that are not there`);
    owe(draft, booking, units(left));
    draws.push({ lot: null, units: units(left) });
  }
  return { ...cost, draws };
}

function rewardIn(draft: Draft, id: string, number: number): Brought | Refusal {
  const reward = draft.program.rewards.get(id);
  if (reward === undefined) return refuse('reward_unknown', { reward: id });
  if (reward.use !== 'receipt') return refuse('reward_not_here', { reward: id });
  const refusal = rewardRefusal(draft, reward);
  if (refusal !== null) return refusal;
  const key = stockKey(id);
  if (reward.stock !== null && leftOf(draft, key) < number) return refuse('reward_out_of_stock', { reward: id });
  return {
    rule: reward.rule,
    wallet: reward.price?.wallet ?? null,
    units: reward.price?.units ?? NO_UNITS,
    stock: reward.stock === null ? null : key,
  };
}

function couponIn(draft: Draft, request: Extract<ApplyRequest, { type: 'coupon' }>): Brought | Refusal {
  const coupon: Coupon | undefined = draft.program.coupons.get(request.coupon);
  if (coupon === undefined) return refuse('coupon_unknown', { coupon: request.coupon });
  const isCode = request.code !== undefined;
  return { rule: coupon.rule, wallet: isCode ? null : coupon.wallet, units: isCode ? NO_UNITS : units(1), stock: null };
}

function refusalOf(
  draft: Draft,
  { rule }: Brought,
  { scope, place, number }: { readonly scope: RuleScope; readonly place: Place; readonly number: number },
): Refusal | null {
  const isReward = rule.id.startsWith('reward:');
  const match = matches(draft, rule, scope);
  if (match.type === 'no') {
    const because = match.code;
    if (!isReward) return refuse('coupon_not_applicable', { coupon: rule.id, because });
    return refuse(because === 'not_scheduled' ? 'reward_not_now' : 'reward_not_for_you', { reward: rule.id, because });
  }
  const room = roomIn(draft, rule, place);
  return hasTimes(room, number) ? null : refuse('limit_reached', { limit: room.full ?? rule.id });
}

/** From the birthday of anybody on the account on, for as long as the level has. */
function isAroundBirthday(draft: Draft, window: NonNullable<Reward['birthday']>): boolean {
  const { calendar } = draft.program;
  const today = calendar.dayOf(draft.asOf);
  const duration = forTier(draft, window);
  return (draft.state.dates ?? []).some(({ on }) => today < calendar.plus(lastOn(calendar, on, today), duration));
}

function refuse(code: Refusal['code'], params: Refusal['params']): Refusal {
  return { type: 'refused', code, params };
}
