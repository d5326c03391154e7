/** What a rule gives, in smallest units for smallest money. */
import { units } from '../values/amount.ts';
import { decimalRatio, type Ratio, ratio } from '../values/ratio.ts';
import { byTier } from './by-level.ts';
import { lineCondition } from './cel.ts';
import type { Earn, EarnAmount, Multiply } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import { compileActivation, compileExpiry } from './compile-dates.ts';
import type { EarnDocument, MultiplyDocument } from './document.ts';
import { moneyOf, rateOf, type UnitTerms, unitsOf } from './earning-terms.ts';

export function compileEarn(earn: EarnDocument, terms: UnitTerms): Earn {
  return {
    wallet: earn.wallet,
    basis: earn.of ?? 'paid',
    lines: earn.lines === undefined ? null : lineCondition(earn.lines),
    amount: compileAmount(earn, terms),
    max: earn.max === undefined ? null : compiled(unitsOf(earn.max, terms), earn.max),
    rounding: earn.round ?? 'floor',
    roundAt: earn.at ?? 'receipt',
    multiple: earn.to === undefined ? units(1) : compiled(unitsOf(earn.to, terms), earn.to),
    activates: earn.activates === undefined ? null : compileActivation(earn.activates),
    expires: earn.expires === undefined ? null : compileExpiry(earn.expires),
  };
}

export function compileMultiply(multiply: MultiplyDocument): Multiply {
  return {
    rule: multiply.rule,
    extra: byTier(multiply.by, extraOf),
    lines: multiply.lines === undefined ? null : lineCondition(multiply.lines),
  };
}

/** "2" → 1: what is added to once as much. null for less than once. */
export function extraOf(text: string): Ratio | null {
  const times = decimalRatio(text);
  return times === null || times.num < times.den ? null : ratio(times.num - times.den, times.den);
}

function compileAmount(earn: EarnDocument, terms: UnitTerms): EarnAmount {
  const unitsByTier = (written: NonNullable<EarnDocument['units']>) => byTier(written, (text) => unitsOf(text, terms));
  if (earn.rate !== undefined) return { type: 'rate', rate: byTier(earn.rate, (text) => rateOf(text, terms)) };
  if (earn.step !== undefined) {
    const per = compiled(moneyOf(earn.step.per, terms.currencyDecimals), earn.step.per);
    return { type: 'step', units: unitsByTier(earn.step.units), per };
  }
  if (earn.each !== undefined) return { type: 'each', units: unitsByTier(earn.each) };
  if (earn.ladder !== undefined) {
    const steps = earn.ladder.map((step) => ({
      from: compiled(moneyOf(step.from, terms.currencyDecimals), step.from),
      rate: step.rate === undefined ? null : compiled(rateOf(step.rate, terms), step.rate),
      units: step.units === undefined ? null : compiled(unitsOf(step.units, terms), step.units),
    }));
    return { type: 'ladder', steps };
  }
  return { type: 'fixed', units: unitsByTier(compiled(earn.units, 'amount of a rule')) };
}
