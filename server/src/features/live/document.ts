/** How streams of changes are described in the API. */
import { z } from 'zod';
import { PROBLEM_TYPE, problemSchema } from '../../problem.ts';

const changeEventSchema = z
  .strictObject({
    accounts: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Accounts that operations were written to; null: too many to name.' }),
    topics: z.array(z.string()).meta({ description: 'Tags of the API whose requests changed something.' }),
  })
  .meta({ id: 'Change', description: 'The data of an event `change`.' });

const problem = (codes: string) => ({
  description: codes,
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
});

/** Problems by status, each the codes that it may have. */
export function streamAnswers(problems: Readonly<Record<number, string>>) {
  return {
    200: {
      description: 'Events, until somebody hangs up.',
      content: { 'text/event-stream': { schema: changeEventSchema } },
    },
    ...Object.fromEntries(Object.entries(problems).map(([status, codes]) => [status, problem(codes)])),
  };
}
