/** Kinds of units: those of the document, and one for each kind of coupon, since a coupon on a card is a unit. */
import { NO_MONEY, units } from '../values/amount.ts';
import { ONE_RATIO, parseRatio } from '../values/ratio.ts';
import { lineCondition } from './cel.ts';
import type { Wallet } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import { compileActivation, compileDuration, compileExpiry } from './compile-dates.ts';
import { compileLimits } from './compile-limits.ts';
import { currencyDecimals } from './currencies.ts';
import type { CouponDocument, ProgramDocument, WalletDocument } from './document.ts';
import { moneyOf, type UnitTerms, unitsOf, unitTerms } from './earning-terms.ts';
import { localPlural, localText } from './words.ts';

const DEFAULT_GRACE = { years: 0, months: 0, days: 14 } as const;

/** The wallet whose units are coupons of a kind. */
export function couponWallet(id: string): string {
  return `coupon:${id}`;
}

export function compileWallets(document: ProgramDocument): ReadonlyMap<string, Wallet> {
  const decimals = currencyDecimals(document.currency);
  const declared = Object.entries(document.wallets).map(([id, wallet]) => compileWallet(id, wallet, decimals));
  const coupons = (document.coupons ?? []).map(compileCouponWallet);
  return new Map([...declared, ...coupons].map((wallet) => [wallet.id, wallet]));
}

function compileWallet(id: string, wallet: WalletDocument, decimals: number): Wallet {
  const terms = compiled(unitTerms(wallet, decimals), `worth of ${id}`);
  const moneyOrNone = (text: string | undefined) =>
    text === undefined ? NO_MONEY : compiled(moneyOf(text, decimals), text);
  return {
    id,
    name: localPlural(wallet.name, id),
    decimals: terms.unitDecimals,
    worth: terms.worth,
    activates: compileActivation(wallet.activates ?? 'at once'),
    expires: compileExpiry(wallet.expires ?? 'never'),
    pay: terms.worth === null ? null : compilePay(wallet.pay ?? {}, terms),
    debt: wallet.debt ?? 'allow',
    grace: wallet.grace === undefined ? DEFAULT_GRACE : compileDuration(wallet.grace),
    earn: {
      except: wallet.earn?.except === undefined ? null : lineCondition(wallet.earn.except),
      minReceipt: moneyOrNone(wallet.earn?.minReceipt),
    },
    transfer: wallet.transfer === undefined ? null : compileLeaving(wallet.transfer, `transfer/${id}`, terms),
    payout: wallet.payout === undefined ? null : compileLeaving(wallet.payout, `payout/${id}`, terms),
  };
}

function compileLeaving(
  written: NonNullable<WalletDocument['transfer']>,
  id: string,
  terms: UnitTerms,
): NonNullable<Wallet['transfer']> {
  const min = written.min === undefined ? units(1) : compiled(unitsOf(written.min, terms), written.min);
  return { min, limits: compileLimits(written.limits, id, terms) };
}

function compilePay(pay: NonNullable<WalletDocument['pay']>, terms: UnitTerms): NonNullable<Wallet['pay']> {
  const moneyOrNone = (text: string | undefined) =>
    text === undefined ? NO_MONEY : compiled(moneyOf(text, terms.currencyDecimals), text);
  return {
    max: pay.max === undefined ? ONE_RATIO : compiled(parseRatio(pay.max), pay.max),
    of: pay.of ?? 'receipt',
    minReceipt: moneyOrNone(pay.minReceipt),
    leave: moneyOrNone(pay.leave),
    step: pay.step === undefined ? units(1) : compiled(unitsOf(pay.step, terms), pay.step),
    except: pay.except === undefined ? null : lineCondition(pay.except),
  };
}

function compileCouponWallet(coupon: CouponDocument): Wallet {
  const name = localText(coupon.name, coupon.id);
  const [ru, en] = [name.ru ?? name.en ?? coupon.id, name.en ?? name.ru ?? coupon.id];
  return {
    id: couponWallet(coupon.id),
    name: {
      ru: { one: `купон «${ru}»`, few: `купона «${ru}»`, many: `купонов «${ru}»` },
      en: { one: `coupon “${en}”`, other: `coupons “${en}”` },
    },
    decimals: 0,
    worth: null,
    activates: { type: 'atOnce' },
    expires: compileExpiry(coupon.expires ?? 'never'),
    pay: null,
    debt: 'allow',
    grace: DEFAULT_GRACE,
    earn: { except: null, minReceipt: NO_MONEY },
    transfer: null,
    payout: null,
  };
}
