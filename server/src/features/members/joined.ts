/** How many members have joined a program, by the days of a zone. */
import { type Instant, instant } from '@kopilka/engine';
import { z } from 'zod';
import { query, type Queryable, sql } from '../../kit/sql.ts';

export const joinedRow = z.object({ day: z.string(), members: z.int() });

export type JoinedDay = Readonly<z.infer<typeof joinedRow>>;

/** Days on which nobody joined are absent. `from` and `to` are the first and the last day. Looks at every membership of them. */
export function joinedByDay(
  on: Queryable,
  {
    organizationId,
    programId,
    zone,
    from,
    to,
  }: {
    readonly organizationId: string;
    readonly programId: string;
    readonly zone: string;
    readonly from: string;
    readonly to: string;
  },
): Promise<readonly JoinedDay[]> {
  return query(
    on,
    sql`
      select (joined_at at time zone ${zone}::text)::date as day, count(*) as members
      from memberships
      where organization_id = ${organizationId} and program_id = ${programId}
        and joined_at >= ${from}::timestamp at time zone ${zone}::text
        and joined_at < (${to}::timestamp + interval '1 day') at time zone ${zone}::text
      group by 1
      order by 1`,
    joinedRow,
  );
}

const joiningRow = z
  .object({ organization_id: z.string(), program_id: z.string(), at: z.number() })
  .transform((row) => ({ organizationId: row.organization_id, programId: row.program_id, at: instant(row.at) }));

/** When members joined whose membership was written in [from, until), to a quarter of an hour; from null: all there were. */
export function joinedSince(
  on: Queryable,
  from: Instant | null,
  until: Instant,
): Promise<readonly z.infer<typeof joiningRow>[]> {
  return query(
    on,
    sql`
      select distinct organization_id, program_id, date_bin('15 minutes', joined_at, '2000-01-01') as at
      from memberships
      where made_at >= coalesce(${from === null ? null : new Date(from)}::timestamptz, '-infinity') and made_at < ${new Date(until)}`,
    joiningRow,
  );
}
