/** /v1/imports: members with balances, or receipts, from a file of somebody else’s. */
import { z } from 'zod';
import { uuidField, wholeAnswer } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import { importAnswer, importAnswers } from './answer.ts';
import { forgetImport, mapImport, startImport, stopImport } from './change-import.ts';
import type { ImportDeps } from './import-deps.ts';
import { openFile } from './open-file.ts';
import { REFUSED_HEADERS, refusedAsCsv, refusedField } from './refused-csv.ts';
import { importSchema, mappingBodySchema, newImportSchema, readChoicesSchema } from './schema.ts';
import { beginUpload, partBodyField, partNumberField, takePart } from './upload.ts';

/** Listed at most; the older ones are found by their id. */
const LISTED_MAX = 100;

const TAG = 'Imports';
const params = z.strictObject({ id: uuidField });
const partParams = z.strictObject({ id: uuidField, number: partNumberField });

/** `addBytes` takes the body as bytes. */
export function addImportRoutes(
  { add, addBytes }: { readonly add: AddRoute; readonly addBytes: AddRoute },
  deps: ImportDeps,
): void {
  addUpload({ add, addBytes }, deps);
  addReading(add, deps);
  addWork(add, deps);
  addLooking(add, deps);
}

function addUpload(
  { add, addBytes }: { readonly add: AddRoute; readonly addBytes: AddRoute },
  { db }: ImportDeps,
): void {
  add({
    method: 'POST',
    url: '/v1/imports',
    id: 'createImport',
    tag: TAG,
    scopes: ['import'],
    idempotent: true,
    summary: 'Begin an import',
    description: 'Its file follows in parts; then it is read, mapped, checked and started.',
    params: noParams,
    query: noQuery,
    body: newImportSchema,
    answers: { 201: importSchema, 200: importSchema },
    codes: ['import_too_many', 'key_reused'],
    handle: async ({ caller, body, idempotencyKey }) => {
      const begun = await beginUpload(db, { caller, wanted: body, idempotencyKey });
      return acknowledged(await importAnswer(db, begun), begun.repeated);
    },
  });
  addBytes({
    method: 'PUT',
    url: '/v1/imports/:id/parts/:number',
    id: 'putImportPart',
    tag: TAG,
    scopes: ['import'],
    isQuestion: true,
    summary: 'Send a part of the file',
    description:
      'At most 1 MiB, numbered from 0 without gaps, in any order; a part that comes again takes the place of the first. Content type application/octet-stream.',
    params: partParams,
    query: noQuery,
    body: partBodyField,
    consumes: ['application/octet-stream'],
    answers: { 200: z.strictObject({ received: wholeAnswer }) },
    codes: ['import_unknown', 'import_state', 'import_part_too_much'],
    handle: async ({ caller: { organizationId }, params: { id, number }, body }) => ({
      status: 200,
      body: { received: await takePart(db, { organizationId, importId: id }, { number, bytes: body }) },
    }),
  });
}

function addReading(add: AddRoute, deps: ImportDeps): void {
  add({
    method: 'POST',
    url: '/v1/imports/:id/read',
    id: 'readImport',
    isLong: true,
    tag: TAG,
    scopes: ['import'],
    summary: 'Read the file',
    description:
      'Recognises CSV (also packed by gzip) or XLSX, shows its columns and first rows, and guesses what they mean. It may be read again with other choices.',
    params,
    query: noQuery,
    body: readChoicesSchema.optional().default({}),
    answers: { 200: importSchema },
    codes: [
      'import_unknown',
      'import_state',
      'import_incomplete',
      'import_file_empty',
      'import_file_unrecognised',
      'import_file_old_excel',
      'import_file_protected',
      'import_file_damaged',
      'import_file_bomb',
      'import_file_wide',
      'import_file_forgotten',
      'import_sheet_unknown',
    ],
    handle: async ({ caller: { organizationId }, params: { id }, body }) => {
      const place = { organizationId, importId: id };
      await openFile(deps, place, body);
      return { status: 200, body: await importAnswer(deps.db, place) };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/imports/:id/mapping',
    id: 'mapImport',
    tag: TAG,
    scopes: ['import'],
    summary: 'Say what the columns mean',
    description: 'The whole file is then checked, row by row; nothing is changed by that.',
    params,
    query: noQuery,
    body: mappingBodySchema,
    answers: { 200: importSchema },
    codes: [
      'import_unknown',
      'import_state',
      'import_file_forgotten',
      'import_mapping_invalid',
      'program_unknown',
      'program_required',
    ],
    handle: async ({ caller, params: { id }, body }) => {
      const place = { organizationId: caller.organizationId, importId: id };
      await mapImport(deps, place, { mapping: body, now: await deps.time.now(caller) });
      return { status: 200, body: await importAnswer(deps.db, place) };
    },
  });
}

function addWork(add: AddRoute, { db }: ImportDeps): void {
  add({
    method: 'POST',
    url: '/v1/imports/:id/start',
    id: 'startImport',
    tag: TAG,
    scopes: ['import'],
    summary: 'Start the import, or go on with it',
    description:
      'Rows that the check refuses are left out. However often it is broken off and started, nothing comes in twice.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: importSchema },
    codes: ['import_unknown', 'import_state', 'import_file_forgotten'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const place = { organizationId, importId: id };
      await startImport(db, place);
      return { status: 200, body: await importAnswer(db, place) };
    },
  });
  add({
    method: 'POST',
    url: '/v1/imports/:id/stop',
    id: 'stopImport',
    tag: TAG,
    scopes: ['import'],
    summary: 'Stop the import',
    description: 'What is under way is finished first. What came in stays.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: importSchema },
    codes: ['import_unknown', 'import_state'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const place = { organizationId, importId: id };
      await stopImport(db, place);
      return { status: 200, body: await importAnswer(db, place) };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/imports/:id',
    id: 'forgetImport',
    tag: TAG,
    scopes: ['import'],
    summary: 'Forget the file',
    description: 'The file, its refused rows and the import itself. What came in stays.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ id: z.string() }) },
    codes: ['import_unknown', 'import_busy'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      await forgetImport(db, { organizationId, importId: id });
      return { status: 200, body: { id } };
    },
  });
}

function addLooking(add: AddRoute, { db }: ImportDeps): void {
  add({
    method: 'GET',
    url: '/v1/imports',
    id: 'listImports',
    tag: TAG,
    scopes: ['import'],
    summary: 'List the imports',
    description: `Newest first, at most ${LISTED_MAX}, without the rows of their files.`,
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ imports: z.array(importSchema) }) },
    codes: [],
    handle: async ({ caller: { organizationId } }) => ({
      status: 200,
      body: { imports: await importAnswers(db, { organizationId, importId: null, limit: LISTED_MAX }) },
    }),
  });
  add({
    method: 'GET',
    url: '/v1/imports/:id',
    id: 'getImport',
    tag: TAG,
    scopes: ['import'],
    summary: 'An import',
    description: 'How far it is, what the check has found, what came of it.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: importSchema },
    codes: ['import_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => ({
      status: 200,
      body: await importAnswer(db, { organizationId, importId: id }),
    }),
  });
  add({
    method: 'GET',
    url: '/v1/imports/:id/refused.csv',
    id: 'getRefusedRows',
    isLong: true,
    tag: TAG,
    scopes: ['import'],
    summary: 'The refused rows',
    description:
      'A CSV file with the columns of the file, then "row" and "reason". Mended, it can be given again. Texts that a spreadsheet would take for a formula get an apostrophe in front.',
    params,
    query: z.strictObject({ language: z.enum(['ru', 'en']).default('en') }),
    body: noBody,
    answers: { 200: refusedField },
    produces: 'text/csv',
    codes: ['import_unknown'],
    handle: async ({ caller: { organizationId }, params: { id }, query: { language } }) => ({
      status: 200,
      body: await refusedAsCsv(db, { organizationId, importId: id }, language),
      headers: REFUSED_HEADERS,
    }),
  });
}
