/** /v1/public/organizations: what anybody may know of a shop, and see of it, for the customer's card before somebody signs in. Needs no key. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { PROBLEM_TYPE, problemSchema } from '../../problem.ts';
import { readPart } from '../../route.ts';
import { lookAnswer, lookFields } from './look.ts';
import { MEDIA_TYPES } from './picture.ts';
import { findLogo, findOrganization } from './store.ts';

const params = z.strictObject({ id: uuidField });
const publicOrganizationSchema = z
  .strictObject({ id: z.string(), name: z.string(), ...lookFields })
  .meta({ id: 'PublicOrganization', description: 'Of an organization, what anybody may know.' });
/** A name seldom changes, and a poster's QR is scanned by many at once. */
const CACHED = 'public, max-age=60';
/** The tag in a picture's address is that of its bytes; whoever asks without one, or with an old one, asks again soon. */
const CACHED_FOR_EVER = 'public, max-age=31536000, immutable';
/** What is shown is a picture and nothing else, also when somebody opens its address by itself or puts it into a page of theirs. */
const PICTURE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
};
const logoQuery = z.strictObject({
  v: z.string().max(100).optional().meta({ description: 'The tag from the picture’s address.' }),
});

export function addPublicOrganizationRoutes(app: FastifyInstance, db: Database): void {
  app.get('/v1/public/organizations/:id', { schema: documentation }, async (request, reply) => {
    const { id } = readPart(params, request.params, 'path');
    const found = await db.tenant(id, (tx) => findOrganization(tx, id));
    if (found === null) throw new ApiError('organization_unknown');
    return reply
      .header('cache-control', CACHED)
      .send({ id: found.organizationId, name: found.name, ...lookAnswer(found) });
  });
  app.get('/v1/public/organizations/:id/logo', { schema: logoDocumentation }, async (request, reply) => {
    const { id } = readPart(params, request.params, 'path');
    const { v } = readPart(logoQuery, request.query, 'query');
    const logo = await db.tenant(id, (tx) => findLogo(tx, id));
    if (logo === undefined) throw new ApiError('logo_unknown');
    const etag = `"${logo.tag}"`;
    void reply.headers({ ...PICTURE_HEADERS, etag, 'cache-control': v === logo.tag ? CACHED_FOR_EVER : CACHED });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(logo.mediaType).send(logo.bytes);
  });
}

const problem = (code: string) => ({
  description: `\`${code}\``,
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
});
const documentation = {
  operationId: 'getPublicOrganization',
  tags: ['Organization'],
  summary: 'A shop’s public name and look',
  description: 'What a customer’s card shows before anybody has signed in. Needs no key.',
  params,
  response: {
    200: { description: 'The answer.', content: { 'application/json': { schema: publicOrganizationSchema } } },
    400: problem('request_invalid'),
    404: problem('organization_unknown'),
    500: problem('internal'),
    503: problem('unavailable'),
  },
};
const logoDocumentation = {
  operationId: 'getOrganizationLogo',
  tags: ['Organization'],
  summary: 'A shop’s picture',
  description: 'The address stands in the answers about the organization. Needs no key.',
  params,
  querystring: logoQuery,
  response: {
    200: {
      description: 'The picture.',
      content: Object.fromEntries(MEDIA_TYPES.map((type) => [type, { schema: z.string() }])),
    },
    304: z.undefined().meta({ description: 'The one that is known already.' }),
    400: problem('request_invalid'),
    404: problem('logo_unknown'),
    500: problem('internal'),
    503: problem('unavailable'),
  },
};
