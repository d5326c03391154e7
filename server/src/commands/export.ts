/** `kopilka export --out dir`: everything that belongs to the shop, as files. */
import type { Command } from 'commander';
import { ApiError } from '../errors.ts';
import { exportOrganization } from '../features/exports/export-organization.ts';
import { ExportDirectoryError } from '../features/exports/files.ts';
import { createOrganizationClock } from '../features/organizations/clock.ts';
import { findTheOrganization } from '../features/organizations/find.ts';
import { startProgress } from '../kit/progress.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

interface Options {
  readonly out: string;
  readonly organization?: string;
}

const EXIT_INTERRUPTED = 130;

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write members, identities, balances and receipts as CSV and NDJSON')
    .requiredOption('--out <directory>', 'where to: a new or an empty directory')
    .option('--organization <id>', 'whose; may be left out when there is one organization')
    .action((options: Options) => runCommand((context) => run(context, options)));
}

async function run(context: CommandContext, options: Options): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const runtime = await openRuntime(context, { owner: false });
  try {
    const { db, registry, clock } = runtime;
    const organization = await findTheOrganization(db, options.organization ?? null);
    const now = await createOrganizationClock(db, clock).now(organization);
    const { organizationId } = organization;
    const progress = startProgress('Accounts');
    const job = { organizationId, directory: options.out, now, progress, signal: stop.signal };
    const { members, accounts, receipts } = await exportOrganization({ db, programs: registry }, job);
    context.say(`${options.out}: ${members} members, ${accounts} accounts, ${receipts} receipts.`);
  } catch (error) {
    if (stop.signal.aborted) {
      process.exitCode = EXIT_INTERRUPTED;
      process.stderr.write('Stopped: the export is not finished.\n');
    } else throw inWords(error);
  } finally {
    await runtime.close();
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof ExportDirectoryError) return new CommandError(error.message);
  return error instanceof ApiError ? new CommandError(`${error.code} ${JSON.stringify(error.params)}`) : error;
}
