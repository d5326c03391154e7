/** /v1/redemptions: units exchanged for rewards of the catalogue, reserved until they are handed over or cancelled. */
import { z } from 'zod';
import { cursorField, label, limitField, programIdField, text, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { readCursor, writeCursor } from '../accounts/cursor.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { memberReferenceField } from '../members/reference.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { memberOf, memberQueryFields, namesOneMember } from '../profiles/member-query.ts';
import { recordedFields } from '../profiles/recorded.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { sourceField } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { redemptionAnswer, redemptionSchema, redemptionStatusSchema } from './answer.ts';
import { closeItem } from './close.ts';
import { findRedemption, listRedemptions, readRedemption } from './find.ts';
import { redeem } from './redeem.ts';

const QUANTITY_MAX = 100;

const bodySchema = z
  .strictObject({
    member: memberReferenceField,
    programId: programIdField.optional(),
    rewardId: label(40),
    quantity: z.int().min(1).max(QUANTITY_MAX).default(1),
    id: label(100)
      .optional()
      .meta({ description: 'The redemption’s own number, unique for its source; a repeat is applied once.' }),
    source: sourceField,
  })
  .meta({ examples: [{ member: { phone: '+79991234567' }, rewardId: 'croissant' }] });

const cancelSchema = z
  .union([z.null(), z.undefined(), z.strictObject({ reason: text(500).optional() })])
  .meta({ description: 'May be left out.', examples: [{ reason: 'The customer changed her mind' }] });

const closedSchema = z
  .strictObject({
    ...recordedFields,
    redemptionId: z.string(),
    status: z.enum(['collected', 'cancelled']),
  })
  .meta({ id: 'ClosedRedemption' });

const params = z.strictObject({ id: uuidField });
const listQuery = z
  .strictObject({ ...memberQueryFields, cursor: cursorField, limit: limitField })
  .refine(...namesOneMember);

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addRedemptionRoutes(add: AddRoute, deps: Deps): void {
  addRedeeming(add, deps);
  addReading(add, deps);
  addClosing(add, deps);
}

function addRedeeming(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/redemptions',
    id: 'redeem',
    isSelling: true,
    tag: 'Redemptions',
    scopes: ['till'],
    idempotent: true,
    summary: 'Redeem a reward',
    description:
      'Units are exchanged for a reward of the catalogue. What has to be handed over stays reserved until it is collected, cancelled or overdue; everything else happens at once.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: redemptionSchema, 200: redemptionSchema },
    codes: [
      'member_unknown',
      'member_blocked',
      'family_spending_not_allowed',
      'program_unknown',
      'program_required',
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
    handle: async ({ caller, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const { id, source, ...asked } = body;
      const recorded = await redeem(soldBy(deps, caller), {
        organizationId,
        ...asked,
        programId: body.programId,
        number: id === undefined ? null : { id, source },
        idempotencyKey,
        now: await deps.time.now(caller),
      });
      const { operation, program, answer, repeated } = recorded;
      return acknowledged(redemptionAnswer(operation, program, answer), repeated);
    },
  });
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/redemptions',
    id: 'listRedemptions',
    tag: 'Redemptions',
    scopes: ['till', 'read'],
    summary: 'The redemptions of a member',
    description:
      'Those of the member’s account and of accounts that became part of it, newest first, with what became of each.',
    params: noParams,
    query: listQuery,
    body: noBody,
    answers: {
      200: z.strictObject({
        redemptions: z.array(redemptionStatusSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: ['member_unknown', 'program_unknown', 'program_required', 'cursor_invalid'],
    handle: async ({ caller, query }) => {
      const { organizationId } = caller;
      const { cursor, limit } = query;
      const before = cursor === undefined ? [] : readCursor(cursor, null);
      const now = await deps.time.now(caller);
      const { programId } = await deps.programs.choose(organizationId, query.programId);
      const member = memberOf(query);
      const { accountId } = await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
      const asked = { organizationId, programId, accountId, before, limit, now };
      const { redemptions, next } = await listRedemptions(deps, asked);
      return { status: 200, body: { redemptions, next: next === null ? null : writeCursor(next) } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/redemptions/:id',
    id: 'getRedemption',
    tag: 'Redemptions',
    scopes: ['till', 'read'],
    summary: 'A redemption and what became of it',
    description: 'Reserved, collected, cancelled (by somebody or by time), or done at once.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: redemptionStatusSchema },
    codes: ['redemption_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const found = await findRedemption(deps, caller.organizationId, id);
      return { status: 200, body: await readRedemption(deps, found, await deps.time.now(caller)) };
    },
  });
}

function addClosing(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/redemptions/:id/collect',
    id: 'collectRedemption',
    isSelling: true,
    tag: 'Redemptions',
    scopes: ['till'],
    summary: 'Hand a redemption over',
    description:
      'From now on it cannot be cancelled. Collecting twice answers as the first time; what was cancelled is refused with how it ended.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 201: closedSchema, 200: closedSchema },
    codes: ['redemption_unknown', 'item_closed'],
    handle: async ({ caller, params: { id } }) => {
      const { operation: opener, programId } = await findRedemption(deps, caller.organizationId, id);
      const now = await deps.time.now(caller);
      const { answer, repeated } = await closeItem(soldBy(deps, caller), { opener, programId, way: 'collect', now });
      return acknowledged({ ...answer, redemptionId: id, status: 'collected' as const }, repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/redemptions/:id/cancel',
    id: 'cancelRedemption',
    tag: 'Redemptions',
    scopes: ['till'],
    summary: 'Cancel a redemption',
    description:
      'Its units come back to the lots they came from, with their dates; stock and limits are free again. A code that it came with stays used. Cancelling twice answers as the first time.',
    params,
    query: noQuery,
    body: cancelSchema,
    answers: { 201: closedSchema, 200: closedSchema },
    codes: ['redemption_unknown', 'item_closed'],
    handle: async ({ caller, params: { id }, body }) => {
      const { operation: opener, programId } = await findRedemption(deps, caller.organizationId, id);
      const now = await deps.time.now(caller);
      const reason = body?.reason;
      const { answer, repeated } = await closeItem(soldBy(deps, caller), {
        opener,
        programId,
        way: 'cancel',
        reason,
        now,
      });
      return acknowledged({ ...answer, redemptionId: id, status: 'cancelled' as const }, repeated);
    },
  });
}
