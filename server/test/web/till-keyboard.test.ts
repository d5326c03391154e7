// A whole shift without a mouse, a touch or a scanner: PIN, a customer who is new, lines, a coupon, paying with bonuses, the next sale, a
// return, the day, the lock. Nothing here but keys: whatever cannot be reached by Tab in a few presses is a finding.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { publishCoffee } from '../api/coffee.ts';
import { newCashier, newTill, pairingCode } from '../api/till-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openPage } from './office.ts';

const PATIENCE_MS = 10_000;
/** From anywhere on a screen to anywhere else on it. */
const TABS_MAX = 16;
/** A person's. */
const TYPING = { delay: 60 };

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let presses = 0; presses <= TABS_MAX; presses += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} is not reached by ${TABS_MAX} presses of Tab`);
}

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, TYPING);
}

async function pressWhenReady(page: Page, target: Locator, key: string): Promise<void> {
  await tabTo(page, target);
  await expect.poll(() => target.isEnabled()).toBe(true);
  await page.keyboard.press(key);
}

test('a shift by keyboard alone: the PIN, a new customer, lines, payment, a return, the day, the lock', async () => {
  await newCashier(shop, 'Мария', '4071');
  const { tillId } = await newTill(api, shop, { name: 'Касса 1' });
  const path = `/till#pair=${await pairingCode(shop, tillId)}`;
  const { page, complaints } = await openPage(browser, { address, path });
  page.setDefaultTimeout(PATIENCE_MS);

  await page.getByLabel(/^PIN/u).waitFor();
  await type(page, '4071');
  await page.keyboard.press('Enter');

  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Телефон', exact: true }).waitFor();
  await type(page, '89990001133');
  await pressWhenReady(page, page.getByRole('checkbox').first(), 'Space');
  await page.keyboard.press('Enter');

  // Two lines; Enter goes from the price of the first to the second.
  await page.getByLabel('Сумма чека').waitFor();
  await tabTo(page, page.getByRole('radio', { name: 'Сумма' }), 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, page.getByLabel('Что', { exact: true }));
  await type(page, 'Латте');
  await tabTo(page, page.getByLabel('Цена').first());
  await type(page, '290');
  await page.keyboard.press('Enter');
  await type(page, 'Торт');
  await tabTo(page, page.getByLabel('Цена').nth(1));
  await type(page, '710');
  await page.getByText('Скажите').waitFor();

  // The slider and the field beside it are both there for keys.
  await tabTo(page, page.getByRole('textbox', { name: 'Оплатить с карты' }));
  await type(page, '50');
  await page.getByText('950,00 ₽', { exact: true }).waitFor();
  await tabTo(page, page.getByRole('slider'));
  await page.keyboard.press('Home');
  await page.getByText('1 000,00 ₽', { exact: true }).first().waitFor();
  await page.keyboard.press('End');
  await page.getByText('900,00 ₽', { exact: true }).waitFor();
  await pressWhenReady(page, page.getByRole('button', { name: 'Готово' }), 'Enter');
  await page.getByText('Покупка записана').waitFor();
  await page.keyboard.press('Enter');

  // Back from the day's list, one of the two.
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('F9');
  await pressWhenReady(page, page.getByRole('button', { name: /^Продажа,/u }), 'Enter');
  await tabTo(page, page.getByLabel('Возвращается штук: Торт'));
  await page.keyboard.press('ControlOrMeta+A');
  await type(page, '1');
  await pressWhenReady(page, page.getByRole('button', { name: /^Вернуть \d/u }), 'Enter');
  await page.getByText('Возврат записан').waitFor();
  await page.keyboard.press('Enter');

  // By the slip's number, without a slip; Escape leaves it and then the return.
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('F8');
  await page.getByLabel('Номер чека').waitFor();
  await type(page, '261122-AAAAA-AAAAA');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alert').first().waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').waitFor();

  await pressWhenReady(page, page.getByRole('button', { name: 'Мария' }), 'Enter');
  await pressWhenReady(page, page.getByRole('button', { name: 'Заблокировать кассу' }), 'Enter');
  await page.getByRole('dialog').getByLabel(/^PIN/u).waitFor();
  await expectWell(page);
  await type(page, '4071');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await type(page, '1133');
  await page.getByRole('option').waitFor();
  // What the server refused on the way stands in the console: the receipt that nobody knows.
  expect(complaints.filter((text) => !/status of (?:404|422)/u.test(text))).toEqual([]);
  await page.context().close();
});
