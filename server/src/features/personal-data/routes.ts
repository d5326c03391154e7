/** /v1/members/{id}/data and DELETE /v1/members/{id}: what is stored about a person, told and erased. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { momentAnswer, momentText, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { collectPersonalData } from './collect.ts';
import { forgetMember } from './forget.ts';

const params = z.strictObject({ id: uuidField });

const forgottenSchema = z
  .strictObject({
    id: z.string(),
    forgottenAt: momentAnswer,
    accounts: z.array(z.string()).meta({ description: 'They stay in the books, and are nobody’s.' }),
  })
  .meta({ id: 'ForgottenMember' });

const documentField = z
  .custom<Readable>((value) => value instanceof Readable)
  .meta({
    description:
      'One JSON object: member, identities, profile, what the card knows (consents, devices), families, referrals, payouts, and for each account what rules know, the operations with all that was told, and the messages.',
    type: 'string',
    format: 'binary',
  });

export function addPersonalDataRoutes(add: AddRoute, deps: QuoteDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'GET',
    url: '/v1/members/:id/data',
    id: 'getMemberData',
    isLong: true,
    tag: 'Members',
    scopes: ['privacy'],
    summary: 'Everything stored about a member',
    description:
      'For download, on the person’s request. Of an account that others share or shared, only the operations that name the member.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: documentField },
    produces: 'application/json',
    codes: ['member_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const pieces = await collectPersonalData(deps, { organizationId, memberId: id, now });
      return {
        status: 200,
        body: Readable.from(pieces),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="member-${id}.json"`,
          'cache-control': 'no-store',
        },
      };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/members/:id',
    id: 'forgetMember',
    isLong: true,
    tag: 'Members',
    scopes: ['privacy'],
    summary: 'Forget a member',
    description:
      'For ever: profile, identities, attributes, dates, where payouts went, hints, consents, messages, and what was told about the person with events, receipts and corrections. The accounts stay as nobody’s, with what moved on them. An owner of a family gives it to another first. A repeat answers the same and finishes what a crash has left.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: forgottenSchema },
    codes: ['member_unknown', 'family_owner_stays', 'member_moving'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { at, accountIds } = await forgetMember(deps, { organizationId, memberId: id, now });
      return { status: 200, body: { id, forgottenAt: momentText(at), accounts: [...accountIds] } };
    },
  });
}
