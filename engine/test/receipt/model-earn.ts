/**
 * Payment by units and what is earned, by the words of domain.md: pay what was asked for within the caps of line and
 * receipt, spread exactly; earn on what the rule looks at; multipliers work on their rule's result; caps and limits last.
 */
import type { ReceiptLine } from '../../src/index.ts';
import { goodsSum } from './model-discount.ts';
import { at, part, spread, sum, wholePieces } from './model-arithmetic.ts';
import type { EarnSpec, Filter, MultiplySpec, RuleSpec, ShopSpec } from './spec.ts';

export interface ModelPayment {
  readonly units: number;
  readonly byLine: readonly number[];
  /** The most that could be paid here. */
  readonly payable: number;
}

export interface ModelEarned {
  readonly rule: string;
  readonly units: number;
  readonly byLine: readonly number[];
}

/** `left` is what each line costs after discounts. */
export function paymentOf(shop: ShopSpec, left: readonly number[]): ModelPayment {
  const { pay, worth, lines, balance, payPercent } = shop;
  const caps = lines.map((line, index) => {
    if (line.kind === 'gift_card' || (pay.except !== null && pay.except.passes(line))) return 0;
    const most = Math.max(0, at(left, index) - pay.leave);
    return pay.of === 'line' ? Math.min(most, part(at(left, index), pay.maxPercent, 100, 'floor')) : most;
  });
  const goods = goodsSum(shop, left);
  const ofReceipt = pay.of === 'receipt' ? part(goods, pay.maxPercent, 100, 'floor') : Number.POSITIVE_INFINITY;
  const room = goods < pay.minReceipt ? 0 : Math.floor(Math.min(sum(caps), ofReceipt) / worth);
  const payable = inSteps(Math.min(room, balance), pay.step);
  const units = payPercent === null ? 0 : inSteps(Math.floor((payable * payPercent) / 100), pay.step);
  const weights = left.map((money, index) => (at(caps, index) > 0 ? money : 0));
  const byLine = units === 0 ? left.map(() => 0) : spread(units * worth, weights, caps);
  return { units, byLine, payable };
}

export function earnedOf(shop: ShopSpec, left: readonly number[], paid: readonly number[]): ModelEarned[] {
  const total = goodsSum(
    shop,
    shop.lines.map((line) => line.amount),
  );
  if (goodsSum(shop, left) < shop.earn.minReceipt) return [];
  const rules = shop.rules
    .map((rule, index) => ({ rule, index, id: `rule${index}` }))
    .filter(({ rule }) => rule.minTotal === null || total >= rule.minTotal)
    .toSorted((a, b) => b.rule.priority - a.rule.priority || a.index - b.index);
  const plain = rules.flatMap(({ rule, id }): Made[] =>
    rule.does.type === 'earn' ? [{ rule, id, of: null, byLine: earnedBy(shop, rule.does, left, paid) }] : [],
  );
  const extra = rules.flatMap(({ rule, id }): Made[] => {
    if (rule.does.type !== 'multiply') return [];
    const of = `rule${rule.does.rule}`;
    const base = plain.find((made) => made.id === of);
    return base === undefined ? [] : [{ rule, id, of, byLine: multiplied(shop, rule.does, base.byLine) }];
  });
  const standing = stand([...plain, ...extra].filter(({ byLine }) => sum(byLine) > 0));
  const orderOf = (made: Made): number => rules.findIndex(({ id }) => id === made.id);
  return bounded(
    shop,
    standing.toSorted((a, b) => orderOf(a) - orderOf(b)),
  );
}

interface Made {
  readonly rule: RuleSpec;
  readonly id: string;
  /** The rule that it multiplies. */
  readonly of: string | null;
  readonly byLine: readonly number[];
}

/** Groups and exclusive rules. More of what is not given is nothing; an exclusive multiplier keeps what it multiplies. */
function stand(made: readonly Made[]): readonly Made[] {
  const alone = made.find(({ rule }) => rule.exclusive);
  if (alone !== undefined) return made.filter((one) => one === alone || one.id === alone.of);
  const kept = made.filter((one) => {
    if (one.rule.group === null || one.rule.group === 'all') return true;
    const rivals = made.filter(({ rule }) => rule.group === one.rule.group);
    if (one.rule.group === 'first') return rivals[0] === one;
    const most = Math.max(...rivals.map(({ byLine }) => sum(byLine)));
    return rivals.find(({ byLine }) => sum(byLine) === most) === one;
  });
  return kept.filter(({ of }) => of === null || kept.some(({ id }) => id === of));
}

/** Limits of the rule by itself, then what the capped rules may give together. */
function bounded({ cap }: ShopSpec, made: readonly Made[]): ModelEarned[] {
  let room = cap;
  return made.flatMap(({ rule, id, byLine }) => {
    const own = Math.min(sum(byLine), rule.daily ?? Number.POSITIVE_INFINITY);
    const units = rule.capped ? Math.min(own, room) : own;
    if (rule.capped) room -= units;
    return units === 0 ? [] : [{ rule: id, units, byLine: spread(units, byLine, byLine) }];
  });
}

function earnedBy(shop: ShopSpec, earn: EarnSpec, left: readonly number[], paid: readonly number[]): number[] {
  const { lines, level } = shop;
  const chosen = lines.map(
    (line) => line.kind !== 'gift_card' && passes(earn.filter, line) && !(shop.earn.except?.passes(line) ?? false),
  );
  if (!chosen.includes(true)) return lines.map(() => 0);
  const of = earn.form.type === 'units' || earn.form.type === 'each' ? 'paid' : earn.of;
  const basis = lines.map((line, index) =>
    at(chosen, index) ? moneyOf(line, of, at(left, index), at(paid, index)) : 0,
  );
  const amounts = lines.map((line, index) => (at(chosen, index) ? line.amount : 0));
  const weights = sum(basis) > 0 ? basis : amounts;
  const most = earn.max ?? Number.POSITIVE_INFINITY;
  /** What is given at once, over the lines. */
  const given = (units: number): number[] => spread(Math.min(units, most), weights);
  const byLine = ((): number[] => {
    switch (earn.form.type) {
      case 'rate':
        return rated(earn, basis, [BigInt(at(earn.form.tenths, level)), 1000n * BigInt(shop.worth)]);
      case 'per':
        return rated(earn, basis, [BigInt(earn.form.units), BigInt(earn.form.kopecks)]);
      case 'step':
        return given(toMultiples(earn, Math.floor(sum(basis) / earn.form.kopecks) * at(earn.form.units, level)));
      case 'units':
        return given(at(earn.form.units, level));
      case 'each': {
        const units = at(earn.form.units, level);
        // Nothing for a piece that money does not pay for.
        return lines.map((line, index) => (at(basis, index) > 0 ? wholePieces(line.quantity) * units : 0));
      }
      case 'ladder': {
        const reached = earn.form.steps.findLast(({ from }) => sum(basis) >= from);
        if (reached === undefined) return lines.map(() => 0);
        return reached.tenths === null
          ? given(toMultiples(earn, reached.units ?? 0))
          : rated(earn, basis, [BigInt(reached.tenths), 1000n * BigInt(shop.worth)]);
      }
    }
  })();
  return sum(byLine) > most ? spread(most, byLine, byLine) : byLine;
}

function rated(earn: EarnSpec, basis: readonly number[], [num, den]: readonly [bigint, bigint]): number[] {
  const rounded = (money: number): number => part(money, num, den * BigInt(earn.to), earn.round) * earn.to;
  return earn.at === 'line'
    ? basis.map(rounded)
    : spread(Math.min(rounded(sum(basis)), earn.max ?? Number.POSITIVE_INFINITY), basis);
}

/** Only a rate says how it is rounded. */
function toMultiples({ to, round, form }: EarnSpec, units: number): number {
  return part(units, 1, to, form.type === 'ladder' ? round : 'floor') * to;
}

/** Of what the rule gave for these lines, so much more. */
function multiplied({ lines, level }: ShopSpec, { by, filter }: MultiplySpec, byLine: readonly number[]): number[] {
  const base = byLine.map((units, index) => (passes(filter, at(lines, index)) ? units : 0));
  return spread(part(sum(base), at(by, level) - 10, 10, 'floor'), base);
}

function moneyOf(line: ReceiptLine, of: EarnSpec['of'], left: number, paid: number): number {
  if (of === 'gross') return line.amount + (line.discount ?? 0);
  return of === 'discounted' ? left : left - paid;
}

function inSteps(units: number, step: number): number {
  return units - (units % step);
}

function passes(filter: Filter | null, line: ReceiptLine): boolean {
  return filter === null || filter.passes(line);
}
