/** /v1/letters: the outbox, where letters are read while no mail server sends them. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { cursorField, limitField, momentAnswer, momentText, uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import { LETTER_KINDS, listLetters, type Place, type StoredLetter } from './store.ts';

const letterSchema = z
  .strictObject({
    id: z.string(),
    to: z.string(),
    kind: z.enum(LETTER_KINDS),
    subject: z.string(),
    text: z
      .string()
      .nullable()
      .meta({ description: 'null when a mail server is set up, it was sent, or what it links to is over.' }),
    createdAt: momentAnswer,
    expiresAt: momentAnswer,
    sentAt: momentAnswer.nullable(),
    failure: z.string().nullable().meta({ description: 'What the mail server said the last time.' }),
  })
  .meta({ id: 'Letter' });

export interface LetterDeps {
  readonly db: Database;
  /** Whether a mail server sends them: then nobody but whom they are to reads them. */
  readonly hasMail: boolean;
}

export function addLetterRoutes(add: AddRoute, { db, hasMail }: LetterDeps): void {
  add({
    method: 'GET',
    url: '/v1/letters',
    id: 'listLetters',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'The outbox',
    description:
      'Letters to the staff, newest first. Without a mail server (SMTP_URL) they wait here to be read; with one, only whether they were sent is told. A letter that recovers the password of somebody who works for several organizations is not shown to any of them.',
    params: noParams,
    query: z.strictObject({ cursor: cursorField, limit: limitField }),
    body: noBody,
    answers: { 200: z.strictObject({ letters: z.array(letterSchema), next: z.string().nullable() }) },
    codes: ['cursor_invalid'],
    handle: async ({ caller: { organizationId }, query: { cursor, limit } }) => {
      const before = cursor === undefined ? null : placeIn(cursor);
      const letters = await db.tenant(organizationId, (tx) => listLetters(tx, { organizationId, before, limit }));
      const last = letters.length < limit ? undefined : letters.at(-1);
      const next = last === undefined ? null : `${last.createdAt}_${last.letterId}`;
      return { status: 200, body: { letters: letters.map((letter) => answer(letter, hasMail)), next } };
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

function answer(letter: StoredLetter, hasMail: boolean): z.input<typeof letterSchema> {
  return {
    id: letter.letterId,
    to: letter.recipient,
    kind: letter.kind,
    subject: letter.subject,
    text: hasMail ? null : letter.body,
    createdAt: momentText(instant(letter.createdAt)),
    expiresAt: momentText(instant(letter.expiresAt)),
    sentAt: letter.sentAt === null ? null : momentText(instant(letter.sentAt)),
    failure: letter.failure,
  };
}
