import { instant } from '@kopilka/engine';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/harness/test-database.ts';
import { systemClock } from '../../kit/clock.ts';
import { NO_PROGRESS } from '../../kit/progress.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { accountPages, balancesOf, journalTotals } from '../../ledger/export.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createRandom } from '../demo/random.ts';
import { createMemberResolver } from '../members/resolve.ts';
import { createOrganization } from '../organizations/create.ts';
import { publishProgram } from '../programs/publish.ts';
import { createProgramRegistry } from '../programs/registry.ts';
import { ImportFileError } from './file-error.ts';
import { receiptsInFile } from './csv-file.ts';
import { importReceipts } from './import-receipts.ts';
import { type Mapping, parseMapping } from './mapping.ts';
import type { ImportReport } from './report.ts';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures');
const MAPPING = parseMapping(readFileSync(join(FIXTURES, 'gift-shop.yaml'), 'utf8'));
const NOW = instant(Date.parse('2025-09-10T12:00:00Z'));

const CASHBACK = `kopilka: 1
id: gift-shop
name: { en: Gift shop }
currency: GBP
timezone: Europe/London
wallets:
  cashback: { decimals: 2, worth: 1.00 }
rules:
  - { id: base, on: purchase, earn: { wallet: cashback, rate: 5% } }
`;

/** Everything that time does to an account on the way: activation, expiry, levels, a welcome. */
const LIVELY = `kopilka: 1
id: gift-shop
name: { en: Gift shop }
currency: GBP
timezone: Europe/London
wallets:
  cashback: { decimals: 2, worth: 1.00, activates: { after: P1D }, expires: { after: P60D } }
tiers:
  by: spend
  window: { rolling: P3M }
  levels: [{ id: guest, from: 0 }, { id: regular, from: 100.00 }, { id: gold, from: 300.00 }]
rules:
  - { id: base, on: purchase, earn: { wallet: cashback, rate: { guest: 5%, regular: 7%, gold: 10% } } }
  - { id: welcome, on: enrolled, earn: { wallet: cashback, units: 1.00 } }
`;

let database: TestDatabase;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  directory = mkdtempSync(join(tmpdir(), 'kopilka-import-'));
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await database.drop();
});

describe('a file with everything odd in it', () => {
  let shop: Shop;
  let report: ImportReport;

  beforeAll(async () => {
    shop = await openShop(CASHBACK);
    report = await shop.import(join(FIXTURES, 'gift-shop.csv'));
  });

  test('every receipt is exactly one thing', () => {
    const { total, purchases, returns, anonymousPurchases, anonymousReturns, ...rest } = report.receipts;
    expect({ total, rows: report.rows, ...rest }).toEqual({
      total: 17,
      rows: 25,
      returnsUnmatched: 1,
      empty: 1,
      refused: 6,
    });
    expect([purchases, returns, anonymousPurchases, anonymousReturns].map((count) => count.new)).toEqual([4, 3, 1, 1]);
  });

  test('amounts are exact to the penny, by a calculation on paper', () => {
    // 17.62 + 11.00 + 9.99 + 24.00; floor of 5 % of each; back: 2 and 1 lanterns of 2.50, one vase of 12.00.
    expect(report.receipts.purchases.amount).toBe(6261);
    expect(report.receipts.returns).toMatchObject({ amount: 1200 + 500 + 1200, matchedAmount: 500 + 250 + 1200 });
    expect(report.moved['cashback']).toMatchObject({ earned: 88 + 55 + 49 + 120, paid: 0, expired: 0, debt: 0 });
    expect(report.receipts.anonymousPurchases.amount).toBe(500);
    expect(report.receipts.anonymousReturns.amount).toBe(-250);
    expect(report.averages).toEqual({ memberReceipt: 1565, anonymousReceipt: 500 });
  });

  test('what is odd is counted beside the rule for it', () => {
    expect(report.rules).toEqual({
      zeroPrice: { rule: 'drop', lines: 2 },
      negativePrice: { rule: 'refuse', lines: 1 },
      negativeQuantity: { rule: 'drop', lines: 1 },
      missingName: { rule: 'keep', lines: 1 },
      duplicateLine: { rule: 'keep', lines: 1 },
    });
    expect(report).toMatchObject({ linesDropped: 3, linesRounded: 1, receiptsWithSeveralTimes: 1 });
  });

  test('what is refused is named with its reason and row', () => {
    expect(Object.fromEntries(report.refused.map(({ code, examples }) => [code, examples]))).toEqual({
      policy_negativePrice: [{ receipt: '100006', row: 12 }],
      several_members: [{ receipt: '100008', row: 15 }],
      quantity_unreadable: [{ receipt: '100009', row: 17 }],
      date_unreadable: [{ receipt: '100010', row: 18 }],
      receipt_missing: [{ receipt: '', row: 21 }],
      row_broken: [{ receipt: '100016', row: 22 }],
    });
  });

  test('returned goods that nobody bought are reported, not invented', () => {
    const lines = report.unmatched.examples.map(({ receipt, sku, quantity, amount }) => ({
      receipt,
      sku,
      quantity,
      amount,
    }));
    expect(lines).toEqual([
      { receipt: 'C100004', sku: 'Z9', quantity: '1', amount: 700 },
      { receipt: 'C100011', sku: 'A1', quantity: '1', amount: 250 },
      { receipt: 'C100013', sku: 'A1', quantity: '1', amount: 250 },
    ]);
    expect(report.unmatched).toMatchObject({ lines: 3, amount: 1200 });
  });

  test('importing it again changes nothing and says so', async () => {
    const before = await shop.state();
    const again = await shop.import(join(FIXTURES, 'gift-shop.csv'));
    expect(await shop.state()).toEqual(before);
    expect(again.receipts).toMatchObject({
      purchases: { new: 0, repeated: 4, amount: 6261 },
      returns: { new: 0, repeated: 3, matchedAmount: 1950 },
      returnsUnmatched: 1,
      anonymousPurchases: { new: 0, repeated: 1 },
      anonymousReturns: { new: 0, repeated: 1 },
    });
    expect(again.unmatched).toEqual(report.unmatched);
    expect(again.membersOpened).toBe(0);
    expect(again.moved['cashback']).toMatchObject({ earned: 0, takenBack: 0 });
  });

  test('a receipt that changed since is refused, and the first stays', async () => {
    const changed = readFileSync(join(FIXTURES, 'gift-shop.csv'), 'utf8').replace(
      'TEA SET,1,2025-03-01',
      'TEA SET,2,2025-03-01',
    );
    const before = await shop.state();
    const again = await shop.import(file('changed.csv', changed));
    expect(again.refused.find((one) => one.code === 'receipt_taken')?.examples).toEqual([
      { receipt: '100001', row: 1 },
    ]);
    expect(await shop.state()).toEqual(before);
  });
});

describe('other rules', () => {
  test('keep: free lines and receipts go in', async () => {
    const shop = await openShop(CASHBACK);
    const mapping = { ...MAPPING, rules: { ...MAPPING.rules, zeroPrice: 'keep' as const } };
    const report = await shop.import(join(FIXTURES, 'gift-shop.csv'), { mapping });
    expect(report.receipts).toMatchObject({ empty: 0, purchases: { new: 5, amount: 6261 } });
  });

  test('refuse: a receipt with a line that the rule refuses stays out whole', async () => {
    const shop = await openShop(CASHBACK);
    const rules = { ...MAPPING.rules, duplicateLine: 'refuse' as const, negativeQuantity: 'refuse' as const };
    const report = await shop.import(join(FIXTURES, 'gift-shop.csv'), { mapping: { ...MAPPING, rules } });
    const codes = report.refused.filter(({ code }) => code.startsWith('policy_')).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['policy_duplicateLine', 'policy_negativePrice', 'policy_negativeQuantity']);
  });

  test('a file in any order gives what the same file in order gives', async () => {
    const [header = '', ...rows] = madeUp(60).trimEnd().split('\n');
    const inOrder = await openShop(LIVELY);
    const shuffled = await openShop(LIVELY);
    await inOrder.import(file('in-order.csv', [header, ...rows].join('\n')));
    await shuffled.import(file('reversed.csv', [header, ...rows.toReversed()].join('\n')));
    expect(await shuffled.state()).toEqual(await inOrder.state());
  });

  test('a file of the future, of another currency or of other columns is refused', async () => {
    const shop = await openShop(CASHBACK);
    const csv = readFileSync(join(FIXTURES, 'gift-shop.csv'), 'utf8');
    const late = await shop.import(file('late.csv', csv.replaceAll('2025-', '2027-')));
    expect(late.receipts.purchases.new).toBe(0);
    expect(late.refused.find((one) => one.code === 'receipt_in_future')?.count).toBe(10);
    const euros = shop.import(join(FIXTURES, 'gift-shop.csv'), { mapping: { ...MAPPING, currency: 'EUR' } });
    await expect(euros).rejects.toThrow(ImportFileError);
    await expect(shop.import(file('renamed.csv', csv.replace('Country', 'Land')))).rejects.toThrow(
      /"Country".*\n.*"Land"/u,
    );
  });
});

describe('a crash in the middle and a repeat equal one clean import', () => {
  const path = (): string => file('made-up.csv', madeUp(120));
  let clean: object;

  beforeAll(async () => {
    const shop = await openShop(LIVELY);
    await shop.import(path());
    clean = await shop.state();
  });

  test.each([
    ['just before its operation', 'before', 3],
    ['just after its operation', 'after', 9],
    ['early', 'before', 40],
    ['halfway', 'after', 90],
    ['near the end', 'before', 100],
  ] as const)('the ledger is lost %s', async (_, when, posts) => {
    const shop = await openShop(LIVELY);
    await expect(shop.import(path(), { crash: { when, posts } })).rejects.toThrow('the power went');
    await shop.import(path());
    expect(await shop.state()).toEqual(clean);
  });

  test('stopped in order', async () => {
    const shop = await openShop(LIVELY);
    const stop = new AbortController();
    const report = await shop.import(path(), { stop, stopAfter: 30 });
    expect(report).toMatchObject({ complete: false, livedUntil: null });
    const rest = await shop.import(path());
    expect(rest.complete).toBe(true);
    expect(await shop.state()).toEqual(clean);
  });
});

interface ImportWishes {
  readonly mapping?: Mapping;
  readonly crash?: { readonly when: 'before' | 'after'; readonly posts: number };
  readonly stop?: AbortController;
  readonly stopAfter?: number;
}

interface Shop {
  import(path: string, wishes?: ImportWishes): Promise<ImportReport>;
  /** Balances, level and journal of everybody, by the names that customers have in the file. */
  state(): Promise<object>;
}

async function openShop(source: string): Promise<Shop> {
  const { db } = database;
  const { organizationId } = await createOrganization(
    { db, clock: systemClock },
    { name: 'Gift shop', sandbox: false },
  );
  const publication = {
    organizationId,
    programId: 'gift-shop',
    source,
    format: 'yaml' as const,
    effectiveFrom: null,
    now: NOW,
  };
  await publishProgram({ db, programs: createProgramRegistry(db, systemClock) }, publication);
  return {
    import: async (path, { mapping = MAPPING, crash, stop = new AbortController(), stopAfter } = {}) => {
      const programs = createProgramRegistry(db, systemClock);
      const whole = createLedger({ system: db.system, programs });
      const ledger = crash === undefined ? whole : fragile(whole, crash);
      const { newest } = await programs.choose(organizationId, 'gift-shop');
      const progress = { ...NO_PROGRESS, at: (count: number) => void (count === stopAfter && stop.abort()) };
      const job = {
        organizationId,
        programId: 'gift-shop',
        program: newest.program,
        mapping,
        file: basename(path),
        now: NOW,
        progress,
      };
      try {
        const rows = receiptsInFile(path, mapping);
        return await importReceipts({ db, ledger, programs }, { ...job, rows, liveUntil: 'now', signal: stop.signal });
      } finally {
        await whole.close();
      }
    },
    state: () => stateOf(organizationId),
  };
}

/** Fails at one post, before or after it was done; whatever comes later fails too, as it does when a process dies. */
function fragile(
  ledger: Ledger,
  { when, posts }: { readonly when: 'before' | 'after'; readonly posts: number },
): Ledger {
  let count = 0;
  return {
    ...ledger,
    post: async (request) => {
      count += 1;
      const broken = count >= posts;
      if (broken && (when === 'before' || count > posts)) throw new Error('the power went');
      const result = await ledger.post(request);
      if (broken) throw new Error('the power went');
      return result;
    },
  };
}

async function stateOf(organizationId: string): Promise<object> {
  const { db } = database;
  const resolve = createMemberResolver(db);
  const names = new Map<string, string>();
  for (let customer = 101; customer < 160; customer += 1) {
    const member = { kind: 'external' as const, value: String(customer) };
    const found = await resolve({ organizationId, programId: 'gift-shop', member });
    if (found?.accountId !== null && found !== null) names.set(found.accountId, member.value);
  }
  const balances: string[] = [];
  for await (const page of accountPages(db.system, organizationId)) {
    const nameOf = (accountId: string): string => names.get(accountId) ?? 'stranger';
    balances.push(...page.map(({ accountId, tier, openedAt }) => `${nameOf(accountId)} ${tier} ${openedAt}`));
    for (const { accountId, ...balance } of await balancesOf(db.system, page, NOW)) {
      balances.push(`${nameOf(accountId)} ${JSON.stringify(balance)}`);
    }
  }
  return { balances: balances.toSorted(), totals: await journalTotals(db.system, organizationId, 'gift-shop') };
}

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

/** Receipts of a dozen customers over half a year, a tenth of them returns, from a seed. */
function madeUp(receipts: number): string {
  const random = createRandom('made-up file');
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  const start = Date.parse('2025-03-01T09:00:00Z');
  for (let index = 0; index < receipts; index += 1) {
    const back = random.chance(0.15);
    const date = new Date(start + index * 36 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const customer = random.chance(0.2) ? '' : `${101 + random.below(12)}.0`;
    for (let line = 0; line <= random.below(4); line += 1) {
      const sku = `S${random.below(6)}`;
      const pieces = (1 + random.below(5)) * (back ? -1 : 1);
      const price = (random.below(2000) + 50) / 100;
      rows.push(
        `${back ? 'C' : ''}${200_000 + index},${sku},THING,${pieces},${date},${price.toFixed(2)},${customer},Nowhere`,
      );
    }
  }
  return `${rows.join('\n')}\n`;
}
