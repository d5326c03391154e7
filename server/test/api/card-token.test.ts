// The rotating code of the QR: made by the device alone, good for a minute and a half, and void with its session, its card or its person.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCardSecrets } from '../../src/features/card/secrets.ts';
import { digitsAt, isCardToken, verifyCardToken } from '../../src/features/card/token.ts';
import { ApiError } from '../../src/errors.ts';
import { createDatabase } from '../../src/kit/db.ts';
import { type DeviceKey, keyIn, openCard, otherThan, shown } from './card-house.ts';
import { publishCoffee } from './coffee.ts';
import { newKey } from './network-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization();
  other = await api.organization();
  await publishCoffee(shop.call);
});
afterAll(() => api.close());

interface Asked {
  readonly now?: number;
  readonly at?: TestOrganization;
  readonly keyId?: string;
}

/** What a till hears of a scan: whose it is, or the code of the refusal. */
async function scan(
  text: string,
  { now = Date.now(), at = shop, keyId = crypto.randomUUID() }: Asked = {},
): Promise<string> {
  const { db } = api.database;
  const deps = { db, clock: { now: () => now }, secrets: createCardSecrets({ db, secret: undefined }) };
  const asker = { keyId, address: '10.9.9.9' };
  try {
    return (await verifyCardToken(deps, { organizationId: at.organizationId, text, asker })).memberId;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

/** With other digits. */
function wrong(key: DeviceKey): string {
  const text = shown(key);
  return `${text.slice(0, -6)}${otherThan(text.slice(-6))}`;
}

test('the digits of a known secret at a known time', () => {
  const secret = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  const step = 1_800_000_000 / 30;
  const text = shown(
    { prefix: 'KC1.A', secret: secret.toString('base64url'), stepSeconds: 30, digits: 8 },
    step * 30_000,
  );
  expect(digitsAt(secret, step)).toBe('00368530');
  expect(text).toBe('KC1.A.00368530');
});

test('a card shows a code that is its member’s, within one step either way, however a scanner spells it', async () => {
  const { key, memberId } = await openCard(api, shop);
  const text = shown(key);
  expect(text).toMatch(/^KC1\.[A-Z2-7]{32}\.\d{8}$/u);
  expect([isCardToken(text), isCardToken('2000000012345'), isCardToken('KC1.')]).toEqual([true, false, false]);
  const now = 1_800_000_015_000;
  const at = shown(key, now);
  const heard = await Promise.all([0, -30_000, 30_000, -60_000, 60_000].map((off) => scan(at, { now: now + off })));
  expect(heard).toEqual([memberId, memberId, memberId, 'card_token_wrong', 'card_token_wrong']);
  expect(await scan(` ${text.toLowerCase()}\r\n`)).toBe(memberId);
  // As a scanner types it where the keyboard is Russian.
  const russian = text.replaceAll(/[A-Z.]/gu, (letter) =>
    'ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯю'.charAt('ABCDEFGHIJKLMNOPQRSTUVWXYZ.'.indexOf(letter)),
  );
  expect([russian.startsWith('ЛС1ю'), await scan(russian)]).toEqual([true, memberId]);
});

test('a till that scans it is told the member at once; one that is over is refused in clear words', async () => {
  const { key, memberId } = await openCard(api, shop);
  const identify = (text: string) => shop.call('POST', '/v1/identify', { json: { scan: text } });
  const found = await identify(`]Q3${shown(key)}\r`);
  expect([found.at('type'), found.at('member.id')]).toEqual(['member', memberId]);
  const over = await identify(shown(key, Date.now() - 120_000));
  expect([over.status, over.code]).toEqual([404, 'card_token_wrong']);
});

test('two devices of one member have secrets of their own; one that is signed out shows nothing any more', async () => {
  const first = await openCard(api, shop);
  await api.database.db.system.query('delete from card_rates');
  const second = await openCard(api, shop, { phone: first.phone });
  expect(second.memberId).toBe(first.memberId);
  expect(second.key.secret).not.toBe(first.key.secret);
  expect([await scan(shown(first.key)), await scan(shown(second.key))]).toEqual([first.memberId, first.memberId]);
  await second.call('POST', '/sign-out');
  expect([await scan(shown(first.key)), await scan(shown(second.key))]).toEqual([first.memberId, 'card_token_wrong']);
});

test('a device that lost its secret gets another, and the one before is void', async () => {
  const card = await openCard(api, shop);
  const next = keyIn(await card.call('POST', '/me/key'), '');
  expect(next.prefix).toBe(card.key.prefix);
  expect([await scan(shown(next)), await scan(shown(card.key))]).toEqual([card.memberId, 'card_token_wrong']);
});

test('the card of a blocked member, of a forgotten one and of another shop is refused', async () => {
  const card = await openCard(api, shop);
  expect(await scan(shown(card.key), { at: other })).toBe('card_token_wrong');
  await shop.call('PATCH', `/v1/members/${card.memberId}`, { json: { status: 'blocked' } });
  expect(await scan(shown(card.key))).toBe('member_blocked');
  const privacy = await newKey(api, shop.call, ['privacy']);
  await privacy('DELETE', `/v1/members/${card.memberId}`);
  expect(await scan(shown(card.key))).toBe('card_token_wrong');
});

test('guesses at a member’s code are counted over all processes, until even the right one is not looked at', async () => {
  const card = await openCard(api, shop);
  const heard: string[] = [];
  for (let guess = 0; guess < 12; guess += 1) heard.push(await scan(wrong(card.key)));
  expect(new Set(heard.slice(0, 9))).toEqual(new Set(['card_token_wrong']));
  expect(heard.at(-1)).toBe('too_many_guesses');
  expect(await scan(shown(card.key))).toBe('too_many_guesses');
  const neighbour = await openCard(api, shop);
  expect(await scan(shown(neighbour.key))).toBe(neighbour.memberId);
});

test('with another secret of the server a copy of the database shows no card', async () => {
  const card = await openCard(api, shop);
  const db = createDatabase(api.database.url, {
    tenantUrl: api.database.tenantUrl,
    poolMax: 2,
    applicationName: 'kopilka test, a copy',
  });
  const secrets = createCardSecrets({ db, secret: 'another secret of a server, thirty-two' });
  const asker = { keyId: crypto.randomUUID(), address: '10.9.9.9' };
  const asked = { organizationId: shop.organizationId, text: shown(card.key), asker };
  const clock = { now: () => Date.now() };
  await expect(verifyCardToken({ db, clock, secrets }, asked)).rejects.toMatchObject({ code: 'card_token_wrong' });
  await db.close();
});
