/** /v1/public/organizations/{id}/offers: what newcomers get, for whoever has scanned a poster. */
import { z } from 'zod';
import { uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { requireOrganization } from '../organizations/find.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { rulesAt } from '../programs/rules-at.ts';
import { offerOf, offerSchema } from './offer.ts';

/** A program seldom changes, and a poster's QR is scanned by many at once. */
const CACHED = 'public, max-age=60';

export interface OfferDeps {
  readonly db: Database;
  readonly time: OrganizationClock;
  readonly programs: ProgramRegistry;
}

export function addOfferRoutes(add: AddOpenRoute, { db, time, programs }: OfferDeps): void {
  add({
    method: 'GET',
    url: '/v1/public/organizations/:id/offers',
    id: 'listPublicOffers',
    tag: 'Card',
    access: 'anybody',
    summary: 'What newcomers get',
    description:
      'Of each program what somebody new would get for a round sum now, and for joining: the decisions of the engine itself.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ offers: z.array(offerSchema) }) },
    codes: ['organization_unknown'],
    handle: async ({ params: { id: organizationId } }) => {
      const now = await time.now(await requireOrganization(db, organizationId));
      const programIds = await programs.programIds(organizationId);
      const offers = await Promise.all(
        programIds.map(async (programId) => {
          const { active } = await rulesAt(programs, { organizationId, programId, at: now });
          return offerOf(programId, active.program, now);
        }),
      );
      return { status: 200, headers: { 'cache-control': CACHED }, body: { offers } };
    },
  });
}
