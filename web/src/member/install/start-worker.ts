/**
 * Starts the service worker that opens the card without a network (worker/worker.ts). It does not hurry: what the customer came for
 * loads first. A card that stays open for days looks for a newer version when it comes back to the screen.
 */

const WORKER = '/c/worker.js';
const SCOPE = '/c/';

export function startWorker(): void {
  // The development server has none, and without https a browser has no service workers.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const start = (): void => void register();
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

async function register(): Promise<void> {
  // A browser that refuses (a private window) shows the card all the same, only not without a network.
  const worker = await navigator.serviceWorker
    .register(WORKER, { scope: SCOPE, updateViaCache: 'none' })
    .catch(() => null);
  // Browsers look for a new one by themselves, but only when the old one has come to rest.
  const look = (): void => {
    if (document.visibilityState === 'visible') void worker?.update().catch(() => undefined);
  };
  look();
  document.addEventListener('visibilitychange', look);
}
