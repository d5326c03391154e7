/** /v1/card/{organization}/me/rewards and /redemptions: what units buy, taken by the member. */
import { z } from 'zod';
import { cursorField, label, limitField, programIdField } from '../../fields.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { readCursor, writeCursor } from '../accounts/cursor.ts';
import { acknowledged } from '../operations/posted.ts';
import { type CardDeps, cardParams } from './card-deps.ts';
import { cardRewardsSchema, listTaken, readCardRewards, takenSchema, takeReward } from './rewards.ts';

const QUANTITY_MAX = 100;

const takeSchema = z
  .strictObject({
    rewardId: label(40),
    quantity: z.int().min(1).max(QUANTITY_MAX).default(1),
    programId: programIdField.optional(),
  })
  .meta({ examples: [{ rewardId: 'croissant' }] });

export function addCardRewardRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addCatalogue(add, deps);
  addTaking(add, deps);
}

function addCatalogue(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/rewards',
    id: 'listCardRewards',
    tag: 'Card',
    access: 'member',
    summary: 'The catalogue',
    description: 'What units buy, whether the member can take it now and, if not, why.',
    params: cardParams,
    query: z.strictObject({ programId: programIdField.optional() }),
    body: noBody,
    answers: { 200: cardRewardsSchema },
    codes: ['program_unknown', 'program_required', 'card_blocked'],
    handle: async ({ visitor, params: { organization }, query: { programId } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const now = await deps.time.now(member);
      return { status: 200, body: await readCardRewards(deps, member, { programId, now }) };
    },
  });
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/redemptions',
    id: 'listCardRedemptions',
    tag: 'Card',
    access: 'member',
    summary: 'Rewards that were taken',
    description: 'Newest first, with the code to show and what became of each.',
    params: cardParams,
    query: z.strictObject({ cursor: cursorField, limit: limitField, programId: programIdField.optional() }),
    body: noBody,
    answers: {
      200: z.strictObject({
        redemptions: z.array(takenSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: ['cursor_invalid', 'program_unknown', 'program_required'],
    handle: async ({ visitor, params: { organization }, query: { cursor, limit, programId } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const before = cursor === undefined ? [] : readCursor(cursor, null);
      const now = await deps.time.now(member);
      const { taken, next } = await listTaken(deps, member, { programId, before, limit, now });
      return { status: 200, body: { redemptions: taken, next: next === null ? null : writeCursor(next) } };
    },
  });
}

function addTaking(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'POST',
    url: '/v1/card/:organization/me/redemptions',
    id: 'takeReward',
    tag: 'Card',
    access: 'member',
    idempotent: true,
    summary: 'Take a reward',
    description:
      'Units are exchanged for a reward. What has to be handed over stays reserved until the till hands it over or its time is over.',
    params: cardParams,
    query: noQuery,
    body: takeSchema,
    answers: { 201: takenSchema, 200: takenSchema },
    codes: [
      'program_unknown',
      'program_required',
      'card_blocked',
      'family_spending_not_allowed',
      'reward_unknown',
      'reward_not_for_you',
      'reward_not_now',
      'reward_not_here',
      'reward_out_of_stock',
      'reward_code_quantity',
      'limit_reached',
      'units_insufficient',
      'items_too_many',
      'account_closed',
      'amount_too_large',
      'key_reused',
    ],
    handle: async ({ visitor, params: { organization }, body, idempotencyKey }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const now = await deps.time.now(member);
      const { rewardId, quantity, programId } = body;
      const { taken, repeated } = await takeReward(deps, member, {
        programId,
        rewardId,
        quantity,
        idempotencyKey,
        now,
      });
      return acknowledged(taken, repeated);
    },
  });
}
