/** Budgets and stocks that accounts share: never exceeded and used to the last unit, by many clients and several processes at once. */
import { instant, money, units, type Event, type PurchaseEvent } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql, type Queryable, type Statement } from '../../src/kit/sql.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { Ledger, PostResult, StoredOperation } from '../../src/ledger/ledger.ts';
import { done, now, purchase, setStage, tally, type Stage } from './stage.ts';

const SHOP = `
kopilka: 1
id: cashback
name: Budgets
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00 }
rules:
  - { id: strict, on: shop.strict, earn: { wallet: bonus, units: 10 }, budget: { units: 503 } }
  - { id: large, on: shop.large, earn: { wallet: bonus, units: 100 }, budget: { units: 20000 } }
  - { id: rest, on: shop.rest, earn: { wallet: bonus, units: 7 }, budget: { units: 10000 } }
  - { id: idle, on: shop.idle, earn: { wallet: bonus, units: 1 }, budget: { units: 100000 } }
  - { id: crash, on: shop.crash, earn: { wallet: bonus, units: 10 }, budget: { units: 25 } }
  - { id: conflict, on: shop.conflict, earn: { wallet: bonus, units: 1 }, budget: { units: 90 } }
  - { id: seen, on: shop.seen, earn: { wallet: bonus, units: 10 }, budget: { units: 15 } }
rewards:
  - { id: mug, price: { bonus: 5 }, gives: { gift: { sku: MUG } }, stock: 20 }
  - { id: cup, price: { bonus: 5 }, gives: { gift: { sku: CUP } }, stock: 1 }
  - { id: rebate, price: { bonus: 5 }, gives: { discount: { amount: 10.00 } }, stock: 1 }
`;

let stage: Stage;
let taken = 0;

beforeAll(async () => {
  stage = await setStage({ accounts: 400, program: SHOP });
});

afterAll(async () => {
  const report = await stage.audit();
  expect(report.offences).toEqual([]);
  await stage.close();
});

/** An account that no other test touches. */
function account(): string {
  const id = stage.accounts[taken];
  taken += 1;
  if (id === undefined) throw new Error('the stage has too few accounts');
  return id;
}

function happening(name: string): Event {
  return { type: 'custom', at: now(), name, data: {} };
}

function redeem(reward: string): Event {
  return { type: 'redeem', at: now(), reward, quantity: 1 };
}

/** Units that an operation gave; nothing when it was refused. */
function given(result: PostResult): number {
  if (!('operation' in result)) return 0;
  return result.operation.decision.entries.reduce((sum, entry) => sum + entry.units, 0);
}

/** So many clients, each posting one event after another on an account of its own; answers what all of them were given. */
async function clients(
  count: number,
  times: number,
  name: string,
  by: readonly Ledger[] = [stage.ledger],
): Promise<number> {
  const sums = await Promise.all(
    Array.from({ length: count }, async (_, client) => {
      const own = account();
      let sum = 0;
      for (let n = 0; n < times; n += 1)
        sum += given(await stage.post(own, happening(name), [], by[client % by.length]));
      return sum;
    }),
  );
  return sums.reduce((a, b) => a + b, 0);
}

async function spent(key: string): Promise<number | undefined> {
  const quotas = await stage.ledger.quotas(stage.organizationId, 'cashback');
  return [...quotas].find(([name]) => name.startsWith(key))?.[1];
}

describe('a budget', () => {
  test('is not exceeded by 8 clients at once, and used to the last unit', async () => {
    expect(await clients(8, 10, 'shop.strict')).toBe(503);
    expect(given(await stage.post(account(), happening('shop.strict')))).toBe(0);
    expect(await spent('strict')).toBe(503);
  });

  test('is shared by two processes; what one of them has left when it stops is given by the other', async () => {
    const other = stage.anotherLedger();
    const first = await clients(8, 15, 'shop.large', [stage.ledger, other]);
    expect(first).toBe(12_000);
    await other.close();
    expect(await clients(8, 15, 'shop.large')).toBe(8_000);
  });

  test('is given back by a process that nobody asks, so that others can give it', async () => {
    const quiet = stage.anotherLedger();
    expect(given(await stage.post(account(), happening('shop.idle'), [], quiet))).toBe(1);
    const left = async (): Promise<number | undefined> => {
      const leases = await leasesOf(stage.database.db.system);
      return leases.find(({ key }) => key.startsWith('idle'))?.left_units;
    };
    expect(await left()).toBe(1_561);
    await expect.poll(left, { timeout: 10_000 }).toBeUndefined();
    expect(await spent('idle')).toBe(1);
  });

  test('comes back from a process that died, and is not given twice if it was not dead', async () => {
    const dead = stage.anotherLedger();
    expect(given(await stage.post(account(), happening('shop.rest'), [], dead))).toBe(7);
    const { system } = stage.database.db;
    expect(await leasesOf(system)).toContainEqual({ key: expect.stringContaining('rest'), left_units: 149 });
    await system.query(sql`update quota_leases set renewed_at = now() - interval '2 minutes' where key like '%rest%'`);
    // 10 000 are 1 428 times 7 and 4.
    const results = await Promise.all(
      Array.from({ length: 1_500 }, (_, n) => stage.post(stage.accounts[n % 300] ?? '', happening('shop.rest'))),
    );
    expect(results.reduce((sum, result) => sum + given(result), 0)).toBe(9_993);
    expect(given(await stage.post(account(), happening('shop.rest'), [], dead))).toBe(0);
    expect(await spent('rest')).toBe(10_000);
  });

  test('loses nothing to a database that goes away between lease and commit', async () => {
    const { system } = stage.database.db;
    let crashes = 2;
    const connect = async (): Promise<Queryable & { release(broken?: boolean): void }> => {
      const client = await system.connect();
      const ask = async (statement: Statement): ReturnType<Queryable['query']> => {
        if (statement.name !== 'ledger-commit' || crashes === 0) return client.query(statement);
        crashes -= 1;
        // Once before and once after the commit happened.
        if (crashes === 0) await client.query(statement);
        throw new Error('Connection terminated unexpectedly');
      };
      return { query: ask, release: (broken) => client.release(broken) };
    };
    const shaky = createLedger({
      system: { connect, query: (statement) => system.query(statement) },
      programs: stage.programs,
    });
    const buyer = account();
    expect(given(await stage.post(buyer, happening('shop.crash'), [], shaky))).toBe(10);
    expect(crashes).toBe(0);
    const more = [given(await stage.post(buyer, happening('shop.crash'), [], shaky))];
    more.push(given(await stage.post(buyer, happening('shop.crash'), [], shaky)));
    expect(more).toEqual([10, 5]);
    await shaky.close();
  });

  test('is taken once by operations that are decided several times', async () => {
    const buyer = account();
    const doors = [stage.ledger, stage.anotherLedger(), stage.anotherLedger()];
    const results = await Promise.all(
      Array.from({ length: 120 }, (_, n) => stage.post(buyer, happening('shop.conflict'), [], doors[n % 3])),
    );
    expect(tally(results)).toEqual({ done: 120 });
    expect(results.reduce((sum, result) => sum + given(result), 0)).toBe(90);
  });

  test('is offered to a quote as far as there is any, and not taken by it', async () => {
    const buyer = account();
    const ask = async (): Promise<number> => {
      const request = { organizationId: stage.organizationId, programId: 'cashback', accountId: buyer };
      const quote = await stage.ledger.quote({ ...request, event: happening('shop.seen'), now: now(), history: false });
      return quote.type === 'quoted' ? quote.decision.entries.reduce((sum, entry) => sum + entry.units, 0) : -1;
    };
    expect([await ask(), await ask()]).toEqual([10, 10]);
    await stage.post(buyer, happening('shop.seen'));
    expect(await ask()).toBe(5);
  });
});

describe('a stock', () => {
  test('of 20 is handed out 20 times, whoever of 60 comes first to one of two processes', async () => {
    const doors = [stage.ledger, stage.anotherLedger()];
    const buyers = Array.from({ length: 60 }, account);
    await Promise.all(buyers.map(async (buyer) => done(await stage.post(buyer, purse()))));
    const results = await Promise.all(buyers.map((buyer, n) => stage.post(buyer, redeem('mug'), [], doors[n % 2])));
    expect(tally(results)).toEqual({ done: 20, refused: 40 });
    const codes = new Set(results.map((result) => ('code' in result ? result.code : result.type)));
    expect(codes).toEqual(new Set(['done', 'reward_out_of_stock']));
  });

  test('has again what was cancelled, for every process', async () => {
    const other = stage.anotherLedger();
    const [one, two] = [account(), account()];
    for (const buyer of [one, two]) done(await stage.post(buyer, purse()));
    const first = done(await stage.post(one, redeem('cup')));
    expect(await stage.post(two, redeem('cup'), [], other)).toMatchObject({ code: 'reward_out_of_stock' });
    done(await stage.post(one, { type: 'cancel', at: now(), item: first.operationId }));
    const second = done(await stage.post(two, redeem('cup'), [], other));
    expect(await stage.post(one, redeem('cup'))).toMatchObject({ code: 'reward_out_of_stock' });
    done(await stage.post(two, { type: 'cancel', at: now(), item: second.operationId }));
    done(await stage.post(one, redeem('cup'), [], other));
  });
});

describe('a checkout', () => {
  const hold =
    (at = now()) =>
    (checkout: string): Event => ({ ...bought(), type: 'hold', checkout, at, until: instant(at + 600_000) });

  /** What the purchase keeps of what the checkout promised. */
  function commitOf(held: StoredOperation): Event {
    if (held.decision.type !== 'hold') throw new Error('a checkout was begun');
    const { lines, discounts = [], costs = [] } = held.decision.purchase;
    const frozen = {
      discounts: discounts.map(({ rule }, index) => ({
        rule,
        byLine: lines.map((line) => line.discounts?.[index] ?? money(0)),
      })),
      costs: costs.map(({ rule, wallet, units: price }) => ({ rule, wallet, units: price })),
    };
    return { ...bought(), checkout: held.operationId, frozen };
  }

  function bought(): PurchaseEvent {
    const event = purchase([50_000]);
    if (event.type !== 'purchase') throw new Error('a purchase was made');
    return { ...event, apply: [{ type: 'reward', reward: 'rebate' }] };
  }

  test('has the last piece to itself until it is committed, cancelled or over', async () => {
    const [one, two, three] = [account(), account(), account()];
    for (const buyer of [one, two, three]) done(await stage.post(buyer, purse()));
    const first = done(await stage.post(one, hold()));
    expect(await stage.post(two, hold(), [], stage.anotherLedger())).toMatchObject({ code: 'reward_out_of_stock' });
    done(await stage.post(one, { type: 'release', at: now(), checkout: first.operationId }));
    const second = done(await stage.post(two, hold(), [], stage.anotherLedger()));
    const bought = done(await stage.post(two, commitOf(second)));
    expect(bought.decision).not.toHaveProperty('quotas');
    expect(await spent('stock:rebate')).toBe(1);
    expect(await stage.post(three, hold())).toMatchObject({ code: 'reward_out_of_stock' });
  });
});

test('quotas and leases of another organization are not seen', async () => {
  const counted = sql`select (select count(*) from quotas) + (select count(*) from quota_leases) as count`;
  const seenBy = (organizationId: string): Promise<unknown> =>
    stage.database.db.tenant(organizationId, async (tx) => (await tx.query(counted)).rows);
  expect(await seenBy('00000000-0000-7000-8000-000000000000')).toEqual([{ count: 0 }]);
  expect(await seenBy(stage.organizationId)).not.toEqual([{ count: 0 }]);
});

test('operations without quotas ask the database nothing more', async () => {
  const { system } = stage.database.db;
  const asked: string[] = [];
  const listen =
    (on: Queryable): Queryable['query'] =>
    (statement) => {
      asked.push(statement.name ?? statement.text);
      return on.query(statement);
    };
  const counting = createLedger({
    system: {
      query: listen(system),
      connect: async () => {
        const client = await system.connect();
        return { query: listen(client), release: (broken) => client.release(broken) };
      },
    },
    programs: stage.programs,
  });
  // The first one asks besides whether the server is alone or a cluster.
  done(await stage.post(account(), purchase([10_000]), [], counting));
  asked.length = 0;
  done(await stage.post(account(), purchase([10_000]), [], counting));
  expect(asked).toEqual(['ledger-load-accounts', 'ledger-commit']);
  await counting.close();
});

/** Enough for a reward. */
function purse(): Event {
  return { type: 'correction', at: now(), wallet: 'bonus', units: units(5), reason: 'test' };
}

const leaseSchema = z.object({ key: z.string(), left_units: z.int() });

function leasesOf(on: Queryable): Promise<readonly z.infer<typeof leaseSchema>[]> {
  return query(on, sql`select key, left_units from quota_leases order by key`, leaseSchema);
}
