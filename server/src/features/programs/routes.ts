/** /v1/programs: the rules of a shop as versioned documents. */
import { loadProgram, programJsonSchema } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentField, momentText, programIdField } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { programBodyField } from './body.ts';
import { checkProgram, publishProgram } from './publish.ts';
import type { KnownProgram, ProgramRegistry } from './registry.ts';
import { listVersions, type StoredVersion } from './store.ts';

const versionSchema = z
  .strictObject({
    programId: z.string(),
    version: z.int(),
    effectiveFrom: momentAnswer.nullable().meta({ description: 'null: from the beginning of time.' }),
    publishedAt: momentAnswer,
  })
  .meta({ id: 'ProgramVersion' });

const publishedSchema = z
  .strictObject({
    ...versionSchema.partial({ version: true, publishedAt: true }).shape,
    checked: z.boolean().optional(),
  })
  .meta({ id: 'PublishedProgram', description: 'Of a check only, `checked` is true and there is no version.' });

const listedSchema = z.strictObject({
  programId: z.string(),
  name: z.strictObject({ ru: z.string().optional(), en: z.string().optional() }),
  currency: z.string(),
  version: z.int(),
});

const programSchema = versionSchema
  .extend({
    format: z.enum(['yaml', 'json']),
    source: z.string().meta({ description: 'The document as it was written.' }),
    document: z.unknown().meta({ description: 'The same document as JSON.' }),
  })
  .meta({ id: 'Program' });

const params = z.strictObject({ id: programIdField.meta({ description: 'The program’s id, as in its document.' }) });
const versionParams = params.extend({
  version: z.coerce.number().int().min(1).max(1_000_000_000).meta({ description: 'Counted from 1.' }),
});
const publishQuery = z.strictObject({
  check: z.enum(['true', 'false']).optional().meta({ description: '"true": only look for mistakes, publish nothing.' }),
  effectiveFrom: momentField.optional().meta({ description: 'From when it rules; now if absent. Not in the past.' }),
  expectedVersion: z.coerce.number().int().min(0).optional().meta({
    description:
      'The newest version that the author has seen, 0 for none: if there is a newer one by now, nothing is published.',
  }),
});

interface Deps {
  readonly db: Database;
  readonly programs: ProgramRegistry;
  readonly time: OrganizationClock;
}

/** `addText` takes the body as text, so that a document is kept as it was written. */
export function addProgramRoutes(
  { add, addText }: { readonly add: AddRoute; readonly addText: AddRoute },
  deps: Deps,
): void {
  addPublishing(addText, deps);
  addReading(add, deps);
}

function addPublishing(add: AddRoute, { db, programs, time }: Deps): void {
  add({
    method: 'PUT',
    url: '/v1/programs/:id',
    id: 'publishProgram',
    journalParams: ['id'],
    isLong: true,
    tag: 'Programs',
    scopes: ['admin'],
    summary: 'Publish a program',
    description:
      'The body is the document itself, JSON or YAML (application/yaml). Versions are immutable; the same document again changes nothing. A document with mistakes gets every one of them at once, each with its path, line and how to mend it.',
    params,
    query: publishQuery,
    body: programBodyField,
    consumes: ['application/yaml'],
    answers: { 200: publishedSchema },
    codes: ['program_invalid', 'program_id_mismatch', 'program_id_reserved', 'program_changed', 'effective_in_past'],
    handle: async ({ caller, params: { id: programId }, query, body }) => {
      const { organizationId } = caller;
      const effectiveFrom = query.effectiveFrom ?? null;
      if (query.check === 'true') {
        checkProgram({ programId, ...body });
        return {
          status: 200,
          body: { programId, effectiveFrom: effectiveFrom === null ? null : momentText(effectiveFrom), checked: true },
        };
      }
      const now = await time.now(caller);
      const version = await publishProgram(
        { db, programs },
        { organizationId, programId, ...body, effectiveFrom, expectedVersion: query.expectedVersion ?? null, now },
      );
      return { status: 200, body: versionAnswer(version) };
    },
  });
}

function addReading(add: AddRoute, deps: Deps): void {
  const { db, programs, time } = deps;
  add({
    method: 'GET',
    url: '/v1/programs',
    id: 'listPrograms',
    tag: 'Programs',
    scopes: ['till', 'read', 'import'],
    summary: 'List the programs',
    description: 'Each with its newest version.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ programs: z.array(listedSchema) }) },
    codes: [],
    handle: async ({ caller }) => {
      const ids = await programs.programIds(caller.organizationId);
      const known = await Promise.all(ids.map(async (id) => programs.timeline(caller.organizationId, id)));
      return { status: 200, body: { programs: known.flatMap(listed) } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/programs/:id',
    id: 'getProgram',
    tag: 'Programs',
    scopes: ['till', 'read', 'import'],
    summary: 'The program in force',
    description: 'The version that rules now, with its document.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: programSchema },
    codes: ['program_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const known = await programs.choose(caller.organizationId, id);
      return { status: 200, body: programAnswer(known.at(await time.now(caller)).stored) };
    },
  });
  add({
    method: 'GET',
    url: '/v1/programs/:id/versions',
    id: 'listProgramVersions',
    tag: 'Programs',
    scopes: ['till', 'read', 'import'],
    summary: 'The versions of a program',
    description: 'Newest first.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ versions: z.array(versionSchema) }) },
    codes: ['program_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const versions = await db.tenant(caller.organizationId, (tx) => listVersions(tx, id));
      if (versions.length === 0) throw new ApiError('program_unknown', { programId: id });
      return { status: 200, body: { versions: versions.map(versionAnswer) } };
    },
  });
  addReadingOfVersion(add, deps);
  add({
    method: 'GET',
    url: '/v1/program-schema',
    id: 'getProgramSchema',
    tag: 'Programs',
    scopes: ['till', 'read', 'import'],
    summary: 'JSON Schema of the program document',
    description: 'For an editor that completes and checks while one writes.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.looseObject({}) },
    codes: [],
    handle: async () => ({ status: 200, body: { ...programJsonSchema() } }),
  });
}

function addReadingOfVersion(add: AddRoute, { programs }: Deps): void {
  add({
    method: 'GET',
    url: '/v1/programs/:id/versions/:version',
    id: 'getProgramVersion',
    tag: 'Programs',
    scopes: ['till', 'read', 'import'],
    summary: 'One version of a program',
    description: 'With its document, whether it rules now, did once or is planned.',
    params: versionParams,
    query: noQuery,
    body: noBody,
    answers: { 200: programSchema },
    codes: ['program_unknown', 'program_version_unknown'],
    handle: async ({ caller: { organizationId }, params: { id, version } }) => {
      const known = await programs.choose(organizationId, id);
      const found = known.version(version);
      if (found === null) throw new ApiError('program_version_unknown', { programId: id, version });
      return { status: 200, body: programAnswer(found.stored) };
    },
  });
}

function versionAnswer(version: StoredVersion): z.input<typeof versionSchema> {
  return {
    programId: version.programId,
    version: version.version,
    effectiveFrom: version.effectiveFrom === null ? null : momentText(version.effectiveFrom),
    publishedAt: momentText(version.publishedAt),
  };
}

function programAnswer(stored: StoredVersion): z.input<typeof programSchema> {
  const loaded = loadProgram(stored.source, stored.format);
  if (!loaded.ok) throw new Error(`version ${stored.version} of ${stored.programId} cannot be read`);
  return { ...versionAnswer(stored), format: stored.format, source: stored.source, document: loaded.document };
}

function listed(known: KnownProgram | null): z.input<typeof listedSchema>[] {
  if (known === null) return [];
  const { version, program } = known.newest;
  return [{ programId: known.programId, name: { ...program.name }, currency: program.currency, version }];
}
