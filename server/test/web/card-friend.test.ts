// Joining by a friend's link: the code it brings is told about, and keeps nobody out.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { codeFor } from '../api/card-house.ts';
import { COFFEE, newPhone } from '../api/coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openPage } from './office.ts';

const PROGRAM = `${COFFEE}referral:
  qualifies: receipt.paid >= 1000.00
  friend: { earn: { wallet: bonus, units: 100 } }
`;
/** What the server refuses on the way is expected. */
const REFUSED = /status of (?:404|409)/u;

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;
let friendId: string;
let code: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  const headers = { 'content-type': 'application/yaml' };
  const published = await shop.call('PUT', '/v1/programs/corner-coffee', { text: PROGRAM, headers });
  if (published.status !== 200) throw new Error(published.text);
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
  const friend = await shop.call('POST', '/v1/members', { json: { identities: { phone: newPhone() } } });
  friendId = friend.textAt('id');
  code = (await shop.call('GET', `/v1/members/${friendId}/referral`)).textAt('code');
});
afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

/** Joins by the link, up to the consents, and ticks what must be. */
async function comeBy(link: string) {
  const opened = await openPage(browser, { address, path: `/c/${shop.organizationId}?friend=${link}`, width: 360 });
  const { page } = opened;
  const phone = newPhone();
  await page.getByLabel('Ваш номер телефона').fill(phone);
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.getByLabel('Код', { exact: true }).waitFor();
  await page.getByLabel('Код', { exact: true }).fill(await codeFor(shop, phone));
  await page.getByRole('checkbox').first().check();
  expect(await page.getByLabel('Код друга, если вас пригласили').inputValue()).toBe(link);
  await expectWell(page);
  return opened;
}

test('a code that nobody has is told under its field, and the next press makes the card without it', async () => {
  const { page, context, complaints } = await comeBy('NOTHERE9');
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByText('Такого кода нет').waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByRole('button', { name: 'Покажите на кассе' }).waitFor();
  expect(await page.getByText('Код друга').count()).toBe(0);
  expect(complaints.filter((complaint) => !REFUSED.test(complaint))).toEqual([]);
  await context.close();
});

test('a right one counts, and the card says so once', async () => {
  const { page, context, complaints } = await comeBy(code);
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByText('Код друга засчитан').waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Закрыть' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Покажите на кассе' }).waitFor();
  expect(await page.getByText('Код друга').count()).toBe(0);
  expect((await shop.call('GET', `/v1/members/${friendId}/referral`)).at('joined')).toBe(1);
  expect(complaints.filter((complaint) => !REFUSED.test(complaint))).toEqual([]);
  await context.close();
});
