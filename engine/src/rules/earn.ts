/**
 * Earning: each rule's units and whose line they come from. Multipliers add to what their rules give; of a group the best, the
 * first or all stand; limits, caps and budgets come last.
 */
import { allocate } from '../allocate.ts';
import type { Counted } from '../account-state.ts';
import type { Reason } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Receipt } from '../event.ts';
import type { LotKey } from '../lot.ts';
import type { Earn, Multiply, Rule } from '../program/compiled.ts';
import type { RuleScope } from '../program/scope.ts';
import { NOWHERE, type Place } from '../quotas.ts';
import { NO_MONEY, QUANTITY_SCALE, units, type Money, type Units } from '../values/amount.ts';
import { divRatio, type Ratio, ratio, scale } from '../values/ratio.ts';
import { unreachable } from '../values/unreachable.ts';
import { forTier } from './by-tier.ts';
import { counterOf } from './counters.ts';
import { lotKeyConfirmed, lotKeyFor } from './dates.ts';
import { roomIn, useRoom } from './limits.ts';
import { isGiftCard } from './gift-card.ts';
import { type Match, matchingLines } from './match.ts';

export interface RuleEarning {
  readonly rule: string;
  readonly wallet: string;
  readonly units: Units;
  readonly lot: LotKey;
  /** By line, adding up to `units`; empty for an event without lines. */
  readonly byLine: readonly Units[];
  /** What counts these units, by unit. */
  readonly counted: readonly Counted[];
}

export interface Earnings {
  readonly earned: readonly RuleEarning[];
  readonly reasons: readonly Reason[];
  /** Rules that worked, units or not: their other effects happen too. */
  readonly applied: readonly Rule[];
  /** What was used once, whatever the units. */
  readonly once: readonly Counted[];
}

/** What units are taken of: a receipt with what each line costs and is paid by units, or the amount of an event. */
export interface Ground {
  readonly scope: RuleScope;
  readonly place: Place;
  readonly receipt: Receipt | null;
  /** By line: after discounts; what units pay of that. */
  readonly left: readonly Money[];
  readonly payMoney: readonly Money[];
  /** Of an event without a receipt. */
  readonly amount: Money;
  /** Whether it can be confirmed later: nobody confirms what follows from something else. */
  readonly isConfirmable: boolean;
}

/** Of what follows from something else: a challenge that is reached, a reward that is taken. */
export function outsideOf(scope: RuleScope): Ground {
  return { scope, place: NOWHERE, receipt: null, left: [], payMoney: [], amount: NO_MONEY, isConfirmable: false };
}

/** A rule's units before bounds. */
interface Raw {
  readonly rule: Rule;
  readonly earn: Earn;
  readonly byLine: readonly number[];
  readonly sum: number;
  readonly basis: number;
}

/** What rules that have matched give, in their order. Uses their limits. */
export function earnBy(draft: Draft, rules: readonly Rule[], ground: Ground): Earnings {
  const reasons: Reason[] = [];
  // What is used up stands in nobody's way: another of its group may give instead.
  const open = rules.filter((rule) => isOpen(draft, rule, ground, reasons));
  const raws = rawUnits(draft, open, ground, reasons);
  const standing = withBases(draft, chosenOf(draft, raws, reasons), ground, reasons);
  const earned: RuleEarning[] = [];
  const applied: Rule[] = [];
  const once: Counted[] = [];
  for (const rule of open) {
    const raw = standing.find((each) => each.rule === rule) ?? null;
    const { earn, multiply, discount } = rule.effects;
    // What has made something cheaper has worked, and uses its limits, whether units come of it or not.
    if ((earn !== null || multiply !== null) && raw === null && discount === null) continue;
    const room = roomIn(draft, rule, ground.place);
    if (room.full !== null) {
      reasons.push({ rule: rule.id, applied: false, code: 'limit_reached', params: { limit: room.full } });
      continue;
    }
    const given = Math.min(raw?.sum ?? 0, room.units);
    const used = useRoom(draft, room, given);
    once.push(...used.once, ...badgeOf(rule));
    applied.push(rule);
    const coupon = couponOf(draft, rule, ground);
    if (coupon !== null) {
      earned.push(coupon);
      const params = { wallet: coupon.wallet, units: coupon.units, until: coupon.lot.to };
      reasons.push({ rule: rule.id, applied: true, code: 'coupon_given', params });
    }
    if (raw === null) continue;
    earned.push(earningOf(draft, raw, { given, counted: used.perUnit, ground }));
    const params = { wallet: raw.earn.wallet, units: given, basis: raw.basis };
    reasons.push({ rule: rule.id, applied: true, code: 'earned', params });
    if (given < raw.sum)
      reasons.push({
        rule: rule.id,
        applied: true,
        code: 'limited',
        params: { wallet: raw.earn.wallet, units: raw.sum },
      });
  }
  return { earned, reasons, applied, once };
}

/** A badge is counted when it is brought, and counted no more when that is undone. */
function badgeOf({ effects: { badge } }: Rule): readonly Counted[] {
  return badge === null ? [] : [{ counter: counterOf.badge(badge), period: '', add: 1 }];
}

/** A coupon given is a unit earned: the return of what it was given for takes it back. */
function couponOf(draft: Draft, rule: Rule, { receipt, left }: Ground): RuleEarning | null {
  const given = rule.effects.coupon;
  if (given === null) return null;
  const wallet = draft.program.wallets.get(draft.program.coupons.get(given.id)?.wallet ?? '');
  if (wallet === undefined)
    throw new Error(`rule ${rule.id} gives coupon ${given.id}, which the program does not have`);
  const lot = lotKeyFor(draft, wallet, draft.at, { activates: null, expires: given.expires });
  const byLine = receipt === null ? [] : allocate(given.count, left).map(units);
  return { rule: rule.id, wallet: wallet.id, units: given.count, lot, byLine, counted: [] };
}

function isOpen(draft: Draft, rule: Rule, { place }: Ground, reasons: Reason[]): boolean {
  const { full } = roomIn(draft, rule, place);
  if (full === null) return true;
  reasons.push({ rule: rule.id, applied: false, code: 'limit_reached', params: { limit: full } });
  return false;
}

function rawUnits(draft: Draft, rules: readonly Rule[], ground: Ground, reasons: Reason[]): readonly Raw[] {
  const raws: Raw[] = [];
  for (const rule of rules) {
    if (rule.effects.earn === null) continue;
    const raw = rawOf(draft, rule, rule.effects.earn, ground);
    if ('code' in raw) reasons.push(raw);
    else raws.push(raw);
  }
  const bases = [...raws];
  for (const rule of rules) {
    const { multiply } = rule.effects;
    if (multiply === null) continue;
    const raw = multipliedOf(draft, rule, { multiply, bases, ground });
    if ('code' in raw) reasons.push(raw);
    else raws.push(raw);
  }
  return raws;
}

function rawOf(draft: Draft, rule: Rule, earn: Earn, ground: Ground): Raw | Reason {
  const wallet = draft.program.wallets.get(earn.wallet);
  const terms = wallet?.earn;
  const { receipt, scope } = ground;
  if (receipt === null) {
    const sum = inMultiples(
      earn,
      Math.min(unitsOf(draft, earn, ground.amount, ground), earn.max ?? Number.MAX_SAFE_INTEGER),
    );
    return sum > 0 ? { rule, earn, byLine: [], sum, basis: ground.amount } : zeroReason(rule, earn, ground.amount);
  }
  if (terms !== undefined && receipt.total < terms.minReceipt) return noReason(rule, 'receipt_too_small', {});
  const chosen = earn.lines === null ? null : matchingLines(earn.lines, scope);
  const except = terms?.except ?? null;
  const excluded = except === null ? null : matchingLines(except, scope);
  if (chosen !== null && 'type' in chosen) return filterFailed(rule, chosen);
  if (excluded !== null && 'type' in excluded) return filterFailed(rule, excluded);
  const isIn: boolean[] = [];
  const basis: number[] = [];
  let whole = 0;
  for (const [index, line] of receipt.lines.entries()) {
    const counts = chosen?.[index] !== false && !isGiftCard(line) && excluded?.[index] !== true;
    const part = counts ? basisOf(earn, index, ground) : 0;
    isIn.push(counts);
    basis.push(part);
    whole += part;
  }
  if (!isIn.includes(true)) return noReason(rule, 'no_matching_lines', {});
  const byLine = byLineOf(draft, earn, basis, { ground, isIn, whole });
  const sum = sumOf(byLine);
  return sum > 0 ? { rule, earn, byLine, sum, basis: whole } : zeroReason(rule, earn, whole);
}

function multipliedOf(
  draft: Draft,
  rule: Rule,
  { multiply, bases, ground }: { readonly multiply: Multiply; readonly bases: readonly Raw[]; readonly ground: Ground },
): Raw | Reason {
  const base = bases.find((each) => each.rule.id === multiply.rule);
  if (base === undefined) return noReason(rule, 'nothing_to_multiply', { of: multiply.rule });
  const extra = forTier(draft, multiply.extra);
  if (base.byLine.length === 0) {
    const sum = scale(base.sum, extra, 'floor');
    return sum > 0 ? { ...base, rule, sum } : noReason(rule, 'nothing_to_multiply', { of: multiply.rule });
  }
  const chosen = matchingLines(multiply.lines, ground.scope);
  if ('type' in chosen) return filterFailed(rule, chosen);
  const weights = base.byLine.map((part, index) => (chosen[index] === true ? part : 0));
  const sum = scale(sumOf(weights), extra, 'floor');
  if (sum === 0)
    return noReason(rule, weights.some((part) => part > 0) ? 'rounds_to_zero' : 'no_matching_lines', {
      basis: base.basis,
    });
  return { rule, earn: base.earn, byLine: allocate(sum, weights), sum, basis: base.basis };
}

/** Of each group the one that stands, and where something is exclusive nothing else. */
function chosenOf(draft: Draft, raws: readonly Raw[], reasons: Reason[]): readonly Raw[] {
  const drop = (raw: Raw, code: string): void => {
    reasons.push({ rule: raw.rule.id, applied: false, code, params: {} });
  };
  const exclusive = raws.find((raw) => raw.rule.exclusive);
  if (exclusive !== undefined) {
    const { multiply } = exclusive.rule.effects;
    const isKept = (raw: Raw): boolean => raw === exclusive || raw.rule.id === multiply?.rule;
    for (const raw of raws) if (!isKept(raw)) drop(raw, 'exclusive_offer');
    return raws.filter(isKept);
  }
  const best = new Map<string, Raw>();
  for (const raw of raws) {
    const { group } = raw.rule;
    if (group === null || group.mode === 'all') continue;
    const known = best.get(group.id);
    if (known === undefined || (group.mode === 'best' && valueOf(draft, raw) > valueOf(draft, known)))
      best.set(group.id, raw);
  }
  return raws.filter((raw) => {
    const { group } = raw.rule;
    const stands = group === null || group.mode === 'all' || best.get(group.id) === raw;
    if (!stands) drop(raw, 'better_offer');
    return stands;
  });
}

/** More of what is not given is nothing: what a rule would have given that lost to another, or whose limit is used up. */
function withBases(draft: Draft, standing: readonly Raw[], { place }: Ground, reasons: Reason[]): readonly Raw[] {
  return standing.filter(({ rule }) => {
    const { multiply } = rule.effects;
    if (multiply === null || rule.effects.earn !== null) return true;
    const base = standing.find((raw) => raw.rule.id === multiply.rule);
    if (base !== undefined && roomIn(draft, base.rule, place).full === null) return true;
    reasons.push(noReason(rule, 'nothing_to_multiply', { of: multiply.rule }));
    return false;
  });
}

function valueOf(draft: Draft, { earn, sum }: Raw): number {
  return sum * (draft.program.wallets.get(earn.wallet)?.worth ?? 1);
}

function earningOf(
  draft: Draft,
  raw: Raw,
  { given, counted, ground }: { readonly given: number; readonly counted: readonly Counted[]; readonly ground: Ground },
): RuleEarning {
  const { rule, earn, byLine, sum } = raw;
  const wallet = draft.program.wallets.get(earn.wallet);
  if (wallet === undefined)
    throw new Error(`rule ${rule.id} names wallet ${earn.wallet}, which the program does not have`);
  const shares = given === sum || byLine.length === 0 ? byLine : allocate(given, byLine, byLine);
  return {
    rule: rule.id,
    wallet: wallet.id,
    units: units(given),
    lot: (ground.isConfirmable ? lotKeyFor : lotKeyConfirmed)(draft, wallet, draft.at, earn),
    byLine: shares.map(units),
    counted,
  };
}

function basisOf(earn: Earn, index: number, { receipt, left, payMoney }: Ground): number {
  const line = receipt?.lines[index];
  switch (earn.basis) {
    case 'gross':
      return (line?.amount ?? 0) + (line?.discount ?? 0);
    case 'discounted':
      return left[index] ?? 0;
    case 'paid':
      return (left[index] ?? 0) - (payMoney[index] ?? 0);
    default:
      return unreachable(earn.basis);
  }
}

function byLineOf(
  draft: Draft,
  earn: Earn,
  basis: readonly number[],
  { ground, isIn, whole }: { readonly ground: Ground; readonly isIn: readonly boolean[]; readonly whole: number },
): readonly number[] {
  const most = earn.max ?? Number.MAX_SAFE_INTEGER;
  const rate = rateFor(draft, earn, whole);
  if (earn.roundAt === 'line' && rate !== null) {
    const lines = basis.map((part, index) => (isIn[index] === true ? rated(earn, part, rate) : 0));
    return sumOf(lines) <= most ? lines : allocate(most, lines, lines);
  }
  const lines = ground.receipt?.lines ?? [];
  if (earn.amount.type === 'each') {
    // A piece for which nothing is left to pay earns nothing.
    const each = forTier(draft, earn.amount.units);
    const shares = lines.map((line, index) =>
      isIn[index] === true && (basis[index] ?? 0) > 0 ? Math.floor(line.quantity / QUANTITY_SCALE) * each : 0,
    );
    return sumOf(shares) <= most ? shares : allocate(most, shares, shares);
  }
  const given = Math.min(inMultiples(earn, unitsOf(draft, earn, whole, ground)), most);
  if (whole > 0) return allocate(given, basis);
  return allocate(
    given,
    lines.map((line, index) => (isIn[index] === true ? line.amount : 0)),
  );
}

/** The rate that a form has for so much in all; null for one without. */
function rateFor(draft: Draft, { amount: form }: Earn, whole: number): Ratio | null {
  if (form.type === 'rate') return forTier(draft, form.rate);
  return form.type === 'ladder' ? (form.steps.findLast((each) => each.from <= whole)?.rate ?? null) : null;
}

/** Units for an amount of money. */
function unitsOf(draft: Draft, earn: Earn, amount: number, ground: Ground): number {
  const { amount: form } = earn;
  switch (form.type) {
    case 'rate':
      return rated(earn, amount, forTier(draft, form.rate));
    case 'step':
      return Math.floor(amount / form.per) * forTier(draft, form.units);
    case 'fixed':
      return forTier(draft, form.units);
    case 'each':
      return ground.receipt === null ? forTier(draft, form.units) : 0;
    case 'ladder': {
      const step = form.steps.findLast((each) => each.from <= amount);
      if (step === undefined) return 0;
      return step.rate === null ? (step.units ?? 0) : rated(earn, amount, step.rate);
    }
    default:
      return unreachable(form);
  }
}

/** Rounded once, to whole multiples. */
function rated(earn: Earn, amount: number, rate: Ratio): number {
  if (earn.multiple === 1) return scale(amount, rate, earn.rounding);
  return scale(amount, divRatio(rate, ratio(BigInt(earn.multiple), 1n)), earn.rounding) * earn.multiple;
}

function inMultiples(earn: Earn, amount: number): number {
  const rest = amount % earn.multiple;
  if (rest === 0) return amount;
  const up = earn.rounding === 'ceil' || (earn.rounding === 'halfUp' && rest * 2 >= earn.multiple);
  return amount - rest + (up ? earn.multiple : 0);
}

function sumOf(parts: readonly number[]): number {
  let sum = 0;
  for (const part of parts) sum += part;
  return sum;
}

function noReason(rule: Rule, code: string, params: Reason['params']): Reason {
  return { rule: rule.id, applied: false, code, params };
}

function filterFailed(rule: Rule, match: Match): Reason {
  return noReason(rule, 'condition_failed', match.type === 'no' ? match.params : {});
}

function zeroReason(rule: Rule, earn: Earn, basis: number): Reason {
  const code = basis === 0 ? 'nothing_left_to_pay' : 'rounds_to_zero';
  return noReason(rule, code, { wallet: earn.wallet, basis });
}
