/** How many members have joined a program, by the days of a zone. */
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { query, sql } from '../../kit/sql.ts';

const joinedRow = z.object({ day: z.string(), members: z.int() });

export interface JoinedDay {
  readonly day: string;
  readonly members: number;
}

/** Days on which nobody joined are absent. `from` and `to` are the first and the last day. */
export function joinedByDay(
  tx: Tx,
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
    tx,
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
