/** `kopilka restore file`: a backup into an empty database; also the way from the embedded one to a server, to a cluster, and back. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { requireBoundRole } from '../kit/require-bound-role.ts';
import { reportLines } from './audit.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { restoreAndAudit } from './restored.ts';
import { openPostgres } from './runtime.ts';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description(
      'bring a backup into an empty database (KOPILKA_DATA or DATABASE_URL) and audit it; a repeat goes on where it ended',
    )
    .argument('<file>', 'what `kopilka backup` wrote')
    .action((file: string) => runCommand((context) => restore(context, resolve(file))));
}

async function restore(context: CommandContext, file: string): Promise<void> {
  // Its own: a database that somebody serves is none to restore into.
  const postgres = await openPostgres(context, true);
  const { databaseTenantUrl: tenantUrl } = context.config;
  try {
    await requireBoundRole({ url: postgres.url, tenantUrl });
    const { rows, report } = await restoreAndAudit({ url: postgres.url, tenantUrl, file, log: context.say });
    for (const line of reportLines(report)) context.say(line);
    if (report.offenceCount > 0) {
      throw new CommandError(
        'The restored database is not right, so it stays closed. Use another backup and an empty database.',
      );
    }
    context.say(`Restored: ${rows} rows, audited, ready to serve.`);
  } finally {
    await postgres.stop();
  }
}
