/** /v1/outbox: what could not be delivered between accounts or to members, for the owner to look at, to try again or to give up. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { cursorField, limitField, momentAnswer, momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import {
  dropSetAside,
  findSetAside,
  listSetAside,
  type OutboxPlace,
  retrySetAside,
  type SetAside,
} from '../../ledger/outbox-aside.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';

const PLACE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([1-9][0-9]{0,14})\.([0-9]{1,4})$/u;

const rowSchema = z
  .strictObject({
    id: z.string(),
    accountId: z.string().meta({ description: 'The account whose operation set it off.' }),
    targetAccountId: z.string().nullable().meta({ description: 'The account that it was for; null: the same.' }),
    programId: z.string(),
    topic: z.string().meta({ description: 'message, receive (units on their way), or the name of an event.' }),
    at: momentAnswer,
    why: z.enum(['refused', 'failed']).meta({ description: 'By its account; or tried too often.' }),
    refusal: z.string().nullable().meta({ description: 'The code of the refusal.' }),
    failure: z.string().nullable().meta({
      description: 'What the last try failed with, in words for whoever looks after the server; null: no try failed.',
    }),
    settled: z
      .boolean()
      .meta({ description: 'Units that were sent are with their sender again; there is nothing to do.' }),
    holdsUnits: z
      .boolean()
      .meta({ description: 'Units that have not arrived anywhere: it can be retried, not dropped.' }),
  })
  .meta({ id: 'UndeliveredRow' });

const params = z.strictObject({ id: z.string().max(80) });

export interface OutboxDeps {
  readonly db: Database;
}

export function addOutboxRoutes(add: AddRoute, { db }: OutboxDeps): void {
  add({
    method: 'GET',
    url: '/v1/outbox',
    id: 'listUndelivered',
    tag: 'Operations',
    scopes: ['admin'],
    summary: 'What could not be delivered',
    description:
      'What operations set off elsewhere (units on their way, events for other accounts, messages) and what was set aside: refused by its account, or failed ten times. Nothing waits for it.',
    params: noParams,
    query: z.strictObject({ cursor: cursorField, limit: limitField }),
    body: noBody,
    answers: {
      200: z.strictObject({
        rows: z.array(rowSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: ['cursor_invalid'],
    handle: async ({ caller: { organizationId }, query: { cursor, limit } }) => {
      const after = cursor === undefined ? undefined : placeIn(cursor);
      if (after === null) throw new ApiError('cursor_invalid');
      const page = { limit, ...(after === undefined ? {} : { after }) };
      const rows = (await listSetAside(db.system, organizationId, page)).map(answerOf);
      return { status: 200, body: { rows, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) } };
    },
  });
  add({
    method: 'POST',
    url: '/v1/outbox/:id/retry',
    id: 'retryUndelivered',
    tag: 'Operations',
    scopes: ['admin'],
    summary: 'Try to deliver again',
    description:
      'After what was in the way is mended. It is tried ten times more, with growing pauses; what it causes still happens once at most.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ id: z.string() }) },
    codes: ['undelivered_unknown', 'undelivered_settled'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const row = await find(db, organizationId, id);
      if (row.isSettled) throw new ApiError('undelivered_settled');
      await retrySetAside(db.system, organizationId, row);
      return { status: 200, body: { id } };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/outbox/:id',
    id: 'dropUndelivered',
    tag: 'Operations',
    scopes: ['admin'],
    summary: 'Give up a delivery',
    description: 'For ever. Units on their way cannot be given up: try them again.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ id: z.string() }) },
    codes: ['undelivered_unknown', 'undelivered_holds_units'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const row = await find(db, organizationId, id);
      if (row.holdsUnits) throw new ApiError('undelivered_holds_units');
      await dropSetAside(db.system, organizationId, row);
      return { status: 200, body: { id } };
    },
  });
}

async function find(db: Database, organizationId: string, id: string): Promise<SetAside> {
  const place = placeIn(id);
  const row = place === null ? null : await findSetAside(db.system, organizationId, place);
  if (row === null) throw new ApiError('undelivered_unknown');
  return row;
}

function placeIn(id: string): OutboxPlace | null {
  const [, accountId, seq, entry] = PLACE.exec(id) ?? [];
  return accountId === undefined ? null : { accountId, seq: Number(seq), entry: Number(entry) };
}

function answerOf(row: SetAside): z.input<typeof rowSchema> {
  return {
    id: `${row.accountId}.${row.seq}.${row.entry}`,
    accountId: row.accountId,
    targetAccountId: row.targetAccountId,
    programId: row.programId,
    topic: row.topic,
    at: momentText(row.at),
    why: row.refusal === null ? 'failed' : 'refused',
    refusal: row.refusal,
    failure: row.failure,
    settled: row.isSettled,
    holdsUnits: row.holdsUnits,
  };
}
