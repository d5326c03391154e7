/** Random histories of several members, told without knowing what their accounts hold; life.ts finds what makes sense. */
import fc from 'fast-check';
import { money, type ReceiptLine } from '../../src/index.ts';
import { line as plainLine, pay, type Pay } from '../random/history.ts';

/** What may be brought to a till. */
export const APPLIED = ['coupon:ten', 'code:ten', 'coupon:more', 'code:gift', 'reward:sum', 'reward:tea'] as const;
export const PLACES = [
  {},
  {},
  { store: 'east' },
  { store: 'north', till: '1' },
  { store: 'north', till: '2' },
  { partner: 'books' },
] as const;
export const MEMBERS = ['mother', 'father'] as const;
export const PEOPLE = ['ann', 'bob', 'eve'] as const;

export interface Basket {
  readonly lines: readonly ReceiptLine[];
  readonly pay: Pay;
  readonly apply: readonly (typeof APPLIED)[number][];
  readonly place: number;
  readonly member: number;
}

export type Deed =
  | { readonly type: 'buy'; readonly basket: Basket; readonly lateHours: number }
  | { readonly type: 'hold'; readonly basket: Basket; readonly minutes: number }
  | { readonly type: 'commit'; readonly which: number; readonly isFrozen: boolean }
  | { readonly type: 'release'; readonly which: number }
  | { readonly type: 'return'; readonly which: readonly number[]; readonly quarters: readonly number[] }
  | { readonly type: 'correct'; readonly wallet: 'bonus' | 'star'; readonly units: number }
  | { readonly type: 'tell'; readonly name: string; readonly number: number }
  | { readonly type: 'redeem'; readonly reward: string; readonly quantity: number }
  | { readonly type: 'close'; readonly which: number; readonly how: 'collect' | 'cancel' | 'confirm' }
  | { readonly type: 'payout'; readonly units: number }
  | { readonly type: 'convert'; readonly units: number }
  | { readonly type: 'transfer'; readonly to: number; readonly wallet: 'bonus' | 'star'; readonly units: number }
  | { readonly type: 'merge'; readonly into: number }
  | { readonly type: 'grant'; readonly level: string | null; readonly days: number | null }
  | { readonly type: 'refer'; readonly by: number }
  | { readonly type: 'profile'; readonly what: number }
  | { readonly type: 'choose'; readonly picks: readonly string[]; readonly period: 'current' | 'next' };

export type Step =
  | { readonly type: 'pass'; readonly minutes: number }
  | { readonly who: number; readonly type: 'do'; readonly deed: Deed };

export interface HistoryWish {
  /** Whether accounts send each other something: transfers, merges, friends. */
  readonly between: boolean;
  /** The most days that pass at once. */
  readonly days: number;
  readonly late: boolean;
  readonly length: number;
}

const DAY_MINUTES = 1440;
const units = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 1, arbitrary: fc.constant(3000) },
);
const wallet = fc.constantFrom<'bonus' | 'star'>('bonus', 'star');
const quarters = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 });

/** Prices in tens of rubles, so that bounds of a random program are met now and then. */
export const lines: fc.Arbitrary<readonly ReceiptLine[]> = fc.array(
  fc.tuple(plainLine, fc.nat({ max: 14 }), fc.nat({ max: 9 })).map(([line, card, floored]): ReceiptLine => ({
    ...line,
    ...(card === 0 ? { kind: 'gift_card' as const } : {}),
    ...(floored === 0 ? { floor: money(Math.floor(line.amount / 2)) } : {}),
  })),
  { minLength: 1, maxLength: 3 },
);

export const basket: fc.Arbitrary<Basket> = fc.record({
  lines,
  pay,
  apply: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fc.constantFrom(...APPLIED), { maxLength: 2 })),
  place: fc.nat({ max: PLACES.length - 1 }),
  member: fc.nat({ max: MEMBERS.length - 1 }),
});

function deed(wish: HistoryWish): fc.Arbitrary<Deed> {
  const of = <Type extends Deed['type']>(type: Type) => fc.constant(type);
  const other = fc.nat({ max: PEOPLE.length - 1 });
  const which = fc.nat({ max: 20 });
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        type: of('buy'),
        basket,
        lateHours: wish.late ? fc.constantFrom(0, 0, 0, 5, 30) : fc.constant(0),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ type: of('return'), which: fc.array(which, { minLength: 1, maxLength: 2 }), quarters }),
    },
    { weight: 2, arbitrary: fc.record({ type: of('hold'), basket, minutes: fc.constantFrom(1, 15, 2 * DAY_MINUTES) }) },
    { weight: 2, arbitrary: fc.record({ type: of('commit'), which, isFrozen: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ type: of('release'), which }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: of('correct'), wallet, units: fc.oneof(units, fc.integer({ min: -20, max: -1 })) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        type: of('tell'),
        name: fc.constantFrom('enrolled', 'shop.walk', 'shop.walk', 'payment', 'subscribed', 'shop.nothing'),
        number: fc.integer({ min: 0, max: 3000 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: of('redeem'),
        reward: fc.constantFrom('mug', 'set', 'swap', 'mug', 'set', 'sum'),
        quantity: fc.constantFrom(1, 1, 2),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ type: of('close'), which, how: fc.constantFrom('collect', 'cancel', 'confirm') }),
    },
    { weight: 2, arbitrary: fc.record({ type: of('payout'), units }) },
    { weight: 2, arbitrary: fc.record({ type: of('convert'), units }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: of('grant'),
        level: fc.constantFrom('mid', 'high', null),
        days: fc.constantFrom(3, null),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: of('profile'), what: fc.nat({ max: 5 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: of('choose'),
        picks: fc.subarray(['tea', 'coffee', 'bun']),
        period: fc.constantFrom('current', 'next'),
      }),
    },
    ...(wish.between
      ? [
          { weight: 3, arbitrary: fc.record({ type: of('transfer'), to: other, wallet, units }) },
          { weight: 2, arbitrary: fc.record({ type: of('refer'), by: other }) },
          { weight: 1, arbitrary: fc.record({ type: of('merge'), into: other }) },
        ]
      : []),
  );
}

export function history(wish: HistoryWish): fc.Arbitrary<readonly Step[]> {
  const pass = fc.oneof(
    fc.integer({ min: 1, max: DAY_MINUTES }),
    fc.integer({ min: DAY_MINUTES, max: wish.days * DAY_MINUTES }),
  );
  return fc.array(
    fc.oneof(
      { weight: 1, arbitrary: pass.map((minutes): Step => ({ type: 'pass', minutes })) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.nat({ max: PEOPLE.length - 1 }), deed(wish))
          .map(([who, one]): Step => ({ type: 'do', who, deed: one })),
      },
    ),
    { minLength: 3, maxLength: wish.length, size: 'max' },
  );
}
