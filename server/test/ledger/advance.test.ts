/** Time passing over many accounts at once: beside purchases, beside another process, with an account that cannot live on. */
import { instant } from '@kopilka/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { UNOBSERVED } from '../harness/unobserved.ts';
import { done, now, purchase, setStage, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;
/** More than are taken at once. */
const ACCOUNTS = 1500;
let stage: Stage;

/** Everybody bought two months ago, and their units have expired. */
beforeEach(async () => {
  stage = await setStage({ accounts: ACCOUNTS });
  const at = instant(Date.now() - 60 * DAY_MS);
  await Promise.all(
    stage.accounts.map(async (account) => done(await stage.post(account, purchase([100_000], { at })))),
  );
});

afterEach(() => stage.close());

/** How often units of each account expired. */
async function expiries(): Promise<readonly number[]> {
  const rows = await query(
    stage.database.db.system,
    sql`select a.account_id, count(j.seq)::integer as expiries
      from accounts a left join journal j on j.shard = a.shard and j.account_id = a.account_id and j.kind = 'expire'
      group by a.account_id`,
    z.object({ account_id: z.string(), expiries: z.int() }),
  );
  const byAccount = new Map(rows.map((row) => [row.account_id, row.expiries]));
  return stage.accounts.map((account) => byAccount.get(account) ?? 0);
}

function times(count: number, each: number): readonly number[] {
  return Array.from({ length: count }, () => each);
}

test('whatever else happens to the accounts, and however many processes ring the alarm, units expire once', async () => {
  const other = stage.anotherLedger();
  const buyers = stage.accounts.filter((_, index) => index % 5 === 0);
  const ring = (by: Ledger): Promise<number> => by.advance(stage.organizationId, now());
  const [mine, theirs, bought] = await Promise.all([
    ring(stage.ledger),
    ring(other),
    Promise.all(buyers.map(async (buyer) => done(await stage.post(buyer, purchase([50_000]))))),
  ]);
  expect(await expiries()).toEqual(times(ACCOUNTS, 1));
  expect(mine + theirs).toBeLessThanOrEqual(ACCOUNTS);
  for (const { decision } of bought) expect(decision.after.wallets['bonus']?.available).toBe(50);
  expect(await stage.ledger.advance(stage.organizationId, now())).toBe(0);
  expect((await stage.audit()).offences).toEqual([]);
});

test('an account that cannot live on holds up no other, and its error is told', async () => {
  const [broken = ''] = stage.accounts;
  await stage.database.db.system.query(
    sql`update accounts set program_id = 'gone', due_at = '2020-01-01' where account_id = ${broken}`,
  );
  const ledger = createLedger({
    system: stage.database.db.system,
    programs: { timeline: (organization, id) => (id === 'gone' ? null : stage.programs.timeline(organization, id)) },
  });
  await expect(ledger.advance(stage.organizationId, now())).rejects.toThrow(
    'the program gone of a due account is gone',
  );
  expect((await expiries()).toSorted((a, b) => a - b)).toEqual([0, ...times(ACCOUNTS - 1, 1)]);
  await ledger.close();
});

test('asked to stop, it stops soon, and the rest happens the next time', async () => {
  const stopping = new AbortController();
  const ledger = createLedger({
    system: stage.database.db.system,
    programs: stage.programs,
    observe: { ...UNOBSERVED, written: () => stopping.abort() },
  });
  const first = await ledger.advance(stage.organizationId, now(), stopping.signal);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(ACCOUNTS);
  expect(await ledger.advance(stage.organizationId, now())).toBe(ACCOUNTS - first);
  expect(await expiries()).toEqual(times(ACCOUNTS, 1));
  await ledger.close();
});
