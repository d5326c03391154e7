/** An audit that cannot fail proves nothing: each kind of damage is planted, and must be found under its own name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/ledger/audit/audit.ts';
import type { Check } from '../../src/ledger/audit/report.ts';
import { CASHBACK, done, now, purchase, receiptKey, returnOf, setStage, type Stage } from './stage.ts';

let stage: Stage;

/** With something that accounts share, and at a partner's. */
const SHARED = `${CASHBACK}  - { id: gift, on: shop.gift, earn: { wallet: bonus, units: 10 }, budget: { units: 45 } }
partners: { books: { name: Books } }
`;

beforeAll(async () => {
  stage = await setStage({ accounts: 5, program: SHARED });
  for (const [index, buyer] of stage.accounts.entries()) {
    const bought = done(
      await stage.post(buyer, purchase([50_000, 1_999], { id: `r${index}` }), [receiptKey(`r${index}`)]),
    );
    done(await stage.post(buyer, purchase([20_000], { pay: 'max' })));
    done(await stage.post(buyer, returnOf(bought, 1)));
    done(await stage.post(buyer, { type: 'custom', at: now(), name: 'shop.gift', data: {}, partner: 'books' }));
  }
});

afterAll(() => stage.close());

test('an untouched ledger is clean', async () => {
  const report = await stage.audit();
  expect(report).toMatchObject({ offenceCount: 0, accounts: 5, operations: 20 });
  expect(report.totals['cashback/bonus']?.['earn']).toBeGreaterThan(0);
  const { db } = stage.database;
  const asOfMany = await db.transaction((snapshot) => audit({ snapshot, programs: stage.programs, gatheredMax: 0 }));
  expect(asOfMany).toEqual(report);
});

const KEYS: Readonly<Record<string, string>> = {
  claims: 'bucket, organization_id, kind, key',
  journal: 'shard, account_id, seq, entry',
  lots: 'shard, account_id, wallet, lot_from, lot_to',
  meters: 'shard, account_id, day, meter',
  operations: 'shard, account_id, seq',
  return_parts: 'shard, account_id, purchase_id, seq, line',
};

describe('damage is found', () => {
  const first = (from: string): string => {
    const key = KEYS[from.split(' ')[0] ?? ''] ?? 'shard, account_id';
    return `(${key}) = (select ${key} from ${from} order by ${key} limit 1)`;
  };
  const cases: readonly [damage: string, sql: string, found: Check][] = [
    [
      'a balance raised by hand',
      `update lots set issued = issued + 5, remaining = remaining + 5 where open and ${first('lots where open')}`,
      'journal_equals_lots',
    ],
    [
      'a debt that nobody owes',
      `update accounts set debts = '{"bonus": 7}' where ${first('accounts')}`,
      'journal_equals_lots',
    ],
    ['a journal entry removed', `delete from journal where ${first('journal')}`, 'lot_equals_entries'],
    [
      'a journal entry changed',
      `update journal set units = units + 1 where ${first('journal')}`,
      'journal_equals_decisions',
    ],
    [
      'an operation removed',
      `delete from operations where seq = 2 and ${first('operations where seq = 2')}`,
      'operations_in_sequence',
    ],
    [
      'a decision rewritten',
      `update operations set decision = replace(decision, '"code":"earned"', '"code":"gifted"') where type = 'purchase' and ${first("operations where type = 'purchase'")}`,
      'replay_equals_decision',
    ],
    [
      'a partner written into the journal',
      `update journal set partner = 'cinema' where ${first('journal')}`,
      'journal_equals_decisions',
    ],
    [
      'a memory changed',
      `update accounts set state = '{"statementDay": 5}' where ${first('accounts')}`,
      'replay_equals_state',
    ],
    ['an alarm put off', `update accounts set due_at = '2999-01-01' where ${first('accounts')}`, 'replay_equals_state'],
    ['a budget that forgets what was taken', `update quotas set taken = taken - 10`, 'quotas_within_limits'],
    ['a budget taken by nobody', `update quotas set taken = taken + 10`, 'quotas_within_limits'],
    ['a budget removed', `delete from quotas`, 'quotas_within_limits'],
    [
      'a lease of nothing',
      `insert into quota_leases (lease_id, organization_id, program_id, key, left_units, process, renewed_at)
       select gen_random_uuid(), organization_id, program_id, key, 5, gen_random_uuid(), now() from quotas`,
      'quotas_within_limits',
    ],
    ['a level given by hand', `update accounts set tier = 'gold' where ${first('accounts')}`, 'replay_equals_state'],
    ['a meter changed', `update meters set value = value + 1 where ${first('meters')}`, 'replay_equals_state'],
    ['a return forgotten', `delete from return_parts where ${first('return_parts')}`, 'replay_equals_state'],
    [
      'a share that does not add up',
      `update operations set decision = replace(decision, '"payMoney":0', '"payMoney":1') where seq = 1 and ${first('operations where seq = 1')}`,
      'shares_add_up',
    ],
    ['a claim removed', `delete from claims where ${first('claims')}`, 'key_applied_once'],
    [
      'a key claimed for another account',
      `update claims set account_id = '00000000-0000-7000-8000-000000000000' where ${first('claims')}`,
      'key_applied_once',
    ],
    [
      'an operation with an id of another shard',
      `update operations
       set operation_id = case when shard = 1 then '00000000-0000-7000-8000-000000000002'::uuid else '00000000-0000-7000-8000-000000000001'::uuid end
       where seq = 2 and ${first('operations where seq = 2')}`,
      'key_applied_once',
    ],
    [
      'units made of nothing',
      `update journal set units = units + 1000000 where kind = 'earn' and ${first("journal where kind = 'earn'")}`,
      'totals_balance',
    ],
  ];

  test.each(cases)('%s', async (_, damage, check) => {
    const { system } = stage.database.db;
    const client = await system.connect();
    try {
      await client.query('begin');
      const { rowCount } = await client.query(damage);
      expect(rowCount).toBe(1);
      const report = await audit({ snapshot: client, programs: stage.programs });
      expect(report.offences.map((offence) => offence.check)).toContain(check);
      if (check !== 'key_applied_once') return;
      const asOfMany = await audit({ snapshot: client, programs: stage.programs, gatheredMax: 0 });
      expect(asOfMany.offences.filter((offence) => offence.check === check)).toEqual(
        report.offences.filter((offence) => offence.check === check),
      );
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
