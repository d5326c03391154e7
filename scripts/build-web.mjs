// npm run build: the three apps into web/dist, with compressed copies beside every file, so that the server never compresses.
// `buildWebIfNeeded` does it only when the sources are not those that web/dist was made of.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const PROJECT = join(import.meta.dirname, '..');
const DIST = join(PROJECT, 'web/dist');
const STAMP = join(DIST, '.sources-hash');
/** What a bundle is made of. */
const SOURCES = ['web', 'client/src', 'engine/src', 'package-lock.json', 'scripts/build-web.mjs'];
const NO_SOURCE = /(?:^|\/)(?:dist|node_modules|gallery)(?:\/|$)|\.test\.tsx?$|\.md$/u;
const COMPRESSIBLE = /\.(?:html|js|css|svg|json|webmanifest|txt)$/u;
/** Below this a compressed copy saves nothing that one notices. */
const COMPRESSED_BYTES_MIN = 512;

/** In a process of its own, so that a server does not keep the builder in memory. Answers whether what is there now is in step. */
export function buildWebIfNeeded() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfSources()) return true;
  process.stderr.write('Building the screens (a few seconds, when they have changed)…\n');
  const { status } = spawnSync(process.execPath, [import.meta.filename], { stdio: ['ignore', 2, 2] });
  return status === 0;
}

async function buildWeb() {
  const stamp = hashOfSources();
  const { build } = await import('vite');
  await build({ root: join(PROJECT, 'web'), configFile: join(PROJECT, 'web/vite.config.ts'), logLevel: 'warn' });
  await compressAll();
  writeFileSync(STAMP, stamp);
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => [...filesBelow(source)])) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(PROJECT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Generator<string>}
 */
function* filesBelow(path) {
  if (NO_SOURCE.test(path)) return;
  const entries = path.includes('.') ? null : readdirSync(join(PROJECT, path), { withFileTypes: true });
  if (entries === null) {
    yield path;
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(below);
    else if (entry.isFile() && !NO_SOURCE.test(below)) yield below;
  }
}

async function compressAll() {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => COMPRESSIBLE.test(file));
  await Promise.all(
    files.map(async (file) => {
      const path = join(DIST, file);
      const bytes = readFileSync(path);
      if (bytes.length < COMPRESSED_BYTES_MIN) return;
      const [small, smallest] = await Promise.all([
        promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
        promisify(brotliCompress)(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
        }),
      ]);
      writeFileSync(`${path}.gz`, small);
      writeFileSync(`${path}.br`, smallest);
    }),
  );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildWeb();
}
