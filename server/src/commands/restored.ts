/** A backup brought into an empty database and proved to be right there: what `restore` is for, and how `backup` checks itself. */
import { createProgramRegistry } from '../features/programs/registry.ts';
import { finishRestore, loadBackup } from '../kit/backup/load-backup.ts';
import { systemClock } from '../kit/clock.ts';
import { createDatabase } from '../kit/db.ts';
import { startProgress } from '../kit/progress.ts';
import type { AuditReport } from '../ledger/audit/report.ts';
import { CLUSTER_LAYOUT } from '../table-places.ts';
import { auditDatabase } from './audit.ts';

const POOL_MAX = 4;

export interface Restored {
  readonly rows: number;
  readonly report: AuditReport;
}

export interface RestoreOptions {
  readonly url: string;
  /** See kit/db.ts. */
  readonly tenantUrl?: string | undefined;
  readonly file: string;
  log(line: string): void;
}

/**
 * The database is free for work only when its audit is clean; otherwise it stays closed and the report says why. A repeat goes on
 * where an earlier try was cut off. Throws BackupError.
 */
export async function restoreAndAudit({ url, tenantUrl, file, log }: RestoreOptions): Promise<Restored> {
  const progress = startProgress('Rows');
  const rows = await loadBackup({
    url,
    file,
    layout: CLUSTER_LAYOUT,
    log,
    onRows: (done, all) => {
      progress.total(all);
      progress.at(done);
    },
  }).finally(() => progress.stop());
  const db = createDatabase(url, { tenantUrl, poolMax: POOL_MAX, applicationName: 'kopilka restore' });
  try {
    const report = await auditDatabase(db, createProgramRegistry(db, systemClock));
    if (report.offenceCount === 0) await finishRestore(url);
    return { rows, report };
  } finally {
    await db.close();
  }
}
