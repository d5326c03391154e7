/** The pages for people: the start page, the API's description and its reference. Everything is served from here, no CDN. */
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument } from '../../openapi.ts';

const WEB_DIRECTORY = join(import.meta.dirname, '../../../../web');
const CONTENT_SECURITY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const hidden = { schema: { hide: true } } as const;

export async function addPages(app: FastifyInstance): Promise<void> {
  const [page, style, script] = ['index.html', 'start.css', 'start.js'].map((file) =>
    readFileSync(join(WEB_DIRECTORY, file), 'utf8'),
  );
  app.get('/', hidden, (request, reply) => {
    const language = languageOf(request.query, request.headers['accept-language']);
    return sendPage(reply, (page ?? '').replace('<html lang="en"', `<html lang="${language}"`));
  });
  app.get('/start.css', hidden, (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  app.get('/start.js', hidden, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  let document: string | undefined;
  app.get('/openapi.json', hidden, (_request, reply) => {
    document ??= apiDocument(app);
    return reply.type('application/json; charset=utf-8').send(document);
  });
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Kopilka API',
      withDefaultFonts: false,
      telemetry: false,
      authentication: { preferredSecurityScheme: 'key' },
      showDeveloperTools: 'never',
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .headers({
      'content-security-policy': CONTENT_SECURITY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      vary: 'accept-language',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

/** What was chosen on the page, or the first of the browser's languages that we speak. */
function languageOf(query: unknown, accepted: string | undefined): 'ru' | 'en' {
  if (typeof query === 'object' && query !== null && 'lang' in query) return query.lang === 'ru' ? 'ru' : 'en';
  const spoken = (accepted ?? '').toLowerCase().match(/\b(ru|uk|be|kk|en)\b/)?.[1];
  return spoken === undefined || spoken === 'en' ? 'en' : 'ru';
}
