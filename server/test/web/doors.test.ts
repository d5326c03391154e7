// The office's door and the pages about people, keys and looks, as people meet them: signing in with a second factor, inviting and
// accepting, a session that ends in the middle of work, roles that see what they may.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { codeOf, newColleague, newEmail, newOwner, PASSWORD, type TestPerson, tokenFor } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { expectWell, openOffice, openPage, signInAt } from './office.ts';

let api: TestApi;
let shop: TestOrganization;
let owner: TestPerson;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: CORNER_COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  owner = await newOwner(api, shop);
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  expect(api.failures).toEqual([]);
  await api.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

test('a wrong password is refused in words, and the address stays', async () => {
  const { page, context } = await openPage(browser, { address, path: '/office/' });
  await signInAt(page, { email: owner.email, password: 'not the password' });
  await page.getByText('Неверная почта или пароль').waitFor();
  expect(await page.getByLabel(/^Почта/u).inputValue()).toBe(owner.email);
  await expectWell(page);
  await context.close();
});

test('a second factor is set up with a QR code drawn here, asked for at the next sign-in, replaced by a recovery code, turned off', async () => {
  const person = await newOwner(api, shop);
  const { page, context } = await openOffice(browser, { address, path: '/office/profile', person });
  await page.getByRole('button', { name: 'Включить' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ваш пароль').fill(person.password);
  await dialog.getByRole('button', { name: 'Дальше' }).click();
  await dialog.getByRole('img', { name: 'QR-код для приложения с кодами' }).waitFor();
  const secret = await dialog.getByLabel(/введите в приложение этот ключ/u).inputValue();
  const device = `otpauth://totp/x?secret=${secret}`;
  await expectWell(page);
  await dialog.getByLabel('Код из приложения').fill('000000');
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  await dialog.getByText('Неверный код').waitFor();
  await dialog.getByLabel('Код из приложения').fill(codeOf(device));
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  const [recovery = ''] = (await dialog.getByLabel('Запасные коды').inputValue()).split('\n');
  await dialog.getByRole('button', { name: 'Я их сохранил' }).click();
  await page.getByText('включён', { exact: true }).waitFor();
  await signOut(page);

  await signInAt(page, person);
  await page.getByRole('textbox', { name: 'Код' }).fill('000000');
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await page.getByText('Неверный код').waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: 'Телефона нет под рукой' }).click();
  await page.getByRole('textbox', { name: 'Запасной код' }).fill(recovery);
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await page.getByRole('navigation').waitFor();

  await page.goto(`${address}/office/profile`);
  await page.getByRole('button', { name: 'Выключить' }).click();
  await dialog.getByLabel('Ваш пароль').fill(person.password);
  await dialog.getByRole('button', { name: 'Выключить' }).click();
  await page.getByText('выключен', { exact: true }).waitFor();
  await context.close();
});

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Olga' }).click();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await heading(page, 'Вход').waitFor();
}

test('somebody is invited, finds the letter in the outbox, accepts, and is there with their role; then removed', async () => {
  const email = newEmail('boris');
  const { page, context, complaints } = await openOffice(browser, { address, path: '/office/staff', person: owner });
  await page.getByRole('button', { name: 'Пригласить' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Почта/u).fill(email);
  await dialog.getByLabel('управляющий').check();
  await expectWell(page);
  await dialog.getByRole('button', { name: 'Отправить', exact: true }).click();
  await dialog.getByRole('button', { name: 'Открыть «Исходящие»' }).click();
  await page.getByText('Почтовый сервер не настроен: письма ждут здесь').waitFor();
  const letter = page.getByRole('listitem').filter({ hasText: email });
  await letter.getByRole('button', { name: 'Показать' }).click();
  const link = await letter.getByLabel('Ссылка, которую нужно передать').inputValue();
  await expectWell(page);

  const invited = await openPage(browser, { address, path: link.replace(/^https?:\/\/[^/]+/u, ''), locale: 'en-GB' });
  await invited.page.getByText('“Shop” invites you to work there as manager.').waitFor();
  await invited.page.getByLabel(/^Your name/u).fill('Борис <b>Строгий</b>');
  await invited.page.getByLabel(/^Password/u).fill('short');
  expect(await invited.page.getByRole('button', { name: 'Accept' }).isDisabled()).toBe(true);
  await invited.page.getByLabel(/^Password/u).fill(PASSWORD);
  await expectWell(invited.page);
  await invited.page.getByRole('button', { name: 'Accept' }).click();
  await invited.page.getByRole('navigation').waitFor();
  await invited.page.getByRole('button', { name: 'Борис <b>Строгий</b> manager' }).waitFor();
  expect(invited.complaints).toEqual([]);

  await page.goto(`${address}/office/staff`);
  const row = page.getByRole('listitem').filter({ hasText: email });
  await row.getByText('Борис <b>Строгий</b>').waitFor();
  await row.getByRole('button', { name: 'Сменить роль' }).click();
  await dialog.getByLabel('кассир').check();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await row.getByText('кассир').waitFor();
  await row.getByRole('button', { name: 'Убрать' }).click();
  await dialog.getByText(/вход сюда закроется в течение пяти секунд/u).waitFor();
  await dialog.getByRole('button', { name: 'Убрать' }).click();
  await row.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await invited.context.close();
  await context.close();
});

test('an invitation that was used, and a link without its end, say what to do', async () => {
  const { page, context } = await openPage(browser, { address, path: '/office/invitation#used' });
  await page.getByText('Попросите новое').waitFor();
  await page.goto(`${address}/office/recovery`);
  await page.getByText('Ссылка неполная').waitFor();
  await expectWell(page);
  await context.close();
});

test('a forgotten password: the letter, a new one, and only that one counts', async () => {
  const person = await newColleague(api, shop, 'analyst');
  const { page, context } = await openPage(browser, { address, path: '/office/' });
  await page.getByRole('button', { name: 'Забыли пароль?' }).click();
  await page.getByLabel(/^Почта/u).fill(person.email);
  await page.getByRole('button', { name: 'Прислать письмо' }).click();
  await page.getByText('Письмо отправлено').waitFor();
  await expectWell(page);
  const token = await expect
    .poll(() => recoveryToken(person.email))
    .not.toBe('')
    .then(() => recoveryToken(person.email));
  await page.goto(`${address}/office/recovery#${token}`);
  await page.getByLabel(/^Новый пароль/u).fill('another horse battery');
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await page.getByRole('link', { name: 'Ко входу' }).click();
  await signInAt(page, person);
  await page.getByText('Неверная почта или пароль').waitFor();
  await signInAt(page, { email: person.email, password: 'another horse battery' });
  await page.getByRole('navigation').waitFor();
  await context.close();
});

async function recoveryToken(email: string): Promise<string> {
  try {
    return await tokenFor(shop, email);
  } catch {
    return '';
  }
}

test('a session that ends in the middle of work is asked for above the screen, and what was typed is still there', async () => {
  const { page, context } = await openOffice(browser, { address, path: '/office/receipt', person: owner });
  await page.getByLabel('Что', { exact: true }).fill('Раф');
  await owner.browser.call('DELETE', '/v1/me/sessions');
  await page.getByLabel('Телефон клиента').fill('+79001234567');
  const again = page.getByRole('dialog', { name: 'Войдите снова' });
  await again.waitFor();
  await expectWell(page);
  await signInAt(page, owner);
  await again.waitFor({ state: 'detached' });
  expect(await page.getByLabel('Что', { exact: true }).inputValue()).toBe('Раф');
  expect(await page.getByLabel('Телефон клиента').inputValue()).toBe('+79001234567');
  await context.close();
});

describe('roles', () => {
  test.each([
    ['cashier', ['Проверка чека']],
    ['analyst', ['Проверка чека']],
    ['owner', ['Проверка чека', 'Сотрудники', 'Настройки', 'Исходящие', 'Журнал', 'Ключи']],
  ])('%s sees the places of the role, and an address of another says whose it is', async (role, places) => {
    const person = role === 'owner' ? owner : await newColleague(api, shop, role);
    const { page, context } = await openOffice(browser, { address, path: '/office/keys', person });
    const seen = await page.getByRole('navigation').getByRole('link').allTextContents();
    expect(seen.filter((label) => KNOWN_PLACES.includes(label))).toEqual(places);
    if (role !== 'owner') await page.getByText('Это не для вашей роли').waitFor();
    await expectWell(page);
    await context.close();
  });
});

/** Of this test; other screens have theirs. */
const KNOWN_PLACES = ['Проверка чека', 'Сотрудники', 'Настройки', 'Исходящие', 'Журнал', 'Ключи'];

test('whoever works for two shops chooses at the sign-in and later, and sees only the chosen one', async () => {
  const other = await api.organization();
  await other.call('PATCH', '/v1/organization', { json: { name: 'Вторая лавка' } });
  const person = await newColleague(api, shop, 'analyst');
  await other.call('POST', '/v1/staff/invitations', { json: { email: person.email, role: 'owner' } });
  const token = await tokenFor(other, person.email);
  await person.browser.call('POST', '/v1/invitations/accept', { token });
  const { page, context } = await openPage(browser, { address, path: '/office/' });
  await signInAt(page, person);
  await heading(page, 'Где работаете сегодня?').waitFor();
  await expectWell(page);
  await page.getByRole('button', { name: /Вторая лавка/u }).click();
  await page.getByRole('navigation').getByText('Вторая лавка').waitFor();
  await page.getByRole('link', { name: 'Сотрудники' }).waitFor();
  await page.getByRole('button', { name: 'A analyst владелец' }).click();
  await page.getByRole('button', { name: /^Shop/u }).click();
  await page.getByRole('navigation').getByText('Shop').waitFor();
  await page.getByRole('link', { name: 'Сотрудники' }).waitFor({ state: 'detached' });
  await context.close();
});

test('a key is made with words for what it may do, shown once, and revoked; the last one stays', async () => {
  const { page, context } = await openOffice(browser, { address, path: '/office/keys', person: owner });
  await page.getByRole('button', { name: 'Создать ключ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Для чего он/u).fill('Интернет-магазин');
  await dialog.getByLabel('чтение').check();
  await expectWell(page);
  await dialog.getByRole('button', { name: 'Создать' }).click();
  const key = await dialog.getByLabel('Ключ «Интернет-магазин»').inputValue();
  expect(key).toMatch(/^kp_/u);
  await dialog.getByRole('button', { name: 'Я его сохранил' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Интернет-магазин' });
  await row.getByText('ещё не работал').waitFor();
  expect(await page.content()).not.toContain(key);
  await api.as(key)('GET', '/v1/organization');
  await expect.poll(async () => (await shop.call('GET', '/v1/keys')).text).not.toContain('"lastUsedAt":null');
  await page.reload();
  await row.getByText('последний раз работал').waitFor();
  await row.getByRole('button', { name: 'Отозвать' }).click();
  await dialog.getByRole('button', { name: 'Отозвать' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: '#1' }).getByRole('button', { name: 'Отозвать' }).click();
  await dialog.getByRole('button', { name: 'Отозвать' }).click();
  await dialog.getByRole('alert').waitFor();
  await context.close();
});

test('the shop’s name, colour and picture are everywhere at once; what is no picture is refused in words', async () => {
  const { page, context } = await openOffice(browser, { address, path: '/office/settings', person: owner });
  await page.getByLabel(/^Название магазина/u).fill('Лавка «Мир» 🥐 مرحبا');
  await page.getByLabel('Цвет', { exact: true }).fill('#ffe600');
  await page.getByText('чуть темнее или светлее').waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Сохранено').waitFor();
  await page.getByRole('navigation').getByText('Лавка «Мир» 🥐 مرحبا').waitFor();
  await expectWell(page);
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await page.getByText('Это не картинка').waitFor();
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await drawnPicture(page) });
  await page.getByAltText('Логотип сейчас').waitFor();
  await expectWell(page);
  const found = await api.as(null)('GET', `/v1/public/organizations/${shop.organizationId}`);
  expect(found.at('accentColor')).toBe('#ffe600');
  await page.getByRole('button', { name: 'Убрать' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Убрать' }).click();
  await page.getByText('Логотипа пока нет').waitFor();
  await context.close();
});

/** Heavier than a logo may be, so that the page has to make it smaller. */
async function drawnPicture(page: Page): Promise<Buffer> {
  const text: unknown = await page.evaluate(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1200;
    const context = canvas.getContext('2d');
    const noise = context.createImageData(1200, 1200);
    for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = at % 4 === 3 ? 255 : (at * at) % 251;
    context.putImageData(noise, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1];
  })()`);
  return Buffer.from(String(text), 'base64');
}

describe.each([
  ['ru-RU', 'light', 360],
  ['en-GB', 'dark', 1440],
] as const)('every page: %s %s %d px', (locale, scheme, width) => {
  test('stands whole, axe finds nothing serious, the console is silent', async () => {
    const { page, context, complaints } = await openOffice(browser, {
      address,
      path: '/office/journal',
      person: owner,
      locale,
      scheme,
      width,
    });
    for (const place of ['journal', 'staff', 'keys', 'letters', 'settings', 'profile']) {
      await page.goto(`${address}/office/${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.getByRole('status', { name: /^(?:Загружается|Loading)/u }).count()).toBe(0);
      await expectWell(page);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('on a narrow screen the keyboard does not wander through a drawer that is put away', async () => {
  const { page, context } = await openOffice(browser, { address, path: '/office/keys', person: owner, width: 360 });
  await page.getByRole('button', { name: 'Создать ключ' }).waitFor();
  const links = page.getByRole('navigation').getByRole('link');
  expect(await links.count()).toBe(0);
  await page.getByRole('button', { name: 'Меню' }).focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Создать ключ');
  await page.getByRole('button', { name: 'Меню' }).click();
  await links.first().waitFor();
  await context.close();
});

test('the journal tells in words what was done and by whom, and can be narrowed', async () => {
  await owner.browser.call('POST', '/v1/staff/invitations', { email: newEmail(), role: 'cashier' });
  await owner.browser.call('DELETE', '/v1/organization/logo');
  const { page, context } = await openOffice(browser, { address, path: '/office/journal', person: owner });
  // Those that can be chosen have the same names.
  const list = page.getByRole('list', { name: 'Действия' });
  await list.getByText('Приглашение сотрудника').first().waitFor();
  await page.getByPlaceholder('Все').nth(1).click();
  await page.getByRole('option', { name: 'Логотип убран' }).click();
  await list.getByText('Приглашение сотрудника').first().waitFor({ state: 'detached' });
  await list.getByText('Логотип убран').first().waitFor();
  await page.getByLabel('По', { exact: true }).fill('2020-01-01');
  await page.getByText('Ничего не нашлось').waitFor();
  await context.close();
});
