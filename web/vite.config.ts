/**
 * Three apps, three bundles: each entry page brings its own script, and what they share is split off by itself. The gallery
 * (gallery.html) is an entry of the development server only. `npm run dev` runs this server beside Kopilka's own.
 */
import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const API = process.env['KOPILKA_API'] ?? 'http://127.0.0.1:3000';
const DEV_PORT = 5173;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), entryPages()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // A preload polyfill and inlined assets would be inline content, which the content-security-policy forbids.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Which files make up the card, for its service worker (scripts/build-web.mjs).
    manifest: true,
    rolldownOptions: {
      input: ['office.html', 'till.html', 'member.html', 'src/member/worker/worker.ts'].map((entry) =>
        join(import.meta.dirname, entry),
      ),
    },
  },
  server: { port: DEV_PORT, strictPort: true, proxy: { '/v1': API } },
});

/** Addresses of an app lead to its page, as they do on Kopilka's server. */
function entryPages() {
  return {
    name: 'kopilka-entry-pages',
    configureServer(server: {
      middlewares: { use(handler: (request: { url?: string }, response: unknown, next: () => void) => void): void };
    }) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '').split('?', 1)[0] ?? '';
        if (/^\/office(?:\/|$)/u.test(path)) request.url = '/office.html';
        else if (/^\/till(?:\/|$)/u.test(path)) request.url = '/till.html';
        else if (path.startsWith('/c/')) request.url = '/member.html';
        else if (/^\/gallery(?:\/|$)/u.test(path)) request.url = '/gallery.html';
        next();
      });
    },
  };
}
