// Browsers in the office: pages that note every complaint of the console, people who sign in as people do, and axe.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { SignIn } from '../api/staff-house.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Half of a dialog that is still coming has half of its contrast. What turns for ever is not waited for. */
const STILL = `new Promise((resolve) => setTimeout(resolve, 50)).then(() => Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished))).then(() => undefined)`;
const SERIOUS = ['serious', 'critical'];
/** What makes the page wider than the screen, when it is. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((each) => each.getBoundingClientRect().right > innerWidth).map(({ outerHTML }) => outerHTML.slice(0, 200))`;

export interface Wanted {
  readonly address: string;
  readonly path: string;
  readonly locale?: 'ru-RU' | 'en-GB';
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Warnings and errors of the console, and what was thrown. A refusal of the server (4xx) stands here too. */
  readonly complaints: string[];
}

/** In a context of its own: other cookies, other storage. */
export async function openPage(browser: Browser, wanted: Wanted): Promise<OpenedPage> {
  const { address, path, locale = 'ru-RU', width = 1440, scheme = 'light' } = wanted;
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${address}${path}`);
  return { page, context, complaints };
}

/** At the door, in either language. */
export async function signInAt(page: Page, { email, password }: SignIn): Promise<void> {
  await page.getByLabel(/^(?:Почта|E-mail)/u).fill(email);
  await page.getByLabel(/^(?:Пароль|Password)/u).fill(password);
  await page.getByRole('button', { name: /^(?:Войти|Sign in)$/u }).click();
}

/** A page of the office with somebody signed in. */
export async function openOffice(browser: Browser, wanted: Wanted & { readonly person: SignIn }): Promise<OpenedPage> {
  const opened = await openPage(browser, wanted);
  await signInAt(opened.page, wanted.person);
  await opened.page.locator('#content').waitFor();
  return opened;
}

const findingsSchema = z.array(z.looseObject({ id: z.string(), impact: z.string().nullable() }));

/** Nothing serious for axe, and nothing wider than the screen. */
export async function expectWell(page: Page): Promise<void> {
  await page.evaluate(STILL);
  await page.evaluate(AXE);
  const findings = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.map(({ html }) => html) })))',
  );
  const serious = findingsSchema.parse(findings).filter(({ impact }) => SERIOUS.includes(impact ?? ''));
  expect(serious).toEqual([]);
  expect(await page.evaluate(TOO_WIDE)).toEqual([]);
}
