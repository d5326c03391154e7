/** `kopilka staff`: people who work for organizations, for whoever runs the server. */
import type { Command } from 'commander';
import { resetPassword } from '../features/people/make-person.ts';
import { CommandError, runCommand } from './command.ts';
import { emailOption } from './email-option.ts';
import { openRuntime } from './runtime.ts';

export function addStaff(program: Command): void {
  const staff = program.command('staff').description('people who sign in');
  staff
    .command('reset-password')
    .description('a new password for whoever locked themselves out, printed once; their sessions end')
    .argument('<e-mail>', 'whom they sign in as', emailOption)
    .option('--without-second-factor', 'also turn the second factor off', false)
    .action((email: string, { withoutSecondFactor }: { withoutSecondFactor: boolean }) =>
      runCommand(async (context) => {
        const runtime = await openRuntime(context, { owner: false });
        try {
          const wanted = { email, endsSecondFactor: withoutSecondFactor, now: runtime.clock.now() };
          const password = await resetPassword(runtime.db, wanted);
          if (password === null) throw new CommandError(`Nobody signs in as ${email}.`);
          context.say(`password      ${password}`);
        } finally {
          await runtime.close();
        }
      }),
    );
}
