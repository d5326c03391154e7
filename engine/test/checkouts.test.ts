/** Two phases at a till: reserve, print, commit. What is printed can no longer be refused. */
import { describe, expect, test } from 'vitest';
import { units } from '../src/index.ts';
import { Shop, type Basket, type LineText } from './shop.ts';

const TEA: LineText = ['tea', '1000.00'];
const BASE = '{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }';
const PAY_500: Basket = { lines: [TEA], pay: 500 };
const UNTIL = '2026-11-22T12:15';

function shopWith(balance: number, wallet = 'worth: 1.00, pay: { max: 50% }'): Shop {
  const shop = new Shop({ wallets: `bonus: { ${wallet} }`, rules: [BASE] });
  shop.correct(balance);
  return shop;
}

describe('while it is open', () => {
  test('its units are reserved: nothing moves, nobody else can spend them', () => {
    const shop = shopWith(600);
    const hold = shop.hold('one', PAY_500, UNTIL);
    expect([hold.entries, hold.meters, hold.hold]).toMatchObject([[], [], { wallet: 'bonus', units: 500 }]);
    expect(shop.wallet()).toMatchObject({ available: 100, held: 500 });
    expect(shop.refusal(shop.purchaseEvent({ lines: [TEA], pay: 101 }))).toMatchObject({
      code: 'units_insufficient',
      params: { available: 100 },
    });
    expect(shop.buy({ lines: [TEA], pay: 'max' }).purchase.payment?.units).toBe(100);
  });

  test('it answers what the purchase will be', () => {
    const held = shopWith(600);
    const bought = shopWith(600);
    const hold = held.hold('one', { lines: [TEA], pay: 'max' }, UNTIL);
    const { purchase } = bought.buy({ lines: [TEA], pay: 'max' });
    expect(hold.purchase).toEqual({ ...purchase, payment: { ...purchase.payment, draws: [] } });
  });

  test('its time runs out: the units are free again, and it can still be committed', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    expect(shop.on('2026-11-22T12:14:59.999').wallet()).toMatchObject({ available: 100, held: 500 });
    expect(shop.on('2026-11-22T12:15').wallet()).toMatchObject({ available: 600, held: 0 });
    const { purchase, shortfall } = shop.buy({ ...PAY_500, checkout: 'one' });
    expect([purchase.payment?.units, shortfall]).toEqual([500, undefined]);
  });

  test('cancelled: free at once', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    shop.release('one');
    expect(shop.wallet()).toMatchObject({ available: 600, held: 0 });
  });
});

describe('committed', () => {
  test('spends what it had reserved', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    const decision = shop.on('2026-11-22T12:05').buy({ ...PAY_500, checkout: 'one' });
    expect(decision).toMatchObject({ checkout: 'one', purchase: { toPay: 50000, payment: { units: 500 } } });
    expect(shop.wallet()).toMatchObject({ available: 125, held: 0, debt: 0 });
    expect(shop.account.checkouts).toEqual([]);
  });

  test('"as much as possible" is what was reserved and printed, not what is possible now', () => {
    const shop = shopWith(300);
    shop.hold('one', { lines: [TEA], pay: 'max' }, UNTIL);
    shop.correct(1000);
    const { purchase } = shop.buy({ lines: [TEA], pay: 'max', checkout: 'one' });
    expect(purchase).toMatchObject({ payment: { units: 300 }, toPay: 70000 });
  });

  test('… also when nothing was possible', () => {
    const shop = new Shop({ rules: [] });
    shop.hold('one', { lines: [TEA], pay: 'max' }, UNTIL);
    shop.correct(1000);
    expect(shop.buy({ lines: [TEA], pay: 'max', checkout: 'one' }).purchase).toMatchObject({
      payment: null,
      toPay: 100000,
    });
  });

  test.each<[string, Basket]>([
    ['a number', PAY_500],
    ['as much as possible', { lines: [TEA], pay: 'max' }],
  ])('too late, the units are gone (%s): accepted, the difference is owed and told', (_, basket) => {
    const shop = shopWith(600);
    shop.hold('one', basket, UNTIL);
    shop.on('2026-11-22T12:20').buy({ lines: [TEA], pay: 500 });
    const decision = shop.buy({ ...basket, checkout: 'one' });
    // Of 500: 100 of the beginning and 25 just earned are there; the 25 that this earns repay debt.
    expect(decision).toMatchObject({
      shortfall: 375,
      purchase: { payment: { units: 500 }, toPay: 50000, earned: [{ units: 25, repaid: 25 }] },
    });
    expect(decision.purchase.payment?.draws.map(({ units, lot }) => [units, lot === null])).toEqual([
      [125, false],
      [375, true],
    ]);
    expect(shop.wallet()).toMatchObject({ available: 0, debt: 350 });
  });

  test('too late, and then returned: nothing remains of it', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    shop.on('2026-11-22T12:20').buy({ lines: [TEA], pay: 500 });
    const before = shop.wallet();
    const { id } = shop.buy({ ...PAY_500, checkout: 'one' });
    const { return: given } = shop.giveBack(id, [0, '1']);
    expect(given.money).toBe(50000);
    expect(shop.wallet()).toEqual(before);
  });

  test('units that were owed come back as new ones: for ever where units live for ever', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    shop.on('2026-11-22T12:20').buy({ lines: [TEA], pay: 500 });
    const { id } = shop.buy({ ...PAY_500, checkout: 'one' });
    shop.correct(1000);
    shop.giveBack(id, [0, '1']);
    expect(shop.on('2030-01-01T00:00').live().wallet()).toMatchObject({ available: 1125, debt: 0, expiring: null });
  });

  test('units that wait to become active do not pay debt by becoming so', () => {
    const shop = new Shop({ wallets: 'bonus: { worth: 1.00, activates: { after: P1D } }', rules: [BASE] });
    shop.correct(100);
    shop.hold('one', { lines: [['cake', '100.00']], pay: 100 }, UNTIL);
    shop.on('2026-11-22T12:20').buy({ lines: [TEA], pay: 100 });
    shop.buy({ lines: [['cake', '100.00']], pay: 100, checkout: 'one' });
    expect(shop.wallet()).toMatchObject({ available: 0, pending: 45, debt: 100 });
    const tomorrow = shop.on('2026-11-23T12:00').wallet();
    const decision = shop.hear('shop.nothing');
    expect(decision.after.wallets['bonus']).toEqual(tomorrow);
  });

  test('more than the whole receipt cannot have been printed', () => {
    const shop = shopWith(2000);
    shop.hold('one', PAY_500, UNTIL);
    expect(shop.refusal(shop.purchaseEvent({ lines: [['tea', '400.00']], pay: 500, checkout: 'one' }))).toMatchObject({
      code: 'pay_over_limit',
      params: { asked: 500, limit: 400 },
    });
    expect(
      shop.refusal(shop.purchaseEvent({ lines: [['tea', '400.00']], pay: Number.MAX_SAFE_INTEGER, checkout: 'one' }))
        .code,
    ).toBe('pay_over_limit');
  });

  test('over the limits that hold for others, when it is printed', () => {
    const shop = shopWith(2000);
    shop.hold('one', PAY_500, UNTIL);
    const { purchase } = shop.buy({ lines: [['tea', '600.00']], pay: 500, checkout: 'one' });
    expect(purchase).toMatchObject({ toPay: 10000, lines: [{ payMoney: 50000 }] });
  });
});

test('refused: an unknown checkout, one committed already, one cancelled', () => {
  const shop = shopWith(600);
  const checkout = (id: string, status: 'committed' | 'cancelled'): void => {
    shop.account = {
      ...shop.account,
      checkouts: [{ id, status, wallet: 'bonus', units: units(500), until: shop.now }],
    };
  };
  expect(shop.refusal(shop.purchaseEvent({ ...PAY_500, checkout: 'none' })).code).toBe('checkout_unknown');
  expect(shop.refusal({ type: 'release', at: shop.now, checkout: 'none' }).code).toBe('checkout_unknown');
  checkout('done', 'committed');
  expect(shop.refusal(shop.purchaseEvent({ ...PAY_500, checkout: 'done' })).code).toBe('checkout_committed');
  expect(shop.refusal({ type: 'release', at: shop.now, checkout: 'done' }).code).toBe('checkout_committed');
  checkout('gone', 'cancelled');
  expect(shop.refusal(shop.purchaseEvent({ ...PAY_500, checkout: 'gone' })).code).toBe('checkout_cancelled');
});

describe('corrections', () => {
  test('refused: by nothing, of an unknown wallet', () => {
    const shop = shopWith(100);
    const event = { type: 'correction', at: shop.now, wallet: 'bonus', units: units(1), reason: 'a gift' } as const;
    expect(shop.refusal({ ...event, units: units(0) }).code).toBe('correction_zero');
    expect(shop.refusal({ ...event, wallet: 'points' }).code).toBe('wallet_unknown');
  });

  test('add and take, and say why', () => {
    const shop = shopWith(100);
    expect(shop.correct(-30)).toMatchObject({
      entries: [{ kind: 'correct', units: -30 }],
      reasons: [{ code: 'corrected', params: { units: -30, reason: 'test' } }],
    });
    expect(shop.wallet().available).toBe(70);
  });

  test('take no more than there is, and nothing that a checkout has reserved', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    shop.buy({ lines: [['tea', '202.00']], pay: 100 });
    // 5 were earned by the purchase and 500 are reserved.
    expect(() => shop.correct(-6)).toThrow(/correction_below_zero/);
    expect(shop.correct(-5).after.wallets['bonus']).toMatchObject({ available: 0, held: 500 });
  });

  test('take what waits to become active after what can be spent', () => {
    const shop = new Shop({ wallets: 'bonus: { worth: 1.00, activates: { after: P1D } }', rules: [BASE] });
    shop.correct(20);
    shop.buy({ lines: [TEA] });
    shop.correct(-30);
    expect(shop.wallet()).toMatchObject({ available: 0, pending: 40 });
    expect(() => shop.correct(-41)).toThrow(/correction_below_zero/);
  });

  test('repay debt first', () => {
    const shop = shopWith(600);
    shop.hold('one', PAY_500, UNTIL);
    shop.on('2026-11-22T12:20').buy({ lines: [TEA], pay: 500 });
    shop.buy({ ...PAY_500, checkout: 'one' });
    expect(shop.wallet().debt).toBe(350);
    shop.correct(400);
    expect(shop.wallet()).toMatchObject({ available: 50, debt: 0 });
  });
});
