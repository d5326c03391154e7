// The till in a real browser, against the real API: sale, payment, return, scanner, a connection that breaks in the middle; by keyboard, in
// both languages, without a complaint in the console and without serious findings of axe.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { openBrowser } from '../../../scripts/chromium.ts';
import { expectWell, type OpenedPage, type Wanted } from './office.ts';
import { openTill, scan } from './till-page.ts';

const PROGRAM = `kopilka: 1
id: corner-coffee
name: { ru: Угловая кофейня, en: Corner Coffee }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    worth: 1.00
    activates: at once
    expires: { after: P180D }
    pay: { max: 50%, of: receipt }
tiers:
  by: spend
  window: { rolling: P12M }
  levels:
    - { id: guest, from: 0, name: { ru: Гость, en: Guest } }
    - { id: gold, from: 5000.00, name: { ru: Золото, en: Gold } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
  - { id: welcome, on: enrolled, earn: { wallet: bonus, units: 200 } }
coupons:
  - { id: ten-off, name: { ru: Скидка 10 %, en: 10 % off }, expires: { after: P30D }, gives: { discount: { percent: 10% } } }
`;

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;
let numbers = 0;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  const headers = { 'content-type': 'application/yaml' };
  await shop.call('PUT', '/v1/programs/corner-coffee', { text: PROGRAM, headers });
  await shop.call('POST', '/v1/coupon-batches', { json: { couponId: 'ten-off', code: 'SUMMER-26' } });
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

interface Person {
  readonly id: string;
  readonly accountId: string;
  readonly phone: string;
  readonly card: string;
}

async function newMember(name: string): Promise<Person> {
  numbers += 1;
  const phone = `+7900765${String(numbers).padStart(4, '0')}`;
  const card = `20000000${String(numbers).padStart(5, '0')}`;
  const made = await shop.call('POST', '/v1/members', { json: { identities: { phone, card }, profile: { name } } });
  return { id: made.textAt('id'), accountId: made.textAt('accounts.0.accountId'), phone, card };
}

const open = (wanted: Partial<Wanted>): Promise<OpenedPage> => openTill(browser, { api, shop, address }, wanted);

async function typesOf({ accountId }: Person): Promise<readonly string[]> {
  const { text } = await shop.call('GET', `/v1/accounts/${accountId}/operations`);
  return [...text.matchAll(/"type":"(\w+)"/gu)].map(([, type = '']) => type).filter((type) => type !== 'custom');
}

test('who, what, done by keyboard alone: the customer is named, pays a part with bonuses, gets the next level; recorded once', async () => {
  const anna = await newMember('Анна К.');
  const { page, complaints } = await open({ locale: 'ru-RU' });
  await page.keyboard.type(anna.phone, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Анна К.' }).waitFor();
  await page.getByText('Гость').waitFor();
  await page.keyboard.type('6000', { delay: 60 });
  await page.getByText('Скажите: «За покупку +300 бонусов. Теперь у вас Золото.»').waitFor();
  expect(await page.getByText('6 000,00 ₽', { exact: true }).count()).toBeGreaterThan(0);
  await page.getByRole('textbox', { name: 'Оплатить с карты' }).focus();
  await page.keyboard.type('150', { delay: 60 });
  await page.getByText('5 850,00 ₽', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Покупка записана').waitFor();
  await page.getByText('Новый уровень: Золото').waitFor();
  await expectWell(page);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').waitFor();
  expect(await typesOf(anna)).toEqual(['purchase']);
  const member = await shop.call('GET', `/v1/members/${anna.id}`);
  expect([member.at('accounts.0.balances.bonus.available'), member.at('accounts.0.tier.level')]).toEqual([
    200 - 150 + 292,
    'gold',
  ]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a scanner is heard wherever the focus is, in either layout, and spoils nothing that was typed', async () => {
  const boris = await newMember('Борис');
  const vera = await newMember('Вера');
  await shop.call('PATCH', `/v1/members/${vera.id}`, { json: { identities: { card: 'KV-ab.77' } } });
  const { page, complaints } = await open({ locale: 'ru-RU' });
  await page.locator('body').evaluate('(document.activeElement).blur()');
  await scan(page, boris.card);
  await page.getByRole('heading', { name: 'Борис' }).waitFor();
  await page.keyboard.type('1490', { delay: 60 });
  await page.getByText('Скажите').waitFor();
  // The next card, with the focus in the sum and the Russian layout on: "KV-ab.77" comes as "ЛМ-фи.77" from keys K, V …
  await page.evaluate(`for (const [key, code, shiftKey] of [['Л', 'KeyK', true], ['М', 'KeyV', true], ['-', 'Minus'], ['ф', 'KeyA'],
    ['и', 'KeyB'], ['ю', 'Period'], ['7', 'Digit7'], ['7', 'Digit7'], ['Enter', 'Enter']])
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))`);
  await page.getByRole('heading', { name: 'Вера' }).waitFor();
  expect(await page.getByLabel('Сумма чека').inputValue()).toMatch(/^1\s490$/u);
  await scan(page, 'summer-26');
  await page.getByText('Он уже в этой покупке.').waitFor();
  expect(await page.getByLabel('Сумма чека').inputValue()).toMatch(/^1\s490$/u);
  await page.getByText('1 341,00 ₽', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the last digits find those who have them, masked; arrows and Enter choose one of them', async () => {
  const [zhanna, zinaida] = [await newMember('Жанна'), await newMember('Зинаида')];
  for (const [person, phone] of [
    [zhanna, '+79161119977'],
    [zinaida, '+79262229977'],
  ] as const)
    await shop.call('PATCH', `/v1/members/${person.id}`, { json: { identities: { phone } } });
  const { page, complaints } = await open({});
  await page.keyboard.type('9977', { delay: 60 });
  await page.getByRole('option', { name: 'Жанна' }).waitFor();
  expect(await page.getByRole('option').count()).toBe(2);
  expect(await page.getByRole('listbox').textContent()).not.toContain('916111');
  await expectWell(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const chosen = (await page.getByRole('option', { selected: true }).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: chosen.startsWith('Жанна') ? 'Жанна' : 'Зинаида' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a new member: a phone and a yes to the processing of data; the yes and the no are kept with the versions of their texts', async () => {
  const { page, complaints } = await open({});
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Телефон', exact: true }).fill('8 999 000-11-22');
  const make = page.getByRole('button', { name: 'Записать' });
  expect(await make.isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: /^Обработка персональных данных/u }).check();
  await expectWell(page);
  await make.click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByLabel('Сумма чека').waitFor();
  const found = await shop.call('GET', '/v1/members?phone=%2B79990001122');
  const data = await shop.call('GET', `/v1/members/${found.textAt('members.0.id')}/data`);
  expect(data.text).toMatch(/"kind":"processing","version":1,"granted":true/u);
  expect(data.text).toMatch(/"kind":"advertising","version":1,"granted":false/u);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('above the shop’s limit the customer says a code', async () => {
  const ivan = await newMember('Иван');
  await shop.call('PUT', '/v1/till-settings', { json: { confirmAbove: 10_000 } });
  const { page } = await open({});
  await scan(page, ivan.card);
  await page.getByRole('heading', { name: 'Иван' }).waitFor();
  await page.keyboard.type('1000', { delay: 60 });
  await page.getByRole('button', { name: '200', exact: true }).click();
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByText('Код от клиента').waitFor();
  await page.getByText('Отправлен на').waitFor();
  await expectWell(page);
  const { text } = await shop.call('GET', '/v1/letters');
  const code = /"text":"(\d{6})/u.exec(text)?.[1] ?? '';
  await page.getByRole('textbox', { name: 'Шесть цифр' }).first().focus();
  await page.keyboard.type(code, { delay: 60 });
  await page.getByText('Покупка записана').waitFor();
  await shop.call('PUT', '/v1/till-settings', { json: { confirmAbove: null } });
  await page.context().close();
});

test('garbage and strange codes are answered in words, in English too', async () => {
  const { page } = await open({ locale: 'en-GB' });
  for (const text of ['https://example.com/?x=1', '<img src=x onerror=alert(1)>', '4600000099999']) {
    await page.getByRole('combobox').fill(text);
    await page.keyboard.press('Enter');
    await page.getByText('Nobody is found').waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe(text);
  }
  await page.keyboard.press('F4');
  await page.getByRole('heading', { name: 'Without a card' }).waitFor();
  await page.keyboard.type('12.50', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByText('The purchase is recorded').waitFor();
  await page.getByText('Recorded without a card.').waitFor();
  await page.context().close();
});

test('a connection that breaks in the middle loses and doubles nothing', async () => {
  const dina = await newMember('Дина');
  const { page } = await open({ locale: 'ru-RU' });
  await scan(page, dina.card);
  await page.getByRole('heading', { name: 'Дина' }).waitFor();
  await page.keyboard.type('1000', { delay: 60 });
  // The server records it, and its answers are lost for a while.
  let lost = 0;
  await page.route('**/v1/purchases', async (route) => {
    if (lost < 5) {
      await route.fetch();
      lost += 1;
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await page.keyboard.press('Enter');
  await page.getByText('Неизвестно, записана ли покупка').waitFor();
  expect(await page.getByLabel('Сумма чека').isDisabled()).toBe(true);
  await page.getByText('Покупка записана').waitFor({ timeout: 30_000 });
  expect(await typesOf(dina)).toEqual(['purchase']);
  await page.context().close();
});

test('a return begins with the number of the slip, tells its consequence in numbers, and takes back a part', async () => {
  const egor = await newMember('Егор');
  const lines = [
    { sku: 'LATTE', name: 'Латте', quantity: 2, price: 29_000, amount: 58_000 },
    { sku: 'CAKE', name: 'Чизкейк', quantity: 1, price: 42_000, amount: 42_000 },
  ];
  const receipt = { id: '261122-7KXR4-FNP3H', source: 'till', total: 100_000, lines };
  await shop.call('POST', '/v1/purchases', { json: { member: { id: egor.id }, receipt, pay: { units: 100 } } });
  const { page, complaints } = await open({ locale: 'ru-RU' });
  await page.keyboard.press('F8');
  await page.getByLabel('Номер чека').fill('261122 7kxr4 fnp3h');
  await page.keyboard.press('Enter');
  await page.getByText('Латте').waitFor();
  await page.getByLabel('Возвращается штук: Латте').fill('1');
  await page.getByRole('button', { name: 'Вернуть 261,00 ₽' }).waitFor();
  await page.getByText('+29 бонусов').waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Вернуть 261,00 ₽' }).click();
  await page.getByText('Возврат записан').waitFor();
  expect(await typesOf(egor)).toEqual(['return', 'purchase']);
  await page.keyboard.press('Enter');
  // The slip itself, scanned at any moment, shows what is left of it.
  await page.getByRole('combobox').waitFor();
  await scan(page, 'KR1.261122-7KXR4-FNP3H');
  await page.getByText('осталось 1').first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ['as many letters as there can be, without a space', 'Ы'.repeat(200)],
  ['emoji', '👩‍👩‍👧‍👦'.repeat(15)],
  ['right to left', 'משה בן מימון '.repeat(15).trim()],
  ['markup', '<b>Анна</b><script>alert(1)</script>'],
])('a name of %s leaves the layout whole on a phone', async (_, name) => {
  const person = await newMember(name);
  const { page, complaints } = await open({ width: 360, scheme: 'dark' });
  await expectWell(page);
  await page.getByRole('combobox').fill(person.card);
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.getByLabel('Сумма чека').fill('1490');
  await page.getByText('Скажите').waitFor();
  await expectWell(page);
  const small = await page.evaluate(
    `[...document.querySelectorAll('main button, main input')].map((each) => each.getBoundingClientRect())
      .filter(({ width, height }) => width > 1 && height < 48).length`,
  );
  expect(small).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
