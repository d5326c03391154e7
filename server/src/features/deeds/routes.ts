/** /v1/deeds: the journal of who did what. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { cursorField, limitField, momentAnswer, momentField, momentText, uuidField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import type { DeedRecorder } from './recorder.ts';
import { type DeedQuestion, listDeeds, type StoredDeed } from './store.ts';

const deedSchema = z
  .strictObject({
    id: z.string(),
    at: momentAnswer,
    actor: z.strictObject({
      kind: z.enum(['key', 'person', 'till']),
      id: z.string(),
      name: z.string().nullable().meta({ description: 'null of somebody who does not work here any more.' }),
    }),
    operation: z.string().meta({ description: 'The id of the operation in this description.' }),
    subjects: z.record(z.string(), z.string()).meta({ description: 'Ids from the path; `made` is what came of it.' }),
    address: z.string(),
    status: z.int(),
    code: z.string().nullable().meta({ description: 'Of the refusal; null when it was done.' }),
  })
  .meta({ id: 'Deed' });

const query = z.strictObject({
  actor: uuidField.optional().meta({ description: 'Of this key, person or till.' }),
  operation: z
    .string()
    .regex(/^[A-Za-z]{1,60}$/)
    .optional(),
  subject: z.string().min(1).max(100).optional().meta({ description: 'What it was done to, or what came of it.' }),
  from: momentField.optional(),
  to: momentField.optional(),
  cursor: cursorField,
  limit: limitField,
});

export function addDeedRoutes(
  add: AddRoute,
  { db, deeds }: { readonly db: Database; readonly deeds: DeedRecorder },
): void {
  add({
    method: 'GET',
    url: '/v1/deeds',
    id: 'listDeeds',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'Who did what',
    description:
      'What people and keys changed or tried to, newest first, without what was said in it. What tills do all day (members, checkouts, purchases, returns, events, redemptions, gift cards) is in the ledger and not repeated here; what a person does always is. It is kept for JOURNAL_DAYS.',
    params: noParams,
    query,
    body: noBody,
    answers: { 200: z.strictObject({ deeds: z.array(deedSchema), next: z.string().nullable() }) },
    codes: ['cursor_invalid'],
    handle: async ({ caller: { organizationId }, query: asked }) => {
      const before = asked.cursor === undefined ? null : placeIn(asked.cursor);
      // Whoever looks right after doing something should see it.
      await deeds.flush();
      const found = await listDeeds(db.system, {
        organizationId,
        actorId: asked.actor ?? null,
        operation: asked.operation ?? null,
        subject: asked.subject ?? null,
        from: asked.from ?? null,
        to: asked.to ?? null,
        before,
        limit: asked.limit,
      });
      const last = found.length < asked.limit ? undefined : found.at(-1);
      const next = last === undefined ? null : `${last.at}_${last.deedId}`;
      return { status: 200, body: { deeds: found.map(answer), next } };
    },
  });
}

/** A page ended at this deed. */
function placeIn(cursor: string): NonNullable<DeedQuestion['before']> {
  const [at = '', id = ''] = cursor.split('_');
  const deedId = uuidField.safeParse(id);
  if (!/^\d{1,15}$/u.test(at) || !deedId.success) throw new ApiError('cursor_invalid');
  return { at: Number(at), deedId: deedId.data };
}

function answer(deed: StoredDeed): z.input<typeof deedSchema> {
  const { deedId, at, actorKind, actorId, actorName, operation, subjects, address, status, code } = deed;
  return {
    id: deedId,
    at: momentText(instant(at)),
    actor: { kind: actorKind, id: actorId, name: actorName },
    operation,
    subjects,
    address,
    status,
    code,
  };
}
