// What a scan means: whoever it is, the till learns in one answer what it shows first; whatever else comes is unknown in clear words.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, newPhone } from './coffee.ts';
import { type Answer, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const PROGRAM = `kopilka: 1
id: corner-coffee
name: { ru: Кофейня, en: Coffee }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, activates: at once, expires: { after: P180D }, pay: { max: 50% } }
tiers:
  by: spend
  window: { rolling: P12M }
  levels:
    - { id: guest, from: 0, name: { ru: Гость, en: Guest } }
    - { id: gold, from: 20000.00, name: { ru: Золото, en: Gold } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
  - { id: party, on: birthday, earn: { wallet: bonus, units: 300 } }
coupons:
  - { id: ten-off, name: { ru: Скидка 10 %, en: 10 % off }, expires: { after: P30D }, gives: { discount: { percent: 10% } } }
giftCards: { amounts: [1000.00], expires: P1Y }
`;
const NOW = Date.parse('2026-11-22T09:00:00Z');

let api: TestApi;
let shop: TestOrganization;
let stranger: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await newShop();
  stranger = await newShop();
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

async function newShop(): Promise<TestOrganization> {
  const made = await api.organization({ sandbox: true, now: NOW });
  const headers = { 'content-type': 'application/yaml' };
  const published = await made.call('PUT', '/v1/programs/corner-coffee', { text: PROGRAM, headers });
  expect([published.status, published.text]).toEqual([200, published.text]);
  return made;
}

const scan = (text: string, of = shop): Promise<Answer> => of.call('POST', '/v1/identify', { json: { scan: text } });

async function newAnna(of = shop): Promise<{ readonly id: string; readonly phone: string; readonly card: string }> {
  const phone = newPhone();
  const card = `20${phone.slice(2)}`;
  const json = { identities: { phone, card }, profile: { name: 'Анна', birthday: '1990-11-28' } };
  const made = await of.call('POST', '/v1/members', { json });
  return { id: made.textAt('id'), phone, card };
}

test('a card, a phone and somebody chosen are answered alike, with all that the till shows first', async () => {
  const { id, phone, card } = await newAnna();
  await buy(shop.call, { id }, { amount: 100_000 });
  await shop.call('POST', '/v1/coupons/ten-off/issues', { json: { member: { id } } });
  const found = await scan(card);
  expect(found.status).toBe(200);
  expect(JSON.parse(found.text)).toMatchObject({
    type: 'member',
    member: {
      id,
      status: 'active',
      name: 'Анна',
      phone: `+7 ••• ••• ${phone.slice(-4, -2)}-${phone.slice(-2)}`,
      programId: 'corner-coffee',
      maySpend: true,
      balances: { bonus: { available: 50, debt: 0, expiring: { units: 50 } } },
      tier: {
        level: 'guest',
        name: { ru: 'Гость', en: 'Guest' },
        next: { level: 'gold', name: { ru: 'Золото', en: 'Gold' }, missing: 1_900_000 },
        measure: { isMoney: true, scale: 2 },
      },
      coupons: [{ id: 'ten-off', name: { ru: 'Скидка 10 %', en: '10 % off' }, available: 1 }],
      birthday: { inDays: 6 },
    },
  });
  expect(found.at('member.balances.coupon:ten-off')).toBeUndefined();
  expect(found.text).not.toContain(phone);
  for (const text of [phone, `8 ${phone.slice(2)}`, `${card}\r\n`, `]E0${card}`, `\u0002${card}\u0003`])
    expect((await scan(text)).text).toBe(found.text);
  expect((await shop.call('POST', '/v1/identify', { json: { member: { id } } })).text).toBe(found.text);
});

test('a birthday is told when it is near, whoever is blocked is told as blocked', async () => {
  const { id, card } = await newAnna();
  await shop.call('PATCH', `/v1/members/${id}`, { json: { status: 'blocked', profile: { birthday: '1990-12-31' } } });
  const found = await scan(card);
  expect([found.at('member.status'), found.at('member.birthday')]).toEqual(['blocked', null]);
});

test('a coupon code says what it is; a personal one only beside its owner', async () => {
  const { id } = await newAnna();
  await shop.call('POST', '/v1/coupon-batches', { json: { couponId: 'ten-off', code: 'NOVEMBER' } });
  await shop.call('POST', '/v1/coupon-batches', { json: { couponId: 'ten-off', code: 'ANNA26', member: { id } } });
  const open = await scan('november');
  expect([open.at('type'), open.at('code'), open.at('coupon.status'), open.at('coupon.name.ru')]).toEqual([
    'coupon',
    'NOVEMBER',
    'usable',
    'Скидка 10 %',
  ]);
  expect((await scan('ANNA-26')).code).toBe('scan_unknown');
  const theirs = await shop.call('POST', '/v1/identify', { json: { scan: 'ANNA-26', member: { id } } });
  expect([theirs.at('type'), theirs.at('coupon.kind')]).toEqual(['coupon', 'personal']);
});

test('a gift card says what is on it', async () => {
  const json = { amount: 100_000, activate: true, receipt: { id: 'g-1' } };
  const sold = await shop.call('POST', '/v1/gift-cards', { json });
  const found = await scan(sold.textAt('card.code'));
  expect([found.at('type'), found.at('card.balance'), found.at('card.status')]).toEqual([
    'gift_card',
    100_000,
    'active',
  ]);
});

test.each([
  ['nothing', ''],
  ['control characters', '\u0000\u001d\u0007'],
  ['ten kilobytes', 'x'.repeat(10_000)],
  ['markup', '<img src=x onerror=alert(1)>'],
  ['half of a letter', '\ud83d'],
  ['right to left', '\u202eבדיקה 123'],
  ['emoji', '🎟️'.repeat(50)],
  ['an address', 'https://example.com/c/b7a1'],
  ['a statement', "'; drop table members; --"],
])('%s is unknown, in words that say what to do', async (_, text) => {
  const answer = await scan(text);
  expect([answer.status, answer.code]).toEqual([404, 'scan_unknown']);
  expect(answer.textAt('detailRu')).toContain('Отсканируйте ещё раз');
});

test('another organization’s card is unknown here, and says nothing of itself', async () => {
  const { id, card, phone } = await newAnna(stranger);
  for (const text of [card, phone]) {
    const answer = await scan(text);
    expect(answer.code).toBe('scan_unknown');
    expect(answer.text).not.toContain(id);
  }
  const chosen = await shop.call('POST', '/v1/identify', { json: { member: { id } } });
  expect([chosen.status, chosen.code]).toEqual([404, 'member_unknown']);
});

test('codes cannot be found out by scanning: many that do not exist end with 429; strange cards’ numbers never do', async () => {
  const lonely = await newShop();
  const guess = async (number: number): Promise<unknown> =>
    (await lonely.call('POST', '/v1/identify', { json: { scan: `GUESS${number}` }, headers: {} })).code;
  const numbers = Array.from({ length: 210 }, (_, index) => index);
  const cards = await Promise.all(numbers.map((number) => scan(String(4_600_000_000_000 + number), lonely)));
  expect(new Set(cards.map(({ code }) => code))).toEqual(new Set(['scan_unknown']));
  const codes = await Promise.all(numbers.map(guess));
  expect(codes).toContain('too_many_guesses');
});
