/** A random shop's rules as its author would write them. */
import type {
  ByLevel,
  DiscountForm,
  DiscountSpec,
  EarnForm,
  EarnSpec,
  MultiplySpec,
  RuleSpec,
  ShopSpec,
} from './spec.ts';

export function documentOf(shop: ShopSpec): string {
  const { pay, earn, discounts } = shop;
  const units = (smallest: number): string => decimal(smallest, shop.decimals);
  return JSON.stringify({
    kopilka: 1,
    id: 'random',
    name: 'Random',
    currency: 'RUB',
    timezone: 'Europe/Moscow',
    wallets: {
      bonus: {
        decimals: shop.decimals,
        worth: rubles(shop.worth * 10 ** shop.decimals),
        pay: {
          max: `${pay.maxPercent}%`,
          of: pay.of,
          minReceipt: rubles(pay.minReceipt),
          leave: rubles(pay.leave),
          ...(pay.step === 1 ? {} : { step: units(pay.step) }),
          ...(pay.except === null ? {} : { except: pay.except.cel }),
        },
        earn: {
          minReceipt: rubles(earn.minReceipt),
          ...(earn.except === null ? {} : { except: earn.except.cel }),
        },
      },
    },
    tiers: {
      by: 'spend',
      levels: [
        { id: 'low', from: '0' },
        { id: 'high', from: '1000000.00' },
      ],
    },
    discounts: {
      max: `${discounts.maxPercent}%`,
      leave: rubles(discounts.leave),
      ...(discounts.except === null ? {} : { except: discounts.except.cel }),
    },
    ...(shop.rules.some(isCapped) ? { caps: { shared: { units: units(shop.cap), every: 'day' } } } : {}),
    groups: Object.fromEntries(
      shop.rules.flatMap((rule) => (rule.group === null ? [] : [[groupOf(rule, rule.group), rule.group]])),
    ),
    rules: shop.rules.map((rule, index) => ({ id: `rule${index}`, on: 'purchase', ...ruleOf(rule, units) })),
    coupons: shop.coupon === null ? [] : [{ id: 'code', gives: { discount: discountOf(shop.coupon) } }],
  });
}

/** Rules that discount and rules that earn have groups of their own. */
function groupOf({ does }: RuleSpec, mode: string): string {
  return `${does.type === 'discount' ? 'discount' : 'earn'}_${mode}`;
}

function isCapped({ does, capped }: RuleSpec): boolean {
  return capped && does.type !== 'discount';
}

function ruleOf(rule: RuleSpec, units: (smallest: number) => string): object {
  const { does, group, priority, exclusive, minTotal, daily, capped } = rule;
  const bounds = {
    ...(daily === null ? {} : { limits: [{ every: 'day', units: units(daily) }] }),
    ...(capped ? { caps: ['shared'] } : {}),
  };
  return {
    ...(minTotal === null ? {} : { if: `receipt.total >= ${rubles(minTotal)}` }),
    ...(group === null ? {} : { group: groupOf(rule, group) }),
    ...(exclusive ? { exclusive: true } : {}),
    priority,
    ...(does.type === 'discount'
      ? { discount: discountOf(does) }
      : does.type === 'earn'
        ? { earn: earnOf(does, units), ...bounds }
        : { multiply: multiplyOf(does), ...bounds }),
  };
}

function discountOf({ form, filter, max }: DiscountSpec): object {
  return {
    ...discountFormOf(form),
    ...(filter === null || form.type === 'bundle' ? {} : { lines: filter.cel }),
    ...(max === null ? {} : { max: rubles(max) }),
  };
}

function discountFormOf(form: DiscountForm): object {
  const limit = 'times' in form && form.times !== null ? { times: form.times } : {};
  switch (form.type) {
    case 'percent':
      return { percent: byLevel(form.tenths, tenthsText) };
    case 'amount':
      return { amount: byLevel(form.kopecks, rubles) };
    case 'price':
      return { price: rubles(form.kopecks) };
    case 'cheapest':
      return { cheapest: { of: form.of, count: form.count, percent: `${form.percent}%`, ...limit } };
    case 'buy': {
      const from = form.from === null ? {} : { from: form.from.cel };
      return { buy: { pieces: form.pieces, get: form.get, percent: `${form.percent}%`, ...from, ...limit } };
    }
    case 'bundle': {
      const parts = form.parts.map(({ filter, pieces }) => ({ lines: filter.cel, pieces }));
      return { bundle: { parts, price: rubles(form.kopecks), ...limit } };
    }
    case 'ladder':
      return {
        ladder: form.steps.map(({ from, tenths, kopecks }) => ({
          from: rubles(from),
          ...(tenths === null ? { amount: rubles(kopecks ?? 0) } : { percent: tenthsText(tenths) }),
        })),
      };
  }
}

function earnOf({ form, filter, of, round, at, to, max }: EarnSpec, units: (smallest: number) => string): object {
  const isRated = form.type === 'rate' || form.type === 'per' || form.type === 'ladder';
  return {
    wallet: 'bonus',
    ...earnFormOf(form, units),
    ...(filter === null ? {} : { lines: filter.cel }),
    ...(form.type === 'units' || form.type === 'each' ? {} : { of }),
    ...(isRated ? { round } : {}),
    ...(isRated ? { at } : {}),
    ...(to === 1 || form.type === 'each' || form.type === 'units' ? {} : { to: units(to) }),
    ...(max === null ? {} : { max: units(max) }),
  };
}

function earnFormOf(form: EarnForm, units: (smallest: number) => string): object {
  switch (form.type) {
    case 'rate':
      return { rate: byLevel(form.tenths, tenthsText) };
    case 'per':
      return { rate: `${units(form.units)} per ${rubles(form.kopecks)}` };
    case 'step':
      return { step: { units: byLevel(form.units, units), per: rubles(form.kopecks) } };
    case 'units':
      return { units: byLevel(form.units, units) };
    case 'each':
      return { each: byLevel(form.units, units) };
    case 'ladder':
      return {
        ladder: form.steps.map((step) => ({
          from: rubles(step.from),
          ...(step.tenths === null ? { units: units(step.units ?? 0) } : { rate: tenthsText(step.tenths) }),
        })),
      };
  }
}

function multiplyOf({ rule, by, filter }: MultiplySpec): object {
  return {
    rule: `rule${rule}`,
    by: byLevel(by, (tenths) => decimal(tenths, 1)),
    ...(filter === null ? {} : { lines: filter.cel }),
  };
}

function byLevel([low, high]: ByLevel, say: (value: number) => string): object {
  return { low: say(low), high: say(high) };
}

function tenthsText(tenths: number): string {
  return `${decimal(tenths, 1)}%`;
}

function rubles(kopecks: number): string {
  return decimal(kopecks, 2);
}

function decimal(value: number, places: number): string {
  if (places === 0) return String(value);
  const digits = String(value).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
