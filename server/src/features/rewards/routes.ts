/** /v1/rewards: the catalogue, and the pools of codes that rewards come with. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { label, programIdField, wholeAnswer } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { maybeMemberQuery, memberIn } from '../profiles/member-query.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { catalogueSchema, readCatalogue, rewardSchema } from './catalogue.ts';
import { loadCodes } from './pool.ts';

const CODES_MAX = 10_000;
const CODES_BYTES_MAX = 2 * 1024 * 1024;

const params = z.strictObject({ id: label(40) });
const codesSchema = z
  .strictObject({
    programId: programIdField.optional(),
    codes: z.array(label(100)).min(1).max(CODES_MAX).meta({ description: 'Each is given to one redemption.' }),
  })
  .meta({ examples: [{ codes: ['CINEMA-7F3K-11', 'CINEMA-7F3K-12'] }] });
const loadedSchema = z
  .strictObject({
    rewardId: z.string(),
    added: wholeAnswer,
    duplicates: z.array(z.string()).readonly().meta({
      description: 'Codes that the pool had already, or that were repeated in the request; they are there once.',
    }),
    left: wholeAnswer.meta({ description: 'Codes that nobody has taken yet.' }),
  })
  .meta({ id: 'LoadedRewardCodes' });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addRewardRoutes(add: AddRoute, deps: Deps): void {
  addReading(add, deps);
  addCodes(add, deps);
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/rewards',
    id: 'listRewards',
    tag: 'Rewards',
    scopes: ['till', 'read'],
    summary: 'The catalogue',
    description:
      'What units buy, with prices and what is left. With a member also whether the member’s account can take it now and, if not, why.',
    params: noParams,
    query: maybeMemberQuery,
    body: noBody,
    answers: { 200: catalogueSchema },
    codes: ['program_unknown', 'program_required', 'member_unknown', 'member_blocked'],
    handle: async ({ caller, query }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = query;
      const body = await readCatalogue(deps, { organizationId, programId, member: memberIn(query), now });
      return { status: 200, body };
    },
  });
  add({
    method: 'GET',
    url: '/v1/rewards/:id',
    id: 'getReward',
    tag: 'Rewards',
    scopes: ['till', 'read'],
    summary: 'A reward of the catalogue',
    description: 'The same as in GET /v1/rewards, of one reward.',
    params,
    query: maybeMemberQuery,
    body: noBody,
    answers: { 200: rewardSchema },
    codes: ['reward_unknown', 'program_unknown', 'program_required', 'member_unknown', 'member_blocked'],
    handle: async ({ caller, params: { id }, query }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = query;
      const { rewards } = await readCatalogue(deps, { organizationId, programId, member: memberIn(query), now });
      const body = rewards.find((reward) => reward.id === id);
      if (body === undefined) throw new ApiError('reward_unknown', { reward: id });
      return { status: 200, body };
    },
  });
}

function addCodes(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/rewards/:id/codes',
    id: 'loadRewardCodes',
    journalParams: ['id'],
    isLong: true,
    tag: 'Rewards',
    scopes: ['shop'],
    bodyBytesMax: CODES_BYTES_MAX,
    summary: 'Load codes for a reward',
    description:
      'Adds up to 10 000 codes to the pool of a reward with `codes: true`; each redemption takes one. Codes that are there already are reported and stay as they are, so the request may be repeated.',
    params,
    query: noQuery,
    body: codesSchema,
    answers: { 200: loadedSchema },
    codes: ['reward_unknown', 'reward_without_codes', 'program_unknown', 'program_required'],
    handle: async ({ caller, params: { id }, body }) => {
      const { organizationId } = caller;
      const at = await deps.time.now(caller);
      const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at });
      const reward = active.program.rewards.get(id);
      if (reward === undefined) throw new ApiError('reward_unknown', { reward: id });
      if (!reward.codes) throw new ApiError('reward_without_codes', { reward: id });
      const loaded = await loadCodes(deps.db, { organizationId, programId, rewardId: id }, body.codes);
      return { status: 200, body: { rewardId: id, ...loaded } };
    },
  });
}
