/** For whom, where and when a rule works: control groups, schedules, zones of stores, early access, conditions. */
import { ok } from 'node:assert/strict';
import { describe, expect, test } from 'vitest';
import { decide, explainReason, NEW_ACCOUNT, reasonsOn } from '../src/index.ts';
import { earnedOf, silenceOf, type Good } from './goods.ts';
import { type Till } from './person.ts';
import { townOf } from './town.ts';

const HUNDRED: readonly Good[] = [['coffee', '100.00']];
const rule = (rest: string): string =>
  `rules: [{ id: rule, on: purchase, ${rest}, earn: { wallet: bonus, units: 7 } }]`;
const works = (program: string, at: string, till?: Till): boolean =>
  Object.keys(earnedOf(townOf(program, at).person('ann').buy(HUNDRED, till))).length > 0;

describe('a control group', () => {
  const IDS = Array.from({ length: 10_000 }, (_, index) => `account-${index}`);
  const heldOut = (rules: string): ReadonlySet<string> => {
    const town = townOf(rules);
    const { at, receipt } = town.person('ann').basket(HUNDRED);
    return new Set(
      IDS.filter((id) => {
        const verdict = decide(town.program, { ...NEW_ACCOUNT, id }, { type: 'purchase', at, receipt });
        ok(verdict.type === 'decided');
        return silenceOf(verdict.decision, 'rule') === 'control_group';
      }),
    );
  };
  const five = heldOut(rule('control: 5%'));
  test('is as large as it should be, of ten thousand accounts', () => {
    expect(five.size).toBeGreaterThan(430);
    expect(five.size).toBeLessThan(570);
  });
  test('is the same accounts for ever, and a larger one holds them too', () => {
    expect(heldOut(rule(`control: 5%, if: 'receipt.total > 1.00'`))).toEqual(five);
    const ten = heldOut(rule('control: 10%'));
    expect([...five].every((id) => ten.has(id))).toBe(true);
    expect(ten.size).toBeGreaterThan(900);
  });
  test('of another rule is another one', () => {
    const other = heldOut(
      'rules: [{ id: rule, on: purchase, earn: { wallet: bonus, units: 7 } }, { id: other, on: purchase, control: 5%, earn: { wallet: bonus, units: 1 } }]',
    );
    expect(other.size).toBe(0);
    const town = townOf('rules: [{ id: other, on: purchase, control: 5%, earn: { wallet: bonus, units: 7 } }]');
    const both = [...five].filter((id) => {
      const verdict = decide(
        town.program,
        { ...NEW_ACCOUNT, id },
        { type: 'purchase', ...town.person('ann').basket(HUNDRED) },
      );
      return verdict.type === 'decided' && silenceOf(verdict.decision, 'other') === 'control_group';
    });
    expect(both.length).toBeLessThan(60);
  });
});

describe('hours over midnight belong to the evening that they begin on', () => {
  const NIGHT = rule('when: { days: [fri], hours: "22:00-02:00" }');
  test.each([
    // 27 November 2026 is a Friday.
    ['2026-11-27T01:00', false],
    ['2026-11-27T21:59', false],
    ['2026-11-27T22:00', true],
    ['2026-11-28T00:30', true],
    ['2026-11-28T01:59', true],
    ['2026-11-28T02:00', false],
    ['2026-11-28T23:00', false],
  ])('%s', (at, is) => expect(works(NIGHT, at)).toBe(is));
});

describe('a store has its own clock', () => {
  // Vladivostok is seven hours ahead of Moscow.
  const STORES = 'stores: { east: { timezone: Asia/Vladivostok }, west: {} }';
  test.each([
    ['hours: "08:00-10:00"', '2026-11-24T01:00', 'east', true],
    ['hours: "08:00-10:00"', '2026-11-24T01:00', 'west', false],
    ['hours: "08:00-10:00"', '2026-11-24T01:00', 'unknown', false],
    ['hours: "08:00-10:00"', '2026-11-24T08:00', 'west', true],
    ['hours: "08:00-10:00"', '2026-11-24T08:00', 'east', false],
    ['days: [sat]', '2026-11-27T17:00', 'east', true],
    ['days: [sat]', '2026-11-27T16:59', 'east', false],
    ['days: [sat]', '2026-11-27T17:00', 'west', false],
  ])('%s, at %s by Moscow, in the %s', (when, at, store, is) =>
    expect(works(`${STORES}\n${rule(`when: { ${when} }`)}`, at, { store })).toBe(is),
  );
  test('conditions over time as well', () => {
    const program = `${STORES}\n${rule(`if: 'time.hour == 8 && time.weekday == 2'`)}`;
    expect(works(program, '2026-11-24T01:30', { store: 'east' })).toBe(true);
    expect(works(program, '2026-11-24T01:30', { store: 'west' })).toBe(false);
  });
});

describe('early access', () => {
  const SALE = `
tiers: { by: spend, levels: [{ id: new, from: 0 }, { id: silver, from: 1000.00 }, { id: gold, from: 5000.00 }] }
${rule('when: { from: 2026-12-10T10:00, until: 2026-12-12, early: { silver: P1D, gold: P2D } }')}`;
  test.each([
    ['0.00', '2026-12-10T09:59', false],
    ['0.00', '2026-12-10T10:00', true],
    ['1000.00', '2026-12-08T23:59', false],
    ['1000.00', '2026-12-09T00:00', true],
    ['5000.00', '2026-12-07T23:59', false],
    ['5000.00', '2026-12-08T00:00', true],
    ['5000.00', '2026-12-12T00:00', false],
  ])('with %s spent, at %s', (spent, at, is) => {
    const town = townOf(SALE, '2026-11-22T12:00');
    const ann = town.person('ann');
    ann.buy([['a', spent]]);
    town.on(at);
    expect(earnedOf(ann.buy(HUNDRED))).toEqual(is ? { rule: 7 } : {});
  });
});

describe('where', () => {
  test.each([
    [`if: 'receipt.store == "north"'`, { store: 'north' }, true],
    [`if: 'receipt.store == "north"'`, { store: 'south' }, false],
    [`if: 'receipt.store in ["north", "east"] && receipt.channel == "app"'`, { store: 'east', channel: 'app' }, true],
    [`if: 'receipt.store in ["north", "east"] && receipt.channel == "app"'`, { store: 'east', channel: 'web' }, false],
    [`if: 'receipt.till == "7"'`, { till: '7' }, true],
    [`if: 'receipt.till == "7"'`, {}, false],
  ])('%s at %o', (condition, till, is) => expect(works(rule(condition), '2026-11-24T12:00', till)).toBe(is));
  test("only at a partner's", () => {
    const program = `partners: { books: {} }\n${rule('partner: books')}`;
    expect(works(program, '2026-11-24T12:00', { partner: 'books' })).toBe(true);
    expect(works(program, '2026-11-24T12:00')).toBe(false);
  });
  test('a rule of another place is not stored with the decision, but explained', () => {
    const town = townOf(rule(`if: 'receipt.store == "north"'`));
    const ann = town.person('ann');
    const bought = ann.buy(HUNDRED, { store: 'south' });
    expect(bought.reasons).toEqual([]);
    const { receipt } = ann.basket(HUNDRED, { store: 'south' });
    const [reason] = reasonsOn(receipt, bought.at, { reasons: bought.reasons, program: town.program });
    expect(reason).toMatchObject({ rule: 'rule', applied: false, code: 'condition_false' });
    if (reason !== undefined) expect(explainReason(reason, town.program).en).toContain('the condition does not hold');
  });
});

describe('a condition that cannot be told', () => {
  test('is no', () => {
    const bought = townOf(rule(`if: 'receipt.attributes.mcc == "5814"'`)).person('ann').buy(HUNDRED);
    expect(silenceOf(bought, 'rule')).toBe('condition_failed');
  });
  test('as a filter of goods too, and the purchase goes on', () => {
    const town = townOf(
      `rules: [{ id: rule, on: purchase, discount: { percent: 10%, lines: 'line.attributes.brand == "x"' } }]`,
    );
    const bought = town.person('ann').buy(HUNDRED);
    expect(silenceOf(bought, 'rule')).toBe('condition_failed');
    expect(bought.purchase.toPay).toBe(10_000);
  });
});

describe('what is known of the member', () => {
  const PROGRAM = `
attributes: { employee: { type: yes/no }, city: { type: text, default: Moscow } }
${rule(`if: '!member.employee && member.city == "Moscow"'`)}`;
  test('what nobody has told is as the program says', () => expect(works(PROGRAM, '2026-11-24T12:00')).toBe(true));
  test('what is told counts from then on; null forgets it', () => {
    const ann = townOf(PROGRAM).person('ann');
    ann.profile({ attributes: { employee: true } });
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({});
    ann.profile({ attributes: { employee: null } });
    expect(earnedOf(ann.buy(HUNDRED))).toEqual({ rule: 7 });
  });
  test.each([[{ attributes: { age: 7 } }], [{ attributes: { employee: 'yes' } }]])('%o is not known here', (known) =>
    expect(() => townOf(PROGRAM).person('ann').profile(known)).toThrow('attribute_unknown'),
  );
});
