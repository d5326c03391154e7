/** /v1/identify: what was scanned. */
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { identify } from './identify.ts';
import { identifiedSchema, identifyBodySchema } from './schema.ts';

export function addIdentifyRoutes(add: AddRoute, deps: QuoteDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'POST',
    url: '/v1/identify',
    id: 'identify',
    isQuestion: true,
    tag: 'Members',
    scopes: ['till'],
    summary: 'Ask what a scan means',
    description:
      'A member by card number or phone, a coupon code, or a gift card, with everything that a till shows first: name, balances, level in words, coupons on the card. A member who has not joined the program joins it. Codes that do not exist are answered later and later, and finally with 429.',
    params: noParams,
    query: noQuery,
    body: identifyBodySchema,
    answers: { 200: identifiedSchema },
    codes: ['scan_unknown', 'member_unknown', 'program_unknown', 'program_required', 'too_many_guesses'],
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
