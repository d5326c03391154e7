/** What gives value for nothing, and what only looks generous. */
import { describe, expect, test } from 'vitest';
import { loadProgram } from './load.ts';

interface Shop {
  readonly wallets?: string;
  readonly levels?: boolean;
  readonly rules?: readonly string[];
  readonly more?: string;
}

const LEVELS = 'tiers: { by: spend, levels: [{ id: guest, from: 0 }, { id: gold, from: 1000.00 }] }';
const WALLETS = 'bonus: { worth: 1.00 }, star: {}, cash: { decimals: 2, worth: 1.00 }';

/** "code path" of each complaint; the shop gives 5 % and a star for every 20. */
function complaintsOf({ wallets = WALLETS, levels = false, rules = [], more = '' }: Shop): readonly string[] {
  const loaded = loadProgram(
    `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { ${wallets} }
${levels ? LEVELS : ''}
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
  - { id: stars, on: purchase, earn: { wallet: star, step: { units: 1, per: 20.00 } } }
${rules.map((rule) => `  - { ${rule} }`).join('\n')}
${more}
`,
    'yaml',
  );
  return loaded.ok ? [] : loaded.problems.map(({ code, path }) => `${code} ${path}`);
}

const gain = (...paths: readonly string[]): readonly string[] => paths.map((path) => `gives_too_much ${path}`);
const reward = (price: string, gives: string, terms = ''): string =>
  `rewards: [{ id: one, price: { ${price} }, gives: { ${gives} }${terms} }]`;
const exchanges = (...all: readonly string[]): string =>
  `conversions:\n${all.map((one, index) => `  - { id: way${index}, ${one} }`).join('\n')}`;

describe('a way round that ends with more than it began with', () => {
  test.each<readonly [string, Shop, readonly string[]]>([
    [
      'there and back again',
      { more: exchanges('from: star, to: bonus, rate: 1 per 10', 'from: bonus, to: star, rate: 11 per 1') },
      gain('conversions[0].rate', 'conversions[1].rate'),
    ],
    [
      'by a third wallet',
      {
        wallets: 'bonus: {}, star: {}, mile: {}',
        more: exchanges(
          'from: star, to: bonus, rate: 2 per 1',
          'from: bonus, to: mile, rate: 1 per 1',
          'from: mile, to: star, rate: 0.6 per 1',
        ),
      },
      gain('conversions[0].rate', 'conversions[1].rate', 'conversions[2].rate'),
    ],
    ['into dearer units', { more: exchanges('from: bonus, to: cash, rate: 110%') }, gain('conversions[0].rate')],
    [
      'into dearer units by way of worthless ones',
      { more: exchanges('from: bonus, to: star, rate: 10 per 1', 'from: star, to: cash, rate: 0.2 per 1') },
      gain('conversions[0].rate', 'conversions[1].rate'),
    ],
    [
      'a reward of its own units',
      { more: reward('star: 10', 'earn: { wallet: star, units: 11 }') },
      gain('rewards[0].gives.earn.units'),
    ],
    [
      'a reward that is a gain for one level',
      { levels: true, more: reward('star: 10', 'earn: { wallet: star, units: { guest: 5, gold: 11 } }') },
      gain('rewards[0].gives.earn.units'),
    ],
    [
      'a reward and an exchange back',
      {
        more: `${reward('star: 10', 'earn: { wallet: bonus, units: 10 }')}\n${exchanges('from: bonus, to: star, rate: 2 per 1')}`,
      },
      gain('rewards[0].gives.earn.units', 'conversions[0].rate'),
    ],
    [
      'a reward whose coupon brings its price back',
      {
        more: `${reward('bonus: 10', 'coupon: { id: back }')}\ncoupons: [{ id: back, gives: { earn: { wallet: bonus, units: 50 } } }]`,
      },
      gain('rewards[0].gives.coupon', 'coupons[0].gives.earn.units'),
    ],
    [
      'a coupon that brings two of itself',
      { more: 'coupons: [{ id: more, gives: { coupon: { id: more, pieces: 2 } } }]' },
      gain('coupons[0].gives.coupon'),
    ],
    [
      'thanks for every reward that are more than its price',
      {
        rules: ['id: thanks, on: reward.redeemed, earn: { wallet: star, units: 20 }'],
        more: reward('star: 10', 'gift: { sku: CUP }'),
      },
      gain('rules[2].earn.units'),
    ],
    [
      'a discount of more than had to be paid for its price',
      { more: reward('star: 5', 'discount: { amount: 101.00 }') },
      gain('rewards[0].gives.discount.amount'),
    ],
    [
      'units for nothing as often as one likes',
      { more: 'rewards: [{ id: one, gives: { earn: { wallet: bonus, units: 5 } } }]' },
      gain('rewards[0].gives.earn'),
    ],
  ])('%s', (_, shop, complaints) => expect(complaintsOf(shop)).toEqual(complaints));

  test.each<readonly [string, Shop]>([
    [
      'there and back again for the same',
      { more: exchanges('from: star, to: bonus, rate: 1 per 10', 'from: bonus, to: star, rate: 10 per 1') },
    ],
    [
      'the same in parts of another size',
      { more: exchanges('from: bonus, to: cash, rate: 100%', 'from: cash, to: bonus, rate: 100%') },
    ],
    [
      'once a year',
      { more: reward('star: 10', 'earn: { wallet: star, units: 11 }', ', limits: [{ every: year, times: 1 }]') },
    ],
    ['a discount of all that had to be paid', { more: reward('star: 5', 'discount: { amount: 100.00 }') }],
    ['a dear bonus once', { more: reward('bonus: 100', 'discount: { amount: 500.00 }') }],
    ['money besides', { more: reward('star: 10', 'earn: { wallet: star, units: 50 }', ', pay: 500.00') }],
  ])('but not: %s', (_, shop) => expect(complaintsOf(shop)).toEqual([]));

  test('is told as a way', () => {
    const source = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00 }, star: {} }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }]
conversions:
  - { id: there, from: bonus, to: star, rate: 3 per 1 }
  - { id: back, from: star, to: bonus, rate: 0.5 per 1 }
`;
    const loaded = loadProgram(source, 'yaml');
    expect(loaded.ok ? null : loaded.problems[0]).toMatchObject({
      line: 10,
      message: 'whoever goes round has more than before: wallet bonus → wallet star → wallet bonus',
      hint: 'lower what it gives, raise what it costs, or bound it by limits',
    });
  });
});

describe('rules that together give back more than is paid', () => {
  const more = (rest: string): string => `id: more, on: purchase, ${rest}`;
  test.each<readonly [string, Shop, readonly string[]]>([
    ['two rates', { rules: [more('earn: { wallet: bonus, rate: 96% }')] }, gain('rules[2].earn')],
    ['of two wallets', { rules: [more('earn: { wallet: cash, rate: 96% }')] }, gain('rules[2].earn')],
    [
      'for one level',
      { levels: true, rules: [more('earn: { wallet: bonus, rate: { guest: 1%, gold: 96% } }')] },
      gain('rules[2].earn'),
    ],
    [
      'two multipliers',
      { rules: [more('multiply: { rule: base, by: 11 }'), 'id: yet, on: purchase, multiply: { rule: base, by: 11 }'] },
      gain('rules[3].multiply'),
    ],
    ['as much as is paid', { rules: [more('earn: { wallet: bonus, rate: 95% }')] }, []],
    ['only sometimes', { rules: [more('if: account.days < 5, earn: { wallet: bonus, rate: 96% }')] }, []],
    ['instead of each other', { rules: [more('earn: { wallet: bonus, rate: 96% }, group: price')] }, []],
    ['of other goods', { rules: [more(`earn: { wallet: bonus, rate: 96%, lines: 'line.sku == "A"' }`)] }, []],
  ])('%s', (_, shop, complaints) => expect(complaintsOf(shop)).toEqual(complaints));
});
