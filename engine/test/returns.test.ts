/** Taking back: in parts that add up, after spending, after expiry, with levels and meters following. */
import { describe, expect, test } from 'vitest';
import { decide } from '../src/index.ts';
import { momentOf, Shop } from './shop.ts';

const BASE = '{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }';

describe('in parts', () => {
  test('7 505 kopecks over 3 pieces come back as 2 501, 2 502 and 2 502', () => {
    const shop = new Shop({ rules: [] });
    const { id } = shop.buy({ lines: [['tea', '75.05', '3']] });
    const parts = [1, 2, 3].map(() => shop.giveBack(id, [0, '1']).return.money);
    expect(parts).toEqual([2501, 2502, 2502]);
  });

  test('units paid and earned come back piece by piece, and add up to the whole', () => {
    const shop = new Shop({ rules: [BASE] });
    shop.correct(100);
    const { id, purchase } = shop.buy({ lines: [['tea', '303.00', '3']], pay: 100 });
    expect([purchase.toPay, purchase.earned[0]?.units]).toEqual([20300, 10]);
    const parts = [1, 2, 3].map(() => shop.giveBack(id, [0, '1']).return.parts[0]);
    expect(parts.map((part) => [part?.money, part?.restored[0]?.units, part?.takenBack[0]?.units])).toEqual([
      [6766, 33, 3],
      [6767, 33, 3],
      [6767, 34, 4],
    ]);
    expect(shop.wallet()).toMatchObject({ available: 100, debt: 0 });
  });

  test('one of two lines gives back its own shares only', () => {
    const shop = new Shop({
      rules: [`{ id: cake, on: purchase, earn: { wallet: bonus, rate: 10%, lines: 'line.category == "cake"' } }`],
    });
    const { id } = shop.buy({
      lines: [
        ['tea', '100.00'],
        ['cake', '200.00'],
      ],
    });
    expect(shop.giveBack(id, [0, '1']).return.parts).toMatchObject([{ money: 10000, takenBack: [] }]);
    expect(shop.wallet().available).toBe(20);
    expect(shop.giveBack(id, [1, '1']).return.parts).toMatchObject([
      { money: 20000, takenBack: [{ rule: 'cake', units: 20 }] },
    ]);
    expect(shop.wallet().available).toBe(0);
  });

  test('weighed goods, and the same line named twice', () => {
    const shop = new Shop({ rules: [BASE] });
    const { id } = shop.buy({ lines: [['cheese', '355.51', '0.355']] });
    expect(shop.giveBack(id, [0, '0.1'], [0, '0.1']).return.money).toBe(20028);
    expect(shop.giveBack(id, [0, '0.155']).return.money).toBe(15523);
    expect(shop.wallet()).toMatchObject({ available: 0, debt: 0 });
  });

  test('two purchases in one return', () => {
    const shop = new Shop({ rules: [BASE] });
    const first = shop.buy({ lines: [['tea', '100.00']] });
    const second = shop.buy({ lines: [['cake', '300.00']] });
    const part = shop.returnEvent(first.id, [0, '1']);
    const other = shop.returnEvent(second.id, [0, '1']);
    if (part.type !== 'return' || other.type !== 'return') throw new Error('not returns');
    const verdict = decide(shop.program, shop.account, { ...part, parts: [...part.parts, ...other.parts] });
    expect(verdict).toMatchObject({
      decision: { return: { money: 40000, parts: [{ money: 10000 }, { money: 30000 }] } },
    });
    expect(verdict.type === 'decided' && verdict.account.lots).toEqual([]);
  });

  test('refused: an unknown purchase, an unknown line, more than is left', () => {
    const shop = new Shop({ rules: [BASE] });
    const { id } = shop.buy({ lines: [['tea', '300.00', '3']] });
    shop.giveBack(id, [0, '2']);
    expect(shop.refusal(shop.returnEvent('another', [0, '1'])).code).toBe('purchase_unknown');
    expect(shop.refusal(shop.returnEvent(id, [1, '1'])).code).toBe('line_unknown');
    expect(shop.refusal(shop.returnEvent(id, [0, '1.000001'])).code).toBe('return_exceeds_purchase');
    expect(shop.refusal(shop.returnEvent(id, [0, '1'], [0, '0.5'])).code).toBe('return_exceeds_purchase');
    expect(shop.giveBack(id, [0, '1']).return.money).toBe(10000);
  });
});

describe('after spending', () => {
  const spentAll = (debt: string): { readonly shop: Shop; readonly id: string } => {
    const shop = new Shop({ wallets: `bonus: { worth: 1.00, debt: ${debt} }`, rules: [BASE] });
    const { id } = shop.buy({ lines: [['tea', '2000.00']] });
    shop.buy({ lines: [['cake', '100.00']], pay: 100 });
    return { shop, id };
  };

  test('allow: what is missing becomes debt, and later earnings repay it first', () => {
    const { shop, id } = spentAll('allow');
    const decision = shop.giveBack(id, [0, '1']);
    expect(decision.return).toMatchObject({ money: 200000, withheld: 0 });
    expect(decision.reasons.map(({ code }) => code)).toEqual(['taken_back', 'owed']);
    expect(shop.wallet()).toMatchObject({ available: 0, debt: 100 });
    expect(shop.buy({ lines: [['tea', '1200.00']] }).purchase.earned).toMatchObject([{ units: 60, repaid: 60 }]);
    expect(shop.buy({ lines: [['tea', '1200.00']] }).purchase.earned).toMatchObject([{ units: 60, repaid: 40 }]);
    expect(shop.wallet()).toMatchObject({ available: 20, debt: 0 });
  });

  test('withhold: the till keeps their worth, and nothing is owed', () => {
    const { shop, id } = spentAll('withhold');
    const decision = shop.giveBack(id, [0, '1']);
    expect(decision.return).toMatchObject({ money: 190000, withheld: 10000 });
    expect(decision.reasons.map(({ code }) => code)).toEqual(['taken_back', 'withheld']);
    expect(shop.wallet()).toMatchObject({ available: 0, debt: 0 });
  });

  test('withhold takes no more than the money that is given back', () => {
    const shop = new Shop({
      wallets: 'bonus: { worth: 1.00, debt: withhold }',
      rules: ['{ id: gift, on: purchase, if: receipt.total < 50.00, earn: { wallet: bonus, units: 100 } }'],
    });
    const { id } = shop.buy({ lines: [['tea', '30.00']] });
    shop.buy({ lines: [['cake', '100.00']], pay: 100 });
    const decision = shop.giveBack(id, [0, '1']);
    expect(decision.return).toMatchObject({ money: 0, withheld: 3000 });
    expect(shop.wallet().debt).toBe(70);
  });

  test('taken first from the lot they made, then from others', () => {
    const shop = new Shop({
      wallets: 'bonus: { worth: 1.00, expires: { after: P30D } }',
      rules: [BASE, '{ id: gift, on: enrolled, earn: { wallet: bonus, units: 100, expires: { after: P14D } } }'],
    });
    shop.hear('enrolled');
    const { id } = shop.buy({ lines: [['tea', '1000.00']] });
    shop.on('2026-11-23T12:00').buy({ lines: [['cake', '120.00']], pay: 120 });
    expect(shop.account.lots.map((lot) => lot.remaining)).toEqual([30]);
    shop.hear('enrolled');
    const decision = shop.giveBack(id, [0, '1']);
    expect(decision.entries.map(({ kind, units }) => [kind, units])).toEqual([
      ['reverse', -30],
      ['reverse', -20],
    ]);
    expect(shop.wallet()).toMatchObject({ available: 80, debt: 0 });
  });

  test('units that never expire are taken back from their own, though they were joined meanwhile', () => {
    const shop = new Shop({
      wallets: 'bonus: { worth: 1.00, activates: { after: P1D } }',
      rules: [
        BASE,
        '{ id: gift, on: enrolled, earn: { wallet: bonus, units: 50, activates: at once, expires: { after: P14D } } }',
      ],
    });
    shop.hear('enrolled');
    const { id } = shop.buy({ lines: [['tea', '1000.00']] });
    // Without this, buying and returning would turn units of two weeks into units for ever.
    shop.on('2026-11-24T12:00').giveBack(id, [0, '1']);
    expect(shop.account.lots).toMatchObject([
      { remaining: 50, key: { to: momentOf('2026-12-06T00:00', 'Europe/Moscow') } },
    ]);
  });
});

describe('after expiry', () => {
  const TERMS = { wallets: 'bonus: { worth: 1.00, expires: { after: P10D }, grace: P14D }' };

  test('paid units come back with their own dates while those last', () => {
    const shop = new Shop(TERMS);
    shop.correct(100);
    const { id } = shop.buy({ lines: [['tea', '100.00']], pay: 100 });
    const decision = shop.on('2026-12-01T23:59').giveBack(id, [0, '1']);
    expect(decision.reasons.map(({ code }) => code)).toEqual(['restored']);
    expect(shop.wallet().expiring).toEqual({ units: 100, at: momentOf('2026-12-02T00:00', 'Europe/Moscow') });
  });

  test('… and for the grace after that', () => {
    const shop = new Shop(TERMS);
    shop.correct(100);
    const { id } = shop.buy({ lines: [['tea', '100.00']], pay: 100 });
    const decision = shop.on('2026-12-02T00:00').giveBack(id, [0, '1']);
    expect(decision.reasons.map(({ code }) => code)).toEqual(['restored_for_grace']);
    expect(shop.wallet().expiring).toEqual({ units: 100, at: momentOf('2026-12-16T00:00', 'Europe/Moscow') });
  });

  test('drawn from two lots: the last drawn comes back first', () => {
    const shop = new Shop(TERMS);
    shop.correct(60);
    shop.on('2026-11-25T12:00').correct(60);
    const { id } = shop.buy({ lines: [['tea', '100.00', '2']], pay: 100 });
    shop.giveBack(id, [0, '1']);
    expect(shop.account.lots.map((lot) => lot.remaining)).toEqual([10, 60]);
    shop.giveBack(id, [0, '1']);
    expect(shop.account.lots.map((lot) => lot.remaining)).toEqual([60, 60]);
  });
});

describe('levels follow', () => {
  const TIERS = 'by: spend, window: { rolling: P12M }, levels: [{ id: regular, from: 0 }, { id: gold, from: 1000.00 }]';

  test('a returned purchase that had made the level takes it away', () => {
    const shop = new Shop({ tiers: TIERS });
    shop.buy({ lines: [['tea', '600.00']] });
    const { id, tier } = shop.buy({ lines: [['cake', '400.00']] });
    expect(tier).toEqual({ from: 'regular', to: 'gold' });
    expect(shop.giveBack(id, [0, '1'])).toMatchObject({
      tier: { from: 'gold', to: 'regular' },
      after: { tier: { measured: 60000 } },
    });
  });

  test('a level with room to spare stays', () => {
    const shop = new Shop({ tiers: TIERS });
    const first = shop.buy({ lines: [['tea', '600.00']] });
    shop.buy({ lines: [['cake', '1000.00']] });
    shop.giveBack(first.id, [0, '1']);
    expect(shop.level()).toBe('gold');
  });

  test('a purchase after the level had not counted for it', () => {
    const shop = new Shop({ tiers: TIERS });
    shop.buy({ lines: [['tea', '1000.00']] });
    const later = shop.on('2026-11-23T12:00').buy({ lines: [['cake', '5000.00']] });
    shop.giveBack(later.id, [0, '1']);
    expect(shop.level()).toBe('gold');
  });

  test('… nor had one accepted in the same moment, when tills send what they kept', () => {
    const shop = new Shop({
      tiers:
        'by: spend, window: { rolling: P30D }, keeps: { for: P12M }, levels: [{ id: regular, from: 0 }, { id: gold, from: 1000.00 }]',
    });
    shop.correct(1);
    shop.buy({ lines: [['tea', '1000.00']], at: '2026-11-21T10:00' });
    const second = shop.buy({ lines: [['cake', '5000.00']], at: '2026-11-21T11:00' });
    // By then nothing is measured any more: only what had counted can say.
    shop.on('2027-01-22T12:00').giveBack(second.id, [0, '1']);
    expect(shop.level()).toBe('gold');
  });

  test('a purchase that is replaced by another: the level stays, reached by the other', () => {
    const shop = new Shop({ tiers: TIERS });
    const first = shop.buy({ lines: [['tea', '1000.00']] });
    shop.on('2026-11-23T12:00').buy({ lines: [['cake', '1200.00']] });
    shop.giveBack(first.id, [0, '1']);
    expect(shop.level()).toBe('gold');
  });

  test('bought before New Year, returned after it: what was bought besides still makes the status', () => {
    const shop = new Shop(
      { tiers: 'by: spend, window: { calendar: year }, levels: [{ id: insider, from: 0 }, { id: vib, from: 350.00 }]' },
      '2026-12-20T12:00',
    );
    const first = shop.buy({ lines: [['tea', '350.00']] });
    const second = shop.on('2026-12-22T12:00').buy({ lines: [['cake', '400.00']] });
    shop.on('2027-01-05T12:00').giveBack(first.id, [0, '1']);
    expect(shop.level()).toBe('vib');
    shop.giveBack(second.id, [0, '1']);
    expect(shop.level()).toBe('insider');
  });

  test('returned in part after New Year: down to the status that the rest makes', () => {
    const tiers =
      'by: spend, window: { calendar: year }, levels: [{ id: insider, from: 0 }, { id: vib, from: 350.00 }, { id: rouge, from: 1000.00 }]';
    const shop = new Shop({ tiers }, '2026-12-20T12:00');
    const { id } = shop.buy({
      lines: [
        ['perfume', '700.00'],
        ['cream', '400.00'],
      ],
    });
    expect(shop.on('2027-01-05T12:00').level()).toBe('rouge');
    shop.giveBack(id, [1, '1']);
    expect(shop.level()).toBe('vib');
    expect(shop.on('2028-01-01T00:00').level()).toBe('insider');
  });

  test('the level of before comes back with its own end', () => {
    const tiers =
      'by: spend, window: { rolling: P12M }, levels: [{ id: regular, from: 0 }, { id: silver, from: 500.00 }, { id: gold, from: 1000.00 }]';
    const shop = new Shop({ tiers }, '2026-01-20T12:00');
    shop.buy({ lines: [['tea', '500.00']] });
    const before = shop.on('2026-06-20T12:00').account.grants;
    const { id } = shop.buy({ lines: [['tea', '600.00']] });
    expect(shop.level()).toBe('gold');
    shop.giveBack(id, [0, '1']);
    expect(shop.account.grants).toEqual(before);
  });

  test('meters lose on the day of the purchase what it had added', () => {
    const shop = new Shop({ meters: 'visits: { on: purchase, add: count }, pieces: { on: purchase, add: quantity }' });
    const { id, meters } = shop.buy({
      lines: [
        ['tea', '100.00', '2'],
        ['cake', '50.00'],
      ],
    });
    expect(meters).toEqual([
      { meter: 'spend', day: '2026-11-22', add: 15000 },
      { meter: 'visits', day: '2026-11-22', add: 1 },
      { meter: 'pieces', day: '2026-11-22', add: 3000000 },
    ]);
    shop.on('2026-12-22T12:00');
    expect(shop.giveBack(id, [0, '1']).meters).toEqual([
      { meter: 'spend', day: '2026-11-22', add: -5000 },
      { meter: 'pieces', day: '2026-11-22', add: -1000000 },
    ]);
    expect(shop.giveBack(id, [0, '1'], [1, '1']).meters).toEqual([
      { meter: 'spend', day: '2026-11-22', add: -10000 },
      { meter: 'visits', day: '2026-11-22', add: -1 },
      { meter: 'pieces', day: '2026-11-22', add: -2000000 },
    ]);
  });
});
