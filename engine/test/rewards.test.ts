/** What units buy: from the catalogue, to be collected or cancelled, and within a receipt. */
import { describe, expect, test } from 'vitest';
import { offOf, rubles, type Good } from './goods.ts';
import { type Person } from './person.ts';
import { townOf, type Town } from './town.ts';

const STARS = `
wallets: { star: { expires: { after: P30D } }, bonus: { worth: 1.00 } }
rules: [{ id: star, on: shop.star, earn: { wallet: star, rate: "1 per 1.00" } }]`;
const shop = (rewards: string, more = ''): Town => townOf(`${STARS}\n${more}\nrewards: [${rewards}]`);
/** Somebody with so many stars. */
function rich(town: Town, stars: number, name = 'ann'): Person {
  const person = town.person(name);
  person.hear('shop.star', {}, { amount: `${stars}.00` });
  return person;
}
const CROISSANT = '{ id: croissant, price: { star: 25 }, gives: { gift: { sku: CR } }, collect: P7D }';
const GOODS: readonly Good[] = [
  ['coffee', '300.00', '3'],
  ['tea', '200.00'],
];

describe('from the catalogue', () => {
  test('the price is taken at once, the thing waits', () => {
    const ann = rich(shop(CROISSANT), 60);
    const item = ann.redeem('croissant');
    expect(ann.units('star')).toBe(35);
    expect(item.gifts).toMatchObject([{ sku: 'CR', quantity: 1_000_000 }]);
    expect(ann.account().state.items?.[item.id]).toMatchObject({ type: 'redemption', reward: 'croissant', units: 25 });
    ann.collect(item);
    expect(ann.account().state.items).toBeUndefined();
    expect(() => ann.cancel(item)).toThrow('item_unknown');
  });
  test('cancelled, the units come back with their dates', () => {
    const town = shop(CROISSANT);
    const ann = rich(town, 60);
    const before = ann.account().lots;
    ann.cancel(ann.redeem('croissant'));
    expect(ann.account().lots).toEqual(before);
  });
  test('not collected in time, it cancels itself: the seventh day is the last', () => {
    const town = shop(CROISSANT);
    const ann = rich(town, 60);
    const item = ann.redeem('croissant');
    town.on('2026-11-28T23:59');
    expect(ann.units('star')).toBe(35);
    town.on('2026-11-29T00:00');
    expect(ann.units('star')).toBe(60);
    expect(() => ann.collect(item)).toThrow('item_unknown');
  });
  test('units whose time is over meanwhile come back for the grace', () => {
    const town = shop('{ id: mug, price: { star: 25 }, gives: { gift: { sku: MUG } } }');
    const ann = rich(town, 25);
    const item = ann.redeem('mug');
    town.on('2027-01-10T12:00');
    ann.cancel(item);
    expect(ann.units('star')).toBe(25);
    town.on('2027-01-24T00:00');
    expect(ann.units('star')).toBe(0);
  });
  test('two at once', () => {
    const ann = rich(shop(CROISSANT), 60);
    const item = ann.redeem('croissant', 2);
    expect(ann.units('star')).toBe(10);
    expect(item.gifts?.[0]?.quantity).toBe(2_000_000);
    ann.cancel(item);
    expect(ann.units('star')).toBe(60);
  });
  test('one wallet for another', () => {
    const ann = rich(shop('{ id: swap, price: { star: 50 }, gives: { earn: { wallet: bonus, units: 20 } } }'), 60);
    ann.redeem('swap', 1);
    expect([ann.units('star'), ann.units('bonus')]).toEqual([10, 20]);
    expect(ann.account().state.items).toBeUndefined();
  });
  test('cancelled, everything that came with it goes', () => {
    const town = shop(
      '{ id: set, price: { star: 50 }, gives: { gift: { sku: SET }, earn: { wallet: bonus, units: 20 }, coupon: { id: ten } } }',
      'coupons: [{ id: ten, gives: { discount: { percent: 10% } } }]',
    );
    const ann = rich(town, 60);
    const item = ann.redeem('set');
    expect([ann.units('star'), ann.units('bonus'), ann.coupons('ten')]).toEqual([10, 20, 1]);
    ann.cancel(item);
    expect([ann.units('star'), ann.units('bonus'), ann.coupons('ten')]).toEqual([60, 0, 0]);
  });
  test('with a code of a pool', () => {
    const town = shop('{ id: film, price: { star: 10 }, gives: { message: Film }, codes: true }');
    const ann = rich(town, 60);
    const item = town.tell('ann', { type: 'redeem', at: town.now, reward: 'film', quantity: 1, code: 'F-1' });
    expect(ann.account().state.items?.[item.id]).toMatchObject({ code: 'F-1' });
  });
});

describe('refused, and nothing changes', () => {
  test.each([
    ['reward_unknown', CROISSANT, 'cake', 60],
    ['units_insufficient', CROISSANT, 'croissant', 24],
    ['reward_not_here', '{ id: sum, price: { star: 1 }, gives: { discount: { amount: 10.00 } } }', 'sum', 60],
    [
      'reward_not_now',
      '{ id: mug, price: { star: 1 }, gives: { gift: { sku: M } }, when: { from: 2026-12-01 } }',
      'mug',
      60,
    ],
    [
      'reward_not_for_you',
      `{ id: mug, price: { star: 1 }, gives: { gift: { sku: M } }, if: 'account.balance.star >= 100.0' }`,
      'mug',
      60,
    ],
  ])('%s', (code, rewards, id, stars) => {
    const ann = rich(shop(rewards), stars);
    const before = ann.account();
    expect(() => ann.redeem(id)).toThrow(code);
    expect(ann.account()).toEqual(before);
  });
  test('a reward of the catalogue cannot be used in a receipt', () =>
    expect(() => rich(shop(CROISSANT), 60).buy(GOODS, { apply: ['reward:croissant'] })).toThrow('reward_not_here'));
});

describe('so many', () => {
  test('are in stock, for everybody', () => {
    const town = shop('{ id: mug, price: { star: 10 }, gives: { gift: { sku: M } }, stock: 3 }');
    const [ann, bob] = [rich(town, 60), rich(town, 60, 'bob')];
    const item = ann.redeem('mug', 2);
    expect(() => bob.redeem('mug', 2)).toThrow('reward_out_of_stock');
    bob.redeem('mug');
    expect(() => bob.redeem('mug')).toThrow('reward_out_of_stock');
    ann.cancel(item);
    bob.redeem('mug', 2);
    expect(bob.units('star')).toBe(30);
  });
  test('may one account have; cancelled, it has not had it', () => {
    const town = shop(
      '{ id: mug, price: { star: 10 }, gives: { gift: { sku: M } }, limits: [{ every: month, times: 1 }] }',
    );
    const ann = rich(town, 60);
    expect(() => ann.redeem('mug', 2)).toThrow('limit_reached');
    const item = ann.redeem('mug');
    expect(() => ann.redeem('mug')).toThrow('limit_reached');
    ann.cancel(item);
    ann.redeem('mug');
    expect(ann.units('star')).toBe(50);
  });
});

describe('around the birthday, by level', () => {
  const town = (): Town =>
    shop(
      '{ id: cake, gives: { gift: { sku: CAKE } }, limits: [{ every: year, times: 1 }], birthday: { new: P1D, gold: P7D } }',
      'tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: gold, from: 1000.00 }] }',
    );
  test.each([
    ['0.00', '2026-12-04T23:59', false],
    ['0.00', '2026-12-05T00:00', true],
    ['0.00', '2026-12-06T00:00', false],
    ['1000.00', '2026-12-11T23:59', true],
    ['1000.00', '2026-12-12T00:00', false],
  ])('with %s spent, on %s', (spent, at, is) => {
    const place = town();
    const ann = place.person('ann');
    ann.profile({ dates: [{ whose: 'self', on: '12-05' }] });
    ann.buy([['a', spent]]);
    place.on(at);
    if (is) expect(ann.redeem('cake').gifts).toHaveLength(1);
    else expect(() => ann.redeem('cake')).toThrow('reward_not_now');
  });
  test('whose birthday nobody knows has none', () =>
    expect(() => town().person('ann').redeem('cake')).toThrow('reward_not_now'));
});

describe('within a receipt', () => {
  const SUM = `{ id: sum, price: { star: 50 }, gives: { discount: { amount: 100.00, lines: 'line.category == "coffee"' } } }`;
  test('it makes the goods cheaper and costs its price', () => {
    const ann = rich(shop(SUM), 60);
    const bought = ann.buy(GOODS, { apply: ['reward:sum'] });
    expect(offOf(bought)).toEqual(['100.00', '0.00']);
    expect(bought.purchase.costs).toMatchObject([{ rule: 'reward:sum', wallet: 'star', units: 50 }]);
    expect(ann.units('star')).toBe(10);
  });
  test('what it made cheaper brings its price back, in parts', () => {
    const ann = rich(shop(SUM), 60);
    const bought = ann.buy(GOODS, { apply: ['reward:sum'] });
    expect(ann.giveBack(bought, [1, '1']).return.parts[0]?.restored).toEqual([]);
    // A third of 50 is 16, two thirds are 33.
    expect([1, 2, 3].map(() => ann.giveBack(bought, [0, '1']).return)).toMatchObject([
      { money: 6666, parts: [{ restored: [{ wallet: 'star', units: 16 }] }] },
      { money: 6667, parts: [{ restored: [{ wallet: 'star', units: 17 }] }] },
      { money: 6667, parts: [{ restored: [{ wallet: 'star', units: 17 }] }] },
    ]);
    expect(ann.units('star')).toBe(60);
  });
  test('refused when it finds nothing to make cheaper', () =>
    expect(() => rich(shop(SUM), 60).buy([['tea', '10.00']], { apply: ['reward:sum'] })).toThrow('reward_not_here'));
  test('refused when the units are not enough for all that is applied', () => {
    const town = shop(`${SUM}, { id: part, price: { star: 20 }, gives: { discount: { percent: 10% } } }`);
    const ann = rich(town, 60);
    expect(() => ann.buy(GOODS, { apply: ['reward:sum', 'reward:part'] })).toThrow('units_insufficient');
    expect(offOf(ann.buy(GOODS, { apply: ['reward:part'] }))).toEqual(['30.00', '20.00']);
  });
  test('units that it costs cannot pay as well', () => {
    const town = townOf(`
rules: [{ id: base, on: shop.star, earn: { wallet: bonus, units: 100 } }]
rewards: [{ id: sum, price: { bonus: 60 }, gives: { discount: { amount: 100.00 } } }]`);
    const ann = town.person('ann');
    ann.hear('shop.star');
    expect(() => ann.buy(GOODS, { apply: ['reward:sum'], pay: 41 })).toThrow('units_insufficient');
    const bought = ann.buy(GOODS, { apply: ['reward:sum'], pay: 'max' });
    expect([bought.purchase.payment?.units, rubles(bought.purchase.toPay), ann.units()]).toEqual([40, '360.00', 0]);
  });
  test('one of the stock is not given twice on one receipt', () => {
    const town = shop('{ id: sum, price: { star: 10 }, gives: { discount: { amount: 10.00 } }, stock: 1 }');
    const ann = rich(town, 60);
    expect(() => ann.buy(GOODS, { apply: ['reward:sum', 'reward:sum'] })).toThrow('reward_out_of_stock');
    expect(offOf(ann.buy(GOODS, { apply: ['reward:sum'] }))).toEqual(['6.00', '4.00']);
    expect(() => ann.buy(GOODS, { apply: ['reward:sum'] })).toThrow('reward_out_of_stock');
  });
  test('returned wholly, it is in stock again', () => {
    const town = shop('{ id: sum, price: { star: 10 }, gives: { discount: { amount: 10.00 } }, stock: 1 }');
    const ann = rich(town, 60);
    ann.giveAllBack(ann.buy(GOODS, { apply: ['reward:sum'] }));
    expect(ann.units('star')).toBe(60);
    expect(offOf(ann.buy(GOODS, { apply: ['reward:sum'] }))).toEqual(['6.00', '4.00']);
  });
  test('a thing that was handed over stays, and so does what it cost', () => {
    const town = shop('{ id: mug, price: { star: 50 }, gives: { gift: { sku: MUG } }, use: receipt }');
    const ann = rich(town, 60);
    const bought = ann.buy(GOODS, { apply: ['reward:mug'] });
    expect(bought.purchase.gifts).toMatchObject([{ sku: 'MUG' }]);
    const { parts } = ann.giveAllBack(bought).return;
    expect(parts[0]).toMatchObject({ restored: [], kept: [{ sku: 'MUG' }] });
    expect(ann.units('star')).toBe(10);
  });
  test('a checkout reserves its price, its purchase takes it', () => {
    const town = shop(SUM);
    const ann = rich(town, 60);
    const hold = ann.hold('till-1', GOODS, { apply: ['reward:sum'] });
    expect(ann.wallet('star')).toMatchObject({ available: 10, held: 50 });
    expect(() => ann.buy(GOODS, { apply: ['reward:sum'] })).toThrow('units_insufficient');
    const bought = ann.buy(GOODS, { apply: ['reward:sum'], checkout: 'till-1' });
    expect(offOf(bought)).toEqual(offOf(hold));
    expect(ann.wallet('star')).toMatchObject({ available: 10, held: 0 });
  });
});
