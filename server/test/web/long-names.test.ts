// Wallets, levels, rewards, coupons and people whose names are as long as they may be, in scripts of both directions, with amounts as
// large as they come: on the narrowest telephone nothing of the till and of the card is cut or wider than the screen.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { codeFor } from '../api/card-house.ts';
import { newTill, pairingCode } from '../api/till-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openPage } from './office.ts';
import { LONG_NAME, longProgram } from './screens-shops.ts';

const PATIENCE_MS = 15_000;
const CARD = '2000000009993';
const PHONE = '+79165559993';

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  for (const id of ['long', 'other']) {
    const headers = { 'content-type': 'application/yaml' };
    const { status } = await shop.call('PUT', `/v1/programs/${id}`, { text: longProgram(id), headers });
    expect(status).toBe(200);
  }
  const member = { card: CARD };
  const profile = { name: LONG_NAME.slice(0, 200) };
  await shop.call('POST', '/v1/members', { json: { identities: { card: CARD, phone: PHONE }, profile } });
  for (const wallet of ['main', 'second', 'third']) {
    const json = { member, programId: 'long', wallet, units: 123_456_789, reason: LONG_NAME.slice(0, 200) };
    expect((await shop.call('POST', '/v1/corrections', { json })).status).toBe(201);
  }
  await shop.call('POST', '/v1/coupons/coupon/issues', { json: { member, programId: 'long', count: 3 } });
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

test('the till: found, sold, recorded, returned', async () => {
  const { tillId } = await newTill(api, shop, { name: LONG_NAME.slice(0, 100) });
  const path = `/till#pair=${await pairingCode(shop, tillId)}`;
  const { page, context, complaints } = await openPage(browser, { address, path, width: 360 });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.getByRole('combobox').fill('Общество');
  await page.getByRole('option').first().click();
  await page.getByLabel('Сумма чека').fill('98765432');
  await page.getByText('Скажите').waitFor();
  await expectWell(page);
  await page.getByLabel('Сумма чека').press('Enter');
  await page.getByText('Покупка записана').waitFor();
  await expectWell(page);
  await page.keyboard.press('F9');
  await page
    .getByRole('button', { name: /^Продажа,/u })
    .first()
    .click();
  await page.getByRole('button', { name: 'Всё', exact: true }).click();
  await page.getByRole('button', { name: /^Вернуть \S*\d/u }).waitFor();
  await expectWell(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the card: every place of it', async () => {
  const path = `/c/${shop.organizationId}`;
  const { page, context, complaints } = await openPage(browser, { address, path, width: 360, scheme: 'dark' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.getByLabel('Ваш номер телефона').fill(PHONE);
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.getByLabel('Код', { exact: true }).waitFor();
  await page.getByLabel('Код', { exact: true }).fill(await codeFor(shop, PHONE));
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByRole('img', { name: 'QR-код вашей карты' }).waitFor();
  await page.getByRole('heading', { name: 'Последнее' }).waitFor();
  await expectWell(page);
  for (const [place, seen] of [
    ['/rewards', 'Взять'],
    ['/history', 'Почему столько'],
    ['/more', 'Профиль'],
  ] as const) {
    await page.goto(`${address}${path}${place}`);
    await page.getByText(seen).first().waitFor();
    await expectWell(page);
  }
  // What the server refuses on the way in is expected: the code is right, the consents are not given yet.
  expect(complaints.filter((text) => !/status of 4(?:09|22)/u.test(text))).toEqual([]);
  await context.close();
});
