// A till in a browser: paired, and spoken to as a scanner speaks.
import type { Browser, Page } from 'playwright-core';
import type { TestApi, TestOrganization } from '../api/test-api.ts';
import { newTill, pairingCode } from '../api/till-house.ts';
import { openPage, type OpenedPage, type Wanted } from './office.ts';

/** On a busy machine; what takes longer never comes. */
const PATIENCE_MS = 10_000;

export interface Serving {
  readonly api: TestApi;
  readonly shop: TestOrganization;
  readonly address: string;
}

/** A till of its own, paired by the link that the office shows. */
export async function openTill(
  browser: Browser,
  { api, shop, address }: Serving,
  wanted: Partial<Wanted>,
): Promise<OpenedPage> {
  const { tillId } = await newTill(api, shop, { name: 'Касса 1' });
  const path = `/till#pair=${await pairingCode(shop, tillId)}`;
  const opened = await openPage(browser, { address, path, ...wanted });
  opened.page.setDefaultTimeout(PATIENCE_MS);
  await opened.page.getByRole('combobox').waitFor();
  return opened;
}

/** As a scanner does: faster than anybody, with Enter at the end; what nobody catches lands in the field that has the focus. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(`(async () => {
    const press = (key) => document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    for (const key of ${JSON.stringify(text)}) if (press(key)) document.execCommand('insertText', false, key);
    await new Promise(requestAnimationFrame);
    if (press('Enter')) document.activeElement.form?.requestSubmit();
  })()`);
}
