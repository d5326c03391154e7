/** Partners, stores, exchanges between wallets, gift cards. */
import { calendarOf } from '../values/calendar.ts';
import { NO_MONEY, units } from '../values/amount.ts';
import { parseRate, parseRatio, divRatio, mulRatio, type Ratio, ratio } from '../values/ratio.ts';
import { ruleCondition } from './cel.ts';
import type { Conversion, GiftCards, Partner, Store } from './compiled-benefits.ts';
import { compiled } from './compiled-assertion.ts';
import { compileDuration } from './compile-dates.ts';
import { compileLimits } from './compile-limits.ts';
import { type RuleContext, walletTerms } from './compile-rules.ts';
import type { ProgramDocument } from './document.ts';
import { moneyOf, unitsOf } from './earning-terms.ts';
import { localText } from './words.ts';

export function compilePartners({ document, decimals }: RuleContext): ReadonlyMap<string, Partner> {
  const read = (text: string | undefined) => (text === undefined ? null : compiled(moneyOf(text, decimals), text));
  const partners = Object.entries(document.partners ?? {}).map(([id, partner]): Partner => {
    const payMax = partner.pay === undefined ? null : compiled(parseRatio(partner.pay.max), partner.pay.max);
    return { id, name: localText(partner.name, id), issue: read(partner.issue), redeem: read(partner.redeem), payMax };
  });
  return new Map(partners.map((partner) => [partner.id, partner]));
}

export function compileStores({ document }: RuleContext): ReadonlyMap<string, Store> {
  const stores = Object.entries(document.stores ?? {}).map(([id, store]): Store => {
    return { id, name: localText(store.name, id), calendar: calendarOf(store.timezone ?? document.timezone) };
  });
  return new Map(stores.map((store) => [store.id, store]));
}

export function compileConversions(context: RuleContext): ReadonlyMap<string, Conversion> {
  const conversions = (context.document.conversions ?? []).map((written): Conversion => {
    const from = walletTerms(written.from, context);
    const to = walletTerms(written.to, context);
    return {
      id: written.id,
      name: localText(written.name, written.id),
      from: written.from,
      to: written.to,
      rate: exchangeRate(compiled(parseRate(written.rate), written.rate).ratio, from.unitDecimals, to.unitDecimals),
      min: written.min === undefined ? units(1) : compiled(unitsOf(written.min, from), written.min),
      condition: written.if === undefined ? null : ruleCondition(written.if),
      limits: compileLimits(written.limits, `conversion/${written.id}`, from),
    };
  });
  return new Map(conversions.map((conversion) => [conversion.id, conversion]));
}

/** Whole units for whole units, as smallest parts for smallest parts. */
export function exchangeRate(written: Ratio, fromDecimals: number, toDecimals: number): Ratio {
  return divRatio(mulRatio(written, ratio(10n ** BigInt(toDecimals), 1n)), ratio(10n ** BigInt(fromDecimals), 1n));
}

export function compileGiftCards(written: ProgramDocument['giftCards'], decimals: number): GiftCards | null {
  if (written === undefined) return null;
  const read = (text: string) => compiled(moneyOf(text, decimals), text);
  return {
    amounts: written.amounts === undefined ? null : written.amounts.map(read),
    min: written.min === undefined ? NO_MONEY : read(written.min),
    max: written.max === undefined ? null : read(written.max),
    expires: written.expires === undefined ? null : compileDuration(written.expires),
  };
}
