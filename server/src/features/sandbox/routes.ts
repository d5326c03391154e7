/** /v1/sandbox: an integrator tries a year in a minute. */
import { z } from 'zod';
import { momentAnswer, momentField, momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import { moveClock } from '../organizations/move-clock.ts';

const bodySchema = z.strictObject({ now: momentField }).meta({ examples: [{ now: '2027-11-22T00:00:00+03:00' }] });
const answerSchema = z.strictObject({
  now: momentAnswer,
  operations: z.int().meta({ description: 'How many things happened on the way.' }),
});

export function addSandboxRoutes(add: AddRoute, deps: { readonly db: Database; readonly ledger: Ledger }): void {
  add({
    method: 'POST',
    url: '/v1/sandbox/clock',
    id: 'moveSandboxClock',
    isLong: true,
    tag: 'Sandbox',
    scopes: ['shop'],
    summary: 'Move the sandbox’s clock forward',
    description:
      'Everything due on the way happens, each at its own moment: units become active, units expire, levels are measured again. Ordinary organizations refuse it.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 200: answerSchema },
    codes: ['not_a_sandbox', 'clock_backwards', 'clock_too_far'],
    handle: async ({ caller, body }) => {
      const operations = await moveClock(deps, { organizationId: caller.organizationId, now: body.now });
      return { status: 200, body: { now: momentText(body.now), operations } };
    },
  });
}
