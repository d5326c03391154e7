/**
 * The alarm clock: accounts for which something is due (expiry, a review of levels) are handed to the door, soonest first.
 * Nothing depends on it being punctual: what is spendable is computed from lots, and every operation first lets happen what was
 * due before it. Organizations that import their past are left alone until they have caught up with it.
 */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import type { Ledger } from './ledger.ts';

const dueSchema = z.object({ organization_id: z.string(), now: z.number() });

/** Rings once: everything due in every organization happens, unless the signal ends it. Answers how many operations that were. */
export async function ringAlarms(on: Queryable, ledger: Ledger, signal?: AbortSignal): Promise<number> {
  const organizations = await query(
    on,
    sql`select o.organization_id, coalesce(o.sandbox_now, now()) as now
      from organizations o
      join accounts a on a.organization_id = o.organization_id and a.due_at <= coalesce(o.sandbox_now, now())
      where o.alarms_held_until is null or o.alarms_held_until < now()
      group by o.organization_id, o.sandbox_now`,
    dueSchema,
  );
  let operations = 0;
  for (const { organization_id, now } of organizations)
    operations += await ledger.advance(organization_id, instant(now), signal);
  return operations;
}
