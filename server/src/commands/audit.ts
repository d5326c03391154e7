/** `kopilka audit`: proves the ledger's invariants on the whole database; exit code 1 when something is not as it should be. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Database } from '../kit/db.ts';
import { startProgress } from '../kit/progress.ts';
import { sql } from '../kit/sql.ts';
import { audit } from '../ledger/audit/audit.ts';
import type { AuditReport } from '../ledger/audit/report.ts';
import { recordAudit } from '../ledger/audit/runs.ts';
import type { ProgramSource } from '../ledger/program-source.ts';
import { type CommandContext, runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

const EXIT_OFFENCES = 1;

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description(
      'prove that every unit is accounted for, on the whole database, beside a running server if there is one',
    )
    .option('--report <file>', 'also write the report as JSON')
    .action((options: { report?: string }) => runCommand((context) => auditAll(context, options.report)));
}

async function auditAll(context: CommandContext, reportFile: string | undefined): Promise<void> {
  const runtime = await openRuntime(context, { owner: false });
  try {
    const startedAtMs = performance.now();
    const report = await auditDatabase(runtime.db, runtime.registry);
    await recordAudit(runtime.db.system, report, performance.now() - startedAtMs);
    for (const line of reportLines(report)) context.say(line);
    if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
    if (report.offenceCount > 0) process.exitCode = EXIT_OFFENCES;
  } finally {
    await runtime.close();
  }
}

/** The audit of a whole database in one snapshot, with its progress on the terminal. */
export async function auditDatabase(db: Database, programs: ProgramSource): Promise<AuditReport> {
  const progress = startProgress('Audit');
  try {
    return await db.unhurried(async (snapshot) => {
      await snapshot.query(sql`set transaction isolation level repeatable read, read only`);
      return audit({
        snapshot,
        programs,
        onProgress: (done, total) => {
          progress.total(total);
          progress.at(done);
        },
      });
    });
  } finally {
    progress.stop();
  }
}

export function reportLines(report: AuditReport): readonly string[] {
  const wallets = Object.entries(report.totals).map(([wallet, kinds]) => {
    const moved = Object.entries(kinds).map(([kind, units]) => `${kind} ${units}`);
    return `  ${wallet}: ${moved.join(', ')} = outstanding ${report.outstanding[wallet] ?? 0}`;
  });
  const offences = report.offences.map(
    ({ check, accountId, detail }) => `  ${check}${accountId === null ? '' : ` account ${accountId}`}: ${detail}`,
  );
  const verdict =
    report.offenceCount === 0
      ? 'Clean: every unit is accounted for.'
      : `${report.offenceCount} offences, the first ${report.offences.length}:`;
  return [
    `${report.accounts} accounts, ${report.operations} operations, ${report.entries} journal entries, ${report.lots} lots`,
    ...wallets,
    verdict,
    ...offences,
  ];
}
