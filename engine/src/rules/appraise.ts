/**
 * What a receipt comes to, before anything moves: discounts, then payment by units, then units earned on what is left (the
 * order is in ARCHITECTURE.md). A quote, a checkout and a purchase are all this.
 */
import { allocate } from '../allocate.ts';
import type { Checkout } from '../account.ts';
import type { Cost, LineShare, PurchaseOutcome, Reason, Refusal } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Frozen, HoldEvent, PurchaseEvent, Receipt } from '../event.ts';
import type { CompiledProgram, Rule } from '../program/compiled.ts';
import { type Place, stockKey } from '../quotas.ts';
import { money, type Money, NO_MONEY, NO_UNITS, units } from '../values/amount.ts';
import { assert } from '../values/unreachable.ts';
import { type Brought, broughtBy } from './apply.ts';
import { frozenDiscounts, type DiscountPlan, planDiscounts } from './discount.ts';
import { earnBy, type Earnings, type RuleEarning } from './earn.ts';
import { goodsTotal, isGiftCard } from './gift-card.ts';
import { extrasOf } from './effects.ts';
import { roomIn } from './limits.ts';
import { matches } from './match.ts';
import { meteredByLine } from './meter.ts';
import { planPayment, type PayPlan } from './pay.ts';
import { purchaseRules } from './purchase-rules.ts';
import { type Facts, scopeOf } from './scope-of.ts';

export interface Appraisal {
  readonly type: 'appraisal';
  readonly plan: PayPlan;
  readonly earnings: Earnings;
  readonly costs: readonly Omit<Cost, 'draws'>[];
  /** Shared stocks that what was brought takes from. */
  readonly stocks: readonly string[];
  /** Without draws and repayments, which only a purchase has. */
  readonly outcome: PurchaseOutcome;
  readonly scope: Facts;
}

export function appraise(
  draft: Draft,
  event: PurchaseEvent | HoldEvent,
  committing: Checkout | null,
): Appraisal | Refusal {
  const { receipt } = event;
  assertReceipt(receipt);
  const expected = draft.program.currency;
  if (receipt.currency !== expected)
    return { type: 'refused', code: 'currency_mismatch', params: { currency: receipt.currency, expected } };
  const frozen = event.type === 'purchase' ? event.frozen : undefined;
  const goods = goodsTotal(receipt);
  const isAdvance = receipt.lines.every(isGiftCard);
  const scope = scopeOf(draft, receipt, goods);
  const place = { store: receipt.store ?? '', till: receipt.till ?? '' };
  const asked = broughtHere(draft, event, { scope, place, frozen });
  if ('code' in asked) return asked;
  const [unwanted] = asked;
  if (isAdvance && frozen === undefined && unwanted !== undefined) return refuseBrought(unwanted, 'no_matching_lines');
  const reasons: Reason[] = [];
  const rules = purchaseRules(draft.program, receipt, draft.at);
  const { plan: discounts, chosen } = discountsOf(draft, receipt, {
    rules,
    brought: asked,
    scope,
    place,
    frozen,
    reasons,
  });
  const useless = frozen === undefined ? uselessOf(asked, reasons) : null;
  if (useless !== null) return useless;
  // What gives way to a better offer is not used up.
  const brought = usedOf(asked, discounts);
  const priced = pricedReceipt(receipt, discounts);
  const costs = brought.flatMap(({ rule, wallet, units: price }) =>
    wallet === null || price === 0 ? [] : [{ rule: rule.id, wallet, units: price }],
  );
  const plan = planPayment(draft, { receipt: priced, scope, reserved: byWallet(costs) }, event.pay, committing);
  if (plan.type === 'refused') return plan;
  const paying = scope.paying(priced.total - plan.money);
  const working = workingRules(draft, { rules, brought, paying, discounts: chosen, isAdvance, reasons });
  const sold = { ...receipt, total: priced.total };
  const ground = {
    scope: paying,
    place,
    receipt: sold,
    left: discounts.left,
    payMoney: plan.lineMoney,
    amount: NO_MONEY,
    isConfirmable: true,
  };
  const earnings = earnBy(draft, working, ground);
  const idle = frozen === undefined ? idleOf(brought, earnings) : null;
  if (idle !== null) return idle;
  draft.reasons.push(...plan.reasons, ...inRuleOrder([...reasons, ...earnings.reasons], draft.program));
  const stocks = brought.flatMap(({ stock }) => (stock === null ? [] : [stock]));
  const outcome = outcomeOf(draft, receipt, { plan, earnings, discounts, costs, stocks, scope: paying });
  return { type: 'appraisal', plan, earnings, costs, stocks, outcome, scope: paying };
}

function assertReceipt(receipt: Receipt): void {
  assert(
    receipt.lines.reduce<number>((sum, line) => sum + line.amount, 0) === receipt.total,
    'the lines do not add up to the total',
  );
}

/** What a checkout has promised is not judged again. */
function broughtHere(
  draft: Draft,
  event: PurchaseEvent | HoldEvent,
  { scope, place, frozen }: { readonly scope: Facts; readonly place: Place; readonly frozen: Frozen | undefined },
): readonly Brought[] | Refusal {
  const requests = event.apply ?? [];
  if (frozen === undefined)
    return broughtBy(draft, requests, {
      scope,
      place,
      checkout: event.type === 'purchase' ? event.checkout : undefined,
    });
  return requests.flatMap((request): readonly Brought[] => {
    const reward = request.type === 'reward' ? draft.program.rewards.get(request.reward) : undefined;
    const rule = request.type === 'reward' ? reward?.rule : draft.program.coupons.get(request.coupon)?.rule;
    if (rule === undefined) return [];
    const isFree = request.type === 'coupon' && request.code !== undefined;
    const cost = isFree ? undefined : frozen.costs.find((each) => each.rule === rule.id);
    const stock = reward === undefined || reward.stock === null ? null : stockKey(reward.id);
    return [{ rule, wallet: cost?.wallet ?? null, units: cost?.units ?? NO_UNITS, stock }];
  });
}

/** What was brought to make something cheaper and finds nothing here: refused, rather than used up for nothing. */
function uselessOf(asked: readonly Brought[], reasons: readonly Reason[]): Refusal | null {
  const found = asked.find(({ rule }) =>
    reasons.some((reason) => reason.rule === rule.id && NOTHING_FOUND.has(reason.code)),
  );
  if (found === undefined) return null;
  return refuseBrought(found, 'nothing_to_discount');
}

/** As many of each kind as have made something cheaper, and what is for something else. */
function usedOf(asked: readonly Brought[], { discounts }: DiscountPlan): readonly Brought[] {
  const seen = new Map<string, number>();
  return asked.filter(({ rule }) => {
    const number = (seen.get(rule.id) ?? 0) + 1;
    seen.set(rule.id, number);
    return rule.effects.discount === null || discounts.filter((taken) => taken.rule === rule.id).length >= number;
  });
}

/** What was brought for units that do not come. */
function idleOf(brought: readonly Brought[], { applied, reasons }: Earnings): Refusal | null {
  const found = brought.find(({ rule }) => !applied.includes(rule));
  if (found === undefined) return null;
  return refuseBrought(found, reasons.find((reason) => reason.rule === found.rule.id)?.code ?? 'rounds_to_zero');
}

function refuseBrought({ rule: { id } }: Brought, because: string): Refusal {
  return id.startsWith('reward:')
    ? { type: 'refused', code: 'reward_not_here', params: { reward: id, because } }
    : { type: 'refused', code: 'coupon_not_applicable', params: { coupon: id, because } };
}

const NOTHING_FOUND: ReadonlySet<string> = new Set(['nothing_to_discount', 'condition_failed']);

interface Discounting {
  readonly rules: readonly Rule[];
  readonly brought: readonly Brought[];
  readonly scope: Facts;
  readonly place: Place;
  readonly frozen: Frozen | undefined;
  readonly reasons: Reason[];
}

function discountsOf(
  draft: Draft,
  receipt: Receipt,
  { rules, brought, scope, place, frozen, reasons }: Discounting,
): { readonly plan: DiscountPlan; readonly chosen: ReadonlySet<string> } {
  const own = frozen === undefined ? rules.filter((rule) => rule.effects.discount !== null) : NO_RULES;
  const mine = own.filter((rule) => {
    const match = matches(draft, rule, scope);
    if (match.type === 'no') {
      reasons.push({ rule: rule.id, applied: false, code: match.code, params: match.params });
      return false;
    }
    const room = roomIn(draft, rule, place);
    if (room.full === null) return true;
    reasons.push({ rule: rule.id, applied: false, code: 'limit_reached', params: { limit: room.full } });
    return false;
  });
  const theirs = brought.map(({ rule }) => rule).filter((rule) => rule.effects.discount !== null);
  const plan =
    frozen !== undefined
      ? frozenDiscounts(receipt, frozen.discounts)
      : mine.length + theirs.length === 0
        ? nothingOff(receipt)
        : planDiscounts(draft, receipt, scope, { own: mine, brought: theirs });
  reasons.push(...plan.reasons);
  return { plan, chosen: plan.discounts.length === 0 ? NOBODY : new Set(plan.discounts.map(({ rule }) => rule)) };
}

const NO_RULES: readonly Rule[] = [];
const NOBODY: ReadonlySet<string> = new Set();

function nothingOff(receipt: Receipt): DiscountPlan {
  return { discounts: [], left: receipt.lines.map((line) => line.amount), reasons: [] };
}

/** The receipt at the prices that are left; its total is that of the goods. */
function pricedReceipt(receipt: Receipt, { discounts, left }: DiscountPlan): Receipt {
  const lines =
    discounts.length === 0
      ? receipt.lines
      : receipt.lines.map((line, index) => ({ ...line, amount: left[index] ?? NO_MONEY }));
  return { ...receipt, lines, total: goodsTotal({ lines }) };
}

/** Rules whose units and other effects happen: those that gave a discount, those that match, what was brought. */
function workingRules(
  draft: Draft,
  {
    rules,
    brought,
    paying,
    discounts,
    isAdvance,
    reasons,
  }: {
    readonly rules: readonly Rule[];
    readonly brought: readonly Brought[];
    readonly paying: Facts;
    readonly discounts: ReadonlySet<string>;
    /** Nothing but gift cards is sold. */
    readonly isAdvance: boolean;
    readonly reasons: Reason[];
  },
): readonly Rule[] {
  const own = rules.filter((rule) => {
    if (rule.effects.discount !== null) return discounts.has(rule.id);
    const match = matches(draft, rule, paying);
    if (match.type === 'no') reasons.push({ rule: rule.id, applied: false, code: match.code, params: match.params });
    else if (isAdvance) reasons.push({ rule: rule.id, applied: false, code: 'no_matching_lines', params: {} });
    return match.type === 'yes' && !isAdvance;
  });
  const { referral } = draft.program;
  const friend = referral !== null && isQualifying(draft, paying) ? [referral.friend] : NO_RULES;
  return [...own, ...friend, ...brought.map(({ rule }) => rule)];
}

/** Whether this purchase is what the account's referrer waits for. */
export function isQualifying(draft: Draft, scope: Facts): boolean {
  const { referral, calendar } = draft.program;
  const own = draft.state.referral;
  if (referral === null || own?.status !== 'joined' || scope.lines.every(isGiftCard)) return false;
  if (referral.within !== null) {
    const end = calendar.startOf(calendar.plus(calendar.dayOf(own.at), referral.within));
    if (draft.asOf >= end) return false;
  }
  try {
    return referral.qualifies.test(scope);
  } catch {
    return false;
  }
}

interface Parts {
  readonly plan: PayPlan;
  readonly earnings: Earnings;
  readonly discounts: DiscountPlan;
  readonly costs: readonly Omit<Cost, 'draws'>[];
  readonly stocks: readonly string[];
  readonly scope: Facts;
}

function outcomeOf(draft: Draft, receipt: Receipt, parts: Parts): PurchaseOutcome {
  const { plan, earnings, discounts, costs, stocks, scope } = parts;
  const { earned } = earnings;
  const left = discounts.left.reduce<number>((sum, amount) => sum + amount, 0);
  const shares = sharesOf(receipt, parts);
  const metered = meteredByLine(draft, { receipt, shares, left: discounts.left, earned, scope });
  const { gifts, freeDelivery } = extrasOf(earnings.applied);
  const counted = [...earnings.once, ...stocks.map((counter) => ({ counter, period: null, add: 1 }))];
  const outcome: { -readonly [Key in keyof PurchaseOutcome]: PurchaseOutcome[Key] } = {
    total: receipt.total,
    toPay: money(left - plan.money),
    payment: plan.wallet === null ? null : { wallet: plan.wallet.id, units: plan.units, money: plan.money, draws: [] },
    payable: plan.payable,
    earned: earned.map(earnedPart),
    lines: shares.map((share, index) => Object.assign(share, { meters: metered[index] ?? {} })),
  };
  if (discounts.discounts.length > 0)
    outcome.discounts = discounts.discounts.map(({ rule, money: off }) => ({ rule, money: off }));
  if (costs.length > 0) outcome.costs = costs.map((cost) => ({ ...cost, draws: [] }));
  if (gifts.length > 0) outcome.gifts = [...gifts];
  if (freeDelivery) outcome.freeDelivery = true;
  if (counted.length > 0) outcome.counted = counted;
  if (receipt.partner !== undefined) outcome.partner = receipt.partner;
  return outcome;
}

function earnedPart({ rule, wallet, units: given, lot, counted }: RuleEarning): PurchaseOutcome['earned'][number] {
  const part = { rule, wallet, units: given, lot, repaid: NO_UNITS };
  return counted.length === 0 ? part : { ...part, counted: [...counted] };
}

/** What each line is paid by, earns, and is discounted by. */
function sharesOf(receipt: Receipt, { plan, earnings, discounts, costs }: Parts): Omit<LineShare, 'meters'>[] {
  const costShares = costs.map((cost) => costByLine(receipt, discounts, cost));
  return receipt.lines.map((line, index) => {
    const share: { -readonly [Key in keyof Omit<LineShare, 'meters'>]: LineShare[Key] } = {
      quantity: line.quantity,
      amount: line.amount,
      payMoney: plan.lineMoney[index] ?? NO_MONEY,
      payUnits: plan.lineUnits[index] ?? NO_UNITS,
      earned: earnings.earned.map((earning) => earning.byLine[index] ?? NO_UNITS),
    };
    if (discounts.discounts.length > 0)
      share.discounts = discounts.discounts.map(({ byLine }) => byLine[index] ?? NO_MONEY);
    if (costs.length > 0) share.costs = costShares.map((byLine) => units(byLine[index] ?? 0));
    return share;
  });
}

/** What something cost belongs to the lines that it made cheaper, or to all. */
function costByLine(receipt: Receipt, { discounts }: DiscountPlan, cost: Omit<Cost, 'draws'>): readonly number[] {
  const own: readonly Money[] = discounts.find(({ rule }) => rule === cost.rule)?.byLine ?? [];
  return allocate(cost.units, own.length > 0 ? own : receipt.lines.map((line) => line.amount));
}

function byWallet(costs: readonly Omit<Cost, 'draws'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { wallet, units: price } of costs) sums.set(wallet, (sums.get(wallet) ?? 0) + price);
  return sums;
}

/** Reasons as the program writes its rules, whenever they were found. */
export function inRuleOrder(reasons: readonly Reason[], { places }: CompiledProgram): readonly Reason[] {
  if (reasons.length < 2) return reasons;
  const placed = reasons.map((reason) => ({
    reason,
    place: reason.rule === undefined ? -1 : (places.get(reason.rule) ?? places.size),
  }));
  placed.sort((a, b) => a.place - b.place);
  return placed.map(({ reason }) => reason);
}
