/** What a return is asked for with, and told as. */
import { formatQuantity } from '@kopilka/engine';
import { z } from 'zod';
import {
  label,
  momentAnswer,
  momentField,
  momentText,
  moneyAnswer,
  programIdField,
  quantityField,
  text,
  unitsAnswer,
  uuidField,
} from '../../fields.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { memberReferenceField } from '../members/reference.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';
import { historyField, LINES_MAX, sourceField } from '../receipts/schema.ts';
import type { RecordedReturn } from './record.ts';

const lineSchema = z.strictObject({
  line: z
    .int()
    .min(0)
    .max(LINES_MAX - 1)
    .optional()
    .meta({ description: 'Index of the purchase’s line, from 0.' }),
  sku: text(100).optional().meta({ description: 'Of a return without a receipt: what is brought back.' }),
  quantity: quantityField,
});

export const returnBodySchema = z
  .strictObject({
    purchaseId: uuidField.optional(),
    receipt: z.strictObject({ id: label(100), source: sourceField }).optional(),
    member: memberReferenceField
      .optional()
      .meta({ description: 'Without a receipt: whose purchases to look in, newest first.' }),
    programId: programIdField.optional(),
    lines: z
      .array(lineSchema)
      .min(1)
      .max(LINES_MAX)
      .optional()
      .meta({ description: 'Absent: everything that is left.' }),
    id: label(100)
      .optional()
      .meta({ description: 'The return’s own number, unique for its source; a repeat is applied once.' }),
    source: sourceField,
    at: momentField.optional().meta({ description: 'When it was; now if absent.' }),
    history: historyField,
    preview: z.boolean().default(false).meta({ description: 'Only tell what would come of it.' }),
  })
  .superRefine((body, context) => {
    const named = [body.purchaseId, body.receipt, body.member].filter((part) => part !== undefined);
    const complain = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, input: body });
    if (named.length !== 1)
      return complain('purchaseId', 'name the return by exactly one of purchaseId, receipt and member');
    const lines = body.lines ?? [];
    const bySku = body.member !== undefined;
    if (bySku && lines.length === 0) complain('lines', 'a return without a receipt must say what is brought back');
    if (
      lines.some((line) =>
        bySku ? line.sku === undefined || line.line !== undefined : line.line === undefined || line.sku !== undefined,
      )
    ) {
      complain(
        'lines',
        bySku
          ? 'each line of a return without a receipt names its sku'
          : 'each line names the line of the purchase by its index',
      );
    }
    if (new Set(lines.map((line) => line.line)).size !== lines.length && !bySku)
      complain('lines', 'each line may be named once');
  })
  .meta({
    examples: [{ purchaseId: '01934d2e-7d00-7000-8000-0000000000a7', lines: [{ line: 0, quantity: 1 }], id: 'R-17' }],
  });

const movedSchema = z.array(z.strictObject({ wallet: z.string(), units: unitsAnswer }));

export const returnSchema = z
  .strictObject({
    id: z.string().nullable().meta({ description: 'The operation’s id; null for a preview.' }),
    accountId: z.string(),
    at: momentAnswer,
    programVersion: z.int(),
    money: moneyAnswer.meta({ description: 'Minor money to give back, after what is withheld.' }),
    withheld: moneyAnswer.meta({ description: 'Minor money kept for units that were earned and spent already.' }),
    parts: z.array(
      z.strictObject({
        purchaseId: z.string(),
        lines: z.array(z.strictObject({ line: z.int(), quantity: z.string() })),
        money: moneyAnswer,
        restored: movedSchema.meta({ description: 'Units given back that had paid.' }),
        takenBack: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer })),
        kept: z
          .array(z.strictObject({ rule: z.string(), sku: z.string(), quantity: z.string() }))
          .meta({ description: 'Gifts that were handed over with the purchase and stay with the customer.' }),
      }),
    ),
    balances: balancesSchema,
    tier: tierSchema,
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'Return' });

export function returnAnswer(recorded: RecordedReturn): z.input<typeof returnSchema> {
  const { decision, by } = recorded;
  return {
    id: recorded.operationId,
    accountId: recorded.accountId,
    at: momentText(decision.at),
    programVersion: by.version,
    money: decision.return.money,
    withheld: decision.return.withheld,
    parts: decision.return.parts.map((part) => ({
      purchaseId: part.purchase,
      lines: part.lines.map(({ line, quantity }) => ({ line, quantity: formatQuantity(quantity) })),
      money: part.money,
      restored: part.restored.map(({ wallet, units }) => ({ wallet, units })),
      takenBack: part.takenBack.map(({ rule, wallet, units }) => ({ rule, wallet, units })),
      kept: (part.kept ?? []).map(({ rule, sku, quantity }) => ({ rule, sku, quantity: formatQuantity(quantity) })),
    })),
    balances: balancesAnswer(decision.after),
    tier: tierAnswer(decision.after),
    reasons: reasonAnswers(decision.reasons, by.program),
  };
}
