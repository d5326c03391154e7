// What happens between the claims of a batch and its commit: crashes, refusals, other processes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, type Queryable, type Statement } from '../../src/kit/sql.ts';
import { createLedger, type LedgerObserver } from '../../src/ledger/create-ledger.ts';
import { shardOf } from '../../src/ledger/ids.ts';
import type { Ledger, PostResult } from '../../src/ledger/ledger.ts';
import { UNOBSERVED } from '../harness/unobserved.ts';
import { done, purchase, receiptKey, setStage, tally, type Stage } from './stage.ts';

let stage: Stage;
const taken = new Set<string>();

beforeAll(async () => {
  stage = await setStage({ accounts: 700 });
});

afterAll(async () => {
  expect((await stage.audit()).offences).toEqual([]);
  await stage.close();
});

/** An account that no other test touches. */
function account(): string {
  return take(stage.accounts.find((each) => !taken.has(each)));
}

/** Two that no other test touches, of one shard, so that they share a batch on a cluster too. */
function neighbours(): readonly [string, string] {
  const free = Map.groupBy(
    stage.accounts.filter((each) => !taken.has(each)),
    shardOf,
  );
  const [one, other] = [...free.values()].find(({ length }) => length > 1) ?? [];
  return [take(one), take(other)];
}

function take(id: string | undefined): string {
  if (id === undefined) throw new Error('the stage has too few accounts');
  taken.add(id);
  return id;
}

/** A ledger before whose first commit this is done; when it fails, so does the commit. */
function shaky(onCommit: () => Promise<void>, observe?: LedgerObserver): Ledger {
  const { system } = stage.database.db;
  let met = false;
  const connect = async (): Promise<Queryable & { release(broken?: boolean): void }> => {
    const client = await system.connect();
    const query = async (statement: Statement): ReturnType<Queryable['query']> => {
      if (statement.name === 'ledger-commit' && !met) {
        met = true;
        await onCommit();
      }
      return client.query(statement);
    };
    return { query, release: (broken) => client.release(broken) };
  };
  return createLedger({
    system: { connect, query: (statement) => system.query(statement) },
    programs: stage.programs,
    ...(observe === undefined ? {} : { observe }),
  });
}

test('a database that crashes between claim and commit, losing the claim, does not let the operation happen twice', async () => {
  const buyer = account();
  const ledger = shaky(async () => {
    await stage.database.db.system.query(sql`delete from claims where key = 'api/lost'`);
    throw new Error('Connection terminated unexpectedly');
  });
  const event = purchase([10_000], { id: 'lost' });
  const first = done(await stage.post(buyer, event, [receiptKey('lost')], ledger));
  const second = await stage.post(buyer, event, [receiptKey('lost')]);
  expect(second).toMatchObject({ type: 'repeated', operation: { operationId: first.operationId, seq: 1 } });
  await ledger.close();
});

test('what another process has done under the claims of a batch that was refused is found when its accounts are tried alone', async () => {
  const [buyer, other] = neighbours();
  const event = purchase([10_000], { id: 'twin' });
  const twins: PostResult[] = [];
  const refusals: unknown[] = [];
  const refusal = new Error('the batch is refused');
  const ledger = shaky(
    async () => {
      twins.push(await stage.post(buyer, event, [receiptKey('twin')]));
      throw refusal;
    },
    { ...UNOBSERVED, batchRefused: (error) => refusals.push(error) },
  );
  const [own, beside] = await Promise.all([
    stage.post(buyer, event, [receiptKey('twin')], ledger),
    stage.post(other, purchase([10_000], { id: 'beside' }), [receiptKey('beside')], ledger),
  ]);
  const [twin] = twins.map(done);
  expect(own).toMatchObject({ type: 'repeated', operation: { operationId: twin?.operationId, seq: 1 } });
  expect(beside.type).toBe('done');
  expect(refusals).toEqual([refusal]);
  await ledger.close();
});

test('a batch whose accounts another process has changed meanwhile is decided again for these, and refused for none', async () => {
  const buyers = Array.from({ length: 20 }, account);
  const changed = buyers.slice(0, 15);
  const refusals: unknown[] = [];
  let conflicts = 0;
  const ledger = shaky(
    async () => {
      await Promise.all(changed.map((buyer) => stage.post(buyer, purchase([10_000]))));
    },
    {
      ...UNOBSERVED,
      batchRefused: (error) => refusals.push(error),
      conflict: (accounts) => (conflicts += accounts),
    },
  );
  const results = await Promise.all(buyers.map((buyer) => stage.post(buyer, purchase([10_000]), [], ledger)));
  await ledger.close();
  expect(tally(results)).toEqual({ done: 20 });
  expect(refusals).toEqual([]);
  expect(conflicts).toBeGreaterThan(0);
});
