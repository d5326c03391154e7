/** /v1/organization: whose key this is. */
import { z } from 'zod';
import { momentAnswer, momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import type { OrganizationClock } from './clock.ts';
import { findOrganization } from './store.ts';

const organizationSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    sandbox: z.boolean(),
    now: momentAnswer.meta({ description: 'The organization’s time: a sandbox has its own.' }),
    createdAt: momentAnswer,
    programs: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Organization' });

export function addOrganizationRoutes(
  add: AddRoute,
  {
    db,
    time,
    programs,
  }: { readonly db: Database; readonly time: OrganizationClock; readonly programs: ProgramRegistry },
): void {
  add({
    method: 'GET',
    url: '/v1/organization',
    id: 'getOrganization',
    tag: 'Organization',
    scopes: ['till', 'read', 'import'],
    summary: 'The organization of this key',
    description: 'Its name, its programs and what time it is there.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: organizationSchema },
    codes: [],
    handle: async ({ caller }) => {
      const found = await db.tenant(caller.organizationId, (tx) => findOrganization(tx, caller.organizationId));
      if (found === null) throw new Error('a key without its organization');
      return {
        status: 200,
        body: {
          id: found.organizationId,
          name: found.name,
          sandbox: found.sandboxNow !== null,
          now: momentText(await time.now(caller)),
          createdAt: momentText(found.createdAt),
          programs: await programs.programIds(caller.organizationId),
        },
      };
    },
  });
}
