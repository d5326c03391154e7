// Receipts from a file of the office's: what the command line brings in, by the same rules, and resumed by another process.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ImportWorker } from '../../src/features/imports/work.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { bringIn, dying, mapped, NEVER, upload, workerOf } from './imports-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const FILE = readFileSync(join(import.meta.dirname, '../fixtures/gift-shop.csv'));
const PROGRAM = `kopilka: 1
id: gift-shop
name: { en: Gift shop }
currency: GBP
timezone: Europe/London
wallets:
  cashback: { decimals: 2, worth: 1.00 }
rules:
  - { id: base, on: purchase, earn: { wallet: cashback, rate: 5% } }
`;
const RULES = {
  returns: { startsWith: 'C', match: 'newest first' },
  zeroPrice: 'drop',
  negativePrice: 'refuse',
  negativeQuantity: 'drop',
  missingName: 'keep',
  duplicateLine: 'keep',
};

let api: TestApi;
let shop: TestOrganization;
let worker: ImportWorker;

beforeAll(async () => {
  api = await createTestApi();
  worker = workerOf(api);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});
beforeEach(async () => {
  shop = await api.organization();
  const headers = { 'content-type': 'application/yaml' };
  const published = await shop.call('PUT', '/v1/programs/gift-shop', { text: PROGRAM, headers });
  if (published.status !== 200) throw new Error(published.text);
});

const wanted = { kind: 'receipts', file: FILE, mapping: { source: 'gift-shop', rules: RULES } } as const;

async function balanceOf(external: string): Promise<unknown> {
  const found = await shop.call('GET', `/v1/members?external=${external}`);
  return found.at('members.0.accounts.0.balances.cashback.available');
}

test('a file is looked through, brought in and lived through; again it changes nothing', async () => {
  const id = await mapped(shop.call, wanted);
  await worker.check(NEVER);
  const checked = await shop.call('GET', `/v1/imports/${id}`);
  expect(checked.at('mapping')).toMatchObject({
    columns: {
      receipt: 'InvoiceNo',
      date: { column: 'InvoiceDate', format: 'iso', zone: 'Europe/London' },
      sku: 'StockCode',
      quantity: 'Quantity',
      price: 'UnitPrice',
      name: 'Description',
      member: { column: 'CustomerID', kind: 'external', remove: String.raw`\.0$` },
    },
  });
  expect(checked.at('check')).toMatchObject({ rows: 25, members: null });
  expect(await balanceOf('101')).toBeUndefined();
  const done = await bringIn(shop.call, worker, id);
  expect(done.at('state')).toBe('done');
  const found = checked.at('check.receipts');
  const { total, purchases, anonymous, amount } = Object(done.at('result.receipts'));
  expect(found).toMatchObject({ total, purchases, anonymous, amount });
  expect(done.at('result.receipts.repeated')).toBe(0);
  const balance = await balanceOf('101');
  expect(balance).toBeGreaterThan(0);
  const again = await bringIn(shop.call, worker, await mapped(shop.call, wanted));
  expect(again.at('result.receipts.repeated')).toBe(
    Number(done.at('result.receipts.purchases')) +
      Number(done.at('result.receipts.returns')) +
      Number(done.at('result.receipts.anonymous')),
  );
  expect(again.at('result.members.opened')).toBe(0);
  expect(await balanceOf('101')).toBe(balance);
});

test('what is to be cut out of customers’ numbers is no pattern that a cell can keep busy', async () => {
  const id = await upload(shop.call, 'receipts', FILE);
  const guess: unknown = (await shop.call('POST', `/v1/imports/${id}/read`)).at('mapping');
  const { columns } = Object(guess);
  const mappingWith = (remove: string) => ({
    json: { ...Object(guess), columns: { ...columns, member: { column: 'CustomerID', kind: 'external', remove } } },
  });
  const refused = await shop.call('PUT', `/v1/imports/${id}/mapping`, mappingWith('(a+)+$'));
  expect([refused.status, refused.code]).toEqual([422, 'import_mapping_invalid']);
  expect(refused.at('problems')).toMatchObject([{ path: 'columns.member.remove' }]);
  expect((await shop.call('PUT', `/v1/imports/${id}/mapping`, mappingWith(String.raw`\.0*$`))).status).toBe(200);
  await worker.check(NEVER);
  expect((await shop.call('GET', `/v1/imports/${id}`)).at('state')).toBe('checked');
});

test('the rows of a refused receipt come back all together', async () => {
  const file = `${FILE.toString().trimEnd()}\nBAD1,A1,LANTERN,1,2025-03-04 10:00:00,2.50,103.0,France\nBAD1,B1,,x,2025-03-04 10:00:00,1,103.0,France\n`;
  const id = await mapped(shop.call, { ...wanted, file });
  const done = await bringIn(shop.call, worker, id);
  expect(done.at('result.problems')).toContainEqual(
    expect.objectContaining({ code: 'quantity_unreadable', count: 2, example: 'BAD1' }),
  );
  const refused = await shop.call('GET', `/v1/imports/${id}/refused.csv?language=en`);
  expect(refused.text.split('\r\n').filter((line) => line.startsWith('BAD1'))).toEqual([
    'BAD1,A1,LANTERN,1,2025-03-04 10:00:00,2.50,103.0,France,27,The quantity is no number. Write digits only.',
    'BAD1,B1,,x,2025-03-04 10:00:00,1,103.0,France,28,The quantity is no number. Write digits only.',
  ]);
});

test('a process that dies in the middle is followed by another, which tells the same', async () => {
  const clean = await api.organization();
  const headers = { 'content-type': 'application/yaml' };
  await clean.call('PUT', '/v1/programs/gift-shop', { text: PROGRAM, headers });
  const whole = await bringIn(clean.call, worker, await mapped(clean.call, wanted));
  const id = await mapped(shop.call, wanted);
  await worker.check(NEVER);
  await shop.call('POST', `/v1/imports/${id}/start`);
  const ledger: Ledger = dying(api.ledger, 4);
  await expect(workerOf(api, { ledger }).run(NEVER)).rejects.toThrow('died');
  await expect.poll(() => worker.run(NEVER), { timeout: 20_000 }).toBe(true);
  const done = await shop.call('GET', `/v1/imports/${id}`);
  expect(done.at('state')).toBe('done');
  expect(done.at('result.receipts')).toEqual(whole.at('result.receipts'));
  const balances = async ({ call }: TestOrganization) =>
    Promise.all(
      ['101', '102'].map(async (one) =>
        (await call('GET', `/v1/members?external=${one}`)).at('members.0.accounts.0.balances'),
      ),
    );
  expect(await balances(shop)).toEqual(await balances(clean));
});
