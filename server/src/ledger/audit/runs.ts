/** What audits of the whole database found, remembered for whoever watches. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { execute, queryOne, sql, type Queryable } from '../../kit/sql.ts';
import type { AuditReport } from './report.ts';

export interface LastAudit {
  readonly ageSeconds: number;
  readonly offences: number;
}

/** To be called when it has ended; it began `tookMs` ago. */
export async function recordAudit(on: Queryable, report: AuditReport, tookMs: number): Promise<void> {
  await execute(
    on,
    sql`insert into audit_runs (audit_id, started_at, finished_at, accounts, operations, offences)
      values (${randomUUID()}, now() - make_interval(secs => ${tookMs / 1000}), now(), ${report.accounts}, ${report.operations},
        ${report.offenceCount})`,
  );
}

const lastSchema = z
  .object({ age: z.number(), offences: z.int() })
  .transform((row): LastAudit => ({ ageSeconds: row.age, offences: row.offences }));

/** null when there was none. */
export async function readLastAudit(on: Queryable): Promise<LastAudit | null> {
  const last = await queryOne(
    on,
    sql`select extract(epoch from now() - finished_at)::float8 as age, offences
      from audit_runs
      order by finished_at desc
      limit 1`,
    lastSchema,
  );
  return last ?? null;
}
