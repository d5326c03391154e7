/** /v1/identify: what was scanned. */
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { identify, type IdentifyDeps } from './identify.ts';
import { identifiedSchema, identifyBodySchema } from './schema.ts';

export function addIdentifyRoutes(add: AddRoute, deps: IdentifyDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'POST',
    url: '/v1/identify',
    id: 'identify',
    isQuestion: true,
    tag: 'Members',
    scopes: ['till'],
    summary: 'Ask what a scan means',
    description:
      'A member by card number, phone or the code that the customer’s card shows, a coupon code, or a gift card, with everything that a till shows first: name, balances, level in words, coupons on the card. A member who has not joined the program joins it. Codes that do not exist are answered later and later, and finally with 429.',
    params: noParams,
    query: noQuery,
    body: identifyBodySchema,
    answers: { 200: identifiedSchema },
    codes: [
      'scan_unknown',
      'member_unknown',
      'member_blocked',
      'card_token_wrong',
      'program_unknown',
      'program_required',
      'too_many_guesses',
    ],
    handle: async ({ caller, address, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const { scan, member, programId } = body;
      return {
        status: 200,
        body: await identify(deps, { organizationId, asker: { keyId, address }, scan, member, programId, now }),
      };
    },
  });
}
