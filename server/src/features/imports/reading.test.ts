import { formatQuantity } from '@kopilka/engine';
import { describe, expect, test } from 'vitest';
import { compileDateFormat } from './date-format.ts';
import type { FileItem } from './file-receipt.ts';
import { gatherReceipts } from './gather-receipts.ts';
import { MappingError, parseMapping } from './mapping.ts';
import { readLine } from './read-line.ts';
import type { FileRow } from './read-rows.ts';
import { createTally } from './tally.ts';

describe('dates of files', () => {
  test.each([
    ['yyyy-MM-dd HH:mm:ss', '2011-07-01 08:26:00', '2011-07-01T07:26:00.000Z'],
    ['d/M/yyyy H:mm', '1/12/2010 8:26', '2010-12-01T08:26:00.000Z'],
    ['yyyyMMdd', '20110701', '2011-07-01T11:00:00.000Z'],
    ['iso', '2011-07-01T08:26:00+03:00', '2011-07-01T05:26:00.000Z'],
    ['iso', '2011-07-01 08:26', '2011-07-01T07:26:00.000Z'],
    ['dd.MM.yyyy HH:mm', '27.03.2011 01:30', '2011-03-27T01:30:00.000Z'],
  ])('%s reads %s on the clock of London', (format, text, moment) => {
    const at = compileDateFormat(format, 'Europe/London')?.(text) ?? null;
    expect(at === null ? null : new Date(at).toISOString()).toBe(moment);
  });

  test.each(['2011-02-30 10:00:00', '2011-07-01', '', '2011-07-01 25:00:00'])('"%s" is no date', (text) => {
    expect(compileDateFormat('yyyy-MM-dd HH:mm:ss', 'Europe/London')?.(text)).toBeNull();
  });

  test.each(['dd.MM', 'yyyy-MM-dd-dd', 'YYYY-mm-dd', 'h:mm'])('the pattern %s is refused', (format) => {
    expect(compileDateFormat(format, 'UTC')).toBeNull();
  });
});

describe('lines of files', () => {
  const row = {
    number: 1,
    whole: true,
    receipt: '1',
    date: '',
    sku: 'A',
    name: 'A',
    category: '',
    store: '',
    member: '',
  };
  const read = (quantity: string, price: string, format: object = {}) =>
    readLine({ ...row, quantity, price }, { decimal: '.', grouping: '', currencyDecimals: 2, ...format });

  test.each([
    // quantity, price, amount, price of one, discount
    ['6', '2.55', 1530, 255, 0],
    ['-6', '2.55', 1530, 255, 0],
    ['1', '0.125', 13, 13, 0],
    ['1', '0.001', 0, 1, 0],
    ['1000', '0.125', 12_500, 13, 500],
    ['0.355', '799.90', 28_396, 79_990, 0],
  ])('%s × %s', (quantity, price, amount, each, discount) => {
    expect(read(quantity, price)).toMatchObject({ amount, price: each, discount });
  });

  test('numbers with a comma and grouped digits', () => {
    const line = read('1,5', '1 234,50', { decimal: ',', grouping: ' ' });
    expect(line).toMatchObject({ amount: 185_175 });
    expect(typeof line === 'string' ? line : formatQuantity(line.quantity)).toBe('1.5');
  });

  test.each([
    ['x', '1.00', 'quantity_unreadable'],
    ['0', '1.00', 'quantity_zero'],
    ['1e3', '1.00', 'quantity_unreadable'],
    ['0.1234567', '1.00', 'quantity_unreadable'],
    ['1', '', 'price_unreadable'],
    ['1', '1,00', 'price_unreadable'],
    ['999999999999', '999999999999.99', 'amount_too_large'],
  ])('%s × %s is %s', (quantity, price, fault) => {
    expect(read(quantity, price)).toBe(fault);
  });
});

test('a mapping tells every mistake at once, each with its line', () => {
  const text = `source: online retail
currency: pounds
columns:
  receipt: InvoiceNo
  date: { column: InvoiceDate, format: "yy-MM", zone: Europe/Londn }
  sku: StockCode
  quantity: Quantity
  price: UnitPrice
  member: { column: CustomerID, kind: person, remove: '(a+)+$' }
rules:
  returns: sometimes
  zeroPrice: skip
  missingName: keep
  negativePrice: keep
  duplicateLine: keep
`;
  let problems: readonly string[] = [];
  try {
    parseMapping(text);
  } catch (error) {
    if (error instanceof MappingError) problems = error.problems;
  }
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(':', problem.indexOf(':') + 1)))).toEqual([
    'line 1: source',
    'line 2: currency',
    'line 5: columns.date.zone',
    'line 5: columns.date.format',
    'line 9: columns.member.kind',
    'line 9: columns.member.remove',
    'line 11: rules.returns',
    'line 12: rules.zeroPrice',
    'line 14: rules.negativePrice',
    'line 10: rules.negativeQuantity',
  ]);
});

describe('a file longer than what is held', () => {
  const mapping = parseMapping(`source: shop
currency: GBP
columns: { receipt: R, date: { column: D, format: yyyy-MM-dd, zone: UTC }, sku: S, quantity: Q, price: P }
rules: { returns: none, zeroPrice: keep, negativePrice: drop, negativeQuantity: drop, missingName: keep, duplicateLine: keep }
`);

  test('keeps rows of one receipt together, hands on by time, and counts what came too late', async () => {
    const rows = [
      ['1', '2025-01-02'],
      ['2', '2025-01-01'],
      ['1', '2025-01-02'],
      ['3', '2025-01-03'],
      ['4', '2025-01-04'],
      ['5', '2025-01-05'],
      ['6', '2024-12-31'],
      ['7', '2025-01-07'],
    ] as const;
    const tally = createTally();
    const items: FileItem[] = [];
    const options = { mapping, currencyDecimals: 2, tally, rowsHeldMax: 4 };
    for await (const item of gatherReceipts(rowsOf(rows), options)) items.push(item);
    expect(items.map((item) => item.id)).toEqual(['2', '1', '3', '4', '6', '5', '7']);
    expect(items.map((item) => (item.type === 'sale' ? item.lines.length : 0))).toEqual([1, 2, 1, 1, 1, 1, 1]);
    expect(tally).toMatchObject({ rows: 8, receipts: 7, outOfOrder: 1 });
  });

  async function* rowsOf(rows: readonly (readonly [string, string])[]): AsyncGenerator<FileRow> {
    const rest = {
      whole: true,
      sku: 'A',
      name: 'A',
      category: '',
      quantity: '1',
      price: '1.00',
      store: '',
      member: '',
    };
    for (const [index, [receipt, date]] of rows.entries()) yield { number: index + 1, receipt, date, ...rest };
  }
});
