/** More of what another rule gives: "double bonuses". */
import { describe, expect, test } from 'vitest';
import { earnedOf, silenceOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const BASE = '{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }';
const HUNDRED: readonly Good[] = [['coffee', '100.00']];
const BOTH: readonly Good[] = [
  ['coffee', '100.00'],
  ['tea', '60.00'],
];

/** What is written besides the base rule of 5 %, what is bought, what each rule gives. */
type Row = readonly [what: string, rules: string, goods: readonly Good[], earned: Readonly<Record<string, number>>];

describe('a multiplier adds to its rule', () => {
  test.each<Row>([
    ['two doubles', '{ id: more, on: purchase, multiply: { rule: base, by: 2 } }', HUNDRED, { base: 5, more: 5 }],
    [
      'one and a half: halves are dropped',
      '{ id: more, on: purchase, multiply: { rule: base, by: 1.5 } }',
      HUNDRED,
      { base: 5, more: 2 },
    ],
    [
      'only what some lines gave',
      `{ id: more, on: purchase, multiply: { rule: base, by: 2, lines: 'line.category == "tea"' } }`,
      BOTH,
      { base: 8, more: 3 },
    ],
    [
      'two of them add what each brings',
      '{ id: more, on: purchase, multiply: { rule: base, by: 2 } }, { id: most, on: purchase, multiply: { rule: base, by: 3 } }',
      HUNDRED,
      { base: 5, more: 5, most: 10 },
    ],
    [
      'in a group the better stands',
      '{ id: more, on: purchase, multiply: { rule: base, by: 2 }, group: promo }, { id: most, on: purchase, multiply: { rule: base, by: 3 }, group: promo }',
      HUNDRED,
      { base: 5, most: 10 },
    ],
    [
      'no more than its own limit',
      '{ id: more, on: purchase, multiply: { rule: base, by: 3 }, limits: [{ every: day, units: 4 }] }',
      HUNDRED,
      { base: 5, more: 4 },
    ],
    [
      'exclusive with what it multiplies',
      '{ id: other, on: purchase, earn: { wallet: bonus, units: 7 } }, { id: more, on: purchase, multiply: { rule: base, by: 2 }, exclusive: true }',
      HUNDRED,
      { base: 5, more: 5 },
    ],
    [
      'a condition of its own',
      `{ id: more, on: purchase, if: 'receipt.total > 100.00', multiply: { rule: base, by: 2 } }`,
      HUNDRED,
      { base: 5 },
    ],
    [
      'hours of its own',
      '{ id: more, on: purchase, when: { hours: "08:00-10:00" }, multiply: { rule: base, by: 2 } }',
      HUNDRED,
      { base: 5 },
    ],
  ])('%s', (_, rules, goods, earned) => {
    const town = townOf(`rules: [${BASE}, ${rules}]`);
    expect(earnedOf(town.person('ann').buy(goods))).toEqual(earned);
  });

  test('before or after its rule, it is the same', () => {
    const town = townOf(`rules: [{ id: more, on: purchase, multiply: { rule: base, by: 2 } }, ${BASE}]`);
    expect(earnedOf(town.person('ann').buy(HUNDRED))).toEqual({ base: 5, more: 5 });
  });
  test('by level', () => {
    const town = townOf(`
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: gold, from: 100.00 }] }
rules: [${BASE}, { id: more, on: purchase, multiply: { rule: base, by: { new: 1, gold: 4 } } }]`);
    const ann = town.person('ann');
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ base: 5 });
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ base: 5, more: 15 });
  });
  test('of an event without a receipt', () => {
    const town = townOf(`rules:
  - { id: review, on: shop.review, earn: { wallet: bonus, units: 30 } }
  - { id: more, on: shop.review, multiply: { rule: review, by: 2 } }`);
    expect(earnedOf(town.person('ann').hear('shop.review'))).toEqual({ review: 30, more: 30 });
  });
  test('it goes to the same wallet with the same dates', () => {
    const town = townOf(`rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5%, activates: { after: P3D }, expires: { after: P10D } } }
  - { id: more, on: purchase, multiply: { rule: base, by: 2 } }`);
    const { earned } = town.person('ann').buy(HUNDRED).purchase;
    expect(earned.map(({ lot }) => lot)).toEqual([earned[0]?.lot, earned[0]?.lot]);
  });
});

describe('more of nothing is nothing', () => {
  const MORE = '{ id: more, on: purchase, multiply: { rule: base, by: 2 } }';
  test('when the rule has lost to a better one', () => {
    const town = townOf(`rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% }, group: promo }
  - { id: better, on: purchase, if: 'receipt.total > 1.00', earn: { wallet: bonus, rate: 8% }, group: promo }
  - ${MORE}`);
    const bought = town.person('ann').buy(HUNDRED);
    expect(earnedOf(bought)).toEqual({ better: 8 });
    expect(silenceOf(bought, 'more')).toBe('nothing_to_multiply');
  });
  test('when the rule has reached its limit', () => {
    const town = townOf(
      `rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% }, limits: [{ every: day, times: 1 }] }, ${MORE}]`,
    );
    const ann = town.person('ann');
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ base: 5, more: 5 });
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({});
  });
  test('when the rule rounds to nothing', () => {
    const town = townOf(`rules: [${BASE}, ${MORE}]`);
    expect(earnedOf(town.person('ann').buy([['a', '19.99']]))).toEqual({});
  });
  test('when another is exclusive', () => {
    const town = townOf(
      `rules: [${BASE}, ${MORE}, { id: alone, on: purchase, if: 'receipt.total > 1.00', earn: { wallet: bonus, units: 1 }, exclusive: true }]`,
    );
    expect(earnedOf(town.person('ann').buy(HUNDRED))).toEqual({ alone: 1 });
  });
});

test('a return takes back what the multiplier gave for the goods returned', () => {
  const town = townOf(
    `rules: [${BASE}, { id: more, on: purchase, multiply: { rule: base, by: 2, lines: 'line.category == "tea"' } }]`,
  );
  const ann = town.person('ann');
  const bought = ann.buy(BOTH);
  expect(ann.units()).toBe(11);
  expect(ann.giveBack(bought, [1, '1']).return.parts[0]?.takenBack).toEqual([
    { rule: 'base', wallet: 'bonus', units: 3 },
    { rule: 'more', wallet: 'bonus', units: 3 },
  ]);
  expect(ann.units()).toBe(5);
});
