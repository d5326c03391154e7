// A till from the office to its first sale: the owner makes a store, a till and a PIN; a device is paired by the code; a cashier enters the
// PIN, is locked out in the middle of a sale when the till is revoked, and goes on where they were.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../../../scripts/chromium.ts';
import { newOwner, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { newCashier, newTill, pairingCode } from '../api/till-house.ts';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { expectWell, openOffice, openPage } from './office.ts';

let api: TestApi;
let shop: TestOrganization;
let owner: TestPerson;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  ({ shop, owner } = await newShop());
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await api.close();
});

async function newShop(): Promise<{ readonly shop: TestOrganization; readonly owner: TestPerson }> {
  const made = await api.organization();
  await made.call('PUT', '/v1/programs/corner-coffee', {
    text: CORNER_COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  await made.call('POST', '/v1/members', { json: { identities: { phone: '+79001234567' } } });
  return { shop: made, owner: await newOwner(api, made) };
}

const field = (page: Page) => page.getByLabel('Телефон, карта или имя');

test('from an empty list of stores to a till that is paired and asks for a PIN', async () => {
  const { page, context, complaints } = await openOffice(browser, { address, path: '/office/stores', person: owner });
  await page.getByRole('heading', { name: 'Точек пока нет' }).waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Добавить точку' }).first().click();
  await page.getByLabel('Название').fill('На Покровке');
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  await page.getByRole('heading', { name: 'На Покровке' }).waitFor();
  await page.getByRole('button', { name: 'Добавить кассу' }).click();
  expect(await page.getByLabel('Название').inputValue()).toBe('Касса 1');
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  const shown = page.getByRole('dialog').getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
  await shown.waitFor();
  await page.getByRole('img', { name: 'Ссылка, которая подключает кассу' }).waitFor();
  await expectWell(page);
  const code = (await shown.textContent()) ?? '';

  const device = await openPage(browser, { address, path: '/till' });
  await device.page.getByRole('heading', { name: 'Подключение кассы' }).waitFor();
  await expectWell(device.page);
  await device.page.keyboard.type(code.toLowerCase().replace('-', ''));
  await device.page.keyboard.press('Enter');
  await field(device.page).waitFor();
  await page.getByText('Касса «Касса 1» подключена').waitFor();
  await page.getByRole('button', { name: 'Закрыть' }).last().click();

  await page.getByRole('button', { name: 'Добавить кассира' }).click();
  await page.getByLabel('Имя').fill('Мария');
  await page.getByLabel('PIN-код').fill('4071');
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  await page.getByText('есть PIN-код').waitFor();
  await page.getByLabel('Больше, чем').fill('500');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText(/Код спрашивается, если больше 500,00/u).waitFor();
  await expectWell(page);
  const stores = z.array(z.looseObject({ id: z.string() })).parse((await shop.call('GET', '/v1/stores')).at('stores'));
  expect(stores.map(({ id }) => id)).toEqual(['na-pokrovke']);
  expect((await shop.call('GET', '/v1/till-settings')).at('confirmAbove')).toBe(50_000);

  // The device that is paired asks for the PIN from now on.
  await device.page.reload();
  await device.page.getByLabel('PIN-код: Мария').waitFor();
  await expectWell(device.page);
  expect([complaints, device.complaints]).toEqual([[], []]);
  await context.close();
  await device.context.close();
});

test('a PIN by the keys of the screen, a wrong one in words, and the next cashier after locking', async () => {
  const own = await newShop();
  const till = await newTill(api, own.shop, { name: 'Касса 7' });
  await newCashier(own.shop, 'Мария', '4071');
  await newCashier(own.shop, 'Борис', '99551');
  const code = await pairingCode(own.shop, till.tillId);
  const { page, context } = await openPage(browser, { address, path: `/till#pair=${code}`, width: 360 });
  await page.getByRole('button', { name: 'Мария' }).click();
  expect(page.url()).not.toContain('pair');
  await expectWell(page);
  for (const digit of '4072') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Начать' }).click();
  await page.getByText('Неверный PIN-код').waitFor();
  expect(await page.getByLabel('PIN-код: Мария').inputValue()).toBe('');
  await page.keyboard.type('4071');
  await page.keyboard.press('Enter');
  await field(page).waitFor();
  await context.close();
});

test('a till that is revoked in the middle of a sale says so and loses nothing; with a new code it goes on', async () => {
  const own = await newShop();
  const till = await newTill(api, own.shop);
  const code = await pairingCode(own.shop, till.tillId);
  const { page, context } = await openPage(browser, { address, path: `/till#pair=${code}` });
  await field(page).fill('89001234567');
  await page.keyboard.press('Enter');
  await page.getByLabel('Сумма чека').fill('290');
  await own.shop.call('DELETE', `/v1/tills/${till.tillId}`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Касса отключена' }).waitFor();
  const next = await newTill(api, own.shop, { name: 'Касса 2' });
  await page.getByRole('textbox', { name: 'Код', exact: true }).fill(await pairingCode(own.shop, next.tillId));
  await page.getByRole('button', { name: 'Подключить' }).click();
  await page.getByRole('heading', { name: 'Касса отключена' }).waitFor({ state: 'detached' });
  expect(await page.getByLabel('Сумма чека').inputValue()).toContain('290');
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByText('Покупка записана').waitFor();
  await context.close();
});

test.each([
  ['a garbage code', '%%%%'],
  ['a code of nobody', 'AAAA-AAAA'],
  ['markup', '<b>1</b>'],
])('%s is refused in words, and stays to be corrected', async (_, typed) => {
  const { page, context } = await openPage(browser, { address, path: '/till', locale: 'en-GB' });
  await page.getByRole('textbox', { name: 'Code' }).fill(typed);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByText('The code does not work').waitFor();
  expect(await page.getByRole('textbox', { name: 'Code' }).inputValue()).toBe(typed);
  await context.close();
});
