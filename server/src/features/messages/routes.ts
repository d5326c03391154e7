/** /v1/accounts/{id}/messages: the words that rules had for an account's members. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { cursorField, limitField, momentAnswer, momentText, uuidField } from '../../fields.ts';
import { type AddRoute, noBody } from '../../route.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

const messageSchema = z
  .strictObject({
    id: z.string(),
    rule: z.string(),
    text: z
      .strictObject({ ru: z.string().nullable(), en: z.string().nullable() })
      .meta({ description: 'In the languages that the program has words in.' }),
    at: momentAnswer,
  })
  .meta({ id: 'Message' });

export function addMessageRoutes(add: AddRoute, deps: QuoteDeps): void {
  add({
    method: 'GET',
    url: '/v1/accounts/:id/messages',
    id: 'listMessages',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'Messages of rules',
    description: 'What rules had to say to the account’s members, newest first.',
    params: z.strictObject({ id: uuidField }),
    query: z.strictObject({ cursor: cursorField, limit: limitField }),
    body: noBody,
    answers: {
      200: z.strictObject({
        messages: z.array(messageSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: ['account_unknown', 'cursor_invalid'],
    handle: async ({ caller: { organizationId }, params: { id }, query: { cursor, limit } }) => {
      const before = cursor === undefined ? undefined : placeIn(cursor);
      await ownerOfAccount(deps, organizationId, id);
      const page = { limit, ...(before === undefined ? {} : { before }) };
      const messages = await deps.ledger.messages(organizationId, id, page);
      const last = messages.length < limit ? undefined : messages.at(-1);
      return {
        status: 200,
        body: {
          messages: messages.map(({ messageId, rule, ru, en, at }) => {
            return { id: messageId, rule, text: { ru, en }, at: momentText(at) };
          }),
          next: last?.messageId ?? null,
        },
      };
    },
  });
}

/** A page ended at this message. */
function placeIn(cursor: string): string {
  const parsed = uuidField.safeParse(cursor);
  if (!parsed.success) throw new ApiError('cursor_invalid');
  return parsed.data;
}
