/** Random histories: what people do, told without knowing what the account holds; the run finds numbers that make sense. */
import fc from 'fast-check';
import { money, quantity, type ReceiptLine } from '../../src/index.ts';

export type Pay =
  | { readonly type: 'none' }
  | { readonly type: 'max' }
  /** A part of what may be paid, in percent; more than 100 asks for too much. */
  | { readonly type: 'part'; readonly percent: number };

export type Step =
  | { readonly type: 'pass'; readonly minutes: number }
  | { readonly type: 'buy'; readonly lines: readonly ReceiptLine[]; readonly pay: Pay; readonly lateHours: number }
  /** Quarters of what is left of each line, for one or two purchases. */
  | { readonly type: 'return'; readonly which: readonly number[]; readonly quarters: readonly number[] }
  | { readonly type: 'correct'; readonly wallet: number; readonly units: number }
  | { readonly type: 'enrolled' }
  | { readonly type: 'hold'; readonly lines: readonly ReceiptLine[]; readonly pay: Pay; readonly minutes: number }
  | { readonly type: 'commit'; readonly which: number; readonly asMax: boolean }
  | { readonly type: 'release'; readonly which: number }
  | { readonly type: 'void' };

const DAY_MINUTES = 1440;

export const line: fc.Arbitrary<ReceiptLine> = fc
  .record({
    category: fc.constantFrom('coffee', 'tobacco', 'gift', 'tea'),
    amount: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 300 }), fc.constant(7505)),
    pieces: fc.constantFrom(1_000_000, 2_000_000, 3_000_000, 355_000, 7_000_000),
    discount: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 3 }),
  })
  .map(({ category, amount, pieces, discount }) => ({
    sku: category,
    category,
    quantity: quantity(pieces),
    price: money(Math.round(((amount + (discount ?? 0)) * 1_000_000) / pieces)),
    ...(discount === null ? {} : { discount: money(discount) }),
    amount: money(amount),
  }));

export const lines: fc.Arbitrary<readonly ReceiptLine[]> = fc.array(line, { minLength: 1, maxLength: 4 });

export const pay: fc.Arbitrary<Pay> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Pay>({ type: 'none' }) },
  { weight: 3, arbitrary: fc.constant<Pay>({ type: 'max' }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 110 }).map((percent): Pay => ({ type: 'part', percent })) },
);

const quarters = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 });

const pass: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('pass'),
  minutes: fc.oneof(
    fc.constant(1),
    fc.integer({ min: 1, max: DAY_MINUTES }),
    fc.integer({ min: DAY_MINUTES, max: 40 * DAY_MINUTES }),
    fc.constant(370 * DAY_MINUTES),
  ),
});
const buy: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('buy'),
  lines,
  pay,
  lateHours: fc.constantFrom(0, 0, 0, 0, 5, 30, 700),
});
const giveBack: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('return'),
  which: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 2 }),
  quarters,
});
const correct: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('correct'),
  wallet: fc.nat({ max: 1 }),
  units: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -60, max: -1 })),
});
const hold: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('hold'),
  lines,
  pay,
  minutes: fc.constantFrom(1, 15, 2 * DAY_MINUTES),
});
const commit: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('commit'),
  which: fc.nat({ max: 5 }),
  asMax: fc.boolean(),
});
const release: fc.Arbitrary<Step> = fc.record({ type: fc.constant('release'), which: fc.nat({ max: 5 }) });

export interface HistoryWish {
  readonly returns: boolean;
  readonly late: boolean;
  readonly checkouts: boolean;
}

export function history(wish: HistoryWish, maxLength = 14): fc.Arbitrary<readonly Step[]> {
  const purchase = wish.late ? buy : buy.map((step): Step => (step.type === 'buy' ? { ...step, lateHours: 0 } : step));
  const steps = [
    { weight: 6, arbitrary: purchase },
    { weight: 4, arbitrary: pass },
    { weight: 2, arbitrary: correct },
    { weight: 1, arbitrary: fc.constant<Step>({ type: 'enrolled' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ type: 'void' }) },
    ...(wish.returns ? [{ weight: 4, arbitrary: giveBack }] : []),
    ...(wish.checkouts
      ? [
          { weight: 2, arbitrary: hold },
          { weight: 2, arbitrary: commit },
          { weight: 1, arbitrary: release },
        ]
      : []),
  ];
  return fc.array(fc.oneof(...steps), { minLength: 2, maxLength });
}
