/** `kopilka apply program.yaml`: checks a program document and publishes it; mistakes are printed as a compiler would. */
import { instant } from '@kopilka/engine';
import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ApiError } from '../errors.ts';
import { createOrganizationClock } from '../features/organizations/clock.ts';
import { findTheOrganization } from '../features/organizations/find.ts';
import { documentId, publishProgram } from '../features/programs/publish.ts';
import { type CommandContext, CommandError, runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

interface Options {
  readonly organization?: string;
  readonly effectiveFrom?: string;
  readonly check?: boolean;
}

export function addApply(program: Command): void {
  program
    .command('apply')
    .description('publish a program document (YAML or JSON)')
    .argument('<file>', 'the document')
    .option('--organization <id>', 'whose; may be left out when there is one organization')
    .option('--effective-from <moment>', 'from when it rules: ISO 8601 with an offset; now if absent')
    .option('--check', 'only look for mistakes')
    .action((file: string, options: Options) => runCommand((context) => apply(context, file, options)));
}

async function apply(context: CommandContext, file: string, options: Options): Promise<void> {
  const source = readSource(file);
  const format = file.endsWith('.json') ? 'json' : 'yaml';
  try {
    const programId = documentId(source, format);
    if (options.check === true) return context.say(`${file}: no mistakes.`);
    const effectiveFrom = options.effectiveFrom === undefined ? null : instant(Date.parse(options.effectiveFrom));
    const runtime = await openRuntime(context, { owner: false });
    try {
      const organization = await findTheOrganization(runtime.db, options.organization ?? null);
      const now = await createOrganizationClock(runtime.db, runtime.clock).now(organization);
      const { organizationId } = organization;
      const published = await publishProgram(
        { db: runtime.db, programs: runtime.registry },
        { organizationId, programId, source, format, effectiveFrom, now },
      );
      context.say(`${programId}: version ${published.version} is published.`);
    } finally {
      await runtime.close();
    }
  } catch (error) {
    if (error instanceof ApiError) throw new CommandError(inWords(error, file));
    throw error;
  }
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read.`);
  }
}

const problemsSchema = z.object({
  problems: z.array(
    z.looseObject({
      path: z.string(),
      message: z.string(),
      line: z.number().nullish(),
      column: z.number().nullish(),
      hint: z.string().nullish(),
    }),
  ),
});

function inWords(error: ApiError, file: string): string {
  const parsed = problemsSchema.safeParse(error.params);
  if (!parsed.success) return `${file}: ${error.code} ${JSON.stringify(error.params)}`;
  const lines = parsed.data.problems.map(({ path, message, line, column, hint }) => {
    const place = `${file}:${line ?? 1}:${column ?? 1}`;
    return `${place} ${path}: ${message}${hint === null || hint === undefined ? '' : `\n    ${hint}`}`;
  });
  return lines.join('\n');
}
