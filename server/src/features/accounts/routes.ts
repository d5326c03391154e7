/** /v1/accounts: the history of an account, as movements and as operations. */
import { ENTRY_KINDS } from '@kopilka/engine';
import { z } from 'zod';
import { cursorField, limitField, momentAnswer, momentText, unitsAnswer, uuidField } from '../../fields.ts';
import type { JournalRow } from '../../ledger/ledger.ts';
import { type AddRoute, noBody, noQuery } from '../../route.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { operationSchema, operationSummary, operationSummarySchema } from '../operations/answer.ts';
import { findOperation } from '../operations/find.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { readCursor, writeCursor } from './cursor.ts';

const entrySchema = z
  .strictObject({
    operationId: z.string(),
    operationType: z.string(),
    at: momentAnswer,
    wallet: z.string(),
    kind: z.enum(ENTRY_KINDS),
    units: unitsAnswer.meta({ description: 'Signed.' }),
    rule: z.string().nullable(),
    lot: z
      .strictObject({ from: momentAnswer, to: momentAnswer.nullable() })
      .nullable()
      .meta({ description: 'From when to when the units live; null when debt moved.' }),
  })
  .meta({ id: 'JournalEntry' });

const next = z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' });
const params = z.strictObject({ id: uuidField });
const query = z.strictObject({ cursor: cursorField, limit: limitField });

export function addAccountRoutes(add: AddRoute, deps: QuoteDeps): void {
  add({
    method: 'GET',
    url: '/v1/accounts/:id/journal',
    id: 'listJournal',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'The journal of an account',
    description: 'Every movement of units, newest first.',
    params,
    query,
    body: noBody,
    answers: { 200: z.strictObject({ entries: z.array(entrySchema), next }) },
    codes: ['account_unknown', 'cursor_invalid'],
    handle: async ({ caller: { organizationId }, params: { id }, query: { cursor, limit } }) => {
      const [seq = 0, entry = 0] = cursor === undefined ? [] : readCursor(cursor, 2);
      await ownerOfAccount(deps, organizationId, id);
      const rows = await deps.ledger.journal(organizationId, id, {
        limit,
        ...(cursor === undefined ? {} : { before: { seq, entry } }),
      });
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        status: 200,
        body: { entries: rows.map(entryAnswer), next: last === undefined ? null : writeCursor([last.seq, last.entry]) },
      };
    },
  });
  add({
    method: 'GET',
    url: '/v1/accounts/:id/operations',
    id: 'listOperations',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'The operations of an account',
    description: 'Newest first, in short.',
    params,
    query,
    body: noBody,
    answers: { 200: z.strictObject({ operations: z.array(operationSummarySchema), next }) },
    codes: ['account_unknown', 'cursor_invalid'],
    handle: async ({ caller: { organizationId }, params: { id }, query: { cursor, limit } }) => {
      const [beforeSeq = 0] = cursor === undefined ? [] : readCursor(cursor, 1);
      await ownerOfAccount(deps, organizationId, id);
      const operations = await deps.ledger.operations(organizationId, id, {
        limit,
        ...(cursor === undefined ? {} : { beforeSeq }),
      });
      const last = operations.length < limit ? undefined : operations.at(-1);
      return {
        status: 200,
        body: {
          operations: operations.map(operationSummary),
          next: last === undefined ? null : writeCursor([last.seq]),
        },
      };
    },
  });
  add({
    method: 'GET',
    url: '/v1/accounts/:id/operations/:operationId',
    id: 'getAccountOperation',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'An operation of an account',
    description: 'The same as GET /v1/operations/{id}, if it is this account’s.',
    params: z.strictObject({ id: uuidField, operationId: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 200: operationSchema },
    codes: ['operation_unknown'],
    handle: async ({ caller: { organizationId }, params: { id, operationId } }) => ({
      status: 200,
      body: await findOperation(deps, { organizationId, operationId, accountId: id }),
    }),
  });
}

function entryAnswer(row: JournalRow): z.input<typeof entrySchema> {
  return {
    operationId: row.operationId,
    operationType: row.operationType,
    at: momentText(row.at),
    wallet: row.wallet,
    kind: row.kind,
    units: row.units,
    rule: row.rule,
    lot:
      row.lot === null
        ? null
        : { from: momentText(row.lot.from), to: row.lot.to === null ? null : momentText(row.lot.to) },
  };
}
