/** /v1/accounts/{id}/lots: what the balance is made of, and when each part of it ends. */
import { z } from 'zod';
import { momentAnswer, momentText, unitsAnswer, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noQuery } from '../../route.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

const lotSchema = z
  .strictObject({
    wallet: z.string(),
    units: unitsAnswer.meta({ description: 'What is left of it.' }),
    from: momentAnswer.meta({ description: 'From when they can be spent.' }),
    until: momentAnswer.nullable().meta({ description: 'When they end; null: never.' }),
    pending: z.boolean().meta({ description: 'They cannot be spent yet.' }),
  })
  .meta({ id: 'Lot' });

export function addLotsRoute(add: AddRoute, deps: QuoteDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'GET',
    url: '/v1/accounts/:id/lots',
    id: 'listLots',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'What a balance is made of',
    description: 'Units by when they begin and end, those that end first in front. What is reserved is among them.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ lots: z.array(lotSchema) }) },
    codes: ['account_unknown'],
    handle: async ({ caller, params: { id: accountId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await ownerOfAccount(deps, organizationId, accountId);
      const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
      const { account } = await accountOrNew(deps, { organizationId, accountId, now, programId, active });
      const lots = account.lots.filter(({ remaining, key }) => remaining > 0 && (key.to === null || key.to > now));
      return {
        status: 200,
        body: {
          lots: lots
            .toSorted((a, b) => (a.key.to ?? Infinity) - (b.key.to ?? Infinity) || a.key.from - b.key.from)
            .map(({ wallet, key, remaining }) => ({
              wallet,
              units: remaining,
              from: momentText(key.from),
              until: key.to === null ? null : momentText(key.to),
              pending: key.from > now,
            })),
        },
      };
    },
  });
}
