/** A gift card being sold is money paid in advance: nothing is given for it now, because it will be given for what it buys. */
import { describe, expect, test } from 'vitest';
import { earnedOf, GIFT_CARD, silenceOf, type Good } from './goods.ts';
import { townOf } from './town.ts';

const CARD: readonly Good[] = [['card', '1000.00', '1', GIFT_CARD]];
const CARD_AND_TEA: readonly Good[] = [...CARD, ['tea', '100.00']];

describe('a receipt of nothing but gift cards', () => {
  test.each([
    ['a thing', 'gift: { sku: MUG }'],
    ['a coupon', 'coupon: { id: ten }'],
    ['a badge', 'badge: big'],
    ['free delivery', 'freeDelivery: true'],
    ['units', 'earn: { wallet: bonus, units: 5 }'],
  ])('brings no %s', (_, effect) => {
    const town = townOf(`
badges: { big: {} }
coupons: [{ id: ten, gives: { discount: { percent: 10% } } }]
rules: [{ id: all, on: purchase, ${effect} }]`);
    const ann = town.person('ann');
    const { purchase, badges, reasons } = ann.buy(CARD);
    expect([purchase.gifts, purchase.freeDelivery, badges, ann.coupons('ten'), ann.units()]).toEqual([
      undefined,
      undefined,
      undefined,
      0,
      0,
    ]);
    expect(reasons).toContainEqual({ rule: 'all', applied: false, code: 'no_matching_lines', params: {} });
  });

  test('qualifies no friend, whatever the program asks', () => {
    const town = townOf(`
referral: { qualifies: 'true', friend: { earn: { wallet: bonus, units: 100 } }, referrer: { earn: { wallet: bonus, units: 200 } } }`);
    const [ann, bob] = [town.person('ann'), town.person('bob')];
    bob.refer('ann');
    bob.buy(CARD);
    expect([ann.units(), bob.units()]).toEqual([0, 0]);
    bob.buy(CARD_AND_TEA);
    expect([ann.units(), bob.units()]).toEqual([200, 100]);
  });

  test('counts for no challenge, in pieces or in purchases', () => {
    const town = townOf(`
meters: { pieces: { on: purchase, add: quantity } }
challenges:
  - { id: two, meter: purchases, target: 2, then: { earn: { wallet: bonus, units: 10 } } }
  - { id: three, meter: pieces, target: 3, then: { earn: { wallet: bonus, units: 100 } } }`);
    const ann = town.person('ann');
    for (let n = 0; n < 3; n += 1) ann.buy(CARD);
    ann.buy(CARD_AND_TEA);
    expect(ann.units()).toBe(0);
    ann.buy(CARD_AND_TEA);
    expect(ann.units()).toBe(10);
    ann.buy(CARD_AND_TEA);
    expect(ann.units()).toBe(110);
  });

  test('uses up no coupon that was brought', () => {
    const town = townOf(`
coupons: [{ id: mug, gives: { gift: { sku: MUG } } }]
rules: [{ id: hello, on: enrolled, coupon: { id: mug } }]`);
    const ann = town.person('ann');
    ann.hear('enrolled');
    expect(() => ann.buy(CARD, { apply: ['coupon:mug'] })).toThrow('coupon_not_applicable');
    expect(ann.coupons('mug')).toBe(1);
  });
});

describe('beside other goods a gift card', () => {
  test.each(['receipt.total >= 1000.00', 'receipt.paid >= 1000.00', 'event.amount >= 1000.00'])(
    'does not help to fulfil %s',
    (condition) => {
      const town = townOf(`rules: [{ id: big, on: purchase, if: '${condition}', gift: { sku: MUG } }]`);
      const ann = town.person('ann');
      expect(silenceOf(ann.buy(CARD_AND_TEA), 'big')).toBe('condition_false');
      expect(ann.buy([...CARD, ['tea', '1000.00']]).purchase.gifts).toHaveLength(1);
    },
  );

  test('does not raise what may be paid with units, nor the receipt from which they pay and come', () => {
    const town = townOf(`
wallets: { bonus: { worth: 1.00, earn: { minReceipt: 500.00 }, pay: { max: 50%, of: receipt, minReceipt: 100.00 } } }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }]`);
    const ann = town.person('ann');
    ann.correct(1000);
    expect(ann.buy(CARD_AND_TEA, { pay: 'max' }).purchase.payment).toMatchObject({ units: 50, money: 5_000 });
    expect(ann.buy([...CARD, ['tea', '99.99']], { pay: 'max' }).purchase.payment).toBeNull();
    expect(silenceOf(ann.buy(CARD_AND_TEA), 'base')).toBe('receipt_too_small');
    expect(earnedOf(ann.buy([...CARD, ['tea', '500.00']]))).toEqual({ base: 50 });
  });

  test('is paid in full, also in a checkout that was held up', () => {
    const town = townOf('wallets: { bonus: { worth: 1.00, pay: { max: 100%, of: receipt } } }');
    const ann = town.person('ann');
    ann.correct(100);
    expect(ann.hold('till-1', CARD_AND_TEA, { pay: 'max' }).purchase.toPay).toBe(100_000);
    expect(ann.buy(CARD_AND_TEA, { pay: 'max', checkout: 'till-1' }).purchase.toPay).toBe(100_000);
  });
});
