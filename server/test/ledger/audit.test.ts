/** An audit that cannot fail proves nothing: each kind of damage is planted, and must be found under its own name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/ledger/audit/audit.ts';
import type { Check } from '../../src/ledger/audit/report.ts';
import { done, purchase, receiptKey, returnOf, setStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ accounts: 5 });
  for (const [index, buyer] of stage.accounts.entries()) {
    const bought = done(
      await stage.post(buyer, purchase([50_000, 1_999], { id: `r${index}` }), [receiptKey(`r${index}`)]),
    );
    done(await stage.post(buyer, purchase([20_000], { pay: 'max' })));
    done(await stage.post(buyer, returnOf(bought, 1)));
  }
});

afterAll(() => stage.close());

test('an untouched ledger is clean', async () => {
  const report = await stage.audit();
  expect(report).toMatchObject({ offenceCount: 0, accounts: 5, operations: 15 });
  expect(report.totals['cashback/bonus']?.['earn']).toBeGreaterThan(0);
});

describe('damage is found', () => {
  const first = (table: string): string => `ctid = (select ctid from ${table} order by shard, account_id limit 1)`;
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
    ['a level given by hand', `update accounts set tier = 'gold' where ${first('accounts')}`, 'replay_equals_state'],
    ['a meter changed', `update meters set value = value + 1 where ${first('meters')}`, 'replay_equals_state'],
    ['a return forgotten', `delete from return_parts where ${first('return_parts')}`, 'replay_equals_state'],
    [
      'a share that does not add up',
      `update operations set decision = replace(decision, '"payMoney":0', '"payMoney":1') where seq = 1 and ${first('operations where seq = 1')}`,
      'shares_add_up',
    ],
    ['a claim removed', `delete from claims where ctid = (select ctid from claims limit 1)`, 'key_applied_once'],
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
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
