/** `kopilka openapi`: writes the API's description into openapi.json, or with --check says whether the file is in step. */
import type { Command } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import { createProgramRegistry } from '../features/programs/registry.ts';
import { systemClock } from '../kit/clock.ts';
import { createDatabase } from '../kit/db.ts';
import { createMetrics } from '../kit/metrics.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { CommandError, type CommandContext, PROJECT_DIRECTORY, runCommand } from './command.ts';
import { VERSION } from './version.ts';

const FILE = join(PROJECT_DIRECTORY, 'openapi.json');
/** Nobody answers there, and nobody is asked: a description needs no data. */
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none';

export function addOpenapi(program: Command): void {
  program
    .command('openapi')
    .description('write the API’s description into openapi.json')
    .option('--check', 'only say whether the file is in step with the code', false)
    .action((options: { check: boolean }) =>
      runCommand(async (context) => {
        const document = await describe(context);
        if (!options.check) writeFileSync(FILE, document);
        else if (readFileSync(FILE, 'utf8') !== document)
          throw new CommandError('openapi.json is out of step: npm run openapi');
      }),
    );
}

async function describe({ log }: CommandContext): Promise<string> {
  const db = createDatabase(NO_DATABASE, { poolMax: 1, applicationName: 'kopilka openapi' });
  const registry = createProgramRegistry(db, systemClock);
  const ledger = createLedger({ system: db.system, programs: registry });
  const app = createApp({ db, ledger, registry, clock: systemClock, log, metrics: createMetrics(), version: VERSION });
  try {
    const { statusCode, payload } = await app.inject('/openapi.json');
    if (statusCode !== 200) throw new Error(payload);
    return payload;
  } finally {
    await app.close();
    await ledger.close();
    await db.close();
  }
}
