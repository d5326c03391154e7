/** Units that leave a wallet: exchanged for others, given to another member, paid out as money. */
import { describe, expect, test } from 'vitest';
import { type Person } from './person.ts';
import { townOf, type Town } from './town.ts';

/** Somebody with so many units. */
function rich(town: Town, name: string, amount: number, wallet = 'bonus'): Person {
  const person = town.person(name);
  person.correct(amount, wallet);
  return person;
}

describe('one wallet for another', () => {
  const program = (more = ''): string => `
wallets: { bonus: {}, rub: { decimals: 2, worth: 1.00, expires: { after: P10D } } }
rules: [{ id: base, on: shop.deed, earn: { wallet: bonus, units: 1000 } }]
conversions: [{ id: to-rub, from: bonus, to: rub, rate: "0.90 per 1", ${more} }]`;
  test.each([
    [100, 9000],
    [1, 90],
  ])('%d bonuses are %d kopecks', (amount, kopecks) => {
    const ann = rich(townOf(program()), 'ann', 100);
    const { converted } = ann.convert('to-rub', amount);
    expect(converted).toEqual({ from: 'bonus', units: amount, to: 'rub', into: kopecks });
    expect([ann.units('bonus'), ann.units('rub')]).toEqual([100 - amount, kopecks]);
  });
  test('what is less than the smallest part is dropped', () => {
    const town = townOf(`
wallets: { bonus: {}, star: {} }
rules: [{ id: base, on: shop.deed, earn: { wallet: bonus, units: 1000 } }]
conversions: [{ id: to-star, from: bonus, to: star, rate: "1 per 3" }]`);
    const ann = rich(town, 'ann', 100);
    expect(ann.convert('to-star', 11).converted.into).toBe(3);
    expect(() => ann.convert('to-star', 2)).toThrow('conversion_not_allowed');
    expect([ann.units('bonus'), ann.units('star')]).toEqual([89, 3]);
  });
  test('the new units have dates of their own', () => {
    const town = townOf(program());
    const ann = rich(town, 'ann', 100);
    ann.convert('to-rub', 100);
    town.on('2026-12-02T00:00');
    expect(ann.units('rub')).toBe(0);
  });
  test.each([
    ['conversion_unknown', '', 'to-gold', 10],
    ['units_insufficient', '', 'to-rub', 101],
    ['conversion_not_allowed', 'min: 50', 'to-rub', 49],
    ['conversion_not_allowed', `if: 'account.balance.rub > 0.0'`, 'to-rub', 50],
    ['limit_reached', 'limits: [{ every: day, units: 60 }]', 'to-rub', 61],
    ['conversion_not_allowed', '', 'to-rub', 0],
  ])('%s', (code, more, id, amount) => {
    const ann = rich(townOf(program(more)), 'ann', 100);
    const before = ann.account();
    expect(() => ann.convert(id, amount)).toThrow(code);
    expect(ann.account()).toEqual(before);
  });
  test('so often and so much a day', () => {
    const town = townOf(program('limits: [{ every: day, units: 60, times: 2 }]'));
    const ann = rich(town, 'ann', 1000);
    ann.convert('to-rub', 10);
    ann.convert('to-rub', 10);
    expect(() => ann.convert('to-rub', 10)).toThrow('limit_reached');
    town.on('2026-11-23T00:00');
    expect(() => ann.convert('to-rub', 61)).toThrow('limit_reached');
    ann.convert('to-rub', 60);
  });
  test('what comes repays a debt first', () => {
    const town = townOf(`
wallets: { bonus: {}, rub: { decimals: 2, worth: 1.00 } }
rules: [{ id: base, on: purchase, earn: { wallet: rub, rate: 10% } }, { id: gift, on: shop.deed, earn: { wallet: bonus, units: 100 } }]
conversions: [{ id: to-rub, from: bonus, to: rub, rate: "1 per 1" }]`);
    const ann = rich(town, 'ann', 100);
    const bought = ann.buy([['a', '100.00']]);
    ann.buy([['b', '10.00']], { pay: 1000, wallet: 'rub' });
    ann.giveAllBack(bought);
    expect(ann.wallet('rub')).toMatchObject({ available: 0, debt: 1000 });
    ann.convert('to-rub', 15);
    expect(ann.wallet('rub')).toMatchObject({ available: 500, debt: 0 });
    expect(() => rich(town, 'bob', 1).convert('to-rub', 2)).toThrow('units_insufficient');
  });
});

describe('to another member', () => {
  const program = (more = ''): string => `
wallets: { bonus: { worth: 1.00, expires: { after: P30D }, transfer: { ${more} } } }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 10%, activates: { after: P1D } } }]`;
  test('the soonest to expire go first, with their dates', () => {
    const town = townOf(program());
    const ann = rich(town, 'ann', 40);
    town.on('2026-11-30T12:00');
    ann.correct(60);
    ann.transfer('bob', 50);
    const bob = town.person('bob');
    expect([ann.units(), bob.units()]).toEqual([50, 50]);
    expect(bob.account().lots.map(({ remaining }) => remaining)).toEqual([40, 10]);
    town.on('2026-12-22T00:00');
    expect([ann.units(), bob.units()]).toEqual([50, 10]);
    town.on('2026-12-30T00:00');
    expect([ann.units(), bob.units()]).toEqual([0, 0]);
  });
  test.each([
    ['transfer_to_self', '', 'ann', 10],
    ['transfer_not_allowed', 'min: 20', 'bob', 19],
    ['transfer_not_allowed', '', 'bob', 0],
    ['transfer_not_allowed', '', 'bob', -5],
    ['units_insufficient', '', 'bob', 101],
    ['limit_reached', 'limits: [{ every: month, units: 50 }]', 'bob', 51],
  ])('%s', (code, more, to, amount) => {
    const town = townOf(program(more));
    const ann = rich(town, 'ann', 100);
    expect(() => ann.transfer(to, amount)).toThrow(code);
    expect([ann.units(), town.person('bob').units()]).toEqual([100, 0]);
  });
  test('not where the program does not allow it', () =>
    expect(() => rich(townOf(''), 'ann', 100).transfer('bob', 10)).toThrow('transfer_not_allowed'));
  test('not what is not active yet, nor what a checkout has reserved', () => {
    const town = townOf(program());
    const ann = rich(town, 'ann', 30);
    ann.buy([['a', '1000.00']]);
    ann.hold('till-1', [['a', '100.00']], { pay: 20 });
    expect(ann.wallet()).toMatchObject({ available: 10, pending: 100, held: 20 });
    expect(() => ann.transfer('bob', 11)).toThrow('units_insufficient');
    ann.transfer('bob', 10);
  });
  test('not from somebody in debt; what comes repays one', () => {
    const town = townOf(program());
    const ann = rich(town, 'ann', 5);
    const bought = ann.buy([['a', '500.00']]);
    town.on('2026-11-23T12:00');
    ann.buy([['a', '55.00']], { pay: 'max' });
    ann.giveAllBack(bought);
    const debt = ann.wallet().debt;
    expect(debt).toBeGreaterThan(0);
    expect(() => ann.transfer('bob', 1)).toThrow('account_in_debt');
    rich(town, 'bob', 100).transfer('ann', 60);
    expect(ann.wallet()).toMatchObject({ debt: 0, available: 60 - debt });
  });
  test('there and back, nobody is richer', () => {
    const town = townOf(program());
    const ann = rich(town, 'ann', 100);
    const before = ann.account().lots;
    ann.transfer('bob', 70);
    town.person('bob').transfer('ann', 70);
    expect(ann.account().lots).toEqual(before);
    expect(town.person('bob').account().lots).toEqual([]);
  });
});

describe('paid out', () => {
  const program = (more = ''): string => `
wallets: { rub: { worth: 1.00, decimals: 2, payout: { ${more} } } }
rules: [{ id: base, on: purchase, earn: { wallet: rub, rate: 1% } }]`;
  test('reserved when asked for, gone when paid', () => {
    const ann = rich(townOf(program()), 'ann', 10_000, 'rub');
    const item = ann.payout(6000, 'rub');
    expect(ann.units('rub')).toBe(4000);
    expect(ann.account().state.items?.[item.id]).toMatchObject({ type: 'payout', units: 6000 });
    ann.collect(item);
    expect(ann.account().state.items).toBeUndefined();
    expect(() => ann.cancel(item)).toThrow('item_unknown');
  });
  test('refused by the shop, it comes back, and so does its limit', () => {
    const ann = rich(townOf(program('limits: [{ every: month, times: 1, units: 70 }]')), 'ann', 10_000, 'rub');
    const before = ann.account().lots;
    const item = ann.payout(6000, 'rub');
    expect(() => ann.payout(100, 'rub')).toThrow('limit_reached');
    ann.cancel(item);
    expect(ann.account().lots).toEqual(before);
    ann.payout(7000, 'rub');
  });
  test.each([
    ['payout_not_allowed', 'min: 100', 9999],
    ['payout_not_allowed', '', 0],
    ['units_insufficient', '', 20_001],
    ['limit_reached', 'limits: [{ every: month, units: 150 }]', 15_001],
  ])('%s', (code, more, amount) =>
    expect(() => rich(townOf(program(more)), 'ann', 20_000, 'rub').payout(amount, 'rub')).toThrow(code),
  );
  test('not where the program does not allow it', () =>
    expect(() => rich(townOf(''), 'ann', 100).payout(10)).toThrow('payout_not_allowed'));
});
