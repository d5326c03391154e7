/**
 * npm run bench -- web/sizes: what each app brings to a browser at first load, as it travels (gzip and brotli, made at build). The card is
 * for a phone on a street: more than 150 kB of script is a failure.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildWebIfNeeded } from '../../scripts/build-web.mjs';

const DIST = join(import.meta.dirname, '../../web/dist');
const APPS = ['office', 'till', 'member'] as const;
const CARD_SCRIPT_KB_MAX = 150;
const LINKED = /(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/gu;

if (!buildWebIfNeeded()) throw new Error('the screens could not be built');
for (const app of APPS) {
  const page = readFileSync(join(DIST, `${app}.html`), 'utf8');
  const files = [...page.matchAll(LINKED)].map(([, file]) => file ?? '');
  const script = files.filter((file) => file.endsWith('.js'));
  const style = files.filter((file) => file.endsWith('.css'));
  const gzipped = sum(script, '.gz');
  process.stdout.write(
    `web: ${app.padEnd(6)} script ${kb(gzipped)} kB gzip, ${kb(sum(script, '.br'))} kB brotli · style ${kb(sum(style, '.gz'))} kB gzip · ${files.length} files\n`,
  );
  if (app === 'member' && gzipped / 1000 > CARD_SCRIPT_KB_MAX) {
    process.stdout.write(`web: the card's script is larger than ${CARD_SCRIPT_KB_MAX} kB\n`);
    process.exitCode = 1;
  }
}

/** A file too small to be worth compressing travels as it is. */
function sum(files: readonly string[], suffix: string): number {
  return files.reduce((bytes, file) => {
    const small = statSync(join(DIST, `${file}${suffix}`), { throwIfNoEntry: false });
    return bytes + (small ?? statSync(join(DIST, file))).size;
  }, 0);
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
