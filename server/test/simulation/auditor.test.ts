// The auditor is worth what it finds: each kind of lie is planted in a true account of a shop, and must be found.
import { expect, test } from 'vitest';
import { auditShop } from './auditor.ts';
import type { Entry } from './book.ts';
import type { AccountEvidence, Operation } from './evidence.ts';
import type { Action, What } from './plan.ts';
import type { Shop } from './shops.ts';

const SHOP: Shop = {
  shape: 'plain',
  sandbox: false,
  members: 1,
  percent: 5,
  budget: null,
  stock: 1,
  films: 1,
  codes: 0,
};
const LINES = [{ sku: 'TEA', quantity: 1, price: 100_00 }];

function balances(available: number) {
  return { bonus: { available, pending: 0, held: 0, debt: 0 } };
}

function operation(seq: number, type: string, units: number, available: number): Operation {
  const entries = units === 0 ? [] : [{ wallet: 'bonus', kind: 'earn', units, rule: 'base' }];
  return { id: `operation-${seq}`, seq, type, entries, balances: balances(available), standing: null };
}

/** Welcomed with 50, bought for 100.00 and earned 5, was corrected by 7. */
const OPERATIONS = [operation(1, 'custom', 50, 50), operation(2, 'purchase', 5, 55), operation(3, 'correction', 7, 62)];

function entry(number: number, what: What, answer: object, sentAt: number): Entry {
  const action: Action = { number, round: 0, till: 0, shop: 0, pauseMs: 0, server: 0, trouble: 'none', what };
  return {
    action,
    sent: { method: 'POST', path: '/', key: '', body: null },
    firstSentAt: sentAt,
    answer: { status: 201, text: JSON.stringify(answer), at: sentAt + 1 },
    refused: null,
    isUncertain: false,
  };
}

const PURCHASE = {
  id: 'operation-2',
  total: 100_00,
  discount: 0,
  toPay: 100_00,
  payment: null,
  costs: [],
  earned: [{ rule: 'base', wallet: 'bonus', units: 5 }],
  lines: [
    {
      discount: 0,
      payMoney: 0,
      payUnits: 0,
      earned: [{ wallet: 'bonus', units: 5 }],
      prices: [{ quantity: '1', price: 100_00 }],
    },
  ],
  balances: balances(55),
  tier: null,
};
const BUY: What = { type: 'purchase', member: 0, lines: LINES, pay: null, ageHours: 0, history: false, code: null };
const GIVE: What = { type: 'correction', member: 0, units: 7 };
const ENTRIES = [entry(0, BUY, PURCHASE, 10), entry(1, GIVE, { id: 'operation-3', balances: balances(62) }, 20)];

function found(
  told: { readonly operations?: readonly Operation[]; readonly entries?: readonly Entry[]; readonly now?: number } = {},
): string {
  const { operations = OPERATIONS, entries = ENTRIES, now = 62 } = told;
  const account: AccountEvidence = { accountId: 'account', operations, now: balances(now) };
  return auditShop(SHOP, { accounts: [account] }, entries).offences.join('\n');
}

test('a true account is believed', () => {
  expect(found()).toBe('');
});

test('an acknowledged operation that is gone is found', () => {
  expect(found({ operations: OPERATIONS.slice(0, 2), now: 55 })).toContain('which is not there');
});

test('an operation that nobody was told of is found', () => {
  expect(found({ operations: [...OPERATIONS, operation(4, 'purchase', 5, 67)], now: 67 })).toContain('nobody was told');
});

test('units out of nothing are found, in an operation and after the last', () => {
  const [first, second, third] = OPERATIONS;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three operations');
  const richer = { ...third, balances: balances(63) };
  expect(found({ operations: [first, second, richer], now: 63 })).toContain('balances moved');
  expect(found({ now: 63 })).toContain('shows 63 and should have 62');
});

test('an answer that says something else than what was stored is found', () => {
  const [bought, given] = ENTRIES;
  if (bought === undefined || given === undefined) throw new Error('two entries');
  expect(found({ entries: [entry(0, BUY, { ...PURCHASE, balances: balances(54) }, 10), given] })).toContain(
    'stored with',
  );
  const earned = [{ rule: 'base', wallet: 'bonus', units: 6 }];
  expect(found({ entries: [entry(0, BUY, { ...PURCHASE, earned }, 10), given] })).toContain('should be 5');
});

test('an order that clients saw the other way round is found', () => {
  const [first, second, third] = OPERATIONS;
  const [bought, given] = ENTRIES;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three operations');
  if (bought === undefined || given === undefined) throw new Error('two entries');
  expect(found({ entries: [{ ...bought, firstSentAt: 30 }, given] })).toContain('stands behind it');
});

test('a refusal of what cannot be refused is found', () => {
  const refused: Entry = { ...entry(2, BUY, {}, 30), answer: null, refused: 'units_insufficient' };
  expect(found({ entries: [...ENTRIES, refused] })).toContain('was refused with units_insufficient');
});

test('goods that came back twice are found', () => {
  const back = (number: number): Entry =>
    entry(
      number,
      { type: 'return', of: 0, lines: null },
      {
        id: `operation-${number}`,
        money: 100_00,
        withheld: 0,
        parts: [
          {
            purchaseId: 'operation-2',
            lines: [{ line: 0, quantity: '1' }],
            money: 100_00,
            restored: [],
            takenBack: [{ rule: 'base', wallet: 'bonus', units: 5 }],
          },
        ],
        balances: balances(57),
      },
      30,
    );
  const twice = [operation(4, 'return', -5, 57), operation(5, 'return', -5, 52)];
  const offences = found({ operations: [...OPERATIONS, ...twice], entries: [...ENTRIES, back(4), back(5)], now: 52 });
  expect(offences).toContain('of purchase operation-2 with 1 pieces 2 came back');
});
