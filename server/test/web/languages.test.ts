// Every part of the three apps in one language at a time: a shop that speaks English shows no Cyrillic letter anywhere, one that speaks
// Russian no Latin word but names of things that have no other. In a real browser against the real API, with a sale at a paired till.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../../../scripts/chromium.ts';
import { createFollower } from '../../src/features/reports/follow.ts';
import { codeFor } from '../api/card-house.ts';
import { newOwner, type TestPerson } from '../api/staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { newTill, pairingCode } from '../api/till-house.ts';
import { CORNER_COFFEE } from './corner-coffee.ts';
import { openOffice, openPage, type OpenedPage } from './office.ts';

const PATIENCE_MS = 20_000;
const OFFICE = [
  '',
  'members',
  'program',
  'receipt',
  'stores',
  'poster',
  'staff',
  'settings',
  'letters',
  'journal',
  'keys',
  'profile',
];
/** What is called so in Russian, too: addresses, keys of the keyboard, abbreviations, makers' names, numbers of receipts; and the goods' category that the program calls so. */
const SAME_IN_RUSSIAN =
  /\S+@\S+|https?:\/\/\S+|\b\d{6}-[\dA-Z-]+|\bcoffee\b|\b[A-Z][A-Z_]+\b|\bF\d\b|\bEnter\b|\bEsc\b|\bCtrl\b|Kopilka|WebP|Google Authenticator|Aegis|1Password|Chrom\w+|Linux/gu;

interface Speech {
  readonly locale: 'en-GB' | 'ru-RU';
  readonly shop: string;
  readonly owner: string;
  readonly customer: string;
  readonly phone: string;
  readonly store: string;
  readonly till: string;
  readonly done: RegExp;
  readonly code: RegExp;
  readonly get: RegExp;
  /** What of a text is in the other language; empty when all is well. */
  foreignIn(text: string): readonly string[];
}

const ENGLISH: Speech = {
  locale: 'en-GB',
  shop: 'The corner',
  owner: 'Olga',
  customer: 'Vera',
  phone: '+79005550101',
  store: 'High Street',
  till: 'Till 1',
  done: /^Done/u,
  code: /^Get the code|^Get a code/u,
  get: /^Get the card/u,
  foreignIn: (text) => text.match(/[А-Яа-яЁё][А-Яа-яЁё ]*/gu) ?? [],
};
const RUSSIAN: Speech = {
  locale: 'ru-RU',
  shop: 'На углу',
  owner: 'Ольга',
  customer: 'Вера',
  phone: '+79005550102',
  store: 'Покровка',
  till: 'Касса 1',
  done: /^Готово/u,
  code: /^Получить код/u,
  get: /^Получить карту/u,
  foreignIn: (text) => text.replaceAll(SAME_IN_RUSSIAN, '').match(/[A-Za-z]{2,}/gu) ?? [],
};

let api: TestApi;
let browser: Browser;
let address: string;

beforeAll(async () => {
  api = await createTestApi();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test.each([
  ['English', ENGLISH],
  ['Russian', RUSSIAN],
])(
  'a shop that speaks %s is shown in it alone: office, till and card',
  async (_, speech) => {
    const { shop, owner, pairing, memberId } = await newShop(speech);
    const found: string[] = [];
    const look = async (where: string, { page }: OpenedPage): Promise<void> => {
      const texts = await shownTexts(page);
      found.push(...texts.flatMap((text) => speech.foreignIn(text).map((word) => `${where}: “${word}” in “${text}”`)));
    };
    const till = await open(`/till#pair=${pairing}`, speech);
    await sell(till, speech, (where) => look(`till, ${where}`, till));
    await createFollower({ db: api.database.db, programs: api.registry }).follow();
    const office = await openOffice(browser, { address, path: '/office/', locale: speech.locale, person: owner });
    for (const place of [...OFFICE, `members/${memberId}`]) {
      await office.page.goto(`${address}/office/${place}`);
      await office.page.locator('#content h1').first().waitFor();
      await look(`office/${place}`, office);
    }
    const card = await open(`/c/${shop.organizationId}`, speech);
    await look('card, the door', card);
    await join(shop, card, speech);
    for (const place of ['', '/history', '/rewards', '/more']) {
      await card.page.goto(`${address}/c/${shop.organizationId}${place}`);
      await card.page.getByRole('navigation').waitFor();
      await look(`card${place}`, card);
    }
    expect(found).toEqual([]);
    for (const { context } of [till, office, card]) await context.close();
  },
  240_000,
);

interface Made {
  readonly shop: TestOrganization;
  readonly owner: TestPerson;
  readonly pairing: string;
  readonly memberId: string;
}

async function newShop({ shop: name, owner: ownerName, customer, phone, store, till }: Speech): Promise<Made> {
  const shop = await api.organization();
  await shop.call('PATCH', '/v1/organization', { json: { name } });
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: CORNER_COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  const owner = await newOwner(api, shop);
  await owner.browser.call('PATCH', '/v1/me', { name: ownerName });
  const { tillId, storeId } = await newTill(api, shop, { name: till });
  await shop.call('PUT', `/v1/stores/${storeId}`, { json: { name: store } });
  const made = await shop.call('POST', '/v1/members', { json: { identities: { phone }, profile: { name: customer } } });
  return { shop, owner, pairing: await pairingCode(shop, tillId), memberId: made.textAt('id') };
}

async function open(path: string, { locale }: Speech): Promise<OpenedPage> {
  const opened = await openPage(browser, { address, path, locale, width: 1024 });
  opened.page.setDefaultTimeout(PATIENCE_MS);
  return opened;
}

/** Who, what, done; then what a return and the day look like. */
async function sell({ page }: OpenedPage, speech: Speech, look: (where: string) => Promise<void>): Promise<void> {
  await page.getByRole('combobox').waitFor();
  await look('who');
  await page.getByRole('combobox').fill(speech.phone);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: speech.customer }).waitFor();
  await page.keyboard.type('1490', { delay: 60 });
  await page
    .getByText(/^(?:Say|Скажите)/u)
    .first()
    .waitFor();
  await look('what');
  await page.getByRole('button', { name: speech.done }).click();
  await page
    .getByText(/recorded|записана/u)
    .first()
    .waitFor();
  await look('done');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F8');
  await look('return');
  await page.keyboard.press('F9');
  await look('day');
}

async function join(shop: TestOrganization, { page }: OpenedPage, { phone, code, get }: Speech): Promise<void> {
  await page.getByRole('textbox').first().fill(phone);
  await page.getByRole('button', { name: code }).click();
  const field = page.locator('input[autocomplete="one-time-code"]');
  await field.waitFor();
  await field.fill(await codeFor(shop, phone));
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: get }).click();
  await page.getByRole('navigation').waitFor();
}

const QUIET_MS = 400;

/**
 * What is seen and what is read out, but for what people have typed, the program's text, and what says of itself that it is in another
 * language. Waits until it stays the same for a moment.
 */
async function shownTexts(page: Page): Promise<readonly string[]> {
  let texts = await textsOn(page);
  for (;;) {
    await page.waitForTimeout(QUIET_MS);
    const now = await textsOn(page);
    if (now.length > 0 && now.join() === texts.join()) return now;
    texts = now;
  }
}

async function textsOn(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(
    await page.evaluate(`(() => {
      const isOurs = (element) => element.closest('.cm-editor, script, style, [lang]') === document.documentElement;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) {
        const { parentElement, textContent } = walker.currentNode;
        if (parentElement !== null && isOurs(parentElement) && textContent.trim() !== '') texts.push(textContent.trim());
      }
      for (const element of document.querySelectorAll('body [aria-label], body [placeholder], body [alt], body [title]'))
        if (isOurs(element))
          for (const name of ['aria-label', 'placeholder', 'alt', 'title']) texts.push(element.getAttribute(name) ?? '');
      return texts;
    })()`),
  );
}
