// A shop's past comes in through the office: from the file to the members' balances by keyboard, what is wrong told row by row, cuts and stops
// gone on with, and other people's files refused in words.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { openBrowser } from '../../../scripts/chromium.ts';
import { everySoOften } from '../../src/kit/every-so-often.ts';
import { workerOf } from '../api/imports-house.ts';
import { newColleague, newOwner, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { sampleText } from '../../../web/src/office/import/sample-file.ts';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { expectWell, type OpenedPage, openOffice, type Wanted } from './office.ts';

const PAUSE_MS = 100;
/** Says which step did not happen, before the whole test is given up. */
const PATIENCE_MS = 9_000;
/** Of stories with many steps, each with a look by axe. */
const LONG_MS = 90_000;

let api: TestApi;
let browser: Browser;
let address: string;
let endWork: () => Promise<void>;
/** What went wrong in the work beside the requests. */
const failures: unknown[] = [];
/** Whether the work rests, as it does while a process is being replaced. */
let rests = false;

beforeAll(async () => {
  api = await createTestApi();
  endWork = startWork();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await endWork();
  await api.close();
  expect(failures).toEqual([]);
});

function startWork(): () => Promise<void> {
  const worker = workerOf(api);
  const end = new AbortController();
  const working = everySoOften({
    pauseMs: PAUSE_MS,
    run: async () => {
      if (!rests) await worker.check(end.signal);
      if (!rests) await worker.run(end.signal);
    },
    failed: (error) => failures.push(error),
  });
  return async () => {
    end.abort();
    await working.stop();
  };
}

async function newShop(): Promise<{ readonly shop: TestOrganization; readonly owner: TestPerson }> {
  const shop = await api.organization();
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: CORNER_COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  return { shop, owner: await newOwner(api, shop) };
}

async function open(person: TestPerson, wanted: Partial<Wanted> = {}): Promise<OpenedPage> {
  const opened = await openOffice(browser, { address, path: '/office/import', person, ...wanted });
  opened.page.setDefaultTimeout(PATIENCE_MS);
  return opened;
}

interface SomeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const csv = (name: string, text: string): SomeFile => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

function workbook(data: (string | number)[][]): Promise<Buffer> {
  return writeXlsx([{ sheet: 'Members', data }]).toBuffer();
}

/** By keyboard, as whoever has no mouse does it. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.focus();
  await page.keyboard.press('Enter');
}

async function choose(page: Page, file: SomeFile, button: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await press(page, button);
  await (await chooser).setFiles(file);
}

const MEMBERS = [
  'Телефон;ФИО;Карта;Баланс;Город',
  '8 916 123-45-67;Анна Соколова;5001;350;Москва',
  '+7 903 111-00-00;Семён Ёлкин;5002;1280;Тверь',
  '+7 926 000-11-22;=Формула();5003;0;Москва',
  '12345;Без номера;5004;10;Москва',
  '+7 926 000-33-44;Долг;5005;-5;Москва',
  '+7 916 123-45-67;Анна ещё раз;;20;Москва',
].join('\n');

test(
  'members with balances, by keyboard from an empty shop to their balances; what is left out is told, and comes as a file',
  async () => {
    const { owner } = await newShop();
    const { page, context, complaints } = await open(owner, { path: '/office/members' });
    await page.getByText('Пока никого нет').waitFor();
    await expectWell(page);
    await page.getByRole('link', { name: 'Импорт клиентов' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Пока ничего не загружали').waitFor();
    await expectWell(page);

    await choose(page, csv('клиенты.csv', MEMBERS), 'Выбрать файл');
    await page.getByRole('heading', { name: 'Что в каком столбце?' }).waitFor();
    await page.getByText('8 916 123-45-67 · +7 903 111-00-00').waitFor();
    expect(await page.getByLabel('Что такое «Телефон»').inputValue()).toBe('phone');
    expect(await page.getByLabel('Что такое «Баланс»').inputValue()).toBe('balance');
    await page.getByText('В стороне останется 1 столбец: Город').waitFor();
    await expectWell(page);
    await page.getByLabel('Что такое «Телефон»').selectOption('');
    await page.getByLabel('Что такое «Карта»').selectOption('');
    await page.getByText(/Укажите столбец, по которому узнать клиента/u).waitFor();
    await page.getByLabel('Что такое «Карта»').selectOption('card');
    await page.getByLabel('Что такое «Телефон»').selectOption('phone');
    await press(page, 'Проверить файл');

    await page.getByRole('heading', { name: 'Что в файле' }).waitFor();
    await page.getByRole('heading', { name: 'Что останется в стороне и почему' }).waitFor();
    await page.getByText(/Это не номер телефона/u).waitFor();
    await expectWell(page);
    const download = page.waitForEvent('download');
    await press(page, 'Скачать эти строки');
    const refused = await download;
    expect(refused.suggestedFilename()).toBe('отложено клиенты.csv');
    const rows = (await readFile(await refused.path(), 'utf8')).trimEnd().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows.at(1)).toContain('12345');

    await press(page, 'Загрузить…');
    await page.getByText('3 клиента: новых 3, уже известных 0.').waitFor();
    await page.getByText(/Начальными остатками: 1\s630\sбонусов/u).waitFor();
    await page.getByText('3 строки останутся в стороне.').waitFor();
    await expectWell(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Загрузить' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Загружено' }).waitFor();
    await expectWell(page);
    await page.getByRole('link', { name: 'К клиентам' }).click();
    const anna = page.getByRole('row').filter({ hasText: 'Анна Соколова' });
    await anna.getByText(/350\sбонусов/u).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Семён Ёлкин' })
      .getByText(/1\s280\sбонусов/u)
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  },
  LONG_MS,
);

test(
  'a workbook on a phone at night in English: numbers are phones; the same again changes nothing; then it is forgotten',
  async () => {
    const { owner } = await newShop();
    const file = {
      name: 'members.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await workbook([
        ['Phone', 'Name', 'Balance'],
        [79161234567, 'Ann & <b>Bob</b>', 40],
        [79031110000, 'שלום', 7],
      ]),
    };
    const { page, context, complaints } = await open(owner, { locale: 'en-GB', width: 360, scheme: 'dark' });
    const run = async (): Promise<void> => {
      await choose(page, file, 'Choose a file');
      await page.getByText('79161234567 · 79031110000').waitFor();
      await expectWell(page);
      await press(page, 'Check the file');
      await press(page, 'Import…');
      await expectWell(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
      await page.getByRole('heading', { name: 'Imported' }).waitFor();
      await expectWell(page);
    };
    await run();
    await page.getByRole('link', { name: 'Import another file' }).click();
    await page.getByRole('link', { name: 'members.xlsx' }).waitFor();
    await expectWell(page);
    await run();
    await press(page, 'Forget this import');
    await page.getByText('What was imported stays.', { exact: false }).waitFor();
    await expectWell(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Forget this import' }).click();
    await page.getByText('Forgotten.').waitFor();
    await page.getByRole('link', { name: 'All imports' }).click();
    await expect.poll(() => page.getByRole('link', { name: 'members.xlsx' }).count()).toBe(1);
    await page.goto(`${address}/office/members`);
    await page.getByText(/40\sbonuses/u).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  },
  LONG_MS,
);

test.each([
  ['members', 'ru-RU', 'ru', 'Скачать пример', 'Выбрать файл', 'Переносятся все столбцы.'],
  ['members', 'en-GB', 'en', 'Download a sample', 'Choose a file', 'No column is left aside.'],
  ['receipts', 'ru-RU', 'ru', 'Скачать пример', 'Выбрать файл', 'Переносятся все столбцы.'],
  ['receipts', 'en-GB', 'en', 'Download a sample', 'Choose a file', 'No column is left aside.'],
] as const)(
  'the sample of %s in %s is downloaded, and every column of it is guessed',
  async (kind, locale, language, get, take, all) => {
    const { owner } = await newShop();
    const { page, context, complaints } = await open(owner, { locale });
    await page
      .getByRole('radio')
      .nth(kind === 'members' ? 0 : 1)
      .click();
    const download = page.waitForEvent('download');
    await press(page, get);
    const sample = await readFile(await (await download).path());
    expect(sample.toString('utf8')).toBe(sampleText(kind, language));
    await choose(page, { name: 'sample.csv', mimeType: 'text/csv', buffer: sample }, take);
    await page.getByText(all).waitFor();
    await expectWell(page);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test('receipts are lived through: what they bring is told before, and stands on the members’ balances after', async () => {
  const { owner } = await newShop();
  const { page, context, complaints } = await open(owner);
  await page.getByRole('radio', { name: 'Прошлые чеки' }).click();
  await choose(page, csv('чеки.csv', sampleText('receipts', 'ru')), 'Выбрать файл');
  await page.getByRole('heading', { name: 'Необычное в чеках' }).waitFor();
  await press(page, 'Проверить файл');
  await press(page, 'Загрузить…');
  await page.getByText('2 чека: покупок клиентов 1, возвратов 0, без клиента 1.').waitFor();
  await expectWell(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Загрузить' }).click();
  await page.getByRole('heading', { name: 'Загружено' }).waitFor();
  await expectWell(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test(
  'sending that is cut goes on where it stood, on this page and after it was loaded anew',
  async () => {
    const { owner } = await newShop();
    const wide = `Телефон;Имя;Заметка\n${Array.from({ length: 30 }, (_, n) => `+7 900 000-00-${10 + n};Имя ${n};${'x'.repeat(100_000)}`).join('\n')}`;
    const file = csv('широкий.csv', wide);
    const { page, context } = await open(owner);
    const sent: string[] = [];
    page.on('request', (request) => {
      const [, part] = /\/parts\/(\d+)$/u.exec(request.url()) ?? [];
      if (part !== undefined) sent.push(part);
    });
    await page.route('**/parts/1', (route) => route.abort());
    await choose(page, file, 'Выбрать файл');
    await page.getByText('Нет связи с сервером').waitFor({ timeout: 20_000 });
    await page.getByText('1,0 из 2,9 МБ').waitFor();
    await expectWell(page);
    await page.reload();
    await page.getByText('Файл передан не весь').first().waitFor();
    await expectWell(page);
    await choose(page, csv('другой.csv', 'Телефон\n1'), 'Выбрать файл ещё раз');
    await page.getByText('Это не тот файл: нужен «широкий.csv».', { exact: false }).waitFor();
    await choose(page, file, 'Выбрать файл ещё раз');
    await page.getByText('Нет связи с сервером').waitFor({ timeout: 20_000 });
    await page.unroute('**/parts/1');
    await press(page, 'Продолжить');
    await page.getByRole('heading', { name: 'Что в каком столбце?' }).waitFor();
    expect(sent.filter((part) => part === '0')).toHaveLength(1);
    await context.close();
  },
  LONG_MS,
);

test(
  'work goes on without the page, is stopped, found again as it was left, and gone on with',
  async () => {
    const { owner } = await newShop();
    const { page, context, complaints } = await open(owner);
    await choose(page, csv('клиенты.csv', MEMBERS), 'Выбрать файл');
    await press(page, 'Проверить файл');
    await page.getByRole('button', { name: 'Загрузить…' }).waitFor();
    rests = true;
    try {
      await press(page, 'Загрузить…');
      await page.getByRole('dialog').getByRole('button', { name: 'Загрузить' }).click();
      await page.getByRole('heading', { name: 'Загружаем' }).waitFor();
      await expectWell(page);
      await page.getByRole('link', { name: 'Все импорты' }).click();
      await page.getByText('загружается').waitFor();
      await page.getByRole('link', { name: 'клиенты.csv' }).click();
      await press(page, 'Остановить');
      await page.getByText('Останавливаем: начатое доделывается.').waitFor();
    } finally {
      rests = false;
    }
    await page.getByRole('heading', { name: 'Остановлено' }).waitFor();
    await expectWell(page);
    await page.reload();
    await press(page, 'Продолжить');
    await page.getByRole('heading', { name: 'Загружено' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  },
  LONG_MS,
);

test.each([
  ['a picture', 'photo.csv', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'Не таблица'],
  ['an empty table', 'empty.csv', Buffer.from('Телефон;Имя\n'), 'В файле ничего нет'],
  ['half a workbook', 'half.xlsx', (await workbook([['Phone'], [1]])).subarray(0, 300), 'Файл повреждён'],
])('%s is refused in words, and the way to another file is shown', async (_, name, buffer, words) => {
  const { owner } = await newShop();
  const { page, context } = await open(owner);
  await choose(page, { name, mimeType: 'text/csv', buffer }, 'Выбрать файл');
  await page.getByText(words).waitFor();
  await expectWell(page);
  await page.getByRole('link', { name: 'Загрузить ещё файл' }).click();
  await page.getByRole('link', { name }).waitFor();
  await context.close();
});

test('a file is dropped as well as chosen, and of several none is guessed', async () => {
  const { owner } = await newShop();
  const { page, context, complaints } = await open(owner);
  const zone = page.getByRole('group', { name: 'Файл для импорта' });
  await zone.waitFor();
  const drop = async (...names: string[]): Promise<void> => {
    const dataTransfer = await page.evaluateHandle(`(() => {
      const carried = new DataTransfer();
      for (const name of ${JSON.stringify(names)}) carried.items.add(new File(['Телефон;Баланс\\n+79001112233;5\\n'], name));
      return carried;
    })()`);
    await zone.dispatchEvent('drop', { dataTransfer });
  };
  await drop('один.csv', 'два.csv');
  await page.getByText('Файлы загружаются по одному, а здесь их 2.').waitFor();
  await expectWell(page);
  await drop('один.csv');
  await page.getByText('+79001112233').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('whoever may not import does not see where', async () => {
  const { shop } = await newShop();
  const analyst = await newColleague(api, shop, 'analyst');
  const { page, context } = await open(analyst);
  await page.getByRole('heading', { name: 'Это не для вашей роли' }).waitFor();
  expect(await page.getByRole('link', { name: 'Импорт' }).count()).toBe(0);
  await context.close();
});
