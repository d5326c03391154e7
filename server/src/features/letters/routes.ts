/** /v1/letters: the outbox, where letters are read while no mail server sends them. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { cursorField, limitField, momentAnswer, momentText, uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import type { Sends } from './sends.ts';
import { LETTER_CHANNELS, LETTER_KINDS, listLetters, type Place, type StoredLetter } from './store.ts';

const letterSchema = z
  .strictObject({
    id: z.string(),
    to: z.string().meta({ description: 'An e-mail address, or a telephone for a short message.' }),
    channel: z.enum(LETTER_CHANNELS),
    kind: z.enum(LETTER_KINDS),
    subject: z.string(),
    text: z.string().nullable().meta({
      description:
        'null when a mail server (or a gateway for short messages) is set up, it was sent, or its link or code is over.',
    }),
    createdAt: momentAnswer,
    expiresAt: momentAnswer,
    sentAt: momentAnswer.nullable(),
    failure: z.string().nullable().meta({ description: 'What the mail server said the last time.' }),
  })
  .meta({ id: 'Letter' });

export interface LetterDeps {
  readonly db: Database;
  /** By which channels they are sent: what is sent nobody but whom it is to reads. */
  readonly sends: Sends;
}

export function addLetterRoutes(add: AddRoute, { db, sends }: LetterDeps): void {
  add({
    method: 'GET',
    url: '/v1/letters',
    id: 'listLetters',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'The outbox',
    description:
      'Letters to the staff and codes for customers’ cards, newest first. Without a mail server (SMTP_URL), or a gateway (SMS_URL) for short messages, they wait here to be read; with one, only whether they were sent is told. A letter that recovers the password of somebody who works for several organizations is not shown to any of them.',
    params: noParams,
    query: z.strictObject({ cursor: cursorField, limit: limitField }),
    body: noBody,
    answers: {
      200: z.strictObject({
        sends: z
          .strictObject({ email: z.boolean(), sms: z.boolean() })
          .meta({ description: 'What leaves by itself; the rest waits here.' }),
        letters: z.array(letterSchema),
        next: z.string().nullable(),
      }),
    },
    codes: ['cursor_invalid'],
    handle: async ({ caller: { organizationId }, query: { cursor, limit } }) => {
      const before = cursor === undefined ? null : placeIn(cursor);
      const letters = await db.tenant(organizationId, (tx) => listLetters(tx, { organizationId, before, limit }));
      const last = letters.length < limit ? undefined : letters.at(-1);
      const next = last === undefined ? null : `${last.createdAt}_${last.letterId}`;
      return { status: 200, body: { sends, letters: letters.map((letter) => answer(letter, sends)), next } };
    },
  });
}

/** A page ended at this letter. */
function placeIn(cursor: string): Place {
  const [at = '', id = ''] = cursor.split('_');
  const letterId = uuidField.safeParse(id);
  if (!/^\d{1,15}$/u.test(at) || !letterId.success) throw new ApiError('cursor_invalid');
  return { at: Number(at), letterId: letterId.data };
}

function answer(letter: StoredLetter, sends: Sends): z.input<typeof letterSchema> {
  return {
    id: letter.letterId,
    to: letter.recipient,
    channel: letter.channel,
    kind: letter.kind,
    subject: letter.subject,
    text: sends[letter.channel] ? null : letter.body,
    createdAt: momentText(instant(letter.createdAt)),
    expiresAt: momentText(instant(letter.expiresAt)),
    sentAt: letter.sentAt === null ? null : momentText(instant(letter.sentAt)),
    failure: letter.failure,
  };
}
