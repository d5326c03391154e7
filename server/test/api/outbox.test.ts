// What cannot be delivered is set aside after bounded tries, blocks nobody, and is its owner's to try again or to give up.
import { instant, units } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sql } from '../../src/kit/sql.ts';
import { audit } from '../../src/ledger/audit/audit.ts';
import { newAccountId } from '../../src/ledger/ids.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { drainOutbox } from '../../src/ledger/outbox.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const PROGRAM = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00, transfer: {} } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: hello, on: shop.hello, message: { en: 'Hello!', ru: 'Привет!' } }
`;

let api: TestApi;
let shop: TestOrganization;
const members: { readonly id: string; readonly account: string }[] = [];

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  const published = await shop.call('PUT', '/v1/programs/shop', {
    text: PROGRAM,
    headers: { 'content-type': 'application/yaml' },
  });
  expect(published.status, published.text).toBe(200);
  for (const card of ['1', '2', '3']) {
    const made = await shop.call('POST', '/v1/members', { json: { identities: { card } } });
    members.push({ id: made.textAt('id'), account: made.textAt('accounts.0.accountId') });
  }
});
afterAll(() => api.close());

const list = async (): Promise<readonly Record<string, unknown>[]> => {
  return z.array(z.record(z.string(), z.unknown())).parse((await shop.call('GET', '/v1/outbox')).at('rows'));
};

/** Fails every row that waits, as often as it takes to set it aside. */
async function poison(
  ledger: Ledger = { ...api.ledger, post: () => Promise.reject(new Error('poisoned')) },
): Promise<void> {
  for (let tries = 0; tries < 12; tries += 1) {
    await drainOutbox(api.database.db.system, ledger);
    await api.database.db.system.query(sql`update outbox set next_try_at = now() where next_try_at < 'infinity'`);
  }
}

async function earn(member: number, total: number): Promise<void> {
  const receipt = {
    id: crypto.randomUUID(),
    store: 'main',
    total,
    lines: [{ sku: 'a', quantity: '1', price: total, amount: total }],
  };
  const bought = await shop.call('POST', '/v1/purchases', { json: { member: { id: members[member]?.id }, receipt } });
  expect(bought.status, bought.text).toBe(201);
}

function send(from: number, to: string, amount: number) {
  return api.ledger.post({
    organizationId: shop.organizationId,
    programId: 'shop',
    accountId: members[from]?.account ?? '',
    event: { type: 'transfer', at: instant(Date.now()), wallet: 'bonus', units: units(amount), to },
    now: instant(Date.now()),
    history: false,
    keys: [],
    bodyHash: '00',
  });
}

async function balance(member: number): Promise<number | undefined> {
  const { accountId = '' } = { accountId: members[member]?.account };
  return (await api.ledger.standing(shop.organizationId, accountId, instant(Date.now())))?.wallets['bonus']?.available;
}

test('units whose delivery keeps failing are shown, cannot be dropped, and arrive once when they are tried again', async () => {
  await earn(0, 100_000);
  expect(await send(0, members[1]?.account ?? '', 40)).toMatchObject({ type: 'done' });
  await poison();
  const [row, ...more] = await list();
  expect(more).toEqual([]);
  expect(row).toMatchObject({ why: 'failed', topic: 'receive', accountId: members[0]?.account, holdsUnits: true });
  expect(row).toMatchObject({ failure: 'Error: poisoned', refusal: null });
  const id = String(row?.['id']);
  expect((await shop.call('DELETE', `/v1/outbox/${id}`)).code).toBe('undelivered_holds_units');
  expect((await shop.call('POST', `/v1/outbox/${id}/retry`)).status).toBe(200);
  await drainOutbox(api.database.db.system, api.ledger);
  await drainOutbox(api.database.db.system, api.ledger);
  expect([await balance(0), await balance(1)]).toEqual([60, 40]);
  expect(await list()).toEqual([]);
  expect((await shop.call('POST', `/v1/outbox/${id}/retry`)).code).toBe('undelivered_unknown');
});

test('units that were refused and came back are settled: nothing to try, and the row may go', async () => {
  const before = await balance(0);
  expect(await send(0, newAccountId(Date.now()), 10)).toMatchObject({ type: 'done' });
  await drainOutbox(api.database.db.system, api.ledger);
  const [row] = await list();
  expect(row).toMatchObject({ why: 'refused', refusal: 'account_unknown', settled: true, holdsUnits: false });
  expect(await balance(0)).toBe(before);
  const id = String(row?.['id']);
  expect((await shop.call('POST', `/v1/outbox/${id}/retry`)).code).toBe('undelivered_settled');
  expect((await shop.call('DELETE', `/v1/outbox/${id}`)).status).toBe(200);
  expect((await shop.call('DELETE', `/v1/outbox/${id}`)).code).toBe('undelivered_unknown');
  expect(await list()).toEqual([]);
});

test('a thousand poisoned rows keep nothing from being delivered, and can be paged through', async () => {
  // Messages without words: they fail for ever.
  await api.database.db.system.query(
    sql`insert into outbox (shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, next_try_at)
      select get_byte(uuid_send(${members[2]?.account ?? ''}::uuid), 15), ${members[2]?.account ?? ''}, 1000 + n, 0,
        ${shop.organizationId}, 'shop', 'message', '{}', now(), now() - interval '1 hour'
      from generate_series(1, 1000) n`,
  );
  const had = (await balance(1)) ?? 0;
  expect(await send(0, members[1]?.account ?? '', 5)).toMatchObject({ type: 'done' });
  await drainOutbox(api.database.db.system, api.ledger);
  expect(await balance(1)).toBe(had + 5);
  await poison(api.ledger);
  const ids = new Set<unknown>();
  let next: unknown = '';
  while (typeof next === 'string') {
    const page = await shop.call('GET', `/v1/outbox?limit=100${next === '' ? '' : `&cursor=${next}`}`);
    const rows: unknown = page.at('rows');
    for (const row of Array.isArray(rows) ? rows : []) ids.add(Reflect.get(Object(row), 'id'));
    next = page.at('next');
  }
  expect(ids.size).toBe(1000);
  expect((await list()).every(({ failure }) => failure === 'a message without words')).toBe(true);
  expect((await shop.call('DELETE', `/v1/outbox/${String([...ids][0])}`)).status).toBe(200);
});

test('a hundred thousand rows of one shop keep another shop’s from nothing', async () => {
  const { system } = api.database.db;
  const other = await api.organization();
  const yaml = { 'content-type': 'application/yaml' };
  expect((await other.call('PUT', '/v1/programs/shop', { text: PROGRAM, headers: yaml })).status).toBe(200);
  const made = await other.call('POST', '/v1/members', { json: { identities: { card: '1' } } });
  await system.query(
    sql`insert into outbox (shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, next_try_at)
      select get_byte(uuid_send(${members[2]?.account ?? ''}::uuid), 15), ${members[2]?.account ?? ''}, 10000 + n, 0,
        ${shop.organizationId}, 'shop', 'message', '{}', now(), now() - interval '1 hour'
      from generate_series(1, 100000) n`,
  );
  const accountId = made.textAt('accounts.0.accountId');
  const greeted = await other.call('POST', '/v1/events', { json: { member: { card: '1' }, name: 'shop.hello' } });
  expect(greeted.status, greeted.text).toBe(201);
  const draining = drainOutbox(system, api.ledger);
  const messages = () => api.ledger.messages(other.organizationId, accountId, { limit: 9 });
  await expect.poll(messages, { timeout: 30_000, interval: 20 }).toHaveLength(1);
  const { rows } = await system.query(
    sql`select count(*)::int as untouched from outbox where organization_id = ${shop.organizationId} and seq > 10000 and attempts = 0`,
  );
  expect(rows).toEqual([{ untouched: expect.toSatisfy((count) => Number(count) > 95_000) }]);
  await system.query(sql`delete from outbox where organization_id = ${shop.organizationId} and seq > 10000`);
  await draining;
});

test('another shop sees none of it and can change none of it', async () => {
  const other = await api.organization();
  expect((await other.call('GET', '/v1/outbox')).at('rows')).toEqual([]);
  const [row] = await list();
  for (const [method, path] of [
    ['POST', `/v1/outbox/${String(row?.['id'])}/retry`],
    ['DELETE', `/v1/outbox/${String(row?.['id'])}`],
    ['DELETE', '/v1/outbox/nonsense'],
  ] as const)
    expect((await other.call(method, path)).code).toBe('undelivered_unknown');
  expect((await shop.call('GET', '/v1/outbox?cursor=nonsense')).code).toBe('cursor_invalid');
});

test('the books balance after all that', async () => {
  const report = await api.database.db.unhurried((snapshot) => audit({ snapshot, programs: api.registry }));
  expect(report.offences).toEqual([]);
});
