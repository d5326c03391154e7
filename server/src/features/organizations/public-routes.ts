/** /v1/public/organizations: what anybody may know of a shop, for the customer's card before somebody signs in. Needs no key. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { PROBLEM_TYPE, problemSchema } from '../../problem.ts';
import { readPart } from '../../route.ts';
import { findOrganization } from './store.ts';

const params = z.strictObject({ id: uuidField });
const publicOrganizationSchema = z
  .strictObject({ id: z.string(), name: z.string() })
  .meta({ id: 'PublicOrganization', description: 'Of an organization, what anybody may know.' });
/** A name seldom changes, and a poster's QR is scanned by many at once. */
const CACHED = 'public, max-age=60';

export function addPublicOrganizationRoutes(app: FastifyInstance, db: Database): void {
  app.get('/v1/public/organizations/:id', { schema: documentation }, async (request, reply) => {
    const { id } = readPart(params, request.params, 'path');
    const found = await db.tenant(id, (tx) => findOrganization(tx, id));
    if (found === null) throw new ApiError('organization_unknown');
    return reply.header('cache-control', CACHED).send({ id: found.organizationId, name: found.name });
  });
}

const documentation = {
  operationId: 'getPublicOrganization',
  tags: ['Organization'],
  summary: 'A shop’s public name',
  description: 'What a customer’s card shows before anybody has signed in. Needs no key.',
  params,
  response: {
    200: { description: 'The answer.', content: { 'application/json': { schema: publicOrganizationSchema } } },
    400: { description: '`request_invalid`', content: { [PROBLEM_TYPE]: { schema: problemSchema } } },
    404: { description: '`organization_unknown`', content: { [PROBLEM_TYPE]: { schema: problemSchema } } },
    500: { description: '`internal`', content: { [PROBLEM_TYPE]: { schema: problemSchema } } },
    503: { description: '`unavailable`', content: { [PROBLEM_TYPE]: { schema: problemSchema } } },
  },
};
