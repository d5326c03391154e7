// The built screens in a real browser, against the real API with its content-security-policy: every entry starts without a
// complaint in the console, and what the office's first screen promises it does.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { signInAt } from './office.ts';
import { newOwner, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { openBrowser } from '../../../scripts/chromium.ts';

let api: TestApi;
let shop: TestOrganization;
let owner: TestPerson;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  owner = await newOwner(api, shop);
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: CORNER_COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  await shop.call('POST', '/v1/members', { json: { identities: { phone: '+79001234567' } } });
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await api.close();
});

async function open(path: string, locale: 'ru-RU' | 'en-GB'): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${address}${path}`);
  return { page, complaints };
}

test('the office starts at the door without a complaint, in the browser’s language', async () => {
  const { page, complaints } = await open('/office', 'ru-RU');
  await page.getByRole('heading', { name: 'Вход', level: 1 }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the receipt is decided in the browser and by the server alike', async () => {
  const { page, complaints } = await open('/office/receipt', 'en-GB');
  await signInAt(page, owner);
  await page.getByRole('heading', { name: 'Try a receipt', level: 1 }).waitFor();
  await page.getByText('₽290.00').first().waitFor();
  await page.getByLabel('A customer’s phone').fill('+79001234567');
  const member = page.getByText('With their level and balance as they are now.');
  await member.waitFor();
  // 5 % of 290.00 for whoever has no level yet; mornings of working days give as much again on coffee.
  const amounts = await page.getByText(/^\+(?:14|28|29)\sbonuses$/u).allTextContents();
  expect(amounts).toHaveLength(2);
  expect(amounts[0]).toBe(amounts[1]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ['ru-RU', 'Ваша карта', 'Это не адрес магазина'],
  ['en-GB', 'Your card', 'This address is not a shop’s'],
] as const)(
  'the card shows the shop’s name to anybody, and a wrong address says so: %s',
  async (locale, how, wrong) => {
    const { page, complaints } = await open(`/c/${shop.organizationId}`, locale);
    await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor();
    await page.getByRole('heading', { name: how }).waitFor();
    expect(complaints).toEqual([]);
    await page.goto(`${address}/c/nobody`);
    await page.getByText(wrong).waitFor();
    await page.context().close();
  },
);

test('of a shop nobody learns more than its name and look, and of one that is not there nothing', async () => {
  const anybody = api.as(null);
  const found = await anybody('GET', `/v1/public/organizations/${shop.organizationId}`);
  expect([found.status, JSON.parse(found.text)]).toEqual([
    200,
    { id: shop.organizationId, name: 'Shop', accentColor: null, logo: null },
  ]);
  const missing = await anybody('GET', `/v1/public/organizations/${crypto.randomUUID()}`);
  expect([missing.status, missing.code]).toEqual([404, 'organization_unknown']);
  expect((await anybody('GET', '/v1/public/organizations/nobody')).code).toBe('request_invalid');
});
