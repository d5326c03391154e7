/** /v1/settlements: who owes whom in a coalition, month by month. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { programIdField } from '../../fields.ts';
import { type AddRoute, noBody } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import { settlementAnswer, settlementSchema } from './answer.ts';
import { periodField } from './period.ts';
import { closeSettlement, readSettlement, type SettlementDeps } from './settle.ts';
import { statementCsv, statementXlsx } from './sheet.ts';

const params = z.strictObject({ period: periodField });
const query = z.strictObject({ programId: programIdField.optional() });
const fileField = z
  .custom<Readable>((value) => value instanceof Readable)
  .meta({ description: 'The file.', type: 'string', format: 'binary' });
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function addSettlementRoutes(add: AddRoute, deps: SettlementDeps): void {
  add({
    method: 'GET',
    url: '/v1/settlements/:period',
    id: 'getSettlement',
    isLong: true,
    tag: 'Partners',
    scopes: ['shop', 'read'],
    summary: 'A month’s settlement with partners',
    description:
      'By partner: units given and taken back, paid and given back, and what is owed either way, by the prices in the program. An amount is price × units, rounded once for each line, a half away from zero. Operations count by when the server accepted them. Once the month is closed, the answer stays the same for ever.',
    params,
    query,
    body: noBody,
    answers: { 200: settlementSchema },
    codes: ['program_unknown', 'program_required'],
    handle: async ({ caller: { organizationId }, params: { period }, query: { programId } }) => ({
      status: 200,
      body: settlementAnswer(await readSettlement(deps, { organizationId, programId, period })),
    }),
  });
  add({
    method: 'POST',
    url: '/v1/settlements/:period/close',
    id: 'closeSettlement',
    journalParams: ['period'],
    isLong: true,
    tag: 'Partners',
    scopes: ['admin'],
    summary: 'Close a month',
    description:
      'Ten minutes after its end or later. Returns that come afterwards fall into the month in which they come. Closing twice answers the first statement.',
    params,
    query,
    body: noBody,
    answers: { 201: settlementSchema, 200: settlementSchema },
    codes: ['settlement_too_early', 'program_unknown', 'program_required'],
    handle: async ({ caller: { organizationId, keyId }, params: { period }, query: { programId } }) => {
      const { settlement, repeated } = await closeSettlement(deps, { organizationId, programId, period, keyId });
      return acknowledged(settlementAnswer(settlement), repeated);
    },
  });
  addFiles(add, deps);
}

function addFiles(add: AddRoute, deps: SettlementDeps): void {
  const file = {
    method: 'GET',
    tag: 'Partners',
    scopes: ['shop', 'read'],
    params,
    query,
    body: noBody,
    answers: { 200: fileField },
    codes: ['program_unknown', 'program_required'],
  } as const;
  add({
    ...file,
    url: '/v1/settlements/:period/statement.csv',
    id: 'getSettlementCsv',
    isLong: true,
    summary: 'A settlement as CSV',
    description: 'A row for each line, with decimal numbers; the closed statement once the month is closed.',
    produces: 'text/csv',
    handle: async ({ caller: { organizationId }, params: { period }, query: { programId } }) => {
      const { statement } = await readSettlement(deps, { organizationId, programId, period });
      return {
        status: 200,
        body: Readable.from([statementCsv(statement)]),
        headers: fileHeaders('text/csv; charset=utf-8', `settlement-${period}.csv`),
      };
    },
  });
  add({
    ...file,
    url: '/v1/settlements/:period/statement.xlsx',
    id: 'getSettlementXlsx',
    isLong: true,
    summary: 'A settlement as a spreadsheet',
    description: 'Two sheets: what each partner comes to, and the lines.',
    produces: XLSX_TYPE,
    handle: async ({ caller: { organizationId }, params: { period }, query: { programId } }) => {
      const { statement } = await readSettlement(deps, { organizationId, programId, period });
      return {
        status: 200,
        body: Readable.from([await statementXlsx(statement)]),
        headers: fileHeaders(XLSX_TYPE, `settlement-${period}.xlsx`),
      };
    },
  });
}

function fileHeaders(type: string, name: string): Readonly<Record<string, string>> {
  return { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
}
