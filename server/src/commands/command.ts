/** What every command of `kopilka` starts with: settings from the environment and a log; and how it fails in words. */
import { join } from 'node:path';
import { BackupError } from '../kit/backup/backup-file.ts';
import { type Config, ConfigError, loadConfig } from '../kit/config.ts';
import { createLog, type Log } from '../kit/log.ts';
import { MigrationError } from '../kit/migrate.ts';
import { isConnectionLost, isPoolBusy } from '../kit/connection-lost.ts';
import { DataDirectoryError } from '../kit/postgres/data-directory-error.ts';

export const PROJECT_DIRECTORY = join(import.meta.dirname, '../../..');

const EXIT_FAILURE = 1;
const EXIT_SETTINGS = 2;

export interface CommandContext {
  readonly config: Config;
  readonly log: Log;
  /** A line for the person at the terminal. */
  say(line: string): void;
}

/** A mistake of whoever typed the command: one sentence, no stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Runs a command; what a person can mend is one sentence on stderr, anything else keeps its stack. */
export async function runCommand(work: (context: CommandContext) => Promise<void>): Promise<void> {
  try {
    const config = loadConfig(process.env);
    await work({ config, log: createLog(config.logLevel), say: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    const mendable =
      error instanceof CommandError ||
      error instanceof BackupError ||
      error instanceof DataDirectoryError ||
      error instanceof MigrationError;
    process.exitCode = error instanceof ConfigError ? EXIT_SETTINGS : EXIT_FAILURE;
    if (isPoolBusy(error))
      process.stderr.write(
        'The database has too much to do. What was done is kept; run the command again when there is less.\n',
      );
    else if (isConnectionLost(error))
      process.stderr.write('The database went away. What was done is kept; run the command again.\n');
    else if (mendable || error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}
