// The customer's card in a real browser on the real API: join by a poster, show it, take a reward, look at it without a network, leave
// nothing behind. Russian and English, narrow and wide, light and dark, each screen looked at by axe.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { codeFor } from '../api/card-house.ts';
import { COFFEE, newPhone } from '../api/coffee.ts';
import { newCashier, newTill, unlocked } from '../api/till-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PROGRAM = `${COFFEE}rewards:
  - id: croissant
    name: { ru: Круассан, en: Croissant }
    price: { bonus: 60 }
    collect: P7D
    gives: { gift: { sku: CROISSANT } }
  - id: cake
    name: { ru: Торт, en: Cake }
    price: { bonus: 6000 }
    gives: { gift: { sku: CAKE } }
`;

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  const published = await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: PROGRAM,
    headers: { 'content-type': 'application/yaml' },
  });
  if (published.status !== 200) throw new Error(published.text);
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await api.close();
});

interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console said; what the server refuses on the way is expected and left out. */
  readonly complaints: string[];
}

const PATIENCE_MS = 12_000;
const REFUSED = /status of (?:409|422)/u;

async function visit(
  path: string,
  {
    locale = 'ru-RU',
    width = 360,
    dark = false,
  }: { readonly locale?: string; readonly width?: number; readonly dark?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isNoise = message.type() !== 'error' && message.type() !== 'warning';
    if (!isNoise && !REFUSED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${address}${path}`);
  return { page, context, complaints };
}

function cardPath(below = ''): string {
  return `/c/${shop.organizationId}${below}`;
}

/** One of the ways at the foot of every screen. */
function place(page: Page, name: string): Locator {
  return page.getByRole('navigation').getByRole('link', { name });
}

async function looksGood(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const findings = await page.evaluate(
    "axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))",
  );
  expect(findings).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}

/** Joins in Russian, by telephone, and stands before the card. */
async function join(page: Page, phone: string, name = 'Анна'): Promise<void> {
  await page.getByLabel('Ваш номер телефона').fill(phone);
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.getByLabel('Код', { exact: true }).waitFor();
  await page.getByLabel('Код', { exact: true }).fill(await codeFor(shop, phone));
  await page.getByLabel('Как вас зовут').fill(name);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await place(page, 'Карта').waitFor();
}

async function buy(phone: string, total: number): Promise<void> {
  const bought = await shop.call('POST', '/v1/purchases', {
    json: {
      member: { phone },
      receipt: {
        id: crypto.randomUUID(),
        currency: 'RUB',
        total,
        lines: [{ sku: 'RAF', name: 'Раф', quantity: '1', price: total, amount: total }],
      },
    },
  });
  if (bought.status !== 201) throw new Error(bought.text);
}

test('a customer joins by the poster: what one gets, a code, consents that nobody has ticked, the card', async () => {
  const { page, context, complaints } = await visit(`${cardPath()}?from=window`);
  const phone = newPhone();
  await page.getByText('С покупки на 1 000,00 ₽ вернётся 50 бонусов').waitFor();
  await looksGood(page);
  await page.getByLabel('Ваш номер телефона').fill(phone);
  await page.getByRole('button', { name: 'Получить код' }).click();
  const code = page.getByLabel('Код', { exact: true });
  await code.waitFor();
  await page.getByText('Отсюда коды пока не отправляются').waitFor();
  expect(await code.getAttribute('autocomplete')).toBe('one-time-code');
  await page.getByText(/Ещё раз через 0:5\d/u).waitFor();
  await looksGood(page);
  const right = await codeFor(shop, phone);
  await code.fill(right === '000000' ? '000001' : '000000');
  await page.getByRole('alert').getByText('Код').first().waitFor();
  // As it is pasted from a message.
  await code.fill(` ${right.slice(0, 3)} ${right.slice(3)} `);
  await page.getByLabel('Как вас зовут').waitFor();
  const boxes = page.getByRole('checkbox');
  expect(await Promise.all((await boxes.all()).map((box) => box.isChecked()))).toEqual([false, false]);
  await page.getByText('Прочитать текст').first().click();
  await looksGood(page);
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByText('Отметьте, чтобы получить карту').waitFor();
  await boxes.first().check();
  await page.getByLabel('Как вас зовут').fill('Анна');
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByRole('button', { name: 'Покажите на кассе' }).waitFor();
  await page.getByText('100', { exact: true }).waitFor();
  await page.getByRole('img', { name: 'QR-код вашей карты' }).waitFor();
  await looksGood(page);
  const member = await shop.call('GET', `/v1/members?phone=${encodeURIComponent(phone)}`);
  const known = await shop.call('GET', `/v1/members/${member.textAt('members.0.id')}/consents`);
  expect([known.at('joined.from'), known.at('current.0.granted'), known.at('current.1.granted')]).toEqual([
    'window',
    true,
    false,
  ]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the QR fills the screen for the scanner, white in the dark too; a purchase shows by itself, with why this many', async () => {
  const { page, context, complaints } = await visit(cardPath(), { dark: true });
  const phone = newPhone();
  await join(page, phone);
  await page.getByRole('button', { name: 'Покажите на кассе' }).click();
  const large = page.getByRole('dialog', { name: 'Покажите на кассе' });
  await large.getByRole('img', { name: 'QR-код вашей карты' }).waitFor();
  await looksGood(page);
  await buy(phone, 290_00);
  await page.getByText('114', { exact: true }).waitFor();
  await large.getByRole('button', { name: 'Закрыть' }).click();
  await place(page, 'История').click();
  await page.getByText('Покупка').first().click();
  await page.getByText('Раф').waitFor();
  await page.getByText(/начислено 14 бонусов/u).waitFor();
  await looksGood(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a sale at the till changes the balance of the card that lies open long before the card would ask again', async () => {
  const { page, context, complaints } = await visit(cardPath());
  const phone = newPhone();
  const listening = page.waitForResponse((response) => response.url().endsWith('/me/live'));
  await join(page, phone);
  expect((await listening).status()).toBe(200);
  await page.getByText('100', { exact: true }).waitFor();
  await buy(phone, 290_00);
  await page.getByText('114', { exact: true }).waitFor({ timeout: 2_500 });
  await page.getByText('Покупка').first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('what a till asks for before it takes much is shown over the QR that is being held out', async () => {
  const till = await newTill(api, shop);
  const cashier = await unlocked(till, await newCashier(shop, 'Olga', '4071'), '4071');
  const { page, context, complaints } = await visit(cardPath(), { dark: true });
  const phone = newPhone();
  await join(page, phone);
  await page.getByRole('button', { name: 'Покажите на кассе' }).click();
  const asked = await cashier('POST', '/v1/till/confirmations', { json: { member: { phone }, amount: 750_00 } });
  expect(asked.status).toBe(201);
  const large = page.getByRole('dialog', { name: 'Покажите на кассе' });
  await large.getByRole('alert').getByText('Касса просит код').waitFor();
  await large.getByText(/750,00/u).waitFor();
  await large.getByText(/^\d{6}$/u).waitFor();
  await looksGood(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('without a network the card opens with what was known last and says how old it is', async () => {
  const { page, context } = await visit(cardPath());
  await join(page, newPhone());
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.getByRole('heading', { name: 'Последнее' }).waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByText(/Нет связи\. Так было/u).waitFor();
  await page.getByText('100', { exact: true }).waitFor();
  await page.getByRole('img', { name: 'QR-код вашей карты' }).waitFor();
  await looksGood(page);
  await place(page, 'История').click();
  await page.getByText('Начислено').waitFor();
  // A screen that was never opened is there as well, and says what is the matter.
  await place(page, 'Ещё').click();
  await page.getByText('Нет связи с сервером').first().waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Повторить' }).first().click();
  await page.getByLabel('Имя', { exact: true }).waitFor();
  await context.close();
});

test('a reward is taken after its price has been said, and waits at the till; what is too dear says why', async () => {
  const { page, context, complaints } = await visit(cardPath('/rewards'));
  await join(page, newPhone());
  await page.getByText('Круассан').waitFor();
  await page.getByText('Нужно 6 000, есть 100 бонусов').waitFor();
  await looksGood(page);
  await page.getByRole('button', { name: 'Взять' }).click();
  await page.getByText('Будет потрачено 60 бонусов, останется 40 бонусов.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Взять' }).click();
  await page.getByText('Готово, это ваше').waitFor();
  await page.getByText('У вас 40 бонусов').waitFor();
  await looksGood(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('whoever signs out leaves nothing of themselves on the device, and the next one sees only their own', async () => {
  const { page, context, complaints } = await visit(cardPath());
  await join(page, newPhone(), 'Анна Первая');
  await page.getByText('Анна Первая').waitFor();
  await place(page, 'Ещё').click();
  await page.getByRole('button', { name: 'Выйти из карты' }).click();
  await page.getByLabel('Ваш номер телефона').waitFor();
  expect(await page.evaluate(KEPT)).toEqual([]);
  expect(await page.evaluate(CACHED)).not.toContain('/v1/');
  await page.reload();
  await page.getByLabel('Ваш номер телефона').waitFor();
  await join(page, newPhone(), 'Борис Второй');
  await page.getByText('Борис Второй').waitFor();
  expect(await page.getByText('Анна Первая').count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

const KEPT = `new Promise((resolve) => {
  const opening = indexedDB.open('kopilka-card');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('kept').objectStore('kept').getAllKeys();
    asked.onsuccess = () => resolve(asked.result);
  };
})`;
const CACHED = `caches.keys().then(async (names) => {
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map((request) => new URL(request.url).pathname).join(' ');
})`;

test('who signs out without a network is gone at once, and the server is told with the next opening', async () => {
  const { page, context } = await visit(cardPath());
  const phone = newPhone();
  await join(page, phone);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await place(page, 'Ещё').click();
  await page.getByRole('button', { name: 'Выйти из карты' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Выйти из карты' }).click();
  await page.getByLabel('Ваш номер телефона').waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByLabel('Ваш номер телефона').waitFor();
  await expect
    .poll(async () => (await context.cookies(`${address}/v1/card/${shop.organizationId}`)).length, { timeout: 10_000 })
    .toBe(0);
  await context.close();
});

test('a session that was ended elsewhere asks for a sign-in; what was being typed stays, what is personal leaves the device', async () => {
  const { page, context } = await visit(cardPath());
  await join(page, newPhone());
  await place(page, 'Ещё').click();
  await page.getByLabel('Имя', { exact: true }).fill('Анна Каренина');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Вы вышли из карты').waitFor();
  expect(await page.getByLabel('Имя', { exact: true }).inputValue()).toBe('Анна Каренина');
  await expect.poll(() => page.evaluate(KEPT)).toEqual([]);
  await looksGood(page);
  await context.close();
});

test.each([
  ['light', 1440, false],
  ['dark', 360, true],
] as const)('everything about the person, in English, %s at %i px', async (_scheme, width, dark) => {
  const { page, context, complaints } = await visit(cardPath(), { locale: 'en-GB', width, dark });
  const phone = newPhone();
  await page.getByText('A purchase of ₽1,000.00 brings 50 bonuses.').waitFor();
  await page.getByLabel('Your phone number').fill(phone);
  await page.getByRole('button', { name: 'Get a code' }).click();
  await page.getByLabel('Code', { exact: true }).fill(await eventually(() => codeFor(shop, phone)));
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Get the card' }).click();
  await page.getByRole('button', { name: 'Show at the till' }).waitFor();
  await looksGood(page);
  await place(page, 'More').click();
  await page.getByLabel('Birthday').fill('1990-05-17');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('17 May 1990').waitFor();
  await page.getByRole('switch').click();
  await page
    .getByText(/^Given on/u)
    .nth(1)
    .waitFor();
  await looksGood(page);
  await page.getByRole('button', { name: 'Delete my card' }).click();
  await page.getByText('You will lose 100 bonuses.').waitFor();
  await looksGood(page);
  await place(page, 'History').click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await looksGood(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the address of a shop that is not there says so, and is not asked for over and over', async () => {
  const { page, context } = await visit(cardPath());
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const nobody = crypto.randomUUID();
  await page.goto(`${address}/c/${nobody}`);
  await page.getByText('Это не адрес магазина').waitFor();
  await page.waitForTimeout(1000);
  expect(asked.filter((path) => path === `/v1/public/organizations/${nobody}`)).toHaveLength(1);
  await context.close();
});

test('a name of 500 letters, markup and right-to-left text break nothing', async () => {
  const name = `${'Ы'.repeat(120)}<b>x</b>${'שלום'.repeat(10)}😀`.slice(0, 200);
  const { page, context, complaints } = await visit(cardPath());
  await join(page, newPhone(), name);
  await looksGood(page);
  await place(page, 'Ещё').click();
  await page.getByLabel('Имя', { exact: true }).waitFor();
  await looksGood(page);
  expect(complaints).toEqual([]);
  await context.close();
});

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return ask();
}
