/** `kopilka organization create`: makes an organization and prints its first key and its owner's sign-in. */
import type { Command } from 'commander';
import { createOrganization } from '../features/organizations/create.ts';
import { makeOwner } from '../features/staff/change.ts';
import { type CommandContext, runCommand } from './command.ts';
import { emailOption } from './email-option.ts';
import { openRuntime, type Runtime } from './runtime.ts';

interface Options {
  readonly name: string;
  readonly sandbox: boolean;
  readonly owner?: string;
}

export function addOrganization(program: Command): void {
  const organization = program.command('organization').description('organizations of this server');
  organization
    .command('create')
    .description('make an organization; its first admin key, and a password for its owner, are printed once')
    .requiredOption('--name <name>', 'what it is called')
    .option('--sandbox', 'with its own clock, which POST /v1/sandbox/clock moves', false)
    .option('--owner <e-mail>', 'whose it is: they sign in with this address', emailOption)
    .action((options: Options) =>
      runCommand(async (context) => {
        const runtime = await openRuntime(context, { owner: false });
        try {
          const created = await createOrganization(runtime, options);
          context.say(`organization  ${created.organizationId}`);
          context.say(`admin key     ${created.adminKey}`);
          if (options.owner !== undefined) await sayOwner(context, runtime, { ...created, email: options.owner });
        } finally {
          await runtime.close();
        }
      }),
    );
}

async function sayOwner(
  { say }: CommandContext,
  { db, clock }: Runtime,
  { organizationId, email }: { readonly organizationId: string; readonly email: string },
): Promise<void> {
  const { password } = await makeOwner(db, { organizationId, email, name: nameIn(email), now: clock.now() });
  say(`owner         ${email}`);
  say(`password      ${password ?? 'the one they have'}`);
}

/** Until they say what they are called. */
function nameIn(email: string): string {
  return email.split('@', 1)[0] ?? email;
}
