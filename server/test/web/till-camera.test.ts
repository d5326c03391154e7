// The camera as a scanner, in a browser whose camera films what the test shows it: the card on a customer's telephone, the slip of a
// purchase, the bars of a plastic card. Chromium on Linux cannot read codes by itself, so the till's own reader does; a browser that can is
// stood in for by one that says so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';
import { codeFor } from '../api/card-house.ts';
import { newPhone, publishCoffee } from '../api/coffee.ts';
import { newTill, pairingCode } from '../api/till-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from '../api/test-api.ts';
import { expectWell, openPage, type OpenedPage } from './office.ts';

/** Of one step; the reader is loaded and a video decoded on a busy machine. */
const PATIENCE_MS = 20_000;

let api: TestApi;
let shop: TestOrganization;
let browser: Browser;
let address: string;
let folder: string;
let film: string;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  folder = mkdtempSync(join(tmpdir(), 'kopilka-camera-'));
  film = join(folder, 'film.mjpeg');
  browser = await openBrowser(['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]);
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
  expect(api.failures).toEqual([]);
  await api.close();
});

/** What the camera will see when it is opened next, again and again. */
async function hold(page: Page): Promise<void> {
  writeFileSync(film, await page.screenshot({ type: 'jpeg', quality: 90 }));
}

/** A till with a camera, which tells what it fetches and whether it has let the camera go. */
async function openTill(): Promise<OpenedPage & { readonly fetched: string[] }> {
  const { tillId } = await newTill(api, shop, { name: 'Касса 1' });
  const opened = await openPage(browser, { address, path: '/office' });
  const { page, context } = opened;
  page.setDefaultTimeout(PATIENCE_MS);
  await context.grantPermissions(['camera'], { origin: address });
  await context.addInitScript(`{
    const media = navigator.mediaDevices;
    const open = media.getUserMedia.bind(media);
    window.tracks = [];
    media.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
  }`);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  opened.complaints.length = 0;
  await page.goto(`${address}/till#pair=${await pairingCode(shop, tillId)}`);
  await page.getByRole('combobox').waitFor();
  return { ...opened, fetched };
}

async function expectLetGo(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(`tracks.map(({ readyState }) => readyState)`)).not.toContain('live');
}

/** Joins by the card's page and holds its QR out. */
async function openCard(name: string): Promise<OpenedPage> {
  const phone = newPhone();
  const opened = await openPage(browser, { address, path: `/c/${shop.organizationId}`, width: 480, scheme: 'dark' });
  const { page } = opened;
  page.setDefaultTimeout(PATIENCE_MS);
  await page.getByLabel('Ваш номер телефона').fill(phone);
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.getByLabel('Код', { exact: true }).waitFor();
  await page.getByLabel('Код', { exact: true }).fill(await codeFor(shop, phone));
  await page.getByLabel('Как вас зовут').fill(name);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Получить карту' }).click();
  await page.getByRole('button', { name: 'Покажите на кассе' }).click();
  await page.getByRole('dialog').getByRole('img', { name: 'QR-код вашей карты' }).waitFor();
  return opened;
}

const READER = /\.wasm$/u;

test('a customer’s telephone before the camera: the card is read and the sale goes on; the reader comes from this server', async () => {
  const card = await openCard('Камилла');
  const { page, context, complaints, fetched } = await openTill();
  expect(fetched.filter((path) => READER.test(path))).toEqual([]);
  await hold(card.page);
  await page.keyboard.press('F7');
  await page.getByRole('heading', { name: 'Камилла' }).waitFor();
  await page.getByLabel('Сумма чека').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await expectLetGo(page);
  expect(fetched.filter((path) => READER.test(path))).toHaveLength(1);
  expect(complaints).toEqual([]);
  await card.context.close();
  await context.close();
});

test('a slip before the camera begins its return', async () => {
  const { page, context, complaints } = await openTill();
  const member = await shop.call('POST', '/v1/members', {
    json: { identities: { card: '2000000000077' }, profile: { name: 'Семён' } },
  });
  expect(member.status).toBe(201);
  await page.getByRole('combobox').fill('2000000000077');
  await page.keyboard.press('Enter');
  await page.getByLabel('Сумма чека').fill('1000');
  await page.getByText('Скажите').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Покупка записана').waitFor();
  await page.emulateMedia({ media: 'print' });
  await hold(page);
  await page.emulateMedia({ media: null });
  await page.keyboard.press('F7');
  await page.getByRole('button', { name: 'Всё', exact: true }).click();
  await page.getByRole('button', { name: 'Вернуть 1 000,00 ₽' }).waitFor();
  await expectLetGo(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the bars of a plastic card are read, too', async () => {
  const number = '2000000000084';
  await shop.call('POST', '/v1/members', { json: { identities: { card: number }, profile: { name: 'Полина' } } });
  const { page, context, complaints } = await openTill();
  const plastic = await context.newPage();
  await plastic.setContent(`<body style="margin: 0; background: #fff">${ean13(number)}`);
  await hold(plastic);
  await plastic.close();
  await page.keyboard.press('F7');
  await page.getByRole('heading', { name: 'Полина' }).waitFor();
  await expectLetGo(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('where the browser reads codes by itself, nothing is fetched for it', async () => {
  await shop.call('POST', '/v1/members', { json: { identities: { card: 'OWN-1' }, profile: { name: 'Своя' } } });
  const { page, context, fetched } = await openTill();
  await context.addInitScript(`window.BarcodeDetector = class {
    static getSupportedFormats() { return Promise.resolve(['qr_code', 'ean_13']); }
    constructor({ formats }) { this.formats = formats; }
    detect(video) {
      return Promise.resolve(video.videoWidth > 0 && this.formats.includes('qr_code') ? [{ rawValue: 'OWN-1' }] : []);
    }
  }`);
  await page.reload();
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('F7');
  await page.getByRole('heading', { name: 'Своя' }).waitFor();
  expect(fetched.filter((path) => READER.test(path))).toEqual([]);
  await context.close();
});

test('a browser that has the name and can read nothing is helped; closing lets the camera go; a refused camera says what to do', async () => {
  const { page, context, fetched } = await openTill();
  await context.addInitScript(`window.BarcodeDetector = class {
    static getSupportedFormats() { return Promise.resolve([]); }
    detect() { return Promise.reject(new DOMException('no', 'NotSupportedError')); }
  }`);
  await page.reload();
  await page.getByRole('combobox').waitFor();
  const blank = await context.newPage();
  await hold(blank);
  await blank.close();
  await page.keyboard.press('F7');
  await expect.poll(() => fetched.filter((path) => READER.test(path)).length).toBe(1);
  await expectWell(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expectLetGo(page);
  await context.clearPermissions();
  await page.keyboard.press('F7');
  await page.getByText('Камера не разрешена').waitFor();
  await expectWell(page);
  await context.close();
});

/** GS1 General Specifications, 5.2.1: by digit the widths of the seven modules; the first digit stands in which of them are mirrored. */
const WIDTHS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
const MIRRORED = ['000000', '001011', '001101', '001110', '010011', '011001', '011100', '010101', '010110', '011010'];

function ean13(number: string): string {
  const [first = 0, ...digits] = number.split('').map(Number);
  const modules = digits.map((digit, place) => {
    const widths = WIDTHS[digit] ?? '';
    const isMirrored = place < 6 && MIRRORED[first]?.[place] === '1';
    const inOrder = isMirrored ? widths.split('').toReversed() : widths.split('');
    const startsDark = place >= 6;
    return inOrder.map((width, index) => ((index % 2 === 0) === startsDark ? '1' : '0').repeat(Number(width))).join('');
  });
  const bars = `101${modules.slice(0, 6).join('')}01010${modules.slice(6).join('')}101`;
  const drawn = bars
    .split('')
    .map((bar, x) => (bar === '1' ? `<rect x="${x + 11}" width="1" height="60"/>` : ''))
    .join('');
  return `<svg viewBox="0 0 117 60" width="900" style="margin: 120px 80px" shape-rendering="crispEdges">${drawn}</svg>`;
}
