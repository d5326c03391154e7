/** The three apps for people: /office, /till and /c/{organization}. Addresses inside an app lead to its page; its script finds the screen. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { ApiError } from '../../errors.ts';
import { type AppFile, type Encoded, readAppFiles } from './files.ts';

const WEB_DIRECTORY = join(import.meta.dirname, '../../../../web/dist');
/**
 * Scripts come from here only, and none stands in a page. Styles may: the component library writes the theme's variables and
 * sizes for narrow screens as <style>, and a style cannot read or send anything while everything it could load is ours.
 */
const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};
/** The till reads codes by WebAssembly where the browser cannot; that compiles no text to script, unlike 'unsafe-eval'. */
const TILL_HEADERS = {
  ...PAGE_HEADERS,
  'content-security-policy': CONTENT_SECURITY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
};
const APPS = [
  { page: 'office.html', at: ['/office', '/office/*'], headers: PAGE_HEADERS },
  { page: 'till.html', at: ['/till', '/till/*'], headers: TILL_HEADERS },
  { page: 'member.html', at: ['/c/:organization', '/c/:organization/*'], headers: PAGE_HEADERS },
] as const;
/** The card's service worker: its address gives it all cards and nothing else. */
const WORKER = { file: 'worker.js', at: '/c/worker.js' } as const;
/** A page is asked for anew every time, which its tag makes cheap: it names the scripts of this very build. */
const CACHED_SHORTLY = 'no-cache';
const CACHED_FOR_EVER = 'public, max-age=31536000, immutable';
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kopilka</title>
<p lang="ru">Экраны ещё не собраны. Выполните <code>npm run build</code> и перезапустите сервер.</p>
<p lang="en">The screens have not been built. Run <code>npm run build</code> and restart the server.</p></html>`;
const hidden = { schema: { hide: true } } as const;

/** `directory` is where the built screens lie, for tests. */
export function addApps(app: FastifyInstance, directory = WEB_DIRECTORY): void {
  const files = readAppFiles(directory);
  for (const { page, at, headers } of APPS) {
    for (const url of at) {
      app.get(url, hidden, (request, reply) => {
        const file = files?.get(page);
        if (file !== undefined) return sendFile(request, reply.headers(headers), file);
        return reply
          .code(503)
          .headers({ ...headers, 'cache-control': 'no-store' })
          .type('text/html; charset=utf-8')
          .send(NOT_BUILT);
      });
    }
  }
  app.get(WORKER.at, hidden, (request, reply) => {
    const file = files?.get(WORKER.file);
    if (file === undefined) throw new ApiError('route_unknown');
    return sendFile(request, reply.headers(PAGE_HEADERS), file);
  });
  app.get<{ Params: { '*': string } }>('/assets/*', hidden, (request, reply) => {
    const file = files?.get(`assets/${request.params['*']}`);
    if (file === undefined) throw new ApiError('route_unknown');
    return sendFile(request, reply.header('x-content-type-options', 'nosniff'), file);
  });
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: AppFile): FastifyReply {
  const [encoding, { bytes, etag }] = chooseEncoding(file, request.headers['accept-encoding'] ?? '');
  void reply.headers({
    etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? CACHED_FOR_EVER : CACHED_SHORTLY,
  });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== null) void reply.header('content-encoding', encoding);
  return reply.type(file.type).send(bytes);
}

function chooseEncoding(file: AppFile, accepted: string): readonly [string | null, Encoded] {
  const takes = (name: string): boolean =>
    new RegExp(String.raw`(?:^|,)\s*${name}\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))`, 'iu').test(accepted);
  if (file.brotli !== null && takes('br')) return ['br', file.brotli];
  if (file.gzip !== null && takes('gzip')) return ['gzip', file.gzip];
  return [null, file.plain];
}

function isKnown(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false;
  return asked === '*' || asked.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag);
}
