// The figures of reports against the ledger's own rows, after random pasts, crashes and rivals; and what the API makes of them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createFollower, type Follower } from '../../src/features/reports/follow.ts';
import { recountReports } from '../../src/features/reports/recount.ts';
import type { Database } from '../../src/kit/db.ts';
import { sql } from '../../src/kit/sql.ts';
import { overheard } from '../harness/overheard.ts';
import { buy, newMember, publishCoffee } from './coffee.ts';
import { ledgerSays, openRandomShop, reportsSay } from './reports-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const START = Date.parse('2026-03-01T09:00:00Z');
const STEPS = 120;

describe.each([1, 2, 3])('a random past %i', (seed) => {
  let api: TestApi;
  let shop: TestOrganization;

  beforeEach(async () => {
    api = await createTestApi();
    shop = await api.organization({ sandbox: true, now: START });
  });
  afterEach(() => api.close());

  test('is counted once, whoever dies in the middle and however many count', async () => {
    const { db } = api.database;
    const past = await openRandomShop(shop, { seed, now: START });
    for (let step = 1; step <= STEPS; step += 1) {
      await past.step();
      if (step % 10 === 0) await Promise.allSettled(rivals(api, step).map(({ follow }) => follow()));
      // Nobody waits for the turn of one that is dead.
      await db.system.query(sql`update report_progress set held_until = '-infinity'`);
    }
    await countAll(api);
    const counted = await reportsSay(db.system);
    expect(counted).toEqual(await ledgerSays(db.system));
    expect(counted['returns']?.length).toBeGreaterThan(0);
    expect(counted['guests']?.length).toBeGreaterThan(0);
    await recountReports({ db, programs: api.registry });
    expect(await reportsSay(db.system)).toEqual(counted);
  });

  test('tells of any period who bought in it', async () => {
    const past = await openRandomShop(shop, { seed, now: START });
    for (let step = 1; step <= STEPS; step += 1) await past.step();
    await countAll(api);
    const visitRow = z.object({ account_id: z.string(), day: z.string() });
    const visits = z.array(visitRow).parse((await ledgerSays(api.database.db.system))['visits']);
    const days = [...new Set(visits.map(({ day }) => day))].toSorted();
    for (const [first, last] of [
      [0, days.length - 1],
      [1, 4],
      [3, 3],
      [days.length - 3, days.length - 1],
    ] as const) {
      const [from = '', to = ''] = [days[first], days[last]];
      const report = await shop.call('GET', `/v1/reports/today?from=${from}&to=${to}`);
      const inside = visits.filter(({ day }) => day >= from && day <= to);
      const before = new Set(visits.filter(({ day }) => day < from).map(({ account_id }) => account_id));
      const active = new Set(inside.map(({ account_id }) => account_id));
      expect(report.at('figures.activeMembers')).toBe(active.size);
      expect(report.at('figures.returningMembers')).toBe([...active].filter((id) => before.has(id)).length);
      const earlier = visits.filter(({ day }) => day >= report.textAt('before.from') && day < from);
      expect(report.at('figuresBefore.activeMembers')).toBe(new Set(earlier.map(({ account_id }) => account_id)).size);
    }
  });
});

/** A whole one, one that dies before its commit, one that dies after it, and one that counts at the same time as the first. */
function rivals(api: TestApi, step: number): readonly Follower[] {
  const { db } = api.database;
  const programs = api.registry;
  const dying = (when: 'before' | 'after'): Database => ({
    ...db,
    transaction: async (work) => {
      if (when === 'after') {
        await db.transaction(work);
        throw new Error('the power went after the commit');
      }
      return db.transaction(async (tx) => {
        await work(tx);
        throw new Error('the power went before the commit');
      });
    },
  });
  switch ((step / 10) % 4) {
    case 0:
      return [createFollower({ db, programs })];
    case 1:
      return [createFollower({ db: dying('before'), programs })];
    case 2:
      return [createFollower({ db: dying('after'), programs })];
    default:
      return [withoutTurns(api), withoutTurns(api)];
  }
}

/** Takes the turn of anybody, as if the other one had stopped for a while and did not know that its time was over. */
function withoutTurns(api: TestApi): Follower {
  const follower = createFollower({ db: api.database.db, programs: api.registry });
  return {
    ...follower,
    follow: async () => {
      await api.database.db.system.query(sql`update report_progress set held_until = '-infinity'`);
      return follower.follow();
    },
  };
}

async function countAll(api: TestApi): Promise<void> {
  const follower = createFollower({ db: api.database.db, programs: api.registry });
  // Who was accepted in this very millisecond is of the next round.
  for (let round = 0; round < 2; round += 1) await follower.follow();
  await follower.close();
}

test('who has read and is overtaken before writing writes nothing', async () => {
  const api = await createTestApi();
  const { db } = api.database;
  const shop = await api.organization({ sandbox: true, now: START });
  await publishCoffee(shop.call);
  const anna = await newMember(shop.call);
  await buy(shop.call, { id: anna.id });
  await countAll(api);
  // Moves units and nothing else, so that no other row stands in the way.
  const json = { accountId: anna.accountId, wallet: 'bonus', units: 70, reason: 'Test' };
  await shop.call('POST', '/v1/corrections', { json });
  const quicker = withoutTurns(api);
  const overtaken: Database = {
    ...db,
    transaction: async (work) => {
      await quicker.follow();
      return db.transaction(work);
    },
  };
  await expect(createFollower({ db: overtaken, programs: api.registry }).follow()).rejects.toThrow('somebody else');
  expect(await reportsSay(db.system)).toEqual(await ledgerSays(db.system));
  await api.close();
});

/** A database by another clock, in which one finds accounts by the time of their operations only, and where it was looked is written down. */
function watched(api: TestApi, now: () => number) {
  const looked: { readonly at: number; readonly from: number; readonly until: number }[] = [];
  const db = overheard(api.database.db, ({ text, values: [from, until] }) => {
    if (text === 'select now() as now') return { rows: [{ now: now() }], rowCount: 1 };
    if (text.includes('where (shard, account_id) >')) return { rows: [], rowCount: 0 };
    if (text.includes('accepted_at') && text.includes('from operations'))
      looked.push({ at: now(), from: Date.parse(String(from)), until: Date.parse(String(until)) });
    return undefined;
  });
  return { db, looked };
}

test('what is committed late is found when nothing can be later, and nothing is looked at again and again', async () => {
  const api = await createTestApi();
  const shop = await api.organization();
  await publishCoffee(shop.call);
  await buy(shop.call, { id: (await newMember(shop.call)).id });
  const boughtAt = Date.now();
  // As if it had been committed so long after it was accepted.
  let now = boughtAt + 30_000;
  const { db, looked } = watched(api, () => now);
  const follower = createFollower({ db, programs: api.registry });
  const counted = async () => (await reportsSay(api.database.db.system))['operations']?.length;
  for (; now < boughtAt + 180_000; now += 3_000) await follower.follow();
  expect(await counted()).toBe(0);
  for (; now < boughtAt + 240_000; now += 3_000) await follower.follow();
  expect(await counted()).toBe(1);
  for (; now < boughtAt + 500_000; now += 3_000) await follower.follow();
  // Of the rounds that look back some seconds two or three, and one more when it is old.
  const moments = Array.from({ length: 100 }, (_, index) => boughtAt + 60_000 + index * 1_700);
  const looks = moments.map((moment) => looked.filter(({ from, until }) => from <= moment && moment < until));
  expect(looks.map((own) => own.filter(({ at, from }) => at - from > 180_000).length)).toEqual(moments.map(() => 1));
  expect(Math.max(...looks.map((own) => own.length))).toBeLessThanOrEqual(4);
  await follower.close();
  await api.close();
});

describe('the report of a period', () => {
  let api: TestApi;
  let shop: TestOrganization;

  beforeAll(async () => {
    api = await createTestApi();
    shop = await api.organization({ sandbox: true, now: START });
    await publishCoffee(shop.call);
  });
  afterAll(() => api.close());

  test('of a new shop is all nought, and says that nothing has been counted', async () => {
    const report = await shop.call('GET', '/v1/reports/today');
    expect(report.status).toBe(200);
    expect([report.at('isWhole'), report.at('countedUntil')]).toEqual([false, null]);
    expect([report.at('figures.purchases'), report.at('figures.averageReceipt'), report.at('advice')]).toEqual([
      0,
      null,
      [],
    ]);
    expect(report.at('period')).toEqual({
      from: '2026-03-01',
      to: '2026-03-01',
      begins: '2026-02-28T21:00:00.000Z',
      ends: '2026-03-01T21:00:00.000Z',
    });
    expect(report.at('before')).toMatchObject({ from: '2026-02-28', to: '2026-02-28' });
  });

  test('adds up: receipts, units, what is owed, what expires', async () => {
    await shop.call('PUT', '/v1/stores/south', { json: { name: 'Южная' } });
    const anna = await newMember(shop.call);
    const boris = await newMember(shop.call);
    const at = { id: anna.id };
    const first = await buy(shop.call, at, { amount: 100_000, receipt: { store: 'north' } });
    await buy(shop.call, at, { amount: 40_000, receipt: { store: 'south' }, pay: { units: 100 } });
    await buy(shop.call, { id: boris.id }, { amount: 20_000, receipt: { store: 'south' } });
    await buy(shop.call, undefined, { amount: 30_000, receipt: { store: 'south' } });
    await shop.call('POST', '/v1/returns', { json: { purchaseId: first.at('id') } });
    await countAll(api);
    const report = await shop.call('GET', '/v1/reports/today');
    expect(report.at('figures')).toEqual({
      purchases: 3,
      returns: 1,
      turnover: 60_000,
      averageReceipt: 20_000,
      guestPurchases: 1,
      guestTurnover: 30_000,
      guestAverageReceipt: 30_000,
      discounts: 0,
      paidByUnits: 10_000,
      cost: 10_000,
      costShare: '0.1111',
      newMembers: 2,
      activeMembers: 2,
      returningMembers: 0,
    });
    const account = await shop.call('GET', `/v1/accounts/${anna.accountId}`);
    const other = await shop.call('GET', `/v1/accounts/${boris.accountId}`);
    const outstanding = [account, other].reduce((sum, each) => sum + Number(each.at('balances.bonus.available')), 0);
    expect(report.at('wallets.0.outstanding')).toBe(outstanding);
    expect(report.at('wallets.0.liability')).toBe(outstanding * 100);
    expect(report.at('wallets.0.moved')).toMatchObject({ paid: 100, expired: 0, corrected: 0 });
    expect(report.at('levels')).toEqual([
      { id: 'regular', name: { ru: 'regular', en: 'regular' }, accounts: 2 },
      { id: 'gold', name: { ru: 'Золото', en: 'Gold' }, accounts: 0 },
    ]);
    expect([report.at('isWhole'), report.at('stores'), report.at('expiringMembers')]).toEqual([
      true,
      [
        { id: 'south', name: 'Южная' },
        { id: 'north', name: 'north' },
      ],
      0,
    ]);
  });

  test('of one store has only what happened there; new is who came there for the first time', async () => {
    const report = await shop.call('GET', '/v1/reports/today?store=south');
    expect(report.at('figures')).toMatchObject({ purchases: 2, returns: 0, turnover: 60_000, newMembers: 2 });
    const north = await shop.call('GET', '/v1/reports/today?store=north');
    expect(north.at('figures')).toMatchObject({ purchases: 1, returns: 1, turnover: 0, newMembers: 1 });
    const none = await shop.call('GET', '/v1/reports/today?store=%27%3B--');
    expect(none.at('figures')).toMatchObject({ purchases: 0, guestPurchases: 0, newMembers: 0 });
  });

  test('tells what expires soon, and of how many, when its time comes', async () => {
    await shop.call('POST', '/v1/sandbox/clock', { json: { now: '2026-08-10T09:00:00Z' } });
    await countAll(api);
    const report = await shop.call('GET', '/v1/reports/today');
    expect(report.at('expiringMembers')).toBe(2);
    expect(report.at('wallets.0.expiring')).toBe(report.at('wallets.0.outstanding'));
    expect(report.at('advice.0')).toEqual({
      type: 'remind_expiring',
      members: 2,
      money: report.at('wallets.0.liability'),
    });
  });

  test.each([
    ['from=2026-03-02&to=2026-03-01', 422, 'report_period_invalid'],
    ['from=2020-01-01&to=2026-03-01', 422, 'report_period_invalid'],
    ['from=2026-02-30', 400, 'request_invalid'],
    ['from=yesterday', 400, 'request_invalid'],
    ['store=', 400, 'request_invalid'],
    ['programId=tea-house', 404, 'program_unknown'],
  ])('refuses %s', async (asked, status, code) => {
    const answer = await shop.call('GET', `/v1/reports/today?${asked}`);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  test('of another organization is its own', async () => {
    const other = await api.organization({ sandbox: true, now: START });
    await publishCoffee(other.call);
    const report = await other.call('GET', '/v1/reports/today?from=2026-01-01&to=2026-12-31');
    expect([report.at('figures.purchases'), report.at('stores'), report.at('wallets.0.outstanding')]).toEqual([
      0,
      [],
      0,
    ]);
  });
});
