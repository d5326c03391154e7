/** How many units: for each piece, by the amount, at most so many, in whole multiples; and of what money. */
import { describe, expect, test } from 'vitest';
import { GIFT_CARD, silenceOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

/** The wallet beside its name, how the rule earns beside its wallet, what is bought, the units. */
type Row = readonly [what: string, wallet: string, earn: string, goods: readonly Good[], units: number];

function check([, wallet, earn, goods, units]: Row): void {
  const town = townOf(`
wallets: { bonus: { ${wallet} } }
rules: [{ id: rule, on: purchase, earn: { wallet: bonus, ${earn} } }]`);
  const { purchase } = town.person('ann').buy(goods);
  expect(purchase.earned.reduce<number>((sum, { units: given }) => sum + given, 0)).toBe(units);
}

const MONEY = 'worth: 1.00, decimals: 2';

describe('for each piece', () => {
  test.each<Row>([
    [
      'a stamp for each coffee',
      '',
      `each: 1, lines: 'line.category == "coffee"'`,
      [
        ['coffee', '300.00', '3'],
        ['tea', '50.00'],
      ],
      3,
    ],
    [
      'two for each',
      '',
      'each: 2',
      [
        ['coffee', '300.00', '3'],
        ['tea', '50.00'],
      ],
      8,
    ],
    ['a kilogram and a half is one', '', 'each: 1', [['cheese', '150.00', '1.5']], 1],
    ['a third of a kilogram is none', '', 'each: 1', [['cheese', '150.00', '0.355']], 0],
    ['at most four at once', '', 'each: 1, max: 4', [['coffee', '700.00', '7']], 4],
    [
      'nothing for what costs nothing',
      '',
      'each: 1',
      [
        ['coffee', '0.00'],
        ['tea', '50.00'],
      ],
      1,
    ],
  ])('%s', (...row) => check(row));
});

describe('by the amount', () => {
  const UNITS = 'ladder: [{ from: 1000.00, units: 50 }, { from: 3000.00, units: 200 }]';
  const RATES = 'ladder: [{ from: 0, rate: 1% }, { from: 1000.00, rate: 5% }]';
  test.each<Row>([
    ['a kopeck short', 'worth: 1.00', UNITS, [['a', '999.99']], 0],
    [
      'the first step',
      'worth: 1.00',
      UNITS,
      [
        ['a', '600.00'],
        ['b', '400.00'],
      ],
      50,
    ],
    ['the highest that is reached, not both', 'worth: 1.00', UNITS, [['a', '9000.00']], 200],
    ['a rate of all of it', 'worth: 1.00', RATES, [['a', '1000.00']], 50],
    ['the lower rate', 'worth: 1.00', RATES, [['a', '999.00']], 9],
    [
      'lines are rounded each, but reach the step together',
      'worth: 1.00',
      `${RATES}, at: line`,
      [
        ['a', '519.00'],
        ['b', '519.00'],
      ],
      50,
    ],
    [
      'units of a step are given once, not for each line',
      'worth: 1.00',
      `${UNITS}, at: line`,
      [
        ['a', '1000.00'],
        ['b', '1000.00'],
      ],
      50,
    ],
  ])('%s', (...row) => check(row));
});

describe('rounded', () => {
  test.each<Row>([
    [
      'once a receipt: 5 % of 39.80',
      'worth: 1.00',
      'rate: 5%',
      [
        ['a', '19.90'],
        ['b', '19.90'],
      ],
      1,
    ],
    [
      'for each line: 5 % of 19.90, twice',
      'worth: 1.00',
      'rate: 5%, at: line',
      [
        ['a', '19.90'],
        ['b', '19.90'],
      ],
      0,
    ],
    [
      'for each line upwards',
      'worth: 1.00',
      'rate: 5%, at: line, round: ceil',
      [
        ['a', '19.90'],
        ['b', '19.90'],
      ],
      2,
    ],
    ['to whole rubles of cashback: 9.90 are 9', MONEY, 'rate: 1%, to: 1', [['a', '990.00']], 900],
    ['to the nearest whole ruble', MONEY, 'rate: 1%, to: 1, round: halfUp', [['a', '950.00']], 1000],
    ['to tens, upwards', 'worth: 1.00', 'rate: 1%, to: 10, round: ceil', [['a', '101.00']], 10],
    ['without it to the kopeck', MONEY, 'rate: 1%', [['a', '990.99']], 990],
    ['no more than so many at once', 'worth: 1.00', 'rate: 5%, max: 30', [['a', '1000.00']], 30],
  ])('%s', (...row) => check(row));
});

describe('what the wallet says for all its rules', () => {
  test.each<Row>([
    [
      'lines that never earn',
      `worth: 1.00, earn: { except: 'line.category == "tobacco"' }`,
      'rate: 10%',
      [
        ['tobacco', '100.00'],
        ['tea', '50.00'],
      ],
      5,
    ],
    [
      'nothing but such lines',
      `worth: 1.00, earn: { except: 'line.category == "tobacco"' }`,
      'units: 7',
      [['tobacco', '100.00']],
      0,
    ],
    ['a receipt that is too small', 'worth: 1.00, earn: { minReceipt: 100.00 }', 'rate: 10%', [['a', '99.99']], 0],
    ['a receipt that is just enough', 'worth: 1.00, earn: { minReceipt: 100.00 }', 'rate: 10%', [['a', '100.00']], 10],
    [
      'a gift card is money paid in advance',
      'worth: 1.00',
      'rate: 10%',
      [
        ['card', '100.00', '1', GIFT_CARD],
        ['tea', '50.00'],
      ],
      5,
    ],
    ['and gives no stamp', '', 'each: 1', [['card', '100.00', '1', GIFT_CARD]], 0],
  ])('%s', (...row) => check(row));
  test('the receipt counts as it is after discounts', () => {
    const town = townOf(`
wallets: { bonus: { worth: 1.00, earn: { minReceipt: 100.00 } } }
rules: [{ id: ten, on: purchase, discount: { percent: 10% } }, { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }]`);
    expect(silenceOf(town.person('ann').buy([['a', '110.00']]), 'base')).toBe('receipt_too_small');
  });
});

test.each([
  // Worth 120.00, 20.00 off by the shop itself, 10 % by the program, 40 of the 90 paid by units.
  ['gross', 12],
  ['discounted', 9],
  ['paid', 5],
])('ten percent of what is %s', (of, units) => {
  const town = townOf(`
rules:
  - { id: ten, on: purchase, discount: { percent: 10% } }
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10%, of: ${of} } }`);
  const ann = town.person('ann');
  ann.correct(40);
  const off = {
    discount: ann.basket([['a', '20.00']]).receipt.total,
    price: ann.basket([['a', '120.00']]).receipt.total,
  };
  expect(ann.buy([['a', '100.00', '1', off]], { pay: 40 }).purchase.earned.map((earned) => earned.units)).toEqual([
    units,
  ]);
});

describe('of an event without a receipt', () => {
  const RULES = `rules:
  - { id: rate, on: payment, earn: { wallet: bonus, rate: 1% } }
  - { id: step, on: payment, earn: { wallet: bonus, step: { units: 10, per: 30.00 } } }
  - { id: ladder, on: payment, earn: { wallet: bonus, ladder: [{ from: 30.00, units: 10 }, { from: 50.00, units: 25 }] } }`;
  test.each([
    ['29.99', {}],
    ['30.00', { step: 10, ladder: 10 }],
    ['100.00', { rate: 1, step: 30, ladder: 25 }],
  ])('a payment of %s', (amount, earned) => {
    const { earned: given } = townOf(RULES).person('ann').hear('payment', {}, { amount });
    expect(Object.fromEntries(given.map(({ rule, units }) => [rule, units]))).toEqual(earned);
  });
});
