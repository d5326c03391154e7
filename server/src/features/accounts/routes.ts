/** /v1/accounts: the history of an account, as movements and as operations. */
import { ENTRY_KINDS, type Instant, type Standing } from '@kopilka/engine';
import { z } from 'zod';
import { cursorField, limitField, momentAnswer, momentText, unitsAnswer, uuidField } from '../../fields.ts';
import type { JournalRow } from '../../ledger/ledger.ts';
import { type AddRoute, noBody, noQuery } from '../../route.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { openAccounts } from '../members/join.ts';
import { operationSchema, operationSummary, operationSummarySchema } from '../operations/answer.ts';
import { findOperation, toldWithReasons } from '../operations/find.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { addLotsRoute } from './lots-route.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from './standing.ts';

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
const operationsQuery = z.strictObject({
  ...query.shape,
  reasons: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .meta({ description: 'Whether each tells what was applied and why, in words.' }),
});

const accountSchema = z
  .strictObject({
    accountId: z.string(),
    programId: z.string(),
    memberId: z.string().nullable().meta({ description: 'Whose it is or was; null when several share or shared it.' }),
    balances: balancesSchema,
    tier: tierSchema,
    mergedInto: z
      .string()
      .nullable()
      .meta({ description: 'The account that everything of this one went to; null when it stands by itself.' }),
  })
  .meta({ id: 'Account' });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addAccountRoutes(add: AddRoute, deps: Deps): void {
  addStanding(add, deps);
  addLotsRoute(add, deps);
  addHistory(add, deps);
}

function addStanding(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/accounts/:id',
    id: 'getAccount',
    tag: 'Accounts',
    scopes: ['till', 'read'],
    summary: 'Where an account stands',
    description:
      'Balances and level. Of an account that became part of another, what is left (nothing), and where all of it is now.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: accountSchema },
    codes: ['account_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId, memberId, heir } = await ownerOfAccount(deps, organizationId, id);
      const standing = await standingOf(deps, { organizationId, programId, accountId: id, now });
      const mergedInto = heir === null ? null : await lastHeir(deps, organizationId, heir);
      return {
        status: 200,
        body: {
          accountId: id,
          programId,
          memberId,
          balances: balancesAnswer(standing),
          tier: tierAnswer(standing),
          mergedInto,
        },
      };
    },
  });
}

/** How often an account may have been merged on. */
const HEIRS_MAX = 10;

async function lastHeir(deps: Deps, organizationId: string, accountId: string): Promise<string> {
  let heir = accountId;
  for (let step = 0; step < HEIRS_MAX; step += 1) {
    const next = await ownerOfAccount(deps, organizationId, heir);
    if (next.heir === null) break;
    heir = next.heir;
  }
  return heir;
}

/** One whose opening was cut short is opened now. */
async function standingOf(
  deps: Deps,
  asked: {
    readonly organizationId: string;
    readonly programId: string;
    readonly accountId: string;
    readonly now: Instant;
  },
): Promise<Standing> {
  const { organizationId, programId, accountId, now } = asked;
  const known = await deps.ledger.standing(organizationId, accountId, now);
  if (known !== null) return known;
  await openAccounts(deps, { organizationId, memberships: [{ programId, accountId, joinedAt: now }], now });
  const opened = await deps.ledger.standing(organizationId, accountId, now);
  if (opened === null) throw new Error(`account ${accountId} cannot be opened`);
  return opened;
}

function addHistory(add: AddRoute, deps: QuoteDeps): void {
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
    query: operationsQuery,
    body: noBody,
    answers: { 200: z.strictObject({ operations: z.array(operationSummarySchema), next }) },
    codes: ['account_unknown', 'cursor_invalid'],
    handle: async ({ caller: { organizationId }, params: { id }, query: { cursor, limit, reasons } }) => {
      const [beforeSeq = 0] = cursor === undefined ? [] : readCursor(cursor, 1);
      const { programId } = await ownerOfAccount(deps, organizationId, id);
      const operations = await deps.ledger.operations(organizationId, id, {
        limit,
        ...(cursor === undefined ? {} : { beforeSeq }),
      });
      const last = operations.length < limit ? undefined : operations.at(-1);
      return {
        status: 200,
        body: {
          operations: reasons
            ? await toldWithReasons(deps, { organizationId, programId, operations })
            : operations.map(operationSummary),
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
