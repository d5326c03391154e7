import { describe, expect, test } from 'vitest';
import { ConditionError, expressionFaults, lineCondition, ruleCondition } from './cel.ts';
import type { LineFacts, RuleScope } from './scope.ts';

const LATTE: LineFacts = {
  sku: 'L1',
  name: 'Latte',
  category: 'coffee',
  quantity: 2,
  price: 200,
  amount: 400,
  kind: '',
  attributes: {},
};
const CAKE: LineFacts = {
  sku: 'C1',
  name: 'Cake',
  category: 'pastry',
  quantity: 0.355,
  price: 300,
  amount: 106.5,
  kind: '',
  attributes: {},
};
const SCOPE: Omit<RuleScope, 'kept'> = {
  receipt: {
    total: 506.5,
    paid: 500,
    store: 'nevsky',
    till: '1',
    channel: 'shop',
    partner: '',
    means: { card: 500 },
    attributes: { mcc: '5814' },
  },
  lines: [LATTE, CAKE],
  account: {
    tier: 'gold',
    meters: { spend: 20_000 },
    day: {},
    week: {},
    month: { coffees: 7 },
    quarter: {},
    year: {},
    period: {},
    ever: {},
    balance: { bonus: 150 },
    choices: { favourites: ['coffee', 'tea'] },
    badges: { barista: 1 },
    days: 40,
  },
  member: { employee: false, age: 30 },
  time: { hour: 8, minute: 30, weekday: 6, day: 22, month: 11, year: 2026 },
  event: {
    type: 'purchase',
    amount: 506.5,
    partner: '',
    data: { stars: 5, text: 'good', tags: ['a', 'b'], deep: { ok: true } },
  },
};
/** Views are kept with a scope, so each test has its own. */
function fresh(lines = SCOPE.lines): RuleScope {
  return { ...SCOPE, lines, kept: { view: null } };
}

const NAMES = {
  levels: ['regular', 'gold'],
  meters: ['spend'],
  counted: ['spend', 'coffees'],
  wallets: ['bonus'],
  choices: ['favourites'],
  badges: ['barista'],
  attributes: ['employee', 'age'],
  offered: new Map([['favourites', ['tea', 'coffee']]]),
  partners: ['books'],
  rewards: ['cup'],
  on: null,
  hasReceipt: true,
};

describe('conditions on a receipt', () => {
  test.each([
    ['receipt.total >= 500', true],
    ['receipt.total >= 500.00', true],
    ['receipt.total > 506.50', false],
    ['receipt.paid == 500', true],
    ['500 == receipt.paid', true],
    ['receipt.paid != 500', false],
    ['receipt.total - receipt.paid > 5', true],
    ['receipt.paid * 2 >= 1000', true],
    ['receipt.paid / 2 < 250.5', true],
    ['receipt.store == "nevsky" && receipt.channel in ["shop", "web"]', true],
    ['lines.exists(l, l.category == "coffee")', true],
    ['lines.all(l, l.category == "coffee")', false],
    ['lines[0].sku == "L1"', true],
    ['size(lines) >= 2', true],
    ['lines.filter(l, l.category == "coffee").map(l, l.amount).sum() >= 400', true],
    ['lines.exists(l, l.name.lowerAscii().contains("lat"))', true],
    ['account.tier == "gold"', true],
    ['account.tier in ["regular"]', false],
    ['account.meters.spend >= 20000', true],
    ['account.month.coffees >= 5', true],
    ['account.balance.bonus > 100', true],
    ['account.badges["barista"] > 0', true],
    ['account.days < 30', false],
    ['!member.employee && member.age >= 18', true],
    ['"card" in receipt.means && receipt.means["card"] >= receipt.paid', true],
    ['receipt.attributes["mcc"] == "5814"', true],
    ['lines.exists(l, l.category in account.choices.favourites)', true],
    ['time.weekday >= 6 && time.hour < 10', true],
    ['event.amount % 2 == 0.5', true],
    ['event.data.stars >= 4', true],
    ['event.data.stars == 5', true],
    ['event.data.deep.ok', true],
    ['has(event.data.nothing) && event.data.nothing > 1', false],
    ['!(receipt.total < 500) ? account.tier != "" : false', true],
  ])('%s is %s', (source, expected) => {
    expect(expressionFaults(source, 'rule', NAMES)).toEqual([]);
    expect(ruleCondition(source).test(fresh())).toBe(expected);
  });
});

describe('conditions on a line', () => {
  test.each([
    ['line.category == "coffee"', LATTE, true],
    ['line.category == "coffee"', CAKE, false],
    ['line.quantity < 1', CAKE, true],
    ['line.amount >= 400 && receipt.total > 500', LATTE, true],
  ])('%s', (source, line, expected) => {
    expect(expressionFaults(source, 'line', NAMES)).toEqual([]);
    expect(lineCondition(source).test(fresh([line]), 0)).toBe(expected);
  });

  test('one condition may be asked of many', () => {
    const coffee = lineCondition('line.category == "coffee"');
    expect([LATTE, CAKE, LATTE].map((line) => coffee.test(fresh([line]), 0))).toEqual([true, false, true]);
  });
});

describe('what fails on the data is a ConditionError with its source', () => {
  test.each([
    ['event.data.nothing > 1'],
    ['event.data.text > 1'],
    ['event.data.stars'],
    ['lines[5].sku == "x"'],
    ['account.meters.visits > 1'],
  ])('%s', (source) => {
    const condition = ruleCondition(source);
    expect(() => condition.test(fresh())).toThrow(ConditionError);
    expect(() => condition.test(fresh())).toThrow(expect.objectContaining({ source }));
  });

  test('names of every object are not data', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
      expect(ruleCondition(`has(event.data.${name})`).test(fresh())).toBe(false);
    }
  });
});

describe('what may not be said is a fault, not a surprise', () => {
  test.each([
    ['receipt.store.matches("a+")', 'expression_name'],
    ['timestamp("2026-01-01T00:00:00Z") > timestamp("2025-01-01T00:00:00Z")', 'expression_name'],
    ['cel.bind(a, [1], size(a + a) > 1)', 'expression_name'],
    ['dyn(1) == 1', 'expression_name'],
    ['b"x".hex() == "78"', 'expression_name'],
    ['lines.exists(a, lines.exists(b, lines.exists(c, c.sku == a.sku)))', 'expression_too_large'],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'expression_too_large'],
    [`true${' || true'.repeat(300)}`, 'expression_too_large'],
    ['1 + 1', 'expression_type'],
    ['now() > 1', 'expression_name'],
    ['process.exit()', 'expression_name'],
    ['receipt.total >=', 'expression_syntax'],
    ['"', 'expression_syntax'],
  ])('%s', (source, code) => {
    expect(expressionFaults(source, 'rule', NAMES)).toContainEqual(expect.objectContaining({ code }));
  });
});
