/** /v1/cashiers: who may work at tills, and their PINs. */
import { z } from 'zod';
import { text, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { type CashierDeps, putOneCashier, removeCashier } from './change.ts';
import { pinField } from './pin-field.ts';
import { listCashiers } from './store.ts';

const TAG = 'Stores and tills';
const params = z.strictObject({ id: uuidField });

const cashierSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    isStaff: z.boolean().meta({ description: 'Has a sign-in; otherwise works at tills only.' }),
    hasPin: z.boolean(),
  })
  .meta({ id: 'Cashier' });

export function addCashierRoutes(add: AddRoute, deps: CashierDeps): void {
  add({
    method: 'GET',
    url: '/v1/cashiers',
    id: 'listCashiers',
    tag: TAG,
    scopes: ['shop'],
    summary: 'List who may work at tills',
    description:
      'The staff that may sell, with or without a PIN, and those who only work at tills. As soon as one of them has a PIN, a till asks for one.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ cashiers: z.array(cashierSchema) }) },
    codes: [],
    handle: async ({ caller }) => {
      const cashiers = await listCashiers(deps.db.system, caller.organizationId);
      return {
        status: 200,
        body: { cashiers: cashiers.map(({ cashierId, ...rest }) => ({ id: cashierId, ...rest })) },
      };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/cashiers/:id',
    id: 'putCashier',
    tag: TAG,
    scopes: ['shop'],
    summary: 'Give somebody a PIN, or change it',
    description:
      'Of the staff by the person’s id, with a PIN only. Of somebody without a sign-in by an id of the caller’s choice, with a name and a PIN; later either may be left out and stays. A changed PIN ends their work at every till.',
    params,
    query: noQuery,
    body: z
      .strictObject({ name: text(100).optional(), pin: pinField.optional() })
      .meta({ examples: [{ name: 'Мария', pin: '4071' }] }),
    answers: { 204: z.undefined().meta({ description: 'It counts at once.' }) },
    codes: ['cashier_incomplete'],
    handle: async ({ caller: { organizationId }, params: { id: cashierId }, body: { name, pin } }) => {
      await putOneCashier(deps, { organizationId, cashierId, name, pin });
      return { status: 204, body: undefined };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/cashiers/:id',
    id: 'removeCashier',
    tag: TAG,
    scopes: ['shop'],
    summary: 'Take a PIN away',
    description:
      'Their work at every till ends at once. What they sold keeps their name; a person of the staff stays one.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'They have no PIN any more.' }) },
    codes: ['cashier_unknown'],
    handle: async ({ caller: { organizationId }, params: { id: cashierId } }) => {
      await removeCashier(deps, { organizationId, cashierId });
      return { status: 204, body: undefined };
    },
  });
}
