/** /v1/card/{organization}/me/confirmations: the codes that tills ask the member for right now. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { cardParams } from '../card/card-deps.ts';
import type { CardSessions } from '../card/sessions.ts';
import type { Keyed } from '../tills/keyed.ts';
import { codeOf, FAILURES_MAX } from './code.ts';
import { listOpen } from './store.ts';

const confirmationSchema = z
  .strictObject({
    id: z.string(),
    code: z.string().meta({ examples: ['402517'] }),
    amount: moneyAnswer.meta({ description: 'Minor money that units are to pay.' }),
    store: z.string().meta({ description: 'Where it is asked for.' }),
    expiresAt: momentAnswer,
  })
  .meta({ id: 'CardConfirmation' });

export interface CardConfirmationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keyed: Keyed;
  readonly cardSessions: CardSessions;
}

export function addCardConfirmationRoutes(add: AddOpenRoute, deps: CardConfirmationDeps): void {
  const { db, clock, keyed, cardSessions } = deps;
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/confirmations',
    id: 'listCardConfirmations',
    tag: 'Card',
    access: 'member',
    summary: 'Codes that a till asks for now',
    description: 'To be told to the cashier, by whoever really wants to pay so much with units. Usually none.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ confirmations: z.array(confirmationSchema) }) },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await cardSessions.member(visitor, organization);
      const limits = { now: clock.now(), failuresMax: FAILURES_MAX };
      const open = await db.tenant(organization, (tx) => listOpen(tx, member, limits));
      const confirmations = await Promise.all(
        open.map(async ({ confirmationId, amount, store, expiresAt }) => ({
          id: confirmationId,
          code: await codeOf(keyed, confirmationId),
          amount,
          store,
          expiresAt: momentText(instant(expiresAt)),
        })),
      );
      return { status: 200, body: { confirmations } };
    },
  });
}
