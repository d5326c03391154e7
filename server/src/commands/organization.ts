/** `kopilka organization create`: makes an organization and prints its first key. */
import type { Command } from 'commander';
import { createOrganization } from '../features/organizations/create.ts';
import { runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

export function addOrganization(program: Command): void {
  const organization = program.command('organization').description('organizations of this server');
  organization
    .command('create')
    .description('make an organization; its first admin key is printed once')
    .requiredOption('--name <name>', 'what it is called')
    .option('--sandbox', 'with its own clock, which POST /v1/sandbox/clock moves', false)
    .action((options: { name: string; sandbox: boolean }) =>
      runCommand(async (context) => {
        const runtime = await openRuntime(context, { owner: false });
        try {
          const created = await createOrganization(runtime, options);
          context.say(`organization  ${created.organizationId}`);
          context.say(`admin key     ${created.adminKey}`);
        } finally {
          await runtime.close();
        }
      }),
    );
}
