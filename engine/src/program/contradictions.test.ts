/** What looks right and cannot work: rules without a turn, conditions that never hold, prices and levels out of reach. And what only looks so. */
import { describe, expect, test } from 'vitest';
import { contradictionIn } from './check-never.ts';
import { loadProgram } from './load.ts';

interface Shop {
  readonly rules: readonly string[];
  readonly wallets?: string;
  readonly more?: string;
}

/** "code path" of each complaint. */
function complaintsOf({ rules, wallets = 'bonus: { worth: 1.00 }, star: {}', more = '' }: Shop): readonly string[] {
  const source = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { ${wallets} }
rules:
${rules.map((rule) => `  - { ${rule} }`).join('\n')}
${more}
`;
  const loaded = loadProgram(source, 'yaml');
  return loaded.ok ? [] : loaded.problems.map(({ code, path }) => `${code} ${path}`);
}

const LEVELS = 'tiers: { by: spend, levels: [{ id: guest, from: 0 }, { id: gold, from: 100 }] }';
const CARD = 'id: card, on: purchase, discount: { percent: 5% }';
const COFFEE = `id: coffee, on: purchase, discount: { percent: 20%, lines: 'line.category == "coffee"' }`;
const BASE = 'id: base, on: purchase, earn: { wallet: bonus, rate: 5% }';

describe('a rule that another always stands before', () => {
  test.each<readonly [string, Shop, readonly string[]]>([
    ['beside one that stands alone', { rules: [`${CARD}, exclusive: true`, COFFEE] }, ['rules[1]']],
    ['whatever its priority', { rules: [`${COFFEE}, priority: 9`, `${CARD}, exclusive: true`] }, ['rules[0]']],
    [
      'the second of two that stand alone',
      { rules: [`${BASE}, exclusive: true`, 'id: b, on: purchase, earn: { wallet: star, units: 1 }, exclusive: true'] },
      ['rules[1]'],
    ],
    [
      'a multiplier of another rule',
      {
        rules: [
          `id: all, on: purchase, earn: { wallet: bonus, rate: 9% }, exclusive: true`,
          'id: b, on: purchase, if: receipt.total > 5.0, earn: { wallet: star, units: 1 }',
          'id: twice, on: purchase, multiply: { rule: b, by: 2 }',
        ],
      },
      ['rules[1]', 'rules[2]'],
    ],
    [
      'the second of a group of which the first counts',
      {
        rules: [`${CARD}, group: g`, 'id: b, on: purchase, discount: { amount: 50.00 }, group: g'],
        more: 'groups: { g: first }',
      },
      ['rules[1]'],
    ],
    [
      'by priority',
      {
        rules: [`${CARD}, group: g`, 'id: b, on: purchase, discount: { amount: 50.00 }, group: g, priority: 1'],
        more: 'groups: { g: first }',
      },
      ['rules[0]'],
    ],
    [
      'the lesser of a group of which the best counts',
      {
        rules: [`${CARD}, group: g`, `id: b, on: purchase, when: { days: [sat] }, discount: { percent: 3% }, group: g`],
      },
      ['rules[1]'],
    ],
    [
      'the lesser rate of a group',
      {
        rules: [
          `${BASE}, group: g`,
          'id: b, on: purchase, if: receipt.store == "x", earn: { wallet: bonus, rate: 3% }, group: g',
        ],
      },
      ['rules[1]'],
    ],
  ])('%s', (_, shop, shadowed) => {
    expect(complaintsOf(shop)).toEqual(shadowed.map((path) => `shadowed ${path}`));
  });

  test.each<readonly [string, Shop]>([
    ['only sometimes', { rules: [`${CARD}, if: receipt.total > 500.00, exclusive: true`, COFFEE] }],
    ['only so often', { rules: [`${CARD}, limits: [{ every: day, times: 1 }], exclusive: true`, COFFEE] }],
    [
      'not for all levels',
      {
        rules: ['id: card, on: purchase, discount: { percent: { guest: 0%, gold: 5% } }, exclusive: true', COFFEE],
        more: LEVELS,
      },
    ],
    [
      'not for small receipts',
      {
        wallets: 'bonus: { earn: { minReceipt: 300.00 } }, star: {}',
        rules: [`${BASE}, exclusive: true`, 'id: b, on: purchase, earn: { wallet: star, units: 1 }'],
      },
    ],
    ['units beside a discount', { rules: [`${CARD}, exclusive: true`, BASE] }],
    [
      'discounts of goods come before those of receipts',
      { rules: [`${CARD}, group: g, priority: 9`, `${COFFEE}, group: g`], more: 'groups: { g: first }' },
    ],
    ['the other may be better', { rules: [`${CARD}, group: g`, `${COFFEE}, group: g`] }],
    [
      'no more than so much',
      { rules: ['id: card, on: purchase, discount: { percent: 50%, max: 100.00 }, group: g', `${COFFEE}, group: g`] },
    ],
    [
      'together',
      {
        rules: [`${COFFEE}, group: g`, 'id: b, on: purchase, discount: { percent: 50% }, group: g'],
        more: 'groups: { g: all }',
      },
    ],
    [
      'units of another wallet',
      { rules: [`${BASE}, group: g`, 'id: b, on: purchase, earn: { wallet: star, rate: 1 per 100 }, group: g'] },
    ],
    [
      'another event',
      { rules: [`${BASE}, exclusive: true`, 'id: b, on: enrolled, earn: { wallet: bonus, units: 5 }'] },
    ],
  ])('but not: %s', (_, shop) => expect(complaintsOf(shop)).toEqual([]));
});

describe('a condition that cannot hold', () => {
  test.each([
    'false',
    'receipt.total > 5.0 && false',
    'receipt.store == "a" && receipt.store == "b"',
    '"a" == receipt.store && receipt.store in ["b", "c"]',
    'receipt.store == "a" && receipt.store != "a"',
    'receipt.total > 100 && receipt.total < 50.00',
    '100 <= receipt.total && receipt.total < 100',
    'time.hour == 8 && time.hour >= 9',
    'member.employee && !member.employee',
    'account.month.coffees > 5.0 && account.month["coffees"] < 2.0',
  ])('%s', (condition) => expect(contradictionIn(condition)).not.toBeNull());

  test.each([
    'true',
    'receipt.store == "a" || receipt.store == "b"',
    'receipt.store in ["a", "b"] && receipt.store != "a"',
    'receipt.total >= 100 && receipt.total <= 100.00',
    'receipt.total > 100 && receipt.paid < 50.00',
    'receipt.total > -5.0 && receipt.total < 5.0',
    'account.month.coffees > 5.0 && account.day.coffees < 2.0',
    'lines.exists(l, l.category == "a") && lines.exists(l, l.category == "b")',
  ])('but not: %s', (condition) => expect(contradictionIn(condition)).toBeNull());
});

describe('a price that nobody can have together', () => {
  const DAILY = 'id: a, on: visit, earn: { wallet: star, units: 1 }, limits: [{ every: day, times: 1 }]';
  const buys = (price: number, more = '') =>
    `rewards: [{ id: r, price: { star: ${price} }, gives: { gift: { sku: R } } }]\n${more}`;
  const MONTH = 'star: { expires: { after: P30D } }, bonus: {}';
  const TOO_MUCH = ['too_expensive rewards[0].price.star'];

  test.each<readonly [string, Shop, readonly string[]]>([
    ['more than there are days in their life', { wallets: MONTH, rules: [DAILY], more: buys(32) }, TOO_MUCH],
    ['as many as there are days', { wallets: MONTH, rules: [DAILY], more: buys(31) }, []],
    ['units that live for ever', { rules: [DAILY], more: buys(5000) }, []],
    [
      'units given once',
      {
        wallets: MONTH,
        rules: ['id: a, on: enrolled, earn: { wallet: star, units: 5 }, limits: [{ times: 1 }]'],
        more: buys(6),
      },
      TOO_MUCH,
    ],
    ['units that nothing gives any more', { wallets: MONTH, rules: [BASE], more: buys(1) }, []],
    [
      'units that a coupon gives besides',
      {
        wallets: MONTH,
        rules: [DAILY],
        more: buys(99, 'coupons: [{ id: c, gives: { earn: { wallet: star, units: 1 } } }]'),
      },
      [],
    ],
    [
      'units that members give each other',
      { wallets: 'star: { expires: { after: P30D }, transfer: {} }', rules: [DAILY], more: buys(99) },
      [],
    ],
    [
      'a shared bound',
      {
        wallets: MONTH,
        rules: ['id: a, on: purchase, earn: { wallet: star, rate: 10% }, caps: [c]'],
        more: buys(300, 'caps: { c: { units: 100, every: month } }'),
      },
      [],
    ],
    [
      'above a shared bound',
      {
        wallets: MONTH,
        rules: ['id: a, on: purchase, earn: { wallet: star, rate: 10% }, caps: [c]'],
        more: buys(301, 'caps: { c: { units: 100, every: month } }'),
      },
      TOO_MUCH,
    ],
    [
      'a rule that is multiplied',
      { wallets: MONTH, rules: [DAILY, 'id: b, on: visit, multiply: { rule: a, by: 2 }'], more: buys(62) },
      [],
    ],
    [
      'a rule without a bound',
      { wallets: MONTH, rules: ['id: a, on: purchase, earn: { wallet: star, rate: 10% }'], more: buys(9000) },
      [],
    ],
  ])('%s', (_, shop, complaints) => expect(complaintsOf(shop)).toEqual(complaints));
});

describe('a level that nobody can reach', () => {
  const levels = (by: string, from: number) => `
meters: { stars: { on: ${by}, add: earned, wallet: star } }
tiers: { by: stars, window: { calendar: month }, levels: [{ id: guest, from: 0 }, { id: gold, from: ${from} }] }`;
  const DAILY = 'id: a, on: purchase, earn: { wallet: star, units: 1 }, limits: [{ every: day, times: 1 }]';
  const LOST = ['unreachable tiers.levels[1]'];

  test.each<readonly [string, Shop, readonly string[]]>([
    ['one a day and more than a month', { rules: [DAILY], more: levels('purchase', 33) }, LOST],
    ['one a day for a month', { rules: [DAILY], more: levels('purchase', 31) }, []],
    ['units of another event', { rules: [DAILY], more: levels('shop.walk', 1) }, LOST],
    [
      'a level that is given',
      { rules: [DAILY, 'id: b, on: subscribed, tier: { level: gold }'], more: levels('shop.walk', 1) },
      [],
    ],
    [
      'no bound',
      { rules: ['id: a, on: purchase, earn: { wallet: star, rate: 10% }'], more: levels('purchase', 90000) },
      [],
    ],
  ])('%s', (_, shop, complaints) => expect(complaintsOf(shop)).toEqual(complaints));
});

describe('facts of other keys, and names of the program in texts', () => {
  const MON = 'id: a, on: purchase, when: { days: [sat, sun] }, earn: { wallet: bonus, units: 1 }';
  test.each<readonly [string, Shop, readonly string[]]>([
    ['a Monday at the weekend', { rules: [`${MON}, if: time.weekday == 1`] }, ['unreachable rules[0].if']],
    ['a Sunday at the weekend', { rules: [`${MON}, if: time.weekday == 7`] }, []],
    [
      'a level that nobody becomes',
      { rules: [BASE, 'id: b, on: tier.changed, if: event.data.to == "glod", gift: { sku: CUP }'], more: LEVELS },
      ['unknown_level rules[1].if'],
    ],
    [
      'the same word in an event of the shop',
      { rules: [BASE, 'id: b, on: shop.moved, if: event.data.to == "glod", gift: { sku: CUP }'], more: LEVELS },
      [],
    ],
    [
      'a reward that nobody takes',
      {
        rules: [BASE, 'id: b, on: reward.redeemed, if: event.data.reward == "cap", gift: { sku: SPOON }'],
        more: 'rewards: [{ id: cup, gives: { gift: { sku: CUP } } }]',
      },
      ['expression_name rules[1].if'],
    ],
  ])('%s', (_, shop, complaints) => expect(complaintsOf(shop)).toEqual(complaints));
});

test('a challenge for more units than its time can bring', () => {
  const rules = ['id: a, on: visit, earn: { wallet: star, units: 1 }, limits: [{ every: day, times: 1 }]'];
  const challenge = (target: number) => `meters: { v: { on: visit, add: earned, wallet: star } }
challenges: [{ id: c, meter: v, target: ${target}, every: week, then: { gift: { sku: CUP } } }]`;
  expect(complaintsOf({ rules, more: challenge(9) })).toEqual(['unreachable challenges[0].target']);
  expect(complaintsOf({ rules, more: challenge(8) })).toEqual([]);
});
