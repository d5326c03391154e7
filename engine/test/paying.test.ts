/** Paying with units: how much may be paid, how it is spread, and when it is refused. */
import { describe, expect, test } from 'vitest';
import { Shop, type LineText } from './shop.ts';

const TWO: readonly LineText[] = [
  ['tea', '1000.00'],
  ['cake', '300.00'],
];
const LARGE: LineText = ['tea', '99999.00'];

function shopWith(pay: string, balance: number, worth = '1.00'): Shop {
  const shop = new Shop({ wallets: `bonus: { worth: ${worth}, pay: { ${pay} } }` });
  if (balance > 0) shop.correct(balance);
  return shop;
}

describe('as much as the limits allow', () => {
  test.each<[string, string, number, readonly LineText[], number, readonly number[]]>([
    ['half of each item: 500 + 150', 'max: 50%, of: line', 2000, TWO, 650, [50000, 15000]],
    ['half of the receipt, spread by price', 'max: 50%', 2000, TWO, 650, [50000, 15000]],
    ['no limit: all of it', '', 2000, TWO, 1300, [100000, 30000]],
    ['no more than there is', 'max: 50%', 130, TWO, 130, [10000, 3000]],
    ['a kopeck stays on each line; whole units only', 'leave: 0.01', 2000, TWO, 1299, [99923, 29977]],
    ['1.00 stays on each line', 'leave: 1.00', 2000, TWO, 1298, [99900, 29900]],
    ['not for cake', `except: 'line.category == "cake"'`, 2000, TWO, 1000, [100000, 0]],
    ['half the receipt, and not for cake', `max: 50%, except: 'line.category == "cake"'`, 2000, TWO, 650, [65000, 0]],
    [
      'half of each line, and not for cake',
      `max: 50%, of: line, except: 'line.category == "cake"'`,
      2000,
      TWO,
      500,
      [50000, 0],
    ],
    ['from 1 300.00', 'minReceipt: 1300.00', 2000, TWO, 1300, [100000, 30000]],
    ['a kopeck short of the smallest receipt', 'minReceipt: 1300.01', 2000, TWO, 0, [0, 0]],
    ['nothing on the account', '', 0, TWO, 0, [0, 0]],
    ['less than one unit may be paid', 'max: 50%', 2000, [['tea', '1.99']], 0, [0]],
    [
      'a line of nothing',
      '',
      2000,
      [
        ['gift', '0.00'],
        ['tea', '5.00'],
      ],
      5,
      [0, 500],
    ],
  ])('%s', (_, pay, balance, lines, units, byLine) => {
    const shop = shopWith(pay, balance);
    const { purchase, after, reasons } = shop.buy({ lines, pay: 'max' });
    expect(purchase.lines.map((line) => line.payMoney)).toEqual(byLine);
    expect(purchase.lines.reduce<number>((sum, line) => sum + line.payUnits, 0)).toBe(units);
    expect(purchase.payment?.units ?? 0).toBe(units);
    expect(purchase.payable).toEqual({ wallet: 'bonus', units });
    expect(purchase.toPay).toBe(purchase.total - byLine.reduce((sum, part) => sum + part, 0));
    expect(after.wallets['bonus']?.available).toBe(balance - units);
    const nothing = balance === 0 ? 'pay_nothing_available' : 'pay_nothing_allowed';
    expect(reasons.map(({ code }) => code)).toEqual([units > 0 ? 'paid' : nothing]);
  });
});

// The rows of domain.md, in kopecks: units worth a kopeck each.
describe('spread over the lines', () => {
  test.each<[readonly string[], number, readonly number[]]>([
    [['100.00', '99.99', '0.50'], 5000, [2494, 2494, 12]],
    [['199.00', '49.90', '33.30'], 10000, [7052, 1768, 1180]],
    [['10.00', '10.00', '10.00'], 1000, [334, 333, 333]],
  ])('%j paid by %i', (amounts, pay, shares) => {
    const shop = shopWith('', pay, '0.01');
    const { purchase } = shop.buy({ lines: amounts.map((amount) => ['tea', amount]), pay });
    expect(purchase.lines.map((line) => line.payMoney)).toEqual(shares);
    expect(purchase.lines.map((line) => line.payUnits)).toEqual(shares);
  });

  test('units worth 1.00 are shared by the money they pay: 100 over three equal lines is 34 + 33 + 33', () => {
    const shop = shopWith('', 100);
    const { purchase } = shop.buy({
      lines: [
        ['a', '50.00'],
        ['b', '50.00'],
        ['c', '50.00'],
      ],
      pay: 100,
    });
    expect(purchase.lines.map((line) => line.payMoney)).toEqual([3334, 3333, 3333]);
    expect(purchase.lines.map((line) => line.payUnits)).toEqual([34, 33, 33]);
  });
});

describe('asked for a number', () => {
  test('nothing is paid unless asked, and what could be is told', () => {
    const { purchase } = shopWith('max: 50%', 2000).buy({ lines: TWO });
    expect(purchase).toMatchObject({ payment: null, toPay: 130000, payable: { wallet: 'bonus', units: 650 } });
  });

  test('exactly what was asked', () => {
    expect(shopWith('max: 50%', 2000).buy({ lines: TWO, pay: 100 }).purchase).toMatchObject({
      payment: { units: 100, money: 10000 },
      toPay: 120000,
    });
  });

  test('zero is no payment and needs no excuse', () => {
    const decision = shopWith('max: 50%', 2000).buy({ lines: TWO, pay: 0 });
    expect(decision.purchase).toMatchObject({ payment: null, payable: { units: 650 } });
    expect(decision.reasons).toEqual([]);
  });

  test.each<[string, string, number, number, string, object]>([
    ['more than there is', '', 100, 101, 'units_insufficient', { asked: 101, available: 100 }],
    ['more than may be paid', 'max: 50%', 2000, 651, 'pay_over_limit', { asked: 651, limit: 650 }],
    [
      'a receipt too small',
      'minReceipt: 2000.00',
      2000,
      1,
      'pay_over_limit',
      { limit: 0, because: 'receipt_too_small' },
    ],
  ])('%s is refused', (_, pay, balance, asked, code, params) => {
    const shop = shopWith(pay, balance);
    const refusal = shop.refusal(shop.purchaseEvent({ lines: TWO, pay: asked }));
    expect(refusal).toMatchObject({ code, params });
  });

  test('by an unknown wallet, or one whose units are worth nothing', () => {
    const shop = new Shop({ wallets: 'bonus: { worth: 1.00 }, star: { name: stars }' });
    expect(shop.refusal(shop.purchaseEvent({ lines: TWO, pay: 1, wallet: 'points' })).code).toBe('wallet_unknown');
    expect(shop.refusal(shop.purchaseEvent({ lines: TWO, pay: 1, wallet: 'star' })).code).toBe('wallet_cannot_pay');
  });

  test('in another currency is refused', () => {
    const shop = shopWith('', 100);
    expect(shop.refusal(shop.purchaseEvent({ lines: TWO, currency: 'EUR' }))).toMatchObject({
      code: 'currency_mismatch',
      params: { currency: 'EUR', expected: 'RUB' },
    });
  });
});

describe('which units are spent', () => {
  test('those that expire soonest, then the oldest; not those that wait to become active', () => {
    const shop = new Shop({
      wallets: 'bonus: { worth: 1.00, expires: never }',
      rules: [
        '{ id: gift, on: shop.gift, earn: { wallet: bonus, units: 10, expires: { after: P14D } } }',
        '{ id: slow, on: shop.slow, earn: { wallet: bonus, units: 10, activates: { after: P5D }, expires: { after: P6D } } }',
      ],
    });
    shop.correct(10);
    shop.hear('shop.gift');
    shop.on('2026-11-23T12:00').hear('shop.gift');
    shop.hear('shop.slow');
    expect(shop.wallet()).toMatchObject({ available: 30, pending: 10 });
    const { purchase } = shop.buy({ lines: [LARGE], pay: 25 });
    expect(
      purchase.payment?.draws.map(({ units, lot }) => [units, shop.program.calendar.dayOf(lot?.to ?? shop.now)]),
    ).toEqual([
      [10, '2026-12-06'],
      [10, '2026-12-07'],
      [5, '2026-11-23'],
    ]);
    expect(shop.wallet()).toMatchObject({ available: 5, pending: 10 });
    expect(shop.refusal(shop.purchaseEvent({ lines: [LARGE], pay: 6 })).code).toBe('units_insufficient');
  });
});
