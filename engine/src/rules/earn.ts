/** Earning on a receipt: each rule's units, and whose line they come from. */
import { allocate } from '../allocate.ts';
import type { LotKey, Reason } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Receipt } from '../event.ts';
import type { ByTier, Earn, Rule } from '../program/compiled.ts';
import type { RuleScope } from '../program/scope.ts';
import { units, type Money, type Units } from '../values/amount.ts';
import { scale } from '../values/ratio.ts';
import { assert, unreachable } from '../values/unreachable.ts';
import { lotKeyFor } from './dates.ts';
import { eventScopeOf, matches, matchingLines, scopeOf } from './match.ts';
import { levelAt } from './tiers.ts';

export interface RuleEarning {
  readonly rule: string;
  readonly wallet: string;
  readonly units: Units;
  readonly lot: LotKey;
  /** By line, adding up to `units`; empty for an event without lines. */
  readonly byLine: readonly Units[];
}

export interface Earnings {
  readonly earned: readonly RuleEarning[];
  readonly reasons: readonly Reason[];
}

/** What the program's purchase rules give for a receipt of which units pay `lineMoney`. */
export function earnOnReceipt(draft: Draft, receipt: Receipt, lineMoney: readonly Money[]): Earnings {
  const rules = draft.program.rulesOn.get('purchase') ?? [];
  if (rules.length === 0) return NOTHING;
  const paid = lineMoney.reduce<number>((left, pays) => left - pays, receipt.total);
  const scope = scopeOf(draft, receipt, paid);
  const earned: RuleEarning[] = [];
  const reasons: Reason[] = [];
  for (const rule of rules) {
    const match = matches(draft, rule, scope);
    if (match.type === 'no') {
      reasons.push({ rule: rule.id, applied: false, code: match.code, params: match.params });
      continue;
    }
    const outcome = applyRule(draft, rule, { receipt, lineMoney, scope });
    reasons.push(outcome.reason);
    if (outcome.earning !== null) earned.push(outcome.earning);
  }
  return { earned, reasons };
}

/** What the rules that wait for an event give; they speak of no receipt, so only fixed amounts. */
export function earnOnEvent(draft: Draft, name: string, data: Readonly<Record<string, unknown>>): Earnings {
  const scope = eventScopeOf(draft, name, data);
  const earned: RuleEarning[] = [];
  const reasons: Reason[] = [];
  for (const rule of draft.program.rulesOn.get(name) ?? []) {
    const match = matches(draft, rule, scope);
    if (match.type === 'no') {
      reasons.push({ rule: rule.id, applied: false, code: match.code, params: match.params });
      continue;
    }
    assert(rule.earn.amount.type === 'fixed', `rule ${rule.id} earns by amount on an event without one`);
    const given = forTier(draft, rule.earn.amount.units);
    if (given > 0) earned.push(earning(draft, rule, given, []));
    reasons.push(given > 0 ? earnedReason(rule, given, 0) : zeroReason(rule, 0));
  }
  return { earned, reasons };
}

const NOTHING: Earnings = { earned: [], reasons: [] };

interface RuleOutcome {
  readonly earning: RuleEarning | null;
  readonly reason: Reason;
}

/** The receipt as rules see it. */
interface Basket {
  readonly receipt: Receipt;
  /** By line, what units pay. */
  readonly lineMoney: readonly Money[];
  readonly scope: RuleScope;
}

function applyRule(draft: Draft, rule: Rule, { receipt, lineMoney, scope }: Basket): RuleOutcome {
  const chosen = matchingLines(rule.earn.lines, scope);
  if ('type' in chosen) {
    const params = chosen.type === 'no' ? chosen.params : {};
    return { earning: null, reason: { rule: rule.id, applied: false, code: 'condition_failed', params } };
  }
  const basis = receipt.lines.map((line, index) =>
    chosen[index] === true ? basisOf(rule.earn, line, lineMoney[index] ?? 0) : 0,
  );
  const sum = basis.reduce((total, part) => total + part, 0);
  if (!chosen.includes(true))
    return { earning: null, reason: { rule: rule.id, applied: false, code: 'no_matching_lines', params: {} } };
  const amounts = receipt.lines.map((line, index) => (chosen[index] === true ? line.amount : 0));
  const byLine = unitsByLine(draft, rule.earn, { basis, sum, amounts });
  const total = byLine.reduce((all, part) => all + part, 0);
  if (total === 0) return { earning: null, reason: zeroReason(rule, sum) };
  return { earning: earning(draft, rule, units(total), byLine.map(units)), reason: earnedReason(rule, total, sum) };
}

function basisOf(
  earn: Earn,
  line: { readonly amount: number; readonly discount?: number | undefined },
  paidByUnits: number,
): number {
  switch (earn.basis) {
    case 'gross':
      return line.amount + (line.discount ?? 0);
    case 'discounted':
      return line.amount;
    case 'paid':
      return line.amount - paidByUnits;
    default:
      return unreachable(earn.basis);
  }
}

/** By line, zero where the rule does not look: what units are taken of, and what the lines cost. */
interface Basis {
  readonly basis: readonly number[];
  readonly sum: number;
  readonly amounts: readonly number[];
}

function unitsByLine(draft: Draft, earn: Earn, { basis, sum, amounts }: Basis): readonly number[] {
  const { amount, rounding } = earn;
  switch (amount.type) {
    case 'rate': {
      const rate = forTier(draft, amount.rate);
      if (earn.roundAt === 'line') return basis.map((part) => scale(part, rate, rounding));
      return allocate(sum === 0 ? 0 : scale(sum, rate, rounding), basis);
    }
    case 'step':
      return allocate(Math.floor(sum / amount.per) * forTier(draft, amount.units), basis);
    case 'fixed':
      return allocate(forTier(draft, amount.units), sum > 0 ? basis : amounts);
    default:
      return unreachable(amount);
  }
}

function forTier<T>(draft: Draft, value: ByTier<T>): T {
  if (value.type === 'same') return value.value;
  const level = levelAt(draft.program, draft.grants, draft.asOf);
  const own = level === null ? undefined : value.values.get(level.id);
  if (own === undefined) throw new Error(`no value for level ${level?.id ?? '(none)'}`);
  return own;
}

function earning(draft: Draft, rule: Rule, given: Units, byLine: readonly Units[]): RuleEarning {
  const wallet = draft.program.wallets.get(rule.earn.wallet);
  if (wallet === undefined)
    throw new Error(`rule ${rule.id} names wallet ${rule.earn.wallet}, which the program does not have`);
  return {
    rule: rule.id,
    wallet: wallet.id,
    units: given,
    lot: lotKeyFor(draft.program, wallet, draft.at, rule.earn),
    byLine,
  };
}

function earnedReason(rule: Rule, given: number, basis: number): Reason {
  return { rule: rule.id, applied: true, code: 'earned', params: { wallet: rule.earn.wallet, units: given, basis } };
}

function zeroReason(rule: Rule, basis: number): Reason {
  const code = basis === 0 ? 'nothing_left_to_pay' : 'rounds_to_zero';
  return { rule: rule.id, applied: false, code, params: { wallet: rule.earn.wallet, basis } };
}
