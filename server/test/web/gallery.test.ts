// Every shared component in every state, looked at by axe: Russian and English, light and dark, on a narrow phone and a desk.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../scripts/chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS = ['serious', 'critical'];
const views = ['', '/till', '/card'].flatMap((view) =>
  ['ru', 'en'].flatMap((language) =>
    ['light', 'dark'].flatMap((scheme) => [360, 1440].map((width) => ({ view, language, scheme, width }))),
  ),
);

let server: ViteDevServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  server = await createServer({
    configFile: join(import.meta.dirname, '../../../web/vite.config.ts'),
    server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  address = server.resolvedUrls?.local[0] ?? '';
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe.each(views)('gallery$view $language $scheme $width px', ({ view, language, scheme, width }) => {
  test('axe finds nothing serious, and nothing is wider than the screen', async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    try {
      await page.goto(`${address}gallery${view}?language=${language}&scheme=${scheme}`);
      await page.locator('main').waitFor();
      await page.evaluate(AXE);
      const findings = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.map(({ html }) => html) })))',
      );
      expect(seriousOf(findings)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    } finally {
      await page.close();
    }
  });
});

function seriousOf(findings: unknown): readonly unknown[] {
  if (!Array.isArray(findings)) throw new Error('axe did not answer');
  return findings.filter((finding: unknown) => {
    if (typeof finding !== 'object' || finding === null || !('impact' in finding)) return true;
    return SERIOUS.includes(String(finding.impact));
  });
}
