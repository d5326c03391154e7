/** /v1/partners: the companies of a coalition, as the program names them, and what this month comes to so far. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { programIdField } from '../../fields.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import { lineAnswer, partnerSumSchema, settlementSchema, sumOf } from '../settlements/answer.ts';
import { periodAt } from '../settlements/period.ts';
import { readSettlement, type SettlementDeps } from '../settlements/settle.ts';

const price = z.int().nullable().meta({ description: 'Minor money for a whole unit; null: its worth.' });
const lines = settlementSchema.shape.partners.element.shape.lines;

const partnerSchema = z
  .strictObject({
    id: z.string().meta({ description: 'What its receipts carry as `partner`.' }),
    name: wordsSchema,
    issuePrice: price,
    redeemPrice: price,
    lines: lines.meta({ description: 'This month so far.' }),
    sum: partnerSumSchema,
  })
  .meta({ id: 'Partner' });

export function addPartnerRoutes(add: AddRoute, deps: SettlementDeps): void {
  add({
    method: 'GET',
    url: '/v1/partners',
    id: 'listPartners',
    tag: 'Partners',
    scopes: ['till', 'read'],
    summary: 'The partners of a program',
    description: 'With what was given and paid at each this month, and what that comes to so far.',
    params: noParams,
    query: z.strictObject({ programId: programIdField.optional() }),
    body: noBody,
    answers: {
      200: z.strictObject({
        programId: z.string(),
        period: z.string(),
        currency: z.string(),
        partners: z.array(partnerSchema),
      }),
    },
    codes: ['program_unknown', 'program_required'],
    handle: async ({ caller: { organizationId }, query: { programId } }) => {
      const known = await deps.programs.choose(organizationId, programId);
      const now = instant(deps.clock.now());
      const { program } = known.at(now);
      const period = periodAt(now, known);
      const { statement } = await readSettlement(deps, { organizationId, programId: known.programId, period });
      const partners = [...program.partners.values()].map(({ id, name, issue, redeem }) => {
        const own = statement.lines.filter((line) => line.partner === id);
        return {
          id,
          name: wordsAnswer(name),
          issuePrice: issue,
          redeemPrice: redeem,
          lines: own.map(lineAnswer),
          sum: sumOf(own),
        };
      });
      return { status: 200, body: { programId: known.programId, period, currency: program.currency, partners } };
    },
  });
}
