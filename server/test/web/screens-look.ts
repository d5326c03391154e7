/** What the parts of the tour of screens have in common: a screen, and those of one app. */
import type { Page } from 'playwright-core';

export interface Screen {
  readonly name: string;
  /** Looked at as the window shows it, not in its whole length: what stands above a page. */
  readonly isWindow?: boolean;
  show(page: Page): Promise<void>;
}

export interface App {
  readonly name: string;
  readonly screens: readonly Screen[];
  /** What is shown once is seen at every width; otherwise it is shown anew at each. */
  readonly isShownOnce?: boolean;
  /** Signs in. */
  enter(page: Page): Promise<void>;
}

/** A stream of live changes never ends, so it is not the network that says when a page is ready. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(900);
}
