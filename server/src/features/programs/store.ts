/** Statements about programs and their versions. A version is written once and never changed. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, prepared, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';

export type ProgramFormat = 'yaml' | 'json';

export interface StoredVersion {
  readonly programId: string;
  readonly version: number;
  readonly source: string;
  readonly format: ProgramFormat;
  /** null: from the beginning of time. */
  readonly effectiveFrom: Instant | null;
  readonly publishedAt: Instant;
}

const versionRow = z
  .object({
    program_id: z.string(),
    version: z.number(),
    source: z.string(),
    format: z.enum(['yaml', 'json']),
    effective_from: z.number().nullable(),
    published_at: z.number(),
  })
  .transform((row): StoredVersion => ({
    programId: row.program_id,
    version: row.version,
    source: row.source,
    format: row.format,
    effectiveFrom: row.effective_from === null ? null : instant(row.effective_from),
    publishedAt: instant(row.published_at),
  }));

/** The newest version that the caller knows of a program. */
export interface KnownVersion {
  readonly programId: string;
  readonly version: number;
}

/** A version of a program that may be the system's own. */
export interface ShelvedVersion extends StoredVersion {
  readonly internal: boolean;
}

const shelvedRow = z
  .object({ internal: z.boolean() })
  .loose()
  .transform((row): ShelvedVersion => ({ ...versionRow.parse(row), internal: row.internal }));

/** Only what is newer than what is known; by the primary key, so asking often costs little. */
export async function newerVersions(
  on: Queryable,
  organizationId: string,
  known: readonly KnownVersion[],
): Promise<readonly ShelvedVersion[]> {
  const ids = known.map((one) => one.programId);
  const versions = known.map((one) => one.version);
  return query(
    on,
    prepared(
      'newer_program_versions',
      sql`
        select v.program_id, v.version, v.source, v.format, v.effective_from, v.published_at, p.internal
        from program_versions v
        join programs p using (organization_id, program_id)
        left join unnest(${ids}::text[], ${versions}::int[]) as known (program_id, version) using (program_id)
        where v.organization_id = ${organizationId}
          and (known.version is null or v.version > known.version)
        order by v.program_id, v.version`,
    ),
    shelvedRow,
  );
}

/**
 * Holds the program, so that two publications follow one another; answers its newest version, and whether it is the system's
 * own: a program never changes from one kind to the other.
 */
export async function lockProgram(
  tx: Tx,
  organizationId: string,
  { programId, internal, now }: { readonly programId: string; readonly internal: boolean; readonly now: Instant },
): Promise<{ readonly newest: StoredVersion | undefined; readonly internal: boolean }> {
  await execute(
    tx,
    sql`
      insert into programs (organization_id, program_id, created_at, internal)
      values (${organizationId}, ${programId}, ${new Date(now)}, ${internal})
      on conflict do nothing`,
  );
  const held = await queryOne(
    tx,
    sql`
      select internal
      from programs
      where organization_id = ${organizationId} and program_id = ${programId}
      for update`,
    z.object({ internal: z.boolean() }),
  );
  const newest = await queryOne(
    tx,
    sql`
      select program_id, version, source, format, effective_from, published_at
      from program_versions
      where organization_id = ${organizationId} and program_id = ${programId}
      order by version desc
      limit 1`,
    versionRow,
  );
  return { newest, internal: held?.internal ?? internal };
}

/**
 * The versions that rule before and after one that begins at a moment, by their beginnings and not by their numbers. What begins at
 * the same moment is replaced; but if that moment has come, accounts have lived by it.
 */
export async function neighbours(
  tx: Tx,
  organizationId: string,
  { programId, from, now }: { readonly programId: string; readonly from: Instant; readonly now: Instant },
): Promise<{ readonly before: StoredVersion | undefined; readonly after: StoredVersion | undefined }> {
  const start = new Date(from);
  const before = await queryOne(
    tx,
    sql`
      select program_id, version, source, format, effective_from, published_at
      from program_versions
      where organization_id = ${organizationId} and program_id = ${programId}
        and (effective_from < ${start} or (effective_from = ${start} and ${from <= now}))
      order by effective_from desc, version desc
      limit 1`,
    versionRow,
  );
  const after = await queryOne(
    tx,
    sql`
      select program_id, version, source, format, effective_from, published_at
      from program_versions
      where organization_id = ${organizationId} and program_id = ${programId} and effective_from > ${start}
      order by effective_from, version desc
      limit 1`,
    versionRow,
  );
  return { before, after };
}

export async function insertVersion(tx: Tx, organizationId: string, version: StoredVersion): Promise<void> {
  const from = version.effectiveFrom === null ? '-infinity' : new Date(version.effectiveFrom);
  await execute(
    tx,
    sql`
      insert into program_versions (organization_id, program_id, version, source, format, effective_from, published_at)
      values (
        ${organizationId}, ${version.programId}, ${version.version}, ${version.source}, ${version.format},
        ${from}, ${new Date(version.publishedAt)}
      )`,
  );
}

export async function listVersions(tx: Tx, programId: string): Promise<readonly StoredVersion[]> {
  return query(
    tx,
    sql`
      select program_id, version, source, format, effective_from, published_at
      from program_versions
      join programs using (organization_id, program_id)
      where program_id = ${programId} and not internal
      order by version desc`,
    versionRow,
  );
}
