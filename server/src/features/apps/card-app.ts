/**
 * What makes a shop's card an app of its own on a telephone: its manifest and its picture, made of the shop's name and colour.
 * Both say only what anybody may know of a shop.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { readPart } from '../../route.ts';
import { showOrganization, type ShownOrganization } from '../organizations/find.ts';
import { pictureOf } from './picture.ts';

const params = z.strictObject({ organization: uuidField });
const hidden = { schema: { hide: true } } as const;
/** A name seldom changes, and a telephone looks again by itself. */
const CACHED = 'public, max-age=300';
const DEFAULT_COLOR = '#0f7a5a';
const PAGE_COLOR = '#f4f5f7';
/** Longer names are cut by telephones in ways of their own. */
const SHORT_NAME_MAX = 24;
/** A picture draws and does nothing else, also for whoever opens it by itself. */
const PICTURE_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export function addCardApp(app: FastifyInstance, db: Database): void {
  const shopOf = (asked: unknown): Promise<ShownOrganization> =>
    showOrganization(db, readPart(params, asked, 'path').organization);
  app.get('/c/:organization/manifest.webmanifest', hidden, async (request, reply) =>
    send(reply, 'application/manifest+json; charset=utf-8').send(
      JSON.stringify(manifestOf(await shopOf(request.params))),
    ),
  );
  app.get('/c/:organization/picture.svg', hidden, async (request, reply) => {
    const { name, accentColor } = await shopOf(request.params);
    return send(reply, 'image/svg+xml; charset=utf-8')
      .header('content-security-policy', PICTURE_SECURITY)
      .send(pictureOf(name, accentColor ?? DEFAULT_COLOR));
  });
}

function send(reply: FastifyReply, type: string): FastifyReply {
  return reply.headers({ 'cache-control': CACHED, 'x-content-type-options': 'nosniff' }).type(type);
}

function manifestOf(shop: ShownOrganization): Readonly<Record<string, unknown>> {
  const { organizationId, name, accentColor, logo } = shop;
  const home = `/c/${organizationId}`;
  return {
    id: home,
    start_url: home,
    scope: home,
    name,
    short_name: [...new Intl.Segmenter().segment(name)]
      .slice(0, SHORT_NAME_MAX)
      .map(({ segment }) => segment)
      .join(''),
    display: 'standalone',
    theme_color: accentColor ?? DEFAULT_COLOR,
    background_color: PAGE_COLOR,
    // A logo is shown as it is; what a telephone crops to its own shape is always ours, which has nothing to lose at the edges.
    icons: [
      ...(logo === null ? [] : [{ src: logo, sizes: 'any', purpose: 'any' }]),
      ...['any', 'maskable'].map((purpose) => ({
        src: `${home}/picture.svg`,
        type: 'image/svg+xml',
        sizes: 'any',
        purpose,
      })),
    ],
  };
}
