/** `kopilka import receipts file.csv --map mapping.yaml`: a shop's past, through the same door as its present. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ApiError } from '../errors.ts';
import { receiptsInFile } from '../features/imports/csv-file.ts';
import { ImportFileError } from '../features/imports/file-error.ts';
import { importReceipts, type LiveUntil } from '../features/imports/import-receipts.ts';
import { type Mapping, MappingError, parseMapping } from '../features/imports/mapping.ts';
import { reportTable } from '../features/imports/report-table.ts';
import { createOrganizationClock } from '../features/organizations/clock.ts';
import { findTheOrganization } from '../features/organizations/find.ts';
import { startProgress } from '../kit/progress.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { openRuntime, type Runtime } from './runtime.ts';

interface Options {
  readonly map: string;
  readonly organization?: string;
  readonly program?: string;
  readonly report?: string;
  readonly liveUntil: LiveUntil;
}

const EXIT_INTERRUPTED = 130;

export function addImport(program: Command): void {
  const liveUntil = new Option('--live-until <moment>', 'how far accounts live on when the file is read')
    .choices(['now', 'last-receipt'] satisfies LiveUntil[])
    .default('now');
  program
    .command('import')
    .description('bring in a shop’s past')
    .command('receipts')
    .description('receipts from a CSV file, plain or gzip; importing it again changes nothing')
    .argument('<file>', 'the file')
    .requiredOption('--map <mapping.yaml>', 'how to read it, and what to do with what is odd in it')
    .option('--organization <id>', 'whose; may be left out when there is one organization')
    .option('--program <id>', 'which program; may be left out when there is one')
    .option('--report <report.json>', 'where to write what was done')
    .addOption(liveUntil)
    .action((file: string, options: Options) => runCommand((context) => run(context, file, options)));
}

async function run(context: CommandContext, file: string, options: Options): Promise<void> {
  const mapping = readMapping(options.map);
  const stop = new AbortController();
  const onSignal = (): void => {
    // A second signal ends at once; a repeat mends what was under way.
    if (stop.signal.aborted) process.exit(EXIT_INTERRUPTED);
    stop.abort();
    process.stderr.write('\nFinishing what is under way …\n');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  const runtime = await openRuntime(context, { owner: false });
  try {
    const job = { file, options, mapping, signal: stop.signal };
    context.say(await importInto(runtime, job));
    if (stop.signal.aborted) process.exitCode = EXIT_INTERRUPTED;
  } catch (error) {
    throw inWords(error);
  } finally {
    await runtime.close();
  }
}

interface CommandJob {
  readonly file: string;
  readonly options: Options;
  readonly mapping: Mapping;
  readonly signal: AbortSignal;
}

async function importInto(runtime: Runtime, { file, options, mapping, signal }: CommandJob): Promise<string> {
  const { db, ledger, registry, clock } = runtime;
  const organization = await findTheOrganization(db, options.organization ?? null);
  const { organizationId } = organization;
  const now = await createOrganizationClock(db, clock).now(organization);
  const { programId, newest } = await registry.choose(organizationId, options.program);
  const report = await importReceipts(
    { db, ledger, programs: registry },
    {
      organizationId,
      programId,
      program: newest.program,
      mapping,
      rows: receiptsInFile(file, mapping),
      file: basename(file),
      now,
      signal,
      liveUntil: options.liveUntil,
      progress: startProgress('Receipts'),
    },
  );
  if (options.report !== undefined) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
  return reportTable(report, newest.program);
}

function readMapping(path: string): Mapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(`${path} cannot be read.`);
  }
  try {
    return parseMapping(text);
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    throw new CommandError(error.problems.map((problem) => `${path}: ${problem}`).join('\n'));
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof ImportFileError) return new CommandError(error.message);
  return error instanceof ApiError ? new CommandError(`${error.code} ${JSON.stringify(error.params)}`) : error;
}
