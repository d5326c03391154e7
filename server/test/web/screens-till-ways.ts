/** What is done at a till again and again on the way to its screens. */
import type { Page } from 'playwright-core';
import { type Screen, settle } from './screens-look.ts';
import { type Language, type Person, PIN, type TourShop } from './screens-shops.ts';

export interface Place {
  readonly shop: TourShop;
  readonly language: Language;
  /** As soon as the app has been entered. */
  readonly at: { tillId: string; person: Person };
}

/** Past the PIN, before the field of the first step. */
export async function open({ shop: { address } }: Place, page: Page): Promise<void> {
  await page.goto(`${address}/till`);
  const field = page.getByRole('combobox');
  const names = page.getByRole('button', { name: /^(?:Мария|Maria)$/u });
  const pin = page.getByLabel(/^PIN/u);
  await names.or(pin).or(field).first().waitFor();
  // In the till the cashier's name is that of the menu.
  if (await field.isVisible()) return;
  if (await names.isVisible()) await names.click();
  await enterPin(page);
  await field.waitFor();
}

export async function enterPin(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel(/^PIN/u).first().fill(pin);
  await page.keyboard.press('Enter');
}

export async function press(place: Place, page: Page, key: string): Promise<void> {
  await open(place, page);
  await page.keyboard.press(key);
}

export async function find(place: Place, page: Page, text: string): Promise<void> {
  await open(place, page);
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
}

export const sumOf = (page: Page) => page.getByLabel(/^(?:Сумма чека|Sum of the receipt)$/u);

export async function sell(place: Place, page: Page, sum: string): Promise<void> {
  await find(place, page, place.at.person.card);
  await sumOf(page).fill(sum);
  await page
    .getByText(/^(?:Скажите|Say):/u)
    .first()
    .waitFor();
  await settle(page);
}

export async function record(place: Place, page: Page, sum: string): Promise<void> {
  await sell(place, page, sum);
  await sumOf(page).press('Enter');
  await recorded(page).waitFor();
}

export const recorded = (page: Page) => page.getByText(/^(?:Покупка записана|The purchase is recorded)$/u).first();

/** The receipt that was recorded last, as it stands in the day's list. */
export async function returnLast(place: Place, page: Page): Promise<void> {
  await press(place, page, 'F9');
  await page
    .getByRole('button', { name: /^(?:Продажа|Sale),/u })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^(?:Всё|Everything)$/u })
    .first()
    .click();
  await returning(page).waitFor();
}

export const returning = (page: Page) => page.getByRole('button', { name: /^(?:Вернуть|Return)\s\S*\d/u });

/** As a scanner does: faster than anybody, with Enter at the end. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(`for (const key of [...${JSON.stringify(text)}, 'Enter'])
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`);
}

export const named = (name: string, show: Screen['show']): Screen => ({ name, show });
export const byName = (page: Page, name: RegExp) => page.getByRole('button', { name }).first();
