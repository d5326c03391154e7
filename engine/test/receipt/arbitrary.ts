/** Random shops with one receipt at the till. */
import fc from 'fast-check';
import { money, quantity, type ReceiptLine } from '../../src/index.ts';
import {
  FILTERS,
  type ByLevel,
  type DiscountForm,
  type DiscountSpec,
  type EarnForm,
  type EarnSpec,
  type Filter,
  type RuleSpec,
  type ShopSpec,
} from './spec.ts';

const filter: fc.Arbitrary<Filter | null> = fc.option(fc.constantFrom(...Object.values(FILTERS)), { freq: 2 });
const byLevel = (values: fc.Arbitrary<number>): fc.Arbitrary<ByLevel> => fc.tuple(values, values);
const times = fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 });
const percent = fc.constantFrom(100, 100, 50, 33);
const kopecks = fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(1, 9900, 10_000));

const ladderOf = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<readonly (Value & { readonly from: number })[]> =>
  fc.array(fc.tuple(fc.constantFrom(0, 5000, 20_000, 60_000), value), { minLength: 1, maxLength: 3 }).map((steps) => {
    const byFrom = new Map(steps.map(([from, given]) => [from, given]));
    return [...byFrom].toSorted(([a], [b]) => a - b).map(([from, given]) => ({ ...given, from }));
  });

const discountForm: fc.Arbitrary<DiscountForm> = fc.oneof(
  fc.record({ type: fc.constant('percent'), tenths: byLevel(fc.integer({ min: 0, max: 1000 })) }),
  fc.record({ type: fc.constant('amount'), kopecks: byLevel(kopecks) }),
  fc.record({ type: fc.constant('price'), kopecks }),
  fc.record({
    type: fc.constant('cheapest'),
    of: fc.integer({ min: 2, max: 4 }),
    count: fc.integer({ min: 1, max: 2 }),
    percent,
    times,
  }),
  fc.record({
    type: fc.constant('buy'),
    pieces: fc.integer({ min: 1, max: 3 }),
    get: fc.integer({ min: 1, max: 2 }),
    from: filter,
    percent,
    times,
  }),
  fc.record({
    type: fc.constant('bundle'),
    parts: fc.constantFrom(
      [
        { filter: FILTERS.coffee, pieces: 1 },
        { filter: FILTERS.bun, pieces: 1 },
      ],
      [
        { filter: FILTERS.coffee, pieces: 2 },
        { filter: FILTERS.bun, pieces: 1 },
        { filter: FILTERS.tea, pieces: 1 },
      ],
    ),
    kopecks,
    times,
  }),
  fc.record({
    type: fc.constant('ladder'),
    steps: ladderOf(
      fc.oneof(
        fc.record({ tenths: fc.integer({ min: 1, max: 500 }), kopecks: fc.constant(null) }),
        fc.record({ tenths: fc.constant(null), kopecks }),
      ),
    ),
  }),
);

const discount: fc.Arbitrary<DiscountSpec> = fc.record({
  type: fc.constant('discount'),
  form: discountForm,
  filter,
  max: fc.option(fc.integer({ min: 1, max: 20_000 }), { freq: 4 }),
});

const units = fc.integer({ min: 1, max: 40 });
const earnForm: fc.Arbitrary<EarnForm> = fc.oneof(
  fc.record({ type: fc.constant('rate'), tenths: byLevel(fc.integer({ min: 1, max: 300 })) }),
  fc.record({ type: fc.constant('per'), units, kopecks: fc.constantFrom(3300, 10_000) }),
  fc.record({ type: fc.constant('step'), units: byLevel(units), kopecks: fc.constantFrom(5000, 10_000) }),
  fc.record({ type: fc.constant('units'), units: byLevel(units) }),
  fc.record({ type: fc.constant('each'), units: byLevel(units) }),
  fc.record({
    type: fc.constant('ladder'),
    steps: ladderOf(
      fc.oneof(
        fc.record({ tenths: fc.integer({ min: 1, max: 200 }), units: fc.constant(null) }),
        fc.record({ tenths: fc.constant(null), units }),
      ),
    ),
  }),
);

const earn: fc.Arbitrary<EarnSpec> = fc.record({
  type: fc.constant('earn'),
  form: earnForm,
  filter,
  of: fc.constantFrom('paid', 'paid', 'discounted', 'gross'),
  round: fc.constantFrom('floor', 'floor', 'halfUp', 'ceil'),
  at: fc.constantFrom('receipt', 'receipt', 'line'),
  to: fc.constantFrom(1, 1, 1, 5),
  max: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 4 }),
});

/** Multipliers name one of the first two rules, which earn. */
const extra = fc.record({
  type: fc.constant('multiply' as const),
  rule: fc.nat({ max: 1 }),
  by: byLevel(fc.integer({ min: 10, max: 40 })),
  filter,
});

const group = fc.constantFrom<RuleSpec['group']>(null, null, 'best', 'first', 'all');
const ruleOf = (does: fc.Arbitrary<RuleSpec['does']>): fc.Arbitrary<RuleSpec> =>
  fc.record({
    does,
    group,
    priority: fc.constantFrom(0, 0, 0, 5),
    exclusive: fc.nat({ max: 9 }).map((chance) => chance === 0),
    minTotal: fc.option(fc.constantFrom(10_000, 40_000), { freq: 4 }),
    daily: fc.option(fc.integer({ min: 1, max: 80 }), { freq: 4 }),
    capped: fc.nat({ max: 2 }).map((chance) => chance === 0),
  });

const line: fc.Arbitrary<ReceiptLine> = fc
  .record({
    category: fc.constantFrom('coffee', 'coffee', 'tea', 'bun', 'other'),
    amount: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 300 }), fc.constant(7505)),
    pieces: fc.constantFrom(1_000_000, 1_000_000, 2_000_000, 3_000_000, 355_000, 1_500_000, 7_000_000),
    discount: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 5 }),
    floorPercent: fc.option(fc.constantFrom(50, 100), { freq: 6 }),
    isCard: fc.nat({ max: 14 }).map((chance) => chance === 0),
  })
  .map(({ category, amount, pieces, discount: off, floorPercent, isCard }) => ({
    sku: category,
    category,
    quantity: quantity(pieces),
    price: money(Math.round(((amount + (off ?? 0)) * 1_000_000) / pieces)),
    ...(off === null ? {} : { discount: money(off) }),
    amount: money(amount),
    ...(floorPercent === null ? {} : { floor: money(Math.floor((amount * floorPercent) / 100)) }),
    ...(isCard ? { kind: 'gift_card' as const } : {}),
  }));

export const shop: fc.Arbitrary<ShopSpec> = fc
  .record({
    unit: fc.constantFrom({ decimals: 0, worth: 100 }, { decimals: 0, worth: 7 }, { decimals: 2, worth: 1 }),
    pay: fc.record({
      maxPercent: fc.constantFrom(30, 50, 99, 100),
      of: fc.constantFrom('line', 'receipt'),
      minReceipt: fc.constantFrom(0, 0, 20_000),
      leave: fc.constantFrom(0, 0, 1, 100),
      step: fc.constantFrom(1, 1, 50),
      except: filter,
    }),
    earn: fc.record({ except: filter, minReceipt: fc.constantFrom(0, 0, 15_000) }),
    discounts: fc.record({
      maxPercent: fc.constantFrom(100, 100, 70, 33),
      leave: fc.constantFrom(0, 0, 1, 1000),
      except: filter,
    }),
    cap: fc.integer({ min: 1, max: 100 }),
    rules: fc
      .tuple(
        ruleOf(earn),
        ruleOf(earn),
        fc.array(fc.oneof({ weight: 4, arbitrary: ruleOf(discount) }, ruleOf(earn), ruleOf(extra)), {
          minLength: 1,
          maxLength: 6,
        }),
      )
      .map(([one, other, others]) => [one, other, ...others]),
    coupon: fc.option(discount, { freq: 2 }),
    level: fc.nat({ max: 1 }),
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    balance: fc.constantFrom(0, 37, 400, 100_000),
    payPercent: fc.option(fc.integer({ min: 1, max: 100 }), { freq: 2 }),
  })
  .map(({ unit, ...rest }) => ({ ...rest, ...unit }));
