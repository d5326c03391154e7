/** How far behind what happens by itself is, over all organizations. Sandboxes and imports live by clocks of their own and do not count. */
import { z } from 'zod';
import type { Tx } from '../kit/db.ts';
import { prepared, query, queryOne, sql } from '../kit/sql.ts';
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

const organizationSchema = z.object({ organization_id: z.string() });
const alarmSchema = z.object({ lag: z.number().nullable() });
const outboxSchema = z.object({ lag: z.number(), refused: z.int(), failed: z.int() });

export async function readBacklog(tx: Tx): Promise<Backlog> {
  const organizations = await query(
    tx,
    sql`select organization_id
      from organizations
      where sandbox_now is null and (alarms_held_until is null or alarms_held_until < now())`,
    organizationSchema,
  );
  // Sent together, and the index on due_at has the first of each organization at once. One statement for all of them would be a sum
  // within a join, which a cluster does not take.
  const alarms = await Promise.all(
    organizations.map(({ organization_id }) =>
      queryOne(
        tx,
        prepared(
          'backlog-alarms',
          sql`select extract(epoch from now() - min(due_at))::float8 as lag
            from accounts
            where organization_id = ${organization_id} and due_at < now()`,
        ),
        alarmSchema,
      ),
    ),
  );
  const outbox = await queryOne(
    tx,
    sql`select
        coalesce((
          select extract(epoch from now() - min(next_try_at)) from outbox where next_try_at <= now() and attempts < ${TRIES_MAX}
        ), 0)::float8 as lag,
        (select count(*)::int from outbox where refused is not null and next_try_at = 'infinity' and attempts < ${TRIES_MAX}) as refused,
        (select count(*)::int from outbox where attempts >= ${TRIES_MAX}) as failed`,
    outboxSchema,
  );
  if (outbox === undefined) throw new Error('the backlog was not answered');
  return {
    alarmLagSeconds: Math.max(0, ...alarms.map((alarm) => alarm?.lag ?? 0)),
    outboxLagSeconds: outbox.lag,
    refused: outbox.refused,
    failed: outbox.failed,
  };
}
