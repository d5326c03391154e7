/** A member brings a friend: both have something when the friend buys, neither when it is all returned. */
import { describe, expect, test } from 'vitest';
import { type Good } from './goods.ts';
import { type Person } from './person.ts';
import { townOf, type Town } from './town.ts';

const ENOUGH: readonly Good[] = [['a', '500.00', '2']];
const program = (more = ''): string => `
referral:
  qualifies: 'receipt.paid >= 500.00'
  friend: { earn: { wallet: bonus, units: 100 } }
  referrer: { earn: { wallet: bonus, units: 200 } }
  ${more}`;

function brought(town: Town, friend = 'bob'): readonly [ann: Person, friend: Person] {
  const [ann, bob] = [town.person('ann'), town.person(friend)];
  bob.refer('ann');
  return [ann, bob];
}
const units = (people: readonly Person[]): readonly number[] => people.map((person) => person.units());

describe('the friend buys', () => {
  test('enough: both have theirs, once', () => {
    const both = brought(townOf(program()));
    both[1].buy([['a', '499.99']]);
    expect(units(both)).toEqual([0, 0]);
    both[1].buy(ENOUGH);
    expect(units(both)).toEqual([200, 100]);
    both[1].buy(ENOUGH);
    expect(units(both)).toEqual([200, 100]);
  });
  test('within the time', () => {
    const town = townOf(program('within: P30D'));
    const both = brought(town);
    const late = brought(town, 'eve');
    town.on('2026-12-21T23:59');
    both[1].buy(ENOUGH);
    expect(units(both)).toEqual([200, 100]);
    town.on('2026-12-22T00:00');
    late[1].buy(ENOUGH);
    expect(units(late)).toEqual([200, 0]);
  });
  test('what is paid by units does not count', () => {
    const both = brought(townOf(program()));
    both[1].correct(1);
    both[1].buy(ENOUGH, { pay: 1 });
    expect(units(both)).toEqual([0, 0]);
  });
});

describe('refused', () => {
  test('oneself', () => expect(() => townOf(program()).person('ann').refer('ann')).toThrow('transfer_to_self'));
  test('a second time', () => {
    const [, bob] = brought(townOf(program()));
    expect(() => bob.refer('eve')).toThrow('referral_exists');
  });
  test('who has bought already', () => {
    const bob = townOf(program()).person('bob');
    bob.buy([['a', '1.00']]);
    expect(() => bob.refer('ann')).toThrow('referral_late');
  });
});

describe('returned', () => {
  test('all of it: both sides are undone', () => {
    const both = brought(townOf(program()));
    both[1].giveAllBack(both[1].buy(ENOUGH));
    expect(units(both)).toEqual([0, 0]);
    expect(both.map((person) => person.wallet().debt)).toEqual([0, 0]);
  });
  test('a part of it: the friend loses that part, the other nothing', () => {
    const both = brought(townOf(program()));
    both[1].giveBack(both[1].buy(ENOUGH), [0, '1']);
    expect(units(both)).toEqual([200, 50]);
  });
  test('and bought again: both have it again, once', () => {
    const both = brought(townOf(program()));
    both[1].giveAllBack(both[1].buy(ENOUGH));
    both[1].buy(ENOUGH);
    both[1].buy(ENOUGH);
    expect(units(both)).toEqual([200, 100]);
  });
  test('another purchase: nothing changes', () => {
    const both = brought(townOf(program()));
    both[1].buy(ENOUGH);
    both[1].giveAllBack(both[1].buy(ENOUGH));
    expect(units(both)).toEqual([200, 100]);
  });
  test('long afterwards: what the other has had stays, and comes no second time', () => {
    const town = townOf(program());
    const both = brought(town);
    const bought = both[1].buy(ENOUGH);
    town.on('2027-03-01T12:00');
    both[0].giveAllBack(both[0].buy([['a', '1.00']]));
    both[1].giveAllBack(bought);
    expect(units(both)).toEqual([200, 0]);
    both[1].buy(ENOUGH);
    expect(units(both)).toEqual([200, 0]);
  });
});

describe('so many friends', () => {
  test('a month; one whose purchase came back leaves room for another', () => {
    const town = townOf(program('limits: [{ every: month, times: 1 }]'));
    const [ann, bob] = brought(town);
    const [, eve] = brought(town, 'eve');
    const [, dan] = brought(town, 'dan');
    const bought = bob.buy(ENOUGH);
    eve.buy(ENOUGH);
    expect(units([ann, bob, eve])).toEqual([200, 100, 100]);
    bob.giveAllBack(bought);
    expect(ann.units()).toBe(0);
    dan.buy(ENOUGH);
    expect(ann.units()).toBe(200);
  });
});
