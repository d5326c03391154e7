/** `kopilka backup file`: everything in one file, taken while the server runs, and tried out before it is called good. */
import type { Command } from 'commander';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeBackup } from '../kit/backup/write-backup.ts';
import { startEmbeddedPostgres } from '../kit/postgres/start-embedded.ts';
import { startProgress } from '../kit/progress.ts';
import { reportLines } from './audit.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { restoreAndAudit } from './restored.ts';
import { openRuntime } from './runtime.ts';
import { VERSION } from './version.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description(
      'write everything into one file, beside a running server if there is one, and prove that it can be restored',
    )
    .argument('<file>', 'a new file, such as kopilka-2026-05-01.backup; it holds personal data')
    .option('--no-check', 'do not restore and audit the copy, which takes as much disk as the database for a while')
    .action((file: string, { check }: { check: boolean }) =>
      runCommand((context) => backUp(context, { file: resolve(file), check })),
    );
}

async function backUp(
  context: CommandContext,
  { file, check }: { readonly file: string; readonly check: boolean },
): Promise<void> {
  const runtime = await openRuntime(context, { owner: false });
  const progress = startProgress('Rows');
  try {
    const rows = await writeBackup({ db: runtime.db, file, version: VERSION, onRows: (done) => progress.at(done) });
    context.say(`${file}: ${rows} rows.`);
  } finally {
    progress.stop();
    await runtime.close();
  }
  if (check) await checkCopy(context, file);
  else context.say('It was not checked. `kopilka restore` checks it when it is needed.');
}

/** In a database of its own beside the file, which is thrown away. */
async function checkCopy({ say }: CommandContext, file: string): Promise<void> {
  const dataDirectory = await mkdtemp(join(dirname(file), '.kopilka-check-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory, purpose: 'test', log: () => undefined });
  try {
    const { report } = await restoreAndAudit({ url: postgres.url, file, log: () => undefined });
    for (const line of reportLines(report)) say(line);
    if (report.offenceCount > 0)
      throw new CommandError(`${file} is what the database holds, and that is not right: see above.`);
    say(`${file} is good: restored and audited.`);
  } finally {
    await postgres.stop();
  }
}
