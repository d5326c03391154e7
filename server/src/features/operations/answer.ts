/** An operation as it is looked at afterwards: what was asked, what moved, and why, in words. */
import { type CompiledProgram, formatQuantity, OPERATION_TYPES, type Receipt, reasonsOn } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { reasonAnswers, reasonAnswerSchema } from './reasons.ts';

const summaryFields = {
  id: z.string(),
  seq: z.int().meta({ description: 'The account’s operations are numbered without gaps.' }),
  type: z.enum(OPERATION_TYPES),
  at: momentAnswer,
  acceptedAt: momentAnswer.meta({ description: 'When the server took it, by the machine’s clock.' }),
  programVersion: z.int(),
  event: z
    .string()
    .optional()
    .meta({ description: 'Of the type custom: what happened, such as enrolled, birthday or shop.review.' }),
  total: moneyAnswer.optional().meta({ description: 'Of a purchase or checkout: minor money.' }),
  moved: z.record(z.string(), unitsAnswer).meta({ description: 'By wallet: the sum of what came and went.' }),
  tier: z
    .strictObject({ from: z.string(), to: z.string() })
    .optional()
    .meta({ description: 'When the level changed.' }),
};

export const operationSummarySchema = z
  .strictObject({
    ...summaryFields,
    reasons: z
      .array(reasonAnswerSchema)
      .optional()
      .meta({ description: 'What was applied and why; only where it was asked for.' }),
  })
  .meta({ id: 'OperationSummary' });

const receiptSchema = z.strictObject({
  id: z.string().optional(),
  currency: z.string(),
  total: moneyAnswer,
  store: z.string().optional(),
  till: z.string().optional(),
  channel: z.string().optional(),
  partner: z.string().optional(),
  payments: z.array(z.strictObject({ means: z.string(), amount: moneyAnswer })).optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  lines: z.array(
    z.strictObject({
      sku: z.string(),
      name: z.string().optional(),
      category: z.string().optional(),
      quantity: z.string(),
      price: moneyAnswer,
      discount: moneyAnswer.optional(),
      amount: moneyAnswer,
      floor: moneyAnswer.optional(),
      kind: z.string().optional(),
      attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    }),
  ),
});

const namedSchema = z.strictObject({
  id: z.string(),
  name: z.string().nullable().meta({ description: 'null when nothing is known by the id any more.' }),
});
const sellerSchema = z
  .strictObject({ till: namedSchema, store: namedSchema, cashier: namedSchema.nullable() })
  .meta({ description: 'Of what was asked for at a paired till: where, and who worked there.' });

export const operationSchema = z
  .strictObject({
    ...summaryFields,
    accountId: z.string(),
    seller: sellerSchema.optional(),
    receipt: receiptSchema.optional(),
    entries: z.array(
      z.strictObject({
        wallet: z.string(),
        kind: z.string(),
        units: unitsAnswer,
        rule: z.string().optional(),
        partner: z.string().optional(),
      }),
    ),
    balances: balancesSchema.meta({ description: 'By wallet id, right after it.' }),
    standing: tierSchema,
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'Operation' });

export function operationSummary(operation: StoredOperation): z.input<typeof operationSummarySchema> {
  const { decision, event } = operation;
  const moved: Record<string, number> = {};
  for (const { wallet, units } of decision.entries) moved[wallet] = (moved[wallet] ?? 0) + units;
  return {
    id: operation.operationId,
    seq: operation.seq,
    type: decision.type,
    at: momentText(decision.at),
    acceptedAt: momentText(operation.acceptedAt),
    programVersion: operation.programVersion,
    ...(event.type === 'custom' ? { event: event.name } : {}),
    ...('purchase' in decision ? { total: decision.purchase.total } : {}),
    moved,
    ...(decision.tier === undefined ? {} : { tier: decision.tier }),
  };
}

export function operationSummaryWithReasons(
  operation: StoredOperation,
  program: CompiledProgram,
): z.input<typeof operationSummarySchema> {
  const applied = operation.decision.reasons.filter((reason) => reason.applied);
  return { ...operationSummary(operation), reasons: reasonAnswers(applied, program) };
}

export function operationAnswer(
  operation: StoredOperation,
  program: CompiledProgram,
  seller: z.input<typeof sellerSchema> | null,
): z.input<typeof operationSchema> {
  const { decision, event } = operation;
  return {
    ...operationSummary(operation),
    accountId: operation.accountId,
    ...(seller === null ? {} : { seller }),
    ...('receipt' in event ? { receipt: receiptAnswer(event.receipt) } : {}),
    entries: decision.entries.map(({ wallet, kind, units, rule, partner }) => ({
      wallet,
      kind,
      units,
      ...(rule === undefined ? {} : { rule }),
      ...(partner === undefined ? {} : { partner }),
    })),
    balances: balancesAnswer(decision.after),
    standing: tierAnswer(decision.after),
    reasons: reasonAnswers(
      'receipt' in event
        ? reasonsOn(event.receipt, decision.at, { reasons: decision.reasons, program })
        : decision.reasons,
      program,
    ),
  };
}

function receiptAnswer(receipt: Receipt): z.input<typeof receiptSchema> {
  return { ...receipt, lines: receipt.lines.map((line) => ({ ...line, quantity: formatQuantity(line.quantity) })) };
}
