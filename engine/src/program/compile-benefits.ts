/** The catalogue, coupons, referral, challenges, choices, boards and draws. */
import { parseDecimal } from '../values/decimal.ts';
import { parseDuration } from '../values/duration.ts';
import { NO_MONEY } from '../values/amount.ts';
import { byTier } from './by-level.ts';
import { ruleCondition } from './cel.ts';
import type { LocalText } from './compiled.ts';
import type {
  Challenge,
  Choice,
  Coupon,
  Leaderboard,
  PrizeDraw,
  Referral,
  Reward,
  Streak,
} from './compiled-benefits.ts';
import { compiled } from './compiled-assertion.ts';
import { compileDuration } from './compile-dates.ts';
import { compileNamed, type RuleContext, walletTerms } from './compile-rules.ts';
import { couponWallet } from './compile-wallets.ts';
import type { ChallengeDocument, CouponDocument, ProgramDocument, RewardDocument, StreakDocument } from './document.ts';
import { moneyOf, unitsOf } from './earning-terms.ts';
import { meterScale } from './meter-scale.ts';
import { offeredIds } from './offered.ts';
import { rewardUse } from './reward-use.ts';
import { readMoment } from './schedule-text.ts';
import { localText } from './words.ts';

export function compileReward(reward: RewardDocument, context: RuleContext): Reward {
  const [price] = Object.entries(reward.price ?? {});
  return {
    id: reward.id,
    name: localText(reward.name, reward.id),
    about: localText(reward.about, ''),
    price:
      price === undefined
        ? null
        : { wallet: price[0], units: compiled(unitsOf(price[1], walletTerms(price[0], context)), price[1]) },
    pay: reward.pay === undefined ? NO_MONEY : compiled(moneyOf(reward.pay, context.decimals), reward.pay),
    rule: compileNamed({ ...reward, id: `reward:${reward.id}`, name: reward.name ?? reward.id }, reward.gives, context),
    use: rewardUse(reward),
    birthday: reward.birthday === undefined ? null : byTier(reward.birthday, parseDuration),
    stock: reward.stock ?? null,
    collect: reward.collect === undefined ? null : compileDuration(reward.collect),
    codes: reward.codes ?? false,
  };
}

export function compileCoupon(coupon: CouponDocument, context: RuleContext): Coupon {
  return {
    id: coupon.id,
    name: localText(coupon.name, coupon.id),
    wallet: couponWallet(coupon.id),
    rule: compileNamed(
      { ...coupon, id: couponWallet(coupon.id), name: coupon.name ?? coupon.id },
      coupon.gives,
      context,
    ),
  };
}

export function compileReferral(referral: NonNullable<ProgramDocument['referral']>, context: RuleContext): Referral {
  return {
    qualifies: ruleCondition(referral.qualifies),
    within: referral.within === undefined ? null : compileDuration(referral.within),
    friend: compileNamed({ id: 'referral:friend' }, referral.friend ?? {}, context),
    referrer: compileNamed({ id: 'referral:referrer', limits: referral.limits }, referral.referrer ?? {}, context),
  };
}

export function compileChallenge(challenge: ChallengeDocument, context: RuleContext): Challenge {
  const scale = compiled(meterScale(context.document, challenge.meter), challenge.meter);
  return {
    id: challenge.id,
    name: localText(challenge.name, challenge.id),
    meter: challenge.meter,
    target: compiled(parseDecimal(challenge.target, scale), challenge.target),
    every: challenge.every ?? 'ever',
    repeat: challenge.repeat ?? false,
    rule: compileNamed(
      { ...challenge, id: `challenge:${challenge.id}`, name: challenge.name ?? challenge.id },
      challenge.then,
      context,
    ),
  };
}

export function compileStreak(streak: StreakDocument, context: RuleContext): Streak {
  const { id, meter, every, target } = streak;
  const rule = compileNamed({ id: `streak:${id}`, name: streak.name ?? id }, streak.then, context);
  return { id, name: localText(streak.name, id), meter, every, target, rule };
}

export function compileChoice(choice: NonNullable<ProgramDocument['choices']>[number]): Choice {
  return {
    id: choice.id,
    name: localText(choice.name, choice.id),
    pick: byTier(choice.pick, (text) => parseDecimal(text, 0)),
    every: choice.every,
    of: offeredIds(choice),
    names: new Map(
      choice.of.flatMap((one): [string, LocalText][] =>
        typeof one === 'string' ? [] : [[one.id, localText(one.name, one.id)]],
      ),
    ),
    until: choice.until ?? null,
    final: choice.final ?? false,
  };
}

export function compileLeaderboard(board: NonNullable<ProgramDocument['leaderboards']>[number]): Leaderboard {
  return {
    id: board.id,
    name: localText(board.name, board.id),
    meter: board.meter,
    every: board.every,
    levels: board.levels === undefined ? null : new Set(board.levels),
    names: board.names ?? 'initials',
  };
}

export function compileDraw(draw: NonNullable<ProgramDocument['draws']>[number], context: RuleContext): PrizeDraw {
  return {
    id: draw.id,
    name: localText(draw.name, draw.id),
    tickets: draw.tickets,
    at: compiled(readMoment(draw.at, context.calendar), draw.at),
    prizes: draw.prizes.map(({ name, count = 1 }) => ({ name: localText(name, ''), count })),
  };
}
