/** How far behind what happens by itself is, over all organizations. Sandboxes and imports live by clocks of their own and do not count. */
import { z } from 'zod';
import { queryOne, sql, type Queryable } from '../kit/sql.ts';
import { TRIES_MAX } from './outbox.ts';

export interface Backlog {
  /** Since when the oldest alarm should have rung. */
  readonly alarmLagSeconds: number;
  /** Since when the oldest row of the outbox should have been delivered. */
  readonly outboxLagSeconds: number;
  /** Rows that nobody tries any more: refused by their account, or failed too often. */
  readonly refused: number;
  readonly failed: number;
}

const backlogSchema = z
  .object({ alarm_lag: z.number(), outbox_lag: z.number(), refused: z.int(), failed: z.int() })
  .transform((row): Backlog => ({
    alarmLagSeconds: row.alarm_lag,
    outboxLagSeconds: row.outbox_lag,
    refused: row.refused,
    failed: row.failed,
  }));

export async function readBacklog(on: Queryable): Promise<Backlog> {
  const backlog = await queryOne(
    on,
    sql`select
        coalesce((
          select extract(epoch from max(now() - d.due_at))
          from organizations o
          -- The index on due_at has the first of each organization at once.
          cross join lateral (select min(a.due_at) as due_at from accounts a where a.organization_id = o.organization_id) d
          where o.sandbox_now is null and (o.alarms_held_until is null or o.alarms_held_until < now()) and d.due_at < now()
        ), 0)::float8 as alarm_lag,
        coalesce((
          select extract(epoch from now() - min(next_try_at)) from outbox where next_try_at <= now() and attempts < ${TRIES_MAX}
        ), 0)::float8 as outbox_lag,
        (select count(*)::int from outbox where refused is not null and next_try_at = 'infinity' and attempts < ${TRIES_MAX}) as refused,
        (select count(*)::int from outbox where attempts >= ${TRIES_MAX}) as failed`,
    backlogSchema,
  );
  if (backlog === undefined) throw new Error('the backlog was not answered');
  return backlog;
}
