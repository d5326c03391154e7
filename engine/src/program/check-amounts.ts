/** Money and units that are written somewhere fit their currency and wallet, and units are enough to mean something. */
import type { Units } from '../values/amount.ts';
import type { Checking } from './check-context.ts';
import { moneyOf, type UnitTerms, unitsOf, unitTerms } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import type { Path } from './problem.ts';

/** Complains of money text with more places than the currency; answers whether it is fine. */
export function checkMoney(check: Checking, path: Path, text: string | undefined): boolean {
  if (text === undefined || moneyOf(text, check.decimals) !== null) return true;
  const { currency } = check.document;
  check.report(path, {
    code: 'too_precise',
    message: `${text} has more decimal places than ${currency}`,
    hint: `${currency} has ${check.decimals}`,
  });
  return false;
}

/** What amounts of a wallet are counted in; null when it is not known. */
export function termsOf(check: Checking, wallet: string): UnitTerms | null {
  const written = entryOf(check.document.wallets, wallet);
  return written === undefined ? null : unitTerms(written, check.decimals);
}

/** Complains of more decimal places than the wallet has. null then, and where nothing is written or known. */
export function checkUnitsIn(check: Checking, path: Path, wallet: string, text: string | undefined): Units | null {
  const terms = termsOf(check, wallet);
  if (terms === null || text === undefined) return null;
  const value = unitsOf(text, terms);
  if (value === null)
    check.report(path, {
      code: 'too_precise',
      message: `${text} has more decimal places than the wallet`,
      hint: `the wallet has ${terms.unitDecimals}`,
    });
  return value;
}

/** The same, and none at all is a mistake as well. */
export function checkSomeUnits(check: Checking, path: Path, wallet: string, text: string | undefined): Units | null {
  const value = checkUnitsIn(check, path, wallet, text);
  if (value === 0)
    check.report(path, { code: 'out_of_range', message: 'none at all', hint: 'a number above 0, or nothing here' });
  return value;
}
