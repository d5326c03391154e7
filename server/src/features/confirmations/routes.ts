/** /v1/confirmations: units that a partner's sale gave in expectation become the member's own, or go. */
import { z } from 'zod';
import { label, text, unitsAnswer, uuidField } from '../../fields.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { type Recorded, recordedFields } from '../profiles/recorded.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { sourceField } from '../receipts/schema.ts';
import { closeItem } from '../redemptions/close.ts';
import { findExpected } from './find.ts';

const what = {
  operationId: uuidField.optional().meta({ description: 'The operation that gave the units.' }),
  receipt: z
    .strictObject({ id: label(100), source: sourceField })
    .optional()
    .meta({ description: 'Or the number of its receipt.' }),
  partner: label(40)
    .optional()
    .meta({ description: 'The partner it was earned at; anything of another partner is unknown then.' }),
};
const namesOne = [
  (body: { readonly operationId?: unknown; readonly receipt?: unknown }): boolean =>
    (body.operationId === undefined) !== (body.receipt === undefined),
  'name it by exactly one of operationId and receipt',
] as const;

const confirmSchema = z
  .strictObject(what)
  .refine(...namesOne)
  .meta({ examples: [{ receipt: { id: 'order-4711', source: 'books' }, partner: 'books' }] });
const cancelSchema = z
  .strictObject({ ...what, reason: text(500).optional() })
  .refine(...namesOne)
  .meta({ examples: [{ receipt: { id: 'order-4711', source: 'books' }, reason: 'Not paid for' }] });

const closedSchema = z
  .strictObject({
    ...recordedFields,
    operationId: z.string().meta({ description: 'The operation that had given the units.' }),
    status: z.enum(['confirmed', 'cancelled']),
    units: z
      .array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer }))
      .meta({ description: 'What was expected.' }),
  })
  .meta({ id: 'Confirmation' });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addConfirmationRoutes(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/confirmations',
    id: 'confirmExpected',
    tag: 'Confirmations',
    scopes: ['shop'],
    summary: 'Confirm expected units',
    description:
      'The partner has been paid: units that were expected get their dates from now on. Confirming twice answers as the first time; after a cancellation it is refused.',
    params: noParams,
    query: noQuery,
    body: confirmSchema,
    answers: { 201: closedSchema, 200: closedSchema },
    codes: ['operation_unknown', 'item_unknown', 'item_closed'],
    handle: async ({ caller, body }) => {
      const { operationId, receipt, partner } = body;
      const found = await findExpected(deps, caller.organizationId, { operationId, receipt, partner });
      const closed = await closeItem(deps, { ...found, way: 'confirm', now: await deps.time.now(caller) });
      return acknowledged(answerOf(found.opener, closed, 'confirmed'), closed.repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/confirmations/cancel',
    id: 'cancelExpected',
    tag: 'Confirmations',
    scopes: ['shop'],
    summary: 'Cancel expected units',
    description:
      'The order came to nothing: units that were expected go. Cancelling twice answers as the first time; after a confirmation it is refused.',
    params: noParams,
    query: noQuery,
    body: cancelSchema,
    answers: { 201: closedSchema, 200: closedSchema },
    codes: ['operation_unknown', 'item_unknown', 'item_closed'],
    handle: async ({ caller, body }) => {
      const { operationId, receipt, partner, reason } = body;
      const found = await findExpected(deps, caller.organizationId, { operationId, receipt, partner });
      const now = await deps.time.now(caller);
      const closed = await closeItem(deps, { ...found, way: 'cancel', reason, now });
      return acknowledged(answerOf(found.opener, closed, 'cancelled'), closed.repeated);
    },
  });
}

function answerOf(
  opener: StoredOperation,
  { operation: { decision }, answer }: Recorded,
  status: 'confirmed' | 'cancelled',
): z.input<typeof closedSchema> {
  const given = 'of' in decision && decision.of.type === 'expected' ? decision.of.given : [];
  const units = given.map(({ rule, wallet, units: expected }) => ({ rule, wallet, units: expected }));
  return { ...answer, operationId: opener.operationId, status, units };
}
