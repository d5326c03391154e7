// Codes are looked up among millions: every statement about them finds its rows by an index, whatever the tables' size.
import { instant } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import * as guesses from '../../src/features/coupons/guess-store.ts';
import * as codes from '../../src/features/coupons/store.ts';
import * as uses from '../../src/features/coupons/use-store.ts';
import * as cards from '../../src/features/gift-cards/store.ts';
import * as referrals from '../../src/features/referrals/store.ts';
import type { Database, Tx } from '../../src/kit/db.ts';
import { query, sql, type Statement } from '../../src/kit/sql.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  // Of several indexes the right one is chosen by what the database knows of the rows.
  await query(
    database.db.system,
    sql`
      insert into coupon_code_uses (
        bucket, organization_id, code, claim_kind, claim_key, account_id, batch_id, number, status, holders, lease_until
      )
      select n % 256, ${org}, 'CODE' || n, 'receipt', 'r', ${id}, ${id}, n, 'reserved', 1, now() + n * interval '1 second'
      from generate_series(1, 5000) as n`,
    z.never(),
  );
  await query(database.db.system, sql`analyze coupon_code_uses`, z.never());
});
afterAll(() => database.drop());

const org = randomUUID();
const id = randomUUID();
const code = 'CODE';
const at = instant(Date.now());
const name = { code, claim: { kind: 'receipt', key: 'r' }, accountId: id } as const;
const use = { ...name, batchId: id, number: 1, memberId: null };
const numbers = { batchId: id, after: 0, upTo: 5 };
const hash = Buffer.alloc(32);

type Ask = (tx: Tx) => Promise<unknown>;

const ASKS: readonly (readonly [string, Ask])[] = [
  ['a batch', (tx) => codes.findBatch(tx, org, id)],
  ['a batch by its request', (tx) => codes.findBatchByRequest(tx, org, 'key')],
  ['a batch to go on with', (tx) => codes.lockUnfinished(tx, org, id)],
  ['batches to go on with', (tx) => codes.listUnfinished(tx)],
  ['a code', (tx) => codes.findStoredCode(tx, org, code)],
  ['a code by its number', (tx) => codes.findNumberedCode(tx, org, { batchId: id, number: 1 })],
  ['a code to block', (tx) => codes.setCodeBlocked(tx, org, { code, blocked: true })],
  ['codes to export', (tx) => codes.listCodes(tx, org, numbers)],
  ['a code to count', (tx) => uses.addToUses(tx, org, { code, add: 1 })],
  ['a use', (tx) => uses.findUse(tx, org, name)],
  ['a use to hold', (tx) => uses.lockUse(tx, org, name)],
  ['a use to give up', (tx) => uses.letGo(tx, org, { name, all: true })],
  ['a use to bind', (tx) => uses.bindToCheckout(tx, org, { name, checkout: { id, until: at } })],
  ['the use of a checkout', (tx) => uses.findUseOfCheckout(tx, org, { code, checkoutId: id })],
  ['reserved uses', (tx) => uses.listReserved(tx, org, { code, limit: 1 })],
  ['overdue uses', (tx) => uses.listOverdueCodes(tx, 10)],
  ['uses of a batch', (tx) => uses.countUsed(tx, org, id)],
  ['a use written down', (tx) => uses.putReserved(tx, org, { ...use, leaseSeconds: 1 })],
  [
    'guesses',
    (tx) => guesses.countGuesses(only(tx), org, { subjects: [{ kind: 'key', subject: id }], windowSeconds: 1 }),
  ],
  ['old guesses', (tx) => guesses.forgetGuesses(tx, 1)],
  ['a batch of cards', (tx) => cards.findCardBatch(tx, org, id)],
  ['a batch of cards by its request', (tx) => cards.findCardBatchByRequest(tx, org, 'key')],
  ['a batch of cards to go on with', (tx) => cards.lockUnfinished(tx, org, id)],
  ['batches of cards to go on with', (tx) => cards.listUnfinished(tx)],
  ['a card by its code', (tx) => cards.findCardByCode(tx, org, code)],
  ['a card by its account', (tx) => cards.findCardByAccount(tx, org, id)],
  ['cards to export', (tx) => cards.listCards(tx, org, numbers)],
  ['a card to block', (tx) => cards.setBlocked(tx, org, { code, blocked: null })],
  ['the member of a referral code', (tx) => referrals.findMemberByCode(tx, org, code)],
  ['the referral code of a member', (tx) => referrals.findCodeOf(tx, id)],
  ['a friend’s referral', (tx) => referrals.findReferralOf(tx, id, 'program')],
  [
    'equal hints',
    (tx) => referrals.findHints(tx, org, { hints: [{ kind: 'device', hash }], exceptMember: id, limit: 5 }),
  ],
  ['referrals of a member', (tx) => referrals.countReferrals(tx, org, id)],
];

/** A database whose transaction is this one. */
function only(tx: Tx): Database {
  return { ...database.db, tenant: (_, work) => work(tx) };
}

const planRow = z.object({ 'QUERY PLAN': z.string() });

test.each(ASKS)('%s', async (_, ask) => {
  const plans: string[] = [];
  await database.db.tenant(org, async (tx) => {
    // Tables of tests are so small that reading all of them is cheaper; this says whether there is another way.
    await query(tx, sql`set local enable_seqscan = off`, z.never());
    const explained = async (statement: Statement) => {
      const rows = await query(tx, { ...statement, text: `explain ${statement.text}` }, planRow);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return tx.query(statement);
    };
    await ask({ query: explained });
  });
  expect(plans).not.toEqual([]);
  for (const plan of plans) {
    expect(plan).not.toContain('Seq Scan');
    expect(plan).toMatch(/Index Cond|Scan (?:using|on) \w+_unfinished|Conflict Arbiter/u);
  }
});
