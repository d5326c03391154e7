/** What a rule takes off the price, in minor money and exact shares. */
import { ONE_RATIO, parseRatio, type Ratio } from '../values/ratio.ts';
import type { Money } from '../values/amount.ts';
import { byTier } from './by-level.ts';
import { lineCondition } from './cel.ts';
import type { Discount, DiscountAmount } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import type { DiscountDocument } from './document.ts';
import { moneyOf } from './earning-terms.ts';

export function compileDiscount(discount: DiscountDocument, decimals: number): Discount {
  return {
    amount: compileAmount(discount, decimals),
    lines: discount.lines === undefined ? null : lineCondition(discount.lines),
    max: discount.max === undefined ? null : readMoney(discount.max, decimals),
  };
}

function compileAmount(discount: DiscountDocument, decimals: number): DiscountAmount {
  const { percent, amount, price, cheapest, buy, bundle, ladder } = discount;
  if (percent !== undefined) return { type: 'percent', share: byTier(percent, parseRatio) };
  if (amount !== undefined) return { type: 'amount', money: byTier(amount, (text) => moneyOf(text, decimals)) };
  if (price !== undefined) return { type: 'price', money: readMoney(price, decimals) };
  if (cheapest !== undefined) {
    const { of, count = 1, times = null } = cheapest;
    return { type: 'cheapest', of, count, share: share(cheapest.percent), times };
  }
  if (buy !== undefined) {
    const from = buy.from === undefined ? null : lineCondition(buy.from);
    return { type: 'buy', pieces: buy.pieces, get: buy.get, from, share: share(buy.percent), times: buy.times ?? null };
  }
  if (bundle !== undefined) {
    const parts = bundle.parts.map(({ lines, pieces = 1 }) => ({ lines: lineCondition(lines), pieces }));
    return { type: 'bundle', parts, price: readMoney(bundle.price, decimals), times: bundle.times ?? null };
  }
  const steps = compiled(ladder, 'form of a discount').map((step) => ({
    from: readMoney(step.from, decimals),
    share: step.percent === undefined ? null : share(step.percent),
    money: step.amount === undefined ? null : readMoney(step.amount, decimals),
  }));
  return { type: 'ladder', steps };
}

function share(text: string | undefined): Ratio {
  return text === undefined ? ONE_RATIO : compiled(parseRatio(text), text);
}

function readMoney(text: string, decimals: number): Money {
  return compiled(moneyOf(text, decimals), text);
}
