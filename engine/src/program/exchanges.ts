/**
 * What can be changed into what, and how much of it comes of one: exchanges between wallets, rewards, coupons, purchases that
 * earn and units that pay. Only what anybody may do again and again: what has limits, a stock or a condition ends some time.
 */
import { compareRatios, mulRatio, ONE_RATIO, parseRate, ratio, type Ratio } from '../values/ratio.ts';
import { termsOf } from './check-amounts.ts';
import type { Checking } from './check-context.ts';
import { exchangeRate } from './compile-network.ts';
import type { ByLevelDocument, EffectsDocument, RewardDocument, RuleDocument } from './document.ts';
import { moneyOf, rateOf, type UnitTerms, unitsOf } from './earning-terms.ts';
import type { Path } from './problem.ts';

/** The node of money; wallets and coupons are nodes by their ids. */
export const MONEY = 'money';

/** So many smallest parts of `to` for one of `from`, by the best that a member can do. */
export interface Exchange {
  readonly from: string;
  readonly to: string;
  readonly gain: Ratio;
  /** Where it is written and can be mended; null for what a unit is worth. */
  readonly path: Path | null;
}

/** All that the program lets members change, worth and purchases included. */
export function exchangesIn(check: Checking): readonly Exchange[] {
  return [...purchasesOf(check), ...worths(check, false), ...conversionsOf(check), ...rewardsOf(check, true)];
}

/** Exchanges of units for units, as if units could be bought for what they are worth: none of them may be a gain by itself. */
export function exchangesByWorth(check: Checking): readonly Exchange[] {
  return [...worths(check, false), ...worths(check, true), ...conversionsOf(check), ...rewardsOf(check, false)];
}

export function walletNode(id: string): string {
  return `wallet ${id}`;
}

function worths(check: Checking, isBought: boolean): readonly Exchange[] {
  return Object.keys(check.document.wallets).flatMap((id) => {
    const worth = termsOf(check, id)?.worth ?? null;
    if (worth === null) return [];
    const node = walletNode(id);
    return isBought
      ? [{ from: MONEY, to: node, gain: ratio(1n, BigInt(worth)), path: null }]
      : [{ from: node, to: MONEY, gain: ratio(BigInt(worth), 1n), path: null }];
  });
}

function conversionsOf(check: Checking): readonly Exchange[] {
  return (check.document.conversions ?? []).flatMap(({ from, to, rate }, index) => {
    const [given, got] = [termsOf(check, from), termsOf(check, to)];
    const written = parseRate(rate)?.ratio;
    if (given === null || got === null || written === undefined || from === to) return [];
    const gain = exchangeRate(written, given.unitDecimals, got.unitDecimals);
    return [{ from: walletNode(from), to: walletNode(to), gain, path: ['conversions', index, 'rate'] }];
  });
}

/** Rewards that can be had again and again, coupons that they bring, and what rules add to every one of them. */
function rewardsOf(check: Checking, hasMoney: boolean): readonly Exchange[] {
  const { rewards = [], coupons = [], rules } = check.document;
  const coupled = coupons.flatMap((coupon, index) =>
    coupon.limits === undefined
      ? broughtBy(check, { node: couponNode(coupon.id), cost: 1 }, coupon.gives, ['coupons', index, 'gives'])
      : [],
  );
  const bought = rewards.flatMap((reward, index) => {
    const price = priceOf(check, reward);
    if (price === null) return [];
    const path: Path = ['rewards', index, 'gives'];
    return [
      ...broughtBy(check, price, reward.gives, path),
      ...rules.flatMap((rule, place) =>
        rule.on === 'reward.redeemed' && isUnbound(rule) ? broughtBy(check, price, rule, ['rules', place]) : [],
      ),
    ];
  });
  return [...coupled, ...bought].filter(({ to }) => hasMoney || to !== MONEY);
}

interface Cost {
  readonly node: string;
  readonly cost: number;
}

/** null for what is free, bounded, or costs money besides. */
function priceOf(check: Checking, { price = {}, pay, limits, stock, birthday }: RewardDocument): Cost | null {
  const [wallet, text] = Object.entries(price)[0] ?? [];
  if (wallet === undefined || text === undefined || pay !== undefined) return null;
  if (limits !== undefined || stock !== undefined || birthday !== undefined) return null;
  const terms = termsOf(check, wallet);
  const cost = terms === null ? null : unitsOf(text, terms);
  return cost === null || cost === 0 ? null : { node: walletNode(wallet), cost };
}

function couponNode(id: string): string {
  return `coupon ${id}`;
}

function broughtBy(
  check: Checking,
  { node, cost }: Cost,
  { earn, coupon, discount }: EffectsDocument,
  path: Path,
): readonly Exchange[] {
  const of = (to: string, brought: number, at: Path): Exchange => ({
    from: node,
    to,
    gain: ratio(BigInt(brought), BigInt(cost)),
    path: at,
  });
  const found: Exchange[] = [];
  const terms = earn === undefined ? null : termsOf(check, earn.wallet);
  const earned = terms === null ? 0 : highest(earn?.units, (text) => unitsOf(text, terms));
  if (earn !== undefined && earned > 0) found.push(of(walletNode(earn.wallet), earned, [...path, 'earn', 'units']));
  if (coupon !== undefined) found.push(of(couponNode(coupon.id), coupon.pieces ?? 1, [...path, 'coupon']));
  const off = highest(discount?.amount, (text) => moneyOf(text, check.decimals));
  const most = discount?.max === undefined ? null : moneyOf(discount.max, check.decimals);
  if (off > 0) found.push(of(MONEY, Math.min(off, most ?? off), [...path, 'discount', 'amount']));
  return found;
}

function highest(written: ByLevelDocument | undefined, read: (text: string) => number | null): number {
  if (written === undefined) return 0;
  return Math.max(
    0,
    ...(typeof written === 'string' ? [written] : Object.values(written)).map((text) => read(text) ?? 0),
  );
}

/** Units that money brings by one rule alone. */
function purchasesOf(check: Checking): readonly Exchange[] {
  return check.document.rules.flatMap((rule) => {
    const terms = rule.earn === undefined ? null : termsOf(check, rule.earn.wallet);
    if (rule.on !== 'purchase' || rule.earn === undefined || terms === null || !isUnbound(rule)) return [];
    const gain = bestRate(rule, terms);
    return gain === null ? [] : [{ from: MONEY, to: walletNode(rule.earn.wallet), gain, path: null }];
  });
}

/** Smallest units for smallest money, at the level that has most. */
function bestRate({ earn }: RuleDocument, terms: UnitTerms): Ratio | null {
  const { rate, step } = earn ?? {};
  const per = step === undefined ? null : moneyOf(step.per, terms.currencyDecimals);
  const each = (written: ByLevelDocument): readonly string[] =>
    typeof written === 'string' ? [written] : Object.values(written);
  const rates = [
    ...(rate === undefined ? [] : each(rate).map((text) => rateOf(text, terms))),
    ...(step === undefined || per === null || per === 0
      ? []
      : each(step.units).map((text) => ratio(BigInt(unitsOf(text, terms) ?? 0), BigInt(per)))),
  ];
  return rates.reduce<Ratio | null>(
    (best, one) => (one !== null && (best === null || compareRatios(one, best) > 0) ? one : best),
    null,
  );
}

/** Nothing says that it is only for some, or only so often. */
export function isUnbound(rule: RuleDocument): boolean {
  const { if: condition, limits, budget, caps, control, partner } = rule;
  return (
    [condition, limits, budget, caps, control, partner].every((part) => part === undefined) &&
    rule.earn?.max === undefined
  );
}

/** A way so far, and the exchanges it went by, last first. */
interface Way {
  readonly gain: Ratio;
  readonly last: Exchange | null;
  readonly before: Way | null;
}

/**
 * The shortest way round on which more comes back than was given; nothing when there is none. A shortest one passes nothing
 * twice, or a part of it would be one already.
 */
export function gainfulRound(exchanges: readonly Exchange[]): readonly Exchange[] {
  const alive = onRounds(bestOf(exchanges));
  const starts = [...new Set(alive.map(({ from }) => from))];
  let ways = starts.map((start) => new Map<string, Way>([[start, { gain: ONE_RATIO, last: null, before: null }]]));
  for (let steps = 0; steps < starts.length; steps += 1) {
    ways = ways.map((way) => furthered(way, alive));
    for (const [index, start] of starts.entries()) {
      const back = ways[index]?.get(start);
      if (back !== undefined && compareRatios(back.gain, ONE_RATIO) > 0) return exchangesOf(back);
    }
  }
  return [];
}

function furthered(ways: ReadonlyMap<string, Way>, exchanges: readonly Exchange[]): Map<string, Way> {
  const further = new Map<string, Way>();
  for (const exchange of exchanges) {
    const before = ways.get(exchange.from);
    if (before === undefined) continue;
    const gain = mulRatio(before.gain, exchange.gain);
    const known = further.get(exchange.to);
    if (known === undefined || compareRatios(gain, known.gain) > 0)
      further.set(exchange.to, { gain, last: exchange, before });
  }
  return further;
}

function exchangesOf({ last, before }: Way): readonly Exchange[] {
  return last === null || before === null ? [] : [...exchangesOf(before), last];
}

/** Of several from one to the other only that which brings most. */
function bestOf(exchanges: readonly Exchange[]): readonly Exchange[] {
  const best = new Map<string, Exchange>();
  for (const exchange of exchanges) {
    const name = `${exchange.from} to ${exchange.to}`;
    const known = best.get(name);
    if (known === undefined || compareRatios(exchange.gain, known.gain) > 0) best.set(name, exchange);
  }
  return [...best.values()];
}

/** Without what leads nowhere, or where nothing leads to. */
function onRounds(exchanges: readonly Exchange[]): readonly Exchange[] {
  const given = new Set(exchanges.map(({ from }) => from));
  const got = new Set(exchanges.map(({ to }) => to));
  const left = exchanges.filter(({ from, to }) => got.has(from) && given.has(to));
  return left.length === exchanges.length ? left : onRounds(left);
}
