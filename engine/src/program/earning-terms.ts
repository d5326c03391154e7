/**
 * What written rates and numbers mean in smallest parts, for compile.ts and for the checks that refuse them. All exact;
 * null where the text has more places than the currency or the wallet.
 */
import { money, type Money, units, type Units } from '../values/amount.ts';
import { parseDecimal } from '../values/decimal.ts';
import { decimalRatio, divRatio, mulRatio, ONE_RATIO, parseRate, ratio, type Ratio } from '../values/ratio.ts';
import type { WalletDocument } from './document.ts';

/** What amounts of a wallet are counted in. */
export interface UnitTerms {
  readonly currencyDecimals: number;
  readonly unitDecimals: number;
  /** Minor money that one smallest unit pays; null when units cannot pay. */
  readonly worth: Money | null;
}

/** null when `worth` is not a whole, positive number of minor money for each smallest unit. */
export function unitTerms(wallet: WalletDocument, currencyDecimals: number): UnitTerms | null {
  const unitDecimals = wallet.decimals ?? 0;
  if (wallet.worth === undefined) return { currencyDecimals, unitDecimals, worth: null };
  const written = decimalRatio(wallet.worth);
  if (written === null || written.num === 0n) return null;
  const exact = mulRatio(written, mulRatio(powerOfTen(currencyDecimals), inverse(powerOfTen(unitDecimals))));
  if (exact.den !== 1n || exact.num > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { currencyDecimals, unitDecimals, worth: money(Number(exact.num)) };
}

/**
 * Smallest units per minor money. A percentage of a wallet with worth is a share of value; without worth, 5% is 0.05 of
 * a unit for each whole of money. "1 per 33.00" is 1 unit for each 33.00 of money.
 */
export function rateOf(text: string, terms: UnitTerms): Ratio | null {
  const rate = parseRate(text);
  if (rate === null) return null;
  if (rate.type === 'percent' && terms.worth !== null) return divRatio(rate.ratio, ratio(BigInt(terms.worth), 1n));
  return divRatio(mulRatio(rate.ratio, powerOfTen(terms.unitDecimals)), powerOfTen(terms.currencyDecimals));
}

export function unitsOf(text: string, terms: UnitTerms): Units | null {
  const value = parseDecimal(text, terms.unitDecimals);
  return value === null ? null : units(value);
}

export function moneyOf(text: string, currencyDecimals: number): Money | null {
  const value = parseDecimal(text, currencyDecimals);
  return value === null ? null : money(value);
}

/** Value given back for each value paid, when units have worth. */
export function valueShare(unitsPerMoney: Ratio, terms: UnitTerms): Ratio | null {
  return terms.worth === null ? null : mulRatio(unitsPerMoney, ratio(BigInt(terms.worth), 1n));
}

function powerOfTen(exponent: number): Ratio {
  return ratio(10n ** BigInt(exponent), 1n);
}

function inverse(value: Ratio): Ratio {
  return divRatio(ONE_RATIO, value);
}
