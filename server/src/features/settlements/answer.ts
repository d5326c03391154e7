/** A settlement as answers tell it: by partner, with the lines that it is made of. */
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import type { Settlement } from './settle.ts';
import type { StatementLine } from './statement.ts';

const price = z
  .int()
  .nullable()
  .meta({ description: 'Minor money for a whole unit; null where there is no price and nothing is owed.' });

const lineSchema = z
  .strictObject({
    wallet: z.string(),
    issuePrice: price,
    redeemPrice: price,
    issued: unitsAnswer.meta({ description: 'Given for sales of the partner.' }),
    takenBack: unitsAnswer.meta({ description: 'Of units given, taken back by returns.' }),
    redeemed: unitsAnswer.meta({ description: 'Paid at the partner’s.' }),
    restored: unitsAnswer.meta({ description: 'Of units paid, given back by returns.' }),
    owedBy: moneyAnswer,
    owedTo: moneyAnswer,
  })
  .meta({ id: 'SettlementLine' });

export const partnerSumSchema = z
  .strictObject({
    owedBy: moneyAnswer.meta({
      description: 'The partner owes, minor money; negative when more came back than was given.',
    }),
    owedTo: moneyAnswer.meta({ description: 'The partner is owed, minor money.' }),
    net: moneyAnswer.meta({ description: 'owedBy − owedTo: what the partner pays, or gets when negative.' }),
  })
  .meta({ id: 'PartnerSum' });

export const settlementSchema = z
  .strictObject({
    programId: z.string(),
    period: z.string(),
    status: z.enum(['open', 'closed']),
    currency: z.string(),
    from: momentAnswer,
    until: momentAnswer.meta({ description: 'Exclusive.' }),
    closedAt: momentAnswer.nullable(),
    closedBy: z.string().nullable().meta({ description: 'Id of the key.' }),
    hash: z.string().nullable().meta({ description: 'sha-256 of the closed statement.' }),
    partners: z.array(
      z.strictObject({ partner: z.string(), name: wordsSchema, lines: z.array(lineSchema), sum: partnerSumSchema }),
    ),
    sum: partnerSumSchema,
  })
  .meta({ id: 'Settlement' });

export function sumOf(lines: readonly StatementLine[]): z.input<typeof partnerSumSchema> {
  const owedBy = lines.reduce((sum, line) => sum + line.owedBy, 0);
  const owedTo = lines.reduce((sum, line) => sum + line.owedTo, 0);
  return { owedBy, owedTo, net: owedBy - owedTo };
}

export function lineAnswer(line: StatementLine): z.input<typeof lineSchema> {
  const { wallet, issuePrice, redeemPrice, issued, takenBack, redeemed, restored, owedBy, owedTo } = line;
  return { wallet, issuePrice, redeemPrice, issued, takenBack, redeemed, restored, owedBy, owedTo };
}

export function settlementAnswer({ statement, month, closed }: Settlement): z.input<typeof settlementSchema> {
  const byPartner = Map.groupBy(statement.lines, (line) => line.partner);
  return {
    programId: statement.programId,
    period: statement.period,
    status: closed === null ? 'open' : 'closed',
    currency: statement.currency,
    from: momentText(month.from),
    until: momentText(month.until),
    closedAt: closed === null ? null : momentText(closed.closedAt),
    closedBy: closed?.closedBy ?? null,
    hash: closed?.hash ?? null,
    partners: [...byPartner].map(([partner, lines]) => ({
      partner,
      name: wordsAnswer(lines.at(-1)?.name ?? {}),
      lines: lines.map(lineAnswer),
      sum: sumOf(lines),
    })),
    sum: sumOf(statement.lines),
  };
}
