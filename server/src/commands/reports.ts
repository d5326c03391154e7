/** `kopilka reports recount`: forgets what reports have counted and counts it again from the ledger, beside a running server if need be. */
import type { Command } from 'commander';
import { recountReports } from '../features/reports/recount.ts';
import { runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

export function addReports(program: Command): void {
  const reports = program.command('reports').description('the figures of the office’s first screen');
  reports
    .command('recount')
    .description('forget the figures and count them again from the ledger')
    .action(() =>
      runCommand(async (context) => {
        const runtime = await openRuntime(context, { owner: false });
        try {
          const startedAt = performance.now();
          const { accounts, operations } = await recountReports({ db: runtime.db, programs: runtime.registry });
          const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
          context.say(`Counted ${operations} operations of ${accounts} accounts in ${seconds} s.`);
        } finally {
          await runtime.close();
        }
      }),
    );
}
