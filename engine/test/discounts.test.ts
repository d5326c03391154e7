/** Money off: every form, line by line, in figures that a shop owner can check with a pencil. */
import { describe, expect, test } from 'vitest';
import { GIFT_CARD, offOf, rubles, floor, type Good } from './goods.ts';
import { townOf } from './town.ts';

/** What it is, the discount, the goods, what comes off each. */
type Row = readonly [what: string, discount: string, goods: readonly Good[], off: readonly string[]];

function check([, discount, goods, off]: Row): void {
  const town = townOf(`rules: [{ id: sale, on: purchase, discount: ${discount} }]`);
  const bought = town.person('ann').buy(goods);
  expect(offOf(bought)).toEqual(off);
  const kopecks = goods.reduce((sum, [, amount]) => sum + Math.round(Number(amount) * 100), 0);
  const taken = off.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0);
  expect(rubles(bought.purchase.toPay)).toBe(rubles(kopecks - taken));
}

describe('a part of the price', () => {
  test.each<Row>([
    ['ten percent', '{ percent: 10% }', [['coffee', '199.90']], ['19.99']],
    [
      'halves of a kopeck go up, on each line',
      '{ percent: 10% }',
      [
        ['a', '0.05'],
        ['b', '0.05'],
      ],
      ['0.01', '0.01'],
    ],
    ['a third of a kopeck is dropped', '{ percent: 33.3% }', [['a', '0.01']], ['0.00']],
    ['goods by weight as any', '{ percent: 15% }', [['cheese', '355.00', '0.355']], ['53.25']],
    [
      'only the lines that it names',
      `{ percent: 50%, lines: 'line.category == "tea"' }`,
      [
        ['coffee', '100.00'],
        ['tea', '100.00'],
      ],
      ['0.00', '50.00'],
    ],
    [
      'no more than 30.00 a receipt, spread as the shares were',
      '{ percent: 50%, max: 30.00 }',
      [
        ['a', '100.00'],
        ['b', '200.00'],
      ],
      ['10.00', '20.00'],
    ],
    ['all of it', '{ percent: 100% }', [['a', '12.34']], ['12.34']],
  ])('%s', (...row) => check(row));
});

describe('a sum of money', () => {
  test.each<Row>([
    [
      'spread by what lines cost',
      '{ amount: 50.00 }',
      [
        ['a', '100.00'],
        ['b', '99.99'],
        ['c', '0.50'],
      ],
      ['24.94', '24.94', '0.12'],
    ],
    [
      'three equal lines: the first takes the odd kopeck',
      '{ amount: 10.00 }',
      [
        ['a', '10.00'],
        ['b', '10.00'],
        ['c', '10.00'],
      ],
      ['3.34', '3.33', '3.33'],
    ],
    [
      'never more than the goods cost',
      '{ amount: 500.00 }',
      [
        ['a', '120.00'],
        ['b', '80.00'],
      ],
      ['120.00', '80.00'],
    ],
    [
      'of the named lines alone',
      `{ amount: 500.00, lines: 'line.category == "tea"' }`,
      [
        ['coffee', '100.00'],
        ['tea', '70.00'],
      ],
      ['0.00', '70.00'],
    ],
  ])('%s', (...row) => check(row));
});

describe('a fixed price', () => {
  test.each<Row>([
    ['one piece', '{ price: 99.00 }', [['a', '150.00']], ['51.00']],
    ['three pieces', '{ price: 99.00 }', [['a', '450.00', '3']], ['153.00']],
    ['what is cheaper already stays as it is', '{ price: 99.00 }', [['a', '80.00']], ['0.00']],
    ['by weight: 99.00 a kilogram', '{ price: 99.00 }', [['cheese', '71.00', '0.355']], ['35.85']],
    ['for nothing', '{ price: 0.00 }', [['a', '150.00']], ['150.00']],
  ])('%s', (...row) => check(row));
});

/** What is free is spread over all the goods that made it so, by what they cost: 30 of 180 is a sixth of each. */
describe('the cheapest of so many', () => {
  test.each<Row>([
    [
      'of three, one line each',
      '{ cheapest: { of: 3 } }',
      [
        ['a', '90.00'],
        ['b', '60.00'],
        ['c', '30.00'],
      ],
      ['15.00', '10.00', '5.00'],
    ],
    ['of three, one line', '{ cheapest: { of: 3 } }', [['a', '75.05', '3']], ['25.01']],
    ['two are not enough', '{ cheapest: { of: 3 } }', [['a', '90.00', '2']], ['0.00']],
    ['five are enough once', '{ cheapest: { of: 3 } }', [['a', '100.00', '5']], ['20.00']],
    [
      'six are enough twice: the two cheapest',
      '{ cheapest: { of: 3 } }',
      [
        ['a', '400.00', '4'],
        ['b', '20.00', '2'],
      ],
      ['19.05', '0.95'],
    ],
    ['twice, but at most once', '{ cheapest: { of: 3, times: 1 } }', [['a', '600.00', '6']], ['100.00']],
    [
      'two of every four at half the price',
      '{ cheapest: { of: 4, count: 2, percent: 50% } }',
      [['a', '400.00', '4']],
      ['100.00'],
    ],
    [
      'goods by weight are no pieces, and have no part in it',
      '{ cheapest: { of: 2 } }',
      [
        ['cheese', '355.00', '0.355'],
        ['a', '50.00'],
        ['b', '30.00'],
      ],
      ['0.00', '18.75', '11.25'],
    ],
    [
      'a bag of one and a half is no piece either',
      '{ cheapest: { of: 2 } }',
      [
        ['cheese', '150.00', '1.5'],
        ['a', '50.00'],
      ],
      ['0.00', '0.00'],
    ],
    [
      'among the named lines',
      `{ cheapest: { of: 2 }, lines: 'line.category == "tea"' }`,
      [
        ['coffee', '10.00', '2'],
        ['tea', '80.00', '2'],
      ],
      ['0.00', '40.00'],
    ],
  ])('%s', (...row) => check(row));
});

describe('buy some, get others', () => {
  test.each<Row>([
    [
      'two and the third is free: the cheapest',
      '{ buy: { pieces: 2, get: 1 } }',
      [
        ['a', '200.00', '2'],
        ['b', '50.00'],
      ],
      ['40.00', '10.00'],
    ],
    ['two alone give nothing', '{ buy: { pieces: 2, get: 1 } }', [['a', '200.00', '2']], ['0.00']],
    [
      'coffee makes a bun free',
      `{ buy: { pieces: 1, get: 1, from: 'line.category == "coffee"' }, lines: 'line.category == "bun"' }`,
      [
        ['coffee', '150.00'],
        ['bun', '50.00'],
      ],
      ['37.50', '12.50'],
    ],
    [
      'one coffee, three buns: one bun',
      `{ buy: { pieces: 1, get: 1, from: 'line.category == "coffee"' }, lines: 'line.category == "bun"' }`,
      [
        ['coffee', '150.00'],
        ['bun', '150.00', '3'],
      ],
      ['25.00', '25.00'],
    ],
    [
      'no coffee, no bun',
      `{ buy: { pieces: 1, get: 1, from: 'line.category == "coffee"' }, lines: 'line.category == "bun"' }`,
      [['bun', '50.00']],
      ['0.00'],
    ],
    ['half off the second', '{ buy: { pieces: 1, get: 1, percent: 50% } }', [['a', '200.00', '2']], ['50.00']],
    [
      'no piece is both bought and got',
      `{ buy: { pieces: 1, get: 1, from: 'line.amount >= 100.00' }, lines: 'line.category == "a"' }`,
      [['a', '100.00']],
      ['0.00'],
    ],
    ['at most twice', '{ buy: { pieces: 1, get: 1, times: 2 } }', [['a', '800.00', '8']], ['200.00']],
  ])('%s', (...row) => check(row));
});

describe('things together for one price', () => {
  const MENU = `{ bundle: { price: 250.00, parts: [{ lines: 'line.category == "coffee"' }, { lines: 'line.category == "bun"' }] } }`;
  test.each<Row>([
    [
      'a coffee and a bun',
      MENU,
      [
        ['coffee', '200.00'],
        ['bun', '100.00'],
      ],
      ['33.33', '16.67'],
    ],
    [
      'twice, and a coffee besides',
      MENU,
      [
        ['coffee', '600.00', '3'],
        ['bun', '200.00', '2'],
      ],
      ['66.67', '33.33'],
    ],
    ['a bun alone', MENU, [['bun', '100.00']], ['0.00']],
    [
      'dearer than apart: nothing',
      MENU,
      [
        ['coffee', '120.00'],
        ['bun', '100.00'],
      ],
      ['0.00', '0.00'],
    ],
    [
      'two of one kind',
      `{ bundle: { price: 100.00, parts: [{ lines: 'line.category == "tea"', pieces: 2 }, { lines: 'line.category == "bun"' }] } }`,
      [
        ['tea', '120.00', '2'],
        ['bun', '60.00'],
      ],
      ['53.33', '26.67'],
    ],
    [
      'a drink and a coffee: the tea is the drink, whatever stands first',
      `{ bundle: { price: 200.00, parts: [{ lines: 'line.category in ["coffee", "tea"]' }, { lines: 'line.category == "coffee"' }] } }`,
      [
        ['coffee', '200.00'],
        ['tea', '100.00'],
      ],
      ['66.67', '33.33'],
    ],
    [
      'at most once',
      `{ bundle: { price: 250.00, times: 1, parts: [{ lines: 'line.category == "coffee"' }, { lines: 'line.category == "bun"' }] } }`,
      [
        ['coffee', '400.00', '2'],
        ['bun', '200.00', '2'],
      ],
      ['33.33', '16.67'],
    ],
  ])('%s', (...row) => check(row));
});

describe('by the amount', () => {
  const LADDER =
    '{ ladder: [{ from: 1000.00, percent: 5% }, { from: 3000.00, percent: 10% }, { from: 5000.00, amount: 700.00 }] }';
  test.each<Row>([
    ['a kopeck short of the first step', LADDER, [['a', '999.99']], ['0.00']],
    ['the first step', LADDER, [['a', '1000.00']], ['50.00']],
    [
      'the second',
      LADDER,
      [
        ['a', '2000.00'],
        ['b', '1000.00'],
      ],
      ['200.00', '100.00'],
    ],
    [
      'the third is a sum',
      LADDER,
      [
        ['a', '4000.00'],
        ['b', '1000.00'],
      ],
      ['560.00', '140.00'],
    ],
    [
      'counted over the named lines',
      `{ ladder: [{ from: 100.00, percent: 10% }], lines: 'line.category == "tea"' }`,
      [
        ['coffee', '500.00'],
        ['tea', '99.00'],
      ],
      ['0.00', '0.00'],
    ],
  ])('%s', (...row) => check(row));
});

describe('what no discount takes', () => {
  const off = (rest: string, goods: readonly Good[]): readonly string[] =>
    offOf(townOf(`rules: [{ id: sale, on: purchase, discount: { percent: 50% } }]\n${rest}`).person('ann').buy(goods));
  test('the floor of a line', () =>
    expect(
      off('', [
        ['vodka', '500.00', '1', floor('349.00')],
        ['tea', '100.00'],
      ]),
    ).toEqual(['151.00', '50.00']));
  test('a floor above the price leaves the price', () =>
    expect(off('', [['vodka', '300.00', '1', floor('349.00')]])).toEqual(['0.00']));
  test('a gift card, which is money paid in advance', () =>
    expect(
      off('', [
        ['card', '500.00', '1', GIFT_CARD],
        ['tea', '100.00'],
      ]),
    ).toEqual(['0.00', '50.00']));
  test('lines that the program excludes', () =>
    expect(
      off(`discounts: { except: 'line.category == "tobacco"' }`, [
        ['tobacco', '200.00'],
        ['tea', '100.00'],
      ]),
    ).toEqual(['0.00', '50.00']));
  test('more than the largest part of a line', () =>
    expect(off('discounts: { max: 30% }', [['tea', '99.99']])).toEqual(['29.99']));
  test('what must be left of every line', () =>
    expect(
      off('discounts: { leave: 60.00 }', [
        ['tea', '100.00'],
        ['bun', '10.00'],
      ]),
    ).toEqual(['40.00', '0.00']));
  test('a sum fills the lines that have room', () => {
    const town = townOf('rules: [{ id: sale, on: purchase, discount: { amount: 100.00 } }]');
    expect(
      offOf(
        town.person('ann').buy([
          ['vodka', '300.00', '1', floor('290.00')],
          ['tea', '200.00'],
        ]),
      ),
    ).toEqual(['10.00', '90.00']);
  });
});

describe('by level', () => {
  test('each its own', () => {
    const town = townOf(`
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: gold, from: 1000.00 }] }
rules: [{ id: card, on: purchase, discount: { percent: { new: 0%, gold: 10% } } }]`);
    const ann = town.person('ann');
    expect(offOf(ann.buy([['a', '1000.00']]))).toEqual(['0.00']);
    expect(offOf(ann.buy([['a', '1000.00']]))).toEqual(['100.00']);
  });
});
