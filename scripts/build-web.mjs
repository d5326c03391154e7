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
const WORKER = 'src/member/worker/worker.ts';
/** What a bundle is made of. */
const SOURCES = ['web', 'client/src', 'engine/src', 'package-lock.json', 'scripts/build-web.mjs'];
const NO_SOURCE = /(?:^|\/)(?:dist|node_modules|gallery)(?:\/|$)|\.test\.tsx?$|\.md$/u;
const COMPRESSIBLE = /\.(?:html|js|css|svg|json|wasm|webmanifest|txt)$/u;
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
  writeWorker(stamp);
  await compressAll();
  writeFileSync(STAMP, stamp);
}

/** What the card's page links to by names without a hash. */
const LINKED_BY_NAME = ['assets/scheme.js', 'assets/mark.svg'];
const BUILD_NAME_LENGTH = 16;

/**
 * The card's service worker at its fixed address: above its script stands what it keeps, so that a browser which compares the two
 * finds every new build.
 * @param {string} stamp
 */
function writeWorker(stamp) {
  /** @type {Record<string, { file: string, imports?: string[], dynamicImports?: string[], css?: string[] }>} */
  const parts = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));
  const card = partsOf('member.html', parts);
  const files = [...new Set([...card.flatMap(({ file, css = [] }) => [file, ...css]), ...LINKED_BY_NAME])];
  const entry = `/${parts['member.html']?.file}`;
  const shell = { build: stamp.slice(0, BUILD_NAME_LENGTH), entry, files: files.map((file) => `/${file}`) };
  const script = readFileSync(join(DIST, parts[WORKER]?.file ?? ''), 'utf8');
  writeFileSync(join(DIST, 'worker.js'), `self.shell = ${JSON.stringify(shell)};\n${script}`);
}

/**
 * An entry and everything that it can load, each once.
 * @param {string} name
 * @param {Record<string, { file: string, imports?: string[], dynamicImports?: string[], css?: string[] }>} parts
 */
function partsOf(name, parts, seen = new Set([name])) {
  const part = parts[name];
  if (part === undefined) throw new Error(`the build has no ${name}`);
  /** @type {(typeof part)[]} */
  const all = [part];
  for (const next of [...(part.imports ?? []), ...(part.dynamicImports ?? [])]) {
    if (seen.has(next)) continue;
    seen.add(next);
    all.push(...partsOf(next, parts, seen));
  }
  return all;
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
