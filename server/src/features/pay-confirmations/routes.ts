/** /v1/till/confirmations: codes from customers; /v1/till-settings: above which amount a till needs one. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, moneyField, positiveMoneyField, programIdField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { findMemberAccount, type MemberDeps } from '../members/find-account.ts';
import { memberReferenceField } from '../members/reference.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { changeConfirmAbove, confirmAboveOf } from '../organizations/till-limit.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { TillAuthenticator } from '../tills/authenticate.ts';
import { tillOf } from '../tills/own-routes.ts';
import { type ConfirmationDeps, sendConfirmation } from './send.ts';

const TAG = 'Stores and tills';

const sentSchema = z
  .strictObject({
    id: z.string(),
    amount: moneyAnswer.meta({ description: 'Minor money: up to so much may be paid with the code.' }),
    sentTo: z
      .strictObject({ kind: z.enum(['phone', 'email']), to: z.string().meta({ examples: ['+7 ••• ••• 12-34'] }) })
      .nullable()
      .meta({
        description: 'null: the customer has neither telephone nor e-mail, and sees the code in the card only.',
      }),
    expiresAt: momentAnswer,
  })
  .meta({ id: 'SentConfirmation' });

const settingsSchema = z.strictObject({
  confirmAbove: moneyField.nullable().meta({
    description: 'Minor money that units may pay in one receipt without a code from the customer; null: any amount.',
  }),
});
const settingsAnswer = z.strictObject({ confirmAbove: moneyAnswer.nullable() }).meta({ id: 'TillSettings' });

export interface ConfirmationRouteDeps extends ConfirmationDeps, MemberDeps {
  readonly programs: ProgramRegistry;
  readonly time: OrganizationClock;
  readonly tills: TillAuthenticator;
}

export function addPayConfirmationRoutes(add: AddRoute, deps: ConfirmationRouteDeps): void {
  addSending(add, deps);
  addSettings(add, deps);
}

function addSending(add: AddRoute, deps: ConfirmationRouteDeps): void {
  add({
    method: 'POST',
    url: '/v1/till/confirmations',
    id: 'sendPayConfirmation',
    isSelling: true,
    tag: TAG,
    scopes: ['till'],
    summary: 'Send the customer a code',
    description:
      'Where a purchase, checkout, transfer or exchange was refused with confirmation_required: the customer gets a code of six digits, which is sent along then as `confirmation`. It works once, for five minutes, at this till, for up to the amount. Asked again within half a minute it is the same code and nothing is sent.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({
        member: memberReferenceField,
        programId: programIdField.optional(),
        amount: positiveMoneyField.meta({ description: 'Minor money that units are to pay: `amount` of the refusal.' }),
      })
      .meta({ examples: [{ member: { phone: '+79991234567' }, amount: 75000 }] }),
    answers: { 201: sentSchema },
    codes: [
      'till_only',
      'program_unknown',
      'program_required',
      'member_unknown',
      'member_blocked',
      'confirmation_too_often',
    ],
    handle: async ({ caller, body }) => {
      const { organizationId } = caller;
      const till = tillOf(caller);
      const now = await deps.time.now(caller);
      const { programId, active } = await rulesAt(deps.programs, {
        organizationId,
        programId: body.programId,
        at: now,
      });
      const { memberId } = await findMemberAccount(deps, { organizationId, programId, member: body.member, now });
      const { currency } = active.program;
      const { confirmation, sentTo } = await sendConfirmation(deps, {
        organizationId,
        till,
        memberId,
        amount: body.amount,
        currency,
      });
      return {
        status: 201,
        body: {
          id: confirmation.confirmationId,
          amount: confirmation.amount,
          sentTo: sentTo === null ? null : { kind: sentTo.kind, to: sentTo.masked },
          expiresAt: momentText(instant(confirmation.expiresAt)),
        },
      };
    },
  });
}

function addSettings(add: AddRoute, { db, tills }: ConfirmationRouteDeps): void {
  add({
    method: 'GET',
    url: '/v1/till-settings',
    id: 'getTillSettings',
    tag: TAG,
    scopes: ['shop', 'read'],
    summary: 'What holds at all tills',
    description: 'Above which amount a till needs a code from the customer.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: settingsAnswer },
    codes: [],
    handle: async ({ caller: { organizationId } }) => {
      const confirmAbove = await confirmAboveOf(db, organizationId);
      return { status: 200, body: { confirmAbove } };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/till-settings',
    id: 'putTillSettings',
    tag: TAG,
    scopes: ['admin'],
    summary: 'Change what holds at all tills',
    description:
      'Above the amount, purchases and checkouts at tills that pay with units, transfers and exchanges are refused without a code from the customer. Requests by API key are not asked for one.',
    params: noParams,
    query: noQuery,
    body: settingsSchema.meta({ examples: [{ confirmAbove: 50000 }] }),
    answers: { 200: settingsAnswer },
    codes: [],
    handle: async ({ caller: { organizationId }, body: { confirmAbove } }) => {
      await changeConfirmAbove(db, organizationId, confirmAbove);
      tills.forget();
      return { status: 200, body: { confirmAbove } };
    },
  });
}
