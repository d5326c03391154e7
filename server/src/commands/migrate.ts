/** `kopilka migrate`: brings the database's schema up to this code. `serve` does it too; this is for whoever wants to do it apart. */
import type { Command } from 'commander';
import { runCommand } from './command.ts';
import { openRuntime } from './runtime.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database’s schema up to date')
    .action(() =>
      runCommand(async (context) => {
        const runtime = await openRuntime(context, { owner: false });
        await runtime.close();
        context.say('The schema is up to date.');
      }),
    );
}
