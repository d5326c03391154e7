/**
 * The card's service worker: keeps the app itself (page, scripts, styles of one build), so that it opens without a network.
 * It keeps nothing about anybody: what a member was told lies where signing out erases it (kept/keeper.ts).
 *
 * The page is asked from the network first, so a new version is there with the next opening; what the network does not give within
 * `PATIENCE_MS` comes from here. Two generations are kept: a page that is open still finds the parts of its own build.
 */
export {};

interface Shell {
  /** Changes with every change of the app: the browser compares this script to find that there is a new one. */
  readonly build: string;
  /** The page's script, by which a page is known to be of this build. */
  readonly entry: string;
  readonly files: readonly string[];
}

// scripts/build-web.mjs writes it above this script.
declare const self: ServiceWorkerGlobalScope & { readonly shell: Shell };

const { build, entry, files } = self.shell;
const PREFIX = 'card-';
const CACHE = `${PREFIX}${build}`;
const GENERATIONS = 2;
/** The same for every organization, so one copy serves all. */
const PAGE = '/c/page';
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(pageFor(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })));
  const page = await onward(new Request(PAGE, { cache: 'no-cache' }));
  // Several servers may be in the middle of an update: a page that names other scripts than these would open to nothing.
  if (!page.ok || !(await page.clone().text()).includes(entry)) throw new Error('the page is of another build');
  await cache.put(PAGE, page);
}

/** Caches come in the order they were made in. */
async function tidy(): Promise<void> {
  const generations = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(generations.slice(0, -GENERATIONS).map((name) => caches.delete(name)));
}

async function pageFor(request: Request): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(PAGE, { ignoreVary: true });
  const asked = onward(request);
  if (kept === undefined) return asked;
  const fresh = await Promise.race([asked.catch(() => null), later()]);
  return fresh === null || fresh.status >= 500 ? kept : fresh;
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? onward(request);
}

/** Somebody else's request on its way, or the app itself: the client, which speaks with the API, has no part in it. */
function onward(request: Request): Promise<Response> {
  // eslint-disable-next-line eslint/no-restricted-globals -- a service worker stands between the client and the network
  return fetch(request);
}

function later(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS);
  });
}
