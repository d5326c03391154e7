/** /v1/accounts/{id}/tier: a level given by hand, beside those that are earned; and how far the account has come. */
import { progressAt } from '@kopilka/engine';
import { z } from 'zod';
import { label, momentField, text, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noQuery } from '../../route.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { record, recordedFields } from '../profiles/recorded.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { progressAnswer, progressSchema } from './progress.ts';

const bodySchema = z
  .strictObject({
    level: label(40)
      .nullable()
      .meta({ description: 'A level of the program; null takes back what was given by hand.', examples: ['gold'] }),
    until: momentField
      .nullable()
      .default(null)
      .meta({ description: 'Until when it is given; for ever when null or absent.' }),
    reason: text(500),
  })
  .refine((body) => body.level !== null || body.until === null, 'until belongs to a level that is given')
  .meta({ examples: [{ level: 'gold', until: '2027-12-31T21:00:00Z', reason: 'Our first customer' }] });

const grantedSchema = z.strictObject({ ...recordedFields, level: z.string().nullable() }).meta({
  id: 'RecordedLevel',
  description: '`tier` is the level held afterwards: the highest of what is given and earned.',
});

const params = z.strictObject({ id: uuidField });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addTierRoutes(add: AddRoute, deps: Deps): void {
  addGranting(add, deps);
  addProgress(add, deps);
}

function addGranting(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/accounts/:id/tier',
    id: 'grantLevel',
    tag: 'Accounts',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Give a level by hand',
    description:
      'Beside what is earned: the account holds the higher of the two. It replaces the level given by hand before; null takes that back.',
    params,
    query: noQuery,
    body: bodySchema,
    answers: { 201: grantedSchema, 200: grantedSchema },
    codes: ['account_unknown', 'level_unknown', 'level_over', 'account_closed', 'key_reused'],
    handle: async ({ caller, params: { id: accountId }, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await ownerOfAccount(deps, organizationId, accountId);
      const { level, until, reason } = body;
      const { answer, repeated } = await record(deps, {
        organizationId,
        programId,
        accountId,
        event: { type: 'grant', at: now, level, until, reason },
        now,
        keys: idempotencyKeys('grantLevel', idempotencyKey),
        meaning: { accountId, level, until, reason },
      });
      return acknowledged({ ...answer, level }, repeated);
    },
  });
}

function addProgress(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/accounts/:id/progress',
    id: 'getProgress',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'How far an account has come',
    description:
      'Challenges, streaks, badges, choices, coupons on the card, and what is open: redemptions, payouts, expected units.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: progressSchema },
    codes: ['account_unknown'],
    handle: async ({ caller, params: { id: accountId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await ownerOfAccount(deps, organizationId, accountId);
      const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
      const { account } = await accountOrNew(deps, { organizationId, accountId, now, programId, active });
      const progress = progressAt(active.program, account, now);
      return { status: 200, body: { accountId, programId, ...progressAnswer(progress, active.program) } };
    },
  });
}
