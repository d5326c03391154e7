/** What a receipt comes to, by the words of domain.md: fractions of big integers, one line after another. */
import type { Event, Receipt, ReceiptLine } from '../../src/index.ts';
import { dateOf, datesOf, type Dates } from './model-dates.ts';
import type { Amount, Filter, ProgramSpec, RuleSpec, WalletSpec } from './program-spec.ts';

export interface ModelEarned extends Dates {
  readonly rule: string;
  readonly wallet: string;
  readonly units: number;
  readonly byLine: readonly number[];
}

/** Largest remainder; ties to the larger weight, then to the earlier line; what passes a cap is spread again. */
export function spread(amount: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const shares = weights.map(() => 0);
  const full = new Set<number>();
  let left = amount;
  while (left > 0) {
    const open = weights.map((_, index) => index).filter((index) => !full.has(index));
    const anyWeight = open.some((index) => at(weights, index) > 0);
    const weightOf = (index: number): bigint => (anyWeight ? BigInt(at(weights, index)) : 1n);
    const total = open.reduce((sum, index) => sum + weightOf(index), 0n);
    const claims = open
      .filter((index) => weightOf(index) > 0n)
      .map((index) => ({
        index,
        share: Number((BigInt(left) * weightOf(index)) / total),
        rest: (BigInt(left) * weightOf(index)) % total,
        weight: weightOf(index),
      }));
    let over = left - claims.reduce((sum, claim) => sum + claim.share, 0);
    claims.sort((a, b) =>
      a.rest !== b.rest
        ? a.rest > b.rest
          ? -1
          : 1
        : a.weight !== b.weight
          ? a.weight > b.weight
            ? -1
            : 1
          : a.index - b.index,
    );
    for (const claim of claims) {
      shares[claim.index] = claim.share + (over > 0 ? 1 : 0);
      over -= over > 0 ? 1 : 0;
    }
    const passed = claims.filter(({ index }) => caps !== undefined && at(shares, index) > at(caps, index));
    if (passed.length === 0) return shares;
    for (const { index } of passed) {
      shares[index] = at(caps ?? [], index);
      left -= at(shares, index);
      full.add(index);
    }
    for (const { index } of claims) if (!full.has(index)) shares[index] = 0;
  }
  return shares;
}

/** Kopecks that units may pay on each line, and how many units in all. */
export function limits(
  wallet: WalletSpec,
  receipt: Receipt,
): { readonly caps: readonly number[]; readonly units: number } {
  const { pay } = wallet;
  const worth = wallet.worth ?? 1;
  const total = sum(receipt.lines.map((line) => line.amount));
  if (total < pay.minReceipt) return { caps: receipt.lines.map(() => 0), units: 0 };
  const caps = receipt.lines.map((line) => {
    if (passes(pay.except, line, false)) return 0;
    const left = Math.max(0, line.amount - pay.leave);
    return pay.of === 'line' ? Math.min(left, Math.floor((line.amount * pay.maxPercent) / 100)) : left;
  });
  const ofReceipt = pay.of === 'receipt' ? Math.floor((total * pay.maxPercent) / 100) : Number.POSITIVE_INFINITY;
  return { caps, units: Math.floor(Math.min(sum(caps), ofReceipt) / worth) };
}

export function earnings(
  spec: ProgramSpec,
  receipt: Receipt,
  paidByUnits: readonly number[],
  when: { readonly at: number; readonly rank: number },
): ModelEarned[] {
  return spec.rules.flatMap((rule, index) => {
    if (rule.on !== 'purchase' || !isOn(rule, receipt, spec.zone, when.at)) return [];
    const chosen = receipt.lines.map((line) => passes(rule.filter, line, true));
    if (!chosen.includes(true)) return [];
    const basis = receipt.lines.map((line, which) =>
      chosen[which] === true ? basisOf(rule, line, at(paidByUnits, which)) : 0,
    );
    const wallet = walletAt(spec, rule.wallet);
    const byLine = unitsByLine(rule, wallet, basis, {
      rank: when.rank,
      amounts: receipt.lines.map((line, which) => (chosen[which] === true ? line.amount : 0)),
    });
    return sum(byLine) === 0 ? [] : [made(spec, index, when.at, byLine)];
  });
}

/** What the rules for an event without a receipt give. */
export function gifts(spec: ProgramSpec, event: Extract<Event, { type: 'custom' }>, rank: number): ModelEarned[] {
  return spec.rules.flatMap((rule, index) => {
    if (rule.on !== event.name || rule.amount.type !== 'fixed' || !isOpen(rule, spec.zone, event.at)) return [];
    const units = forRank(rule.amount.units, rank) * 10 ** walletAt(spec, rule.wallet).decimals;
    return units === 0 ? [] : [made(spec, index, event.at, [units])];
  });
}

export function walletAt(spec: ProgramSpec, index: number): WalletSpec {
  const wallet = spec.wallets[index];
  if (wallet === undefined) throw new Error('no such wallet');
  return wallet;
}

export function passes(filter: Filter | null, line: ReceiptLine, without: boolean): boolean {
  return filter === null ? without : filter.passes({ category: line.category ?? '', amount: line.amount });
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`no value ${index}`);
  return value;
}

function made(spec: ProgramSpec, index: number, when: number, byLine: readonly number[]): ModelEarned {
  const rule = spec.rules[index];
  if (rule === undefined) throw new Error('no such rule');
  const wallet = walletAt(spec, rule.wallet);
  const dates = datesOf(when, spec.zone, rule.waitDays ?? wallet.waitDays, rule.ends ?? wallet.ends);
  return { rule: `rule${index}`, wallet: wallet.id, units: sum(byLine), byLine, ...dates };
}

function isOn(rule: RuleSpec, receipt: Receipt, zone: string, when: number): boolean {
  return isOpen(rule, zone, when) && (rule.minTotal === null || receipt.total >= rule.minTotal);
}

function isOpen(rule: RuleSpec, zone: string, when: number): boolean {
  const today = dateOf(when, zone);
  const isDay = (day: number): boolean => !rule.weekend || day >= 6;
  if (rule.hours === null) return isDay(today.dayOfWeek);
  const { hour } = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(zone);
  const [from, to] = rule.hours;
  if (from < to) return hour >= from && hour < to && isDay(today.dayOfWeek);
  // The small hours belong to the evening before.
  return hour >= from ? isDay(today.dayOfWeek) : hour < to && isDay(today.subtract({ days: 1 }).dayOfWeek);
}

function basisOf(rule: RuleSpec, line: ReceiptLine, paidByUnits: number): number {
  // A fixed number is shared by what money pays.
  if (rule.of === 'paid' || rule.amount.type === 'fixed') return line.amount - paidByUnits;
  return rule.of === 'gross' ? line.amount + (line.discount ?? 0) : line.amount;
}

function unitsByLine(
  rule: RuleSpec,
  wallet: WalletSpec,
  basis: readonly number[],
  { rank, amounts }: { readonly rank: number; readonly amounts: readonly number[] },
): number[] {
  const { amount } = rule;
  const part = 10 ** wallet.decimals;
  switch (amount.type) {
    case 'percent':
    case 'per': {
      const [num, den] = fractionOf(amount, wallet, rank);
      const rounded = (value: number): number => divide(BigInt(value) * num, den, rule.round);
      return rule.at === 'line' ? basis.map(rounded) : spread(rounded(sum(basis)), basis);
    }
    case 'step':
      return spread(Math.floor(sum(basis) / amount.kopecks) * forRank(amount.units, rank) * part, basis);
    case 'fixed':
      return spread(forRank(amount.units, rank) * part, sum(basis) > 0 ? basis : amounts);
  }
}

/** Smallest units for a kopeck. */
function fractionOf(
  amount: Extract<Amount, { type: 'percent' | 'per' }>,
  wallet: WalletSpec,
  rank: number,
): readonly [bigint, bigint] {
  const part = 10n ** BigInt(wallet.decimals);
  if (amount.type === 'per') return [BigInt(forRank(amount.units, rank)) * part, BigInt(amount.kopecks)];
  const tenths = BigInt(forRank(amount.tenths, rank));
  return wallet.worth === null ? [tenths * part, 1000n * 100n] : [tenths, 1000n * BigInt(wallet.worth)];
}

function divide(num: bigint, den: bigint, round: RuleSpec['round']): number {
  const down = num / den;
  const rest = num % den;
  const up = round === 'ceil' ? rest > 0n : round === 'halfUp' ? rest * 2n >= den : false;
  return Number(down) + (up ? 1 : 0);
}

function forRank(values: readonly number[], rank: number): number {
  return values.length === 1 ? at(values, 0) : at(values, rank);
}
