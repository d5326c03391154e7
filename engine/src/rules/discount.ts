/**
 * Money off a receipt: rules about lines first, then about the receipt, then what the customer brought (rewards, coupons);
 * each of what is left by then, never below a line's floor. In a group the best, the first or all of them stand.
 */
import { allocate } from '../allocate.ts';
import type { Discount as TakenDiscount, Reason } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Receipt } from '../event.ts';
import type { Discount, Rule } from '../program/compiled.ts';
import type { RuleScope } from '../program/scope.ts';
import { money, type Money } from '../values/amount.ts';
import { scale } from '../values/ratio.ts';
import { takenOff, type Shelf } from './discount-forms.ts';
import { isGiftCard } from './gift-card.ts';
import { matchingLines } from './match.ts';

export interface RuleDiscount extends TakenDiscount {
  /** By line, adding up to `money`. */
  readonly byLine: readonly Money[];
}

export interface DiscountPlan {
  readonly discounts: readonly RuleDiscount[];
  /** By line, what is left of its amount. */
  readonly left: readonly Money[];
  readonly reasons: readonly Reason[];
}

/** Prices in the making. */
interface Prices {
  readonly receipt: Receipt;
  readonly scope: RuleScope;
  readonly left: number[];
  /** By line, the least that must be left. */
  readonly floors: readonly number[];
}

/** `rules` have matched; those that the customer brought are told by `brought`. */
export function planDiscounts(
  draft: Draft,
  receipt: Receipt,
  scope: RuleScope,
  rules: { readonly own: readonly Rule[]; readonly brought: readonly Rule[] },
): DiscountPlan {
  const prices: Prices = {
    receipt,
    scope,
    left: receipt.lines.map((line) => line.amount),
    floors: floorsOf(draft, receipt, scope),
  };
  const reasons: Reason[] = [];
  const discounts: RuleDiscount[] = [];
  const waiting = inOrder(rules);
  const out = new Map<string, string>();
  /** Where only one may stand, somebody does; the same coupon may have been brought twice. */
  const seated = new Set<string>();
  const exclusive = waiting.find((rule) => rule.exclusive && valueOf(draft, rule, prices) > 0);
  for (const rule of waiting) {
    const kept = exclusive === undefined || exclusive === rule ? out.get(rule.id) : 'exclusive_offer';
    if (kept !== undefined) {
      reasons.push({ rule: rule.id, applied: false, code: kept, params: {} });
      continue;
    }
    const seat = exclusive === rule ? rule.id : rule.group === null || rule.group.mode === 'all' ? null : rule.group.id;
    if (seat !== null && seated.has(seat)) {
      reasons.push({ rule: rule.id, applied: false, code: 'better_offer', params: {} });
      continue;
    }
    if (rule.group !== null && rule.group.mode !== 'all' && exclusive === undefined) {
      const rivals = waiting.filter((each) => each.group?.id === rule.group?.id && !out.has(each.id));
      const chosen = chosenOf(draft, rivals, prices);
      for (const rival of rivals) if (chosen !== null && rival !== chosen) out.set(rival.id, 'better_offer');
      if (chosen !== null && chosen !== rule) {
        reasons.push({ rule: rule.id, applied: false, code: 'better_offer', params: {} });
        continue;
      }
    }
    const byLine = offBy(draft, rule, prices);
    const off = Array.isArray(byLine) ? byLine.reduce((sum, part) => sum + part, 0) : 0;
    if (!Array.isArray(byLine) || off === 0) {
      reasons.push({
        rule: rule.id,
        applied: false,
        code: Array.isArray(byLine) ? 'nothing_to_discount' : 'condition_failed',
        params: {},
      });
      continue;
    }
    byLine.forEach((part, line) => (prices.left[line] = (prices.left[line] ?? 0) - part));
    if (seat !== null) seated.add(seat);
    discounts.push({ rule: rule.id, money: money(off), byLine: byLine.map(money) });
    reasons.push({ rule: rule.id, applied: true, code: 'discounted', params: { money: off } });
  }
  return { discounts, left: prices.left.map(money), reasons };
}

/** The discounts that were printed already: they are taken as they were. */
export function frozenDiscounts(
  receipt: Receipt,
  discounts: readonly { readonly rule: string; readonly byLine: readonly Money[] }[],
): DiscountPlan {
  const left = receipt.lines.map((line, index) =>
    money(discounts.reduce<number>((rest, { byLine }) => rest - (byLine[index] ?? 0), line.amount)),
  );
  const taken = discounts.map(({ rule, byLine }) => ({
    rule,
    byLine,
    money: money(byLine.reduce<number>((sum, part) => sum + part, 0)),
  }));
  const reasons = taken.map(({ rule, money: off }) => ({
    rule,
    applied: true,
    code: 'discounted',
    params: { money: off },
  }));
  return { discounts: taken, left, reasons };
}

const RECEIPT_FORMS: ReadonlySet<string> = new Set(['amount', 'percent', 'ladder']);

function inOrder({
  own,
  brought,
}: {
  readonly own: readonly Rule[];
  readonly brought: readonly Rule[];
}): readonly Rule[] {
  const isOfReceipt = ({ effects: { discount } }: Rule): boolean =>
    discount !== null && discount.lines === null && RECEIPT_FORMS.has(discount.amount.type);
  return [...own.filter((rule) => !isOfReceipt(rule)), ...own.filter(isOfReceipt), ...brought].filter(
    (rule) => rule.effects.discount !== null,
  );
}

function chosenOf(draft: Draft, rivals: readonly Rule[], prices: Prices): Rule | null {
  let best: Rule | null = null;
  let most = 0;
  for (const rule of rivals) {
    const value = valueOf(draft, rule, prices);
    if (value > most) {
      best = rule;
      most = value;
      if (rule.group?.mode === 'first') return rule;
    }
  }
  return best;
}

function valueOf(draft: Draft, rule: Rule, prices: Prices): number {
  const byLine = offBy(draft, rule, prices);
  return Array.isArray(byLine) ? byLine.reduce((sum, part) => sum + part, 0) : 0;
}

/** By line, what the rule takes off now; null when its filter fails on this receipt. */
function offBy(draft: Draft, rule: Rule, prices: Prices): number[] | null {
  const { discount } = rule.effects;
  if (discount === null) return null;
  const shelf = shelfOf(prices, discount);
  if (shelf === null) return null;
  const wanted = takenOff(draft, discount.amount, shelf);
  const within = wanted.map((part, line) => Math.max(0, Math.min(part, shelf.room[line] ?? 0)));
  const sum = within.reduce((total, part) => total + part, 0);
  return discount.max === null || sum <= discount.max ? within : allocate(discount.max, within, within);
}

function shelfOf({ receipt, scope, left, floors }: Prices, discount: Discount): Shelf | null {
  const chosen = matchingLines(discount.lines, scope);
  if ('type' in chosen) return null;
  return {
    lines: receipt.lines,
    left,
    room: left.map((amount, line) => Math.max(0, amount - (floors[line] ?? 0))),
    chosen: chosen.map((isChosen, line) => isChosen && (left[line] ?? 0) > (floors[line] ?? 0)),
    passes: (filter, line) => {
      try {
        return filter.test(scope, line);
      } catch {
        return false;
      }
    },
  };
}

/** The least that discounts may leave of each line: by law, by the program, or all of it. */
function floorsOf(draft: Draft, receipt: Receipt, scope: RuleScope): readonly number[] {
  const { max, leave, except } = draft.program.discounts;
  const excluded = matchingLines(except, scope);
  return receipt.lines.map((line, index) => {
    // A filter that fails on this receipt excludes everything.
    const untouched = except !== null && ('type' in excluded || excluded[index] === true);
    if (untouched || isGiftCard(line)) return line.amount;
    return Math.max(line.floor ?? 0, Math.min(leave, line.amount), line.amount - scale(line.amount, max, 'floor'));
  });
}
