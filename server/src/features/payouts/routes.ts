/** /v1/payouts: units of a money wallet become the member's own money, by two people. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import {
  cursorField,
  label,
  limitField,
  positiveMoneyField,
  positiveUnitsField,
  programIdField,
  text,
  uuidField,
  walletField,
} from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { memberReferenceField } from '../members/reference.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { sourceField } from '../receipts/schema.ts';
import { payoutAnswer, payoutSchema, requestedPayoutSchema } from './answer.ts';
import { erasePayout, listByStatus } from './list.ts';
import { type PayoutRequest, requestPayout } from './request.ts';
import { approve, pay, readPayout, refuse } from './steps.ts';
import { PAYOUT_STATUSES, type StoredPayout } from './store.ts';

const bodySchema = z
  .strictObject({
    member: memberReferenceField,
    programId: programIdField.optional(),
    wallet: walletField,
    units: positiveUnitsField.optional().meta({ description: 'In the smallest part of the wallet.' }),
    amount: positiveMoneyField.optional().meta({ description: 'Minor money, instead of units.' }),
    destination: text(500)
      .optional()
      .meta({ description: 'Where the money goes, in the shop’s own words. Personal: kept with the payout only.' }),
    id: label(100)
      .optional()
      .meta({ description: 'The payout’s own number, unique for its source; a repeat is applied once.' }),
    source: sourceField,
  })
  .refine(
    (body) => (body.units === undefined) !== (body.amount === undefined),
    'ask by exactly one of units and amount',
  )
  .meta({
    examples: [{ member: { phone: '+79991234567' }, wallet: 'cashback', amount: 150000, destination: 'card …4417' }],
  });

const refusalSchema = z
  .union([z.null(), z.undefined(), z.strictObject({ reason: text(500).optional() })])
  .meta({ description: 'May be left out.', examples: [{ reason: 'The card does not exist' }] });

const params = z.strictObject({ id: uuidField });
const listQuery = z.strictObject({
  status: z.enum(PAYOUT_STATUSES).default('requested'),
  cursor: cursorField,
  limit: limitField,
});

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addPayoutRoutes(add: AddRoute, deps: Deps): void {
  addRequesting(add, deps);
  addReading(add, deps);
  addApproving(add, deps);
  addEnding(add, deps);
}

function addRequesting(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/payouts',
    id: 'requestPayout',
    tag: 'Payouts',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Ask for a payout',
    description:
      'The units leave the account at once and wait: somebody else approves (another key), then it is paid; or it is refused and they come back.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: requestedPayoutSchema, 200: requestedPayoutSchema },
    codes: [
      'member_unknown',
      'member_blocked',
      'family_spending_not_allowed',
      'program_unknown',
      'program_required',
      'wallet_unknown',
      'payout_not_allowed',
      'payout_amount',
      'account_in_debt',
      'units_insufficient',
      'limit_reached',
      'items_too_many',
      'account_closed',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { member, programId, wallet, id, source } = body;
      const { payoutId, recorded } = await requestPayout(deps, {
        organizationId: caller.organizationId,
        keyId: caller.keyId,
        member,
        programId,
        wallet,
        asked: askedIn(body),
        destination: body.destination ?? null,
        number: id === undefined ? null : { id, source },
        idempotencyKey,
        now: await deps.time.now(caller),
      });
      const { operation, program, answer, repeated } = recorded;
      const { event } = operation;
      const units = event.type === 'payout' ? event.units : 0;
      const worth = program.wallets.get(wallet)?.worth ?? null;
      const amount = worth === null ? null : units * worth;
      const told = { ...answer, id: payoutId, operationId: answer.id, wallet, units, amount };
      return acknowledged({ ...told, status: 'requested' as const }, repeated);
    },
  });
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/payouts',
    id: 'listPayouts',
    tag: 'Payouts',
    scopes: ['shop'],
    summary: 'Payouts by status',
    description: 'Those that wait for approval unless told otherwise; oldest first.',
    params: noParams,
    query: listQuery,
    body: noBody,
    answers: {
      200: z.strictObject({
        payouts: z.array(payoutSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: ['cursor_invalid'],
    handle: async ({ caller, query }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { payouts, next } = await listByStatus(deps, { organizationId, ...query });
      const answers = payouts.map((payout) => told(deps, { organizationId, payout, now }));
      return { status: 200, body: { payouts: await Promise.all(answers), next } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/payouts/:id',
    id: 'getPayout',
    tag: 'Payouts',
    scopes: ['shop'],
    summary: 'A payout',
    description: 'How far it is and whose hands it went through.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: payoutSchema },
    codes: ['payout_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId } = caller;
      const payout = await readPayout(deps, organizationId, id);
      return { status: 200, body: await told(deps, { organizationId, payout, now: await deps.time.now(caller) }) };
    },
  });
}

function addApproving(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/payouts/:id/approve',
    id: 'approvePayout',
    tag: 'Payouts',
    scopes: ['admin'],
    summary: 'Approve a payout',
    description: 'By another key than the one that asked for it. Approving twice is the same as once.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 201: payoutSchema, 200: payoutSchema },
    codes: ['payout_unknown', 'payout_same_person', 'payout_status'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const { payout, repeated } = await approve(deps, { organizationId, payoutId: id, keyId, now });
      return acknowledged(await told(deps, { organizationId, payout, now }), repeated);
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/payouts/:id/destination',
    id: 'erasePayoutDestination',
    tag: 'Payouts',
    scopes: ['admin'],
    summary: 'Erase where a payout went',
    description: 'The destination is personal. The payout itself stays, with its units and its people.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'There is no destination any more.' }) },
    codes: ['payout_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const { payoutId } = await readPayout(deps, caller.organizationId, id);
      await erasePayout(deps.db, caller.organizationId, payoutId);
      return { status: 204, body: undefined };
    },
  });
}

function addEnding(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/payouts/:id/pay',
    id: 'payPayout',
    tag: 'Payouts',
    scopes: ['admin'],
    summary: 'Say that a payout is paid',
    description: 'Of an approved payout; from now on it cannot be refused. Twice is the same as once.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 201: payoutSchema, 200: payoutSchema },
    codes: ['payout_unknown', 'payout_status'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const { payout, recorded } = await pay(deps, { organizationId, payoutId: id, keyId, now });
      return acknowledged(await told(deps, { organizationId, payout, now }), recorded.repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/payouts/:id/refuse',
    id: 'refusePayout',
    tag: 'Payouts',
    scopes: ['admin'],
    summary: 'Refuse a payout',
    description:
      'Of a payout that is not paid: its units come back to the lots they came from, with their dates. Twice is the same as once.',
    params,
    query: noQuery,
    body: refusalSchema,
    answers: { 201: payoutSchema, 200: payoutSchema },
    codes: ['payout_unknown', 'payout_status'],
    handle: async ({ caller, params: { id }, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const asked = { organizationId, payoutId: id, keyId, now, reason: body?.reason };
      const { payout, recorded } = await refuse(deps, asked);
      return acknowledged(await told(deps, { organizationId, payout, now }), recorded.repeated);
    },
  });
}

function askedIn(body: z.output<typeof bodySchema>): PayoutRequest['asked'] {
  if (body.units !== undefined) return { units: body.units };
  if (body.amount !== undefined) return { amount: body.amount };
  throw new ApiError('request_invalid');
}

async function told(
  deps: Deps,
  one: { readonly organizationId: string; readonly payout: StoredPayout; readonly now: Instant },
): Promise<z.input<typeof payoutSchema>> {
  const { programId, wallet, requested } = one.payout;
  const at = instant(Math.min(requested.at, one.now));
  const { active } = await rulesAt(deps.programs, { organizationId: one.organizationId, programId, at });
  return payoutAnswer(one.payout, active.program.wallets.get(wallet)?.worth ?? null);
}
