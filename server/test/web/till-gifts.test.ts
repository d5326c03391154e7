// Gift cards at the till: chosen parts of a sale, for whoever comes; on the slip, and back to the cards with a return; taken once, whatever breaks.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { newMember } from '../api/coffee.ts';
import { newShop, sell } from '../api/gift-card-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, type OpenedPage, type Wanted } from './office.ts';
import { openTill, scan } from './till-page.ts';

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await newShop(api, '{ min: 100.00, max: 50000.00, expires: P3Y }');
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

const open = (wanted: Partial<Wanted>): Promise<OpenedPage> => openTill(browser, { api, shop, address }, wanted);
const newGift = async (amount: number): Promise<string> => (await sell(shop.call, amount)).code;

const balanceOf = async (code: string): Promise<unknown> =>
  (await shop.call('POST', '/v1/gift-cards/check', { json: { code } })).at('balance');

test('gift cards pay a part that is chosen and the rest, with a customer and without; a return gives it back to them', async () => {
  const [first, second] = [await newGift(100_000), await newGift(500_000)];
  const zoya = await newMember(shop.call);
  const { page, complaints } = await open({ locale: 'ru-RU' });
  // Before anybody is known: it waits for the sale.
  await scan(page, first);
  await page.getByText('Подарочная карта: 1 000,00 ₽').waitFor();
  await scan(page, zoya.phone);
  await page.getByText('Другой клиент').waitFor();
  await page.getByLabel('Сумма чека').fill('3000');
  await page.getByText('2 000,00 ₽', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Ввести код' }).click();
  await page.getByLabel('Код купона или подарочной карты').fill(second.toLowerCase());
  await page.keyboard.press('Enter');
  const some = page.getByLabel(`Заплатить подарочной картой …${second.slice(-4)}`);
  await some.fill('1500');
  await page.getByText('500,00 ₽', { exact: true }).waitFor();
  await page.getByText('подарочной картой 2 500,00 ₽').waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByText('Покупка записана').waitFor();
  await page.getByText('Взять с клиента').locator('..').getByText('500,00 ₽').waitFor();
  await expectWell(page);
  expect([await balanceOf(first), await balanceOf(second)]).toEqual([0, 350_000]);
  const slip = page.locator('.kopilka-slip');
  const printed = ((await slip.textContent()) ?? '').replaceAll(/\s/gu, ' ');
  expect(printed).toContain(`На подарочной карте …${second.slice(-4)}3 500,00 ₽`);
  const number = /\d{6}-\w{5}-\w{5}/u.exec(printed)?.[0] ?? '';
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').waitFor();
  // Money first came from the cards, and goes back to them first.
  await scan(page, `KR1.${number}`);
  await page.getByRole('button', { name: 'Всё', exact: true }).click();
  await page.getByText(`Вернётся на подарочную карту …${second.slice(-4)}`).waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Вернуть 3 000,00 ₽' }).click();
  await page.getByText('Возврат записан').waitFor();
  await page.getByText('Отдать клиенту').locator('..').getByText('500,00 ₽').waitFor();
  await expectWell(page);
  expect([await balanceOf(first), await balanceOf(second)]).toEqual([100_000, 500_000]);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').waitFor();
  await page.getByRole('button', { name: /Без карты/u }).click();
  await scan(page, first);
  await page.getByLabel('Сумма чека').fill('400');
  await page.getByText('0,00 ₽', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByText('Записана без карты.').waitFor();
  expect(await balanceOf(first)).toBe(60_000);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a gift card that was emptied meanwhile pays nothing: the purchase stands, and it is said what to take instead', async () => {
  const code = await newGift(100_000);
  const { page } = await open({ locale: 'en-GB', width: 360 });
  await page.getByRole('button', { name: /Without a card/u }).click();
  await page.getByLabel('Sum of the receipt').fill('1000');
  await scan(page, code);
  await page.getByText(`Gift card …${code.slice(-4)}`).waitFor();
  await shop.call('POST', '/v1/gift-cards/payments', { json: { code, amount: 'max', receiptId: 'elsewhere' } });
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('The purchase is recorded').waitFor();
  await page.getByText(`The gift card …${code.slice(-4)} paid nothing: take ₽1,000.00 in another way.`).waitFor();
  await page.getByText('Take from the customer').locator('..').getByText('₽1,000.00').waitFor();
  await expectWell(page);
  await page.context().close();
});

test('an answer about a gift card that is lost in the middle charges it once', async () => {
  const code = await newGift(100_000);
  const { page } = await open({ locale: 'ru-RU' });
  await page.getByRole('button', { name: /Без карты/u }).click();
  await page.getByLabel('Сумма чека').fill('300');
  await page.getByRole('button', { name: 'Ввести код' }).click();
  await page.getByLabel('Код купона или подарочной карты').fill(code);
  await page.keyboard.press('Enter');
  await page.getByText(`Подарочная карта …${code.slice(-4)}`).waitFor();
  let lost = 0;
  await page.route('**/v1/gift-cards/payments', async (route) => {
    if (lost < 5) {
      await route.fetch();
      lost += 1;
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByText('Неизвестно, записана ли покупка').waitFor({ timeout: 20_000 });
  await page.getByText('Покупка записана').waitFor({ timeout: 30_000 });
  expect(await balanceOf(code)).toBe(70_000);
  await page.context().close();
});
