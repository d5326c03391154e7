// The office's first screen over a real shop's ledger: its figures, what they say of themselves, a new shop, hostile names, axe.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { createFollower } from '../../src/features/reports/follow.ts';
import { buy, newMember, publishCoffee } from '../api/coffee.ts';
import { newOwner, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openOffice, type OpenedPage, type Wanted } from './office.ts';

const DAY_MS = 86_400_000;
/** Says which step did not happen, before the whole test is given up. */
const PATIENCE_MS = 9_000;
const HOSTILE = `<b>Магазин</b> ${'безпробелов'.repeat(5)} \u202Eشوب 🍩`;

let api: TestApi;
let shop: TestOrganization;
let fresh: TestOrganization;
let owner: TestPerson;
let founder: TestPerson;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  fresh = await api.organization();
  await publishCoffee(shop.call);
  await publishCoffee(fresh.call);
  await fill(shop);
  owner = await newOwner(api, shop);
  founder = await newOwner(api, fresh);
  await createFollower({ db: api.database.db, programs: api.registry }).follow();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await api.close();
});

/** Forty days of two members and of nobody, in two stores. */
async function fill({ call }: TestOrganization): Promise<void> {
  const [anna, boris] = [await newMember(call), await newMember(call)];
  for (let day = 40; day >= 0; day -= 1) {
    const at = new Date(Date.now() - day * DAY_MS - 60_000).toISOString();
    const store = day % 2 === 0 ? 'north' : HOSTILE;
    const { id } = day % 3 === 0 ? boris : anna;
    await buy(call, { id }, { amount: 30_000 + day * 100, receipt: { store, at }, history: true });
    await buy(call, undefined, { amount: 20_000, receipt: { store, at }, history: true });
  }
}

async function open(person: TestPerson, wanted: Omit<Wanted, 'address' | 'path'> = {}): Promise<OpenedPage> {
  const opened = await openOffice(browser, { ...wanted, address, path: '/office/', person });
  opened.page.setDefaultTimeout(PATIENCE_MS);
  return opened;
}

test('shows what the ledger says, beside the time before, and each figure explains itself by keyboard', async () => {
  const { page, complaints } = await open(owner);
  await page.getByRole('heading', { name: 'Сегодня', level: 1 }).waitFor();
  const report = await shop.call('GET', '/v1/reports/today?days=30');
  expect(report.at('figures.purchases')).toBe(30);
  await page.getByText('с таким же временем до него').waitFor();
  await page.getByText('30 без карты').waitFor();
  await page.getByText('50 % от всех').waitFor();
  const how = page.getByRole('button', { name: 'Как это считается: Активные' });
  await how.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Общая карта семьи считается один раз').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Показать таблицей').click();
  expect(await page.getByRole('table').getByRole('row').count()).toBe(31);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('one store, a day, a period of one’s own; a period turned round is refused in words and can be mended', async () => {
  const { page, complaints } = await open(owner, { locale: 'en-GB' });
  await page.getByText('30 without a card').waitFor();
  await page.locator('input[aria-label="Store"]').click();
  await page.getByRole('option', { name: 'north' }).click();
  await page.getByText('15 without a card').waitFor();
  const periods = page.getByRole('radiogroup', { name: 'Period' });
  await periods.getByText('7 days').click();
  await page.getByText('4 without a card', { exact: true }).waitFor();
  await periods.getByText('Own').click();
  const [from, to] = [page.getByLabel('From'), page.getByLabel('To', { exact: true })];
  const day = (back: number): string => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);
  const show = page.getByRole('button', { name: 'Show', exact: true });
  await from.fill(day(11));
  await to.fill(day(20));
  await show.click();
  await page.getByRole('alert').getByText('Period is turned round or too long').waitFor();
  await from.fill(day(20));
  await to.fill(day(11));
  await show.click();
  await page.getByText('5 without a card', { exact: true }).waitFor();
  // The browser itself tells of every refusal.
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
  await page.context().close();
});

test('a new shop is told what to do next', async () => {
  const { page, complaints } = await open(founder);
  await page.getByRole('heading', { name: 'Покупок пока нет' }).waitFor();
  expect(await page.getByRole('link', { name: 'Начать за минуту' }).getAttribute('href')).toBe('/office/start');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ['ru-RU', 'light', 360],
  ['en-GB', 'dark', 360],
  ['ru-RU', 'dark', 1440],
  ['en-GB', 'light', 768],
] as const)(
  'axe finds nothing serious, and nothing is wider than the screen: %s, %s, %i px',
  async (locale, scheme, width) => {
    const { page } = await open(owner, { locale, scheme, width });
    await page.getByText(locale === 'ru-RU' ? '30 без карты' : '30 without a card').waitFor();
    await expectWell(page);
    await page.context().close();
  },
);
