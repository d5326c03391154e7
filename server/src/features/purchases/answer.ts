/** A purchase as answers tell it: what is to pay, what units paid, what was earned and why. A quote is the same value. */
import type { CompiledProgram, Instant, PurchaseOutcome, Reason, Standing } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';

const earnedUnitsSchema = z.strictObject({ wallet: z.string(), units: unitsAnswer });

/** What every decided receipt tells, recorded or only asked for. */
export const decidedReceiptFields = {
  accountId: z.string().nullable().meta({ description: 'null: a receipt of nobody.' }),
  memberId: z.string().nullable(),
  programId: z.string(),
  programVersion: z.int().nullable(),
  total: moneyAnswer,
  toPay: moneyAnswer.meta({ description: 'Minor money left to pay after units.' }),
  payment: z.strictObject({ wallet: z.string(), units: unitsAnswer, money: moneyAnswer }).nullable(),
  earned: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer })),
  lines: z.array(
    z.strictObject({
      payMoney: moneyAnswer.meta({ description: 'Of the line, minor money paid with units.' }),
      payUnits: unitsAnswer,
      earned: z.array(earnedUnitsSchema),
    }),
  ),
  balances: balancesSchema.meta({ description: 'By wallet id, after this.' }),
  tier: tierSchema,
  reasons: z.array(reasonAnswerSchema),
};

export const purchaseSchema = z
  .strictObject({
    id: z.string().meta({ description: 'The operation’s id: returns name it.' }),
    at: momentAnswer.nullable().meta({ description: 'null: a receipt of nobody that did not say.' }),
    ...decidedReceiptFields,
  })
  .meta({ id: 'Purchase' });

export const quoteSchema = z
  .strictObject({ outcome: z.literal('quoted'), at: momentAnswer, ...decidedReceiptFields })
  .meta({ id: 'Quote' });

export type PurchaseAnswer = z.input<typeof purchaseSchema>;
export type QuoteAnswer = z.input<typeof quoteSchema>;
export type DecidedReceipt = Omit<PurchaseAnswer, 'id' | 'at'>;

/** The part of a decision that an answer is made of. */
export interface DecidedPurchase {
  readonly purchase: PurchaseOutcome;
  readonly after: Standing;
  readonly reasons: readonly Reason[];
}

export interface DecidedBy {
  readonly accountId: string;
  readonly memberId: string | null;
  readonly program: CompiledProgram;
  readonly programVersion: number;
}

export function decidedReceipt(decision: DecidedPurchase, by: DecidedBy): DecidedReceipt {
  const { total, toPay, payment, earned, lines } = decision.purchase;
  return {
    accountId: by.accountId,
    memberId: by.memberId,
    programId: by.program.id,
    programVersion: by.programVersion,
    total,
    toPay,
    payment: payment === null ? null : { wallet: payment.wallet, units: payment.units, money: payment.money },
    earned: earned.map(({ rule, wallet, units }) => ({ rule, wallet, units })),
    lines: lines.map((line) => ({
      payMoney: line.payMoney,
      payUnits: line.payUnits,
      earned: line.earned.flatMap((units, grant) => {
        const wallet = earned[grant]?.wallet;
        return wallet === undefined || units === 0 ? [] : [{ wallet, units }];
      }),
    })),
    balances: balancesAnswer(decision.after),
    tier: tierAnswer(decision.after),
    reasons: reasonAnswers(decision.reasons, by.program),
  };
}

/** A receipt of nobody: paid with money, earning nothing. */
export function receiptOfNobody(
  receipt: { readonly total: number; readonly lines: readonly unknown[] },
  programId: string,
): DecidedReceipt {
  return {
    accountId: null,
    memberId: null,
    programId,
    programVersion: null,
    total: receipt.total,
    toPay: receipt.total,
    payment: null,
    earned: [],
    lines: receipt.lines.map(() => ({ payMoney: 0, payUnits: 0, earned: [] })),
    balances: {},
    tier: null,
    reasons: [],
  };
}

export function purchaseAnswer(
  operation: { readonly id: string; readonly at: Instant | null },
  decided: DecidedReceipt,
): PurchaseAnswer {
  return { id: operation.id, at: operation.at === null ? null : momentText(operation.at), ...decided };
}

export function quoteAnswer(at: Instant, decided: DecidedReceipt): QuoteAnswer {
  return { outcome: 'quoted', at: momentText(at), ...decided };
}
