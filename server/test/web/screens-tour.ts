/**
 * npm run screens: a demo shop of its own, and a picture of every screen of the three apps in both languages, light and dark, on a
 * telephone, a tablet and a desktop, in the folder `screens/` (which git ignores), for people to look at.
 *
 *   npm run screens [-- --only office/members] [--widths 360,1440] [--languages ru] [--schemes dark] [--demo folder]
 *
 * `--demo`: the data of a demo that was stopped (its KOPILKA_DATA), of which a copy is looked at: a new one takes a minute to make.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../../../scripts/chromium.ts';
import { startServer } from '../harness/server-process.ts';
import { cardsOf } from './screens-card.ts';
import { prepareImports } from './screens-imports.ts';
import { type App, type Screen, settle } from './screens-look.ts';
import { officeApps } from './screens-office.ts';
import { callWith, type Language, makeShops, newTill, PIN, type TourServer } from './screens-shops.ts';
import type { Demo } from './screens-staff.ts';
import { tillsOf } from './screens-till.ts';

const FOLDER = join(import.meta.dirname, '../../../screens');
const DEMO_PATIENCE_MS = 180_000;
const HEIGHT = 900;
/** Where there is no camera, there is this one's picture. */
const CAMERA = ['--use-fake-device-for-media-stream'];
/** Of one step on the way to a screen. */
const PATIENCE_MS = 15_000;
const REFLOW_MS = 250;
const LANGUAGES = ['ru', 'en'] as const;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    widths: { type: 'string', default: '360,768,1440' },
    languages: { type: 'string', default: 'ru,en' },
    schemes: { type: 'string', default: 'light,dark' },
    demo: { type: 'string', default: '' },
  },
});
/** The demo's year takes a minute to make, and only the office shows it. */
const isOfficeWanted = 'office'.startsWith(values.only) || values.only.startsWith('office');

const demoSchema = z.looseObject({
  organizationId: z.string(),
  adminKey: z.string(),
  ownerEmail: z.string(),
  ownerPassword: z.string(),
});

async function prepareDemo({ address, dataDirectory }: TourServer): Promise<Demo> {
  const demo = demoSchema.parse(JSON.parse(readFileSync(join(dataDirectory, 'demo.json'), 'utf8')));
  const call = callWith(address, demo.adminKey);
  const found = z
    .looseObject({ members: z.array(z.looseObject({ id: z.string(), phone: z.string().nullable() })) })
    .parse(await call('GET', `/v1/members/search?q=${encodeURIComponent('Анна')}&limit=20`));
  await newTill({ address, organizationId: demo.organizationId, call }, 'На углу', 'Касса 1');
  await call('PUT', `/v1/cashiers/${crypto.randomUUID()}`, { name: 'Мария', pin: PIN });
  return {
    address,
    email: demo.ownerEmail,
    password: demo.ownerPassword,
    memberId: found.members[0]?.id ?? '',
    phone: found.members[1]?.phone ?? '',
    call,
    imports: await prepareImports(address, demo.adminKey),
  };
}

interface Look {
  readonly language: Language;
  readonly scheme: string;
}

/** Answers what could not be shown. */
async function takePictures(browser: Browser, app: App, look: Look): Promise<readonly string[]> {
  const screens = app.screens.filter(({ name }) => `${app.name}/${name}`.startsWith(values.only));
  if (screens.length === 0) return [];
  const context = await openContext(browser, look);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => process.stderr.write(`${app.name}: ${String(error)}\n`));
  await app.enter(page);
  const missed: string[] = [];
  for (const screen of screens) {
    const name = `${app.name}/${screen.name} ${look.language} ${look.scheme}`;
    try {
      await takeScreen(page, { app, screen, look });
      process.stdout.write(`${name}\n`);
    } catch (error) {
      missed.push(name);
      process.stderr.write(`${name}: ${String(error)}\n`);
      await page.screenshot({ path: pathOf(`missed/${app.name}-${screen.name}`, look, 0) });
    }
  }
  await context.close();
  return missed;
}

interface Taken {
  readonly app: App;
  readonly screen: Screen;
  readonly look: Look;
}

async function takeScreen(page: Page, { app, screen, look }: Taken): Promise<void> {
  await page.unrouteAll();
  await page.context().setOffline(false);
  for (const [index, width] of values.widths.split(',').map(Number).entries()) {
    await page.setViewportSize({ width, height: HEIGHT });
    const isNew = index === 0 || app.isShownOnce !== true;
    if (isNew) await screen.show(page);
    await (isNew ? settle(page) : page.waitForTimeout(REFLOW_MS));
    // What is fixed to the window would stand in the middle of a picture of the whole page.
    if (screen.isWindow !== true) await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({
      path: pathOf(`${app.name}/${screen.name}`, look, width),
      fullPage: screen.isWindow !== true,
      animations: 'disabled',
    });
  }
  await page.emulateMedia({ media: null });
}

function pathOf(name: string, { language, scheme }: Look, width: number): string {
  const path = join(FOLDER, `${name}-${language}-${scheme}-${width}.png`);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

function openContext(browser: Browser, { language, scheme }: Look): Promise<BrowserContext> {
  return browser.newContext({
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    timezoneId: 'Europe/Moscow',
    reducedMotion: 'reduce',
  });
}

async function tour(browser: Browser, server: TourServer): Promise<readonly string[]> {
  const demo = isOfficeWanted ? await prepareDemo(server) : null;
  const office = demo === null ? [] : officeApps(demo);
  const missed: string[] = [];
  for (const language of LANGUAGES.filter((each) => values.languages.split(',').includes(each))) {
    const shops = await makeShops(server, language);
    for (const scheme of values.schemes.split(',')) {
      const apps = [...office, ...tillsOf(shops, language), ...cardsOf(shops, language)];
      for (const app of apps) missed.push(...(await takePictures(browser, app, { language, scheme })));
    }
  }
  return missed;
}

async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kopilka-screens-'));
  // With its owner: the database refuses a folder of anybody else's.
  if (values.demo !== '') execFileSync('cp', ['-a', `${values.demo}/.`, dataDirectory]);
  const environment = { KOPILKA_DATA: dataDirectory, LOG_LEVEL: 'error' };
  const server = await startServer(environment, isOfficeWanted ? ['--demo'] : [], DEMO_PATIENCE_MS);
  try {
    const browser = await openBrowser(CAMERA);
    try {
      const missed = await tour(browser, { address: server.address, dataDirectory });
      if (missed.length > 0) process.exitCode = 1;
      for (const name of missed) process.stderr.write(`not shown: ${name}\n`);
    } finally {
      await browser.close();
    }
  } finally {
    server.kill('SIGTERM');
    await server.ended;
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

await main();
