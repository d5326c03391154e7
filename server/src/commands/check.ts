/** `kopilka check`: programs with their scenarios, told to the engine without a database. For ours, and for a folder of one's own. */
import {
  checkProgram,
  formatReport,
  formatTotals,
  isGreen,
  type NamedReport,
  PROGRAM_FILE,
  totalsOf,
} from '@kopilka/engine';
import type { Command } from 'commander';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { CommandError, PROJECT_DIRECTORY } from './command.ts';

const EXIT_FAILED = 1;
/** programs/extras/<program> is the deepest of ours. */
const FOLDER_DEPTH_MAX = 4;

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('check programs and tell their scenarios: a table of what passed and what failed')
    .argument('[paths...]', 'folders with program.yaml, or folders of such folders; all ready programs when absent')
    .option('--quiet', 'only what failed, and the totals')
    .action((paths: readonly string[], options: { readonly quiet?: boolean }) => run(paths, options.quiet ?? false));
}

async function run(paths: readonly string[], quiet: boolean): Promise<void> {
  try {
    const folders = (paths.length > 0 ? paths : [join(PROJECT_DIRECTORY, 'programs')]).flatMap(foldersIn);
    const reports: NamedReport[] = [];
    for (const folder of new Set(folders)) {
      const named = { folder: shortest(folder), report: await checkProgram((name) => readText(join(folder, name))) };
      reports.push(named);
      if (!quiet || !isGreen(totalsOf([named])))
        process.stdout.write(`${formatReport(named, quiet ? 'failed' : 'all')}\n\n`);
    }
    const totals = totalsOf(reports);
    process.stdout.write(`${formatTotals(totals)}\n`);
    if (!isGreen(totals)) process.exitCode = EXIT_FAILED;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_FAILED;
  }
}

/** Folders of programs at or under a path. */
function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) throw new CommandError(`${path} is not there.`);
  if (!statSync(path).isDirectory()) {
    if (basename(path) === PROGRAM_FILE) return [dirname(path)];
    throw new CommandError(`${path} is not a folder: name the folder in which ${PROGRAM_FILE} is.`);
  }
  const found = search(path, 0);
  if (found.length === 0) throw new CommandError(`${path} has no ${PROGRAM_FILE} in it.`);
  return found;
}

function search(folder: string, depth: number): readonly string[] {
  if (existsSync(join(folder, PROGRAM_FILE))) return [folder];
  if (depth === FOLDER_DEPTH_MAX) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => entry.name)
    .toSorted()
    .flatMap((name) => search(join(folder, name), depth + 1));
}

function readText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function shortest(folder: string): string {
  const near = relative(process.cwd(), folder);
  return near === '' || near.startsWith('..') ? folder : near;
}
