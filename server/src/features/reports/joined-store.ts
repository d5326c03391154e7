/** The sums of members who joined, by the days of a zone. Rows are written in the order of the key. */
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';
import { type JoinedDay, joinedRow } from '../members/joined.ts';

export interface JoinedPlace {
  readonly organizationId: string;
  readonly programId: string;
  readonly zone: string;
}

const countedRow = z.object({ counted: z.boolean() });

/** Whether all of the place has been counted once; never so where nobody has joined. */
export async function isJoinedCounted(
  on: Queryable,
  { organizationId, programId, zone }: JoinedPlace,
): Promise<boolean> {
  const row = await queryOne(
    on,
    sql`
      select exists (
        select 1
        from report_joined
        where organization_id = ${organizationId} and program_id = ${programId} and zone = ${zone}
      ) as counted`,
    countedRow,
  );
  return row?.counted ?? false;
}

/** Memberships do not go away, so a day that has been counted never becomes empty. */
export async function setJoinedDays(
  tx: Tx,
  { organizationId, programId, zone }: JoinedPlace,
  days: readonly JoinedDay[],
): Promise<void> {
  if (days.length === 0) return;
  await execute(
    tx,
    sql`
      insert into report_joined (organization_id, program_id, zone, day, members)
      select ${organizationId}::uuid, ${programId}::text, ${zone}::text, day, members
      from json_to_recordset(${JSON.stringify(days)}::json) as x (day date, members bigint)
      order by day
      on conflict (organization_id, program_id, zone, day) do update
      set members = excluded.members`,
  );
}

/** `from` and `to` are the first and the last day. Null when the place has not been counted. */
export async function countedJoined(
  tx: Tx,
  { organizationId, programId, zone, from, to }: JoinedPlace & { readonly from: string; readonly to: string },
): Promise<readonly JoinedDay[] | null> {
  const [isCounted, days] = await Promise.all([
    isJoinedCounted(tx, { organizationId, programId, zone }),
    query(
      tx,
      sql`
        select day, members
        from report_joined
        where organization_id = ${organizationId} and program_id = ${programId} and zone = ${zone}
          and day between ${from}::date and ${to}::date
        order by day`,
      joinedRow,
    ),
  ]);
  return isCounted ? days : null;
}
