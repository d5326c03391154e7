// Members are found as somebody types, by nobody else's shop and not once they are forgotten; and lists answer what is asked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeSearchable } from '../../src/features/members/make-searchable.ts';
import { createFollower } from '../../src/features/reports/follow.ts';
import { buy, publishCoffee, purchaseBody } from './coffee.ts';
import { newKey } from './network-house.ts';
import { type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let call: Call;
let ids: Readonly<Record<string, string>>;

const PEOPLE = [
  { key: 'anna', phone: '+79161234567', name: 'Анна Соколова', email: 'anna.sokolova@example.com' },
  { key: 'semyon', phone: '+79031114567', name: 'Семён Ёлкин', card: '2000000077777' },
  { key: 'annas', phone: '+79255550000', name: 'Соколов Аннас' },
  { key: 'jose', phone: '+442079460000', name: 'José Müller', card: 'GIFT-A1' },
  { key: 'nameless', phone: '+79998887766' },
] as const;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization({ sandbox: true, now: Date.parse('2026-03-01T09:00:00Z') });
  call = shop.call;
  await publishCoffee(call);
  const made: [string, string][] = [];
  for (const { key, name, ...identities } of PEOPLE.map((one) => ({ name: undefined, ...one })))
    made.push([key, await newPerson(call, identities, name)]);
  ids = Object.fromEntries(made);
});
afterAll(() => api.close());

async function newPerson(by: Call, identities: object, name?: string): Promise<string> {
  const profile = name === undefined ? {} : { name };
  const answer = await by('POST', '/v1/members', { json: { identities, profile } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.textAt('id');
}

const rowsSchema = z.array(
  z.looseObject({
    id: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    cards: z.array(z.string()),
  }),
);

async function search(typed: string, by = call) {
  return rowsSchema.parse((await by('GET', `/v1/members/search?q=${encodeURIComponent(typed)}`)).at('members'));
}

function keysOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => Object.keys(ids).find((key) => ids[key] === id) ?? id).toSorted();
}

describe('a member is found', () => {
  test.each([
    ['the last digits of a phone', '4567', ['anna', 'semyon']],
    ['more of them', '1 23-45-67', ['anna']],
    ['a phone as it begins', '8 (916) 12', ['anna']],
    ['a phone without its country', '9031', ['semyon']],
    ['a whole phone', '+7 916 123-45-67', ['anna']],
    ['a phone of another country', '+44 20 7946', ['jose']],
    ['the last digits of a card', '77777', ['semyon']],
    ['a card as it begins', '20000000', ['semyon']],
    ['a card of letters', 'GIFT-A', ['jose']],
    ['the beginning of a name', 'анн', ['anna', 'annas']],
    ['the beginning of any word of it', 'сокол', ['anna', 'annas']],
    ['words in any order', 'соколова анна', ['anna']],
    ['beginnings of several words', 'ан сок', ['anna', 'annas']],
    ['a name without its ё', 'семен елкин', ['semyon']],
    ['a name without its accents', 'jose muller', ['jose']],
    ['an address as it begins', 'anna.sok', ['anna']],
    ['a whole address in capitals', 'ANNA.SOKOLOVA@EXAMPLE.COM', ['anna']],
    ['nobody by too few digits', '567', []],
    ['nobody by the middle of a word', 'колова', []],
    ['nobody by a word that is not there', 'анна петрова', []],
    ['nobody by nothing', ' ', []],
    ['nobody by what has a meaning for databases only', "%_'\\", []],
  ])('by %s', async (_, typed, found) => {
    expect(keysOf(await search(typed))).toEqual(found);
  });

  test('with balance, level and last purchase; and it is said when others fit as well', async () => {
    await buy(call, { id: ids['anna'] }, { amount: 100_000 });
    const answer = await call('GET', '/v1/members/search?q=4567&limit=1');
    expect([answer.at('hasMore'), answer.at('members.1')]).toEqual([true, undefined]);
    const anna = await call('GET', `/v1/members/search?q=${encodeURIComponent('соколова а')}`);
    expect([
      anna.at('members.0.accounts.0.balances.bonus.available'),
      anna.at('members.0.accounts.0.tier.level'),
      anna.at('members.0.accounts.0.lastPurchaseAt'),
    ]).toEqual([150, 'regular', '2026-03-01T09:00:00.000Z']);
  });

  test('by a till with enough to choose by and no more', async () => {
    const till = await newKey(api, call, ['till']);
    const [anna] = await search('anna.sok', till);
    expect(anna).toMatchObject({ name: 'Анна Соколова', phone: '+7 ••• ••• 45-67', email: 'a•••@example.com' });
    expect((await search('77777', till))[0]?.cards).toEqual(['•••7777']);
    expect((await till('GET', '/v1/members/list')).code).toBe('scope_insufficient');
  });

  test('and told to a till only so that they can be compared, however it asks; the office sees them whole', async () => {
    const till = await newKey(api, call, ['till']);
    const office = await newKey(api, call, ['read']);
    const whole = { phone: '+79000007531', email: 'zoe@example.com', card: '700011112468', external: 'crm-1' };
    const masked = { phone: '+7 ••• ••• 75-31', email: 'z•••@example.com', card: '•••2468', external: 'crm-1' };
    const made = await till('POST', '/v1/members', { json: { identities: whole, profile: { name: 'Zoe' } } });
    expect([made.status, made.at('identities')]).toEqual([201, masked]);
    const path = `/v1/members/${made.textAt('id')}`;
    const byPhone = `/v1/members?phone=${encodeURIComponent(whole.phone)}`;
    const answers = [
      await till('GET', path),
      await till('GET', byPhone),
      await till('PATCH', path, { json: { profile: { name: 'Zoë' } } }),
      await till('POST', '/v1/identify', { json: { scan: whole.phone } }),
      await till('POST', '/v1/purchases', { json: purchaseBody({ id: made.textAt('id') }) }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBeLessThan(300);
      expect(answer.text).not.toContain(whole.phone);
      expect(answer.text).not.toContain(whole.email);
      expect(answer.text).not.toContain(whole.card);
    }
    expect(answers[0]?.at('identities')).toEqual(masked);
    expect((await office('GET', path)).at('identities')).toEqual(whole);
    expect((await office('GET', byPhone)).at('members.0.identities')).toEqual(whole);
  });

  test('by the new name and number as soon as they are changed, and not by the old ones', async () => {
    const id = await newPerson(call, { phone: '+79000001111', card: '300011112222' }, 'Зоя Старая');
    const change = { identities: { phone: '+79000003333', card: null }, profile: { name: 'Зоя Новая' } };
    expect((await call('PATCH', `/v1/members/${id}`, { json: change })).status).toBe(200);
    expect([await search('Старая'), await search('1111'), await search('2222')]).toEqual([[], [], []]);
    expect(keysOf(await search('новая зоя'))).toEqual([id]);
    expect(keysOf(await search('3333'))).toEqual([id]);
  });

  test('by nobody of another shop', async () => {
    const other = await api.organization();
    expect(await search('4567', other.call)).toEqual([]);
    expect(await search('анна', other.call)).toEqual([]);
    expect((await other.call('GET', '/v1/members/list')).at('members')).toEqual([]);
  });

  test('by nobody any more once forgotten, and nothing of the name is left', async () => {
    const id = await newPerson(call, { phone: '+79000009753', email: 'trillian@example.com' }, 'Trillian');
    expect((await call('DELETE', `/v1/members/${id}`)).status).toBe(200);
    for (const typed of ['9753', 'trill', 'trillian@']) expect(await search(typed)).toEqual([]);
    const left = await api.database.db.system.query({
      text: 'select from member_search where member_id = $1',
      values: [id],
    });
    expect(left.rowCount).toBe(0);
  });

  test('also when somebody else wrote the member: a job makes up for it', async () => {
    const { system } = api.database.db;
    const id = await newPerson(call, { phone: '+79000002468' }, 'Ford');
    // As a process of an older version writes: it knows nothing of the search.
    await system.query({
      text: `update members set profile = '{"v": 1, "name": "Prefect"}', updated_at = now() where member_id = $1`,
      values: [id],
    });
    expect(await search('prefect')).toEqual([]);
    expect(await makeSearchable(api.database.db, new AbortController().signal)).toBe(1);
    expect([keysOf(await search('prefect')), await search('ford')]).toEqual([[id], []]);
    expect(await makeSearchable(api.database.db, new AbortController().signal)).toBe(0);
  });
});

describe('a list', () => {
  async function list(by: Call, query: string) {
    const answer = await by('GET', `/v1/members/list?${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return { rows: rowsSchema.parse(answer.at('members')), next: answer.at('next') };
  }

  let own: Call;
  let members: readonly string[];

  beforeAll(async () => {
    const organization = await api.organization({ sandbox: true, now: Date.parse('2026-01-10T09:00:00Z') });
    own = organization.call;
    await publishCoffee(own);
    const made: string[] = [];
    for (const [index, day] of ['01-10', '01-20', '02-01', '02-10'].entries()) {
      await own('POST', '/v1/sandbox/clock', { json: { now: `2026-${day}T09:00:00Z` } });
      made.push(await newPerson(own, { phone: `+7901000000${index}` }, `Person ${index}`));
    }
    members = made;
    await buy(own, { id: made[0] }, { amount: 3_000_000 });
    await buy(own, { id: made[2] }, { amount: 10_000 });
    await own('PATCH', `/v1/members/${made[1]}`, { json: { status: 'blocked' } });
  });

  const places = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => members.indexOf(id));

  test('of all has the newest first, page by page, each once', async () => {
    const first = await list(own, 'limit=3');
    expect(places(first.rows)).toEqual([3, 2, 1]);
    const second = await list(own, `limit=3&cursor=${String(first.next)}`);
    expect([places(second.rows), second.next]).toEqual([[0], null]);
  });

  test.each([
    ['filter=new&from=2026-01-15T00:00:00Z&to=2026-02-10T00:00:00Z', [2, 1]],
    ['filter=new&from=2026-02-10T09:00:00Z', [3]],
    ['filter=blocked', [1]],
    ['filter=level&level=gold', [0]],
    ['filter=level&level=regular', [3, 2, 1]],
    ['filter=active&from=2026-02-01T00:00:00Z', [2, 0]],
    ['filter=active&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z', []],
  ])('%s', async (query, found) => {
    expect(places((await list(own, query)).rows)).toEqual(found);
  });

  test('of those whose units end soon has them when the time has come, and not before', async () => {
    expect(places((await list(own, 'filter=expiring&days=30')).rows)).toEqual([]);
    const all = await list(own, 'filter=expiring&days=200');
    expect(places(all.rows).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    const page = await list(own, 'filter=expiring&days=200&limit=3');
    const rest = await list(own, `filter=expiring&days=200&limit=3&cursor=${String(page.next)}`);
    expect([...page.rows, ...rest.rows].map(({ id }) => id)).toEqual(all.rows.map(({ id }) => id));
  });

  test('goes on where a page ended although other members came meanwhile', async () => {
    const first = await list(own, 'filter=level&level=regular&limit=2');
    expect(places(first.rows)).toEqual([3, 2]);
    await newPerson(own, { phone: '+79010000009' });
    const second = await list(own, `filter=level&level=regular&limit=2&cursor=${String(first.next)}`);
    expect(places(second.rows)).toEqual([1]);
  });

  test('of a high level is the same by what the figures have counted, page by page, and follows what they count next', async () => {
    const gold = async (more = '') => list(own, `filter=level&level=gold${more}`);
    const follower = createFollower({ db: api.database.db, programs: api.registry });
    const count = async (): Promise<void> => {
      await expect.poll(() => follower.follow()).toBe(true);
    };
    await count();
    expect(places((await gold()).rows)).toEqual([0]);
    await buy(own, { id: members[3] }, { amount: 3_000_000 });
    await count();
    const first = await gold('&limit=1');
    const second = await gold(`&limit=1&cursor=${String(first.next)}`);
    expect([places(first.rows), places(second.rows)]).toEqual([[3], [0]]);
    expect((await gold('&limit=1&cursor=0_00000000-0000-0000-0000-000000000000')).rows).toEqual([]);
    expect(places((await list(own, 'filter=level&level=regular')).rows)).not.toContain(3);
    await follower.close();
  });

  test('refuses what it cannot mean', async () => {
    expect((await own('GET', '/v1/members/list?cursor=x')).code).toBe('cursor_invalid');
    expect((await own('GET', '/v1/members/list?filter=level&level=none')).code).toBe('level_unknown');
    expect((await own('GET', '/v1/members/list?filter=active&programId=none')).code).toBe('program_unknown');
  });
});

test('the balance is told part by part, those that end first in front; an operation tells why', async () => {
  const id = await newPerson(call, { phone: '+79000005151' });
  const account = (await call('GET', `/v1/members/${id}`)).textAt('accounts.0.accountId');
  await call('POST', '/v1/sandbox/clock', { json: { now: '2026-03-05T09:00:00Z' } });
  await call('POST', '/v1/corrections', {
    json: { accountId: account, wallet: 'bonus', units: 30, reason: '=1+1 <b>' },
  });
  const lots = await call('GET', `/v1/accounts/${account}/lots`);
  expect([lots.at('lots.0.units'), lots.at('lots.1.units'), lots.at('lots.0.pending')]).toEqual([100, 30, false]);
  expect(lots.textAt('lots.0.until') < lots.textAt('lots.1.until')).toBe(true);
  const told = await call('GET', `/v1/accounts/${account}/operations?reasons=true`);
  expect(told.textAt('operations.0.reasons.0.text.ru')).toContain('=1+1 <b>');
  const short = await call('GET', `/v1/accounts/${account}/operations`);
  expect(short.at('operations.0.reasons')).toBeUndefined();
});
