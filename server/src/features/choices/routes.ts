/** /v1/choices and /v1/accounts/{id}/choices: what members pick each period, and the lists they pick of. */
import { progressAt } from '@kopilka/engine';
import { z } from 'zod';
import { label, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { findMemberAccount, ownerOfAccount } from '../members/find-account.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { memberOf, memberQuery } from '../profiles/member-query.ts';
import { record, recordedFields } from '../profiles/recorded.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { soldBy } from '../tills/seller.ts';
import { choiceAnswer, choiceSchema } from './answer.ts';

const OPTIONS_MAX = 500;

const options = z.array(label(40)).max(OPTIONS_MAX);
const pickSchema = z
  .strictObject({
    period: z.enum(['current', 'next']),
    picks: options.meta({ description: 'Replaces what was picked for that period; empty picks nothing.' }),
  })
  .meta({ examples: [{ period: 'next', picks: ['taxi', 'books', 'flowers', 'everything'] }] });
const offerSchema = z
  .strictObject({
    options: options
      .min(1)
      .nullable()
      .meta({ description: 'Of the choice’s own list; null offers the common list again.' }),
  })
  .meta({ examples: [{ options: ['taxi', 'books', 'flowers'] }] });

const pickedSchema = z
  .strictObject({
    ...recordedFields,
    choiceId: z.string(),
    period: z.enum(['current', 'next']),
    picks: z.array(z.string()),
  })
  .meta({ id: 'RecordedPicks' });
const offeredSchema = z
  .strictObject({ ...recordedFields, choiceId: z.string(), options: z.array(z.string()).nullable() })
  .meta({ id: 'RecordedOffer' });

const params = z.strictObject({ id: uuidField, choiceId: label(64) });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addChoiceRoutes(add: AddRoute, deps: Deps): void {
  addReading(add, deps);
  addPicking(add, deps);
  addOffering(add, deps);
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/choices',
    id: 'listChoices',
    tag: 'Choices',
    scopes: ['till', 'read'],
    summary: 'What a member may pick',
    description: 'The lists offered, what is picked for this period and the next, and until when it may change.',
    params: noParams,
    query: memberQuery,
    body: noBody,
    answers: {
      200: z.strictObject({ programId: z.string(), accountId: z.string(), choices: z.array(choiceSchema) }),
    },
    codes: ['program_unknown', 'program_required', 'member_unknown', 'member_required'],
    handle: async ({ caller, query }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const chosen = await rulesAt(deps.programs, { organizationId, programId: query.programId, at: now });
      const { programId, active } = chosen;
      const member = memberOf(query);
      const { accountId } = await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
      const { account } = await accountOrNew(deps, { organizationId, accountId, now, programId, active });
      const { choices } = progressAt(active.program, account, now);
      return { status: 200, body: { programId, accountId, choices: choices.map(choiceAnswer) } };
    },
  });
}

function addPicking(add: AddRoute, deps: Deps): void {
  add({
    method: 'PUT',
    url: '/v1/accounts/:id/choices/:choiceId',
    id: 'pickChoice',
    journalParams: ['choiceId'],
    tag: 'Choices',
    scopes: ['till'],
    idempotent: true,
    summary: 'Pick for a period',
    description:
      'Replaces what was picked for the current or the next period, within the offered list, the number allowed and the deadline.',
    params,
    query: noQuery,
    body: pickSchema,
    answers: { 201: pickedSchema, 200: pickedSchema },
    codes: ['account_unknown', 'choice_unknown', 'choice_closed', 'choice_not_offered', 'account_closed', 'key_reused'],
    handle: async ({ caller, params: { id: accountId, choiceId: choice }, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await ownerOfAccount(deps, organizationId, accountId);
      const { period, picks } = body;
      const { answer, repeated } = await record(soldBy(deps, caller), {
        organizationId,
        programId,
        accountId,
        event: { type: 'choose', at: now, choice, period, picks },
        now,
        keys: idempotencyKeys('pickChoice', idempotencyKey),
        meaning: { accountId, choice, period, picks },
      });
      return acknowledged({ ...answer, choiceId: choice, period, picks }, repeated);
    },
  });
}

function addOffering(add: AddRoute, deps: Deps): void {
  add({
    method: 'PUT',
    url: '/v1/accounts/:id/choices/:choiceId/offer',
    id: 'offerChoice',
    journalParams: ['choiceId'],
    tag: 'Choices',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Offer an account a list of its own',
    description: 'Instead of the common one, and only of what that has. What was picked before stays for its period.',
    params,
    query: noQuery,
    body: offerSchema,
    answers: { 201: offeredSchema, 200: offeredSchema },
    codes: ['account_unknown', 'choice_unknown', 'choice_not_offered', 'account_closed', 'key_reused'],
    handle: async ({ caller, params: { id: accountId, choiceId: choice }, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await ownerOfAccount(deps, organizationId, accountId);
      const list = body.options;
      const { answer, repeated } = await record(deps, {
        organizationId,
        programId,
        accountId,
        event: { type: 'offer', at: now, choice, options: list },
        now,
        keys: idempotencyKeys('offerChoice', idempotencyKey),
        meaning: { accountId, choice, options: list },
      });
      return acknowledged({ ...answer, choiceId: choice, options: list }, repeated);
    },
  });
}
