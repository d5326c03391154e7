/** Shows in the metrics how far behind the jobs are. It is measured beside them, so that asking for the metrics costs the database nothing. */
import type { Database } from '../../kit/db.ts';
import type { Metrics } from '../../kit/metrics.ts';
import { type LastAudit, readLastAudit } from '../../ledger/audit/runs.ts';
import { type Backlog, readBacklog } from '../../ledger/backlog.ts';

/** What is older says nothing of now: the database did not answer since. */
const FRESH_MS = 60_000;

/** The answer measures once, and tells whether anything is behind. */
export function createBacklogWatch(db: Database, metrics: Metrics): () => Promise<boolean> {
  let latest: { readonly backlog: Backlog & { readonly audit: LastAudit | null }; readonly atMs: number } | undefined;

  function fresh<T>(read: (backlog: Backlog & { readonly audit: LastAudit | null }) => T): T | undefined {
    return latest === undefined || performance.now() - latest.atMs > FRESH_MS ? undefined : read(latest.backlog);
  }

  metrics.gauge({
    name: 'kopilka_alarm_lag_seconds',
    help: 'Since when the oldest alarm (expiry, activation, a review of levels) should have rung. Correctness does not wait for it.',
    together: 'max',
    read: () => fresh(({ alarmLagSeconds }) => alarmLagSeconds),
  });
  metrics.gauge({
    name: 'kopilka_outbox_lag_seconds',
    help: 'Since when the oldest delivery between accounts, or to members, should have been made.',
    together: 'max',
    read: () => fresh(({ outboxLagSeconds }) => outboxLagSeconds),
  });
  metrics.gauge({
    name: 'kopilka_outbox_set_aside',
    help: 'Deliveries that nobody tries any more, by why: refused by their account, or failed too often. See /v1/outbox.',
    together: 'max',
    label: 'why',
    read: () => fresh(({ refused, failed }) => ({ refused, failed })),
  });
  metrics.gauge({
    name: 'kopilka_audit_age_seconds',
    help: 'Since when the last `kopilka audit` has ended; absent when there was none.',
    together: 'max',
    read: () => fresh(({ audit }) => audit?.ageSeconds),
  });
  metrics.gauge({
    name: 'kopilka_audit_offences',
    help: 'What the last audit found to be wrong; absent when there was none.',
    together: 'max',
    read: () => fresh(({ audit }) => audit?.offences),
  });
  return async () => {
    const [backlog, last] = [await db.transaction(readBacklog), await readLastAudit(db.system)];
    latest = { backlog: { ...backlog, audit: last }, atMs: performance.now() };
    return backlog.alarmLagSeconds > 0 || backlog.outboxLagSeconds > 0;
  };
}
