// The office's texts to agree to: read, changed in both languages, published with the consequence in numbers; nothing that was written is lost.
// And what it says where a page came without https.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { openCard } from '../api/card-house.ts';
import { newOwner } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openOffice } from './office.ts';

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['127.0.0.1'] });
  shop = await api.organization();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser(['--host-resolver-rules=MAP shop.example 127.0.0.1']);
});
afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

test('a text is changed in both languages, survives a closed page, and is published after its consequence was told in numbers', async () => {
  await openCard(api, shop);
  await openCard(api, shop);
  const person = await newOwner(api, shop);
  const { page, complaints } = await openOffice(browser, { address, path: '/office/consents', person });
  await page.getByRole('heading', { name: 'Обработка персональных данных' }).waitFor();
  await page.getByText('Версия 1, действует с').first().waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Изменить текст' }).first().click();
  await page.getByLabel('Текст по-русски').fill('Мой текст.\n\nВторой абзац.');
  await page.reload();
  await page.getByLabel('Текст по-русски').waitFor();
  expect(await page.getByLabel('Текст по-русски').inputValue()).toBe('Мой текст.\n\nВторой абзац.');
  await page.getByLabel('Текст по-английски').fill('My text.');
  // Somebody else publishes meanwhile: theirs is shown above, and the own words stay.
  const words = { ru: 'Чужой', en: 'Theirs' };
  await shop.call('PUT', '/v1/consents/processing', { json: { title: words, text: words } });
  const publish = async (version: number) => {
    await page.getByRole('button', { name: 'Опубликовать…' }).click();
    const dialog = page.getByRole('dialog', { name: `Опубликовать версию ${version}?` });
    await dialog.getByText('2 клиента согласились с прежними словами').waitFor();
    await expectWell(page);
    await dialog.getByRole('button', { name: 'Опубликовать' }).click();
    return dialog;
  };
  await expect.poll(() => page.getByText('Версия 2, действует с').count()).toBe(1);
  await (await publish(3)).waitFor({ state: 'hidden' });
  await page.getByText('Второй абзац.').waitFor();
  await page.getByRole('button', { name: '2 прежние версии' }).click();
  await page.getByText('2 клиента согласились с ней').waitFor();
  await expectWell(page);
  const texts = await shop.call('GET', '/v1/consents');
  expect([texts.at('consents.0.version'), texts.at('consents.0.text.en')]).toEqual([3, 'My text.']);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ['localhost', (at: string) => at, 0],
  ['another name', (at: string) => at.replace('127.0.0.1', 'shop.example'), 1],
])('settings and stores say what is missing without https at %s, and are whole on a phone', async (_, at, times) => {
  const person = await newOwner(api, shop);
  const wanted = { address: at(address), path: '/office/settings', locale: 'en-GB', width: 360, person } as const;
  const { page } = await openOffice(browser, wanted);
  for (const [place, title] of [
    ['settings', 'Settings'],
    ['stores', 'Stores and tills'],
  ] as const) {
    await page.goto(`${at(address)}/office/${place}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await page.getByText('This address has no https').count()).toBe(times);
  }
  await expectWell(page);
  await page.context().close();
});
