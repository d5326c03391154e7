// The whole story in one piece: an owner opens a page and has a program in a minute, pairs a till; a customer joins by the poster's
// address, buys, pays a part with bonuses, returns one thing; and office, till and card see the same, with the reasons. Three browsers,
// in Russian, against the real server with nothing prepared but its one-time link.
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../../../scripts/chromium.ts';
import { digitsAt, TOKEN_STEP_SECONDS } from '../../src/features/card/token.ts';
import { openSetup } from '../../src/features/founding/found.ts';
import { PASSWORD } from '../api/staff-house.ts';
import { createTestApi, type TestApi } from '../api/test-api.ts';
import { openPage, type OpenedPage } from './office.ts';

/** Of one step; the machine may be busy. */
const PATIENCE_MS = 20_000;
const PHONE = '8 999 555-01-42';
const PHONE_SHOWN = /999\D+555/u;

let api: TestApi;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

async function open(path: string, width: number): Promise<OpenedPage> {
  const opened = await openPage(browser, { address, path, width });
  opened.page.setDefaultTimeout(PATIENCE_MS);
  return opened;
}

const meSchema = z.looseObject({ organization: z.looseObject({ id: z.string() }) });
const cardKeySchema = z.looseObject({ key: z.object({ prefix: z.string(), secret: z.string() }) });

/** What the QR on the customer's screen says at this moment: the secret is heard as the server tells it to the device. */
function listenForCode(page: Page): () => string {
  let key: z.infer<typeof cardKeySchema>['key'] | null = null;
  page.on('response', (response: Response) => {
    if (!response.url().includes('/v1/card/') || !response.ok()) return;
    void response
      .json()
      .then((said: unknown) => {
        const told = cardKeySchema.safeParse(said);
        if (told.success) ({ key } = told.data);
      })
      .catch(() => undefined);
  });
  return () => {
    if (key === null) throw new Error('the device was told no secret');
    const step = Math.floor(Date.now() / 1000 / TOKEN_STEP_SECONDS);
    return `${key.prefix}.${digitsAt(Buffer.from(key.secret, 'base64url'), step)}`;
  };
}

/** In a minute: a name, a ready program, its sliders as they are. Answers the shop's id. */
async function startShop(page: Page): Promise<string> {
  await page.getByLabel('Как называется магазин?').fill('Кофе у Анны');
  await page.keyboard.press('Tab');
  for (const text of ['Анна', 'anna@shop.example', PASSWORD]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Кофейня, пекарня/u }).click();
  await page.getByRole('button', { name: 'Открыть программу' }).click();
  await page.getByRole('heading', { name: '«Кофе у Анны» открыт' }).waitFor();
  const { organization } = meSchema.parse(await page.evaluate(`fetch('/v1/me').then((answer) => answer.json())`));
  return organization.id;
}

async function pairTill(office: Page, device: Page): Promise<void> {
  await office.goto(`${address}/office/stores`);
  await office.getByRole('button', { name: 'Добавить точку' }).first().click();
  await office.getByLabel('Название').fill('На Покровке');
  await office.getByRole('button', { name: 'Добавить', exact: true }).click();
  await office.getByRole('button', { name: 'Добавить кассу' }).click();
  await office.getByRole('button', { name: 'Добавить', exact: true }).click();
  const shown = office.getByRole('dialog').getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
  const code = (await shown.textContent()) ?? '';
  await device.getByRole('textbox', { name: 'Код' }).fill(code);
  await device.keyboard.press('Enter');
  await device.getByRole('combobox').waitFor();
  await office.getByText('Касса «Касса 1» подключена').waitFor();
}

/** The code waits in the office's outbox, because nothing sends it yet. */
async function codeFromOutbox(office: Page): Promise<string> {
  await office.goto(`${address}/office/letters`);
  await office.getByRole('button', { name: 'Показать' }).first().click();
  const text = await office.getByLabel('Письмо', { exact: true }).inputValue();
  return /\b(\d{6})\b/u.exec(text)?.[1] ?? '';
}

async function joinCard(card: Page, office: Page): Promise<void> {
  await card.getByLabel('Ваш номер телефона').fill(PHONE);
  await card.getByRole('button', { name: 'Получить код' }).click();
  await card.getByLabel('Код', { exact: true }).waitFor();
  await card.getByLabel('Код', { exact: true }).fill(await codeFromOutbox(office));
  await card.getByLabel('Как вас зовут').fill('Вера');
  await card.getByRole('checkbox').first().check();
  await card.getByRole('button', { name: 'Получить карту' }).click();
  await card.getByRole('img', { name: 'QR-код вашей карты' }).waitFor();
}

/** As a scanner does: faster than anybody, with Enter at the end. */
async function scan(till: Page, text: string): Promise<void> {
  await till.evaluate(`for (const key of [...${JSON.stringify(text)}, 'Enter']) {
    const at = document.activeElement ?? document.body;
    const isFree = at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    if (isFree && key === 'Enter') at.form?.requestSubmit();
    else if (isFree) document.execCommand('insertText', false, key);
  }`);
}

/** Two lattes and a cheesecake, 1 000 ₽; all of the welcome gift goes into it. */
async function sell(till: Page, code: string): Promise<void> {
  await scan(till, code);
  await till.getByRole('heading', { name: 'Вера' }).waitFor();
  await till.getByText('Строки', { exact: true }).click();
  await till.getByLabel('Что', { exact: true }).fill('Латте');
  await till.getByLabel('Цена', { exact: true }).fill('290');
  await till.getByLabel('Штук', { exact: true }).fill('2');
  await till.getByRole('button', { name: 'Добавить строку' }).click();
  await till.getByLabel('Что', { exact: true }).nth(1).fill('Чизкейк');
  await till.getByLabel('Цена', { exact: true }).nth(1).fill('420');
  await till.getByRole('textbox', { name: 'Оплатить с карты' }).fill('100');
  await till.getByText('900,00 ₽', { exact: true }).first().waitFor();
  await till.getByText(/За\sпокупку\s\+45\sбонусов/u).waitFor();
  await till.getByRole('button', { name: /^Готово/u }).click();
  await till.getByText('Покупка записана').waitFor();
  await till.keyboard.press('Enter');
  await till.getByRole('combobox').waitFor();
}

/** One latte comes back. */
async function takeBack(till: Page): Promise<void> {
  await till.keyboard.press('F8');
  await till
    .getByRole('button', { name: /Продажа/u })
    .first()
    .click();
  await till.getByLabel('Возвращается штук: Латте').fill('1');
  await till.getByRole('button', { name: /^Вернуть 261,00/u }).click();
  await till.getByText('Возврат записан').waitFor();
}

test('from an empty server to a sale paid in part with bonuses and a return, the same in the office, at the till and on the card', async () => {
  const office = await open(`/office/setup#${await openSetup(api.database.db)}`, 1440);
  const shopId = await startShop(office.page);
  const till = await open('/till', 1024);
  await pairTill(office.page, till.page);
  const card = await open(`/c/${shopId}?from=poster`, 360);
  const shownCode = listenForCode(card.page);
  await joinCard(card.page, office.page);
  await card.page.getByText('100', { exact: true }).waitFor();

  await sell(till.page, shownCode());
  // The card learns of it by itself.
  await card.page.getByText('0', { exact: true }).first().waitFor();
  await takeBack(till.page);

  // Of the gift 29 have come back; of 45 earned for 900 ₽ the 13 of 261 ₽ are taken.
  await card.page.getByText('29', { exact: true }).waitFor();
  await card.page.getByRole('navigation').getByRole('link', { name: 'История' }).click();
  await card.page.getByText('Возврат').first().waitFor();
  await card.page.getByText('Покупка').first().click();
  await card.page.getByText('Чизкейк').waitFor();
  await card.page.getByText(/начислено\s45\sбонусов/u).waitFor();

  await office.page.goto(`${address}/office/members`);
  await office.page.getByText('Вера').first().click();
  await office.page.getByText(PHONE_SHOWN).first().waitFor();
  await office.page
    .getByText(/^29\sбонусов$/u)
    .first()
    .waitFor();
  await office.page.getByText('Возврат').first().waitFor();
  await till.page.keyboard.press('Enter');
  await scan(till.page, shownCode());
  await till.page
    .getByText(/29\sбонусов/u)
    .first()
    .waitFor();
  expect([office.complaints, till.complaints, card.complaints].map((said) => said.filter(isMistake))).toEqual([
    [],
    [],
    [],
  ]);
}, 240_000);

/** A refusal is an answer; only the browser calls it an error. */
function isMistake(complaint: string): boolean {
  return !complaint.includes('status of 4');
}
