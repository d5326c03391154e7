// From an empty server to a working program in a minute; and the editor of a program: forms and text are one document, nobody's work is
// written over or lost. In a real browser against the real API.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { openSetup } from '../../src/features/founding/found.ts';
import { newOwner, PASSWORD, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { expectWell, openOffice, openPage } from './office.ts';

const MINUTE_MS = 60_000;
const INTERACTIONS_MAX = 20;
/** Of one step; the machine may be busy. */
const PATIENCE_MS = 20_000;

let browser: Browser;
let api: TestApi;
let address: string;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  api = await createTestApi();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => api.close());

/** A refusal is an answer; only the browser calls it an error. */
const mistakesIn = (complaints: readonly string[]) => complaints.filter((text) => !text.includes('status of 4'));

test('a minute and fewer than 20 interactions from the server’s link to the first purchase, by keyboard', async () => {
  const token = await openSetup(api.database.db);
  const { page, complaints } = await openPage(browser, { address, path: `/office/setup#${token}` });
  let interactions = 0;
  const act = async (deed: Promise<unknown>): Promise<void> => {
    interactions += 1;
    await deed;
  };
  page.setDefaultTimeout(PATIENCE_MS);
  const startedAt = performance.now();
  await page.getByLabel('Как называется магазин?').waitFor();
  await expectWell(page);
  await act(page.keyboard.type('Кофе «У Анны» ☕'));
  for (const text of ['Анна', 'anna@shop.example', PASSWORD]) {
    await act(page.keyboard.press('Tab'));
    await act(page.keyboard.type(text));
  }
  await act(page.keyboard.press('Enter'));
  await act(page.getByRole('button', { name: /Кофейня, пекарня/u }).press('Enter'));
  await page.getByText(/^Клиент, который тратит 1\s000\s₽$/u).waitFor();
  const example = page.getByRole('status');
  await example.getByText(/^\+50\sбонусов$/u).waitFor();
  await act(page.getByRole('slider', { name: 'Сколько возвращается' }).press('ArrowRight'));
  await example.getByText(/^\+60\sбонусов$/u).waitFor();
  await example.getByText(/^500,00\s₽$/u).waitFor();
  await expectWell(page);
  await act(page.getByRole('button', { name: 'Открыть программу' }).press('Enter'));
  await page.getByRole('heading', { name: '«Кофе «У Анны» ☕» открыт' }).waitFor();
  await expectWell(page);
  await act(page.getByRole('button', { name: 'Провести пробную покупку' }).press('Enter'));
  await page.getByText(/^Записано: \+60\sбонусов$/u).waitFor();
  const tookMs = performance.now() - startedAt;
  await page.getByRole('button', { name: 'Отменить' }).click();
  await page.getByText('Отменено: ничего не учтено').waitFor();
  await page.getByRole('button', { name: 'Подключить кассу' }).click();
  await page
    .getByRole('dialog')
    .getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/u)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Плакат для печати' }).click();
  await page.getByRole('img', { name: 'Путь к карте «Кофе «У Анны» ☕»' }).waitFor();
  await expectWell(page);
  expect([tookMs < MINUTE_MS, interactions < INTERACTIONS_MAX, mistakesIn(complaints)]).toEqual([true, true, []]);
  await page.context().close();
});

describe('the editor', () => {
  let shop: TestOrganization;
  let owner: TestPerson;

  beforeEach(async () => {
    shop = await api.organization();
    await publish(CORNER_COFFEE);
    owner = await newOwner(api, shop);
  });

  const publish = (text: string) =>
    shop.call('PUT', '/v1/programs/corner-coffee', { text, headers: { 'content-type': 'application/yaml' } });
  const published = async (): Promise<string> =>
    (await shop.call('GET', '/v1/programs/corner-coffee')).textAt('source');

  async function raiseGuests(page: Page, to: string): Promise<void> {
    const field = page.getByLabel('Возвращается: Гость');
    await field.fill(to);
    await field.press('Enter');
  }

  test('a form changes its one place of the text, which keeps its comments; tried, published, and there as a version', async () => {
    const { page, complaints } = await openOffice(browser, { address, path: '/office/program', person: owner });
    await raiseGuests(page, '6');
    const text = page.getByTestId('program-text');
    await expect.poll(() => text.textContent()).toContain('guest: 6%');
    expect(await text.textContent()).toContain('# up to half of the receipt');
    await page.getByText(/^\+72\sбонуса$/u).waitFor();
    await expectWell(page);
    await page.getByRole('button', { name: 'Опубликовать…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('5% → 6%').waitFor();
    await expectWell(page);
    await dialog.getByRole('button', { name: 'Опубликовать' }).click();
    await page.getByText('Версия 2 опубликована').waitFor();
    expect(await published()).toBe(CORNER_COFFEE.replace('guest: 5%', 'guest: 6%'));
    await page.getByText('Версии', { exact: true }).click();
    await page.getByRole('heading', { name: 'Версия 1' }).waitFor();
    await expectWell(page);
    expect(mistakesIn(complaints)).toEqual([]);
    await page.context().close();
  });

  test('a mistake in the text is told in Russian at its place, and stops publishing; a draft outlives the page', async () => {
    const { page, complaints } = await openOffice(browser, { address, path: '/office/program', person: owner });
    const code = page.getByRole('textbox', { name: 'Программа текстом' });
    await code.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('colour: red');
    await page.getByText('неизвестное слово «colour»').waitFor();
    expect(await page.getByRole('button', { name: 'Опубликовать…' }).isDisabled()).toBe(true);
    await page.reload();
    await page.getByText(/^Ваш черновик от/u).waitFor();
    await page.getByText('неизвестное слово «colour»').waitFor();
    await page.getByRole('button', { name: 'Отказаться от черновика' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отказаться от черновика' }).click();
    await page.getByText('Ошибок нет').waitFor();
    expect([await published(), mistakesIn(complaints)]).toEqual([CORNER_COFFEE, []]);
    await page.context().close();
  });

  test('what somebody else published meanwhile is said, and neither text is lost', async () => {
    const { page, complaints } = await openOffice(browser, { address, path: '/office/program', person: owner });
    await raiseGuests(page, '8');
    await expect.poll(() => page.getByTestId('program-text').textContent()).toContain('guest: 8%');
    await publish(CORNER_COFFEE.replace('friend: 7%', 'friend: 9%'));
    await page.getByRole('button', { name: 'Опубликовать…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Опубликовать' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Пока вы правили, опубликована версия 2' });
    await conflict.waitFor();
    expect(await published()).toContain('friend: 9%');
    await conflict.getByRole('button', { name: 'Показать отличия' }).click();
    await conflict.locator('.cm-editor').waitFor();
    await expectWell(page);
    await conflict.getByRole('button', { name: 'Оставить моё' }).click();
    await page.getByRole('button', { name: 'Опубликовать…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Опубликовать' }).click();
    await page.getByText('Версия 3 опубликована').waitFor();
    expect([await published(), mistakesIn(complaints)]).toEqual([CORNER_COFFEE.replace('guest: 5%', 'guest: 8%'), []]);
    await page.context().close();
  });

  test('an owner opens another shop beside the first, in English', async () => {
    const { page, complaints } = await openOffice(browser, {
      address,
      path: '/office/start',
      locale: 'en-GB',
      person: owner,
    });
    await page.getByLabel('What is the shop called?').fill('Another <b>shop</b>');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Corner shop/u }).click();
    await page.getByRole('button', { name: 'Open the program' }).click();
    await page.getByRole('heading', { name: '“Another <b>shop</b>” is open' }).waitFor();
    expect([await published(), mistakesIn(complaints)]).toEqual([CORNER_COFFEE, []]);
    await page.context().close();
  });
});
