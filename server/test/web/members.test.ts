// Members in the office, in a real browser: found as one types, listed by what is asked, looked at, corrected, blocked, merged, forgotten.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { buy } from '../api/coffee.ts';
import { newColleague, newOwner, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { expectWell, openOffice, type Wanted } from './office.ts';

const NASTY = `<img src=x onerror="document.title='broken'">${'😀'.repeat(20)} שלום עולם ${'ж'.repeat(100)}`;

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;
let owner: TestPerson;
let analyst: TestPerson;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: CORNER_COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  for (const [name, phone] of [
    ['Анна Соколова', '+79161234567'],
    ['Семён Ёлкин', '+79031110000'],
    ['Соколова Аня', '+79161239999'],
    [NASTY, '+79261112233'],
    ['Забытый Иван', '+79991112244'],
  ] as const) {
    const made = await shop.call('POST', '/v1/members', { json: { identities: { phone }, profile: { name } } });
    ids[phone.slice(-4)] = made.textAt('id');
  }
  await buy(shop.call, { phone: '+79161234567' }, { amount: 100_000 });
  owner = await newOwner(api, shop);
  analyst = await newColleague(api, shop, 'analyst');
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await api.close();
});

function open(path: string, wanted: Partial<Wanted> & { readonly person?: TestPerson } = {}) {
  return openOffice(browser, { address, path, person: owner, ...wanted });
}

const found = (page: Page) => page.locator('[data-row]').allTextContents();

describe('the list', () => {
  test('finds as one types, by name and by last digits, and leads to the member by keyboard; what was typed waits for the way back', async () => {
    const { page, context, complaints } = await open('/office/members');
    await page.getByRole('heading', { name: 'Клиенты', level: 1 }).waitFor();
    await expect.poll(() => found(page)).toHaveLength(5);
    await page.getByLabel('Найти клиента').fill('семен');
    await expect.poll(() => found(page)).toEqual(['Семён Ёлкин']);
    await page.getByLabel('Найти клиента').fill('4567');
    await expect.poll(() => found(page)).toEqual(['Анна Соколова']);
    await expectWell(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Анна Соколова', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Все клиенты' }).click();
    await expect.poll(() => found(page)).toEqual(['Анна Соколова']);
    await page.getByLabel('Найти клиента').fill('нетакого');
    await page.getByText('Никого не нашлось').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows whom the address asks for, and nobody in words', async () => {
    const { page, context, complaints } = await open('/office/members?filter=level&level=guest', {
      locale: 'en-GB',
      width: 360,
    });
    await page.getByRole('radio', { name: 'By level', checked: true }).waitFor({ state: 'attached' });
    await expect.poll(() => found(page)).toHaveLength(5);
    await expectWell(page);
    await page.getByText('Blocked', { exact: true }).click();
    await page.getByText('Nobody fits').waitFor();
    expect(page.url()).toContain('filter=blocked');
    await expectWell(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a member', () => {
  test('shows balance, what ends when, and why this many; a correction says what the balance will be and stays in the history', async () => {
    const { page, context, complaints } = await open(`/office/members/${ids['4567']}`, { locale: 'en-GB' });
    await page.getByText('Purchase for ₽1,000.00').waitFor();
    await page.getByText('Welcome gift: earned 100 bonuses').waitFor();
    await page.getByText(/₽5,000\.00 to “Friend”/u).waitFor();
    await expectWell(page);
    await page.getByRole('button', { name: 'Correct the balance' }).click();
    await page.getByLabel('How many').fill('40');
    await page.getByLabel('Reason').fill('=HYPERLINK("x") for <b>waiting</b>');
    await page.getByText('The balance will be 140 bonuses, now it is 100 bonuses.').waitFor();
    await expectWell(page);
    await page.getByRole('button', { name: 'Add 40 bonuses' }).click();
    await page.getByText('Corrected by +40 bonuses. The balance is 140 bonuses.').waitFor();
    await page.getByText('for <b>waiting</b>').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is blocked with the consequence in numbers, and unblocked', async () => {
    const { page, context } = await open(`/office/members/${ids['0000']}`, { scheme: 'dark', width: 360 });
    await page.getByRole('button', { name: 'Ещё' }).click();
    await page.getByRole('menuitem', { name: 'Заблокировать' }).click();
    await page.getByText(/Баланс останется \(100\sбонусов\)/u).waitFor();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expectWell(page);
    await page.getByRole('button', { name: 'Заблокировать' }).click();
    await page.getByText('Заблокирован. Покупки по этой карте не проходят.').waitFor();
    expect((await buy(shop.call, { phone: '+79031110000' })).code).toBe('member_blocked');
    await page.getByRole('button', { name: 'Ещё' }).click();
    await page.getByRole('menuitem', { name: 'Разблокировать' }).click();
    await page.getByRole('button', { name: 'Разблокировать' }).click();
    await page.getByText('Разблокирован.').waitFor();
    expect((await buy(shop.call, { phone: '+79031110000' })).status).toBe(201);
    await context.close();
  });

  test('takes in another account after its numbers were shown', async () => {
    const { page, context } = await open(`/office/members/${ids['4567']}`);
    const before = await shop.call('GET', `/v1/members/${ids['4567']}`);
    const had = Number(before.at('accounts.0.balances.bonus.available'));
    await page.getByRole('button', { name: 'Ещё' }).click();
    await page.getByRole('menuitem', { name: 'Объединить с другим' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Найти клиента').fill('соколова');
    await dialog.getByText('Это тот же клиент.').waitFor();
    await dialog.getByText('Соколова Аня').click();
    await dialog.getByText(new RegExp(`${had}\\sбонус\\S* → ${had + 100}\\sбонус`, 'u')).waitFor();
    await expectWell(page);
    await dialog.getByLabel('Причина').fill('Один и тот же человек');
    await dialog.getByRole('button', { name: 'Объединить навсегда' }).click();
    await page.getByText('Объединено. Теперь всё на этом счёте.').waitFor();
    await context.close();
  });

  test('with a name of markup, emoji and two directions harms nothing', async () => {
    const { page, context, complaints } = await open(`/office/members/${ids['2233']}`, { width: 360 });
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(NASTY);
    expect(await page.title()).not.toBe('broken');
    await expectWell(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('downloads what is stored, and is forgotten after the consequences were said', async () => {
    const { page, context } = await open(`/office/members/${ids['2244']}`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать всё' }).click();
    expect((await download).suggestedFilename()).toBe('личные-данные.json');
    await page.getByRole('button', { name: 'Забыть навсегда' }).click();
    await page.getByText(/Пропадёт для клиента: 100\sбонусов/u).waitFor();
    await expectWell(page);
    await page.getByRole('button', { name: 'Забыть', exact: true }).click();
    await page.getByText('Здесь больше ничто не называет этого человека.').waitFor();
    expect((await shop.call('GET', `/v1/members/${ids['2244']}`)).code).toBe('member_unknown');
    await context.close();
  });

  test('is only looked at by whoever may only look', async () => {
    const { page, context, complaints } = await open(`/office/members/${ids['0000']}`, { person: analyst });
    await page.getByRole('heading', { name: 'Семён Ёлкин', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'История' }).waitFor();
    expect(await page.getByRole('button', { name: /Исправить|Ещё|Забыть|Скачать/u }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('that nobody knows is refused in words', async () => {
    const { page, context } = await open(`/office/members/${crypto.randomUUID()}`);
    await page.getByText('Клиент не найден').waitFor();
    await context.close();
  });
});
