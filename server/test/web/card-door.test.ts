// The card's door when what is typed is no number and when another code is asked for too soon: a word on the spot, in the reader's
// language, instead of the API's words or a button that turns.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { newPhone, publishCoffee } from '../api/coffee.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openPage } from './office.ts';

/** Much shorter than the minute that is between two codes. */
const PATIENCE_MS = 15_000;

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
  await api.close();
});

test.each([
  [
    'ru-RU',
    /Ваш номер телефона/u,
    'Получить код',
    'Это не весь номер телефона.',
    'Лучше по почте',
    'Это не весь адрес.',
  ],
  [
    'en-GB',
    /Your phone number/u,
    'Get a code',
    'That is not a whole phone number.',
    'By e-mail instead',
    'That is not a whole address.',
  ],
] as const)(
  'what is no number and no address is told at the field: %s',
  async (locale, label, send, wrong, other, bad) => {
    const { page, context } = await openPage(browser, {
      address,
      path: `/c/${shop.organizationId}`,
      locale,
      width: 360,
    });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.getByLabel(label).fill('12<script>');
    await page.getByRole('button', { name: send }).click();
    await page.getByText(wrong).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await expectWell(page);
    await page.getByLabel(label).fill('1234');
    await page.getByText(wrong).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: other }).click();
    await page.getByRole('textbox').fill('anna@');
    await page.getByRole('button', { name: send }).click();
    await page.getByText(bad).waitFor();
    await context.close();
  },
);

test('whoever asks for another code too soon is told when, at once', async () => {
  const { page, context } = await openPage(browser, { address, path: `/c/${shop.organizationId}`, width: 360 });
  page.setDefaultTimeout(PATIENCE_MS);
  const phone = newPhone();
  for (const isFirst of [true, false]) {
    await page.getByLabel('Ваш номер телефона').fill(phone);
    await page.getByRole('button', { name: 'Получить код' }).click();
    if (isFirst) await page.getByRole('button', { name: 'Не мой номер' }).click();
  }
  await page.getByRole('alert').waitFor();
  await page.getByText(/через \d+ с/u).waitFor();
  await expectWell(page);
  await context.close();
});
