/** What a receipt earns, in rows a shop owner can check with a pencil. */
import { describe, expect, test } from 'vitest';
import { explainReason, reasonsOn } from '../src/index.ts';
import { Shop, type LineText, type ProgramText } from './shop.ts';

const rule = (earn: string, rest = ''): string => `{ id: base, on: purchase, ${rest} earn: ${earn} }`;

function earned(program: ProgramText, lines: readonly LineText[], pay?: number): number {
  const shop = new Shop(program);
  if (pay !== undefined) shop.correct(pay);
  const decision = shop.buy({ lines, ...(pay === undefined ? {} : { pay }) });
  const total = decision.purchase.earned.reduce<number>((sum, part) => sum + part.units, 0);
  const byLine = decision.purchase.lines.reduce<number>(
    (sum, line) => sum + line.earned.reduce<number>((all, part) => all + part, 0),
    0,
  );
  expect(byLine, 'the lines add up').toBe(total);
  return total;
}

const ONE: readonly LineText[] = [['coffee', '1000.00']];
const THREE_CHEAP: readonly LineText[] = [
  ['tea', '19.99'],
  ['tea', '19.99'],
  ['tea', '19.99'],
];

describe('one rule', () => {
  test.each<[string, string, readonly LineText[], number]>([
    ['5 % of 1 000.00 is 50', '{ wallet: bonus, rate: 5% }', ONE, 50],
    ['5 % of 199.99 is 9, the rest is dropped', '{ wallet: bonus, rate: 5% }', [['tea', '199.99']], 9],
    ['… or 10, when halves go up', '{ wallet: bonus, rate: 5%, round: halfUp }', [['tea', '199.99']], 10],
    ['half a unit goes up', '{ wallet: bonus, rate: 5%, round: halfUp }', [['tea', '10.00']], 1],
    ['just under half does not', '{ wallet: bonus, rate: 5%, round: halfUp }', [['tea', '9.99']], 0],
    ['a kopeck earns 1, when rounded up', '{ wallet: bonus, rate: 5%, round: ceil }', [['tea', '0.01']], 1],
    ['rounded once a receipt: 5 % of 59.97 is 2', '{ wallet: bonus, rate: 5% }', THREE_CHEAP, 2],
    ['rounded on each line: 0 + 0 + 0', '{ wallet: bonus, rate: 5%, at: line }', THREE_CHEAP, 0],
    ['rounded up on each line: 1 + 1 + 1', '{ wallet: bonus, rate: 5%, at: line, round: ceil }', THREE_CHEAP, 3],
    ['0.5 % of 1 000.00 is 5', '{ wallet: bonus, rate: 0.5% }', ONE, 5],
    ['1 for every 33.00 of 1 000.00 is 30', '{ wallet: bonus, rate: 1 per 33.00 }', ONE, 30],
    [
      '10 for every full 100.00 of 399.99 is 30',
      '{ wallet: bonus, step: { units: 10, per: 100.00 } }',
      [['tea', '399.99']],
      30,
    ],
    ['… and of 99.99 nothing', '{ wallet: bonus, step: { units: 10, per: 100.00 } }', [['tea', '99.99']], 0],
    [
      'the step counts the receipt, not its lines',
      '{ wallet: bonus, step: { units: 10, per: 50.00 } }',
      THREE_CHEAP,
      10,
    ],
    ['a fixed number, whatever the receipt', '{ wallet: bonus, units: 100 }', THREE_CHEAP, 100],
    ['a fixed number for something free', '{ wallet: bonus, units: 100 }', [['gift', '0.00']], 100],
    [
      'only coffee earns',
      `{ wallet: bonus, rate: 10%, lines: 'line.category == "coffee"' }`,
      [
        ['coffee', '200.00'],
        ['tea', '300.00'],
      ],
      20,
    ],
    ['no coffee, nothing', `{ wallet: bonus, rate: 10%, lines: 'line.category == "coffee"' }`, [['tea', '300.00']], 0],
    [
      'dear lines earn: money is written in rubles',
      `{ wallet: bonus, rate: 10%, lines: 'line.amount >= 250.00' }`,
      [
        ['tea', '249.99'],
        ['tea', '250.00'],
      ],
      25,
    ],
    ['after the shop took 200.00 off 1 000.00', '{ wallet: bonus, rate: 10% }', [['tea', '800.00', '1', '200.00']], 80],
    ['… counting the price before', '{ wallet: bonus, rate: 10%, of: gross }', [['tea', '800.00', '1', '200.00']], 100],
    ['100 % is the most a rate gives', '{ wallet: bonus, rate: 100% }', ONE, 1000],
    ['weighed goods', '{ wallet: bonus, rate: 5% }', [['cheese', '355.51', '0.355']], 17],
  ])('%s', (_, earn, lines, expected) => {
    expect(earned({ rules: [rule(earn)] }, lines)).toBe(expected);
  });
});

describe('what a unit is', () => {
  test.each<[string, string, string, string, number]>([
    ['5 % at 0.10 a unit: 50 units for 100.00', 'bonus: { worth: 0.10 }', '5%', '100.00', 50],
    ['5 % of units that are worth nothing: 5 for 100.00', 'bonus: { name: stars }', '5%', '100.00', 5],
    ['1 % of 99.99 as cashback is 0.99', 'bonus: { decimals: 2, worth: 1.00 }', '1%', '99.99', 99],
    ['1.7 stars for each ruble of 10.00', 'bonus: { name: stars }', '1.7 per 1.00', '10.00', 17],
    ['5 % at 2.00 a unit: 2 units for 100.00', 'bonus: { worth: 2.00 }', '5%', '100.00', 2],
  ])('%s', (_, wallets, rate, amount, expected) => {
    expect(earned({ wallets, rules: [rule(`{ wallet: bonus, rate: ${rate} }`)] }, [['tea', amount]])).toBe(expected);
  });

  test('a currency without minor money: 5 % of 1 000 yen', () => {
    const shop = new Shop({
      currency: 'JPY',
      wallets: 'bonus: { worth: 1 }',
      rules: [rule('{ wallet: bonus, rate: 5% }')],
    });
    // Written with the two places that shop.ts reads: 10.00 is 1 000 of the smallest.
    expect(shop.buy({ lines: [['tea', '10.00']] }).purchase.earned[0]?.units).toBe(50);
  });
});

describe('what units pay earns nothing, unless the rule says so', () => {
  test.each<[string, string, number]>([
    ['on what money pays', '{ wallet: bonus, rate: 10% }', 60],
    ['on the price after discounts', '{ wallet: bonus, rate: 10%, of: discounted }', 100],
    ['on steps of what money pays', '{ wallet: bonus, step: { units: 1, per: 100.00 } }', 6],
  ])('%s: 1 000.00, of which 400 by units', (_, earn, expected) => {
    expect(earned({ rules: [rule(earn)] }, ONE, 400)).toBe(expected);
  });

  test('nothing is left to pay: nothing is earned, and it says why', () => {
    const shop = new Shop({ rules: [rule('{ wallet: bonus, rate: 10% }')] });
    shop.correct(1000);
    const decision = shop.buy({ lines: ONE, pay: 'max' });
    expect(decision.purchase.toPay).toBe(0);
    expect(decision.purchase.earned).toEqual([]);
    expect(decision.reasons.map(({ code }) => code)).toEqual(['paid', 'nothing_left_to_pay']);
  });
});

describe('when a rule works', () => {
  // 20 November 2026 is a Friday.
  test.each<[string, string, string, boolean]>([
    ['on Friday', 'days: [fri]', '2026-11-20T12:00', true],
    ['not on Saturday', 'days: [fri]', '2026-11-21T12:00', false],
    ['Friday begins at midnight', 'days: [fri]', '2026-11-20T00:00', true],
    ['… of the shop, not of Greenwich', 'days: [fri]', '2026-11-19T21:00:00Z', true],
    ['Thursday until the last millisecond', 'days: [fri]', '2026-11-19T23:59:59.999', false],
    ['from the first minute', 'hours: "08:00-10:00"', '2026-11-20T08:00', true],
    ['not a millisecond earlier', 'hours: "08:00-10:00"', '2026-11-20T07:59:59.999', false],
    ['to the last millisecond', 'hours: "08:00-10:00"', '2026-11-20T09:59:59.999', true],
    ['not at its end', 'hours: "08:00-10:00"', '2026-11-20T10:00', false],
    ['before midnight', 'hours: "22:00-02:00"', '2026-11-20T23:30', true],
    ['after midnight', 'hours: "22:00-02:00"', '2026-11-21T01:59', true],
    ['over midnight, not at noon', 'hours: "22:00-02:00"', '2026-11-21T12:00', false],
    ['over midnight, not at its end', 'hours: "22:00-02:00"', '2026-11-21T02:00', false],
    ['from a date', 'from: 2026-12-01', '2026-12-01T00:00', true],
    ['not the evening before', 'from: 2026-12-01', '2026-11-30T23:59:59.999', false],
    ['until a date, exclusive', 'until: 2026-12-01', '2026-11-30T23:59:59.999', true],
    ['not on that date', 'until: 2026-12-01', '2026-12-01T00:00', false],
    ['all that is given must hold', 'days: [fri], hours: "08:00-10:00"', '2026-11-20T11:00', false],
  ])('%s: { %s } at %s', (_, when, at, works) => {
    const shop = new Shop({ rules: [rule('{ wallet: bonus, rate: 5% }', `when: { ${when} },`)] }, at);
    const decision = shop.buy({ lines: ONE });
    expect(decision.purchase.earned.length === 1).toBe(works);
    const { receipt } = shop.purchaseEvent({ lines: ONE });
    const told = reasonsOn(receipt, shop.now, { reasons: decision.reasons, program: shop.program });
    if (!works) expect(told).toMatchObject([{ rule: 'base', applied: false, code: 'not_scheduled' }]);
  });

  test('a receipt that arrives late earns by its own time', () => {
    const shop = new Shop(
      { rules: [rule('{ wallet: bonus, rate: 5% }', 'when: { days: [fri] },')] },
      '2026-11-23T12:00',
    );
    expect(shop.buy({ lines: ONE, at: '2026-11-20T12:00' }).purchase.earned[0]?.units).toBe(50);
  });
});

describe('on what condition', () => {
  test.each<[string, string, string, boolean]>([
    ['from 500.00', 'receipt.total >= 500.00', '500.00', true],
    ['not below', 'receipt.total >= 500.00', '499.99', false],
    ['a line of a kind', `lines.exists(l, l.category == "tea")`, '10.00', true],
    ['no line of a kind', `lines.exists(l, l.category == "cake")`, '10.00', false],
  ])('%s', (_, condition, amount, works) => {
    const shop = new Shop({ rules: [rule('{ wallet: bonus, units: 7 }', `if: '${condition}',`)] });
    const decision = shop.buy({ lines: [['tea', amount]] });
    expect(decision.purchase.earned.map((part) => part.units)).toEqual(works ? [7] : []);
    expect(decision.reasons[0]).toMatchObject({
      rule: 'base',
      applied: works,
      code: works ? 'earned' : 'condition_false',
    });
  });

  test('an event of the shop: what it sent decides, and what it forgot is a no with words', () => {
    const shop = new Shop({
      rules: ["{ id: review, on: shop.review, if: 'event.data.stars >= 4', earn: { wallet: bonus, units: 50 } }"],
    });
    expect(shop.hear('shop.review', { stars: 5 }).earned).toMatchObject([{ rule: 'review', units: 50 }]);
    expect(shop.hear('shop.review', { stars: 3 }).reasons).toMatchObject([{ applied: false, code: 'condition_false' }]);
    const [forgotten] = shop.hear('shop.review').reasons;
    expect(forgotten).toMatchObject({ applied: false, code: 'condition_failed' });
    expect(forgotten === undefined ? '' : explainReason(forgotten, shop.program).ru).toMatch(
      /^review — условие не удалось проверить/,
    );
    expect(shop.wallet().available).toBe(50);
  });

  test('an event that no rule waits for changes nothing', () => {
    const shop = new Shop({ rules: [] });
    const decision = shop.hear('shop.anything', { any: [1, { thing: null }] });
    expect([decision.entries, decision.earned, decision.reasons]).toEqual([[], [], []]);
  });
});

test('each rule earns for itself, and the reasons say so in order', () => {
  const shop = new Shop({
    wallets: 'bonus: { worth: 1.00 }, star: { name: stars }',
    rules: [
      rule('{ wallet: bonus, rate: 5% }'),
      `{ id: coffee, on: purchase, earn: { wallet: bonus, rate: 5%, lines: 'line.category == "coffee"' } }`,
      `{ id: cake, on: purchase, earn: { wallet: bonus, rate: 5%, lines: 'line.category == "cake"' } }`,
      '{ id: stars, on: purchase, earn: { wallet: star, step: { units: 10, per: 100.00 } } }',
    ],
  });
  const decision = shop.buy({
    lines: [
      ['coffee', '210.00'],
      ['tea', '100.00'],
    ],
  });
  expect(decision.purchase.earned.map(({ rule: id, wallet, units }) => [id, wallet, units])).toEqual([
    ['base', 'bonus', 15],
    ['coffee', 'bonus', 10],
    ['stars', 'star', 30],
  ]);
  expect(decision.reasons.map(({ rule: id, code }) => [id, code])).toEqual([
    ['base', 'earned'],
    ['coffee', 'earned'],
    ['cake', 'no_matching_lines'],
    ['stars', 'earned'],
  ]);
});
