/** How far an account has come: read from its state, right at every moment, whatever has or has not been written since. */
import { describe, expect, test } from 'vitest';
import { decide, mustBeCollected, type Progress, progressAt, units, type Event } from '../src/index.ts';
import { momentOf, programOf, Shop } from './shop.ts';

const PROGRAM = `
kopilka: 1
id: progress
name: Progress
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, payout: { min: 1 } }
  later: {}
meters:
  coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' }
tiers: { by: spend, levels: [{ id: regular, from: 0 }, { id: gold, from: 100000.00 }] }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: wait, on: purchase, if: 'lines.exists(l, l.category == "order")', earn: { wallet: later, units: 7, activates: { on: confirmed } } }
  - { id: treat, on: shop.treat, coupon: { id: free, pieces: 3, expires: { after: P7D } } }
  - { id: praise, on: shop.praise, badge: patron }
badges: { patron: { name: Patron, about: A friend of the house }, stranger: {} }
challenges:
  - { id: once, meter: coffees, target: 3, every: week, then: { earn: { wallet: bonus, units: 5 } } }
  - { id: again, meter: coffees, target: 2, every: month, repeat: true, then: { earn: { wallet: bonus, units: 5 } } }
  - { id: winter, meter: coffees, target: 1, when: { from: 2026-12-01 }, then: { earn: { wallet: bonus, units: 5 } } }
streaks:
  - { id: daily, meter: coffees, every: day, target: 3, then: { earn: { wallet: bonus, units: 5 } } }
coupons:
  - { id: free, gives: { discount: { percent: 100% } } }
choices:
  - { id: favourites, pick: { regular: 1, gold: 2 }, every: month, of: [tea, coffee], until: 10 }
  - { id: forever, pick: 1, every: month, of: [a, b], final: true }
rewards:
  - { id: mug, price: { bonus: 10 }, collect: P7D, gives: { gift: { sku: MUG } } }
  - { id: praise, price: { bonus: 10 }, gives: { badge: patron } }
`;

/** 2 November 2026 is a Monday. */
class House {
  readonly shop = new Shop({}, '2026-11-02T12:00');
  readonly program = programOf(PROGRAM);

  constructor() {
    Object.assign(this.shop, { program: this.program });
  }

  on(moment: string): this {
    this.shop.on(moment);
    return this;
  }

  coffee(pieces = '1'): void {
    this.shop.buy({ lines: [['coffee', '100.00', pieces]] });
  }

  tell(event: Event, id: string): void {
    this.shop.live();
    const verdict = decide(this.program, this.shop.account, event, id);
    if (verdict.type === 'refused') throw new Error(verdict.code);
    this.shop.account = verdict.account;
  }

  progress(): Progress {
    return progressAt(this.program, this.shop.live().account, this.shop.now);
  }

  challenge(id: string) {
    return this.progress().challenges.find((each) => each.id === id);
  }

  choice(id: string) {
    return this.progress().choices.find((each) => each.id === id);
  }

  choose(choice: string, period: 'current' | 'next', ...picks: string[]): void {
    this.tell({ type: 'choose', at: this.shop.now, choice, period, picks }, 'choose');
  }

  at(moment: string) {
    return momentOf(moment, this.program.calendar.zone);
  }
}

describe('challenges', () => {
  test('a new account has everything before it', () => {
    expect(new House().challenge('once')).toMatchObject({ value: 0, reached: 0, missing: 3_000_000, scale: 6 });
  });

  test('what is counted, what is missing, and within what', () => {
    const house = new House();
    house.coffee('2');
    expect(house.challenge('once')).toMatchObject({
      value: 2_000_000,
      target: 3_000_000,
      missing: 1_000_000,
      within: { from: house.at('2026-11-02T00:00'), until: house.at('2026-11-09T00:00') },
    });
  });

  test('reached once it is done for the window, and the next window begins anew', () => {
    const house = new House();
    house.coffee('4');
    expect(house.challenge('once')).toMatchObject({ reached: 1, missing: null });
    expect(house.on('2026-11-09T00:00').challenge('once')).toMatchObject({ value: 0, reached: 0, missing: 3_000_000 });
  });

  test('one that repeats goes on to the next time', () => {
    const house = new House();
    house.coffee('5');
    expect(house.challenge('again')).toMatchObject({ reached: 2, missing: 1_000_000 });
  });

  test('one that has not begun is told as closed; without a window it has no end', () => {
    const house = new House();
    expect(house.challenge('winter')).toMatchObject({ open: false, within: { from: null, until: null } });
    expect(house.on('2026-12-01T00:00').challenge('winter')).toMatchObject({ open: true });
  });
});

describe('streaks', () => {
  const streak = (house: House) => house.progress().streaks[0];

  test('grow day by day, wait for today, and break when a day is left out', () => {
    const house = new House();
    house.coffee();
    expect(streak(house)).toMatchObject({ length: 1, target: 3, counted: true });
    expect(streak(house.on('2026-11-03T12:00'))).toMatchObject({ length: 1, counted: false });
    house.coffee();
    expect(streak(house)).toMatchObject({ length: 2, counted: true });
    expect(streak(house.on('2026-11-05T12:00'))).toMatchObject({ length: 0, counted: false });
  });

  test('begin again once they are reached', () => {
    const house = new House();
    for (const day of ['02', '03', '04']) {
      house.on(`2026-11-${day}T12:00`);
      house.coffee();
    }
    expect(streak(house)).toMatchObject({ length: 0, counted: true });
  });
});

test('badges are those that were given, and how often', () => {
  const house = new House();
  expect(house.progress().badges).toEqual([]);
  house.shop.hear('shop.praise');
  house.shop.hear('shop.praise');
  expect(house.progress().badges).toMatchObject([{ id: 'patron', about: { en: 'A friend of the house' }, times: 2 }]);
});

describe('choices', () => {
  test('are changeable up to the deadline of the current period, the next one always', () => {
    const house = new House();
    house.choose('favourites', 'current', 'tea');
    house.choose('favourites', 'next', 'coffee');
    expect(house.choice('favourites')).toMatchObject({
      offered: ['tea', 'coffee'],
      personal: false,
      most: 1,
      current: ['tea'],
      next: ['coffee'],
      changeableUntil: house.at('2026-11-11T00:00'),
      closed: null,
    });
    house.on('2026-11-11T00:00');
    expect(house.choice('favourites')).toMatchObject({ changeableUntil: null, closed: 'deadline' });
    house.on('2026-12-01T00:00');
    expect(house.choice('favourites')).toMatchObject({ current: ['coffee'], next: [], closed: null });
  });

  test('what was picked stays where it is final', () => {
    const house = new House();
    expect(house.choice('forever')).toMatchObject({ closed: null, changeableUntil: house.at('2026-12-01T00:00') });
    house.choose('forever', 'current', 'a');
    expect(house.choice('forever')).toMatchObject({ closed: 'final', changeableUntil: null });
  });

  test('the level says how many, the account’s own list what', () => {
    const house = new House();
    const at = house.shop.now;
    house.tell({ type: 'grant', at, level: 'gold', until: null, reason: 'test' }, 'grant');
    house.tell({ type: 'offer', at, choice: 'favourites', options: ['tea'] }, 'offer');
    expect(house.choice('favourites')).toMatchObject({ most: 2, offered: ['tea'], personal: true });
  });
});

test('coupons on the card are told lot by lot, expired ones not at all', () => {
  const house = new House();
  house.shop.hear('shop.treat');
  const [coupons] = house.progress().coupons;
  expect(coupons).toMatchObject({ id: 'free', available: 3, lots: [{ units: 3 }] });
  expect(house.on('2026-12-02T12:00').progress().coupons).toMatchObject([{ available: 0, lots: [] }]);
});

describe('what is open', () => {
  test('redemptions and payouts until they are closed, expected units until they are confirmed', () => {
    const house = new House();
    house.shop.buy({ lines: [['order', '1000.00']] });
    const at = house.shop.now;
    house.tell({ type: 'redeem', at, reward: 'mug', quantity: 1 }, 'redeem-1');
    house.tell({ type: 'redeem', at, reward: 'praise', quantity: 1 }, 'redeem-2');
    house.tell({ type: 'payout', at, wallet: 'bonus', units: units(20) }, 'payout-1');
    expect(house.progress().items.map(({ id, item }) => [id, item.type])).toEqual([
      ['payout-1', 'payout'],
      ['purchase-1', 'expected'],
      ['redeem-1', 'redemption'],
    ]);
    house.tell({ type: 'collect', at, item: 'redeem-1' }, 'collect');
    house.tell({ type: 'cancel', at, item: 'payout-1' }, 'cancel');
    house.tell({ type: 'cancel', at, item: 'purchase-1' }, 'forget');
    expect(house.progress().items).toEqual([]);
  });

  test('a redemption stays open exactly when there is something to hand over', () => {
    const { program } = new House();
    for (const [id, reward] of program.rewards) {
      const house = new House();
      house.shop.correct(10);
      house.tell({ type: 'redeem', at: house.shop.now, reward: id, quantity: 1 }, 'redeem');
      expect(house.progress().items).toHaveLength(mustBeCollected(reward) ? 1 : 0);
    }
  });
});
