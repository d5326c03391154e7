/** Statements of the work on imports: whose it is (a lease, renewed while it goes on), how far it has come, how it ended. */
import { z } from 'zod';
import type { Database, Tx } from '../../kit/db.ts';
import { execute, type Queryable, queryOne, sql } from '../../kit/sql.ts';
import { deleteParts, importFields, importOf, type ImportPlace, readNow } from './import-store.ts';
import { IMPORT_STATES, type ImportState } from './schema.ts';
import { type Counts, type StoredFile, type StoredProgress, versionOne } from './stored.ts';

export interface Holder {
  /** Of the process. */
  readonly id: string;
  readonly leaseSeconds: number;
}

const takenRow = z
  .object({ ...importFields, tries: z.int() })
  .transform((row) => ({ ...importOf(row), tries: row.tries }));

export type TakenImport = z.output<typeof takenRow>;

/** The one that waits longest, of those that nobody is at work on; null when there is none. */
export async function takeImport(
  on: Queryable,
  { id, leaseSeconds }: Holder,
  states: readonly ImportState[],
): Promise<TakenImport | null> {
  const row = await queryOne(
    on,
    sql`
      update imports
      set leased_by = ${id}, leased_until = now() + make_interval(secs => ${leaseSeconds}), tries = tries + 1
      where (organization_id, import_id) = (
        select organization_id, import_id
        from imports
        where state = any(${states}::text[]) and (leased_until is null or leased_until < now())
        order by touched_at
        limit 1
        for update skip locked
      )
      returning organization_id, import_id, kind, name, bytes, state, created_at, started_at, finished_at, has_file, file,
        mapping, is_guess, progress, found, result, failure, tries`,
    takenRow,
  );
  return row ?? null;
}

const stateRow = z.object({ state: z.enum(IMPORT_STATES) });

/** Answers its state now; null when it is somebody else's. */
export async function renewLease(
  on: Queryable,
  { organizationId, importId }: ImportPlace,
  { id, leaseSeconds }: Holder,
): Promise<ImportState | null> {
  const row = await queryOne(
    on,
    sql`
      update imports
      set leased_until = now() + make_interval(secs => ${leaseSeconds})
      where organization_id = ${organizationId} and import_id = ${importId} and leased_by = ${id}
      returning state`,
    stateRow,
  );
  return row?.state ?? null;
}

/** How far it is; false when the work is somebody else's. `counts`: null leaves as it is. */
export async function saveProgress(
  tx: Tx,
  { organizationId, importId }: ImportPlace,
  {
    holder,
    progress,
    result,
    comesFurther,
  }: {
    readonly holder: Holder;
    readonly progress: StoredProgress;
    readonly result: Counts | null;
    readonly comesFurther: boolean;
  },
): Promise<boolean> {
  const saved = await execute(
    tx,
    sql`
      update imports
      set progress = ${versionOne(progress)}::jsonb,
        result = coalesce(${result === null ? null : versionOne(result)}::jsonb, result),
        tries = case when ${comesFurther} then 0 else tries end
      where organization_id = ${organizationId} and import_id = ${importId} and leased_by = ${holder.id}`,
  );
  return saved === 1;
}

export interface Ending {
  readonly state: ImportState;
  readonly file?: StoredFile;
  readonly found?: Counts;
  readonly result?: Counts;
  readonly failure?: { readonly code: string };
  /** Whether the work is over, or goes on another time. */
  readonly isFinal: boolean;
}

/** Nothing happens when the work is somebody else's. What is done needs its file no more. */
export async function endWork(db: Database, place: ImportPlace, holder: Holder, ending: Ending): Promise<void> {
  const { organizationId, importId } = place;
  const { state, file, found, result, failure, isFinal } = ending;
  await db.tenant(organizationId, async (tx) => {
    const now = await readNow(tx);
    const ended = await execute(
      tx,
      sql`
        update imports
        set state = ${state}, leased_by = null, leased_until = null, tries = 0, touched_at = ${now},
          file = coalesce(${file === undefined ? null : versionOne(file)}::jsonb, file),
          found = coalesce(${found === undefined ? null : versionOne(found)}::jsonb, found),
          result = coalesce(${result === undefined ? null : versionOne(result)}::jsonb, result),
          failure = ${failure === undefined ? null : versionOne(failure)}::jsonb,
          finished_at = coalesce(${isFinal ? now : null}::timestamptz, finished_at),
          has_file = has_file and ${state !== 'done'}
        where organization_id = ${organizationId} and import_id = ${importId} and leased_by = ${holder.id}`,
    );
    if (ended === 1 && state === 'done') await deleteParts(tx, place);
  });
}

/** Of a process that stops: another may go on at once. */
export async function giveBack(
  on: Queryable,
  { organizationId, importId }: ImportPlace,
  { id }: Holder,
): Promise<void> {
  await execute(
    on,
    sql`
      update imports
      set leased_by = null, leased_until = null, tries = 0
      where organization_id = ${organizationId} and import_id = ${importId} and leased_by = ${id}`,
  );
}

/** The database could not be had: not this work's fault, so it is no try. Somebody goes on after a while. */
export async function postpone(
  on: Queryable,
  { organizationId, importId }: ImportPlace,
  { holder, pauseSeconds }: { readonly holder: Holder; readonly pauseSeconds: number },
): Promise<void> {
  await execute(
    on,
    sql`
      update imports
      set leased_by = null, leased_until = now() + make_interval(secs => ${pauseSeconds}), tries = greatest(0, tries - 1)
      where organization_id = ${organizationId} and import_id = ${importId} and leased_by = ${holder.id}`,
  );
}

/** Files that nobody touched for so long go, and later the rest; both are personal data. */
export async function deleteOld(
  db: Database,
  { fileDays, refusedDays }: { readonly fileDays: number; readonly refusedDays: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    await execute(
      tx,
      sql`
        update imports
        set has_file = false
        where has_file and state not in ('checking', 'running', 'stopping')
          and touched_at < now() - make_interval(days => ${fileDays}::int)`,
    );
    await execute(
      tx,
      sql`
        delete from import_parts p
        using imports i
        where i.organization_id = p.organization_id and i.import_id = p.import_id and not i.has_file`,
    );
    await execute(
      tx,
      sql`
        delete from import_refusals r
        using imports i
        where i.organization_id = r.organization_id and i.import_id = r.import_id
          and i.state not in ('checking', 'running', 'stopping')
          and i.touched_at < now() - make_interval(days => ${refusedDays}::int)`,
    );
    // What came of an import stays to be seen; one that never began is nothing.
    await execute(
      tx,
      sql`
        delete from imports
        where started_at is null and not has_file and touched_at < now() - make_interval(days => ${refusedDays}::int)`,
    );
  });
}
