/** /v1/till: what a paired till asks about itself, and who works at it. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, moneyAnswer, uuidField } from '../../fields.ts';
import { type AddRoute, type Caller, type CallingTill, noBody, noParams, noQuery } from '../../route.ts';
import type { CashierDeps } from '../cashiers/change.ts';
import { pinField } from '../cashiers/pin-field.ts';
import { lock, unlock } from '../cashiers/unlock.ts';
import { pinOwners } from '../cashiers/working.ts';
import { requireOrganization } from '../organizations/find.ts';
import { requireStore } from '../stores/find.ts';
import { listTills } from './store.ts';

const TAG = 'Stores and tills';
const cashierSchema = z.strictObject({ id: z.string(), name: z.string() });

const ownSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    store: z.strictObject({
      id: z.string(),
      name: z.string(),
      address: z.string().nullable(),
      timeZone: z.string().nullable(),
    }),
    organization: z.strictObject({ id: z.string(), name: z.string() }),
    cashiers: z.array(cashierSchema).meta({ description: 'Who may enter a PIN here. Empty: nobody needs to.' }),
    cashier: cashierSchema.nullable().meta({ description: 'Who works here now; by the header kopilka-cashier.' }),
    isLocked: z.boolean().meta({ description: 'A PIN is needed before anything else.' }),
    confirmAbove: moneyAnswer.nullable().meta({
      description: 'Minor money that units may pay in one receipt without a code from the customer; null: any amount.',
    }),
  })
  .meta({ id: 'OwnTill' });

const unlockedSchema = z
  .strictObject({
    token: z
      .string()
      .meta({ description: 'The cashier’s, kc_…: sent in the header kopilka-cashier. Shown this once.' }),
    cashier: cashierSchema,
    expiresAt: momentAnswer,
  })
  .meta({ id: 'UnlockedTill' });

export function addOwnTillRoutes(add: AddRoute, deps: CashierDeps): void {
  addLooking(add, deps);
  addUnlocking(add, deps);
}

/** Throws ApiError till_only. */
export function tillOf({ till }: Caller): CallingTill {
  if (till === undefined) throw new ApiError('till_only');
  return till;
}

function addLooking(add: AddRoute, { db }: CashierDeps): void {
  add({
    method: 'GET',
    url: '/v1/till',
    id: 'getOwnTill',
    tag: TAG,
    scopes: ['till'],
    isForLockedTill: true,
    summary: 'This till',
    description: 'Which till the token is of, where it stands, and who may work at it.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: ownSchema },
    codes: ['till_only'],
    handle: async ({ caller }) => {
      const { tillId, storeId, cashierId, isLocked, confirmAbove } = tillOf(caller);
      const { organizationId } = caller;
      const [[till], store, organization, cashiers] = await Promise.all([
        listTills(db.system, organizationId, tillId),
        requireStore(db.system, organizationId, storeId),
        requireOrganization(db, organizationId),
        pinOwners(db, organizationId),
      ]);
      if (till === undefined) throw new Error('a till that asks and is not there');
      return {
        status: 200,
        body: {
          id: tillId,
          name: till.name,
          store: { id: storeId, name: store.name, address: store.address, timeZone: store.timeZone },
          organization: { id: organizationId, name: organization.name },
          cashiers: [...cashiers],
          cashier: cashiers.find(({ id }) => id === cashierId) ?? null,
          isLocked,
          confirmAbove,
        },
      };
    },
  });
}

function addUnlocking(add: AddRoute, deps: CashierDeps): void {
  add({
    method: 'POST',
    url: '/v1/till/cashier',
    id: 'unlockTill',
    tag: TAG,
    scopes: ['till'],
    isForLockedTill: true,
    summary: 'Enter a PIN',
    description:
      'The answer’s token says who works at the till, for twelve hours or until it is locked. Wrong PINs are counted for the cashier and the till.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({ personId: uuidField, pin: pinField })
      .meta({ examples: [{ personId: '01934d2e-7d00-7000-8000-0000000000a7', pin: '4071' }] }),
    answers: { 201: unlockedSchema },
    codes: ['till_only', 'cashier_unknown', 'pin_wrong', 'too_many_tries'],
    handle: async ({ caller, body: { personId, pin } }) => {
      const { organizationId } = caller;
      const asked = { organizationId, till: tillOf(caller), cashierId: personId, pin };
      const { token, name, expiresAt } = await unlock(deps, asked);
      const cashier = { id: personId, name };
      return { status: 201, body: { token, cashier, expiresAt: momentText(instant(expiresAt)) } };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/till/cashier',
    id: 'lockTill',
    tag: TAG,
    scopes: ['till'],
    isForLockedTill: true,
    summary: 'Lock the till',
    description: 'Nobody works at it any more, until somebody enters a PIN.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'It is locked, if anybody has a PIN.' }) },
    codes: ['till_only'],
    handle: async ({ caller }) => {
      await lock(deps, caller.organizationId, tillOf(caller).tillId);
      return { status: 204, body: undefined };
    },
  });
}
