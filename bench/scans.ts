/**
 * From a scan to the offer, among a million members: what the server answers to a card's number, and to the first question about a
 * receipt after it; and what the cashier sees, from the scanner's last key to the customer on the till's screen, in a real browser.
 *
 *   npm run bench -- scans [--members 1000000] [--scans 300]
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openBrowser } from '../scripts/chromium.ts';
import { buildWebIfNeeded } from '../scripts/build-web.mjs';
import { cardOf, fillMembers } from './kit/fill.ts';
import { MACHINE, startBench } from './kit/server.ts';

const SEEN = 40;
const ANSWER_MS_MAX = 100;

const { values: options } = parseArgs({
  options: { members: { type: 'string', default: '1000000' }, scans: { type: 'string', default: '300' } },
});
const count = Number(options.members);
const scans = Number(options.scans);
const receipt = { total: 149_000, lines: [{ sku: 'LATTE', quantity: 1, price: 149_000, amount: 149_000 }] };

if (!buildWebIfNeeded()) throw new Error('the screens could not be built');
const server = await startBench();

/** Somebody else each time, from all over the table. */
function cardAt(turn: number): string {
  return cardOf((turn * 104_729) % count);
}

async function post(path: string, body: object): Promise<number> {
  const startedAt = performance.now();
  await server.send(path, { method: 'POST', body: JSON.stringify(body) });
  return performance.now() - startedAt;
}

function told(name: string, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  say(
    `${name.padEnd(44)} p50 ${at(0.5).toFixed(1)} ms · p99 ${at(0.99).toFixed(1)} ms · at most ${at(1).toFixed(1)} ms`,
  );
  return at(0.99);
}

async function pairingCode(): Promise<string> {
  const tillId = crypto.randomUUID();
  await server.send('/v1/stores/bench', { method: 'PUT', body: JSON.stringify({ name: 'Bench' }) });
  await server.send(`/v1/tills/${tillId}`, {
    method: 'PUT',
    body: JSON.stringify({ name: 'Bench', storeId: 'bench' }),
  });
  const opened = await server.send(`/v1/tills/${tillId}/pairing`, { method: 'POST' });
  return z.looseObject({ code: z.string() }).parse(opened).code;
}

/** Milliseconds from the scanner's Enter until the customer is drawn; each scan is a sale that is given up. */
async function onScreen(): Promise<readonly number[]> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ locale: 'ru-RU' });
    await page.addInitScript(WATCH);
    await page.goto(`${server.origin}/till#pair=${await pairingCode()}`);
    const field = page.getByRole('combobox');
    await field.waitFor();
    const times: number[] = [];
    for (let turn = 0; turn < SEEN; turn += 1) {
      await field.focus();
      await page.keyboard.type(cardAt(turn + scans));
      await page.keyboard.press('Enter');
      await page.locator('html[data-drawn]').waitFor();
      times.push(Number(await page.locator('html').getAttribute('data-drawn')));
      await page.evaluate('delete document.documentElement.dataset.drawn');
      await page.keyboard.press('Escape');
      await field.waitFor();
    }
    // The first fetches what later ones have.
    return times.slice(1);
  } finally {
    await browser.close();
  }
}

/** In the page, before anything of it: when the scanner's last key came, and the first frame after it in which the sum can be typed. */
const WATCH = `window.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  const root = document.documentElement;
  delete root.dataset.drawn;
  const look = () => {
    if (document.querySelector('input[inputmode="decimal"]') === null) requestAnimationFrame(look);
    else root.dataset.drawn = performance.now() - event.timeStamp;
  };
  look();
}, { capture: true })`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  say(MACHINE);
  await fillMembers(server.databaseUrl, server.organizationId, { from: 0, to: count });
  const turns = Array.from({ length: scans }, (_, turn) => turn);
  for (const turn of turns)
    await post('/v1/purchases', {
      member: { card: cardAt(turn) },
      receipt: { ...receipt, id: `scan-${turn}`, source: 'bench' },
    });
  const identified: number[] = [];
  const offered: number[] = [];
  for (const turn of turns) {
    const card = cardAt(turn);
    const known = await post('/v1/identify', { scan: card });
    identified.push(known);
    offered.push(known + (await post('/v1/quotes', { member: { card }, receipt })));
  }
  say(`among ${count.toLocaleString('en')} members, one after another over HTTP:`);
  const slowest = told('a scan answered', identified);
  told('a scan and the first quote answered', offered);
  told('on the screen, from the scanner’s last key', await onScreen());
  if (slowest > ANSWER_MS_MAX) {
    say(`a scan is answered later than after ${ANSWER_MS_MAX} ms`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
}
