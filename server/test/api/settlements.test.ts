// Partners of a coalition are settled by the month, to the kopeck; leaderboards tell no more than they may.
import { day } from '@kopilka/engine';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { amountOf } from '../../src/features/settlements/statement.ts';
import { execute, sql } from '../../src/kit/sql.ts';
import { acceptedIn, month, PROGRAM } from './coalition-house.ts';
import { buy, newMember, newPhone, type TestMember } from './coffee.ts';
import { atOnce, expectSound, newKey, outcome, publish, statuses } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

afterAll(async () => {
  await expectSound(api);
  await api.close();
});

function wait(shop: TestOrganization, months: number): Promise<void> {
  return acceptedIn(api, shop, months);
}

async function coalition(): Promise<TestOrganization & { readonly anna: TestMember }> {
  const shop = await api.organization();
  await publish(shop.call, PROGRAM);
  return { ...shop, anna: await newMember(shop.call) };
}

function at(call: Call, member: TestMember, partner: string, more: object): Promise<Answer> {
  const { amount = 10_000, ...rest }: { readonly amount?: number } = more;
  return buy(call, { id: member.id }, { amount, ...rest, receipt: { partner } });
}

describe('a settlement', () => {
  test('says who owes whom, to the kopeck, rounded once for each line', async () => {
    const { call, anna } = await coalition();
    const bought = await at(call, anna, 'books', { amount: 10_050 });
    expect(bought.status).toBe(201);
    await at(call, anna, 'books', { amount: 5_000, pay: { units: 7 } });
    await at(call, anna, 'taxi', { amount: 3_000 });
    const own = await buy(call, { id: anna.id }, { amount: 90_000 });
    expect(own.status).toBe(201);
    const settled = await call('GET', `/v1/settlements/${month(0)}`);
    expect([settled.status, settled.at('status'), settled.at('hash')]).toEqual([200, 'open', null]);
    // Books: 10 and 4 bonuses at 0.33 = 4.62, 1.01 and 0.43 points at 0.33 = 0.4752; 7 bonuses paid at 0.95 = 6.65.
    expect(settled.at('partners.0')).toMatchObject({
      partner: 'books',
      lines: [
        {
          wallet: 'bonus',
          issued: 14,
          takenBack: 0,
          redeemed: 7,
          restored: 0,
          issuePrice: 33,
          redeemPrice: 95,
          owedBy: 462,
          owedTo: 665,
        },
        { wallet: 'cents', issued: 143, owedBy: 47, owedTo: 0 },
      ],
      sum: { owedBy: 509, owedTo: 665, net: -156 },
    });
    // Taxi has no prices of its own: a bonus is worth a ruble.
    expect(settled.at('partners.1')).toMatchObject({ partner: 'taxi', sum: { owedBy: 300, owedTo: 0, net: 300 } });
    expect(settled.at('sum')).toEqual({ owedBy: 809, owedTo: 665, net: 144 });
    const partners = await call('GET', '/v1/partners');
    expect([partners.at('period'), partners.at('partners.0.sum.net'), partners.at('partners.1.name.ru')]).toEqual([
      month(0),
      -156,
      'Такси',
    ]);
    await call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
    const after = await call('GET', `/v1/settlements/${month(0)}`);
    expect(after.at('partners.0.lines.0')).toMatchObject({ issued: 14, takenBack: 10, owedBy: 132 });
  });

  test.each([
    [1, 33, 2, 0],
    [2, 33, 2, 1],
    [150, 33, 2, 50],
    [-150, 33, 2, -50],
    [7, 95, 0, 665],
    [9_007_199_254_740_991, 1, 0, 9_007_199_254_740_991],
    [5, null, 0, 0],
  ])('of %i units at %s with %i decimals is %i, a half away from zero', (units, price, decimals, amount) => {
    expect(amountOf(units, price, decimals)).toBe(amount);
  });

  test('once closed never changes: a later return falls into the month in which it comes', async () => {
    const shop = await coalition();
    const { call, anna } = shop;
    const bought = await at(call, anna, 'books', { amount: 10_000 });
    await wait(shop, 1);
    const period = month(1);
    const open = await call('GET', `/v1/settlements/${period}`);
    const closed = await atOnce(10, () => call('POST', `/v1/settlements/${period}/close`));
    expect(statuses(closed)).toEqual({ 200: 9, 201: 1 });
    expect(new Set(closed.map((answer) => answer.text)).size).toBe(1);
    const [first] = closed;
    expect([first?.at('status'), first?.at('partners')]).toEqual(['closed', open.at('partners')]);
    expect(first?.textAt('hash')).toMatch(/^[0-9a-f]{64}$/u);
    await call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
    await publish(call, PROGRAM.replace('issue: 0.33', 'issue: 9.99'));
    expect((await call('GET', `/v1/settlements/${period}`)).text).toBe(first?.text);
    const csv = await call('GET', `/v1/settlements/${period}/statement.csv`);
    expect(csv.text).toContain(',10,0,0,0,0.33,0.95,3.3,0,3.3,RUB');
    // At the price of the month in which it comes.
    const line = (await call('GET', `/v1/settlements/${month(0)}`)).at('partners.0.lines.0');
    expect(line).toMatchObject({ issued: 0, takenBack: 10 });
  });

  test('late receipts and returns of closed months come to the one that is open, and nothing is counted twice or left out', async () => {
    const shop = await coalition();
    const { call, anna } = shop;
    const first = await at(call, anna, 'books', { amount: 10_000 });
    await wait(shop, 2);
    const second = await at(call, anna, 'books', { amount: 20_000 });
    await wait(shop, 1);
    const closed = [];
    for (const period of [month(2), month(1)])
      closed.push((await call('POST', `/v1/settlements/${period}/close`)).text);
    // A receipt of the past that is told only now, and goods of both months that come back now.
    const late = await call('POST', '/v1/purchases', {
      json: {
        member: { id: anna.id },
        receipt: {
          id: `late-${anna.id}`,
          partner: 'books',
          at: `${month(2)}-20T09:00:00+03:00`,
          total: 7_000,
          lines: [{ sku: 'A', quantity: 1, price: 7_000, amount: 7_000 }],
        },
        history: true,
      },
    });
    expect(late.status, late.text).toBe(201);
    for (const bought of [first, second])
      expect((await call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } })).status).toBe(201);
    for (const [index, period] of [month(2), month(1)].entries())
      expect((await call('GET', `/v1/settlements/${period}`)).text).toBe(closed[index]);
    const open = await call('GET', `/v1/settlements/${month(0)}`);
    expect(open.at('partners.0.lines.0')).toMatchObject({ wallet: 'bonus', issued: 7, takenBack: 30, owedBy: -759 });
  });

  test('months meet without gap and overlap when the program moves to another zone, and closed ones keep their bounds', async () => {
    const shop = await coalition();
    const { call } = shop;
    const closed = await call('POST', `/v1/settlements/${month(1)}/close`);
    await publish(call, PROGRAM.replace('Europe/Moscow', 'Asia/Kamchatka'));
    expect((await call('GET', `/v1/settlements/${month(1)}`)).text).toBe(closed.text);
    const months = await Promise.all(
      [2, 1, 0, -1, -2].map((before) => call('GET', `/v1/settlements/${month(before)}`)),
    );
    for (const [index, each] of months.slice(1).entries()) expect(each.at('from')).toBe(months[index]?.at('until'));
    expect([months[2]?.textAt('from').slice(11), months[3]?.textAt('from').slice(11)]).toEqual([
      '21:00:00.000Z',
      '12:00:00.000Z',
    ]);
  });

  test('that is closed cannot be changed by the application at all', async () => {
    const shop = await coalition();
    await at(shop.call, shop.anna, 'taxi', {});
    await wait(shop, 1);
    await shop.call('POST', `/v1/settlements/${month(1)}/close`);
    const { db } = api.database;
    const { organizationId } = shop;
    const touched = await db.tenant(organizationId, async (tx) => [
      await execute(tx, sql`update settlement_lines set owed_by = 0`),
      await execute(tx, sql`update settlements set hash = ''`),
      await execute(tx, sql`delete from settlement_lines`),
    ]);
    expect(touched).toEqual([0, 0, 0]);
    // On a cluster the system's own role passes row-level security.
    if (inject('testServer').nodes.length > 0) return;
    expect(await execute(db.system, sql`delete from settlements where organization_id = ${organizationId}`)).toBe(0);
  });

  test('prices that change within a month count from when they are in force', async () => {
    const shop = await coalition();
    const { call, anna, organizationId } = shop;
    await at(call, anna, 'books', { amount: 10_000 });
    await publish(call, PROGRAM.replace('issue: 0.33', 'issue: 0.50'));
    await at(call, anna, 'books', { amount: 10_000 });
    // As if the second price had come in the middle of last month.
    const middle = `${month(1)}-15T12:00:00Z`;
    const { system } = api.database.db;
    await execute(
      system,
      sql`update program_versions set effective_from = ${middle} where organization_id = ${organizationId} and version = 2`,
    );
    await execute(
      system,
      sql`update operations
        set accepted_at = case when seq = 1 then ${`${month(1)}-14T12:00:00Z`}::timestamptz else ${`${month(1)}-16T12:00:00Z`}::timestamptz end
        where organization_id = ${organizationId}`,
    );
    const other = await createTestView();
    const settled = await other.as(shop.key)('GET', `/v1/settlements/${month(1)}`);
    expect(settled.at('partners.0.lines')).toMatchObject([
      { wallet: 'bonus', issued: 10, issuePrice: 33, owedBy: 330 },
      { wallet: 'bonus', issued: 10, issuePrice: 50, owedBy: 500 },
      { wallet: 'cents', issuePrice: 33 },
      { wallet: 'cents', issuePrice: 50 },
    ]);
    expect(settled.at('partners.0.sum.owedBy')).toBe(330 + 500 + 33 + 50);
    await other.close();
  });

  test('files are safe to open: a name is no formula', async () => {
    const { call, anna, key } = await coalition();
    await at(call, anna, 'books', { amount: 10_000 });
    const csv = await call('GET', `/v1/settlements/${month(0)}/statement.csv`);
    expect(csv.text.split('\r\n')[0]).toMatch(/^period,partner,name,wallet,issued/u);
    expect(csv.text).toContain(`books,"'=HYPERLINK(""http://x"")",bonus,10,0,0,0,0.33,0.95,3.3,0,3.3,RUB`);
    const response = await api.app.inject({
      url: `/v1/settlements/${month(0)}/statement.xlsx`,
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.headers['content-type']).toMatch(/spreadsheetml/u);
    const files = Object.entries(unzipSync(response.rawPayload)).map(
      ([name, bytes]) => [name, strFromU8(bytes)] as const,
    );
    const sheets = files.filter(([name]) => /sheet\d\.xml$/u.test(name)).map(([, text]) => text);
    expect(sheets).toHaveLength(2);
    expect(sheets.join('')).not.toContain('<f>');
    expect(sheets[1]).toContain('<v>3.3</v>');
    expect(files.map(([, text]) => text).join('')).toContain('=HYPERLINK(');
  });

  test('of a month that is not over, by a wrong key, of a wrong month, or of another organization is refused', async () => {
    const { call, anna } = await coalition();
    await at(call, anna, 'taxi', {});
    expect(outcome(await call('POST', `/v1/settlements/${month(0)}/close`))).toEqual([409, 'settlement_too_early']);
    expect(outcome(await call('POST', `/v1/settlements/${month(-1)}/close`))).toEqual([409, 'settlement_too_early']);
    for (const period of ['2026-13', '2026', 'now', '1999-01', '2026-1'])
      expect(outcome(await call('GET', `/v1/settlements/${period}`))).toEqual([400, 'request_invalid']);
    const clerk = await newKey(api, call, ['shop']);
    expect(outcome(await clerk('POST', `/v1/settlements/${month(1)}/close`))).toEqual([403, 'scope_insufficient']);
    const other = await coalition();
    expect((await other.call('GET', `/v1/settlements/${month(0)}`)).at('partners')).toEqual([]);
    expect((await other.call('GET', '/v1/partners')).at('partners.1.sum.net')).toBe(0);
  });
});

/** Another process on the same database: it knows nothing of programs yet. */
async function createTestView(): Promise<{ as(key: string): Call; close(): Promise<void> }> {
  const { createApp } = await import('../../src/app.ts');
  const { createProgramRegistry } = await import('../../src/features/programs/registry.ts');
  const { systemClock } = await import('../../src/kit/clock.ts');
  const { createMetrics } = await import('../../src/kit/metrics.ts');
  const { db } = api.database;
  const registry = createProgramRegistry(db, systemClock);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const app = createApp({
    db,
    ledger: api.ledger,
    registry,
    clock: systemClock,
    log,
    metrics: createMetrics(),
    version: 'x',
  });
  await app.ready();
  return {
    as: (key) => async (method, url) => {
      if (method !== 'GET') throw new Error('it only looks');
      const response = await app.inject({ url, headers: { authorization: `Bearer ${key}` } });
      const json: unknown = response.json();
      const look = (path: string): unknown =>
        path
          .split('.')
          .reduce<unknown>(
            (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
            json,
          );
      return {
        status: response.statusCode,
        text: response.payload,
        headers: response.headers,
        at: look,
        textAt: (path) => String(look(path)),
        code: look('code'),
      };
    },
    close: () => app.close(),
  };
}

describe('a leaderboard', () => {
  let shop: TestOrganization;
  let people: TestMember[];

  async function named(name: string): Promise<TestMember> {
    const created = await shop.call('POST', '/v1/members', {
      json: { identities: { phone: newPhone() }, profile: { name } },
    });
    return { id: created.textAt('id'), accountId: created.textAt('accounts.0.accountId'), phone: '' };
  }

  beforeAll(async () => {
    shop = await api.organization();
    await publish(shop.call, PROGRAM);
    people = [
      await named('Анна Петрова'),
      await named('Борис Ильич Орлов'),
      await named('Вера'),
      await newMember(shop.call),
    ];
    for (const [index, amount] of [50_000, 90_000, 50_000, 10_000].entries())
      await buy(shop.call, { id: people[index]?.id }, { amount });
  });

  const read = (id: string, query = ''): Promise<Answer> => shop.call('GET', `/v1/leaderboards/${id}${query}`);

  test('has the most first, and equal ones share a rank', async () => {
    const board = await read('month');
    expect([board.at('period'), board.at('name.ru'), board.at('own')]).toEqual([month(0), 'Месяц', null]);
    expect([0, 1, 2, 3].map((n) => [board.at(`top.${n}.rank`), board.at(`top.${n}.value`)])).toEqual([
      [1, 90_000],
      [2, 50_000],
      [2, 50_000],
      [4, 10_000],
    ]);
    expect([board.at('top.0.name'), board.at('top.3.name')]).toEqual(['Борис', expect.stringMatching(/^№ \d{6}$/u)]);
    expect((await read('month', '?limit=2')).at('top')).toHaveLength(2);
  });

  test('tells no more of a name than the program allows', async () => {
    const [week, ever] = [await read('week'), await read('ever')];
    expect([week.at('top.0.name'), week.at('top.3.name')]).toEqual(['Б. И. О.', expect.stringMatching(/^№ /u)]);
    expect([week.text, ever.text].join('')).not.toMatch(/Борис|Петров|Вера|7999|-7[0-9a-f]{3}-/u);
    expect([0, 1, 2, 3].map((n) => ever.textAt(`top.${n}.name`)).every((name) => /^№ \d{6}$/u.test(name))).toBe(true);
  });

  test('shows whoever asks their place and who is around', async () => {
    const board = await read('month', `?member=${people[3]?.id}&limit=1`);
    expect([board.at('own.rank'), board.at('own.value'), board.at('top')]).toEqual([4, 10_000, expect.any(Array)]);
    expect(board.at('top')).toHaveLength(1);
    expect(
      [0, 1, 2].map((n) => [board.at(`own.neighbours.${n}.rank`), board.at(`own.neighbours.${n}.isMember`)]),
    ).toEqual([
      [2, false],
      [2, false],
      [4, true],
    ]);
    const nothing = await newMember(shop.call);
    expect((await read('month', `?member=${nothing.id}`)).at('own')).toBeNull();
  });

  test('may be asked for by the name of its period, and by no other', async () => {
    expect((await read('month', `?period=${month(0)}`)).at('top.0.rank')).toBe(1);
    const past = await read('month', `?period=${month(2)}`);
    expect([past.at('period'), past.at('from'), past.at('top')]).toEqual([month(2), day(`${month(2)}-01`), []]);
    const week = await read('week', '?period=2026-W53');
    expect([week.at('from'), week.at('until')]).toEqual(['2026-12-28', '2027-01-04']);
    expect((await read('week', '?period=2025-W01')).at('from')).toBe('2024-12-30');
    for (const wrong of ['2026-W54', '2026-W00', '2025-W53', '2026-11', 'x'])
      expect(outcome(await read('week', `?period=${wrong}`))).toEqual([422, 'period_invalid']);
    for (const wrong of ['2026-13', '2026-00', '2026-W10', '2026'])
      expect(outcome(await read('month', `?period=${wrong}`))).toEqual([422, 'period_invalid']);
    expect(outcome(await read('ever', '?period=2026'))).toEqual([422, 'period_invalid']);
  });

  test('that is not there, or for a member of another organization, is refused', async () => {
    const other = await coalition();
    expect(outcome(await read('nope'))).toEqual([404, 'leaderboard_unknown']);
    expect(outcome(await read('month', `?member=${other.anna.id}`))).toEqual([404, 'member_unknown']);
    expect((await other.call('GET', '/v1/leaderboards/month')).at('top')).toEqual([]);
    const list = await shop.call('GET', '/v1/leaderboards');
    expect([list.at('leaderboards.0.id'), list.at('leaderboards.1.names')]).toEqual(['month', 'initials']);
  });
});
