/** /v1/transfers: units given from one member to another. */
import { z } from 'zod';
import {
  label,
  momentAnswer,
  momentText,
  positiveUnitsField,
  programIdField,
  unitsAnswer,
  uuidField,
  walletField,
} from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { memberReferenceField } from '../members/reference.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { RequirementDeps } from '../pay-confirmations/required.ts';
import { recordedFields } from '../profiles/recorded.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { confirmationField, sourceField } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { arrivalOf, findTransfer } from './arrival.ts';
import { sendUnits } from './send.ts';

const bodySchema = z
  .strictObject({
    from: memberReferenceField,
    to: memberReferenceField,
    programId: programIdField.optional(),
    wallet: walletField,
    units: positiveUnitsField.meta({ description: 'In the smallest part of the wallet.', examples: [100] }),
    id: label(100)
      .optional()
      .meta({ description: 'The transfer’s own number, unique for its source; a repeat is applied once.' }),
    source: sourceField,
    confirmation: confirmationField,
  })
  .meta({
    examples: [{ from: { phone: '+79991234567' }, to: { phone: '+79997654321' }, wallet: 'bonus', units: 100 }],
  });

const whatFields = {
  toAccountId: z.string(),
  wallet: z.string(),
  units: unitsAnswer,
};

const recordedTransferSchema = z
  .strictObject({ ...recordedFields, ...whatFields })
  .meta({ id: 'RecordedTransfer', description: 'On the sender’s account.' });

const transferSchema = z
  .strictObject({
    id: z.string(),
    fromAccountId: z.string(),
    ...whatFields,
    at: momentAnswer,
    status: z.enum(['on_the_way', 'arrived', 'returned']).meta({
      description: 'returned: the receiver’s account could not take them any more, so they came back with their dates.',
    }),
    arrivedAt: momentAnswer.nullable().meta({ description: 'When they arrived or came back.' }),
  })
  .meta({ id: 'Transfer' });

type Deps = QuoteDeps & RequirementDeps & { readonly time: OrganizationClock };

export function addTransferRoutes(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/transfers',
    id: 'sendUnits',
    tag: 'Transfers',
    scopes: ['till'],
    idempotent: true,
    summary: 'Give units to another member',
    description:
      'They leave the sender at once, soonest expiry first, and arrive with their dates a moment later. The program says which wallets, how few and how many. A till needs a code from the sender for units worth more than the organization’s limit, as when they pay.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: recordedTransferSchema, 200: recordedTransferSchema },
    codes: [
      'member_unknown',
      'member_blocked',
      'program_unknown',
      'program_required',
      'wallet_unknown',
      'transfer_not_allowed',
      'transfer_to_self',
      'account_in_debt',
      'units_insufficient',
      'limit_reached',
      'account_closed',
      'family_spending_not_allowed',
      'confirmation_required',
      'confirmation_wrong',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const { from, to, programId, wallet, units, id, source, confirmation } = body;
      const number = id === undefined ? null : { id, source };
      const now = await deps.time.now(caller);
      const asked = { organizationId, from, to, programId, wallet, units, number, idempotencyKey, now };
      const { operation, answer, repeated } = await sendUnits(soldBy(deps, caller), {
        ...asked,
        till: caller.till,
        confirmation,
      });
      const { event } = operation;
      if (event.type !== 'transfer') throw new Error(`a transfer was recorded as ${event.type}`);
      return acknowledged({ ...answer, toAccountId: event.to, wallet: event.wallet, units: event.units }, repeated);
    },
  });
  add({
    method: 'GET',
    url: '/v1/transfers/:id',
    id: 'getTransfer',
    tag: 'Transfers',
    scopes: ['till', 'read'],
    summary: 'A transfer, and whether it has arrived',
    description: 'By the id of the operation on the sender’s account.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 200: transferSchema },
    codes: ['transfer_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const found = await findTransfer(deps, caller.organizationId, id);
      const { operation, event } = found;
      const { status, by } = await arrivalOf(deps, found);
      return {
        status: 200,
        body: {
          id,
          fromAccountId: operation.accountId,
          toAccountId: event.to,
          wallet: event.wallet,
          units: event.units,
          at: momentText(operation.decision.at),
          status,
          arrivedAt: by === null ? null : momentText(by.decision.asOf),
        },
      };
    },
  });
}
