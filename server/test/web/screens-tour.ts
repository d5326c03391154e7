/**
 * npm run screens: a demo shop of its own, and a picture of every screen of the three apps in both languages, light and dark, on a
 * telephone, a tablet and a desktop, in the folder `screens/` (which git ignores), for people to look at.
 *
 *   npm run screens [-- --only office/members] [--widths 360,1440] [--languages ru] [--schemes dark]
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../../../scripts/chromium.ts';
import { startServer } from '../harness/server-process.ts';
import { signInAt } from './office.ts';
import { type PreparedImports, prepareImports } from './screens-imports.ts';

const FOLDER = join(import.meta.dirname, '../../../screens');
const DEMO_PATIENCE_MS = 180_000;
const PIN = '4071';
const HEIGHT = 900;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    widths: { type: 'string', default: '360,768,1440' },
    languages: { type: 'string', default: 'ru,en' },
    schemes: { type: 'string', default: 'light,dark' },
  },
});

interface Shop {
  readonly address: string;
  readonly organizationId: string;
  readonly email: string;
  readonly password: string;
  readonly adminKey: string;
  readonly memberId: string;
  /** Of other members, one for each look: a new code is not sent to the same telephone at once. */
  readonly phones: string[];
  readonly tillToken: string;
  readonly imports: PreparedImports;
  call(method: string, path: string, body?: object): Promise<unknown>;
}

interface Screen {
  readonly name: string;
  show(page: Page): Promise<void>;
}

interface App {
  readonly name: string;
  readonly screens: readonly Screen[];
  /** Signs in. */
  enter(page: Page): Promise<void>;
}

const demoSchema = z.looseObject({
  organizationId: z.string(),
  adminKey: z.string(),
  ownerEmail: z.string(),
  ownerPassword: z.string(),
});

async function prepareShop(address: string, dataDirectory: string): Promise<Shop> {
  const demo = demoSchema.parse(JSON.parse(readFileSync(join(dataDirectory, 'demo.json'), 'utf8')));
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${demo.adminKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const found = z
    .looseObject({ members: z.array(z.looseObject({ id: z.string(), phone: z.string().nullable() })) })
    .parse(await call('GET', `/v1/members/search?q=${encodeURIComponent('Анна')}&limit=20`));
  const till = crypto.randomUUID();
  await call('PUT', '/v1/stores/corner', { name: 'На углу', address: 'ул. Покровка, 12' });
  await call('PUT', `/v1/tills/${till}`, { name: 'Касса 1', storeId: 'corner' });
  const { code } = z.looseObject({ code: z.string() }).parse(await call('POST', `/v1/tills/${till}/pairing`));
  const { token } = z.looseObject({ token: z.string() }).parse(await call('POST', '/v1/tills/pair', { code }));
  await call('PUT', `/v1/cashiers/${crypto.randomUUID()}`, { name: 'Мария', pin: PIN });
  return {
    address,
    organizationId: demo.organizationId,
    email: demo.ownerEmail,
    password: demo.ownerPassword,
    adminKey: demo.adminKey,
    memberId: found.members[0]?.id ?? '',
    phones: found.members.slice(1).flatMap(({ phone }) => phone ?? []),
    tillToken: token,
    imports: await prepareImports(address, demo.adminKey),
    call,
  };
}

const visit = (name: string, path: string): Screen => ({
  name,
  show: async (page) => {
    await page.goto(path);
  },
});

function officeOf({ address, email, password, memberId, imports }: Shop): App {
  const places = [
    ['today', ''],
    ['start', 'start'],
    ['members', 'members'],
    ['member', `members/${memberId}`],
    ['program', 'program'],
    ['poster', 'poster'],
    ['receipt', 'receipt'],
    ['stores', 'stores'],
    ['staff', 'staff'],
    ['keys', 'keys'],
    ['journal', 'journal'],
    ['imports', 'import'],
    ['import-columns', `import/${imports.columns}`],
    ['import-checked', `import/${imports.checked}`],
    ['import-receipts', `import/${imports.receipts}`],
    ['import-done', `import/${imports.done}`],
    ['letters', 'letters'],
    ['settings', 'settings'],
    ['profile', 'profile'],
  ] as const;
  return {
    name: 'office',
    enter: async (page) => {
      await page.goto(`${address}/office/`);
      await signInAt(page, { email, password });
      await page.locator('#content').waitFor();
    },
    screens: places.map(([name, path]) => visit(name, `${address}/office/${path}`)),
  };
}

function tillOf({ address, tillToken, phones }: Shop): App {
  const open = async (page: Page): Promise<void> => {
    await page.goto(`${address}/till`);
    const pin = page.getByLabel(/^PIN/u);
    const who = page.getByRole('combobox');
    await pin.or(who).first().waitFor();
    if (await who.isVisible()) return;
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await who.waitFor();
  };
  const sell = async (page: Page): Promise<void> => {
    await open(page);
    await page.getByRole('combobox').fill(phones[0] ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Анна' }).waitFor();
    await page.keyboard.type('1490', { delay: 60 });
  };
  return {
    name: 'till',
    enter: async (page) => {
      await page.goto(`${address}/till`);
      await page.evaluate(`localStorage.setItem('kopilka.till.token', ${JSON.stringify(tillToken)})`);
    },
    screens: [
      {
        name: 'pin',
        show: async (page) => {
          await page.evaluate(`sessionStorage.clear()`);
          await page.goto(`${address}/till`);
          await page.getByLabel(/^PIN/u).waitFor();
        },
      },
      { name: 'who', show: open },
      { name: 'what', show: sell },
      {
        name: 'done',
        show: async (page) => {
          await sell(page);
          await settle(page);
          await page.keyboard.press('Enter');
          await page
            .getByText(/записана|recorded/u)
            .first()
            .waitFor();
        },
      },
      {
        name: 'return',
        show: async (page) => {
          await open(page);
          await page.keyboard.press('F8');
        },
      },
      {
        name: 'day',
        show: async (page) => {
          await open(page);
          await page.keyboard.press('F9');
        },
      },
    ],
  };
}

function cardOf({ address, organizationId, phones, call }: Shop): App {
  const base = `${address}/c/${organizationId}`;
  const join = async (page: Page): Promise<void> => {
    const phone = phones.shift() ?? '';
    await page.goto(base);
    await page.getByRole('textbox').first().fill(phone);
    await page.keyboard.press('Enter');
    await page.locator('input[autocomplete="one-time-code"]').fill(await codeFor(call, phone));
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: /^(?:Получить карту|Get the card)/u }).click();
    await page.getByRole('navigation').waitFor();
  };
  let isIn = false;
  const inside = (name: string, path: string): Screen => ({
    name,
    show: async (page) => {
      if (!isIn) await join(page);
      isIn = true;
      await page.goto(`${base}${path}`);
      await page.getByRole('navigation').waitFor();
    },
  });
  return {
    name: 'card',
    enter: () => {
      isIn = false;
      return Promise.resolve();
    },
    screens: [
      visit('join', base),
      inside('card', ''),
      inside('history', '/history'),
      inside('rewards', '/rewards'),
      inside('more', '/more'),
    ],
  };
}

const lettersSchema = z.looseObject({
  letters: z.array(z.looseObject({ to: z.string(), text: z.string().nullable() })),
});

async function codeFor(call: Shop['call'], phone: string): Promise<string> {
  const { letters } = lettersSchema.parse(await call('GET', '/v1/letters'));
  return /\b\d{6}\b/u.exec(letters.find(({ to }) => to === phone)?.text ?? '')?.[0] ?? '';
}

async function takePictures(browser: Browser, app: App, look: { readonly language: string; readonly scheme: string }) {
  const { language, scheme } = look;
  const context = await openContext(browser, look);
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${app.name}: ${String(error)}\n`));
  await app.enter(page);
  for (const screen of app.screens) {
    const name = `${app.name}/${screen.name}`;
    if (!name.startsWith(values.only)) continue;
    for (const width of values.widths.split(',').map(Number)) {
      await page.setViewportSize({ width, height: HEIGHT });
      await screen.show(page);
      await settle(page);
      const path = join(FOLDER, `${name}-${language}-${scheme}-${width}.png`);
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path, fullPage: true });
    }
    process.stdout.write(`${name} ${language} ${scheme}\n`);
  }
  await context.close();
}

function openContext(
  browser: Browser,
  look: { readonly language: string; readonly scheme: string },
): Promise<BrowserContext> {
  return browser.newContext({
    locale: look.language === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: look.scheme === 'dark' ? 'dark' : 'light',
    timezoneId: 'Europe/Moscow',
    reducedMotion: 'reduce',
  });
}

/** A stream of live changes never ends, so it is not the network that says when a page is ready. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(900);
}

async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kopilka-screens-'));
  const server = await startServer({ KOPILKA_DATA: dataDirectory, LOG_LEVEL: 'error' }, ['--demo'], DEMO_PATIENCE_MS);
  try {
    const shop = await prepareShop(server.address, dataDirectory);
    const browser = await openBrowser();
    try {
      for (const language of values.languages.split(','))
        for (const scheme of values.schemes.split(','))
          for (const app of [officeOf(shop), tillOf(shop), cardOf(shop)])
            await takePictures(browser, app, { language, scheme });
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
