/** Levels by tasks: reached when the month's conditions hold, kept to the end of the next month, gone when returns undo them. */
import { describe, expect, test } from 'vitest';
import { townOf } from './town.ts';

const TASKS = `
meters:
  card: { on: payment, add: amount }
  cash: { on: shop.cash, add: amount }
  online: { on: payment, add: count, if: 'event.data.channel == "online"' }
tiers:
  window: { calendar: month }
  keeps: { until: end of next month }
  levels:
    - { id: one }
    - { id: two, if: 'account.month.card >= 5000.00 && account.month.card > account.month.cash' }
    - { id: three, if: 'account.month.card >= 5000.00 && account.month.card > account.month.cash && account.month.online >= 1.0' }`;

describe('by tasks of the month', () => {
  test('at once, and the highest whose tasks are done', () => {
    const ann = townOf(TASKS).person('ann');
    ann.hear('payment', { channel: 'shop' }, { amount: '4999.99' });
    expect(ann.level()).toBe('one');
    ann.hear('payment', { channel: 'shop' }, { amount: '0.01' });
    expect(ann.level()).toBe('two');
    ann.hear('payment', { channel: 'online' }, { amount: '1.00' });
    expect(ann.level()).toBe('three');
  });
  test('one task undone by another event keeps nobody from what was reached', () => {
    const ann = townOf(TASKS).person('ann');
    ann.hear('shop.cash', {}, { amount: '6000.00' });
    ann.hear('payment', { channel: 'shop' }, { amount: '5500.00' });
    expect(ann.level()).toBe('one');
    ann.hear('payment', { channel: 'shop' }, { amount: '600.00' });
    expect(ann.level()).toBe('two');
    ann.hear('shop.cash', {}, { amount: '6000.00' });
    expect(ann.level()).toBe('two');
  });
  test('kept to the end of the next month; done again, for another', () => {
    const town = townOf(TASKS);
    const ann = town.person('ann');
    ann.hear('payment', { channel: 'shop' }, { amount: '5000.00' });
    town.on('2026-12-10T12:00');
    ann.hear('payment', { channel: 'shop' }, { amount: '5000.00' });
    town.on('2027-01-31T23:59');
    expect(ann.level()).toBe('two');
    town.on('2027-02-01T00:00');
    expect(ann.level()).toBe('one');
  });
  test('a lower one done next month follows when the higher is over', () => {
    const town = townOf(TASKS);
    const ann = town.person('ann');
    ann.hear('payment', { channel: 'online' }, { amount: '5000.00' });
    town.on('2026-12-10T12:00');
    ann.hear('payment', { channel: 'shop' }, { amount: '5000.00' });
    expect(ann.level()).toBe('three');
    town.on('2027-01-01T00:00');
    expect(ann.level()).toBe('two');
  });
});

describe('returns', () => {
  const BOUGHT = `
tiers:
  window: { calendar: month }
  levels: [{ id: low }, { id: high, if: 'account.month.spend >= 1000.00' }, { id: top, if: 'account.month.spend >= 3000.00 && account.month.purchases >= 2.0' }]`;
  test('undo the level that they had reached', () => {
    const ann = townOf(BOUGHT).person('ann');
    const bought = ann.buy([['a', '1000.00', '2']]);
    expect(ann.level()).toBe('high');
    ann.giveBack(bought, [0, '1']);
    expect(ann.level()).toBe('low');
  });
  test('down to what is still done', () => {
    const ann = townOf(BOUGHT).person('ann');
    ann.buy([['a', '1500.00']]);
    const second = ann.buy([['a', '1500.00']]);
    expect(ann.level()).toBe('top');
    ann.giveAllBack(second);
    expect(ann.level()).toBe('high');
  });
  test('and not one of the month before', () => {
    const town = townOf(BOUGHT);
    const ann = town.person('ann');
    ann.buy([['a', '1000.00']]);
    town.on('2026-12-05T12:00');
    ann.giveAllBack(ann.buy([['a', '1000.00']]));
    expect(ann.level()).toBe('high');
    town.on('2027-01-01T00:00');
    expect(ann.level()).toBe('low');
  });
  test('where tasks are counted for ever too, days later', () => {
    const town = townOf(EVER);
    const ann = town.person('ann');
    ann.buy([['a', '10.00']]);
    const second = ann.buy([['a', '10.00']]);
    expect(ann.level()).toBe('high');
    town.on('2026-12-24T12:00');
    ann.giveAllBack(second);
    expect(ann.level()).toBe('low');
    ann.buy([['a', '10.00']]);
    expect(ann.level()).toBe('high');
  });
  test('of something else keep what was reached', () => {
    const town = townOf(EVER);
    const ann = town.person('ann');
    const [first] = ['a', 'b', 'c'].map((what) => ann.buy([[what, '10.00']]));
    town.on('2026-12-24T12:00');
    if (first !== undefined) ann.giveAllBack(first);
    expect(ann.level()).toBe('high');
  });
  test('keep a level whose tasks were not done by then, for as long as it lasts', () => {
    const town = townOf(
      `tiers: { window: { rolling: P60D }, levels: [{ id: low }, { id: high, if: 'account.month.purchases >= 2.0' }] }`,
    );
    const ann = town.person('ann');
    ann.buy([['a', '10.00']]);
    ann.buy([['a', '10.00']]);
    town.on('2026-12-24T12:00');
    ann.giveAllBack(ann.buy([['a', '10.00']]));
    expect(ann.level()).toBe('high');
    town.on('2027-01-21T00:00');
    expect(ann.level()).toBe('low');
  });
});

const EVER = `tiers: { levels: [{ id: low }, { id: high, if: 'account.ever.purchases >= 2.0' }] }`;
