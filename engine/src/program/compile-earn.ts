/** What a rule gives, in smallest units for smallest money. */
import { lineCondition } from './cel.ts';
import type { ByTier, Earn, EarnAmount } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import { currencyDecimals } from './currencies.ts';
import type { ByLevelDocument, EarnDocument, ProgramDocument } from './document.ts';
import { moneyOf, rateOf, type UnitTerms, unitsOf, unitTerms } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';

export function compileEarn(earn: EarnDocument, document: ProgramDocument): Omit<Earn, 'activates' | 'expires'> {
  const wallet = compiled(entryOf(document.wallets, earn.wallet), `wallet ${earn.wallet}`);
  const terms = compiled(unitTerms(wallet, currencyDecimals(document.currency)), `worth of ${earn.wallet}`);
  return {
    wallet: earn.wallet,
    basis: earn.of ?? 'paid',
    lines: earn.lines === undefined ? null : lineCondition(earn.lines),
    amount: compileAmount(earn, terms),
    rounding: earn.round ?? 'floor',
    roundAt: earn.at ?? 'receipt',
  };
}

function compileAmount(earn: EarnDocument, terms: UnitTerms): EarnAmount {
  if (earn.rate !== undefined) return { type: 'rate', rate: byTier(earn.rate, (text) => rateOf(text, terms)) };
  if (earn.step !== undefined) {
    const per = compiled(moneyOf(earn.step.per, terms.currencyDecimals), earn.step.per);
    return { type: 'step', units: byTier(earn.step.units, (text) => unitsOf(text, terms)), per };
  }
  return { type: 'fixed', units: byTier(compiled(earn.units, 'amount of a rule'), (text) => unitsOf(text, terms)) };
}

function byTier<Value>(written: ByLevelDocument, read: (text: string) => Value | null): ByTier<Value> {
  if (typeof written === 'string') return { type: 'same', value: compiled(read(written), written) };
  return {
    type: 'tier',
    values: new Map(Object.entries(written).map(([level, text]) => [level, compiled(read(text), text)])),
  };
}
