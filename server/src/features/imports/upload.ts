/** A file comes in parts: any of them may come again, in any order, from several connections. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { sha256Hex } from '../../kit/canonical-json.ts';
import type { Database } from '../../kit/db.ts';
import type { Caller } from '../../route.ts';
import {
  countImports,
  findImport,
  type ImportPlace,
  insertImport,
  listParts,
  lockImport,
  putPart,
} from './import-store.ts';
import type { newImportSchema } from './schema.ts';

/** Files of one organization that wait for the end of their import. */
const FILES_MAX = 20;
const PART_BYTES_MAX = 1024 * 1024;
/** Of the largest file when it comes in pieces of 64 KiB. */
const PARTS_MAX = 8_192;

export const partNumberField = z.coerce
  .number()
  .int()
  .min(0)
  .max(PARTS_MAX - 1);

export const partBodyField = z
  .custom<Buffer>(
    (value) => value instanceof Buffer && value.length > 0 && value.length <= PART_BYTES_MAX,
    'the body must be 1 to 1048576 bytes of application/octet-stream',
  )
  .meta({ description: 'The bytes.', type: 'string', format: 'binary' });

/** For the routes of this part of the server: bodies stay bytes. */
export function takeBytes(app: FastifyInstance): void {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, bytes, done) =>
    done(null, bytes),
  );
}

/** Throws ApiError import_too_many or key_reused. */
export async function beginUpload(
  db: Database,
  {
    caller,
    wanted,
    idempotencyKey,
  }: {
    readonly caller: Caller;
    readonly wanted: z.output<typeof newImportSchema>;
    readonly idempotencyKey: string | null;
  },
): Promise<ImportPlace & { readonly repeated: boolean }> {
  const { organizationId } = caller;
  const importId = idempotencyKey === null ? crypto.randomUUID() : idOf(organizationId, idempotencyKey);
  const place = { organizationId, importId };
  return db.tenant(organizationId, async (tx) => {
    const known = await findImport(tx, place);
    if (known === null) {
      if ((await countImports(tx, organizationId)) >= FILES_MAX)
        throw new ApiError('import_too_many', { max: FILES_MAX });
      if (await insertImport(tx, place, { ...wanted, actor: caller })) return { ...place, repeated: false };
    }
    const first = known ?? (await findImport(tx, place));
    const isSame = first?.name === wanted.name && first.kind === wanted.kind && first.bytes === wanted.bytes;
    if (!isSame) throw new ApiError('key_reused');
    return { ...place, repeated: true };
  });
}

/** The same key makes the same id. */
function idOf(organizationId: string, key: string): string {
  const hex = sha256Hex(`import ${organizationId} ${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Answers how many bytes are there now. Throws ApiError import_unknown, import_state or import_part_too_much. */
export async function takePart(
  db: Database,
  place: ImportPlace,
  part: { readonly number: number; readonly bytes: Buffer },
): Promise<number> {
  return db.tenant(place.organizationId, async (tx) => {
    const one = await lockImport(tx, place);
    if (one === null) throw new ApiError('import_unknown');
    if (one.state !== 'uploading') throw new ApiError('import_state', { state: one.state });
    const others = (await listParts(tx, place)).filter(({ number }) => number !== part.number);
    const received = others.reduce((sum, { length }) => sum + length, part.bytes.length);
    if (received > one.bytes) throw new ApiError('import_part_too_much');
    await putPart(tx, place, part);
    return received;
  });
}
