/** Statements about imports: what stands of each, the parts of its file, the rows that were refused. Locks: the import's row first. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, type Queryable, queryOne, sql } from '../../kit/sql.ts';
import type { Actor } from '../../route.ts';
import { IMPORT_KINDS, IMPORT_STATES, type ImportKind, type ImportState } from './schema.ts';
import { storedCounts, storedFailure, storedFile, storedMapping, storedProgress, versionOne } from './stored.ts';
import type { Counts, StoredFile, StoredProgress } from './stored.ts';
import type { GuessedMapping } from './schema.ts';

/** One import of one organization. */
export interface ImportPlace {
  readonly organizationId: string;
  readonly importId: string;
}

export interface StoredImport extends ImportPlace {
  readonly kind: ImportKind;
  readonly name: string;
  readonly bytes: number;
  readonly state: ImportState;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly hasFile: boolean;
  readonly file: StoredFile | null;
  readonly mapping: GuessedMapping | null;
  readonly isGuess: boolean;
  readonly progress: StoredProgress | null;
  readonly found: Counts | null;
  readonly result: Counts | null;
  readonly failure: { readonly code: string } | null;
}

const moment = z.number().transform(instant);

export const importFields = {
  organization_id: z.string(),
  import_id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  name: z.string(),
  bytes: z.int(),
  state: z.enum(IMPORT_STATES),
  created_at: moment,
  started_at: moment.nullable(),
  finished_at: moment.nullable(),
  has_file: z.boolean(),
  file: storedFile.nullable(),
  mapping: storedMapping.nullable(),
  is_guess: z.boolean(),
  progress: storedProgress.nullable(),
  found: storedCounts.nullable(),
  result: storedCounts.nullable(),
  failure: storedFailure.nullable(),
};

export function importOf(row: z.output<z.ZodObject<typeof importFields>>): StoredImport {
  return {
    organizationId: row.organization_id,
    importId: row.import_id,
    kind: row.kind,
    name: row.name,
    bytes: row.bytes,
    state: row.state,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    hasFile: row.has_file,
    file: row.file,
    mapping: row.mapping,
    isGuess: row.is_guess,
    progress: row.progress,
    found: row.found,
    result: row.result,
    failure: row.failure,
  };
}

const importRow = z.object(importFields).transform(importOf);

/** What is there already stays as it is. */
export async function insertImport(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
  one: {
    readonly kind: ImportKind;
    readonly name: string;
    readonly bytes: number;
    readonly actor: Pick<Actor, 'by' | 'keyId'>;
  },
): Promise<boolean> {
  const { kind, name, bytes, actor } = one;
  const inserted = await execute(
    tx,
    sql`
      insert into imports (organization_id, import_id, kind, name, bytes, state, created_at, actor_kind, actor_id, touched_at)
      values (${organizationId}, ${importId}, ${kind}, ${name}, ${bytes}, 'uploading', now(), ${actor.by}, ${actor.keyId}, now())
      on conflict do nothing`,
  );
  return inserted === 1;
}

export async function countImports(tx: Tx, organizationId: string): Promise<number> {
  const row = await queryOne(
    tx,
    sql`select count(*) as count from imports where organization_id = ${organizationId} and has_file`,
    z.object({ count: z.int() }),
  );
  return row?.count ?? 0;
}

export async function findImport(tx: Tx, { organizationId, importId }: ImportPlace): Promise<StoredImport | null> {
  const row = await queryOne(
    tx,
    sql`
      select organization_id, import_id, kind, name, bytes, state, created_at, started_at, finished_at, has_file, file, mapping,
        is_guess, progress, found, result, failure
      from imports
      where organization_id = ${organizationId} and import_id = ${importId}`,
    importRow,
  );
  return row ?? null;
}

/** The same, held until the transaction ends: nobody changes its state meanwhile. */
export async function lockImport(tx: Tx, place: ImportPlace): Promise<StoredImport | null> {
  const { organizationId, importId } = place;
  await execute(
    tx,
    sql`select from imports where organization_id = ${organizationId} and import_id = ${importId} for update`,
  );
  return findImport(tx, place);
}

const listedRow = z
  .object({ ...importFields, created_by: z.string().nullable() })
  .transform((row) => ({ ...importOf(row), createdBy: row.created_by }));

export type ListedImport = z.output<typeof listedRow>;

/** Newest first; one when it is named. Whose names those are needs the system's eyes. */
export function listImports(
  on: Queryable,
  { organizationId, importId, limit }: { organizationId: string; importId: string | null; limit: number },
): Promise<readonly ListedImport[]> {
  return query(
    on,
    sql`
      select i.organization_id, i.import_id, i.kind, i.name, i.bytes, i.state, i.created_at, i.started_at, i.finished_at,
        i.has_file, i.file, i.mapping, i.is_guess, i.progress, i.found, i.result, i.failure,
        coalesce(k.name, p.name) as created_by
      from imports i
      left join api_keys k on k.key_id = i.actor_id and k.organization_id = i.organization_id
      left join staff s on s.person_id = i.actor_id and s.organization_id = i.organization_id
      left join people p on p.id = s.person_id
      where i.organization_id = ${organizationId} and (${importId}::uuid is null or i.import_id = ${importId}::uuid)
      order by i.created_at desc, i.import_id
      limit ${limit}`,
    listedRow,
  );
}

/** What somebody of the staff did with it; undefined leaves as it is. */
export interface ImportChange {
  readonly state: ImportState;
  readonly file?: StoredFile;
  readonly mapping?: GuessedMapping;
  readonly isGuess?: boolean;
  readonly failure?: { readonly code: string } | null;
  /** What a check had found is of no use any more. */
  readonly forgetFindings?: boolean;
  readonly starts?: boolean;
}

export async function changeImport(tx: Tx, place: ImportPlace, change: ImportChange): Promise<void> {
  const { state, file, mapping, isGuess, failure, forgetFindings = false, starts = false } = change;
  const now = await readNow(tx);
  await execute(
    tx,
    sql`
      update imports
      set state = ${state}, touched_at = ${now}, tries = 0,
        file = coalesce(${file === undefined ? null : versionOne(file)}::jsonb, file),
        mapping = coalesce(${mapping === undefined ? null : versionOne(mapping)}::jsonb, mapping),
        is_guess = coalesce(${isGuess ?? null}::boolean, is_guess),
        failure = case
          when ${failure === undefined} then failure
          else ${failure === undefined || failure === null ? null : versionOne(failure)}::jsonb
        end,
        found = case when ${forgetFindings} then null else found end,
        progress = case when ${forgetFindings} or (${starts} and started_at is null) then null else progress end,
        started_at = coalesce(started_at, ${starts ? now : null}::timestamptz),
        finished_at = null
      where organization_id = ${place.organizationId} and import_id = ${place.importId}`,
  );
}

const nowRow = z.object({ now: z.number() }).transform((row) => new Date(row.now));

/** The database's time as a value: a cluster takes no now() within a condition. */
export async function readNow(tx: Tx): Promise<Date> {
  const now = await queryOne(tx, sql`select now() as now`, nowRow);
  if (now === undefined) throw new Error('a database without time');
  return now;
}

export async function putPart(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
  { number, bytes }: { readonly number: number; readonly bytes: Buffer },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into import_parts (organization_id, import_id, number, bytes)
      values (${organizationId}, ${importId}, ${number}, ${bytes})
      on conflict (organization_id, import_id, number) do update set bytes = excluded.bytes`,
  );
}

const partRow = z.object({ import_id: z.string(), number: z.int(), length: z.int() });

/** The parts that are there, in their order, without their bytes. */
export async function listParts(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
): Promise<readonly { readonly number: number; readonly length: number }[]> {
  return query(
    tx,
    sql`
      select import_id, number, octet_length(bytes) as length
      from import_parts
      where organization_id = ${organizationId} and import_id = ${importId}
      order by number`,
    partRow,
  );
}

const receivedRow = z
  .object({ import_id: z.string(), received: z.int() })
  .transform((row): [string, number] => [row.import_id, row.received]);

export async function listReceived(
  tx: Tx,
  organizationId: string,
  importIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await query(
    tx,
    sql`
      select import_id, sum(octet_length(bytes))::bigint as received
      from import_parts
      where organization_id = ${organizationId} and import_id = any(${importIds}::uuid[])
      group by import_id`,
    receivedRow,
  );
  return new Map(rows);
}

/** null when the import was forgotten meanwhile. */
export async function findPart(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
  number: number,
): Promise<Buffer | null> {
  const row = await queryOne(
    tx,
    sql`
      select bytes
      from import_parts
      where organization_id = ${organizationId} and import_id = ${importId} and number = ${number}`,
    z.object({ bytes: z.instanceof(Buffer) }),
  );
  return row?.bytes ?? null;
}

export async function deleteParts(tx: Tx, { organizationId, importId }: ImportPlace): Promise<void> {
  await execute(
    tx,
    sql`delete from import_parts where organization_id = ${organizationId} and import_id = ${importId}`,
  );
}

export async function deleteImport(tx: Tx, place: ImportPlace): Promise<void> {
  const { organizationId, importId } = place;
  await deleteParts(tx, place);
  await deleteRefusals(tx, place);
  await execute(tx, sql`delete from imports where organization_id = ${organizationId} and import_id = ${importId}`);
}

export async function deleteRefusals(tx: Tx, { organizationId, importId }: ImportPlace): Promise<void> {
  await execute(
    tx,
    sql`delete from import_refusals where organization_id = ${organizationId} and import_id = ${importId}`,
  );
}

export interface Refusal {
  readonly row: number;
  readonly code: string;
  readonly cells: readonly string[];
  /** Whom the row speaks of: "phone/+79991234567". */
  readonly names: readonly string[];
}

/** A row that is there already stays. */
export async function insertRefusals(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  const rows = refusals.map(({ row, code, cells, names }) => ({ row, code, cells, names }));
  await execute(
    tx,
    sql`
      insert into import_refusals (organization_id, import_id, row_number, code, cells, names)
      select ${organizationId}, ${importId}, x.row, x.code, x.cells, array(select json_array_elements_text(x.names))
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (row bigint, code text, cells jsonb, names json)
      on conflict do nothing`,
  );
}

export async function countRefusals(
  tx: Tx,
  organizationId: string,
  importIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await query(
    tx,
    sql`
      select import_id, count(*) as received
      from import_refusals
      where organization_id = ${organizationId} and import_id = any(${importIds}::uuid[])
      group by import_id`,
    receivedRow,
  );
  return new Map(rows);
}

const refusalRow = z
  .object({ row_number: z.int(), code: z.string(), cells: z.array(z.string()) })
  .transform((row) => ({ row: row.row_number, code: row.code, cells: row.cells }));

/** In the order of the file, after a row. */
export function listRefusals(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Omit<Refusal, 'names'>[]> {
  return query(
    tx,
    sql`
      select row_number, code, cells
      from import_refusals
      where organization_id = ${organizationId} and import_id = ${importId} and row_number > ${after}
      order by row_number
      limit ${limit}`,
    refusalRow,
  );
}

/** Of a person who is forgotten: `names` as in Refusal. */
export async function deleteRefusalsOf(tx: Tx, organizationId: string, names: readonly string[]): Promise<void> {
  await execute(
    tx,
    sql`delete from import_refusals where organization_id = ${organizationId} and names && ${names}::text[]`,
  );
}
